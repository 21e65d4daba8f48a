"""`mrapp tile`: planning tiles by command, each run as staff runs it."""

from pathlib import Path

import orjson
import pytest

from mrapp.cli.main import run
from tests.cli.running import said

HERE = ("--at", "105405", "424564", "1.5", "--heading", "30")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")


@pytest.fixture
def hosted(project: Path) -> Path:
    """The project, with a host for its tiles."""
    assert run(["tile", "settings", str(project), "--host", "AR.Dordrecht.nl"]) == 0
    return project


def test_a_tile_is_added_changed_listed_and_deleted(
    hosted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("tile", "add", str(hosted), *HERE, "--sheet", "A4", "--by", "Jan", "--name", "Plein")
    made = said(capsys, *command)
    assert made["address"] == f"HTTPS://AR.DORDRECHT.NL/T/{made['code']}"
    assert (made["size_mm"], made["sheet"], made["tags"]) == (190.0, "A4", [0, 1, 2, 3])
    changed = said(capsys, "tile", "change", str(hosted), "plein", "--heading", "359.5")
    assert changed["place"] == {**made["place"], "heading_deg": 359.5}
    assert changed["code"] == made["code"]
    assert [tile["id"] for tile in said(capsys, "tile", "list", str(hosted))] == [made["id"]]
    assert run(["tile", "show", str(hosted), made["id"][:4].lower()]) == 0
    assert "→" in capsys.readouterr().out
    assert run(["tile", "delete", str(hosted), made["code"]]) == 0
    assert said(capsys, "tile", "list", str(hosted)) == []


def test_a_tile_without_a_host_or_with_a_wrong_place_is_refused_and_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (project / "project.json").read_bytes()
    assert run(["tile", "add", str(project), *HERE]) == 1
    assert "--host" in capsys.readouterr().err
    for words in (("--at", "105405", "424564", "1.5", "--heading", "360"), (*HERE, "--size", "50")):
        assert run(["tile", "add", str(project), *words]) == 2
    assert run(["tile", "show", str(project), "x"]) == 2
    assert run(["tile", "settings", str(project), "--host", "https://ar.dordrecht.nl/x"]) == 2
    assert (project / "project.json").read_bytes() == before


def test_two_tiles_with_one_id_are_told_of_when_the_project_is_opened(
    hosted: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = said(capsys, "tile", "add", str(hosted), *HERE)
    file = hosted / "project.json"
    told = orjson.loads(file.read_bytes())
    told["tiles"] *= 2
    file.write_bytes(orjson.dumps(told))
    assert run(["tile", "list", str(hosted)]) == 1
    assert f"tile id used twice: {made['id']}" in capsys.readouterr().err


def test_the_key_is_kept_for_its_user_alone_and_without_it_no_tile_is_added(
    hosted: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said(capsys, "tile", "add", str(hosted), *HERE)
    (file,) = (tmp_path / "state" / "tile-keys").iterdir()
    assert file.stat().st_mode & 0o077 == 0
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "elsewhere"))
    assert run(["tile", "add", str(hosted), *HERE]) == 1
    assert "tile key import" in capsys.readouterr().err
    assert len(said(capsys, "tile", "list", str(hosted))) == 1
