"""What a server told: a database beside the remarks. Lost, all of it is asked for anew."""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import orjson

from mrapp.app.syncing import Became, Reply
from mrapp.feedback.durable import make_folder
from mrapp.feedback.tables import writing
from mrapp.protocol.messages import (
    Answer,
    Answered,
    Change,
    Moderated,
    ModerationState,
    ProjectVersion,
    Published,
    Withdrawn,
)

_log = logging.getLogger(__name__)
T = TypeVar("T")

_VERSION = 1
_BUSY_S = 5.0
_TABLES = """
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE states (remark TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT) WITHOUT ROWID;
    CREATE TABLE answers (id TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE answered (
        remark TEXT NOT NULL, answer TEXT NOT NULL, PRIMARY KEY (remark, answer)
    ) WITHOUT ROWID;
    CREATE TABLE versions (number INTEGER PRIMARY KEY, version TEXT NOT NULL);
    CREATE TABLE refused (entry TEXT PRIMARY KEY, reason TEXT NOT NULL) WITHOUT ROWID;
"""
CURSOR, OF, SUCCEEDED = "cursor", "of", "succeeded"


class Heard:
    """The database in the folder of sync. For any thread and process."""

    def __init__(self, folder: Path) -> None:
        """Use a folder that need not exist."""
        self._path = folder / "heard.sqlite"

    def begin(self, server: str, machine: str) -> str:
        """Return the cursor to go on from; "" for a server that was not asked before."""
        of = f"{server} {machine}"

        def ask(conn: sqlite3.Connection) -> str:
            if _fact(conn, OF) != of:
                for table in ("facts", "states", "answers", "answered", "versions", "refused"):
                    conn.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
                _put_fact(conn, OF, of)
            return _fact(conn, CURSOR)

        return self._write(ask)

    def forget(self) -> None:
        """Forget all that was heard: it is asked for anew."""
        self._write(lambda conn: _put_fact(conn, OF, ""))

    def take(self, changes: tuple[Change, ...], cursor: str) -> None:
        """Keep what happened, and where to go on; all or nothing of it."""

        def put(conn: sqlite3.Connection) -> None:
            for each in changes:
                _take(conn, each)
            _put_fact(conn, CURSOR, cursor)

        self._write(put)

    def note_refused(self, refused: dict[str, dict[str, str]]) -> None:
        """Keep which entries were refused in this round, and why, by language."""

        def put(conn: sqlite3.Connection) -> None:
            conn.execute("DELETE FROM refused")
            rows = [(entry, _text(reason)) for entry, reason in refused.items()]
            conn.executemany("INSERT INTO refused VALUES (?, ?)", rows)

        self._write(put)

    def note_success(self, now: datetime) -> None:
        """Keep when all went well last."""
        self._write(lambda conn: _put_fact(conn, SUCCEEDED, now.astimezone(UTC).isoformat()))

    def succeeded(self) -> datetime | None:
        """Return when all went well last."""
        told = self._read(lambda conn: _fact(conn, SUCCEEDED), "")
        return datetime.fromisoformat(told) if told else None

    def refused(self) -> list[dict[str, str]]:
        """Return why entries were refused, by language."""
        asked = "SELECT reason FROM refused ORDER BY entry"
        return self._read(lambda conn: [orjson.loads(row[0]) for row in conn.execute(asked)], [])

    def versions(self) -> list[ProjectVersion]:
        """Return what was published of the project, oldest first."""
        asked = "SELECT version FROM versions ORDER BY number"
        return self._read(
            lambda conn: [
                ProjectVersion.model_validate_json(row[0]) for row in conn.execute(asked)
            ],
            [],
        )

    def became(self, remark_id: str) -> Became:
        """Return what became of a remark."""
        return self._read(lambda conn: _became(conn, remark_id), Became())

    def _read(self, ask: Callable[[sqlite3.Connection], T], otherwise: T) -> T:
        if not self._path.exists():
            return otherwise
        try:
            with closing(self._connect()) as conn:
                return ask(conn) if _version(conn) == _VERSION else otherwise
        except (sqlite3.Error, ValueError) as error:
            _log.info("what was heard cannot be read: %s", error)
            return otherwise

    def _write(self, do: Callable[[sqlite3.Connection], T]) -> T:
        """Write; what is damaged or of another version is thrown away first."""
        make_folder(self._path.parent)
        try:
            return self._written(do)
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            _log.info("what was heard is asked for anew: %s", error)
            self._drop()
        return self._written(do)

    def _written(self, do: Callable[[sqlite3.Connection], T]) -> T:
        with closing(self._connect()) as conn:
            if _version(conn) not in (0, _VERSION):
                conn.close()
                self._drop()
                return self._written(do)
            conn.execute("PRAGMA journal_mode = WAL")
            with writing(conn):
                if _version(conn) == 0:
                    for statement in _TABLES.split(";"):
                        conn.execute(statement)
                    conn.execute(f"PRAGMA user_version = {_VERSION}")
                return do(conn)

    def _connect(self) -> sqlite3.Connection:
        conn = sqlite3.connect(self._path, timeout=_BUSY_S, isolation_level=None)
        conn.execute("PRAGMA secure_delete = ON")
        return conn

    def _drop(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def _take(conn: sqlite3.Connection, change: Change) -> None:
    what = change.happening
    if isinstance(what, Moderated):
        reason = _text(what.reason) if what.reason else None
        row = (what.remark, what.state.value, reason)
        conn.execute("INSERT OR REPLACE INTO states VALUES (?, ?, ?)", row)
    elif isinstance(what, Answered):
        _take_answer(conn, what)
    elif isinstance(what, Published):
        told = what.version.model_dump_json(by_alias=True)
        conn.execute("INSERT OR REPLACE INTO versions VALUES (?, ?)", (what.version.number, told))
    else:
        _forget(conn, what)


def _take_answer(conn: sqlite3.Connection, what: Answered) -> None:
    conn.execute("DELETE FROM answers WHERE id = ?", (what.id,))
    conn.execute("DELETE FROM answered WHERE answer = ?", (what.id,))
    if what.answer is not None:
        told = what.answer.model_dump_json(by_alias=True)
        conn.execute("INSERT INTO answers VALUES (?, ?)", (what.id, told))
        pairs = [(remark, what.id) for remark in what.answer.remarks]
        conn.executemany("INSERT OR IGNORE INTO answered VALUES (?, ?)", pairs)


def _forget(conn: sqlite3.Connection, what: Withdrawn) -> None:
    conn.execute("DELETE FROM states WHERE remark = ?", (what.remark,))
    conn.execute("DELETE FROM answered WHERE remark = ?", (what.remark,))


def _became(conn: sqlite3.Connection, remark_id: str) -> Became:
    asked = "SELECT state, reason FROM states WHERE remark = ?"
    state, reason = conn.execute(asked, (remark_id,)).fetchone() or (None, None)
    found = conn.execute(
        "SELECT a.answer FROM answered JOIN answers a ON a.id = answered.answer"
        " WHERE answered.remark = ?",
        (remark_id,),
    )
    answers = [Answer.model_validate_json(row[0]) for row in found]
    answers.sort(key=lambda each: each.published_utc)
    replies = tuple(Reply(each.decided, each.effect, each.published_utc) for each in answers)
    said = ModerationState(state).value if state else None
    return Became(said, orjson.loads(reason) if reason else None, replies)


def _text(told: dict[str, str]) -> str:
    return orjson.dumps(told).decode()


def _version(conn: sqlite3.Connection) -> int:
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def _fact(conn: sqlite3.Connection, name: str) -> str:
    found = conn.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return str(found[0]) if found else ""


def _put_fact(conn: sqlite3.Connection, name: str, value: str) -> None:
    conn.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
