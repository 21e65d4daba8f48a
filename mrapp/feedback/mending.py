"""Brings journal and database to what both together still know, entry by entry.

What either has sound is kept. A file that was damaged is set aside, not thrown away.
"""

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from mrapp.feedback import tables, words
from mrapp.feedback.attachments import Attachments
from mrapp.feedback.checking import is_whole
from mrapp.feedback.durable import NEW, set_aside, sync_folder
from mrapp.feedback.entries import BEGIN, Entry, Piece, chained
from mrapp.feedback.journal import Found, Journal, erase_in
from mrapp.feedback.sent import Sent, SentLog
from mrapp.model.texts import Notice

_BESIDE = ("-wal", "-shm")


@dataclass
class Merged:
    """All that both know. missing: numbers that nobody has; lost: without their content."""

    entries: list[Entry] = field(default_factory=list)
    missing: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)

    @property
    def withdrawn(self) -> set[str]:
        """The ids of remarks that were withdrawn."""
        return {e.remark_id for e in self.entries if e.kind == "withdrawal"}


class Mender:
    """Mends the store at these places, once; `notices` tells afterwards what was done."""

    def __init__(
        self, path: Path, journal: Journal, files: Attachments, sent: SentLog, now: datetime
    ) -> None:
        """Prepare to mend the database at `path` and the journal."""
        self._path, self._journal, self._files, self._now = path, journal, files, now
        self._sent = sent
        self.notices: list[Notice] = []

    def mend(
        self, conn: sqlite3.Connection | None, close: Callable[[], None]
    ) -> tuple[Merged, bool]:
        """Mend; returns what there is, and whether there is a new database.

        conn: the database as far as it opens; close: lets go of it, before it is set aside.
        """
        merged = merge(self._journal.found(), database := in_database(conn))
        half = self._half_erased(merged, database)
        is_sound = is_whole(conn, merged.entries)
        size = self._mend_journal(merged, conn if is_sound else None)
        if conn is not None and is_sound:
            with tables.writing(conn):
                tables.note_journal(conn, size)
        else:
            build(self._path, merged, size, self._sent)
            close()
            self._out_of_the_way(keep=not half)
            place(self._path)
        return merged, not is_sound

    def _half_erased(self, merged: Merged, database: Found) -> set[str]:
        """Finish erasing what was withdrawn; returns the ids of which there was something left."""
        withdrawn = merged.withdrawn
        if not withdrawn:
            return set()
        known = (*self._journal.found().entries.values(), *database.entries.values())
        half = {
            e.remark_id
            for e in known
            if e.kind != "withdrawal" and e.content is not None and e.remark_id in withdrawn
        }
        self._journal.erase(withdrawn)
        self._files.erase(withdrawn)
        if half:
            erase_asides(self._path, self._journal.path, withdrawn)
            self.notices.append(Notice(words.ERASED))
        return half

    def _mend_journal(self, merged: Merged, sound: sqlite3.Connection | None) -> int:
        """Make the journal anew where it is not whole; returns how many bytes it has."""
        found = self._journal.found()
        is_whole = not (found.torn or found.garbled or found.damaged)
        if is_whole and list(found.entries.values()) == merged.entries:
            return self._journal.size()
        if sound is not None:
            with tables.writing(sound):
                tables.note_journal(sound, -1)  # until the new one is known to be in its place
        size, aside = self._journal.write_anew(merged.entries, self._now)
        healed = {e.n for e in merged.entries if e.n not in found.entries} | found.damaged
        self.notices += [Notice(words.REWRITTEN), *_named(aside)]
        self.notices += words.about(words.HEALED, healed - merged.lost)
        return size

    def _out_of_the_way(self, *, keep: bool) -> None:
        """Set the damaged database aside; not kept where it holds what was withdrawn."""
        if not keep:
            remove_database(self._path)
        self.notices += [Notice(words.REBUILT), *set_database_aside(self._path, self._now)]


def in_database(conn: sqlite3.Connection | None) -> Found:
    """Return all entries that can be read of a database, from both ends where it breaks off."""
    found = Found()
    if conn is None:
        return found
    for backwards in (False, True):
        try:
            for row in tables.rows(conn, backwards=backwards):
                if not backwards or row[0] not in found.entries:
                    _put(found, row)
        except (sqlite3.Error, ValueError):
            found.garbled += 1
            continue
        break
    return found


def merge(journal: Found, database: Found) -> Merged:
    """Return what both together know."""
    merged, prev = Merged(), BEGIN
    strays: list[Entry] = []
    for n in range(1, max((0, *journal.entries, *database.entries)) + 1):
        known = [each.entries[n] for each in (journal, database) if n in each.entries]
        if not known:
            merged.missing.add(n)
            continue
        best = min(known, key=lambda e: (e.prev != prev, not e.is_sound, e.content is None))
        strays += [e for e in known if e.hash != best.hash and e.is_sound]
        merged.entries.append(best)
        prev = best.hash
    _append(merged, strays)
    _blank(merged)
    return merged


