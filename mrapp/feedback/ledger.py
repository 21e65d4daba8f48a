"""Journal and database as one: every entry goes into both durably, or into neither.

A write holds the store's lock, puts the rows in a transaction, appends to the journal, brings that
to the disk and commits. What a crash leaves behind is that the journal is longer than the database
knows: whole entries are taken in, half a line goes. The lock is a file of its own, as a database
that is being replaced cannot guard itself.
"""

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from mrapp.app.remarks.keeping import Condition
from mrapp.feedback import checking, mending, tables, words
from mrapp.feedback.attachments import Attachments
from mrapp.feedback.durable import make_folder
from mrapp.feedback.entries import Piece, following
from mrapp.feedback.journal import Journal
from mrapp.feedback.lock import StoreLock
from mrapp.feedback.reasons import BROKEN, is_busy, is_damage, reason_of
from mrapp.feedback.sent import SentLog
from mrapp.model.remark_errors import (
    RemarkNotKeptError,
    StoreBusyError,
    StoreNewerError,
    StoreUnusableError,
)
from mrapp.model.texts import Notice, Phrase

T = TypeVar("T")
Make = Callable[[sqlite3.Connection], Sequence[Piece]]

_log = logging.getLogger(__name__)
# A version beyond this is no later one but a damaged number.
_NO_VERSION = 1000


class DamageError(Exception):
    """What was read is not what was written."""


# A damaged page may also give a number for a text, or half a text.
_DAMAGE = (sqlite3.Error, DamageError, ValueError, TypeError)


