"""The commands that talk to a server, as a script uses them."""

import json
from pathlib import Path
from typing import Any

import pytest

from mrapp.bootstrap import build_services
from mrapp.cli.main import run
from mrapp.protocol.messages import CHUNK_BYTES
from tests.cli.boxes import trial
from tests.cli.running import said
from tests.servers import Running, free_port
from tests.sync.machines import code_of, there
from tests.sync.network import network_to

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return trial(tmp_path)


def told(capsys: pytest.CaptureFixture[str], code: int, *words: str) -> tuple[Any, str]:
    """Carry out a command that ends with `code`; returns its JSON and what else it said."""
    capsys.readouterr()
    assert run([*words, "--json"]) == code
    out, err = capsys.readouterr()
    return json.loads(out), err


def enrol(
    project: Path, server: Running, *store: str, may_publish: bool = False, url: str = ""
) -> None:
    name = build_services().projects.load(project).project.id
    code = code_of(server, name, may_publish=may_publish)
    assert run(["enrol", str(project), url or server.url, code, "--label", "balie", *store]) == 0


@pytest.mark.usefixtures("own_store")
def test_enrol_send_hold_and_resume(
    server: Running, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in ("Meer bomen", "Waar blijven de fietsen?"):
        said(capsys, "remark", str(project), "--text", text)
    assert run(["sync", str(project)]) == 1
    assert "not enrolled" in capsys.readouterr().err
    enrol(project, server)
    assert "in a file that only this user can read" in capsys.readouterr().out
    sent, _ = told(capsys, 0, "sync", str(project))
    assert (sent["sent"], sent["waiting"], sent["server"]) == (2, 0, server.url)
    assert sent["succeeded"]
    said(capsys, "remark", str(project), "--text", "Nog iets")
    held, _ = told(capsys, 0, "sync", str(project), "--hold")
    assert (held["held"], held["waiting"]) == (True, 1)
    still, why = told(capsys, 1, "sync", str(project))
    assert (still["waiting"], "held" in why) == (1, True)
    resumed, _ = told(capsys, 0, "sync", str(project), "--resume")
    assert (resumed["sent"], resumed["held"]) == (1, False)
    assert len(there(server)) == 3
    again, _ = told(capsys, 0, "sync", str(project), "--send-all-again")
    assert (again["sent"], again["waiting"], len(there(server))) == (3, 0, 3)
    assert run(["sync", str(project)]) == 0
    assert capsys.readouterr().out.startswith("All is sent\n")


@pytest.mark.usefixtures("own_store")
def test_wrong_addresses_and_codes_are_said(
    server: Running, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dead = f"http://127.0.0.1:{free_port()}"
    for url, word in (("http://example.org", "https"), (dead, "reached"), (server.url, "code")):
        assert run(["enrol", str(project), url, "AAAA-BBBB-CCCC"]) == 1
        assert word in capsys.readouterr().err
    assert run(["publish", str(project), server.url]) == 1
    assert "not enrolled" in capsys.readouterr().err


def test_a_version_is_published_offered_and_fetched_beside_the_old_one(
    server: Running, project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk, hall = (["--store", str(tmp_path / name)] for name in ("desk", "hall"))
    with network_to(server.url) as (url, network):
        enrol(project, server, *desk, may_publish=True, url=url)
        other = project.with_name("copy")
        first, _ = told(capsys, 0, "publish", str(project), url, *desk)
        assert first["number"] == 1
        again, _ = told(capsys, 0, "publish", str(project), url, *desk)
        assert again["number"] == 1, "the same version twice is once"
        assert run(["sync", str(project), "--update-to", str(tmp_path), *desk]) == 1, "it has it"
        services = build_services()
        services.projects.save(services.projects.load(project), other)
        enrol(other, server, *hall)
        said(capsys, "remark", str(other), "--text", "Meer bomen", *hall)
        (project / "assets" / "large.bin").write_bytes(bytes(range(256)) * (CHUNK_BYTES // 100))
        opened = services.projects.load(project)
        newer = opened.project.model_copy(update={"time_zone": "Europe/Brussels"})
        services.projects.save(type(opened)(newer, opened.path, opened.folder), anyway=True)
        network.limit_bytes = CHUNK_BYTES * 2  # it breaks off on the way
        assert run(["publish", str(project), url, *desk]) in (0, 1)
        network.limit_bytes = 0
        second, _ = told(capsys, 0, "publish", str(project), url, *desk)
        assert second["number"] == 2
    state, _ = told(capsys, 0, "sync", str(other), *hall)
    assert (state["sent"], state["offered"]["number"]) == (1, 2)
    before = sorted(path.read_bytes() for path in other.rglob("*") if path.is_file())
    goal = tmp_path / "new"
    found = [told(capsys, 0, "sync", str(other), "--update-to", str(goal), *hall)[0]["file"]]
    found += [told(capsys, 0, "sync", str(other), "--update-to", str(goal), *hall)[0]["file"]]
    assert found[0] == found[1], "it is there already"
    assert services.projects.load(Path(found[0])).project == newer
    assert sorted(path.read_bytes() for path in other.rglob("*") if path.is_file()) == before
    fetched, _ = told(capsys, 0, "sync", found[0], *hall)
    assert fetched["offered"] is None, "this is the newest"
    assert said(capsys, "outbox", found[0], *hall)["sent"] == 1, "with all opinions"
