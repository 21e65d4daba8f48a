"""How each thing that was added to a remark stands: what is there waits until somebody looks."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "additions",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("remark", sa.String(length=36), nullable=False),
        sa.Column("state", sa.String(length=8), server_default=sa.text("'new'"), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("project", "id", name=op.f("pk_additions")),
    )
    op.create_index("ix_additions_project_remark", "additions", ["project", "remark"], unique=False)
    op.create_index(
        "ix_additions_project_state_remark",
        "additions",
        ["project", "state", "remark"],
        unique=False,
    )
    op.execute(
        "INSERT INTO additions (project, id, remark) SELECT project, id, about FROM entries "
        "WHERE kind = 'addition' AND content IS NOT NULL"
    )