class Ledger:
    """The entries of one project in `folder`. For any thread; other processes may use it too.

    folder, journal, path (of the database), files: where all is. notices: what happened since
    somebody asked last.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        """Open, or make, what is in `folder`; finishes what a crash left half done."""
        self.folder: Final = folder
        self.journal: Final = Journal(folder / "journal.jsonl")
        self.path: Final = folder / "remarks.sqlite"
        self.files: Final = Attachments(folder / "files")
        self.sent: Final = SentLog(folder / "sent.jsonl")
        self.now: Final = now
        self.notices: list[Notice] = []
        self._mutex = threading.RLock()
        self._lock = StoreLock(folder / "lock")
        self._conn: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._cannot_write: Phrase | None = None
        self._open()

    def read(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Ask the database something; damage is mended first, if it can be."""
        with self._mutex:
            try:
                return ask(self._current())
            except _DAMAGE as error:
                self._mend_after(error)
            try:
                return ask(self._current())
            except _DAMAGE as error:
                raise StoreUnusableError(path=self.folder, reason=BROKEN) from error

    def write(self, make: Make, undo: Callable[[], None] = lambda: None) -> int:
        """Keep what `make` returns, all or nothing of it; nobody else writes meanwhile.

        undo: called where it was not kept after all. Returns how many entries were kept.
        """
        return self._durably(lambda: self._write(make, undo))

    def note(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """Change what the journal does not tell, durably; nobody else writes meanwhile."""
        return self._durably(lambda: self._note(do))

    def check(self) -> Condition:
        """Look at every entry and file, and mend what can be mended.

        Nobody is kept from writing meanwhile, unless there is something to mend.
        """
        if self._cannot_write is None:
            self.write(lambda _conn: ())  # which settles what is half done
        try:
            well = self._apart(lambda conn: checking.is_well(conn, self.journal))
        except (sqlite3.Error, ValueError) as error:
            _log.info("the database cannot be looked at: %s", error)
            well = False
        merged = mending.Merged() if well else self._mended()
        with self._mutex:
            said, self.notices = self.notices, []
        numbers, gone, clock_back = self._apart_in_words(
            lambda conn: (
                tables.tip(conn).n,
                checking.files_gone(conn, self.files),
                checking.clock_back(conn),
            )
        )
        broken = mending.unchained(merged.entries)
        if self._cannot_write is None and not (merged.missing or merged.lost):
            self.write(self._tidy)
        said += words.about(words.MISSING, merged.missing)
        said += words.about(words.LOST, merged.lost)
        said += words.about(words.UNCHAINED, broken)
        said += words.about(words.FILES_GONE, gone)
        said += words.about(words.CLOCK, clock_back)
        whole = not (merged.missing or merged.lost or broken or gone)
        return Condition(numbers - len(merged.missing), whole, tuple(said))

    def _tidy(self, conn: sqlite3.Connection) -> Sequence[Piece]:
        self.files.drop_strays({row[0] for row in conn.execute("SELECT id FROM remarks")})
        tables.take_sent(conn, self.sent)  # it lacks the last ones where its log was lost
        self.sent.complete(tables.sent(conn))
        return ()

    def close(self) -> None:
        """Let go of the database; it is opened again when it is needed. Safe twice."""
        with self._mutex:
            conn, self._conn, self._file = self._conn, None, None
            if conn is not None:
                conn.close()
            self._lock.close()

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the lock that all programs keep to."""
        with self._mutex:
            try:
                self._lock.acquire(tables.BUSY_S)
            except TimeoutError as error:
                raise StoreBusyError(path=self.folder) from error
            try:
                yield
            finally:
                self._lock.release()

    def _open(self) -> None:
        self.close()
        try:
            make_folder(self.folder)
            with self._held():
                try:
                    self._settle(self._connected())
                except _DAMAGE as error:
                    if isinstance(error, sqlite3.Error) and not is_damage(error):
                        raise
                    self._mend()
            self._cannot_write = None
        except (OSError, sqlite3.Error) as error:
            self.close()
            if isinstance(error, sqlite3.Error) and is_busy(error):
                raise StoreBusyError(path=self.folder) from error
            self._open_to_read(reason_of(error))

    def _connected(self) -> sqlite3.Connection:
        """Open the database, brought up to date; made where there is none yet."""
        if not self.path.exists() and self.journal.size():
            raise DamageError("the database is gone")
        conn = self._conn = tables.connect(self.path)
        found = tables.version(conn)
        self._refuse_newer(found)
        if found == 0 and self.journal.size():
            raise DamageError("the database is empty")
        if found != tables.VERSION:
            if found > tables.VERSION:
                raise DamageError("the version is damaged")
            tables.update(conn)
            with tables.writing(conn):
                tables.take_sent(conn, self.sent)
            self.notices += [Notice(words.UPDATED)] if found else []
        self._file = self._file_now()
        return conn

    def _refuse_newer(self, found: int) -> None:
        if tables.VERSION < found < _NO_VERSION:
            self.close()
            raise StoreNewerError(path=self.folder, found=found, known=tables.VERSION)

    def _open_to_read(self, reason: Phrase) -> None:
        """Open what cannot be written; where the database will not, all from the journal."""
        if not self.folder.is_dir():
            raise StoreUnusableError(path=self.folder, reason=reason)
        if self._cannot_write is None:
            self.notices.append(Notice(words.CANNOT_WRITE, {"reason": reason}))
        self._cannot_write = reason
        has_log = self.path.with_name(f"{self.path.name}-wal").exists()
        try:
            conn = self._conn = tables.connect(self.path, "mode=ro" if has_log else "immutable=1")
            found = tables.version(conn)
            self._refuse_newer(found)
            if found == tables.VERSION and tables.tip(conn).journal_bytes == self.journal.size():
                return
        except sqlite3.Error as error:
            _log.info("the database cannot be opened to read: %s", error)
        self._read_into_memory()

    def _read_into_memory(self) -> None:
        try:
            merged = mending.merge(self.journal.found(), mending.in_database(self._conn))
        except OSError as error:
            self.close()
            raise StoreUnusableError(path=self.folder, reason=reason_of(error)) from error
        self.close()
        self._conn = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        mending.fill(self._conn, merged, self.journal.size(), self.sent)

    def _current(self) -> sqlite3.Connection:
        """Return the database that is there now: another program may have put a new one there."""
        if self._conn is None or (self._file is not None and self._file != self._file_now()):
            self._open()
        assert self._conn is not None
        return self._conn

    def _file_now(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino

    def _durably(self, step: Callable[[], T]) -> T:
        """Take a step while nobody else writes; damage is mended first, if it can be."""
        try:
            with self._held():
                if self._cannot_write is not None:
                    self._open()  # there may be room again
                if self._cannot_write is not None:
                    raise RemarkNotKeptError(reason=self._cannot_write)
                try:
                    return step()
                except _DAMAGE as error:
                    self._mend_after(error)
                return step()
        except (OSError, sqlite3.Error) as error:
            raise self._not_kept(error) from error

    def _note(self, do: Callable[[sqlite3.Connection], T]) -> T:
        conn = self._current()
        self._settle(conn)
        with tables.writing(conn):
            return do(conn)

    def _write(self, make: Make, undo: Callable[[], None]) -> int:
        conn = self._current()
        last = self._settle(conn)
        erasing = is_kept = False
        try:
            with tables.writing(conn):
                entries = tables.put_all(conn, last, make(conn), self.now(), self.sent)
                if entries:
                    erasing = any(each.kind == "withdrawal" for each in entries)
                    size = self.journal.append(last.journal_bytes, entries)
                    tables.note_journal(conn, size, erasing=erasing)
            is_kept = True
        finally:
            if not is_kept:
                undo()
                self._take_back(last.journal_bytes)
        if erasing:
            self._erase(conn)
        return len(entries)

    def _take_back(self, size: int) -> None:
        try:
            self.journal.cut(size)
        except OSError as error:
            # Then it is taken in the next time: kept, though nobody was thanked for it.
            _log.info("the journal could not be cut back: %s", error)

    def _settle(self, conn: sqlite3.Connection) -> tables.Tip:
        """Finish what a program that ended suddenly left half done; returns what comes last."""
        last, size = tables.tip(conn), self.journal.size()
        if size < last.journal_bytes or last.journal_bytes < 0:
            raise DamageError("the journal is too short")
        if size > last.journal_bytes:
            self._take_in(conn, last)
            last = tables.tip(conn)
        if last.erasing:
            self.notices += [Notice(words.ERASED)] if tables.pending(conn) else []
            self._erase(conn)
        return last

    def _take_in(self, conn: sqlite3.Connection, last: tables.Tip) -> None:
        """Take in what stands in the journal beyond what the database knows."""
        n, prev, end, entries = last.n, last.hash, last.journal_bytes, []
        for line in self.journal.lines(end):
            if not line.endswith(b"\n"):
                self.journal.cut(end)
                self.notices.append(Notice(words.CUT))
                break
            entry = following(line, n, prev)
            entries.append(entry)
            n, prev, end = entry.n, entry.hash, end + len(line)
        with tables.writing(conn):
            for entry in entries:
                tables.put(conn, entry)
            tables.take_sent(conn, self.sent)
            tables.note_journal(conn, end, erasing=bool(entries))
        self.notices += words.counted(words.TAKEN_IN, len(entries))

    def _erase(self, conn: sqlite3.Connection) -> None:
        """Erase what was withdrawn, the database last: while it is there, this is not done."""
        remark_ids = tables.pending(conn)
        if remark_ids:
            self.journal.erase(remark_ids)
            self.files.erase(remark_ids)
            mending.erase_asides(self.path, self.journal.path, remark_ids)
            with tables.writing(conn):
                tables.erase(conn, remark_ids)
        tables.settle_erased(conn)

    def _apart(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        """Ask by a connection of its own, so that nobody waits for a long answer."""
        if self._cannot_write is not None:
            return self.read(ask)
        with closing(tables.connect(self.path, "mode=ro")) as conn:
            return ask(conn)

    def _apart_in_words(self, ask: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return self._apart(ask)
        except sqlite3.Error as error:
            raise StoreUnusableError(path=self.folder, reason=reason_of(error)) from error

    def _mended(self) -> mending.Merged:
        """Mend, in words where that fails."""
        if self._cannot_write is not None:
            return mending.merge(self.journal.found(), mending.in_database(self._conn))
        try:
            with self._held():
                return self._mend()
        except (OSError, sqlite3.Error) as error:
            raise StoreUnusableError(path=self.folder, reason=reason_of(error)) from error

    def _mend_after(self, error: Exception) -> None:
        """Mend where `error` tells of damage; else say what it does tell."""
        if isinstance(error, sqlite3.Error) and not is_damage(error):
            if is_busy(error):
                raise StoreBusyError(path=self.folder) from error
            raise StoreUnusableError(path=self.folder, reason=reason_of(error)) from error
        if self._cannot_write is not None:
            raise StoreUnusableError(path=self.folder, reason=BROKEN) from error
        self._mended()

    def _mend(self) -> mending.Merged:
        """Bring journal and database to what both know; who calls holds the lock."""
        if self._conn is None and self.path.exists():
            self._conn = _opened_if_possible(self.path)
        mender = mending.Mender(self.path, self.journal, self.files, self.sent, self.now())
        merged, is_new = mender.mend(self._conn, self.close)
        self.notices += mender.notices
        if is_new or self._conn is None:
            self.close()
            self._conn = tables.connect(self.path)
        self._file = self._file_now()
        return merged

    def _not_kept(self, error: OSError | sqlite3.Error) -> RemarkNotKeptError:
        if isinstance(error, sqlite3.Error) and is_busy(error):
            return StoreBusyError(path=self.folder)
        return RemarkNotKeptError(reason=reason_of(error))


def _opened_if_possible(path: Path) -> sqlite3.Connection | None:
    try:
        return tables.connect(path)
    except sqlite3.Error as error:
        if is_damage(error):
            return None
        raise
