"""The table of what only servers know, and all processes on one database the same."""

from sqlalchemy import Column, LargeBinary, Table

from mrapp.server.database.base import Name, Utc, metadata

secrets = Table(
    "secrets",
    metadata,
    Column("name", Name, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    Column("made_utc", Utc, nullable=False),
)
"""Keys and the like, by name; whoever can read this table can sign in the server's name."""
