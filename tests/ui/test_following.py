"""A large file that was moved: where it counts as standing before its arrays have followed."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from mrapp.app.placing import place_item
from mrapp.ui.robot import Robot
from tests.ui.hands import idle
from tests.ui.small import X, Y
from tests.ui.test_placing import added, place_of

pytestmark = pytest.mark.window


def move_to(robot: Robot, east: float, north: float, **fields: float) -> None:
    """Put what was added last somewhere else, metres from X, Y; do not wait for its arrays."""
    item = robot.session.project.items()[-1]
    wanted = {"x": X + east, "y": Y + north, **fields}
    robot.window.bench.act(place_item, item.id, place_of(robot).model_copy(update=wanted))
    assert item.mesh_key in robot.session.behind()


def test_what_is_asked_of_a_place_is_asked_of_the_new_one(robot: Robot, tmp_path: Path) -> None:
    """The buildings under it, its height, the way to it and the next one in view."""
    panel = added(robot, tmp_path)
    robot.session.patient_from = 1
    move_to(robot, -39.0, 5.0)
    idle(robot)
    move_to(robot, 51.0, 85.0, scale=0.5)
    assert "Gebouwen onder dit ontwerp: 1" in panel.under.text()
    assert "6 m" in [label.text() for label in robot.view.card.findChildren(QLabel)]
    robot.window.placing.demolish()
    variant = robot.session.project.variant("high")
    assert variant is not None
    assert variant.removes == ("huis-2-1", "huis-2-3")
    robot.window.moves.walk_to_selected()
    robot.wait(robot.city.settled, lambda: not robot.city.travelling)
    assert np.hypot(*(np.array(robot.city.pose.eye[:2]) - (51.0, 85.0))) < 60.0