def build(path: Path, merged: Merged, journal_bytes: int, sent: Iterable[Sent]) -> None:
    """Make a database beside `path`; `place` puts it there. Raises OSError and sqlite3.Error."""
    beside = path.with_name(path.name + NEW)
    remove_database(beside)
    try:
        with closing(tables.connect(beside)) as conn:
            fill(conn, merged, journal_bytes, sent)
    except (OSError, sqlite3.Error):
        remove_database(beside)
        raise


def place(path: Path) -> None:
    """Put the database that was built at `path`, where none is any more."""
    remove_database(path)  # a log left of the old one would be taken for this one's
    path.with_name(path.name + NEW).rename(path)
    sync_folder(path.parent)


def fill(
    conn: sqlite3.Connection, merged: Merged, journal_bytes: int, sent: Iterable[Sent]
) -> None:
    """Fill an empty database."""
    tables.update(conn)
    with tables.writing(conn):
        for entry in merged.entries:
            tables.put(conn, entry)
        tables.take_sent(conn, sent)
        tables.note_journal(conn, journal_bytes)


def set_database_aside(path: Path, now: datetime) -> list[Notice]:
    """Rename a damaged database and what belongs to it; says what it is called now."""
    aside = set_aside(path, now)
    for ending in _BESIDE:
        log = path.with_name(path.name + ending)
        if aside is not None and log.exists():
            log.replace(aside.with_name(aside.name + ending))
    return _named(aside)


def remove_database(path: Path) -> None:
    """Remove a database with what belongs to it."""
    for ending in ("", *_BESIDE):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def erase_asides(database: Path, journal: Path, remark_ids: set[str]) -> None:
    """Erase remarks in what was set aside; a database goes wholly: it cannot be read to do less.

    So does what a program left that ended while it made one of the two anew.
    """
    remove_database(database.with_name(database.name + NEW))
    journal.with_name(journal.name + NEW).unlink(missing_ok=True)
    for path in database.parent.glob(f"{database.name}.damaged-*"):
        path.unlink(missing_ok=True)
    for path in journal.parent.glob(f"{journal.name}.damaged-*"):
        erase_in(path, remark_ids)


def unchained(entries: Iterable[Entry]) -> set[int]:
    """Return the numbers of entries that do not follow from the one before, where that is known."""
    broken, last = set(), None
    for entry in entries:
        known = last is not None and last.n == entry.n - 1
        if (known and last is not None and entry.prev != last.hash) or (
            entry.n == 1 and entry.prev != BEGIN
        ):
            broken.add(entry.n)
        last = entry
    return broken


def _named(aside: Path | None) -> list[Notice]:
    return [] if aside is None else [Notice(words.ASIDE, {"name": aside.name})]


def _put(found: Found, row: tuple[object, ...]) -> None:
    """Note a row, where its chain part is what was written."""
    try:
        entry = _of_known_kinds(tables.entry_of_row(row))
        whole = entry.hash == _hash_again(entry)
    except (TypeError, ValueError, AttributeError):
        whole = False
    if whole:
        found.put(entry)
    else:
        found.garbled += 1


def _of_known_kinds(entry: Entry) -> Entry:
    """Return an entry of which the content may be damaged, but is of the kind that it should be.

    A database that is damaged may give a number for a text.
    """
    given: tuple[object, object] = (entry.salt, entry.content)
    if given == (None, None) or (isinstance(given[0], str) and isinstance(given[1], bytes)):
        return entry
    return replace(entry, salt="", content=b"")


def _hash_again(entry: Entry) -> str:
    piece = Piece(entry.kind, entry.id, entry.about, None, None, entry.digest)
    return chained(piece, entry.n, entry.kept_utc, entry.prev).hash


def _append(merged: Merged, strays: Iterable[Entry]) -> None:
    """Put entries that went another way at the end: no remark may vanish."""
    ids = {entry.id for entry in merged.entries}
    for stray in strays:
        if stray.id in ids:
            continue
        last = merged.entries[-1]
        piece = Piece(stray.kind, stray.id, stray.about, stray.content, stray.salt, stray.digest)
        merged.entries.append(chained(piece, last.n + 1, stray.kept_utc, last.hash))
        ids.add(stray.id)


def _blank(merged: Merged) -> None:
    """Erase what was withdrawn, and what nobody has sound any more."""
    withdrawn = merged.withdrawn
    for at, entry in enumerate(merged.entries):
        gone = entry.kind != "withdrawal" and entry.remark_id in withdrawn
        if not gone and (entry.content is None or not entry.is_sound):
            merged.lost.add(entry.n)
        if gone or not entry.is_sound:
            merged.entries[at] = entry.erased()
