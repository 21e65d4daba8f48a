"""Panels stand before the visitor and stay; a hand presses what it points at, from the front."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mrapp.app.headset import sizes
from mrapp.app.headset.panels import HitArea, PanelPicture, Stand
from mrapp.xr.frames import RigidPose
from mrapp.xr.panel_room import AHEAD_M, PanelRoom
from mrapp.xr.pointing import along, spot_on

YES, NO = HitArea("yes", 0, 50, 100, 100), HitArea("no", 100, 50, 200, 100)


def _panel(key: str = "menu", stand: Stand = Stand.AHEAD) -> PanelPicture:
    return PanelPicture(key, np.zeros((100, 200, 4), np.uint8), 0.8, (YES, NO), stand)


def _turned(degrees: float, at: tuple[float, float, float] = (0.0, 1.6, 0.0)) -> RigidPose:
    half = math.radians(degrees) / 2.0
    return RigidPose(at, (0.0, math.sin(half), 0.0, math.cos(half)))


def _aim_at(start: np.ndarray, goal: np.ndarray) -> RigidPose:
    """A hand at one place that points at another."""
    way = (goal - start) / np.linalg.norm(goal - start)
    turn, tilt = math.atan2(-way[0], -way[2]), math.asin(way[1])
    sy, cy, sx, cx = (
        math.sin(turn / 2),
        math.cos(turn / 2),
        math.sin(tilt / 2),
        math.cos(tilt / 2),
    )
    x, y, z = start.tolist()
    return RigidPose((x, y, z), (cy * sx, sy * cx, -sy * sx, cy * cx))


@pytest.mark.parametrize("heading", [0.0, 70.0, -160.0])
def test_a_panel_comes_before_the_visitor_upright_and_turned_to_the_eyes(heading: float) -> None:
    room, head = PanelRoom(), _turned(heading, (0.4, 1.5, -0.3))
    room.stand([_panel()], head)
    (panel,) = room.standing
    at = panel.pose.matrix
    gap = np.array(head.position) - at[:3, 3]
    assert np.linalg.norm(gap) == pytest.approx(AHEAD_M)
    assert at[:3, 2] == pytest.approx(gap / np.linalg.norm(gap), abs=1e-9)
    assert at[1, 0] == pytest.approx(0.0, abs=1e-9), "it leans to no side"
    ahead = head.matrix[:3, 2]
    assert float(at[:3, 2] @ ahead) > 0.98


def test_panels_stand_as_far_away_as_their_letters_are_made_for() -> None:
    assert sizes.AHEAD_M == AHEAD_M


def test_it_stays_where_it_came_until_it_is_wanted_here() -> None:
    room = PanelRoom()
    room.stand([_panel()], _turned(0.0))
    came = room.standing[0].pose
    other = _panel()
    assert room.stand([other], _turned(90.0)) == (other,)
    assert room.standing[0].pose == came
    room.gather(_turned(90.0))
    assert room.standing[0].pose != came
    assert room.stand([], _turned(0.0)) == ()
    assert room.standing == ()


@pytest.mark.parametrize("wide_m", [1.4, 1.65])
@pytest.mark.parametrize(("left_deg", "stays"), [(0.0, False), (-35.0, False), (60.0, True)])
def test_a_hint_makes_room_for_what_comes_before_the_visitor(
    left_deg: float, stays: bool, wide_m: float
) -> None:
    room, eye = PanelRoom(), np.array([0.0, 1.6, 0.0])
    hint = replace(_panel("hint", Stand.ASIDE), wide_m=0.9)
    room.stand([hint], _turned(0.0))
    stood = room.standing[0].pose
    # Who looks at the hint opens the menu just there; and larger text makes that wider.
    for wide in (wide_m - 0.25, wide_m):
        room.stand([replace(_panel(), wide_m=wide), hint], _turned(left_deg))
    for panel in room.standing:
        at = panel.pose.matrix
        for across in (-0.49, 0.0, 0.49):
            goal = at[:3, 3] + across * panel.picture.wide_m * at[:3, 0]
            spot = spot_on(room.standing, _aim_at(eye, goal))
            assert spot is not None
            assert spot.key == panel.picture.key
    poses = {panel.picture.key: panel.pose for panel in room.standing}
    assert (poses["hint"] == stood) is stays


@pytest.mark.parametrize("wide_m", [0.9, 1.06])
def test_a_hint_is_seen_by_who_looks_ahead_and_leaves_the_middle_free(wide_m: float) -> None:
    """A Quest 3 and an Index show some 54° to each side, and lenses blur the last of it."""
    room = PanelRoom()
    room.stand([replace(_panel("hint", Stand.ASIDE), wide_m=wide_m)], _turned(0.0))
    at = room.standing[0].pose.matrix
    sides = [at[:3, 3] + across * wide_m / 2.0 * at[:3, 0] for across in (-1.0, 1.0)]
    left, right = (math.degrees(math.atan2(x, -z)) for x, _, z in sides)
    assert left > 8.0
    assert right < 50.0
    assert (left + right) / 2.0 < 35.0


@pytest.mark.parametrize("left_deg", [0.0, 80.0])
def test_what_is_said_stands_beside_what_it_is_about(left_deg: float) -> None:
    """What is looked at stays in sight, and either hand points past the panel at it."""
    room, head = PanelRoom(), _turned(left_deg)
    room.stand([replace(_panel("saying", Stand.BESIDE), wide_m=0.9)], head)
    there = head.matrix @ np.array([0.0, 0.0, -30.0, 1.0])
    for across in (-0.25, 0.0, 0.25):
        hand = head.matrix @ np.array([across, -0.35, -0.35, 1.0])
        assert spot_on(room.standing, _aim_at(hand[:3], there[:3])) is None
    for panel in room.standing:
        away = head.matrix[:3, :3].T @ (panel.pose.matrix[:3, 3] - np.array(head.position))
        assert 20.0 < math.degrees(math.atan2(-away[0], -away[2])) < 35.0


def test_a_hand_presses_what_it_points_at() -> None:
    room, hand = PanelRoom(), np.array([0.25, 1.1, -0.3])
    room.stand([_panel()], _turned(0.0))
    at = room.standing[0].pose.matrix
    for across, down, area in ((0.25, 0.75, "yes"), (0.75, 0.75, "no"), (0.5, 0.2, None)):
        place = at @ np.array([(across - 0.5) * 0.8, (0.5 - down) * 0.4, 0.0, 1.0])
        aim = _aim_at(hand, place[:3])
        spot = spot_on(room.standing, aim)
        assert spot is not None
        assert (spot.across, spot.down) == pytest.approx((across, down))
        assert spot.area == area
        assert along(aim, spot.away_m) == pytest.approx(place[:3])


def test_nothing_is_pressed_beside_it_or_from_behind() -> None:
    room = PanelRoom()
    room.stand([_panel()], _turned(0.0))
    at = room.standing[0].pose.matrix
    beside = at @ np.array([0.5, 0.0, 0.0, 1.0])
    assert spot_on(room.standing, _aim_at(np.array([0.0, 1.2, 0.0]), beside[:3])) is None
    behind = at @ np.array([0.0, 0.0, -1.0, 1.0])
    assert spot_on(room.standing, _aim_at(behind[:3], at[:3, 3])) is None


def test_of_two_the_nearer_one_is_meant() -> None:
    room = PanelRoom()
    room.stand([_panel(), _panel("near", Stand.AT_HAND)], _turned(0.0))
    near = next(p for p in room.standing if p.picture.key == "near")
    aim = _aim_at(np.array([0.0, 1.55, 0.0]), near.pose.matrix[:3, 3])
    spot = spot_on(room.standing, aim)
    assert spot is not None
    assert spot.key == "near"
