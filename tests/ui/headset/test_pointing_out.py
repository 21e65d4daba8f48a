"""Pointing at things for a visitor, and the three ways in which the screen shows one."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from mrapp.scene.city_view import CityView
from mrapp.scene.stereo.lens import Fov
from mrapp.scene.wearer import Wearer
from mrapp.ui.headset.facilitator import FacilitatorWindow
from mrapp.ui.headset.guiding import Guiding
from mrapp.ui.headset.mirror import MirrorView
from mrapp.ui.headset.screen_view import ScreenView
from mrapp.ui.opinions.portrait import portrait
from mrapp.ui.robot import Robot, wait_for
from mrapp.xr.device import Condition, EyeView, Hand, HandState
from mrapp.xr.exchange import Glimpse
from mrapp.xr.frames import RigidPose, Vec3, turned
from mrapp.xr.loop import LoopOptions
from mrapp.xr.rig import StagePlace
from mrapp.xr.simulated import HandClock, SimulatedHeadset
from tests.ui.headset.visitor import HOUSE

pytestmark = [pytest.mark.window, pytest.mark.slow]

TOUCH = "/interaction_profiles/oculus/touch_controller"
AIM = RigidPose((0.2, 1.3, -0.3), turned(0.0, 0.0))


@dataclass
class Guided:
    """The facilitator beside a visitor who stands still with a headset on."""

    robot: Robot
    guiding: Guiding
    device: SimulatedHeadset

    @property
    def shown(self) -> FacilitatorWindow:
        """The facilitator's window."""
        assert self.guiding.shown is not None
        return self.guiding.shown

    def arrow(self) -> Vec3 | None:
        """Where the arrow stands that the large window shows."""
        return self.city.company.place

    def wearer(self) -> Wearer | None:
        """The visitor whom the large window shows."""
        return self.city.company.wearer

    @property
    def city(self) -> CityView:
        """What the large window shows."""
        return self.robot.window.parts.view.city.city

    def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so, asked with each glimpse."""
        wait_for(self.guiding.runner.seen, so, 60.0)

    def away_m(self, place: Vec3) -> float:
        """Return how far from a place the visitor was last seen, across the ground."""
        glimpse = self.guiding.glimpse
        return math.dist(glimpse.head[:2], place[:2]) if glimpse else math.inf

    def sees(self, colour: str) -> bool:
        """Tell whether the visitor sees an arrow ("yellow") or an outline ("blue")."""
        eyes = self.device.shown.eyes
        if 0 not in eyes:
            return False
        red, green, blue = np.moveaxis(eyes[0][..., :3].astype(int), -1, 0)
        if colour == "yellow":
            return bool(((red > 180) & (green > 120) & (blue < 70)).sum() > 2)
        return bool(((blue > 170) & (red < 70) & (green < 130)).sum() > 2)

    def click_a_house(self) -> None:
        """Click in the mirror until a house is pointed at."""
        mirror, selected = self.shown.mirror, self.robot.session
        for down in range(20, 90, 8):
            for across in range(10, 90, 8):
                at = QPoint(mirror.width() * across // 100, mirror.height() * down // 100)
                QTest.mouseClick(mirror, Qt.MouseButton.LeftButton, pos=at)
                if selected.view.selection is not None:
                    return
        raise AssertionError("the visitor sees no house")


@pytest.fixture
def guided(robot: Robot) -> Iterator[Guided]:
    robot.window.parts.actions["headset.open"].trigger()
    guiding = robot.window.headset.guiding
    device = SimulatedHeadset(clock=HandClock(), eye_px=(160, 160), rate=20.0, keeps=True)
    device.steer(hands={Hand.RIGHT: HandState(present=True, aim=AIM, grip=AIM, profile=TOUCH)})
    guiding.begin(lambda: device, LoopOptions())
    made = Guided(robot, guiding, device)
    made.until(lambda: made.shown.mirror.picture is not None)
    made.until(lambda: guiding.glimpse is not None and guiding.glimpse.frames > 20)
    yield made
    guiding.close()


def test_a_click_in_the_mirror_points_for_both_and_escape_takes_it_away(guided: Guided) -> None:
    assert not guided.sees("yellow")
    assert not guided.sees("blue")
    guided.click_a_house()
    guided.until(lambda: guided.sees("yellow") and guided.sees("blue"))
    assert guided.arrow() is not None
    QTest.keyClick(guided.shown, Qt.Key.Key_Escape)
    assert guided.arrow() is None
    assert guided.robot.session.view.selection is None
    guided.until(lambda: not (guided.sees("yellow") or guided.sees("blue")))
    QTest.keyClick(guided.shown, Qt.Key.Key_Escape)
    assert guided.shown.isVisible()


def test_what_is_selected_in_the_window_is_the_visitors_business_only_if_wished(
    guided: Guided,
) -> None:

    frames = guided.guiding.glimpse
    guided.robot.window.bench.select(HOUSE)
    assert frames is not None
    guided.until(lambda: (guided.guiding.glimpse or frames).frames > frames.frames + 6)
    assert guided.arrow() is None
    QTest.mouseClick(guided.shown.buttons["point"], Qt.MouseButton.LeftButton)
    place = guided.arrow()
    assert place is not None
    assert guided.away_m(place) > 20.0
    QTest.mouseClick(guided.shown.buttons["all"], Qt.MouseButton.LeftButton)
    guided.until(lambda: guided.away_m(place) < 20.0 and guided.sees("blue"))
    # Who watches the screen comes along, a little behind.
    large = guided.robot.window.parts.view.city
    wait_for(large.moved, lambda: math.dist(large.pose.eye[:2], place[:2]) < 26.0, 60.0)
    # Another visitor begins, by the key that stands on the button: nothing is pointed at for them.
    QTest.keyClick(guided.shown, Qt.Key.Key_F8)
    assert guided.arrow() is None
    assert not guided.shown.buttons["point"].isChecked()
    guided.until(lambda: not guided.sees("blue"))


def test_escape_in_the_large_window_takes_away_a_spot_on_the_ground_too(guided: Guided) -> None:
    mirror, city = guided.shown.mirror, guided.robot.window.parts.view.city
    for down in range(95, 50, -8):
        at = QPoint(mirror.width() // 2, mirror.height() * down // 100)
        QTest.mouseClick(mirror, Qt.MouseButton.LeftButton, pos=at)
        if guided.arrow() is not None and guided.robot.session.view.selection is None:
            break
    assert guided.arrow() is not None
    guided.until(lambda: guided.sees("yellow"))
    QTest.keyClick(city, Qt.Key.Key_Escape)
    assert guided.arrow() is None


def test_the_free_view_shows_the_visitor_and_is_remembered(guided: Guided) -> None:
    robot = guided.robot
    assert guided.wearer() is None
    plain = portrait(robot.window.parts.view.city, robot.session)
    QTest.mouseClick(guided.shown.views.buttons[ScreenView.FREE], Qt.MouseButton.LeftButton)
    assert robot.window.bench.settings.headset_view == "free"
    guided.until(lambda: guided.wearer() is not None)
    wearer, glimpse = guided.wearer(), guided.guiding.glimpse
    assert wearer is not None
    assert glimpse is not None
    assert wearer.eye == pytest.approx(glimpse.head, abs=0.05)
    assert len(wearer.hands) == 1
    # What goes with a remark is what is planned, and nobody who walks there.
    assert portrait(robot.window.parts.view.city, robot.session) == plain
    # Nobody stands there who has taken the headset off.
    guided.device.steer(condition=Condition.WAITING)
    guided.until(lambda: guided.wearer() is None)
    guided.device.steer(condition=Condition.READY)
    guided.until(lambda: guided.wearer() is not None)
    guided.shown.close()
    robot.window.parts.actions["headset.open"].trigger()
    assert guided.shown.views.buttons[ScreenView.FREE].isChecked()
    assert guided.shown.mirror.picture is None or guided.shown.mirror.height() < 400
    QTest.mouseClick(guided.shown.views.buttons[ScreenView.EYE], Qt.MouseButton.LeftButton)
    assert guided.wearer() is None
    assert not guided.shown.mirror.steadied


@pytest.mark.parametrize("steadied", [True, False])
def test_a_click_in_the_mirror_goes_through_what_is_under_the_mouse(
    shared: Robot, steadied: bool
) -> None:
    """A red dot in the picture is clicked where it is drawn; the way goes where the eye saw it."""
    del shared  # A widget wants a program around it.
    fov, place = Fov(-0.9, 0.7, 0.8, -0.75), StagePlace((10.0, 20.0, 1.0), 0.7, 1.0)
    mirror, ways = MirrorView(), list[tuple[Vec3, Vec3]]()
    mirror.steadied = steadied
    mirror.picked.connect(lambda start, end: ways.append((start, end)))
    mirror.resize(640, 360)
    across, down = 250, 140
    pixels = np.zeros((300, 320, 3), np.uint8)
    pixels[down - 1 : down + 2, across - 1 : across + 2] = (255, 0, 0)
    for yaw in (0.0, 0.05):
        eye = EyeView(RigidPose((0.1, 1.6, 0.2), turned(yaw, -0.1)), fov)
        mirror.show_glimpse(Glimpse(Condition.FOCUSED, pixels=pixels, eye=eye, place=place))
    drawn = mirror.grab().toImage()
    reds = [
        (x, y)
        for y in range(drawn.height())
        for x in range(drawn.width())
        if drawn.pixelColor(x, y).red() > 200
    ]
    x, y = np.mean(reds, axis=0)
    QTest.mouseClick(mirror, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    ((start, end),) = ways
    far = np.array(place.stage(end)) - place.stage(start)
    seen = eye.pose.matrix[:3, :3].T @ far
    left, right, up, below = np.tan([fov.left_rad, fov.right_rad, fov.up_rad, fov.down_rad])
    assert (seen[0] / -seen[2] - left) / (right - left) * 320 == pytest.approx(across + 0.5, abs=1)
    assert (up - seen[1] / -seen[2]) / (up - below) * 300 == pytest.approx(down + 0.5, abs=1)
