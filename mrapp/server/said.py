"""Reads remarks as the server has them, with what was added to them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from mrapp.model.remark import Addition, Remark
from mrapp.protocol.contents import SaidAddition, said_in
from mrapp.protocol.messages import ModerationState
from mrapp.server.database.intake import entries, remarks


@dataclass(frozen=True)
class StoredRemark:
    """A remark at the server. remark None: withdrawn, or erased after its time.

    number: its place in the public list; digest: of what was sent.
    """

    id: str
    number: int
    digest: str
    received_utc: datetime
    state: ModerationState
    withdrawn_utc: datetime | None
    remark: Remark | None
    additions: tuple[Addition, ...] = ()


def read_remark(conn: Connection, project: str, remark_id: str) -> StoredRemark | None:
    """Return a remark of a project; None: there is none with that id."""
    return next(iter(read_remarks(conn, project, [remark_id])), None)


def read_withdrawn(conn: Connection, project: str, remark_id: str) -> StoredRemark | None:
    """Return a remark of which nothing but its withdrawal is here; None: nor is that."""
    c = entries.c
    gone = (c.project == project, c.about == remark_id, c.kind == "withdrawal", ~c.is_unproven)
    asked = select(c.number, c.digest, c.received_utc).where(*gone).order_by(c.number).limit(1)
    row = conn.execute(asked).one_or_none()
    if row is None:
        return None
    at = row.received_utc
    new = ModerationState.NEW
    return StoredRemark(remark_id, row.number, row.digest, at, new, at, remark=None)


def read_remarks(conn: Connection, project: str, ids: Collection[str]) -> Sequence[StoredRemark]:
    """Return remarks of a project by id, in the order in which they were received."""
    if not ids:
        return []
    asked = (
        select(
            *(remarks.c[name] for name in ("id", "number", "state", "withdrawn_utc")),
            *(entries.c[name] for name in ("digest", "content", "received_utc")),
        )
        .join(entries, _is_of_remark)
        .where(remarks.c.project == project, remarks.c.id.in_(ids))
    )
    added = _additions(conn, project, ids)
    # Sorted here: asked for an order, SQLite goes through all of a project in that order.
    rows = sorted(conn.execute(asked), key=lambda row: row.number)
    return [_stored(row, tuple(added.get(row.id, ()))) for row in rows]


_is_of_remark = (remarks.c.project == entries.c.project) & (remarks.c.number == entries.c.number)


def _stored(row: Row[Any], additions: tuple[Addition, ...]) -> StoredRemark:
    return StoredRemark(
        id=row.id,
        number=row.number,
        digest=row.digest,
        received_utc=row.received_utc,
        state=ModerationState(row.state),
        withdrawn_utc=row.withdrawn_utc,
        remark=None if row.content is None else said_in(row.content).remark,
        additions=additions,
    )


def _additions(conn: Connection, project: str, ids: Collection[str]) -> dict[str, list[Addition]]:
    asked = (
        select(entries.c.number, entries.c.about, entries.c.content)
        .where(entries.c.project == project, entries.c.about.in_(ids))
        .where(entries.c.kind == "addition", entries.c.content.is_not(None))
    )
    found: dict[str, list[Addition]] = {}
    for _number, about, content in sorted(conn.execute(asked), key=lambda row: row.number):
        addition = SaidAddition.model_validate_json(content).addition
        found.setdefault(about, []).append(addition)
    return found
