"""The facilitator's window: a rehearsal from start to stop, in a real window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from mrapp.scene.stereo.lens import Fov
from mrapp.ui.headset.facilitator import FacilitatorWindow
from mrapp.ui.headset.guiding import Guiding
from mrapp.ui.headset.steady import homography
from mrapp.ui.robot import Robot, wait_for
from mrapp.xr.device import Condition
from mrapp.xr.loop import LoopOptions
from mrapp.xr.scripts import walk
from mrapp.xr.simulated import HandClock, SimulatedHeadset

pytestmark = pytest.mark.window


@pytest.fixture
def guiding(robot: Robot) -> Iterator[Guiding]:
    robot.window.parts.actions["headset.open"].trigger()
    guiding = robot.window.headset.guiding
    yield guiding
    guiding.close()


def _shown(guiding: Guiding) -> FacilitatorWindow:
    assert guiding.shown is not None
    return guiding.shown


def _begin(guiding: Guiding) -> None:
    def make() -> SimulatedHeadset:
        return SimulatedHeadset(walk(600.0), HandClock(), eye_px=(64, 64), rate=20.0)

    guiding.begin(make, LoopOptions(scale=1.0))
    _until(guiding, lambda: _shown(guiding).mirror.picture is not None)


def _until(guiding: Guiding, so: Callable[[], bool]) -> None:
    """Wait until something is so, asked with each glimpse."""
    wait_for(guiding.runner.seen, so, 60.0)


def _colours(picture: QImage | None) -> float:
    assert picture is not None
    pixels = np.array(picture.convertToFormat(QImage.Format.Format_RGB888).constBits())
    return float(pixels.std())


def test_a_rehearsal_is_seen_steered_and_stopped(guiding: Guiding) -> None:
    shown = _shown(guiding)
    assert not shown.buttons["next"].isEnabled()
    _begin(guiding)
    _until(guiding, lambda: "Nagebootste headset" in shown.about.text())
    assert not shown.buttons["start"].isEnabled()
    assert guiding.runner.condition is Condition.FOCUSED
    _until(guiding, lambda: _colours(shown.mirror.picture) > 10.0)
    shown.buttons["pause"].click()
    assert shown.state.text().startswith("Pauze"), "it is seen at once who is held still"
    shown.buttons["pause"].click()
    assert shown.state.text() == "De bezoeker kijkt rond"
    shown.buttons["table"].click()
    _until(guiding, lambda: guiding.glimpse is not None and guiding.glimpse.place.scale > 100.0)
    shown.buttons["next"].click()
    _until(guiding, lambda: guiding.glimpse is not None and guiding.glimpse.place.scale == 1.0)
    assert not shown.buttons["table"].isChecked()
    shown.buttons["stop"].click()
    assert not guiding.runner.running
    assert shown.buttons["start"].isEnabled()
    assert shown.mirror.picture is None


def test_the_window_goes_on_while_a_headset_is_in_use_and_closing_ends_it(
    guiding: Guiding, robot: Robot
) -> None:
    _begin(guiding)
    robot.window.parts.actions["variant.next"].trigger()
    _until(guiding, lambda: guiding.glimpse is not None and guiding.glimpse.frames > 30)
    _shown(guiding).close()
    assert guiding.runner.running, "closing the window of the facilitator ended the visit"
    # The key for the next visitor brings it back: there a mistake can be undone.
    robot.window.parts.actions["headset.next"].trigger()
    assert _shown(guiding).buttons["back"].isVisible()
    robot.window.parts.actions["headset.open"].trigger()
    assert _shown(guiding).buttons["stop"].isEnabled()


def test_a_steadied_picture_is_as_if_the_head_had_been_calm() -> None:
    """What a still head sees in the middle lands there, wherever the head had turned to."""
    fov, size = Fov(-0.9, 0.7, 0.8, -0.8), (320, 280)
    half = np.radians(5.0) / 2.0
    seen, shown = np.array([0.0, np.sin(half), 0.0, np.cos(half)]), np.array([0.0, 0.0, 0.0, 1.0])
    matrix = homography(fov, seen, shown, size)
    # The head looks 5 degrees to the left; straight ahead for the calm one is to its right.
    across = (np.tan(np.radians(5.0)) - np.tan(-0.9)) / (np.tan(0.7) - np.tan(-0.9)) * size[0]
    down = np.tan(0.8) / (2.0 * np.tan(0.8)) * size[1]
    laid = matrix @ np.array([across, down, 1.0])
    calm = -np.tan(-0.9) / (np.tan(0.7) - np.tan(-0.9)) * size[0]
    assert laid[:2] / laid[2] == pytest.approx((calm, down), abs=1e-6)
    assert homography(fov, seen, seen, size) == pytest.approx(np.eye(3))


def test_what_is_set_while_the_headset_is_off_holds_when_it_is_put_on(guiding: Guiding) -> None:
    device = SimulatedHeadset(walk(600.0), HandClock(), eye_px=(64, 64), rate=20.0)
    guiding.begin(lambda: device, LoopOptions())
    shown = _shown(guiding)
    _until(guiding, lambda: shown.mirror.picture is not None)
    device.steer(condition=Condition.WAITING)
    _until(guiding, lambda: shown.mirror.picture is None)
    QTest.keyClick(shown, Qt.Key.Key_F8)
    shown.buttons["pause"].click()
    shown.comfort.seated.click()
    found: list[tuple[bool, bool]] = []
    guiding.runner.wish(lambda loop: found.append((loop.paused, loop.comfort.seated)))
    _until(guiding, lambda: bool(found))
    assert found == [(True, True)]
    assert shown.comfort.seated.isChecked()
    device.steer(condition=Condition.READY)
    _until(guiding, lambda: shown.mirror.picture is not None)
    assert shown.buttons["pause"].isChecked()
    # The last visitor comes back, with what was theirs: they did not sit.
    shown.buttons["back"].click()
    assert not shown.comfort.seated.isChecked()
    assert guiding.handing.held is None


def test_another_project_ends_the_headset_of_the_one_before(
    guiding: Guiding, robot: Robot, project: Path
) -> None:
    _begin(guiding)
    robot.window.desk.open_now(project)
    assert not guiding.runner.running
    assert "ander project" in _shown(guiding).news.text()


def test_a_headset_that_never_came_is_not_said_to_be_gone(
    guiding: Guiding, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XR_RUNTIME_JSON", str(tmp_path / "none.json"))
    shown = _shown(guiding)
    shown.buttons["start"].click()
    _until(guiding, lambda: guiding.runner.condition is Condition.LOST or bool(guiding.glimpse))
    assert shown.state.text() == "Nog geen headset gevonden; wordt steeds gezocht"
    assert shown.care.asked.isHidden(), "nobody wears it: there is nobody to ask how they feel"
    shown.buttons["stop"].click()
    assert shown.focusWidget() is shown.buttons["start"], "a key then changes no setting by mistake"
