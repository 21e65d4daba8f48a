"""Moving about, in a world of plain arithmetic: never through ground or walls, never lost."""

import math

import numpy as np
import pytest

from mrapp.scene.moving import Rig
from mrapp.scene.navigator import FAST_FACTOR, WALK_M_PER_S, Key, Mode, Navigator
from mrapp.scene.pose import PITCH_LIMIT_RAD, Pose, Vec3
from mrapp.scene.walking import EYE_HEIGHT_M, MARGIN_M, STEP_M, open_heading
from tests.scene.blocks import Block, BlockWorld


def _walker(
    *blocks: Block, x: float = 0.0, y: float = 0.0, heading_deg: float = 0.0
) -> tuple[Rig, Navigator]:
    world = BlockWorld(*blocks)
    rig = Rig(Pose((x, y, 60.0), math.radians(heading_deg), -0.6), lambda _pose: None)
    navigator = Navigator(rig, world)
    navigator.walk_to((x, y, 0.0))
    while navigator.tick(0.1):
        pass
    return rig, navigator


def _hold(navigator: Navigator, seconds: float, *keys: Key) -> None:
    navigator.keys_down(frozenset(keys))
    for _ in range(round(seconds / 0.05)):
        navigator.tick(0.05)
    navigator.keys_down(frozenset())
    while navigator.tick(0.05):
        pass


def test_walking_goes_ahead_at_walking_speed_and_eye_height() -> None:
    """Ten seconds north are 14 m, at 1.65 m over the ground; fast is four times that."""
    rig, navigator = _walker()
    _hold(navigator, 10.0, Key.FORWARD)
    assert rig.pose.eye == pytest.approx((0.0, 10.0 * WALK_M_PER_S, EYE_HEIGHT_M), abs=0.01)
    _hold(navigator, 5.0, Key.LEFT, Key.FAST)
    assert rig.pose.eye[0] == pytest.approx(-5.0 * WALK_M_PER_S * FAST_FACTOR, abs=0.05)


@pytest.mark.parametrize("angle_deg", [0.0, 20.0, 45.0, 70.0, -35.0])
def test_a_wall_is_never_passed_but_slid_along(angle_deg: float) -> None:
    """However a wall is met, the walker stays outside and goes along it where that is ahead."""
    wall = Block((-90.0, 10.0, 0.0), (90.0, 10.2, 8.0))
    rig, navigator = _walker(wall, heading_deg=angle_deg)
    _hold(navigator, 12.0, Key.FORWARD, Key.FAST)
    assert rig.pose.eye[1] < 10.0 - 0.2
    expected = 12.0 * WALK_M_PER_S * FAST_FACTOR * math.sin(math.radians(angle_deg))
    assert rig.pose.eye[0] == pytest.approx(expected, rel=0.15, abs=0.5)


def test_a_corner_holds_the_walker() -> None:
    """Two walls that meet let nobody slip through where they join."""
    walls = (Block((-9.0, 5.0, 0.0), (9.0, 5.3, 6.0)), Block((5.0, -9.0, 0.0), (5.3, 9.0, 6.0)))
    rig, navigator = _walker(*walls, heading_deg=40.0)
    _hold(navigator, 20.0, Key.FORWARD, Key.FAST)
    assert rig.pose.eye[0] < 5.0
    assert rig.pose.eye[1] < 5.0


def test_kerbs_and_stairs_are_climbed_and_higher_things_are_not() -> None:
    """Steps up to 0.4 m are taken; a ledge of 0.6 m stops the walker before it."""
    stairs = tuple(
        Block((-3.0, 4.0 + i, 0.0), (3.0, 30.0, 0.35 * (i + 1)), walkable=True) for i in range(5)
    )
    rig, navigator = _walker(*stairs)
    _hold(navigator, 10.0, Key.FORWARD)
    assert rig.pose.eye[2] == pytest.approx(5 * 0.35 + EYE_HEIGHT_M, abs=0.01)
    ledge = Block((-3.0, 4.0, 0.0), (3.0, 30.0, STEP_M + 0.2), walkable=True)
    rig, navigator = _walker(ledge)
    _hold(navigator, 10.0, Key.FORWARD)
    assert rig.pose.eye[1] < 4.0
    assert rig.pose.eye[2] == pytest.approx(EYE_HEIGHT_M, abs=0.01)


