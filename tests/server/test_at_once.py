"""Parts of one file that come twice at once, or while it is swept: what was whole stays whole."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from mrapp.model.remark import new_id, sha256_of
from mrapp.protocol.messages import CHUNK_BYTES, EntryMessage, UploadState
from mrapp.server.attachments import CAPSULES, Place
from mrapp.server.backend import Backend, Settings
from mrapp.server.chores import UPLOAD_LIFE, sweep_uploads
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import chunks, files
from mrapp.server.errors import FileWrongError
from mrapp.server.intake.keeping import keep
from mrapp.server.machines import know_project
from mrapp.server.uploads import Deadlines, Upload, drop_unclaimed, kind_of_capsule, unclaimed
from tests.server.colleagues import Clock
from tests.server.meddling import Meddling
from tests.server.sending import PROJECT, Sender
from tests.server.test_files import picture

LAST = f".{CHUNK_BYTES}"
"""How the name of the second part ends, where files lie."""


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def backend(tmp_path: Path, database: Database, clock: Clock) -> Iterator[Backend]:
    """Return the parts of a server whose files lie where a test meddles."""
    settings = Settings(tmp_path, "", "", attachments="meddling://bucket/mrapp")
    made = Backend(settings, database, clock)
    with database.writing() as conn:
        know_project(database, conn, PROJECT, made.utc_now())
    yield made
    left = dict(Meddling.before)
    Meddling.before.clear()
    Meddling.store.clear()
    assert not left, "nothing of the kind was opened"


def _upload(backend: Backend, content: bytes, remark: str = "") -> Upload:
    place = Place(PROJECT, remark or new_id(), sha256_of(content))
    if remark == CAPSULES:
        return Upload(backend, place, None, kind_of_capsule)
    return Upload(backend, place, None)


def _last(upload: Upload, content: bytes) -> Callable[[], UploadState]:
    """Return what sends the second and last part."""
    return lambda: upload.take(CHUNK_BYTES, len(content), content[CHUNK_BYTES:])


def _is_all_there_is(upload: Upload, content: bytes) -> bool:
    """Whether a file is there, whole, and nothing of its parts any more."""
    with upload.backend.database.reading() as conn:
        parts = conn.scalar(select(func.count()).select_from(chunks))
    lies = [path.rpartition("/")[2] for path in Meddling.store]
    is_whole = upload.backend.attachments.read(upload.place) == content
    return is_whole and upload.state().complete and not parts and lies == [upload.place.sha256]


@pytest.mark.parametrize("mode", ["wb", "rb"])
@pytest.mark.parametrize("folder", ["", CAPSULES])
def test_a_last_part_that_comes_twice_at_once_leaves_the_file_whole(
    backend: Backend, mode: str, folder: str
) -> None:
    content = (b"PK\x03\x04" if folder else b"") + picture(CHUNK_BYTES)
    upload = _upload(backend, content, folder)
    upload.take(0, len(content), content[:CHUNK_BYTES])
    # The other one does all of it just as this one writes its part, or joins them.
    Meddling.before[mode, LAST] = upload.state if mode == "rb" else _last(upload, content)
    assert _last(upload, content)().complete
    assert _is_all_there_is(upload, content)


def test_a_mangled_last_part_does_no_harm_to_the_right_one(backend: Backend) -> None:
    content = picture(CHUNK_BYTES)
    upload, wrong = _upload(backend, content), content[:-1] + b"?"
    upload.take(0, len(content), content[:CHUNK_BYTES])
    Meddling.before["wb", LAST] = _last(upload, content)
    assert _last(upload, wrong)().complete
    assert _is_all_there_is(upload, content)


def test_a_part_that_is_mangled_while_the_file_is_joined_is_never_kept(backend: Backend) -> None:
    content = picture(CHUNK_BYTES)
    upload, stored = _upload(backend, content), backend.attachments
    upload.take(0, len(content), content[:CHUNK_BYTES])
    mangled = bytes(len(content) - CHUNK_BYTES)
    Meddling.before["rb", LAST] = lambda: stored.write_chunk(upload.place, CHUNK_BYTES, mangled)
    with pytest.raises(FileWrongError):
        _last(upload, content)()
    assert not upload.state().received_bytes
    assert not Meddling.store
    upload.take(0, len(content), content[:CHUNK_BYTES])
    assert _last(upload, content)().complete


def test_a_whole_file_that_comes_again_and_breaks_off_stays_as_it_was(backend: Backend) -> None:
    content = picture(100)
    upload, stored = _upload(backend, content), backend.attachments
    assert upload.take(0, len(content), content).complete
    assert not stored.write(upload.place, [content[:50]])

    def breaking() -> Iterator[bytes]:
        yield content[:50]
        raise OSError("the line to the store broke")

    with pytest.raises(OSError, match="broke"):
        stored.write(upload.place, breaking())
    assert _is_all_there_is(upload, content)


def _waiting(backend: Backend, seed: int) -> tuple[EntryMessage, Upload, bytes]:
    """Return a remark that was not sent yet, with its picture, which was."""
    content = picture(100, seed=seed)
    entry = Sender(seed).remark(files={sha256_of(content): content})[0]
    upload = _upload(backend, content, entry.id)
    assert upload.take(0, len(content), content).complete
    return entry, upload, content


def _outcome(backend: Backend, entry: EntryMessage) -> str:
    database, now = backend.database, backend.utc_now()
    with database.writing() as conn:
        return keep(database, conn, PROJECT, [entry], None, now)[0].outcome.value


def test_a_file_whose_remark_comes_just_before_it_is_swept_stays(
    backend: Backend, clock: Clock
) -> None:
    entry, upload, content = _waiting(backend, 1)
    clock.later(seconds=UPLOAD_LIFE.total_seconds() + 1)
    late = clock.now - UPLOAD_LIFE
    before = Deadlines(late, late, late)
    with backend.database.reading() as conn:
        found = unclaimed(conn, before, 10)
    assert found == [upload.place]
    assert _outcome(backend, entry) == "stored"
    drop_unclaimed(backend, found[0], before)
    assert _is_all_there_is(upload, content)


def test_an_upload_that_goes_on_after_a_week_is_not_swept_meanwhile(
    backend: Backend, clock: Clock
) -> None:
    content = picture(CHUNK_BYTES)
    upload = _upload(backend, content)
    upload.take(0, len(content), content[:CHUNK_BYTES])
    clock.later(seconds=UPLOAD_LIFE.total_seconds() + 1)
    Meddling.before["wb", LAST] = lambda: sweep_uploads(backend)
    assert _last(upload, content)().complete
    assert _is_all_there_is(upload, content)


def test_a_remark_asks_again_for_a_file_that_was_swept(backend: Backend, clock: Clock) -> None:
    entry, upload, content = _waiting(backend, 2)
    upload.backend.attachments.write_chunk(upload.place, 7, b"left by a crash")
    clock.later(seconds=(UPLOAD_LIFE + timedelta(seconds=1)).total_seconds())
    sweep_uploads(backend)
    assert not Meddling.store
    with backend.database.reading() as conn:
        assert not conn.scalar(select(func.count()).select_from(files))
    assert _outcome(backend, entry) == "missing"
    assert upload.take(0, len(content), content).complete
    assert _outcome(backend, entry) == "stored"
