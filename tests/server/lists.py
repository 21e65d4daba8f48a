"""Entries as a server keeps them, put straight into its tables."""

from datetime import UTC, datetime

from sqlalchemy import insert, select, update

from mrapp.model.remark import new_id, sha256_of
from mrapp.protocol.public_list import line_hash
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, projects

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def make_project(database: Database, project: str) -> None:
    """Make a project without anything."""
    with database.writing() as conn:
        conn.execute(insert(projects).values(id=project, created_utc=NOW))


def lengthen(database: Database, project: str, count: int) -> list[str]:
    """Add remarks of which only the digest is known; returns their ids."""
    ids = [new_id() for _ in range(count)]
    with database.writing() as conn:
        row = conn.execute(select(projects).where(projects.c.id == project)).one()
        number, head = row.entries, row.head
        for each in ids:
            number, digest = number + 1, sha256_of(each.encode())
            head = line_hash(head, number, "remark", each, None, digest)
            values = {"id": each, "kind": "remark", "digest": digest, "hash": head}
            conn.execute(
                insert(entries).values(project=project, number=number, received_utc=NOW, **values)
            )
        conn.execute(
            update(projects).where(projects.c.id == project).values(entries=number, head=head)
        )
    return ids
