"""Why no headset? in the window: what was found, in words, and on with the tour meanwhile."""

import json
import math
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mrapp.scene.places import pose_of
from mrapp.scene.pose import Vec3
from mrapp.ui.headset.why import WhyDialog
from mrapp.ui.robot import Robot, wait_for
from tests.ui.hands import idle

pytestmark = [pytest.mark.window, pytest.mark.slow]


def _dialog() -> WhyDialog:
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, WhyDialog)]
    assert len(found) == 1
    return found[0]


def test_what_is_wrong_is_told_and_the_tour_goes_on_at_the_screen(
    robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = {"file_format_version": "1.0.0", "runtime": {"library_path": "./gone.so"}}
    (tmp_path / "runtime.json").write_text(json.dumps(told), encoding="utf-8")
    monkeypatch.setenv("XR_RUNTIME_JSON", str(tmp_path / "runtime.json"))
    robot.window.parts.actions["headset.why"].trigger()
    dialog = _dialog()
    assert dialog.tour.isVisible()
    assert not dialog.again.isEnabled(), "it looks only once at a time"
    idle(robot)
    said = dialog.accessibleDescription()
    assert f"een deel ervan ontbreekt of start niet: {tmp_path}/gone.so" in said
    assert "Installeer de VR-software opnieuw." in said
    assert "XR_RUNTIME_JSON" in said
    assert said.startswith("✕")
    assert dialog.again.isEnabled()
    dialog.tour.click()
    assert not dialog.isVisible()
    project, city = robot.session.project, robot.city
    eyes = [pose_of(point, project.origin.frame()).eye for point in project.viewpoints]
    wait_for(city.settled, lambda: _near(city.city.pose.eye, eyes))


def _near(eye: Vec3, places: list[Vec3]) -> bool:
    return any(math.dist(eye, place) < 0.5 for place in places)