def test_nobody_walks_onto_a_roof_or_off_the_edge_of_the_world() -> None:
    """A roof one could step on is still no ground; far out the way simply ends."""
    shed = Block((-3.0, 4.0, 0.0), (3.0, 9.0, 0.3), walkable=False)
    rig, navigator = _walker(shed)
    _hold(navigator, 6.0, Key.FORWARD)
    assert rig.pose.eye[1] < 4.0
    rig, navigator = _walker()
    _hold(navigator, 120.0, Key.FORWARD, Key.FAST)
    assert rig.pose.eye[1] == pytest.approx(200.0 + MARGIN_M, abs=0.5)


def test_landing_is_on_the_ground_not_on_a_roof() -> None:
    """To walk from above a building is to stand beside it, at eye height, under the sky."""
    tower = Block((-20.0, -20.0, 0.0), (20.0, 20.0, 40.0))
    world = BlockWorld(tower)
    rig = Rig(Pose.looking((0.0, -120.0, 150.0), (0.0, 0.0, 40.0)), lambda _pose: None)
    navigator = Navigator(rig, world)
    navigator.set_mode(Mode.WALK)
    while navigator.tick(0.1):
        pass
    x, y, z = rig.pose.eye
    assert z == pytest.approx(EYE_HEIGHT_M, abs=0.01)
    assert not (-20.0 <= x <= 20.0 and -20.0 <= y <= 20.0)
    assert math.dist((x, y), (0.0, 0.0)) < 70.0


def _over_a_tower() -> tuple[Rig, Navigator]:
    """Return a viewer who hangs over a tower and has just begun to land beside it."""
    world = BlockWorld(Block((-20.0, -20.0, 0.0), (20.0, 20.0, 40.0)))
    rig = Rig(Pose((0.0, 0.0, 70.0), 0.0, -0.9), lambda _pose: None)
    navigator = Navigator(rig, world)
    navigator.set_mode(Mode.WALK)
    for _ in range(3):
        navigator.tick(0.1)
    assert abs(rig.pose.eye[1]) < 20.0, "still over the roof"
    return rig, navigator


@pytest.mark.parametrize("impatience", ["key", "drag", "wheel"])
def test_impatience_does_not_drop_anyone_onto_a_roof(impatience: str) -> None:
    """A key, a drag or the wheel during a landing waits for its end; a held key walks on then."""
    rig, navigator = _over_a_tower()
    if impatience == "drag":
        navigator.drag_look(30.0, 10.0, 700.0)
    elif impatience == "wheel":
        navigator.zoom(1.0, (0.0, 0.0, 40.0))
    else:
        navigator.keys_down(frozenset({Key.BACK}))
    for _ in range(60):
        navigator.tick(0.05)
        assert math.hypot(*rig.pose.eye[:2]) > 20.0 or rig.pose.eye[2] > 42.0
    x, y, z = rig.pose.eye
    assert z == pytest.approx(EYE_HEIGHT_M, abs=0.01)
    navigator.keys_down(frozenset({Key.BACK}))
    navigator.tick(0.1)
    assert math.dist((x, y), rig.pose.eye[:2]) == pytest.approx(0.1 * WALK_M_PER_S)


def test_who_thinks_better_of_landing_stays_in_the_air() -> None:
    """Back to hovering during a landing: the viewer stays, and nothing more is to come."""
    rig, navigator = _over_a_tower()
    pose = rig.pose
    navigator.set_mode(Mode.ORBIT)
    assert not navigator.tick(0.1)
    assert rig.pose == pose


