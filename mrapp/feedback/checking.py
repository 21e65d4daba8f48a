"""Looks at everything that is kept: journal against database, entry by entry, and all files."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import zip_longest

from mrapp.feedback import tables
from mrapp.feedback.attachments import Attachments
from mrapp.feedback.entries import BEGIN, Entry, entry_of
from mrapp.feedback.journal import Journal
from mrapp.protocol.contents import said_in

_CLOCK = (
    "SELECT n FROM (SELECT n, at, LAG(at) OVER (ORDER BY n) AS before FROM entries)"
    " WHERE at < before"
)


def is_well(conn: sqlite3.Connection, journal: Journal) -> bool:
    """Whether journal and database, as they are now, say the same, and it is what was written."""
    try:
        conn.execute("BEGIN")
        try:
            chain = _Chain(journal, tables.tip(conn).n)
            return is_whole(conn, chain) and chain.is_whole and not tables.pending(conn)
        finally:
            conn.execute("ROLLBACK")
    except (sqlite3.Error, OSError, ValueError):
        # Damage, or a disk that fails: who mends finds out which.
        return False


def is_whole(conn: sqlite3.Connection | None, entries: Iterable[Entry]) -> bool:
    """Whether a database is sound, and holds these entries and what follows from them."""
    if conn is None:
        return False
    try:
        if tables.version(conn) != tables.VERSION:
            return False
        if conn.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            return False
        kept = (tables.entry_of_row(row) for row in tables.rows(conn))
        is_kept = all(a == b for a, b in zip_longest(kept, entries))
        return is_kept and _follows(conn) and _tells_of_sending(conn)
    except (sqlite3.Error, ValueError, KeyError, TypeError):
        return False


def files_gone(conn: sqlite3.Connection, files: Attachments) -> set[int]:
    """Return the numbers of remarks that lack a file, or have one that is damaged."""
    found = conn.execute(
        "SELECT e.n, e.content FROM remarks r JOIN entries e USING (n)"
        " WHERE r.withdrawn IS NULL AND e.content IS NOT NULL ORDER BY e.n"
    )
    gone = set()
    for n, content in found:
        if b'"attachments":[]' in content:
            continue
        remark = said_in(content).remark
        if any(files.read(remark.id, each) is None for each in remark.attachments):
            gone.add(n)
    return gone


def clock_back(conn: sqlite3.Connection) -> set[int]:
    """Return the numbers before which the clock was set back."""
    return {row[0] for row in conn.execute(_CLOCK)}


class _Chain:
    """The first entries of a journal, one after the other; afterwards, whether it was whole."""

    def __init__(self, journal: Journal, upto: int) -> None:
        self._journal, self._upto = journal, upto
        self._prev, self._n = BEGIN, 0
        self._blank: set[str] = set()
        self._withdrawn: set[str] = set()

    @property
    def is_whole(self) -> bool:
        """Whether all were there, and nothing was erased but what was withdrawn."""
        return self._n == self._upto and self._blank <= self._withdrawn

    def __iter__(self) -> Iterator[Entry]:
        lines = self._journal.lines() if self._upto else iter(())
        for line in lines:
            entry = entry_of(line)
            if (entry.n, entry.prev) != (self._n + 1, self._prev) or not entry.is_sound:
                return
            self._prev, self._n = entry.hash, entry.n
            if entry.kind == "withdrawal":
                self._withdrawn.add(entry.remark_id)
            elif entry.content is None:
                self._blank.add(entry.remark_id)
            yield entry
            if entry.n == self._upto:
                return


def _tells_of_sending(conn: sqlite3.Connection) -> bool:
    """Whether what no entry tells can be read: what was acknowledged, and when it was tried.

    Raises what reading it raises. The rest of it has no other side to hold it against.
    """
    moments = [each.at for each in tables.sent(conn)]
    moments += [at for at, _nl, _en in conn.execute("SELECT at, nl, en FROM tried")]
    return all(datetime.fromisoformat(each) for each in moments)


def _follows(conn: sqlite3.Connection) -> bool:
    """Whether the other tables say what follows from the entries."""
    withdrawn: dict[str, int] = {}
    remarks, seals = {}, set()
    for row in tables.rows(conn):
        entry = tables.entry_of_row(row)
        if entry.kind == "remark":
            remarks[entry.n] = (entry.id, *tables.derived(entry))
        elif entry.kind == "withdrawal":
            withdrawn.setdefault(entry.remark_id, entry.n)
        seal = tables.seal_row(entry)
        if seal is not None:
            seals.add(seal)
    wanted = {
        (n, found[0], withdrawn.get(str(found[0])), *found[1:]) for n, found in remarks.items()
    }
    kept = set(conn.execute("SELECT * FROM remarks"))
    # Seals of remarks that were withdrawn may stay as long as they like.
    return kept == wanted and seals <= set(conn.execute("SELECT * FROM seals"))
