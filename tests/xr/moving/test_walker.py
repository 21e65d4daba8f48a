"""The laws that hold whatever is done, and what is asked from outside."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from mrapp.scene.walking import EYE_HEIGHT_M
from mrapp.xr.device import Hand, HandState
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.comfort import CALM, FREE, Comfort
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.moving.seen import Mode
from mrapp.xr.rig import StagePlace
from tests.scene.blocks import Block, BlockWorld
from tests.xr.moving.visits import STREET, Visit, both, hand, leaps, turned

pytestmark = pytest.mark.slow

SOLID = [block for block in STREET if not block.walkable]


def _at_random(rng: np.random.Generator, head: RigidPose) -> HandState:
    """Return a hand that does anything at all."""
    x, y, z = head.position
    aim = RigidPose(
        (x + float(rng.normal(0, 0.3)), y - 0.4, z + float(rng.normal(0, 0.3))),
        turned(float(rng.uniform(0, 6.3)), float(rng.uniform(-1.5, 1.0)), float(rng.normal())),
    )
    angle, push = rng.uniform(0.0, math.tau), float(rng.choice([0.0, 0.0, 1.0]))
    return HandState(
        present=bool(rng.random() < 0.9),
        aim=aim if rng.random() < 0.95 else None,
        grip=aim,
        stick=(push * math.sin(angle), push * math.cos(angle)),
        squeeze=float(rng.choice([0.0, 0.0, 0.0, 1.0])),
        select=bool(rng.random() < 0.2),
        back=bool(rng.random() < 0.05),
    )


def _comfort(rng: np.random.Generator) -> Comfort:
    return replace(
        CALM if rng.random() < 0.4 else FREE,
        one_handed=bool(rng.random() < 0.2),
        main_hand=Hand.LEFT if rng.random() < 0.3 else Hand.RIGHT,
        seated=bool(rng.random() < 0.2),
    )


@pytest.mark.parametrize("seed", range(5))
def test_whatever_hands_do_the_laws_hold(seed: int) -> None:
    """The horizon never tilts, nobody is under the ground or put into a wall, no leap is seen.

    Nor does anything but a jump move the eye faster than a walk.
    """
    rng = np.random.default_rng(seed)
    visit = Visit(place=StagePlace((0.0, -3.0, 0.0), 1.0))
    jumps = 0
    for _ in range(160):
        x, z = rng.uniform(-0.5, 0.5, 2)
        way = turned(float(rng.uniform(0, 6.3)), float(rng.normal(0, 0.5)), float(rng.normal()))
        visit.head = RigidPose((float(x), float(rng.uniform(1.0, 1.8)), float(z)), way)
        visit.comfort = _comfort(rng)
        inputs = both(_at_random(rng, visit.head), _at_random(rng, visit.head))
        if rng.random() < 0.04:
            visit.walker.lay_table()
        if rng.random() < 0.04:
            visit.walker.go_to((*rng.uniform(-60.0, 60.0, 2), 0.0))
        for _ in range(int(rng.integers(1, 20))):
            before, mode = visit.rig.place, visit.walker.mode
            seen = visit.frame(inputs, tracked=bool(rng.random() < 0.98))
            assert visit.rig.place.way((0.0, 1.0, 0.0)) == pytest.approx((0.0, 0.0, 1.0))
            if Mode.TABLE in (mode, seen.mode):
                assert mode == seen.mode or seen.black == 1.0
                continue
            assert visit.eye[2] > _ground_m(visit)
            gone = math.dist(before.local(visit.head.position), visit.eye)
            if seen.black == 1.0 and gone > 0.0:
                jumps += 1
                assert not _in_something(visit)
            elif gone > 0.0:
                assert gone < 0.06
                assert seen.black < 1.0
    assert jumps > 5


def _ground_m(visit: Visit) -> float:
    x, y, z = visit.eye
    return visit.world.floor_below((x, y, z + 0.2)).height_m


def _in_something(visit: Visit) -> bool:
    return any(
        all(low < at < high for low, at, high in zip(block.low, visit.eye, block.high, strict=True))
        for block in SOLID
    )


def test_without_focus_or_tracking_nothing_moves() -> None:
    """While something else has the controllers, or the head is lost, the sticks do nothing."""
    visit = Visit(comfort=FREE, place=StagePlace((-40.0, -40.0, 0.0)))
    visit.run(0.1)
    place = visit.rig.place
    pushed = hand((0.0, 1.0))
    for _ in range(30):
        visit.frame(both(pushed, pushed, steered=False))
        visit.frame(both(pushed, pushed), tracked=False)
    assert visit.rig.place == place
    assert not any(seen.moving for seen in visit.seen)
    visit.run(0.1, both(hand(), pushed))
    assert visit.rig.place != place


def test_a_hand_that_points_at_a_panel_moves_nobody() -> None:
    visit = Visit(place=StagePlace((-40.0, -40.0, 0.0)))
    visit.run(0.1)
    for stick in ((0.0, 1.0), (1.0, 0.0)):
        for _ in range(20):
            seen = visit.walker.frame(
                1 / 90, visit.head, both(hand(stick)), CALM, taken={Hand.RIGHT}
            )
            assert seen.arc is None
    assert visit.rig.place == StagePlace((-40.0, -40.0, 0.0))


def test_what_a_hand_has_begun_it_ends_and_the_other_keeps_its_part() -> None:
    """Across a panel one still aims; and while one hand points at it the other walks as ever."""
    visit = Visit(place=StagePlace((-40.0, -40.0, 0.0)))
    aims, panel = both(hand((0.0, 1.0))), {Hand.RIGHT}
    visit.run(0.1)
    visit.run(0.1, aims)
    assert visit.walker.frame(1 / 90, visit.head, aims, CALM, taken=panel).arc is not None
    visit = Visit(place=StagePlace((-40.0, -40.0, 0.0)), comfort=FREE)
    visit.run(0.1)
    for _ in range(90):
        visit.walker.frame(1 / 90, visit.head, both(hand(), hand((1.0, 0.0))), FREE, taken=panel)
    assert visit.eye[0] == pytest.approx(-40.0 + FREE.walk_m_per_s)
    assert visit.rig.place.heading_rad == 0.0


@pytest.mark.parametrize("steered", [True, False])
def test_staff_can_bring_a_visitor_anywhere_with_a_fade(steered: bool) -> None:
    """To feet and a heading, a place of the stage, a viewpoint; not into a house or the air."""
    visit = Visit(head=RigidPose((0.6, 1.7, -0.8), turned(1.0, -0.2)))
    idle = both(hand(), hand(), steered=steered)
    visit.run(0.1, idle)
    visit.walker.go_to((-40.0, -20.0, 0.0), 2.0)
    visit.run(0.5, idle)
    assert visit.eye == pytest.approx((-40.0, -20.0, 1.7), abs=1e-3)
    assert heading_of(visit.head, visit.rig.place) == pytest.approx(2.0)
    visit.walker.go_to(StagePlace((-50.0, -20.0, 0.0), 0.4))
    visit.run(0.5, idle)
    assert visit.rig.place.zero == pytest.approx((-50.0, -20.0, 0.0))
    assert visit.rig.place.heading_rad == pytest.approx(0.4)
    for eye in ((30.0, 0.0, 1.65), (30.0, -30.0, 60.0)):
        visit.walker.go_to_sight(eye, -0.5)
        visit.run(0.5, idle)
        assert math.dist(visit.eye[:2], eye[:2]) < 30.0
        assert visit.eye[2] == pytest.approx(1.7, abs=1e-3)
        assert heading_of(visit.head, visit.rig.place) == pytest.approx(math.tau - 0.5)
        assert not _in_something(visit)
    assert [visit.seen[number].black for number in leaps(visit)] == [1.0] * 4


def test_staff_may_place_the_stage_badly_and_the_visitor_still_stands_outside() -> None:
    visit = Visit()
    visit.run(0.1)
    visit.walker.go_to(StagePlace((30.0, 0.0, 0.0)))
    visit.run(0.8)
    assert not _in_something(visit)
    assert visit.eye[2] == pytest.approx(EYE_HEIGHT_M)


def test_a_jump_waits_for_a_head_that_is_lost() -> None:
    visit = Visit()
    visit.run(0.1)
    place = visit.rig.place
    visit.walker.go_to((-40.0, -20.0, 0.0))
    for _ in range(40):
        visit.frame(both(hand()), tracked=False)
    assert visit.rig.place == place
    visit.run(0.5)
    assert visit.eye[:2] == pytest.approx((-40.0, -20.0))


def test_who_stands_where_another_variant_builds_is_brought_out() -> None:
    """Where nothing is built they stay as they are."""
    visit = Visit(BlockWorld(), place=StagePlace((0.0, 0.0, 0.0)))
    visit.run(0.1)
    visit.walker.world = BlockWorld(Block((20.0, -9.0, 0.0), (30.0, 9.0, 12.0)))
    visit.walker.world_changed()
    visit.run(0.5)
    assert visit.rig.place == StagePlace((0.0, 0.0, 0.0))
    tower = Block((-9.0, -9.0, 0.0), (9.0, 9.0, 12.0))
    visit.walker.world = BlockWorld(tower)
    visit.walker.world_changed()
    visit.run(0.5)
    assert max(abs(visit.eye[0]), abs(visit.eye[1])) > 9.3
    assert visit.seen[-1].grey == 0.0


def test_a_variant_that_comes_during_a_jump_is_looked_at_after_it() -> None:
    visit = Visit(BlockWorld(), place=StagePlace((0.0, -30.0, 0.0)))
    visit.run(0.1)
    visit.walker.go_to((0.0, 0.0, 0.0))
    visit.run(0.12)
    assert visit.eye[:2] == pytest.approx((0.0, 0.0))
    visit.walker.go_to((1.0, 0.0, 0.0))
    visit.walker.world = BlockWorld(Block((-9.0, -9.0, 0.0), (9.0, 9.0, 12.0)))
    visit.walker.world_changed()
    visit.run(0.8)
    assert max(abs(visit.eye[0]), abs(visit.eye[1])) > 9.3


def test_until_the_city_is_there_jumps_wait_in_the_dark() -> None:
    """The start is sought in the city that comes, not in the emptiness before it."""
    visit = Visit(BlockWorld())
    visit.walker.go_to_sight((0.0, 0.0, 3.65), 0.0)
    for _ in range(40):
        seen = visit.walker.frame(1 / 90, visit.head, both(), built=False)
    assert seen.black == 1.0
    quay = Block((-50.0, -50.0, 0.0), (50.0, 50.0, 2.0), walkable=True)
    visit.walker.world = BlockWorld(quay)
    visit.run(0.5)
    assert visit.eye == pytest.approx((0.0, 0.0, 3.65))
    assert visit.seen[-1].black == 0.0


def test_the_next_visitor_finds_no_trace_of_the_last() -> None:
    visit = Visit()
    visit.run(0.1)
    visit.walker.lay_table((0.0, 0.0, 0.0))
    visit.run(0.5)
    visit.run(0.5, both(hand((0.0, 1.0))))
    assert visit.rig.place.scale < 180.0
    visit.walker.forget()
    visit.walker.go_to_sight((-40.0, -20.0, 1.65), 0.0)
    visit.run(0.5)
    visit.walker.leave_table()
    visit.walker.lay_table()
    visit.run(0.5)
    assert visit.rig.place.scale == pytest.approx(200.0)
    visit.walker.leave_table()
    visit.run(0.5)
    assert visit.eye[:2] == pytest.approx((-40.0, -20.0))


def test_when_the_stage_is_centred_anew_the_visitor_stays_where_they_are() -> None:
    """The runtime turns and moves the stage in the room; what is seen stays before one's eyes."""
    visit = Visit(
        head=RigidPose((1.2, 1.65, -0.7), turned(2.0)), place=StagePlace((-40.0, -20.0, 0.0), 0.3)
    )
    visit.run(0.1)
    eye, heading = visit.eye, heading_of(visit.head, visit.rig.place)
    visit.walker.recentred()
    visit.head = RigidPose((0.0, 1.65, 0.0), turned(0.0))
    visit.run(0.5)
    assert visit.eye == pytest.approx(eye)
    assert heading_of(visit.head, visit.rig.place) == pytest.approx(heading)


def test_who_looks_straight_down_or_up_still_heads_somewhere() -> None:
    """The heading goes on smoothly through the vertical, for the way ahead never swings round."""
    pitches = np.radians(np.linspace(-90.0, 90.0, 61))
    headings = [
        heading_of(RigidPose(turned=turned(1.1, float(pitch))), StagePlace(heading_rad=0.4))
        for pitch in pitches
    ]
    assert headings == pytest.approx([1.5] * len(headings))
    assert all(two == pytest.approx(one) for one, two in itertools.pairwise(headings))
