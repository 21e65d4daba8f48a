"""The model on the table: held points stay under the hands, and the way to a spot and back."""

import math

import numpy as np
import pytest

from mrapp.scene.walking import EYE_HEIGHT_M
from mrapp.xr.device import Hand
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.comfort import CALM, Comfort
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.moving.seen import Mode
from mrapp.xr.moving.tabletop import LARGEST_SCALE, SMALLEST_SCALE, Tabletop
from mrapp.xr.moving.walker import Walker
from mrapp.xr.rig import StagePlace
from tests.xr.moving.visits import Visit, both, hand, leaps, turned

FOCUS = (-15.0, 4.0, 0.0)


def _at_table(comfort: Comfort = CALM, head_m: float = 1.65) -> Visit:
    visit = Visit(
        place=StagePlace((-12.0, -6.0, 0.0), 0.7),
        head=RigidPose((0.4, head_m, 0.3), turned(0.5, -0.4)),
        comfort=comfort,
    )
    visit.run(0.1)
    visit.walker.lay_table(FOCUS)
    visit.run(0.4)
    assert visit.walker.mode == Mode.TABLE
    return visit


def _grip(x: float, y: float, z: float, heading_rad: float = 0.0) -> RigidPose:
    return RigidPose((x, y, z), turned(heading_rad, -0.3))


def _holds(visit: Visit, right: RigidPose, left: RigidPose | None = None) -> None:
    """Let a frame pass with the hands that hold the model there."""
    away = hand(aim=RigidPose((0.0, 1.0, 0.0), turned(0.0, 1.0)))
    other = away if left is None else hand(grip=left, squeeze=1.0)
    visit.frame(both(hand(grip=right, squeeze=1.0), other))


@pytest.mark.parametrize("head_m", [1.1, 1.65])
def test_the_model_lies_before_the_visitor_within_reach_however_they_sit(head_m: float) -> None:
    """At 1:200, its middle ahead of the head, lower than the eyes by an arm, turned as before."""
    visit = _at_table(head_m=head_m)
    table = visit.seen[-1].table
    assert table is not None
    assert visit.rig.place.scale == pytest.approx(200.0)
    assert visit.rig.place.local(table.centre) == pytest.approx(FOCUS)
    assert visit.rig.place.heading_rad == pytest.approx(0.7)
    x, y, z = np.subtract(table.centre, visit.head.position)
    assert math.atan2(x, -z) == pytest.approx(0.5)
    assert math.hypot(x, z) == pytest.approx(visit.comfort.reach_m + 0.2)
    assert 0.45 < -y < 0.7
    assert [visit.seen[number].black for number in leaps(visit)] == [1.0]


def test_the_table_goes_with_the_model_that_hands_lift_or_make_larger() -> None:
    """Else it covers the streets: what is made larger about the hands sinks below them."""
    visit = _at_table()
    before = visit.walker.tabletop.table.centre
    _holds(visit, _grip(0.25, before[1] + 0.1, -0.3), _grip(0.05, before[1] + 0.1, -0.3))
    _holds(visit, _grip(0.35, before[1] + 0.1, -0.3), _grip(-0.05, before[1] + 0.1, -0.3))
    _lies_on_its_table(visit)
    assert visit.walker.tabletop.table.centre[1] == pytest.approx(before[1] - 0.1)
    _holds(visit, _grip(0.35, before[1] + 0.3, -0.3), _grip(-0.05, before[1] + 0.3, -0.3))
    _lies_on_its_table(visit)


def _lies_on_its_table(visit: Visit) -> None:
    table = visit.seen[-1].table
    assert table is not None
    assert visit.rig.place.local(table.centre)[2] == pytest.approx(FOCUS[2])


def test_what_one_hand_holds_stays_in_it_dragged_and_turned() -> None:
    visit = _at_table()
    start = (0.5, 1.05, -0.3)
    _holds(visit, _grip(*start, 0.2))
    held, heading = visit.rig.place.local(start), visit.rig.place.heading_rad
    for number in range(1, 40):
        at = (0.5 - 0.003 * number, 1.05 + 0.002 * number, -0.3 + 0.004 * number)
        _holds(visit, _grip(*at, 0.2 + 0.02 * number))
        assert visit.rig.place.local(at) == pytest.approx(held, abs=1e-6)
        turn = (heading - visit.rig.place.heading_rad) % math.tau
        assert turn == pytest.approx(0.02 * number), "the model turns as the hand does"
        assert visit.rig.place.scale == pytest.approx(200.0)


