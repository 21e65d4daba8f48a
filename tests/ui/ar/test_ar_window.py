"""The window "Camera": the plan on the tile, what is chosen, and what is known of tile and lens."""

import threading
from dataclasses import replace
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSlider, QComboBox

from mrapp.app.tiles.address import tile_address
from mrapp.ar.placing import Mode
from mrapp.markers.cameras import camera_text
from mrapp.ui.ar.sources import Source
from mrapp.ui.ar.strip import strip
from mrapp.ui.robot import Robot
from tests.ui.ar.held import GONE, OURS, Bench
from tests.ui.ar.rendered import CAMERA, HOST, SIZE_PX, frame, pose, px_of
from tests.ui.hands import idle
from tests.ui.test_access import clipped, controls

pytestmark = [pytest.mark.window, pytest.mark.slow]


def test_the_plan_stands_on_the_tile_in_the_very_picture_it_was_drawn_for(bench: Bench) -> None:
    bench.allow()
    near = pose()
    bench.see((OURS, near), drawn=True)
    window = bench.window
    assert window.tile.text() == "Marktplein"
    assert window.verdict.text() == "Een tegel van dit project."
    assert window.scale.text() == "Schaal 1 op 500"
    assert window.variant.currentText() == "Hoog"
    assert "aangenomen" in window.lens.text()
    assert "Kleine stad" in window.captions.text()
    # The tower of 40 m is 80 mm high here; 30 m north of the tile's middle it is 66 mm behind.
    tower = np.array([(4.0 + 0.0) / 500.0, 39.0 / 500.0, 0.06])
    for aside in (0.0, 0.12, -0.1):
        at = pose(aside_m=aside)
        look = bench.see((OURS, at))
        assert look.anchor is not None
        assert look.anchor.matrix[:3, 3] == pytest.approx(at[:3, 3], abs=0.004)
        pixels = bench.pixels()
        x, y = px_of(tower, at)
        bare = look.frame.pixels[..., ::-1].astype(int)
        changed = np.abs(pixels - bare).max(axis=2) > 24
        assert changed[y, x]
        # Far from the tile the camera's picture is as it was.
        assert not changed[:, :60].any()
        assert not changed[:, -60:].any()
        rows, columns = np.nonzero(changed)
        middle = px_of(np.zeros(3), at)
        assert abs(columns.mean() - middle[0]) < 40
        assert abs(rows.mean() - middle[1]) < 60


def test_what_is_chosen_in_this_window_changes_what_stands_on_the_tile(bench: Bench) -> None:
    bench.allow()
    bench.see((OURS, pose()), drawn=True)
    high = bench.pixels()
    window = bench.window
    choose(window.variant, 0)
    idle(bench.robot)
    now = bench.pixels()
    assert np.abs(high.astype(int) - now).max() > 60
    move(window.time, 7 * 60)
    idle(bench.robot)
    early = bench.pixels()
    assert window.clock.text() == "07:00"
    assert np.abs(early.astype(int) - now).max() > 20
    choose(window.mode, window.mode.findData(Mode.FULL))
    choose(window.variant, 1)
    idle(bench.robot)
    assert "ware grootte" in window.scale.text()
    # Who looks down at the tile has none of it in the picture, and is told where it is.
    assert window.picture._words.startswith("Het plan is boven dit beeld.")
    # What the main window shows is its own affair.
    assert bench.robot.session.view.variant is None


