"""Ids by which open data calls remarks, made at random: their own tell when they were made."""

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Take the step."""
    op.add_column("remarks", sa.Column("public_id", sa.String(length=36), nullable=True))
    conn = op.get_bind()
    remarks = sa.table("remarks", *(sa.column(name) for name in ("project", "id", "public_id")))
    rows = [
        {"of": row.project, "its": row.id, "new": str(uuid4())}
        for row in conn.execute(sa.select(remarks.c.project, remarks.c.id))
    ]
    if rows:
        this = (remarks.c.project == sa.bindparam("of"), remarks.c.id == sa.bindparam("its"))
        conn.execute(sa.update(remarks).where(*this).values(public_id=sa.bindparam("new")), rows)
    op.create_index(
        "ix_remarks_project_public_id", "remarks", ["project", "public_id"], unique=True
    )
