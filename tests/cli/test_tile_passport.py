"""`mrapp tile printed|place|inspect|damage|repair|remove`: a passport kept by command."""

from csv import reader
from pathlib import Path

import orjson
import pytest

from mrapp import bootstrap
from mrapp.cli.main import run
from mrapp.model.tiles import TileEntry
from tests.cli.running import said

pytestmark = pytest.mark.slow

HERE = ("--at", "105405", "424564", "1.5", "--heading", "30")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")


def test_a_passport_from_planned_to_removed(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tile", "settings", str(project), "--host", "ar.dordrecht.nl"]) == 0
    tile_id = said(capsys, "tile", "add", str(project), *HERE)["id"]
    assert run(["tile", "remove", str(project), tile_id]) == 2
    assert run(["tile", "printed", str(project), tile_id]) == 0
    lies = ("--at", "105405.3", "424564.4", "1.49", "--heading", "31")
    placed = said(capsys, "tile", "place", str(project), tile_id, *lies)
    assert placed["surveyed"]["x"] == 105405.3
    for deed in ("inspect", "damage", "repair", "remove"):
        assert run(["tile", deed, str(project), tile_id, "--by", "Ans", "--note", "gezien"]) == 0
    told = said(capsys, "tile", "show", str(project), tile_id)
    deeds = [entry["deed"] for entry in told["history"]]
    assert deeds == ["planned", "printed", "placed", "inspected", "damaged", "repaired", "removed"]
    broken = tmp_path / "foto.jpg"
    broken.write_bytes(b"\xff\xd8\xff\xe1")
    for content, code in ((b"\xff\xd8\xff\xe1", 1), (b"GIF89a", 1)):
        broken.write_bytes(content)
        assert run(["tile", "place", str(project), tile_id, "--photo", str(broken)]) == code
    assert said(capsys, "tile", "show", str(project), tile_id) == told


def test_the_register_leaves_as_csv_that_is_safe_and_as_places_on_a_map(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    csv, lines, places = (tmp_path / name for name in ("a.csv", "b.csv", "c.geojson"))
    assert run(["tile", "export", str(project), "--out", str(csv)]) == 1
    assert run(["tile", "settings", str(project), "--host", "ar.dordrecht.nl"]) == 0
    nasty = '=HYPERLINK("http://evil.nl")'
    tile_id = said(capsys, "tile", "add", str(project), *HERE, "--name", nasty)["id"]
    assert run(["tile", "place", str(project), tile_id, "--by", "+31 6", "--note", "@sum"]) == 0
    assert said(capsys, "tile", "export", str(project), "--out", str(csv))["rows"] == 1
    command = ("tile", "export", str(project), "--history", "--out", str(lines))
    assert said(capsys, *command)["rows"] == 2
    assert said(capsys, "tile", "export", str(project), "--out", str(places))["rows"] == 1
    for file in (csv, lines):
        rows = list(reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
        assert nasty in {cell.lstrip("'") for cell in rows[1]}
        assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    told = orjson.loads(places.read_bytes())["features"][0]
    assert told["id"] == tile_id
    assert told["geometry"]["coordinates"][:2] == pytest.approx([4.668, 51.8075], abs=1e-3)
    with pytest.raises(SystemExit):  # what is there is replaced only by --force
        run(["tile", "export", str(project), "--out", str(csv)])
    with pytest.raises(SystemExit):
        run(["tile", "export", str(project), "--out", str(tmp_path / "a.xlsx")])


def test_photos_of_tiles_stay_with_a_project_in_one_file(project: Path, tmp_path: Path) -> None:
    projects = bootstrap.build_services().projects
    assert run(["tile", "settings", str(project), "--host", "ar.dordrecht.nl"]) == 0
    assert run(["tile", "add", str(project), *HERE]) == 0
    opened = projects.load(project)
    photo, stray = tmp_path / "tile.jpg", tmp_path / "stray.jpg"
    photo.write_bytes(b"a photo")
    stray.write_bytes(b"another")
    asset, unnamed = projects.adopt(opened, photo), projects.adopt(opened, stray)
    tile = opened.project.tiles[0]
    entry = TileEntry(deed="placed", at="2026-11-23T09:00:00Z", photo=asset)
    tile = tile.model_copy(update={"history": (*tile.history, entry)})
    named = opened.project.model_copy(update={"tiles": (tile,)})
    saved = projects.save(type(opened)(named, opened.path, opened.folder, stamp=opened.stamp))
    capsule = projects.save(saved, tmp_path / "plan.mrapp")
    again = projects.load(capsule.path)
    assert again.asset_path(asset).read_bytes() == b"a photo"
    assert not again.asset_path(unnamed).exists()
    projects.tidy(saved, list)
    assert (project / asset).is_file()
