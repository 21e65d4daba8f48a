"""`mrapp tile find`, `calibrate` and `board`, as staff runs them."""

from pathlib import Path

import cv2
import numpy as np
import orjson
import pytest

from bench.tile_renders import ADDRESS, CAMERA, CODE, HOST, TAGS, TILE, render
from mrapp.cli.main import run
from mrapp.markers.calibrating import COLUMNS, ROWS, SQUARE_MM, board_raster
from mrapp.model.tile_layout import rd_from_camera
from mrapp.model.tiles import TilePlace
from tests.cli.running import said

pytestmark = pytest.mark.slow  # each draws or looks at pictures of a megapixel

PLACE = TilePlace(x=105_401.62, y=424_610.38, nap=1.12, heading_deg=185.9)


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("MRAPP_KEYRING", "off")


@pytest.fixture(scope="module")
def taken() -> tuple[np.ndarray, np.ndarray]:
    """A picture of the tile, and the truth: camera_from_tile."""
    shot = render(1.0, 40, "clean", 3)
    return shot.picture, shot.camera_from_tile


@pytest.fixture
def photo(tmp_path: Path, taken: tuple[np.ndarray, np.ndarray]) -> Path:
    path = tmp_path / "plein.png"
    cv2.imwrite(str(path), taken[0])
    return path


@pytest.fixture
def tiled(project: Path) -> Path:
    """A project in whose register the tile in the picture stands."""
    path = project / "project.json"
    kept = orjson.loads(path.read_bytes())
    tile = TILE.model_copy(update={"place": PLACE})
    kept["tiles"] = [tile.model_dump(mode="json")]
    kept["tiling"] = {"host": HOST}
    path.write_bytes(orjson.dumps(kept))
    return project


