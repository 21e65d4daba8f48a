"""Versions of a project: published once, told to its machines, fetched in parts."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from mrapp.model.ground_plan import GroundPlan
from mrapp.model.remark import sha256_of
from mrapp.protocol.messages import CHUNK_BYTES, ChangesPage, NewVersion
from mrapp.server.versions import current_project, ground_plan_of
from tests.server.enrolled import Machine, machine_of
from tests.servers import Running

pytestmark = pytest.mark.slow

PROJECT = "spoorzone"
_READ = Path("/proc/self/io")
DOCUMENT = Path("models/spoorzone/project.json").read_text(encoding="utf-8")


def _capsule(size_bytes: int) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("project.json", DOCUMENT)
        archive.writestr("more", bytes(size_bytes))
    return stream.getvalue()


@pytest.fixture
def publisher(server: Running) -> Machine:
    return machine_of(server, PROJECT, may_publish=True)


def _send(machine: Machine, capsule: bytes) -> None:
    path, received = f"/capsules/{sha256_of(capsule)}", 0
    while received < len(capsule):
        told = {"begin": received, "size": len(capsule)}
        part = capsule[received : received + CHUNK_BYTES]
        received = machine.ask("PUT", path, params=told, content=part).json()["receivedBytes"]
    assert machine.ask("GET", path).json()["complete"]


def _version(capsule: bytes, document: str = DOCUMENT, plan: GroundPlan | None = None) -> bytes:
    return NewVersion(
        ground_plan=plan,
        project_hash=sha256_of(document.encode()),
        document=document,
        sha256=sha256_of(capsule),
        size_bytes=len(capsule),
    ).on_wire()


def test_a_version_of_an_older_format_is_read_and_a_newer_one_refused(
    server: Running, publisher: Machine
) -> None:
    today = json.loads(DOCUMENT)
    older = json.dumps({"id": PROJECT, "name": "Spoorzone", "origin": {"x": 1, "y": 2, "z": 3}})
    newer = json.dumps(today | {"format_version": 10_000})
    deep = json.dumps(today)[:-1] + ', "deep": ' + "[" * 9000 + "]" * 9000 + "}"
    capsule = _capsule(10)
    _send(publisher, capsule)
    for document in (newer, deep, "[]"):
        refused = publisher.ask("POST", "/versions", content=_version(capsule, document))
        assert refused.json()["code"] == "version-wrong"
    kept = publisher.ask("POST", "/versions", content=_version(capsule, older))
    assert (kept.status_code, kept.json()["title"]) == (201, "Spoorzone")
    with server.backend.database.reading() as conn:
        project = current_project(conn, PROJECT)
    assert project is not None
    assert project.origin.nap == 3


def test_a_version_reaches_the_machines(server: Running, publisher: Machine) -> None:
    capsule, machine = _capsule(2 * CHUNK_BYTES), machine_of(server, PROJECT)
    early = publisher.ask("POST", "/versions", content=_version(capsule))
    assert early.json()["code"] == "capsule-missing"
    _send(publisher, capsule)
    made = publisher.ask("POST", "/versions", content=_version(capsule))
    again = publisher.ask("POST", "/versions", content=_version(capsule))
    assert made.status_code == 201
    assert made.json() == again.json()
    assert made.json()["title"] == "Spoorzone (fictief)"
    page = ChangesPage.model_validate_json(machine.ask("GET", "/changes").content)
    assert [each.happening.type for each in page.changes] == ["project"]
    assert machine.ask("GET", "/versions/1").json() == made.json()
    with server.backend.database.reading() as conn:
        read = current_project(conn, PROJECT)
    assert read is not None
    assert read.id == PROJECT


def test_the_last_ground_plan_is_what_maps_are_drawn_from(
    server: Running, publisher: Machine
) -> None:
    capsule = _capsule(10)
    _send(publisher, capsule)
    plans = [None, GroundPlan(x=105_000, y=424_000), GroundPlan(x=105_001, y=424_000), None]
    found = []
    for plan in plans:
        told = publisher.ask("POST", "/versions", content=_version(capsule, plan=plan))
        assert told.status_code == 201
        with server.backend.database.reading() as conn:
            found.append(ground_plan_of(conn, PROJECT))
    assert found == [None, plans[1], plans[2], plans[2]]
    wrong = NewVersion.model_validate_json(_version(capsule)).model_dump(by_alias=True)
    wrong["groundPlan"] = {"x": 0, "y": 300_000, "outlines": [{"kind": "road", "rings": [[1]]}]}
    assert publisher.ask("POST", "/versions", json=wrong).status_code in (400, 422)


def test_a_capsule_comes_whole_or_in_parts(server: Running, publisher: Machine) -> None:
    capsule, path = _capsule(1000), "/versions/1/capsule"
    _send(publisher, capsule)
    publisher.ask("POST", "/versions", content=_version(capsule))
    machine, size = machine_of(server, PROJECT), len(capsule)
    whole = machine.ask("GET", path)
    assert (whole.status_code, whole.content) == (200, capsule)
    for asked, begin, end in (("0-9", 0, 10), ("10-", 10, size), ("-7", size - 7, size)):
        part = machine.ask("GET", path, headers={"Range": f"bytes={asked}"})
        assert (part.status_code, part.content) == (206, capsule[begin:end])
        assert part.headers["Content-Range"] == f"bytes {begin}-{end - 1}/{size}"
    beyond = machine.ask("GET", path, headers={"Range": f"bytes={size}-"})
    assert beyond.status_code == 416
    for other in ("bytes=0-1,5-6", "lines=1-2", "bytes=-"):
        assert machine.ask("GET", path, headers={"Range": other}).content == capsule
    changed = {"Range": "bytes=0-9", "If-Range": '"other"'}
    assert machine.ask("GET", path, headers=changed).content == capsule


def test_only_who_may_publish_does(server: Running, publisher: Machine) -> None:
    machine, capsule = machine_of(server, PROJECT), _capsule(10)
    path = f"/capsules/{sha256_of(capsule)}"
    told = {"begin": 0, "size": len(capsule)}
    assert machine.ask("PUT", path, params=told, content=capsule).status_code == 403
    assert machine.ask("POST", "/versions", content=_version(capsule)).status_code == 403
    assert publisher.ask("GET", "/versions/1").json()["code"] == "no-such-version"


def test_what_is_no_capsule_or_another_project_is_refused(publisher: Machine) -> None:
    capsule = _capsule(10)
    _send(publisher, capsule)
    for document in ("{}", "no JSON", DOCUMENT.replace('"id": "spoorzone"', '"id": "other"', 1)):
        answer = publisher.ask("POST", "/versions", content=_version(capsule, document))
        assert answer.json()["code"] == "version-wrong"
    told = {"begin": 0, "size": 4}
    strange = publisher.ask("PUT", f"/capsules/{sha256_of(b'none')}", params=told, content=b"none")
    assert strange.json()["code"] == "file-wrong"


@pytest.mark.skipif(not _READ.exists(), reason="needs Linux, which tells what a process reads")
def test_the_head_of_a_capsule_is_told_by_its_size_alone(publisher: Machine) -> None:
    capsule, path = _capsule(2 * CHUNK_BYTES), "/versions/1/capsule"
    _send(publisher, capsule)
    assert publisher.ask("POST", "/versions", content=_version(capsule)).status_code == 201
    get = publisher.ask("GET", path, headers={"Range": "bytes=0-9"})
    assert (get.status_code, len(get.content)) == (206, 10)
    read = _bytes_read()
    asked: dict[str, str]
    for asked in ({}, {"Range": "bytes=0-9"}):
        head = publisher.ask("HEAD", path, headers=asked)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["Content-Length"] == str(len(capsule))
        assert head.headers["ETag"] == get.headers["ETag"]
        assert head.headers["Content-Type"] == get.headers["Content-Type"]
    assert _bytes_read() - read < CHUNK_BYTES
    assert len(publisher.ask("GET", path).content) == len(capsule)
    assert _bytes_read() - read > CHUNK_BYTES


def _bytes_read() -> int:
    """Return how much this process, in which the server runs, has read so far."""
    told = _READ.read_text().splitlines()
    return int(dict(line.split(": ") for line in told)["rchar"])
