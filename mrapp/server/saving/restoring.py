"""Puts a backup back into an empty database and an empty place for files."""

import errno
import re
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, Literal

import psycopg
from alembic.script import ScriptDirectory
from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel
from sqlalchemy import Connection, Table, column, delete, func, insert, inspect, select, table
from sqlalchemy.exc import OperationalError

from mrapp.feedback.reasons import reason_of
from mrapp.model import system
from mrapp.model.remark import UUID_V7
from mrapp.model.texts import Phrase
from mrapp.protocol.public_list import BEGIN, ListBrokenError, ListLine, checked_lines
from mrapp.server.attachments import Attachments
from mrapp.server.database.engine import MIGRATIONS, Database
from mrapp.server.database.intake import entries, files, projects, remarks
from mrapp.server.generation import end_generation
from mrapp.server.intake.erasing import erase_said
from mrapp.server.intake.keeping import keep_again
from mrapp.server.saving.backing_up import FORMAT_VERSION, MANIFEST
from mrapp.server.saving.bucket import Bucket
from mrapp.server.saving.errors import (
    BackupNewerError,
    BackupUnreadableError,
    DatabaseNotEmptyError,
    RestoreStoppedError,
)
from mrapp.server.saving.rows import rows_in, tables
from mrapp.server.saving.sealing import Part, unsealed
from mrapp.server.withdrawals import carry_out_all, withdrawal_of

# Names that we give ourselves: none of these leads out of the place where files lie.
_FILE: Final = re.compile(r"files/((?:[0-9a-z-]{1,100}/){0,4}[0-9a-z-]{1,100})")
_ROWS: Final = re.compile(r"tables/([a-z_]{1,60})/[0-9]{6,12}\.jsonl")


class _Manifest(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel)

    format: Literal["mrapp-backup"]
    format_version: int = Field(ge=1)
    tables: str
    made_utc: datetime


@dataclass
class PutBack:
    """What came of it.

    erased_again: remarks that were erased since the backup was made. withdrawn_again: withdrawals
    that came since, and were carried out once more; known_until: to when all of them are known, by
    what lies beside the files; None: nothing of them lies there. not_noted: ids of `also_withdrawn`
    of which the backup does not know the project. damaged: files and notes that are not what they
    were. broken: projects of which the public list does not follow on itself.
    """

    made_utc: datetime | None = None
    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    erased_again: int = 0
    withdrawn_again: int = 0
    known_until: datetime | None = None
    not_noted: list[str] = field(default_factory=list)
    damaged: int = 0
    broken: list[str] = field(default_factory=list)


def put_back(
    database: Database,
    place: str,
    path: Path,
    passphrase: str,
    now: datetime,
    also_withdrawn: Collection[str] = (),
    also_at: str = "",
) -> PutBack:
    """Put back what a file holds: all rows, or none. Files that were put back may stay.

    place: where files lie, as `Attachments` has it. What was withdrawn since, as is noted there and
    at `also_at`, is withdrawn again, and so are the remarks `also_withdrawn`; what was erased since
    is erased again. Their files go once a server runs. Raises `BackupError`s, of which one is for
    a full disk, and `DatabaseUnusableError`.
    """
    done = PutBack()
    database.reach()
    try:
        _put_back(database, place, path, passphrase, now, also_withdrawn, also_at, done)
    except (OSError, OperationalError) as error:
        told = {"reason": _reason_of(error), "files": done.files, "place": place}
        raise RestoreStoppedError(**told) from error
    return done


def _reason_of(error: OSError | OperationalError) -> Phrase:
    """Return what stopped it, as a clause."""
    if isinstance(error, OSError):
        return system.reason_of(error)
    if isinstance(error.orig, sqlite3.Error):
        return reason_of(error.orig)
    is_full = isinstance(error.orig, psycopg.errors.DiskFull)
    return system.reason_of(OSError(errno.ENOSPC, "") if is_full else TimeoutError())


def _put_back(
    database: Database,
    place: str,
    path: Path,
    passphrase: str,
    now: datetime,
    also_withdrawn: Collection[str],
    also_at: str,
    done: PutBack,
) -> None:
    bucket = Bucket(place)
    with unsealed(path, passphrase) as parts, database.writing() as conn:
        if inspect(conn).get_table_names():
            raise DatabaseNotEmptyError(url=database.engine.url.render_as_string())
        try:
            _put_all(database, conn, bucket, parts, done)
        except (KeyError, ValueError) as error:
            raise BackupUnreadableError(file=path.name) from error
        database.step_to(conn, "head")
        # What was half way up comes again: its parts are not in a backup.
        conn.execute(delete(files).where(~files.c.is_complete))
        said = _said(conn)
        places = [Attachments(each) for each in (place, also_at) if each]
        for each in places:
            _withdraw_noted(database, conn, each, done)
        _withdraw_named(database, conn, also_withdrawn, now, done)
        for each in places:
            _erase_marked(database, conn, each, now)
        done.erased_again = said - _said(conn)
        end_generation(conn)
        done.broken = _broken(conn)