def test_two_hands_scale_turn_and_move_at_once() -> None:
    """What lies under each hand stays there while they keep level: drawn apart, it grows."""
    visit = _at_table()
    middle, half, bearing = np.array([0.5, 1.0, -0.4]), 0.1, 0.0

    def hands() -> tuple[Vec3, Vec3]:
        way = half * np.array([math.cos(bearing), 0.0, math.sin(bearing)])
        right, left = middle + way, middle - way
        return (right[0], right[1], right[2]), (left[0], left[1], left[2])

    right, left = hands()
    _holds(visit, _grip(*right), _grip(*left))
    held = visit.rig.place.local(right), visit.rig.place.local(left)
    for number in range(1, 40):
        middle = np.array([0.5 + 0.002 * number, 1.0, -0.4 - 0.001 * number])
        half, bearing = 0.1 + 0.002 * number, 0.02 * number
        right, left = hands()
        _holds(visit, _grip(*right), _grip(*left))
        assert visit.rig.place.local(right) == pytest.approx(held[0], abs=1e-6)
        assert visit.rig.place.local(left) == pytest.approx(held[1], abs=1e-6)
    assert visit.rig.place.scale == pytest.approx(200.0 * 0.1 / half)
    half = 5.0
    _holds(visit, *(_grip(*at) for at in hands()))
    assert visit.rig.place.scale == pytest.approx(SMALLEST_SCALE)
    half = 0.001
    _holds(visit, *(_grip(*at) for at in hands()))
    assert visit.rig.place.scale == pytest.approx(LARGEST_SCALE)


def test_a_hand_that_comes_or_goes_moves_nothing() -> None:
    """One, then two far apart, then the other alone: no leap, and let go it lies still."""
    visit = _at_table()
    one, two = _grip(0.5, 1.0, -0.3), _grip(-0.1, 1.2, -0.6, 1.0)
    place = visit.rig.place
    _holds(visit, one)
    _holds(visit, one, two)
    visit.frame(both(hand(), hand(grip=two, squeeze=1.0)))
    visit.run(0.2)
    assert visit.rig.place.zero == pytest.approx(place.zero)
    assert visit.rig.place.heading_rad == pytest.approx(place.heading_rad)
    assert visit.rig.place.scale == pytest.approx(place.scale)


def test_the_model_is_never_lost() -> None:
    """Thrown far aside it ends at the edge of the project; lifted, where hands find it again."""
    visit = _at_table()
    rng = np.random.default_rng(3)
    for _ in range(300):
        x, z = rng.uniform(-2.0, 2.0, 2)
        _holds(visit, _grip(float(x), float(rng.uniform(0.0, 2.5)), float(z), float(x)))
        if rng.random() < 0.2:
            visit.run(0.02)
        table = visit.seen[-1].table
        assert table is not None
        east, north, _ = visit.rig.place.local(table.centre)
        assert max(abs(east), abs(north)) < 350.01
        ground = visit.rig.place.stage((east, north, 0.0))
        assert 0.299 < ground[1] < 1.501


def test_a_press_in_the_menu_turns_and_scales_about_the_middle_and_stops_there() -> None:
    """For who has a controller without stick and squeeze; what is nearest goes the way it says."""
    visit = _at_table()
    table = visit.seen[-1].table
    assert table is not None
    x, y, z = table.centre
    before = visit.rig.place
    nearest = (x, y, z + 0.2)
    there = before.local(nearest)
    visit.walker.handle_model(right=1, larger=0)
    visit.run(1.0)
    turned_to = visit.rig.place.stage(there)
    assert turned_to[0] > x + 0.05, "it did not turn to the right"
    assert visit.rig.place.heading_rad - before.heading_rad == pytest.approx(math.radians(30.0))
    assert visit.rig.place.local(table.centre)[:2] == pytest.approx(before.local(table.centre)[:2])
    visit.walker.handle_model(right=0, larger=2)
    visit.run(2.0)
    assert visit.rig.place.scale == pytest.approx(200.0 / 1.5**2)
    for _each in range(40):
        visit.walker.handle_model(right=0, larger=-1)
    visit.run(5.0)
    assert visit.rig.place.scale == pytest.approx(LARGEST_SCALE)
    visit.walker.handle_model(right=0, larger=1)
    visit.run(1.0)
    assert visit.rig.place.scale == pytest.approx(LARGEST_SCALE / 1.5)


