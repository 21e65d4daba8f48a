"""When chores were begun before."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Take the step."""
    op.add_column("chores", sa.Column("before_utc", sa.DateTime(timezone=True), nullable=True))
