"""Reads remarks as the server has them, with what was added to them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from mrapp.model.remark import Addition, Remark
from mrapp.protocol.contents import SaidAddition, said_in
from mrapp.protocol.messages import ModerationState
from mrapp.server.database.intake import entries, remarks
from mrapp.server.database.moderating import additions


@dataclass(frozen=True)
class Added:
    """What the maker of a remark added, and how that stands; reason: why it is hidden."""

    said: Addition
    state: ModerationState = ModerationState.NEW
    reason: Mapping[str, str] | None = None


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
    added: tuple[Added, ...] = ()

    @property
    def additions(self) -> tuple[Addition, ...]:
        """What was added, whatever was decided about it."""
        return tuple(each.said for each in self.added)


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


def _stored(row: Row[Any], added: tuple[Added, ...]) -> StoredRemark:
    return StoredRemark(
        id=row.id,
        number=row.number,
        digest=row.digest,
        received_utc=row.received_utc,
        state=ModerationState(row.state),
        withdrawn_utc=row.withdrawn_utc,
        remark=None if row.content is None else said_in(row.content).remark,
        added=added,
    )


def _additions(conn: Connection, project: str, ids: Collection[str]) -> dict[str, list[Added]]:
    its = (additions.c.project == entries.c.project) & (additions.c.id == entries.c.id)
    asked = (
        select(*(entries.c[name] for name in ("number", "about", "content")))
        .add_columns(additions.c.state, additions.c.reason)
        .outerjoin(additions, its)
        .where(entries.c.project == project, entries.c.about.in_(ids))
        .where(entries.c.kind == "addition", entries.c.content.is_not(None))
    )
    found: dict[str, list[Added]] = {}
    for row in sorted(conn.execute(asked), key=lambda row: row.number):
        said = SaidAddition.model_validate_json(row.content).addition
        state = ModerationState(row.state) if row.state else ModerationState.NEW
        found.setdefault(row.about, []).append(Added(said, state, row.reason))
    return found
