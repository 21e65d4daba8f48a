"""The tables of the database: made, brought up to date, filled from entries, and read.

Everything in them but `sent` and `tried` follows from the journal and can be made again from it;
`sent` from a file of its own.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from mrapp.feedback.entries import BEGIN, Entry, Piece, chained, fields_of
from mrapp.feedback.sent import Sent, SentLog
from mrapp.model.texts import Phrase

BUSY_S = 5.0
"""How long a program waits for another one to let go of the store."""

_STEPS = (
    # 1: what is kept.
    """
    CREATE TABLE entries (
        n INTEGER PRIMARY KEY, at TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE,
        about TEXT, digest TEXT NOT NULL, prev TEXT NOT NULL, hash TEXT NOT NULL,
        salt TEXT, content BLOB
    );
    CREATE INDEX entries_about ON entries (about, kind) WHERE about IS NOT NULL;
    CREATE TABLE remarks (
        n INTEGER PRIMARY KEY, id TEXT NOT NULL, withdrawn INTEGER,
        x REAL, y REAL, nap REAL, variant TEXT, theme TEXT, channel TEXT, event TEXT,
        language TEXT, mood INTEGER, made_s REAL
    );
    CREATE TABLE seals (
        lookup TEXT NOT NULL, about TEXT NOT NULL, salt TEXT NOT NULL, rounds INTEGER NOT NULL,
        digest TEXT NOT NULL, PRIMARY KEY (lookup, about)
    ) WITHOUT ROWID;
    CREATE TABLE head (
        journal_bytes INTEGER NOT NULL, erasing INTEGER NOT NULL, n INTEGER, hash TEXT
    );
    INSERT INTO head VALUES (0, 0, NULL, NULL);
    """,
    # 2: what a server has acknowledged.
    """
    CREATE TABLE sent (n INTEGER PRIMARY KEY, at TEXT NOT NULL);
    """,
    # 3: when sending was tried last, and what stood in the way in each language, if anything did.
    """
    CREATE TABLE tried (
        only INTEGER PRIMARY KEY CHECK (only = 1), at TEXT NOT NULL, nl TEXT, en TEXT
    );
    """,
)
VERSION = len(_STEPS)
_PUT = "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_PUT_REMARK = (
    "INSERT INTO remarks VALUES (?, ?,"
    " (SELECT MIN(n) FROM entries WHERE about = ? AND kind = 'withdrawal'),"
    " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_TIP = (
    "SELECT head.n, head.hash, last.n, last.hash, journal_bytes, erasing"
    " FROM head LEFT JOIN (SELECT n, hash FROM entries ORDER BY n DESC LIMIT 1) last"
)
_NOTE = (
    "UPDATE head SET journal_bytes = ?, erasing = MAX(erasing, ?), (n, hash) ="
    " (SELECT n, hash FROM entries ORDER BY n DESC LIMIT 1)"
)
# A remark changes some six pages; what came last may stay in the log for as long as 16 MB.
_LOG_PAGES = 4000
_NOTHING_TOLD = (None,) * 10


@dataclass(frozen=True)
class Tip:
    """Where the next entry goes: after number `n`, which has `hash`, at the journal's end.

    erasing: something may have to be erased still.
    """

    n: int
    hash: str
    journal_bytes: int
    erasing: bool


def connect(path: Path, how: str = "") -> sqlite3.Connection:
    """Open a database; `how`: "mode=ro" and the like, empty to write. Raises sqlite3.Error."""
    uri = path.absolute().as_uri() + (f"?{how}" if how else "")
    conn = sqlite3.connect(
        uri, uri=True, timeout=BUSY_S, isolation_level=None, check_same_thread=False
    )
    try:
        conn.execute("PRAGMA synchronous = FULL")
        conn.execute("PRAGMA secure_delete = ON")
        conn.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        conn.execute("PRAGMA user_version")
    except sqlite3.Error:
        conn.close()
        raise
    except ValueError as error:
        # What SQLite says of a damaged schema holds pieces of it, which need not be text.
        conn.close()
        raise sqlite3.DatabaseError("the schema is damaged") from error
    return conn


def version(conn: sqlite3.Connection) -> int:
    """Return the version of the tables; 0 where there are none."""
    return int(conn.execute("PRAGMA user_version").fetchone()[0])


def update(conn: sqlite3.Connection, upto: int = VERSION) -> None:
    """Bring the tables up to a version, or make them; all or nothing."""
    conn.execute("PRAGMA journal_mode = WAL")
    with writing(conn):
        for number in range(version(conn), upto):
            for statement in _STEPS[number].split(";"):
                conn.execute(statement)
        conn.execute(f"PRAGMA user_version = {upto}")


@contextmanager
def writing(conn: sqlite3.Connection) -> Iterator[None]:
    """Do all of a block, and durably, or nothing of it."""
    conn.execute("BEGIN IMMEDIATE")
    is_done = False
    try:
        yield
        conn.execute("COMMIT")
        is_done = True
    finally:
        if not is_done and conn.in_transaction:
            conn.execute("ROLLBACK")


def tip(conn: sqlite3.Connection) -> Tip:
    """Return where the next entry goes; raises sqlite3.Error where that is not known for certain.

    What is chained to a damaged last entry, or to one before it, would break the chain for good.
    """
    n, last_hash, *found, journal_bytes, erasing = conn.execute(_TIP).fetchone()
    if [n, last_hash] != found:
        raise sqlite3.DatabaseError("the last entry is not what was written last")
    return Tip(n or 0, last_hash or BEGIN, journal_bytes, bool(erasing))


def put_all(
    conn: sqlite3.Connection, last: Tip, pieces: Iterable[Piece], now: datetime, log: SentLog
) -> list[Entry]:
    """Put pieces in the tables as the entries that come next, and return those."""
    n, prev, entries, sent_already = last.n, last.hash, [], []
    for piece in pieces:
        entry = chained(piece, n + 1, now, prev)
        put(conn, entry)
        if piece.is_sent:
            sent_already.append(Sent(entry.id, entry.digest, entry.at))
        entries.append(entry)
        n, prev = entry.n, entry.hash
    if sent_already:
        # First, so that whatever takes in the entry after a crash finds that it was sent.
        log.append(*sent_already)
        take_sent(conn, sent_already)
    return entries


def put(conn: sqlite3.Connection, entry: Entry) -> None:
    """Put an entry in the tables, with all that follows from it."""
    conn.execute(_PUT, fields_of(entry))
    if entry.kind == "remark":
        conn.execute(_PUT_REMARK, (entry.n, entry.id, entry.id, *derived(entry)))
    elif entry.kind == "withdrawal":
        conn.execute(
            "UPDATE remarks SET withdrawn = ? WHERE withdrawn IS NULL"
            " AND n = (SELECT n FROM entries WHERE id = ?)",
            (entry.n, entry.about),
        )
    seal = seal_row(entry)
    if seal is not None:
        conn.execute("INSERT OR IGNORE INTO seals VALUES (?, ?, ?, ?, ?)", seal)


def sent(conn: sqlite3.Connection) -> Iterator[Sent]:
    """Yield what a server has acknowledged."""
    asked = "SELECT id, digest, sent.at FROM sent JOIN entries USING (n) ORDER BY n"
    yield from (Sent(*row) for row in conn.execute(asked))


def put_sent(conn: sqlite3.Connection, told: Sent) -> bool | None:
    """Note that a server has an entry; whether that is new. None: we have no such entry."""
    ours = conn.execute("SELECT n FROM entries WHERE (id, digest) = (?, ?)", told[:2]).fetchone()
    if ours is None:
        return None
    put = conn.execute("INSERT OR IGNORE INTO sent VALUES (?, ?)", (ours[0], told.at))
    return bool(put.rowcount)


def take_sent(conn: sqlite3.Connection, told: Iterable[Sent]) -> None:
    """Note all of these that are ours."""
    for each in told:
        put_sent(conn, each)


def forget_sent(conn: sqlite3.Connection) -> int:
    """Forget which entries a server has; returns how many those were."""
    return conn.execute("DELETE FROM sent").rowcount


def put_tried(conn: sqlite3.Connection, at: str, why: Phrase | None) -> None:
    """Note when sending was tried last, and what stood in the way."""
    told = (why.text("nl"), why.text("en")) if why else (None, None)
    conn.execute("INSERT OR REPLACE INTO tried VALUES (1, ?, ?, ?)", (at, *told))


def note_journal(conn: sqlite3.Connection, size: int, *, erasing: bool = False) -> None:
    """Note how long the journal is, and whether there is now something to erase."""
    conn.execute(_NOTE, (size, erasing))


def derived(entry: Entry) -> tuple[object, ...]:
    """Return what the columns tell of a remark; all None where it is erased."""
    if entry.content is None:
        return _NOTHING_TOLD
    said = orjson.loads(entry.content)["remark"]
    return (
        *(said["point"] or (None, None, None)),
        said["sight"] and said["sight"]["variant"],
        *(said[name] for name in ("theme", "channel", "event", "language", "mood")),
        datetime.fromisoformat(said["made_utc"]).timestamp(),
    )


def seal_row(entry: Entry) -> tuple[str, str, str, int, str] | None:
    """Return the row for the receipt of the remark an entry is about, where the entry has it."""
    seal = orjson.loads(entry.content).get("seal") if entry.content is not None else None
    if seal is None:
        return None
    return (seal["lookup"], entry.remark_id, seal["salt"], seal["rounds"], seal["digest"])


def rows(conn: sqlite3.Connection, *, backwards: bool = False) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of all entries in order, or the last one first."""
    if backwards:
        yield from conn.execute("SELECT * FROM entries ORDER BY n DESC")
    else:
        yield from conn.execute("SELECT * FROM entries ORDER BY n")


