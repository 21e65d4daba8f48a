"""The log of what staff and the server itself did.

Each line has the hash of itself and the one before; the database refuses to change or remove one.
Who owns the database could still write all of it anew, or remove the last lines: that shows only to
who kept the hash of a line elsewhere. It holds ids and no words of a remark, so that an erasure
leaves nothing here.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, func, select, text

from mrapp.model.remark import sha256_of
from mrapp.protocol.checksums import packed
from mrapp.server.access import Caller
from mrapp.server.database.moderating import audit

BEGIN: Final = "0" * 64
"""The hash before the first line."""

# Any number: by it processes take turns in adding a line.
_TURN: Final = 0x6D726175
_AT_ONCE: Final = 1000


def record(
    conn: Connection,
    caller: Caller | None,
    action: str,
    project: str | None,
    subject: str,
    detail: Mapping[str, object],
    now: datetime,
) -> None:
    """Add a line, within a block that writes.

    caller: None for the server itself. action: such as "remark.hidden"; subject: the id of what it
    was done to. detail: JSON, without anything that a citizen said.
    """
    _take_turn(conn)
    last = last_line(conn)
    number, prev = (last.number + 1, last.hash) if last else (1, BEGIN)
    staff = caller.id if caller else None
    line = {
        "number": number,
        "at_utc": now.astimezone(UTC),
        "staff": staff,
        "action": action,
        "project": project,
        "subject": subject,
        "detail": dict(detail),
    }
    conn.execute(audit.insert().values(**line, hash=_hash(prev, line)))


def last_line(conn: Connection) -> Row[Any] | None:
    """Return number and hash of the last line, to be kept elsewhere; None: there is none yet."""
    return conn.execute(_LAST).one_or_none()


def first_broken(conn: Connection) -> int | None:
    """Return the number of the first line that does not follow on the one before; None: all do."""
    number, prev = 0, BEGIN
    while rows := _after(conn, number):
        for row in rows:
            if row.number != number + 1 or row.hash != _hash(prev, row._asdict()):
                return number + 1
            number, prev = row.number, row.hash
    return None


def _take_turn(conn: Connection) -> None:
    # In SQLite there is one writer at a time anyhow.
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def _after(conn: Connection, number: int) -> list[Row[Any]]:
    asked = audit.select().where(audit.c.number > number).order_by(audit.c.number)
    return list(conn.execute(asked.limit(_AT_ONCE)))


def _hash(prev: str, line: Mapping[str, Any]) -> str:
    told = ("number", "staff", "action", "project", "subject", "detail")
    at = line["at_utc"].isoformat(timespec="microseconds")
    return sha256_of(packed([prev, at, *(line[name] for name in told)]))


_LAST: Final[Select[Any]] = select(audit.c.number, audit.c.hash).where(
    audit.c.number == select(func.max(audit.c.number)).scalar_subquery()
)
