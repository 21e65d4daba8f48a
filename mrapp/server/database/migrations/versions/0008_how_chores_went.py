"""How chores went."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Take the step."""
    op.add_column("chores", sa.Column("done_utc", sa.DateTime(timezone=True), nullable=True))
    op.add_column("chores", sa.Column("trouble", sa.String(length=200), nullable=True))
