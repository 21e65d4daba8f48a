"""Themes, flags, states with reasons, answers, one-time links, and the log that only grows."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "answer_remarks",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("remark", sa.String(length=36), nullable=False),
        sa.PrimaryKeyConstraint("project", "answer", "number", name=op.f("pk_answer_remarks")),
    )
    op.create_index(
        "ix_answer_remarks_project_remark", "answer_remarks", ["project", "remark"], unique=False
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("staff", sa.String(length=36), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("project", sa.String(length=200), nullable=True),
        sa.Column("subject", sa.String(length=200), nullable=True),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_project_number", "audit", ["project", "number"], unique=False)
    op.create_table(
        "flags",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("project", "kind", "number", name=op.f("pk_flags")),
    )
    op.create_index("ix_flags_project_number", "flags", ["project", "number"], unique=False)
    op.create_table(
        "moderations",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("remark", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.Column("staff", sa.String(length=36), nullable=True),
        sa.Column("at_utc", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("project", "id", name=op.f("pk_moderations")),
    )
    op.create_index(
        "ix_moderations_project_remark", "moderations", ["project", "remark", "id"], unique=False
    )
    op.create_table(
        "remark_themes",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("theme", sa.String(length=36), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("project", "theme", "number", name=op.f("pk_remark_themes")),
    )
    op.create_index(
        "ix_remark_themes_project_number", "remark_themes", ["project", "number"], unique=False
    )
    op.create_table(
        "answers",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("decided", sa.JSON(), nullable=False),
        sa.Column("effect", sa.JSON(), nullable=False),
        sa.Column("made_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=36), nullable=True),
        sa.Column("published_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_answers_project")),
        sa.PrimaryKeyConstraint("project", "id", name=op.f("pk_answers")),
    )
    op.create_table(
        "flagging",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_flagging_project")),
        sa.PrimaryKeyConstraint("project", name=op.f("pk_flagging")),
    )
    op.create_table(
        "invitations",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("staff", sa.String(length=36), nullable=False),
        sa.Column("expires_utc", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["staff"], ["staff.id"], name=op.f("fk_invitations_staff")),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_invitations")),
    )
    op.create_index("ix_invitations_staff", "invitations", ["staff"], unique=False)
    op.create_table(
        "themes",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("made_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_themes_project")),
        sa.PrimaryKeyConstraint("project", "id", name=op.f("pk_themes")),
    )
    _refuse_changes_to_the_log()


def _refuse_changes_to_the_log() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{event.lower()} BEFORE {event} ON audit BEGIN "
                "SELECT RAISE(ABORT, 'the audit log only grows'); END"
            )
        return
    op.execute(
        "CREATE FUNCTION audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log only grows'; END $$"
    )
    op.execute(
        "CREATE TRIGGER audit_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON audit "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_only_grows()"
    )
