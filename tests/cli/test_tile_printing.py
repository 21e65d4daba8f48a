"""`mrapp tile print`: the files that staff sends to a maker, and what the passport says then."""

from pathlib import Path

import cv2
import numpy as np
import pytest
import zxingcpp

from mrapp.cli.main import run
from tests.cli.proofs import prove_all
from tests.cli.running import said
from tests.poppler import page_picture, pdf_info

pytestmark = pytest.mark.slow

_HERE = ("--at", "105405", "424564", "1.5", "--heading", "30")


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")


@pytest.fixture
def hosted(project: Path) -> Path:
    """The project, with a host for its tiles."""
    assert run(["tile", "settings", str(project), "--host", "AR.Dordrecht.nl"]) == 0
    return project


def _decoded(picture: np.ndarray) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_all_tiles_are_printed_a_page_each_and_their_passports_say_so(
    hosted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [said(capsys, "tile", "add", str(hosted), *_HERE) for _ in range(2)]
    made.append(said(capsys, "tile", "add", str(hosted), *_HERE, "--sheet", "A4"))
    prove_all(hosted)
    out = tmp_path / "all.pdf"
    command = ("tile", "print", str(hosted), "--out", str(out), "--by", "Ria")
    told = said(capsys, *command)
    assert (told["files"], told["warnings"]) == ([str(out)], [])
    assert told["tiles"] == [tile["id"] for tile in made]
    pages = [_decoded(page_picture(out, 60, page)) for page in (1, 2, 3)]
    assert pages == [[tile["address"]] for tile in made]
    before = out.read_bytes()
    assert run(["tile", "show", str(hosted), made[0]["id"]]) == 0
    assert "Ria" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="2"):
        run([*command])
    said(capsys, *command, "--force")
    assert out.read_bytes() == before


def test_several_tiles_become_an_svg_each_named_by_their_ids(
    hosted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [said(capsys, "tile", "add", str(hosted), *_HERE)["id"] for _ in range(2)]
    prove_all(hosted, reflectances=(0.6, 0.1))
    assert run(["tile", "print", str(hosted), "--out", str(tmp_path / "t.svg")]) == 0
    out = capsys.readouterr()
    assert "60 %" in out.err, "what the proof was made for is said"
    files = out.out.splitlines()
    assert files == [str(tmp_path / f"t-{tile}.svg") for tile in made]
    assert all(Path(file).read_bytes().startswith(b"<?xml") for file in files)


def test_a_sample_of_another_size_and_an_unread_mark_are_told_of(
    hosted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mark = tmp_path / "mark.png"
    mark.write_bytes(cv2.imencode(".png", np.zeros((400, 400), np.uint8))[1].tobytes())
    kept = said(capsys, "tile", "settings", str(hosted), "--mark", str(mark))["mark"]
    (hosted / kept).write_bytes(b"no picture any more")
    tile, out = said(capsys, "tile", "add", str(hosted), *_HERE)["id"], str(tmp_path / "t.pdf")
    told = said(capsys, "tile", "print", str(hosted), tile, "--size", "150", "--out", out)
    warned = " ".join(each["text"] for each in told["warnings"])
    assert "mark.png" in warned
    assert "300 mm" in warned
    assert "bend down" in warned
    assert told["reading_distance_m"] == pytest.approx(0.81)


def test_nothing_is_written_or_noted_when_a_print_is_refused(
    hosted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "t.pdf"
    assert run(["tile", "print", str(hosted), "--out", str(out)]) == 2
    tile = said(capsys, "tile", "add", str(hosted), *_HERE)["id"]
    prove_all(hosted)
    before = (hosted / "project.json").read_bytes()
    for words in (
        ("t.png",),
        ("t.pdf", "--size", "50"),
        ("t.pdf", "--size", "nan"),
        ("t.pdf", "--read-from", "-1"),
        ("t.pdf", "--read-from", "0"),
        ("t.pdf", "--reflectance", "80", "5"),
    ):
        with pytest.raises(SystemExit, match="2"):
            run(["tile", "print", str(hosted), tile, "--out", *words])
    assert run(["tile", "print", str(hosted), "nobody", "--out", str(out)]) == 2
    capsys.readouterr()
    for asked, told in (
        (["--read-from", "2.5"], "470 mm"),
        (["--reflectance", "0.3", "0.1"], "20 %"),
    ):
        assert run(["tile", "print", str(hosted), tile, "--out", str(out), *asked]) == 2
        said_of_it = capsys.readouterr().err
        assert told in said_of_it
        assert ".." not in said_of_it
    full = tmp_path / "full.pdf"
    full.symlink_to("/dev/full")
    assert run(["tile", "print", str(hosted), tile, "--out", str(full), "--force"]) == 1
    assert "Nothing was noted" in capsys.readouterr().err
    assert not out.exists()
    assert (hosted / "project.json").read_bytes() == before


def test_a_mounting_sheet_tells_where_a_tile_goes_and_notes_nothing(
    hosted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tile = said(capsys, "tile", "add", str(hosted), *_HERE)
    before = (hosted / "project.json").read_bytes()
    out = tmp_path / "m.pdf"
    assert run(["tile", "print", str(hosted), "--mounting", "--out", str(out)]) == 0
    assert pdf_info(out)["Page size"].endswith("(A4)")
    assert _decoded(page_picture(out, 150)) == [tile["address"]]
    assert (hosted / "project.json").read_bytes() == before


def test_a_tile_that_came_short_in_its_proof_is_printed_after_two_yeses_only(
    hosted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tile = said(capsys, "tile", "add", str(hosted), *_HERE)["id"]
    prove_all(hosted, found=0.6)
    before, out = (hosted / "project.json").read_bytes(), tmp_path / "t.pdf"
    command = ["tile", "print", str(hosted), "--out", str(out)]
    for half in ([], ["--anyway"], ["--sure-of", tile], ["--anyway", "--sure-of", "7K3F9Q2M"]):
        assert run([*command, *half]) == 1
        refused = capsys.readouterr().err
        assert "60 %" in refused
        assert f"--sure-of: {tile}" in refused
    assert not out.exists()
    assert (hosted / "project.json").read_bytes() == before
    assert run([*command, "--anyway", "--sure-of", tile.lower()]) == 0
    assert out.exists()
    capsys.readouterr()
    assert run(["tile", "show", str(hosted), tile]) == 0
    assert "60 %" in capsys.readouterr().out  # the passport says so for good


def test_several_files_are_all_replaced_or_none(
    hosted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ids = [said(capsys, "tile", "add", str(hosted), *_HERE)["id"] for _ in range(3)]
    prove_all(hosted)
    before = (hosted / "project.json").read_bytes()
    files = [tmp_path / f"t-{each}.svg" for each in ids]
    files[0].write_text("what was there")
    files[2].symlink_to("/dev/full")
    command = ["tile", "print", str(hosted), "--out", str(tmp_path / "t.svg"), "--force"]
    assert run(command) == 1
    assert "what was there still is" in capsys.readouterr().err
    assert files[0].read_text() == "what was there"
    assert not files[1].exists()
    assert sorted(tmp_path.glob("*.svg")) == sorted([files[0], files[2]])
    assert (hosted / "project.json").read_bytes() == before