@pytest.mark.parametrize(
    ("shown", "text", "title", "words"),
    [
        (GONE, None, "Marktplein", "weggehaald"),
        (OURS, "HTTPS://EXAMPLE.ORG/T/" + OURS.code, "Er is een code in beeld", "ergens anders"),
        (OURS, tile_address(HOST, "XXXXXXXX0000"), "Er is een code in beeld", "ander project"),
    ],
)
def test_on_a_tile_that_is_not_ours_nothing_stands_and_it_is_said_why(
    bench: Bench, shown: object, text: str | None, title: str, words: str
) -> None:
    bench.allow()
    look = bench.see((shown, pose(), *([text] if text else [])))
    window = bench.window
    assert window.tile.text() == title
    assert words in window.verdict.text()
    assert words in window.picture._words
    assert look.anchor is None
    x, y = px_of(np.zeros(3), pose())
    bare = look.frame.pixels[..., ::-1].astype(int)
    assert (
        np.abs(
            bench.pixels()[y - 20 : y + 20, x - 20 : x + 20]
            - bare[y - 20 : y + 20, x - 20 : x + 20]
        ).max()
        == 0
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_control_has_a_name_and_large_text_fits(bench: Bench, language: str) -> None:
    bench.robot.window.bench.change_settings(language=language, text_scale=2.0)
    bench.allow()
    bench.see((OURS, pose()), drawn=True)
    bench.robot.turn()
    window = bench.window
    unnamed = [type(each).__name__ for each in controls(window) if not each.accessibleName()]
    assert not [name for name in unnamed if name != "QPushButton"]
    assert not clipped(window)
    assert {"nl": "Uitzetten", "en": "Switch off"}[language] == window.stop.text()


def test_what_the_window_shows_of_a_video_is_kept_as_one_picture(
    robot: Robot, tmp_path: Path
) -> None:
    video, out = tmp_path / "tafel.avi", tmp_path / "strook.png"
    writer = cv2.VideoWriter(str(video), cv2.VideoWriter.fourcc(*"MJPG"), 30.0, SIZE_PX)
    for number in range(12):
        writer.write(frame(0.0, OURS, pose(aside_m=0.01 * number)).pixels)
    writer.release()
    assert strip(robot.window, Source("video", path=video), out) == 0
    kept = QImage(str(out))
    assert (kept.width(), kept.height()) == (820, 380)
    assert robot.window.ar.guiding.window is None


def test_what_rests_is_drawn_as_clear_as_the_window_shows_it(bench: Bench) -> None:
    bench.live = False
    bench.allow()
    bench.window.resize(1600, 900)
    bench.robot.turn()
    picture = bench.window.picture
    bench.see((OURS, pose()), drawn=True)
    wanted = picture.wide_px(SIZE_PX)
    assert wanted > SIZE_PX[0] + 200
    bench.robot.wait(bench.guiding.seeing.rested, lambda: bench.pixels().shape[1] == wanted)


def test_a_calibration_is_chosen_in_the_window_and_known_the_next_time(
    bench: Bench, tmp_path: Path
) -> None:
    bench.allow()
    bench.see((OURS, pose()))
    window = bench.window
    assert "aangenomen" in window.lens.text()
    assert not window.lens_none.isVisible()
    none = tmp_path / "geen.json"
    none.write_text("{}")
    bench.guiding._take_lens(none)
    bench.see((OURS, pose()))
    assert "past niet" in window.lens.text()
    assert not window.lens_none.isVisible()
    lens = tmp_path / "webcam.json"
    measured = replace(CAMERA, focal_px=(1.2 * CAMERA.focal_px[0],) * 2)
    lens.write_text(camera_text(measured, 0.2, 12))
    bench.guiding._take_lens(lens)
    look = bench.see((OURS, pose()))
    assert look.camera.focal_px == pytest.approx(measured.focal_px)
    assert window.lens.text() == "De lens van deze camera is gemeten."
    # A file that is none does not take the place of one that is.
    bench.guiding._take_lens(none)
    assert "past niet" in window.lens.text()
    assert bench.see((OURS, pose())).camera.known_from == "calibrated"
    # The window is opened again: the same camera has the same lens.
    bench.guiding.close()
    bench.allow()
    assert bench.see((OURS, pose())).camera.known_from == "calibrated"
    bench.window.lens_none.click()
    assert bench.see((OURS, pose())).camera.known_from == "assumed"
    assert bench.robot.window.bench.settings.lenses == ()


def test_a_calibration_that_comes_while_a_camera_is_waited_for_is_used(
    bench: Bench, tmp_path: Path
) -> None:
    bench.allow()
    bench.see((OURS, pose()))
    held = bench.sources[0].hangs = threading.Event()
    bench.window.stop.click()
    bench.window.start.click()
    lens = tmp_path / "webcam.json"
    lens.write_text(camera_text(CAMERA, 0.2, 12))
    bench.guiding._take_lens(lens)
    held.set()
    bench.until(lambda: len(bench.sources) == 2)
    assert bench.see((OURS, pose())).camera.known_from == "calibrated"


def test_the_full_screen_shows_the_picture_alone_and_has_ways_out(bench: Bench) -> None:
    bench.allow()
    bench.see((OURS, pose()), drawn=True)
    window = bench.window
    assert not window.narrow.isVisible()
    assert window.picture._caption == ""
    window.activateWindow()
    bench.robot.wait(focus_moved(), window.isActiveWindow)
    for leave in (window.narrow.click, partial(QTest.keyClick, window, Qt.Key.Key_Escape)):
        QTest.keyClick(window, Qt.Key.Key_F11)
        bench.robot.turn()
        assert window.isFullScreen()
        assert not window.source.isVisible()
        assert window.narrow.isVisible()
        # What the plan is, and that it is made up, is said there too.
        assert "Kleine stad" in window.picture._caption
        leave()
        bench.robot.turn()
        assert not window.isFullScreen()
        assert window.source.isVisible()
        # The camera stays on, and the window open.
        assert window.isVisible()
        assert bench.guiding.seeing.watch is not None
    # What shuts a window shuts it there too, and the camera goes off with it.
    window.wide.click()
    window.close()
    assert bench.guiding.window is None
    assert bench.sources[0].closed


def choose(box: QComboBox, at: int) -> None:
    """Choose as a person does."""
    box.setCurrentIndex(at)
    box.activated.emit(at)


def focus_moved() -> SignalInstance:
    """Return what is told when another window has the keys."""
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    return app.focusWindowChanged


def move(slider: QAbstractSlider, to: int) -> None:
    """Drag a slider."""
    slider.setValue(to)