def test_hurrying_alone_is_no_movement() -> None:
    """While only the key to go fast is held, no frames are needed."""
    rig, navigator = _walker()
    pose = rig.pose
    navigator.keys_down(frozenset({Key.FAST}))
    assert not navigator.moving
    assert not navigator.tick(0.1)
    assert rig.pose == pose


def test_who_lands_before_a_wall_looks_along_it() -> None:
    """A long wall 3 m ahead fills the picture; along it one sees where one is."""
    wall = Block((-100.0, 3.0, 0.0), (100.0, 8.0, 12.0))
    eye = (0.0, 0.0, EYE_HEIGHT_M)
    world = BlockWorld(wall)
    heading = open_heading(eye, 0.0, world)
    far = (12.0 * math.sin(heading), 12.0 * math.cos(heading), EYE_HEIGHT_M)
    assert world.obstacle(eye, far) is None
    assert abs(heading) < math.pi / 2 + 0.01, "no farther round than is needed"
    assert open_heading(eye, math.pi, world) == math.pi, "a free view stays as it is wished"


def test_looking_round_never_turns_over() -> None:
    """Dragging on and on stops short of straight up and straight down."""
    rig, navigator = _walker()
    for _ in range(50):
        navigator.drag_look(30.0, 400.0, 700.0)
    assert rig.pose.pitch_rad == pytest.approx(PITCH_LIMIT_RAD)
    for _ in range(90):
        navigator.drag_look(0.0, -400.0, 700.0)
    assert rig.pose.pitch_rad == pytest.approx(-PITCH_LIMIT_RAD)


def test_orbiting_keeps_the_point_in_place_and_stays_above_ground() -> None:
    """The point gone round keeps its distance and its place in the picture."""
    rig = Rig(Pose.looking((0.0, -80.0, 60.0), (0.0, 0.0, 0.0)), lambda _pose: None)
    navigator = Navigator(rig, BlockWorld())
    pivot = (10.0, 5.0, 0.0)
    navigator.orbit_about(pivot)
    distance, seen = math.dist(rig.pose.eye, pivot), _bearing(rig.pose, pivot)
    for _ in range(25):
        navigator.drag_orbit(37.0, -11.0, 700.0)
        assert math.dist(rig.pose.eye, pivot) == pytest.approx(distance, rel=1e-6)
        assert _bearing(rig.pose, pivot) == pytest.approx(seen, abs=1e-6)
        assert rig.pose.eye[2] > 0.5
    for _ in range(60):
        navigator.drag_orbit(0.0, 40.0, 700.0)
    assert 0.9 * distance < rig.pose.eye[2] < distance
    assert -math.pi / 2 < rig.pose.pitch_rad, "never over the top"
    for _ in range(60):
        navigator.drag_orbit(0.0, -40.0, 700.0)
    assert 0.5 < rig.pose.eye[2] < 0.2 * distance
    assert math.dist(rig.pose.eye, pivot) == pytest.approx(distance, rel=1e-6)


def _bearing(pose: Pose, place: Vec3) -> tuple[float, float]:
    """Return how far to the right and above the middle of the view a place is."""
    gap = np.subtract(place, pose.eye)
    forward = np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    depth = float(gap @ forward)
    return float(gap @ right) / depth, float(gap @ np.cross(right, forward)) / depth


