"""Pictures made by the command line: without a screen, from anywhere, into any file."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from mrapp.cli.main import run

pytestmark = pytest.mark.slow

SMALL = ["--size", "64x64", "--out"]


def png_size(file: Path) -> tuple[int, int]:
    width, height = struct.unpack(">II", file.read_bytes()[16:24])
    return int(width), int(height)


@pytest.mark.slow
def test_a_snapshot_needs_no_screen_and_differs_by_the_hour(project: Path, tmp_path: Path) -> None:
    pictures = []
    for hour in ("12:00", "18:30"):
        out = tmp_path / f"{hour[:2]}.png"
        words = ["snapshot", str(project), "--time", f"2026-06-21T{hour}", "--size", "320x180"]
        subprocess.run(
            [sys.executable, "-m", "mrapp", *words, "--out", str(out)],
            check=True,
            env=_without_screen(),
        )
        assert png_size(out) == (320, 180)
        pictures.append(out.read_bytes())
    assert pictures[0] != pictures[1]


def _without_screen() -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    return {**kept, "PYTHONPATH": root}


def test_an_unknown_variant_or_viewpoint_is_named_with_what_there_is(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(project / "x.png")
    assert run(["snapshot", str(project), "--variant", "green", "--out", out]) == 2
    assert "green" in capsys.readouterr().err
    assert run(["snapshot", str(project), "--viewpoint", "roof", "--out", out]) == 2
    error = capsys.readouterr().err
    assert "no viewpoint 'roof', nor any other" in error
    assert "Choose" not in error


def test_a_snapshot_can_be_made_from_anywhere(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From eye height, say, in a project that has no viewpoints yet."""
    places = ["--eye", "105380", "424550", "2.6", "--target", "105405", "424564", "4"]
    out = ["--size", "320x200", "--out", str(tmp_path / "eye.png")]
    assert run(["snapshot", str(project), *places, *out]) == 0
    assert (tmp_path / "eye.png").stat().st_size > 1000
    with pytest.raises(SystemExit, match="2"):
        run(["snapshot", str(project), *places[:4], *out])
    assert "go together" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        run(["snapshot", str(project), *places[:4], "--target", *places[1:4], *out])
    assert "the same place" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        run(["snapshot", str(project), "--out", str(tmp_path / "eye.txt")])
    assert "does not end in .png" in capsys.readouterr().err


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="pipes among the files are of Unix")
def test_a_picture_goes_straight_into_a_pipe_with_nothing_after_it(
    project: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    # Not waiting for a writer; a picture this small fits in the pipe.
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert run(["snapshot", str(project), *SMALL, str(pipe)]) == 0
        through_pipe = os.read(reader, 2**16)
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    capfdbinary.readouterr()
    made = [sys.executable, "-m", "mrapp", "snapshot", str(project), *SMALL, "/dev/stdout"]
    printed = subprocess.run(made, check=True, env=_without_screen(), stdout=subprocess.PIPE).stdout
    assert run(["snapshot", str(project), *SMALL, str(tmp_path / "file.png")]) == 0
    assert through_pipe == printed == (tmp_path / "file.png").read_bytes()


def test_a_picture_goes_through_a_link_to_what_it_points_to(project: Path, tmp_path: Path) -> None:
    there, link = tmp_path / "there" / "real.png", tmp_path / "link.png"
    there.parent.mkdir()
    link.symlink_to(there)
    for before in (None, b"older"):
        if before:
            there.write_bytes(before)
        assert run(["snapshot", str(project), *SMALL, str(link)]) == 0
        assert link.is_symlink()
        assert png_size(there) == (64, 64)
    assert [each.name for each in there.parent.iterdir()] == ["real.png"]


def test_a_picture_without_the_design_says_so(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the standard error and in the JSON, and only then."""
    roof = tmp_path / "roof.obj"
    roof.write_text("v 0 9 0\nv 9 9 0\nv 0 9 9\nf 1 2 3\n", encoding="utf-8")
    there = ["--at", "105430", "424590", "0"]
    assert run(["add", str(project), str(roof), "--variant", "High", *there]) == 0
    away = ["--eye", "105400", "424560", "60", "--target", "105400", "424300", "0"]
    out = [*SMALL, str(tmp_path / "picture.png"), "--json"]
    capsys.readouterr()
    for words, count in ((["--variant", "high"], 0), (["--variant", "high", *away], 1), (away, 0)):
        assert run(["snapshot", str(project), *words, *out]) == 0
        told = capsys.readouterr()
        found = orjson.loads(told.out)
        assert found["picture"] == str(tmp_path / "picture.png")
        assert len(found["warnings"]) == count
        assert ("High" in told.err) is bool(count)
        assert all("variant High" in warning["text"] for warning in found["warnings"])