def test_one_hand_alone_turns_and_scales_with_the_stick() -> None:
    """About the middle of the table; nothing else moves."""
    visit = _at_table(Comfort(one_handed=True))
    visit.run(1.0, both(hand((1.0, 0.0))))
    assert visit.rig.place.heading_rad - 0.7 == pytest.approx(math.radians(45.0), rel=0.05)
    visit.run(1.0, both(hand((0.0, 1.0))))
    assert visit.rig.place.scale == pytest.approx(100.0, rel=0.05)
    table = visit.seen[-1].table
    assert table is not None
    assert visit.rig.place.local(table.centre) == pytest.approx(FOCUS)


def test_on_a_real_table_the_model_stays_on_it() -> None:
    visit = Visit()
    visit.walker = Walker(visit.rig, visit.world, Tabletop(height_m=0.74, real=True))
    visit.run(0.1)
    visit.walker.lay_table(FOCUS, real=True)
    visit.run(0.4)
    for number in range(20):
        _holds(visit, _grip(0.01 * number, 0.9 + 0.03 * number, -0.5))
    assert visit.rig.place.stage(FOCUS)[1] == pytest.approx(0.74)


def test_from_the_table_to_a_spot_and_back_to_what_is_looked_at_there() -> None:
    visit = _at_table()
    spot = (-14.0, 2.0, 0.0)
    eye = (0.4, 1.3, 0.3)
    goal = np.subtract(visit.rig.place.stage(spot), eye)
    aim = RigidPose(
        eye,
        turned(math.atan2(goal[0], -goal[2]), math.atan2(goal[1], math.hypot(goal[0], goal[2]))),
    )
    visit.run(0.1, both(hand(aim=aim)))
    arc = visit.seen[-1].arc
    assert arc is not None
    assert arc.lands == pytest.approx(spot, abs=1e-6)
    heading = heading_of(visit.head, visit.rig.place)
    visit.run(0.5, both(hand(aim=aim, select=True)))
    assert visit.walker.mode == Mode.CITY
    assert visit.eye == pytest.approx((-14.0, 2.0, EYE_HEIGHT_M), abs=1e-3)
    assert visit.rig.place.scale == pytest.approx(1.0)
    assert heading_of(visit.head, visit.rig.place) == pytest.approx(heading)
    # Looking down at the street a few metres ahead.
    away = EYE_HEIGHT_M / math.tan(0.4)
    ahead = (math.sin(heading), math.cos(heading))
    visit.walker.lay_table()
    visit.run(0.5)
    table = visit.seen[-1].table
    assert table is not None
    looked_at = (-14.0 + away * ahead[0], 2.0 + away * ahead[1], 0.0)
    assert visit.rig.place.local(table.centre) == pytest.approx(looked_at, abs=0.2)
    assert visit.rig.place.scale == pytest.approx(200.0)
    visit.walker.leave_table()
    visit.run(0.5)
    assert visit.eye == pytest.approx((-14.0, 2.0, EYE_HEIGHT_M), abs=1e-3)
    assert [visit.seen[number].black for number in leaps(visit)] == [1.0] * 4


def test_pointing_at_a_roof_one_comes_to_stand_beside_the_house() -> None:
    visit = _at_table()
    visit.walker.lay_table((30.0, 0.0, 0.0))
    visit.run(0.4)
    x, y, z = visit.rig.place.stage((30.0, 0.0, 9.0))
    above = RigidPose((x, y + 0.3, z), turned(0.0, -math.pi / 2))
    visit.run(0.1, both(hand(aim=above)))
    visit.run(0.5, both(hand(aim=above, select=True)))
    assert visit.walker.mode == Mode.CITY
    assert visit.eye[2] == pytest.approx(EYE_HEIGHT_M, abs=1e-3)
    assert not (20.0 < visit.eye[0] < 40.0 and -10.0 < visit.eye[1] < 10.0)
    assert visit.walker.tabletop.held == frozenset[Hand]()