def test_zoom_goes_to_the_place_under_the_cursor_and_stops_before_it() -> None:
    """Each step brings the place nearer on a straight line; the ground is never reached."""
    rig = Rig(Pose.looking((0.0, -80.0, 60.0), (0.0, 0.0, 0.0)), lambda _pose: None)
    navigator = Navigator(rig, BlockWorld())
    place = (25.0, 30.0, 0.0)
    seen, distance = _bearing(rig.pose, place), math.dist(rig.pose.eye, place)
    for _ in range(60):
        navigator.zoom(1.0, place)
        nearer = math.dist(rig.pose.eye, place)
        assert nearer <= distance
        distance = nearer
    assert _bearing(rig.pose, place) == pytest.approx(seen, abs=1e-6)
    assert 0.3 < rig.pose.eye[2] < 3.0
    navigator.zoom(-200.0, place)
    assert math.dist(rig.pose.eye, (0.0, 0.0, 0.0)) < 4_000.0


def test_a_flight_passes_over_what_is_between_and_ends_exactly() -> None:
    """From street to street over a tower: always above it, and at the pose asked for."""
    tower = Block((-15.0, -5.0, 0.0), (15.0, 5.0, 60.0))
    rig, navigator = _walker(tower, y=-80.0)
    goal = Pose((3.0, 90.0, 1.65), 3.0, 0.1, math.radians(60.0))
    navigator.fly_to(goal, seconds=2.0)
    turned = []
    while navigator.tick(1.0 / 60.0):
        x, y, z = rig.pose.eye
        turned.append(rig.pose.heading_rad)
        assert z > 1.0
        if -15.0 <= x <= 15.0 and -5.0 <= y <= 5.0:
            assert z > 60.0
    assert rig.pose.eye == pytest.approx(goal.eye, abs=1e-6)
    assert rig.pose.field_of_view_rad == pytest.approx(goal.field_of_view_rad)
    assert navigator.mode == Mode.WALK
    assert np.abs(np.diff(turned)).max() < 0.2


def test_a_long_flight_misses_no_slender_tower() -> None:
    """Over 1.2 km nothing is too slender or too near the ends, and nobody is shot into the sky."""
    edges = [-590.0, -411.0, 8.0, 137.0, 592.0]
    towers = [Block((x, -2.0, 0.0), (x + 3.0, 2.0, 90.0)) for x in edges]
    rig = Rig(Pose((-600.0, 0.0, 1.65), math.pi / 2, 0.0), lambda _pose: None)
    navigator = Navigator(rig, BlockWorld(*towers))
    goal = Pose((600.0, 0.0, 1.65), math.pi / 2, 0.0)
    navigator.fly_to(goal, seconds=2.0)
    highest, over = 0.0, set()
    while navigator.tick(1.0 / 3_000.0):
        x, _, z = rig.pose.eye
        highest = max(highest, z)
        for edge in edges:
            if edge <= x <= edge + 3.0:
                over.add(edge)
                assert z > 90.0
    assert over == set(edges)
    assert highest < 2.0 * 90.0
    assert rig.pose == goal


def test_a_short_way_in_the_open_is_walked_not_flown() -> None:
    """Where nothing stands between, eye height is kept all the way."""
    rig, navigator = _walker()
    navigator.walk_to((12.0, 20.0, 0.0))
    while navigator.tick(0.02):
        assert rig.pose.eye[2] == pytest.approx(EYE_HEIGHT_M, abs=0.01)
    assert rig.pose.eye[:2] == pytest.approx((12.0, 20.0))


def test_north_and_home_always_find_the_way_back() -> None:
    """From anywhere: north is heading 0, home sees the whole extent from above."""
    rig, navigator = _walker(heading_deg=130.0)
    navigator.face_north()
    while navigator.tick(0.05):
        pass
    assert math.cos(rig.pose.heading_rad) == pytest.approx(1.0)
    navigator.go_home()
    while navigator.tick(0.05):
        pass
    assert navigator.mode == Mode.ORBIT
    for corner in [(-200.0, -200.0, 0.0), (200.0, -200.0, 0.0), (0.0, 200.0, 0.0)]:
        right, above = _bearing(rig.pose, corner)
        half = math.tan(rig.pose.field_of_view_rad / 2.0)
        assert abs(right) < half * 16 / 9
        assert abs(above) < half
