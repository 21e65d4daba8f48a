"""The view in its widget: it shows the city, follows mouse and wheel, and survives a hard life."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from vtkmodules.vtkCommonCore import vtkCommand

from mrapp.ui.robot import Robot

pytestmark = pytest.mark.window

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def brightness(image: QImage) -> list[int]:
    """Return the brightness of a raster of places in the upper middle, free of words."""
    wide, high = image.width(), image.height()
    places = [(wide * x // 20, high * y // 20) for x in range(4, 16) for y in range(2, 13)]
    return [image.pixelColor(x, y).lightness() for x, y in places]


def looks_like_a_city(robot: Robot) -> bool:
    """Tell whether there is light, and more than one colour, in the view."""
    robot.rest()
    robot.frame()
    found = brightness(robot.city.grabFramebuffer())
    return max(found) > 90 and max(found) - min(found) > 40 and sum(found) / len(found) > 60


def drag(robot: Robot, button: Qt.MouseButton, by: QPoint) -> None:
    """Drag from the middle of the view."""
    middle = robot.city.rect().center()
    none = Qt.KeyboardModifier.NoModifier
    QTest.mousePress(robot.city, button, none, middle)
    for step in range(1, 6):
        QTest.mouseMove(robot.city, middle + by * step / 5)
    QTest.mouseRelease(robot.city, button, none, middle + by)
    robot.rest()


def test_the_city_is_seen_and_lit(robot: Robot) -> None:
    assert looks_like_a_city(robot)
    robot.window.resize(1000, 640)
    assert looks_like_a_city(robot)


def test_qt_asks_for_the_picture_and_gets_the_one_that_is_drawn(robot: Robot) -> None:
    robot.rest()
    before, drawn = robot.city.grabFramebuffer(), []
    robot.city.hosted.window.AddObserver(vtkCommand.EndEvent, lambda *_: drawn.append(True))
    robot.city.update()
    assert robot.city.grabFramebuffer() == before
    assert not drawn
    robot.frame()
    assert drawn


def test_another_quality_shows_the_same_city(robot: Robot) -> None:
    pose = robot.city.pose
    robot.window.parts.actions["quality.high"].trigger()
    assert robot.window.bench.settings.quality == "high"
    assert looks_like_a_city(robot)
    assert robot.city.pose == pose


def test_a_hidden_and_shown_window_draws_again(robot: Robot) -> None:
    robot.window.hide()
    robot.window.show()
    assert looks_like_a_city(robot)


def test_dragging_turns_and_shifts(robot: Robot) -> None:
    before = robot.city.pose
    drag(robot, LEFT, QPoint(160, 0))
    turned = robot.city.pose
    assert turned.heading_rad != pytest.approx(before.heading_rad)
    assert robot.session.view.selection is None
    drag(robot, RIGHT, QPoint(120, 0))
    shifted = robot.city.pose
    assert shifted.heading_rad == pytest.approx(turned.heading_rad)
    assert shifted.eye != turned.eye


def test_the_wheel_comes_closer(robot: Robot) -> None:
    before = robot.city.pose.eye
    middle = QPointF(robot.city.rect().center())
    event = QWheelEvent(
        middle,
        robot.city.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(robot.city, event)
    robot.rest()
    assert robot.city.pose.eye[2] < before[2]


def test_a_click_selects_and_a_double_click_goes_there(robot: Robot) -> None:
    place = robot.building_in_view()
    robot.click_view(place)
    assert robot.view.card.isVisible()
    before = robot.city.pose.eye
    QTest.mouseDClick(robot.city, LEFT, Qt.KeyboardModifier.NoModifier, place)
    robot.rest()
    assert robot.city.pose.eye != before
    robot.view.card.close_button.click()
    assert robot.session.view.selection is None
    assert robot.view.card.isHidden()


def test_a_viewpoint_is_shown_as_it_was_saved(robot: Robot) -> None:
    robot.window.seeing.choose("high")
    robot.window.seeing.save_viewpoint("Met toren")
    saved = robot.session.project.viewpoints[-1].id
    robot.window.seeing.choose(None)
    robot.window.moves.see_everything()
    robot.rest()
    robot.window.moves.fly_to_viewpoint(saved)
    robot.rest()
    assert robot.session.view.variant == "high"
