"""Photos of tiles in the studio: what is seen is told, and only the right tile's is kept."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from mrapp.model.tiles import Tile, TileDeed, TileState
from mrapp.ui.robot import Robot
from mrapp.ui.tiles.deed_dialog import DeedDialog
from mrapp.ui.tiles.drawings import drawn_tile
from mrapp.ui.tiles.studio import TileStudio
from tests.ui.tiles.hands import lay_tile, only_tile, panel_of

pytestmark = pytest.mark.window


def photo_of(robot: Robot, tile: Tile, file: Path) -> Path:
    """Write a picture of a tile on grey paving, seen a little aslant."""
    session = robot.session
    drawing = drawn_tile(session.project, tile, session.opened.folder).picture
    side = float(len(drawing))
    there = np.array([[330, 190], [930, 170], [980, 790], [290, 800]], np.float32)
    here = np.array([[0, 0], [side, 0], [side, side], [0, side]], np.float32)
    matrix = cv2.getPerspectiveTransform(here, there)
    ground = np.full((960, 1280), 118, np.uint8)
    laid = cv2.warpPerspective(drawing, matrix, (1280, 960), ground, cv2.INTER_AREA,
                               cv2.BORDER_TRANSPARENT)  # fmt: skip
    assert cv2.imwrite(str(file), laid)
    return file


def choose(robot: Robot, dialog: DeedDialog, photo: Path) -> None:
    dialog.photo.line.setText(str(photo))
    dialog.photo.line.editingFinished.emit()
    robot.idle()


def test_the_photo_of_a_placed_tile_is_read_measured_and_kept(
    robot: Robot, studio: TileStudio, tmp_path: Path
) -> None:
    tile = lay_tile(robot, studio)
    photo = photo_of(robot, tile, tmp_path / "foto.png")
    other = tile.model_copy(update={"id": "ZZZZ0000", "check": "ZZZZ", "tags": (9, 10, 11, 12)})
    wrong = photo_of(robot, other, tmp_path / "andere.png")
    panel_of(studio).passport.deeds[TileDeed.PLACED].click()
    dialog = studio.deeds.dialog
    assert dialog is not None
    choose(robot, dialog, wrong)
    assert "andere.png" in dialog.told.text()
    dialog.keep.click()
    robot.idle()
    assert only_tile(robot).state is TileState.PLANNED, "another tile lies there"
    choose(robot, dialog, photo)
    assert tile.code in dialog.seen.text()
    assert "4 van 4" in dialog.seen.text()
    dialog.keep.click()
    robot.idle()
    entry = only_tile(robot).history[-1]
    assert entry.deed is TileDeed.PLACED
    assert entry.photo is not None
    assert robot.session.opened.asset_path(entry.photo).is_file()
    assert entry.measured is not None
    assert len(entry.measured.tags) == 4
    panel_of(studio).passport.photos.click()
    shown = studio.photos.dialog
    assert shown is not None
    assert "geplaatst" in shown.line.text()
    assert (shown.picture.image.width(), shown.picture.image.height()) == (1280, 960)
    assert shown.picture.width() > 600, "large enough to see what is on it"
    shown.reject()
    robot.session.opened.asset_path(entry.photo).unlink()
    panel_of(studio).passport.photos.click()
    shown = studio.photos.dialog
    assert shown is not None
    assert entry.photo in shown.told.text()
    shown.reject()


def test_tiles_in_a_photo_are_told_one_by_one(
    robot: Robot, studio: TileStudio, tmp_path: Path
) -> None:
    tile = lay_tile(robot, studio)
    studio.making.photos.look(photo_of(robot, tile, tmp_path / "foto.png"))
    robot.idle()
    dialog = studio.making.photos.dialog
    assert dialog is not None
    assert "Tegel 1" in dialog.found.text()
    assert "4 van 4" in dialog.found.text()
    dialog.reject()
    broken = tmp_path / "stuk.jpg"
    broken.write_bytes(b"\xff\xd8\xff no picture")
    studio.making.photos.look(broken)
    robot.idle()
    dialog = studio.making.photos.dialog
    assert dialog is not None
    assert "stuk.jpg" in dialog.told.text()
    dialog.reject()
