"""What the database says of remarks, read as values: those kept, their additions, the outbox."""

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime

from pydantic import ValidationError

from mrapp.app.remarks.keeping import Kept, Outbox, State, Waiting
from mrapp.feedback import tables
from mrapp.feedback.entries import Entry
from mrapp.feedback.ledger import DamageError
from mrapp.model.remark import Addition, Attachment, Remark
from mrapp.model.remark_errors import ReceiptUnknownError
from mrapp.model.texts import Phrase
from mrapp.protocol.checksums import packed
from mrapp.protocol.contents import SaidAddition, SaidRemark

_KEPT = (
    "SELECT r.n, r.id, e.at, r.withdrawn, e.content, sent.n"
    " FROM remarks r JOIN entries e USING (n) LEFT JOIN sent USING (n)"
)
_ADDED = (
    "SELECT about, content FROM entries"
    " WHERE about IS NOT NULL AND kind = 'addition' AND content IS NOT NULL"
)
# What was withdrawn before it was sent has nothing to send any more.
_FIRST = (
    "SELECT * FROM entries WHERE n > ? AND content IS NOT NULL"
    " AND NOT EXISTS (SELECT 1 FROM sent WHERE sent.n = entries.n) ORDER BY n"
)
_SOME = "IN (SELECT value FROM json_each(?))"


def tombstone(conn: sqlite3.Connection, remark_id: str) -> int | None:
    """Return the number of the withdrawal of a remark."""
    found = conn.execute(
        "SELECT MIN(n) FROM entries WHERE about = ? AND kind = 'withdrawal'", (remark_id,)
    ).fetchone()
    return None if found[0] is None else int(found[0])


def read_withdrawn(conn: sqlite3.Connection, remark_id: str) -> Kept:
    """Return a remark of which nothing but its withdrawal was ever here."""
    number = tombstone(conn, remark_id)
    at = conn.execute("SELECT at FROM entries WHERE n = ?", (number,)).fetchone()
    if number is None or at is None:
        raise ReceiptUnknownError
    return Kept(number, remark_id, datetime.fromisoformat(at[0]), State.WITHDRAWN, None)


def read_kept(conn: sqlite3.Connection, ids: Sequence[str] | None) -> Iterator[Kept]:
    """Return remarks by id, or all, in the order they were kept in."""
    some = () if ids is None else (packed(list(ids)).decode(),)
    added: dict[str, list[Addition]] = {}
    for about, content in conn.execute(
        f"{_ADDED} {f'AND about {_SOME}' if some else ''} ORDER BY n", some
    ).fetchall():
        added.setdefault(about, []).append(_said_addition(content))
    wanted = f"WHERE e.id {_SOME}" if some else ""
    for row in conn.execute(f"{_KEPT} {wanted} ORDER BY r.n", some).fetchall():
        n, remark_id, at, withdrawn, content, sent = row
        kept_utc = datetime.fromisoformat(at)
        if withdrawn is not None:
            yield Kept(n, remark_id, kept_utc, State.WITHDRAWN, None)
        elif content is not None:
            state = State.WAITING if sent is None else State.SENT
            additions = tuple(added.get(remark_id, ()))
            yield Kept(n, remark_id, kept_utc, state, _said_remark(content), additions)


def _said_remark(content: bytes) -> Remark:
    try:
        return SaidRemark.model_validate_json(content).remark
    except ValidationError as error:
        raise DamageError("a remark is not what was written") from error


def _said_addition(content: bytes) -> Addition:
    try:
        return SaidAddition.model_validate_json(content).addition
    except ValidationError as error:
        raise DamageError("an addition is not what was written") from error


def is_here(conn: sqlite3.Connection, remark_id: str) -> bool:
    """Tell whether a remark was ever kept here."""
    asked = "SELECT 1 FROM entries WHERE id = ? AND kind = 'remark'"
    return conn.execute(asked, (remark_id,)).fetchone() is not None


def read_waiting(conn: sqlite3.Connection, most: int, after: int, most_bytes: int) -> list[Waiting]:
    """Return the first entries after number `after` that wait to be sent.

    What is damaged is left out: a server would refuse it, and the check tells of it.
    """
    found: list[Waiting] = []
    room_bytes = most_bytes
    for row in conn.execute(_FIRST, (after,)):
        entry = tables.entry_of_row(row)
        if not entry.is_sound or entry.salt is None or entry.content is None:
            continue
        room_bytes -= len(entry.content)
        if len(found) == most or (found and room_bytes < 0):
            break
        found.append(_waiting(entry, entry.salt, entry.content))
    return found


def _waiting(entry: Entry, salt: str, content: bytes) -> Waiting:
    files: tuple[Attachment, ...] = ()
    if entry.kind == "remark":
        files = _said_remark(content).attachments
    return Waiting(entry.n, entry.id, entry.kind, entry.about, salt, content, entry.digest, files)


def read_outbox(conn: sqlite3.Connection) -> Outbox:
    """Return what waits to be sent."""
    remarks, first = conn.execute(
        "SELECT COUNT(*), MIN(n) FROM remarks"
        " WHERE withdrawn IS NULL AND made_s IS NOT NULL AND n NOT IN (SELECT n FROM sent)"
    ).fetchone()
    rest = conn.execute(
        "SELECT kind, COUNT(*), MIN(n) FROM entries"
        " WHERE about IS NOT NULL AND n NOT IN (SELECT n FROM sent)"
        " AND (kind = 'withdrawal' OR content IS NOT NULL) GROUP BY kind"
    ).fetchall()
    counts = {kind: number for kind, number, _ in rest}
    numbers = [n for n in (first, *(row[2] for row in rest)) if n is not None]
    since = conn.execute(
        "SELECT at FROM entries WHERE n = ?", (min(numbers, default=None),)
    ).fetchone()
    tried, *why = conn.execute("SELECT at, nl, en FROM tried").fetchone() or (None, None)
    return Outbox(
        remarks=remarks,
        additions=counts.get("addition", 0),
        withdrawals=counts.get("withdrawal", 0),
        sent=int(conn.execute("SELECT COUNT(*) FROM sent").fetchone()[0]),
        since=datetime.fromisoformat(since[0]) if since else None,
        tried=datetime.fromisoformat(tried) if tried else None,
        why=Phrase(*why) if why[0] else None,
    )
