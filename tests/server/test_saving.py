"""Backups: everything comes back, on either database, and nothing into what is not empty."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select

from mrapp.model.remark import sha256_of
from mrapp.server import audit
from mrapp.server.chores import settle_erasures
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import files
from mrapp.server.database.people import sessions, staff
from mrapp.server.said import read_remarks
from mrapp.server.saving.backing_up import back_up
from mrapp.server.saving.bucket import Bucket
from mrapp.server.saving.errors import (
    BackupPassphraseError,
    BackupUnreadableError,
    DatabaseNotEmptyError,
)
from mrapp.server.saving.restoring import put_back
from mrapp.server.saving.rows import tables
from tests.server.enrolled import machine_of
from tests.server.lists import NOW, lengthen, make_project
from tests.server.sending import PROJECT, Sender, push
from tests.servers import Running, database_at

pytestmark = pytest.mark.slow

_WORDS = "correct horse battery"
_PICTURE = b"\x89PNG" + bytes(3_000_000)


@pytest.fixture
def bucket(tmp_path: Path) -> str:
    return str(tmp_path / "files")


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Database]:
    """A database with something in it; making a backup takes seconds, so some run on one kind."""
    made = database_at(f"sqlite:///{tmp_path}/one.sqlite")
    _fill(made, tmp_path)
    yield made
    made.close()


def _fill(database: Database, tmp_path: Path) -> None:
    """Put something in a database, and a file beside it."""
    make_project(database, "quay")
    first = lengthen(database, "quay", 1200)[0]
    sha256 = sha256_of(_PICTURE)
    with database.writing() as conn:
        member = {"id": "s", "login": "a", "name": "A", "role": "moderator", "created_utc": NOW}
        conn.execute(insert(staff).values(member))
        seen = {"token_hash": "0" * 64, "staff": "s", "csrf": "x", "begun_utc": NOW}
        conn.execute(insert(sessions).values(seen | {"seen_utc": NOW}))
        row = {"project": "quay", "remark": first, "size_bytes": 9, "begun_utc": NOW}
        conn.execute(insert(files), [
            row | {"sha256": sha256, "is_complete": True},
            row | {"sha256": "1" * 64, "is_complete": False},
        ])  # fmt: skip
        audit.record(conn, None, "tried", "quay", "x", {"a": [1, None]}, NOW)
        audit.record(conn, None, "tried", "quay", "y", {}, NOW)
    place = tmp_path / "files" / "ab" / first / sha256
    place.parent.mkdir(parents=True)
    place.write_bytes(_PICTURE)
    (place.parent / ("1" * 64)).write_bytes(b"half")


def _rows(database: Database) -> dict[str, list[str]]:
    with database.reading() as conn:
        whole = {each.name: conn.execute(select(each)).all() for each in tables()}
    return {name: sorted(map(repr, found)) for name, found in whole.items()}


# From SQLite to SQLite it is tried below, and by the command line.
@pytest.mark.parametrize(
    ("database_url", "goal"),
    [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")],
    indirect=["database_url"],
)
def test_everything_comes_back_on_either_database(
    database: Database, bucket: str, goal: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    _fill(database, tmp_path)
    path, emptied = tmp_path / "all.zip", str(tmp_path / "new")
    saved = back_up(database, bucket, path, _WORDS, NOW)
    assert (saved.rows["entries"], saved.files, saved.missing) == (1200, 1, 0)
    url = f"sqlite:///{tmp_path}/new.sqlite"
    if goal == "postgresql":
        url = request.getfixturevalue("cluster").new_database()
    other = Database(url)
    done = put_back(other, emptied, path, _WORDS, NOW)
    assert (done.files, done.broken, done.made_utc) == (1, [], NOW)
    before, after = _rows(database), _rows(other)
    assert len(before.pop("files")) == 2
    assert len(after.pop("files")) == 1
    assert after == before
    with other.reading() as conn:
        assert conn.scalar(select(func.count()).select_from(sessions)) == 0
        assert audit.first_broken(conn) is None
    found = Bucket(emptied)
    assert next(found.names()).endswith(sha256_of(_PICTURE))
    assert found.open(next(found.names()))[1].read() == _PICTURE
    with pytest.raises(DatabaseNotEmptyError):
        put_back(other, emptied, path, _WORDS, NOW)
    other.close()


def test_what_was_withdrawn_since_is_erased_again(server: Running, tmp_path: Path) -> None:
    sender, machine = Sender(), machine_of(server, PROJECT)
    made = [sender.remark(f"Tekst {number}") for number in range(3)]
    push(machine, *(entry for entry, _receipt, _seal in made))
    place, path = str(tmp_path / "data/attachments"), tmp_path / "all.zip"
    back_up(server.backend.database, place, path, _WORDS, NOW)
    gone, _receipt, sealed = made[0]
    push(machine, sender.withdrawal(gone.id, sealed))
    settle_erasures(server.backend)
    other = Database(f"sqlite:///{tmp_path}/new.sqlite")
    done = put_back(other, place, path, _WORDS, NOW, also_withdrawn=[made[1][0].id])
    assert (done.erased_again, done.broken) == (2, [])
    with other.reading() as conn:
        left = read_remarks(conn, PROJECT, [entry.id for entry, _receipt, _seal in made])
    assert [each.remark is None for each in left] == [True, True, False]
    other.close()


def test_a_backup_tells_nothing_without_the_passphrase(
    sqlite: Database, bucket: str, tmp_path: Path
) -> None:
    path = tmp_path / "all.zip"
    back_up(sqlite, bucket, path, _WORDS, NOW)
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"quay" not in path.read_bytes()
    other = Database(f"sqlite:///{tmp_path}/new.sqlite")
    with pytest.raises(BackupPassphraseError):
        put_back(other, bucket, path, "another one", NOW)
    other.close()


def test_half_a_backup_changes_nothing(sqlite: Database, bucket: str, tmp_path: Path) -> None:
    path, cut = tmp_path / "all.zip", tmp_path / "cut.zip"
    back_up(sqlite, bucket, path, _WORDS, NOW)
    other = Database(f"sqlite:///{tmp_path}/new.sqlite")
    for part in (0.01, 0.6):
        with zipfile.ZipFile(path) as whole, zipfile.ZipFile(cut, "w") as less:
            less.writestr("key.age", whole.read("key.age"))
            sealed = whole.read("backup.age")
            less.writestr("backup.age", sealed[: int(part * len(sealed))])
        with pytest.raises(BackupUnreadableError):
            put_back(other, bucket, cut, _WORDS, NOW)
    done = put_back(other, bucket, path, _WORDS, NOW)
    assert done.rows["entries"] == 1200
    other.close()