def _said(conn: Connection) -> int:
    """Return how many remarks there are of which something is left to read."""
    there = (entries.c.kind == "remark", entries.c.content.is_not(None))
    return conn.scalar(select(func.count()).select_from(entries).where(*there)) or 0


def _withdraw_noted(
    database: Database, conn: Connection, attachments: Attachments, done: PutBack
) -> None:
    known = [each for each in (done.known_until, attachments.known_until()) if each is not None]
    done.known_until = max(known, default=None)
    number, damaged = carry_out_all(database, conn, attachments)
    done.withdrawn_again += number
    done.damaged += damaged


def _withdraw_named(
    database: Database, conn: Connection, ids: Collection[str], now: datetime, done: PutBack
) -> None:
    """Withdraw remarks by their ids; where there is one project, also those that came later."""
    all_of_them = conn.scalars(select(projects.c.id)).all()
    only = all_of_them[0] if len(all_of_them) == 1 else None
    for each in sorted(set(ids)):
        project = conn.scalar(select(remarks.c.project).where(remarks.c.id == each)) or only
        if project is None or not re.fullmatch(UUID_V7, each):
            done.not_noted.append(each)
            continue
        gone = (entries.c.project == project, entries.c.about == each)
        counts = (entries.c.kind == "withdrawal", ~entries.c.is_unproven)
        asked = select(entries.c.id).where(*gone, *counts).limit(1)
        if conn.scalar(asked) is None:
            said = withdrawal_of(each, now)
            keep_again(database, conn, project, said, now, is_vouched=True)
            done.withdrawn_again += 1


def _erase_marked(
    database: Database, conn: Connection, attachments: Attachments, now: datetime
) -> None:
    """Erase what was erased since because its time was over."""
    for project in conn.scalars(select(projects.c.id)).all():
        gone = attachments.erased(project)
        said = select(entries.c.id).where(entries.c.project == project, entries.c.kind == "remark")
        there = set(conn.scalars(said.where(entries.c.content.is_not(None)))) & gone
        database.lock_project(conn, project)
        erase_said(database, conn, project, sorted(there), now, withdrawn=False)


def _put_all(
    database: Database, conn: Connection, bucket: Bucket, parts: Iterator[Part], done: PutBack
) -> None:
    """Put back part after part; raises ValueError and KeyError for what we did not write."""
    known = {each.name: each for each in tables()}
    done.made_utc = _begin(database, conn, next(parts))
    for part in parts:
        if named := _ROWS.fullmatch(part.name):
            into = known[named[1]]
            done.rows[into.name] = done.rows.get(into.name, 0) + _insert(conn, into, part)
        elif named := _FILE.fullmatch(part.name):
            is_whole = bucket.put(named[1], part.stream)
            done.files += is_whole
            done.damaged += not is_whole
        else:
            raise ValueError("a part that we did not write")


def _begin(database: Database, conn: Connection, part: Part) -> datetime:
    if part.name != MANIFEST:
        raise ValueError("no manifest")
    manifest = _Manifest.model_validate_json(part.stream.read())
    steps = {each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}
    if manifest.format_version > FORMAT_VERSION or manifest.tables not in steps:
        raise BackupNewerError(file=part.name)
    database.step_to(conn, manifest.tables)
    return manifest.made_utc


def _insert(conn: Connection, into: Table, part: Part) -> int:
    rows = rows_in(part.stream.read(), into)
    # As the tables were then: a column that came later gets what its step gives it.
    plain = table(into.name, *(column(name, into.c[name].type) for name in rows[0]))
    conn.execute(insert(plain), rows)
    return len(rows)


def _broken(conn: Connection) -> list[str]:
    """Return the projects of which the public list does not lead to its head."""
    found = conn.execute(select(projects.c.id, projects.c.entries, projects.c.head)).all()
    return [row.id for row in found if _end(conn, row.id) != (row.entries, row.head)]


def _end(conn: Connection, project: str) -> tuple[int, str] | None:
    """Return the number and hash of the last line of a list, None where it breaks before."""
    c = entries.c
    asked = select(c.number, c.id, c.kind, c.about, c.digest, c.hash).where(c.project == project)
    rows = conn.execution_options(stream_results=True).execute(asked.order_by(c.number))
    lines = (ListLine.model_construct(**row) for row in rows.mappings())
    number, head = 0, BEGIN
    try:
        for line in checked_lines(lines):
            number, head = line.number, line.hash
    except ListBrokenError:
        return None
    return number, head
