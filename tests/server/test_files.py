"""Files of remarks: part by part, whole or not at all, and gone with their remark."""

import struct
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import httpx
import pytest
from sqlalchemy import func, select

from mrapp.model.remark import new_id, sha256_of
from mrapp.protocol.messages import CHUNK_BYTES, UploadState
from mrapp.server.attachments import ERASED, WITHDRAWN, Place
from mrapp.server.backend import Backend, Settings
from mrapp.server.chores import UPLOAD_LIFE, settle_erasures, sweep_uploads
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries
from mrapp.server.machines import know_project
from mrapp.server.uploads import Upload
from tests.server.enrolled import Machine, machine_of
from tests.server.sending import PROJECT, Sender, outcomes, push
from tests.servers import Running, running_server


def picture(size_bytes: int, width: int = 30, height: int = 20, seed: int = 0) -> bytes:
    """Return a PNG of about so many bytes, most of which nobody sees."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rest = Random(seed).randbytes(size_bytes)
    parts = [(b"IHDR", head), (b"zzZz", rest), (b"IEND", b"")]
    told = [
        struct.pack(">I", len(said)) + kind + said + struct.pack(">I", zlib.crc32(kind + said))
        for kind, said in parts
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


@pytest.fixture
def machine(server: Running) -> Machine:
    return machine_of(server, PROJECT)


def _path(remark: str, content: bytes) -> str:
    return f"/remarks/{remark}/files/{sha256_of(content)}"


def _put(
    machine: Machine, remark: str, content: bytes, begin: int = 0, part: bytes | None = None
) -> httpx.Response:
    told = {"begin": begin, "size": len(content)}
    said = content if part is None else part
    return machine.ask("PUT", _path(remark, content), params=told, content=said)


def _state(answer: httpx.Response) -> UploadState:
    assert answer.status_code == 200, answer.text
    return UploadState.model_validate_json(answer.content)


def _send_all(machine: Machine, remark: str, content: bytes) -> UploadState:
    """Send a file as a machine does: from where the server says, until it has all."""
    state = _state(machine.ask("GET", _path(remark, content)))
    while not state.complete:
        begin = state.received_bytes
        part = content[begin : begin + CHUNK_BYTES]
        state = _state(_put(machine, remark, content, begin, part))
    return state


def test_a_remark_waits_for_its_files(server: Running, machine: Machine) -> None:
    sender, content, large = Sender(1), picture(5_000), picture(3 * CHUNK_BYTES + 7)
    entry = sender.remark(files={sha256_of(each): each for each in (content, large)})[0]
    missing = push(machine, entry).results[0]
    assert missing.outcome == "missing"
    assert set(missing.missing) == {sha256_of(content), sha256_of(large)}
    assert _send_all(machine, entry.id, content).complete
    assert push(machine, entry).results[0].missing == (sha256_of(large),)
    assert _send_all(machine, entry.id, large).received_bytes == len(large)
    assert outcomes(machine, entry) == ["stored"]
    for each in (content, large):
        place = Place(PROJECT, entry.id, sha256_of(each))
        assert server.backend.attachments.read(place) == each


def test_what_a_machine_lost_is_not_waited_for(machine: Machine) -> None:
    content = picture(100)
    entry = Sender(2).remark(files={sha256_of(content): content})[0]
    without = entry.model_copy(update={"lost": (sha256_of(content),)})
    assert outcomes(machine, entry, without) == ["missing", "stored"]


def test_a_part_that_comes_twice_or_out_of_turn_changes_nothing(machine: Machine) -> None:
    content, remark = picture(2 * CHUNK_BYTES), new_id()
    parts = [content[at : at + CHUNK_BYTES] for at in range(0, len(content), CHUNK_BYTES)]
    assert _state(_put(machine, remark, content, CHUNK_BYTES, parts[1])).received_bytes == 0
    assert _state(_put(machine, remark, content, 0, parts[0])).received_bytes == CHUNK_BYTES
    assert _state(_put(machine, remark, content, 0, parts[0])).received_bytes == CHUNK_BYTES
    assert _state(_put(machine, remark, content, 0, parts[0][:9])).received_bytes == CHUNK_BYTES
    assert _send_all(machine, remark, content).complete
    assert _state(_put(machine, remark, content, 0, parts[0])).complete


def test_a_file_that_is_not_what_it_is_called_is_not_kept(machine: Machine) -> None:
    remark = new_id()
    huge, page = picture(10, 8_000, 5_001), b"<!doctype html><script>alert(1)</script>"
    changed = picture(2 * CHUNK_BYTES)
    for wrong in (huge, page, b"\xff\xd8\xff", b"RIFF", b"\x89PNG\r\n\x1a\n"):
        assert _put(machine, remark, wrong).json()["code"] == "file-wrong"
    for begin in range(0, len(changed), CHUNK_BYTES):
        part = bytearray(changed[begin : begin + CHUNK_BYTES])
        part[-1] ^= 1
        answer = _put(machine, remark, changed, begin, bytes(part))
    assert answer.json()["code"] == "file-wrong"
    assert _state(machine.ask("GET", _path(remark, changed))).received_bytes == 0
    assert _send_all(machine, remark, changed).complete


def test_what_does_not_fit_is_told(machine: Machine) -> None:
    remark, content = new_id(), picture(100)
    path = _path(remark, content)
    too_much = machine.ask("PUT", path, params={"begin": 0, "size": 5}, content=content)
    assert too_much.json()["code"] == "file-other"
    large = bytes(CHUNK_BYTES + 1)
    told = {"begin": 0, "size": len(large)}
    assert machine.ask("PUT", path, params=told, content=large).status_code == 413
    told = {"begin": 0, "size": 2**25 + 1}
    assert machine.ask("PUT", path, params=told, content=b"x").status_code == 400
    for wrong in ("/remarks/..%2F..%2Fx/files/" + "0" * 64, f"/remarks/{remark}/files/..%2Fx"):
        assert machine.ask("GET", wrong).status_code in (404, 400)


def test_a_remark_that_says_other_things_of_its_file_is_refused(machine: Machine) -> None:
    content = b"OggS" + bytes(200)
    entry = Sender(3).remark(files={sha256_of(content): content})[0]
    assert _state(_put(machine, entry.id, content)).complete
    assert outcomes(machine, entry) == ["refused"]


def test_files_go_with_their_remark(server: Running, machine: Machine) -> None:
    sender, content, more = Sender(4), picture(900), picture(CHUNK_BYTES, seed=1)
    entry, _receipt, sealed = sender.remark(files={sha256_of(content): content})
    _send_all(machine, entry.id, content)
    push(machine, entry)
    _put(machine, entry.id, more, 0, more[:1000])
    assert outcomes(machine, sender.withdrawal(entry.id, sealed)) == ["stored"]
    settle_erasures(server.backend)
    assert not _files_of(server)
    # Nothing more of it is wanted, and nothing is kept.
    assert _state(_put(machine, entry.id, content)).complete
    assert not _files_of(server)


def test_what_was_withdrawn_goes_from_sqlites_log_too_once_nobody_reads_it(tmp_path: Path) -> None:
    with running_server(tmp_path, f"sqlite:///{tmp_path}/server.sqlite") as server:
        machine, sender = machine_of(server, PROJECT), Sender(6)
        entry, _receipt, sealed = sender.remark("Dit neem ik terug.")
        push(machine, entry)
        with server.backend.database.reading() as conn:
            conn.execute(select(func.count()).select_from(entries)).one()
            assert outcomes(machine, sender.withdrawal(entry.id, sealed)) == ["stored"]
            settle_erasures(server.backend)
        settle_erasures(server.backend)
        left = [each.read_bytes() for each in tmp_path.glob("server.sqlite*")]
        assert not any(b"Dit neem ik terug." in each for each in left)


def test_files_that_no_remark_came_for_are_swept(tmp_path: Path, database_url: str) -> None:
    now = [datetime(2026, 11, 22, tzinfo=UTC)]
    with running_server(tmp_path, database_url, lambda: now[0]) as server:
        machine, content, large = machine_of(server, PROJECT), picture(50), picture(CHUNK_BYTES)
        entry = Sender(5).remark(files={sha256_of(content): content})[0]
        _send_all(machine, entry.id, content)
        push(machine, entry)
        _put(machine, new_id(), content)
        _put(machine, new_id(), large, 0, large[:99])
        sweep_uploads(server.backend)
        assert len(_files_of(server)) == 3
        now[0] += UPLOAD_LIFE + timedelta(seconds=1)
        sweep_uploads(server.backend)
        assert [each.name for each in _files_of(server)] == [sha256_of(content)]


def test_files_may_lie_elsewhere_and_a_crash_between_two_steps_is_made_good(
    tmp_path: Path, database: Database
) -> None:
    settings = Settings(tmp_path, "", "", attachments="memory://bucket/mrapp")
    backend = Backend(settings, database)
    with database.writing() as conn:
        know_project(database, conn, PROJECT, backend.utc_now())
    content = picture(CHUNK_BYTES)
    upload = Upload(backend, Place(PROJECT, new_id(), sha256_of(content)), None)
    upload.take(0, len(content), content[:CHUNK_BYTES])
    upload._take_part(CHUNK_BYTES, len(content), content[CHUNK_BYTES:])  # and it ended there
    assert upload.state().complete
    assert backend.attachments.read(upload.place) == content
    backend.attachments.erase(PROJECT, upload.place.remark)
    assert backend.attachments.read(upload.place) is None


def _files_of(server: Running) -> list[Path]:
    """Return the files of remarks; what is noted of those that were erased has ids alone."""
    found = (server.backend.settings.data / "attachments").rglob("*")
    notes = {ERASED, WITHDRAWN}
    return [each for each in found if each.is_file() and each.parent.name not in notes]
