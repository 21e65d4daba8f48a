"""Tables of what everybody reads that is not reckoned anew each time."""

from sqlalchemy import Column, ForeignKey, Integer, LargeBinary, Table

from mrapp.server.database.base import Name, Utc, metadata
from mrapp.server.database.intake import projects

public_counts = Table(
    "public_counts",
    metadata,
    Column("project", Name, ForeignKey(projects.c.id), primary_key=True),
    # Up to which of its entries was counted.
    Column("entries", Integer, nullable=False),
    Column("counted_utc", Utc, nullable=False),
    # In which form it is written; another one is counted anew.
    Column("form", Integer, nullable=False),
    Column("counts", LargeBinary, nullable=False),
)
"""What was told last of the numbers of a project: an Overview as it may be read by everybody.

All processes tell the same, and it stays until so many opinions came or went that nobody can see
from the difference what one of them said.
"""
