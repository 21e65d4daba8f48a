"""Makes a backup: all rows as of one moment, and the files that they name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import orjson
from sqlalchemy import Connection, inspect, select, text, union

from mrapp import __version__
from mrapp.app.replacing import replacing
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import files, versions
from mrapp.server.saving.bucket import Bucket
from mrapp.server.saving.errors import NothingToSaveError
from mrapp.server.saving.rows import parts_of, tables
from mrapp.server.saving.sealing import Part, seal

FORMAT: Final = "mrapp-backup"
FORMAT_VERSION: Final = 1
MANIFEST: Final = "manifest.json"


@dataclass
class Saved:
    """What went into a backup: rows by table, files, and files that are named but not there."""

    rows: dict[str, int] = field(default_factory=dict)
    files: int = 0
    missing: int = 0


def back_up(database: Database, place: str, path: Path, passphrase: str, now: datetime) -> Saved:
    """Write all that a server keeps to one file, whole or not at all; it goes on working.

    place: where files lie, as `Attachments` has it. Raises `NothingToSaveError` and
    `DatabaseUnusableError`.
    """
    database.reach()
    with database.reading() as conn:
        if not inspect(conn).has_table("alembic_version"):
            raise NothingToSaveError(url=database.engine.url.render_as_string())
    database.bring_up_to_date()
    saved, bucket = Saved(), Bucket(place)
    with database.snapshot() as conn, replacing(path, private=True) as stream:
        seal(_parts(conn, bucket, now, saved), stream, passphrase)
    return saved


def _parts(conn: Connection, bucket: Bucket, now: datetime, saved: Saved) -> Iterator[Part]:
    manifest = {
        "format": FORMAT,
        "formatVersion": FORMAT_VERSION,
        "tables": conn.scalar(text("SELECT version_num FROM alembic_version")),
        "mrapp": __version__,
        "madeUtc": now.isoformat(),
    }
    yield Part.of(MANIFEST, orjson.dumps(manifest))
    for table in tables():
        saved.rows[table.name] = 0
        for number, lines in enumerate(parts_of(conn, table), 1):
            saved.rows[table.name] += lines.count(b"\n")
            yield Part.of(f"tables/{table.name}/{number:06}.jsonl", lines)
    yield from _files(conn, bucket, saved)


def _files(conn: Connection, bucket: Bucket, saved: Saved) -> Iterator[Part]:
    whole = select(files.c.sha256).where(files.c.is_complete)
    named = set(conn.scalars(union(whole, select(versions.c.sha256))))
    found = set()
    for name in bucket.names():
        if bucket.hash_in(name) in named and (part := _file(bucket, name)) is not None:
            found.add(bucket.hash_in(name))
            saved.files += 1
            yield part
    saved.missing = len(named - found)


def _file(bucket: Bucket, name: str) -> Part | None:
    try:
        size, stream = bucket.open(name)
    except FileNotFoundError:
        return None  # withdrawn, and erased, since it was listed
    return Part(f"files/{name}", size, stream)
