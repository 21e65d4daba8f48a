"""Withdrawals that come before their remarks."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Take the step."""
    op.add_column(
        "entries",
        sa.Column("is_unproven", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    )