def test_a_picture_tells_which_tile_and_where_the_camera_stands(
    tiled: Path,
    photo: Path,
    taken: tuple[np.ndarray, np.ndarray],
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = said(capsys, "tile", "find", str(photo), "--project", str(tiled), "--focal", "1000")
    (tile,) = told["tiles"]
    assert (tile["tile"], tile["text"], tile["verdict"]) == (CODE[:8], ADDRESS, "valid")
    assert sorted(map(int, tile["tags"])) == list(TAGS)
    assert tile["quality"] == "good"
    true = rd_from_camera(PLACE, taken[1])[:3, 3]
    stands = [tile["camera_rd"][axis] for axis in ("x", "y", "nap")]
    assert np.linalg.norm(true - stands) < 0.005
    assert true[2] > PLACE.nap + 0.5  # the check of the check: above the pavement
    assert told["notices"] == []


def test_without_a_project_the_place_is_not_told_and_the_guess_is(
    photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = said(capsys, "tile", "find", str(photo))
    (tile,) = told["tiles"]
    assert (tile["tile"], tile["verdict"], tile["camera_rd"]) == (None, None, None)
    assert told["camera"]["known_from"] == "assumed"
    assert "estimated" in told["notices"][0]


def test_a_mirrored_picture_is_flipped_back_and_said_so(
    photo: Path, taken: tuple[np.ndarray, np.ndarray], capsys: pytest.CaptureFixture[str]
) -> None:
    cv2.imwrite(str(photo), taken[0][:, ::-1])
    told = said(capsys, "tile", "find", str(photo), "--focal", "1000")
    assert told["mirrored"]
    assert "mirrored" in told["notices"][0]
    assert told["tiles"][0]["text"] == ADDRESS


def test_a_tile_with_another_code_is_not_the_project_s(
    tiled: Path, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sticker, or a tile of elsewhere with the same tags: its place is not believed."""
    path = tiled / "project.json"
    kept = orjson.loads(path.read_bytes())
    kept["tiling"] = {"host": "ar.elsewhere.nl"}
    path.write_bytes(orjson.dumps(kept))
    told = said(capsys, "tile", "find", str(photo), "--project", str(tiled), "--focal", "1000")
    (tile,) = told["tiles"]
    assert (tile["tile"], tile["camera_rd"], tile["verdict"]) == (None, None, "foreign-host")


def test_where_there_is_no_tile_it_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "one.png"
    cv2.imwrite(str(path), np.zeros((1, 1), np.uint8))
    assert run(["tile", "find", str(path)]) == 1
    assert "No tile was seen" in capsys.readouterr().err
    path.write_bytes(b"no picture")
    assert run(["tile", "find", str(path)]) == 1
    assert "JPEG" in capsys.readouterr().err


def test_a_video_is_searched_frame_by_frame(
    tmp_path: Path, taken: tuple[np.ndarray, np.ndarray], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "walk.avi"
    size = (CAMERA.width_px, CAMERA.height_px)
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, size)
    for _ in range(3):
        writer.write(cv2.cvtColor(taken[0], cv2.COLOR_GRAY2BGR))
    writer.release()
    told = said(capsys, "tile", "find", str(path), "--focal", "1000")
    assert [len(frame["tiles"]) for frame in told["frames"]] == [1, 1, 1]
    assert told["frames"][2]["tiles"][0]["quality"] == "good"


@pytest.mark.parametrize(
    ("terms", "told"),
    [([0.1], 1), ([0.1, 0.0, 0.0], 1), ([100.0] * 5, 1), ([-100.0] * 5, 0), ([0.01] * 4, 0)],
    ids=["one", "three", "of no lens", "of no lens either", "four"],
)
def test_a_lens_of_any_terms_stops_nothing(
    tmp_path: Path,
    photo: Path,
    capsys: pytest.CaptureFixture[str],
    terms: list[float],
    told: int,
) -> None:
    lens = tmp_path / "lens.json"
    kept = {"format": "mrapp camera 1", "width_px": 1280, "height_px": 720, "distortion": terms}
    lens.write_bytes(orjson.dumps(kept | {"focal_px": [1000, 1000], "centre_px": [640, 360]}))
    assert run(["tile", "find", str(photo), "--calibration", str(lens)]) == told
    said_so = capsys.readouterr().err
    assert ("no camera file" in said_so) == (len(terms) in (1, 3))
    assert "Warning" not in said_so


def _seen_board(turn: np.ndarray, shift: np.ndarray, matrix: np.ndarray) -> np.ndarray:
    """The board as a pinhole sees it, whose plane is turned and shifted, metres."""
    board = cv2.copyMakeBorder(board_raster(4.0), 40, 40, 40, 40, cv2.BORDER_CONSTANT, value=255)
    step = 0.00025
    first = (-(board.shape[1] - 1) / 2 * step, -(board.shape[0] - 1) / 2 * step)
    flat = np.array([[step, 0, first[0]], [0, step, first[1]], [0, 0, 1.0]])
    pose = np.column_stack([cv2.Rodrigues(turn)[0][:, :2], shift])
    seen = cv2.warpPerspective(
        board, matrix @ pose @ flat, (640, 480), flags=cv2.INTER_AREA, borderValue=120
    )
    return np.asarray(cv2.GaussianBlur(seen, (0, 0), 0.7))


def test_pictures_of_the_board_tell_the_camera(
    tmp_path: Path, photo: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    true = np.array([[560.0, 0, 330.0], [0, 562.0, 236.0], [0, 0, 1]])
    paths = []
    for number in range(9):
        turn = np.array([0.45 * (number % 3 - 1), 0.5 * (number // 3 - 1), 0.1 * number])
        shift = np.array([0.05 * (number % 3 - 1), 0.04 * (number // 3 - 1), 0.42])
        paths.append(str(tmp_path / f"{number}.png"))
        cv2.imwrite(paths[-1], _seen_board(turn, shift, true))
    out = tmp_path / "camera.json"
    told = said(capsys, "tile", "calibrate", *paths, "--out", str(out))
    assert told["used"] == 9
    assert told["residual_px"] < 0.3
    assert told["focal_px"] == pytest.approx([560.0, 562.0], rel=0.01)
    assert told["centre_px"] == pytest.approx([330.0, 236.0], abs=4)
    assert run(["tile", "calibrate", *paths[:2], "--out", str(tmp_path / "b.json")]) == 1
    assert "in 2 of 2" in capsys.readouterr().err
    assert run(["tile", "find", str(photo), "--calibration", str(out)]) == 1
    assert "another shape" in capsys.readouterr().err


def test_the_board_is_printed_to_the_millimetre(tmp_path: Path) -> None:
    import subprocess

    out = tmp_path / "board.pdf"
    assert run(["tile", "board", "--out", str(out)]) == 0
    made = [str(tmp_path / "board")]
    subprocess.run(
        ["pdftoppm", "-r", "254", "-gray", "-png", "-singlefile", str(out), *made], check=True
    )
    page = cv2.imread(made[0] + ".png", cv2.IMREAD_GRAYSCALE)
    assert page is not None
    dark = np.argwhere(page[: round(page.shape[0] * 0.9)] < 128)
    high, wide = np.ptp(dark, axis=0) + 1
    # The squares in the outer corners are black; ten pixels to the millimetre.
    assert wide == pytest.approx(COLUMNS * SQUARE_MM * 10, abs=1)
    assert high == pytest.approx(ROWS * SQUARE_MM * 10, abs=1)
    top, left = dark.min(axis=0)
    drawn = board_raster(10.0)
    printed = page[top : top + drawn.shape[0], left : left + drawn.shape[1]]
    assert ((printed < 128) != (drawn < 128)).mean() < 0.02
