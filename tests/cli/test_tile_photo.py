"""`mrapp tile place --photo`: a photo of tiles on a pavement, as the program draws them."""

import math
import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp import bootstrap
from mrapp.cli.main import run
from mrapp.markers.design import design_tile
from mrapp.markers.raster import art_raster
from mrapp.markers.wording import tile_words
from mrapp.model.project import Project
from mrapp.model.tile_layout import rd_from_tile
from mrapp.model.tiles import Tile, TilePlace
from tests.cli.running import said

pytestmark = pytest.mark.slow

Float64 = NDArray[np.float64]
WIDE, HIGH = 1600, 1200
FILM_MM = 27  # as a telephone notes it: its focal length on 35 mm film
FOCAL_PX = FILM_MM / math.hypot(36, 24) * math.hypot(WIDE, HIGH)
FIRST = TilePlace(x=105_405, y=424_564, nap=1.5, heading_deg=10)
SECOND = TilePlace(x=105_405.5, y=424_564.1, nap=1.5, heading_deg=40)
LIES = SECOND.model_copy(update={"x": 105_405.53, "y": 424_564.14, "heading_deg": 52.0})


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")


def _camera_from_rd() -> Float64:
    """A phone held at 1.4 m, to the south of the tiles."""
    eye, target = np.array([105_405.2, 424_563.3, 2.9]), np.array([105_405.25, 424_564.05, 1.5])
    forward = (target - eye) / np.linalg.norm(target - eye)
    right = np.cross(forward, (0, 0, 1))
    right /= np.linalg.norm(right)
    matrix = np.eye(4)
    matrix[:3, :3] = right, np.cross(forward, right), forward
    matrix[:3, 3] = -matrix[:3, :3] @ eye
    return matrix


def _photo(file: Path, tiles: list[tuple[Project, Tile, TilePlace, str]]) -> Path:
    """Write a photo of tiles where they lie, with the host each says, and a place in its EXIF."""
    middle = [(WIDE - 1) / 2, (HIGH - 1) / 2]
    lens = np.array([[FOCAL_PX, 0, middle[0]], [0, FOCAL_PX, middle[1]], [0, 0, 1]])
    picture = np.full((HIGH, WIDE), 130, np.uint8)
    for project, tile, place, host in tiles:
        drawn = art_raster(design_tile(tile, tile_words(project, tile, host=host)), 3.0)
        art = np.round(255 * drawn).astype(np.uint8) if drawn.dtype != np.uint8 else drawn
        side, m = len(art), tile.size_mm / 1000 / len(art)
        # Pixels of the drawing to the tile's frame, then through the camera.
        tile_from_art = np.array([[m, 0, m / 2 - side * m / 2], [0, -m, side * m / 2 - m / 2]])
        flat = (_camera_from_rd() @ rd_from_tile(place))[:3][:, [0, 1, 3]]
        matrix = lens @ flat @ np.vstack([tile_from_art, [0, 0, 1]])
        whole = np.full_like(art, 255)
        seen = cv2.warpPerspective(art, matrix, (WIDE, HIGH), flags=cv2.INTER_AREA)
        mask = cv2.warpPerspective(whole, matrix, (WIDE, HIGH), flags=cv2.INTER_NEAREST)
        picture = np.where(mask > 0, seen, picture)
    given, packed = cv2.imencode(".jpg", cv2.GaussianBlur(picture, (3, 3), 0.6))
    assert given
    content = packed.tobytes()
    focal = struct.pack("<HHHII", 1, 0xA405, 3, 1, FILM_MM)
    tiff = struct.pack("<HHIHHHIII", 0x4949, 42, 8, 1, 0x8769, 4, 1, 26, 0) + focal
    exif = b"Exif\x00\x00" + tiff + b"\x00\x00\x00\x00GPS 51.8079 4.6680"
    told = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    file.write_bytes(content[:2] + told + content[2:])
    return file


def _add(capsys: pytest.CaptureFixture[str], project: Path, place: TilePlace) -> str:
    at = (*map(str, (place.x, place.y, place.nap)), "--heading", str(place.heading_deg))
    return str(said(capsys, "tile", "add", str(project), "--at", *at)["id"])


def test_a_photo_is_of_this_tile_compared_with_its_plan_and_bare_of_where_it_was_taken(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["tile", "settings", str(project), "--host", "spoorzone.example"]) == 0
    first, second = _add(capsys, project, FIRST), _add(capsys, project, SECOND)
    told = bootstrap.build_services().projects.load(project).project
    tiles = {tile.id: tile for tile in told.tiles}
    one = (told, tiles[first], FIRST, "spoorzone.example")
    other = (told, tiles[second], LIES, "spoorzone.example")
    sticker = (told, tiles[second], LIES, "evil-spoorzone.nl")
    before = (project / "project.json").read_bytes()
    for name, seen, words in (
        ("other", [one], "another tile lies there"),
        ("sticker", [sticker], "leads to evil-spoorzone.nl"),
        ("none", [], "no tile is seen"),
    ):
        photo = _photo(tmp_path / f"{name}.jpg", seen)
        capsys.readouterr()
        assert run(["tile", "place", str(project), second, "--photo", str(photo)]) == 1
        assert words in capsys.readouterr().err
    assert (project / "project.json").read_bytes() == before

    photo = _photo(tmp_path / "both.jpg", [one, other])
    survey = ("--at", str(FIRST.x), str(FIRST.y), str(FIRST.nap), "--heading", "10")
    said(capsys, "tile", "place", str(project), first, "--photo", str(photo), *survey)
    placed = said(capsys, "tile", "place", str(project), second, "--photo", str(photo))
    entry = placed["history"][-1]
    assert entry["measured"]["off_m"] == pytest.approx(0.05, abs=0.01)
    assert entry["measured"]["heading_off_deg"] == pytest.approx(12.0, abs=1.0)
    assert entry["measured"]["residual_px"] < 0.5
    kept = (project / entry["photo"]).read_bytes()
    assert b"GPS" in photo.read_bytes()
    assert b"GPS" not in kept
    picture = cv2.imdecode(np.frombuffer(kept, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    assert picture.shape == (HIGH, WIDE)
