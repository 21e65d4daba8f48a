"""Fingers on the city: one is a mouse, two come nearer, shift and turn it; desk and kiosk."""

import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from mrapp.app.kiosk.visit import Page
from mrapp.scene.navigator import Mode
from mrapp.scene.pose import Pose
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.kiosk.hands import touch_screen
from mrapp.ui.robot import Robot, wait_for
from tests.ui.kiosks import close_kiosk, open_kiosk, write_kiosk_project

pytestmark = pytest.mark.window

Place = tuple[int, int]
WIDE = ((-40, 0), (40, 0))


def pinch(city: CityWidget, begin: Sequence[Place], end: Sequence[Place], steps: int = 8) -> Pose:
    """Put two fingers down, places from the middle of the view, move and lift them."""
    wait_for(city.settled, lambda: not city.moving)
    top, middle = city.window().windowHandle(), city.rect().center()

    def touch(part: float) -> list[QPoint]:
        places = [
            (a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part)
            for a, b in zip(begin, end, strict=True)
        ]
        return [city.mapTo(city.window(), middle + QPoint(round(x), round(y))) for x, y in places]

    screen = touch_screen()
    QTest.touchEvent(top, screen).press(0, touch(0)[0], top).commit()
    QTest.touchEvent(top, screen).move(0, touch(0)[0], top).press(1, touch(0)[1], top).commit()
    for step in range(1, steps + 1):
        one, two = touch(step / steps)
        QTest.touchEvent(top, screen).move(0, one, top).move(1, two, top).commit()
    QTest.touchEvent(top, screen).release(0, touch(1)[0], top).move(1, touch(1)[1], top).commit()
    QTest.touchEvent(top, screen).release(1, touch(1)[1], top).commit()
    return city.pose


def check_two_fingers(city: CityWidget) -> None:
    """Come nearer, go back, shift and turn."""
    city.set_mode(Mode.ORBIT)
    home = city.city.navigator.home
    city.be_at(home)
    goal = city.hit_middle()
    assert goal is not None
    far = math.dist(home.eye, goal.point_local)
    near = pinch(city, WIDE, ((-80, 0), (80, 0)))
    assert math.dist(near.eye, goal.point_local) == pytest.approx(far / 2, rel=0.05)
    assert near.heading_rad == pytest.approx(home.heading_rad)
    city.be_at(home)
    away = pinch(city, ((-80, 0), (80, 0)), WIDE)
    assert math.dist(away.eye, home.eye) > 0.2 * far
    city.be_at(home)
    aside = pinch(city, WIDE, ((60, 0), (140, 0)))
    right = math.cos(home.heading_rad), -math.sin(home.heading_rad)
    moved = [aside.eye[axis] - home.eye[axis] for axis in (0, 1)]
    assert moved[0] * right[0] + moved[1] * right[1] < -1.0
    city.be_at(home)
    turned = pinch(city, ((-100, 0), (100, 0)), ((0, -100), (0, 100)), steps=24)
    turn = math.remainder(turned.heading_rad - home.heading_rad, math.tau)
    assert turn == pytest.approx(-math.pi / 2, abs=0.1)


def test_two_fingers_at_the_desk_click_nothing(robot: Robot) -> None:
    picked: list[object] = []
    asked: list[object] = []
    robot.city.picked.connect(picked.append)
    robot.city.asked.connect(asked.append)
    check_two_fingers(robot.city)
    assert (picked, asked) == ([], [])


def test_two_fingers_at_the_kiosk_and_one_taps(tmp_path: Path) -> None:
    kiosk = open_kiosk(write_kiosk_project(tmp_path / "klein"), tmp_path / "store")
    window, hands = kiosk.hands.window, kiosk.hands
    try:
        top = window.windowHandle()
        at = window.city.mapTo(window, window.city.rect().center())
        QTest.touchEvent(top, touch_screen()).press(0, at, top).commit()
        QTest.touchEvent(top, touch_screen()).release(0, at, top).commit()
        assert window.visiting.visit.page == Page.LANGUAGE
        hands.touch("Nederlands")
        check_two_fingers(window.city)
    finally:
        close_kiosk(kiosk)