def entry_of_row(row: tuple[Any, ...]) -> Entry:
    """Return the entry in a row; nothing is looked at."""
    return Entry(*row)


def pending(conn: sqlite3.Connection) -> set[str]:
    """Return the ids of remarks that were withdrawn and of which something is still there."""
    found = conn.execute(
        "SELECT w.about FROM entries w JOIN entries r ON r.id = w.about"
        " WHERE w.about IS NOT NULL AND w.kind = 'withdrawal' AND r.content IS NOT NULL"
        " UNION SELECT w.about FROM entries w JOIN entries a ON a.about = w.about"
        " WHERE w.about IS NOT NULL AND w.kind = 'withdrawal'"
        " AND a.kind = 'addition' AND a.content IS NOT NULL"
    )
    return {row[0] for row in found}


def erase(conn: sqlite3.Connection, remark_ids: Iterable[str]) -> None:
    """Erase what was said in remarks, and in additions to them."""
    for each in remark_ids:
        conn.execute(
            "UPDATE entries SET salt = NULL, content = NULL"
            " WHERE (id = ? OR about = ?) AND kind <> 'withdrawal'",
            (each, each),
        )
        conn.execute(
            "UPDATE remarks SET x = NULL, y = NULL, nap = NULL, variant = NULL, theme = NULL,"
            " channel = NULL, event = NULL, language = NULL, mood = NULL, made_s = NULL"
            " WHERE n = (SELECT n FROM entries WHERE id = ?)",
            (each,),
        )


def settle_erased(conn: sqlite3.Connection) -> bool:
    """Take what was erased out of the database's own log; False while another program reads it."""
    busy = conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if not busy:
        conn.execute("UPDATE head SET erasing = 0")
    return not busy
