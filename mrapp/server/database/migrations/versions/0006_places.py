"""places."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Take the step."""
    op.create_table(
        "ground_plans",
        sa.Column("project", sa.String(length=200), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["projects.id"], name=op.f("fk_ground_plans_project")),
        sa.PrimaryKeyConstraint("project", "number", name=op.f("pk_ground_plans")),
    )
    op.add_column(
        "projects",
        sa.Column("is_held_back", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
    op.add_column("projects", sa.Column("results_from", sa.Date(), nullable=True))
    op.create_index(
        "ix_remarks_project_theme_number", "remarks", ["project", "theme", "number"], unique=False
    )
