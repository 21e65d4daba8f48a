"""intake_and_people."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "chunks",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("begin", sa.Integer(), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("project", "remark", "sha256", "begin", name=op.f("pk_chunks")),
    )
    op.create_table(
        "files",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("remark", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=12), nullable=True),
        sa.Column("media_type", sa.String(length=40), nullable=True),
        sa.Column("is_complete", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("machine", sa.String(length=36), nullable=True),
        sa.Column("begun_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("project", "remark", "sha256", name=op.f("pk_files")),
    )
    op.create_index("ix_files_begun_utc", "files", ["begun_utc"], unique=False)
    op.create_table(
        "projects",
        sa.Column("id", sa.String(length=200), nullable=False),
        sa.Column("created_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entries", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("head", sa.String(length=64), nullable=False),
        sa.Column("changes", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("is_open", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("hosts", sa.JSON(), server_default=sa.text("'[]'"), nullable=False),
        sa.Column("keep_until", sa.Date(), nullable=True),
        sa.Column("keep_then", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
    )
    op.create_table(
        "seals",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("lookup", sa.String(length=12), nullable=False),
        sa.Column("remark", sa.String(length=36), nullable=False),
        sa.Column("salt", sa.String(length=128), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=128), nullable=False),
        sa.PrimaryKeyConstraint("project", "lookup", "remark", name=op.f("pk_seals")),
    )
    op.create_index("ix_seals_lookup", "seals", ["lookup"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("login", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("created_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("failed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("locked_until_utc", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("login", name=op.f("uq_staff_login")),
        sa.UniqueConstraint("subject", name=op.f("uq_staff_subject")),
    )
    op.create_table(
        "changes",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("happening", sa.LargeBinary(), nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_changes_project")),
        sa.PrimaryKeyConstraint("project", "number", name=op.f("pk_changes")),
    )
    op.create_table(
        "codes",
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("may_publish", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("made_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_codes_project")),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_codes")),
    )
    op.create_table(
        "entries",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("about", sa.String(length=36), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("salt", sa.String(length=32), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("machine", sa.String(length=36), nullable=True),
        sa.Column("received_utc", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_entries_project")),
        sa.PrimaryKeyConstraint("project", "number", name=op.f("pk_entries")),
    )
    op.create_index("ix_entries_about_project", "entries", ["about", "project"], unique=False)
    op.create_index("ix_entries_id_project", "entries", ["id", "project"], unique=True)
    op.create_table(
        "machines",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("may_publish", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("enrolled_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_machines_project")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_machines")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_machines_key_hash")),
    )
    op.create_index("ix_machines_project", "machines", ["project"], unique=False)
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=36), nullable=False),
        sa.Column("csrf", sa.String(length=64), nullable=False),
        sa.Column("begun_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_utc", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_sessions_staff")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_staff", "sessions", ["staff"], unique=False)
    op.create_table(
        "versions",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("project_hash", sa.String(length=64), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size_bytes", sa.Integer(), nullable=False),
        sa.Column("published_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(length=36), nullable=True),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_versions_project")),
        sa.PrimaryKeyConstraint("project", "number", name=op.f("pk_versions")),
    )
    op.create_table(
        "remarks",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("withdrawn_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(length=8), server_default=sa.text("'new'"), nullable=False),
        sa.Column("made_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("x", sa.Double(), nullable=True),
        sa.Column("y", sa.Double(), nullable=True),
        sa.Column("nap", sa.Double(), nullable=True),
        sa.Column("variant", sa.String(length=200), nullable=True),
        sa.Column("theme", sa.String(length=200), nullable=True),
        sa.Column("channel", sa.String(length=12), nullable=True),
        sa.Column("event", sa.String(length=200), nullable=True),
        sa.Column("language", sa.String(length=20), nullable=True),
        sa.Column("mood", sa.Integer(), nullable=True),
        sa.Column("questionnaire", sa.String(length=200), nullable=True),
        sa.Column("questionnaire_version", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("project", "id", name=op.f("pk_remarks")),
    )
    op.create_index("ix_remarks_project_number", "remarks", ["project", "number"], unique=True)
    op.create_index(
        "ix_remarks_project_state_number", "remarks", ["project", "state", "number"], unique=False
    )
