"""Turning, smooth walking, walking in the room: along walls, over kerbs, never through or down."""

import math
from dataclasses import replace

import numpy as np
import pytest

from mrapp.scene.walking import EYE_HEIGHT_M
from mrapp.xr.device import Hand
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.comfort import CALM, FREE, Ahead, Comfort, Turning
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.rig import StagePlace
from tests.scene.blocks import Block, BlockWorld
from tests.xr.moving.visits import (
    FRAME_S,
    HOUSE,
    KERB,
    KERB_M,
    POND,
    STAIRS,
    STEP_M,
    WALL,
    Visit,
    both,
    hand,
    turned,
)

AHEAD, RIGHT, LEFT = (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0)


@pytest.mark.parametrize("snap_deg", [30.0, 45.0])
def test_a_push_turns_once_about_the_head(snap_deg: float) -> None:
    """Held on it turns no more; back at rest, the next push turns again."""
    comfort = Comfort(snap_rad=math.radians(snap_deg))
    head = RigidPose((0.7, 1.6, -1.1), turned(0.4, -0.5))
    visit = Visit(comfort=comfort, head=head, place=StagePlace((3.0, -4.0, 0.0), 1.0))
    eye, heading = visit.eye, heading_of(head, visit.rig.place)
    visit.run(0.1)
    visit.run(2.0, both(hand(RIGHT)))
    assert math.dist(visit.eye, eye) < 1e-9
    turn = heading_of(head, visit.rig.place) - heading
    assert turn == pytest.approx(math.radians(snap_deg))
    visit.run(0.3, both(hand((0.5, 0.0))))
    visit.run(0.5, both(hand(RIGHT)))
    assert heading_of(head, visit.rig.place) - heading == pytest.approx(turn), "never at rest"
    visit.run(0.1)
    visit.run(0.5, both(hand(), hand(LEFT)))
    assert heading_of(head, visit.rig.place) == pytest.approx(heading), "either hand turns"
    assert math.dist(visit.eye, eye) < 1e-9
    headings = [place.heading_rad for place in visit.places]
    turns = np.flatnonzero(np.diff(headings)) + 1
    assert [visit.seen[number].black for number in turns] == [1.0, 1.0]
    ticks = [tick.hand for seen in visit.seen for tick in seen.ticks if seen.turned]
    assert ticks == [Hand.RIGHT, Hand.LEFT]


def test_a_smooth_turn_has_one_speed_from_the_first_frame_to_the_last() -> None:
    comfort = replace(CALM, turning=Turning.SMOOTH, turn_rad_per_s=1.0)
    visit = Visit(comfort=comfort, head=RigidPose((1.0, 1.6, 0.5)))
    eye = visit.eye
    visit.run(0.1)
    visit.run(1.0, both(hand((0.8, 0.1))))
    visit.run(0.2)
    steps = np.diff([place.heading_rad for place in visit.places])
    assert steps[steps != 0.0] == pytest.approx(FRAME_S)
    assert steps.sum() == pytest.approx(1.0)
    turned_in = [seen.turned for seen in visit.seen]
    assert turned_in == [False, *(steps != 0.0)], "whoever waits for a turn sees this one too"
    assert math.dist(visit.eye, eye) < 1e-9


def test_walking_has_one_speed_however_far_the_stick_is_pushed() -> None:
    """No speeding up, no slowing down: full speed in the first frame and none after the last."""
    visit = Visit(comfort=FREE, place=StagePlace((-40.0, -40.0, 0.0)))
    visit.run(0.1)
    visit.run(1.0, both(hand(), hand((0.0, 0.6))))
    visit.run(1.0, both(hand(), hand(AHEAD)))
    visit.run(0.2)
    steps = np.diff([place.zero[1] for place in visit.places])
    assert steps[np.abs(steps) > 1e-12] == pytest.approx(FREE.walk_m_per_s * FRAME_S)
    assert visit.eye[1] == pytest.approx(-40.0 + 2.0 * FREE.walk_m_per_s)


@pytest.mark.parametrize("ahead", list(Ahead))
def test_ahead_is_where_the_head_looks_or_the_hand_points(ahead: Ahead) -> None:
    looks, points = 0.5, 1.4
    visit = Visit(
        comfort=replace(FREE, ahead=ahead),
        place=StagePlace((-40.0, -40.0, 0.0), 0.3),
        head=RigidPose((0.0, 1.65, 0.0), turned(looks, -1.2)),
    )
    aim = RigidPose((0.0, 1.0, 0.0), turned(points, 0.9))
    start = visit.eye
    visit.run(0.1)
    visit.run(1.0, both(hand(), hand(AHEAD, aim)))
    east, north = visit.eye[0] - start[0], visit.eye[1] - start[1]
    wanted = 0.3 + (looks if ahead == Ahead.HEAD else points)
    assert math.atan2(east, north) == pytest.approx(wanted)


@pytest.mark.parametrize("angle_deg", [0.0, 30.0, 60.0, -45.0])
def test_a_wall_is_walked_along_not_through(angle_deg: float) -> None:
    place = StagePlace((-40.0, 8.0, 0.0), math.radians(angle_deg))
    visit = Visit(BlockWorld(WALL), comfort=FREE, place=place)
    visit.run(0.1)
    visit.run(4.0, both(hand(), hand(AHEAD)))
    assert visit.eye[1] < WALL.low[1] - 0.2
    way = 4.0 * FREE.walk_m_per_s * math.sin(math.radians(angle_deg))
    assert visit.eye[0] + 40.0 == pytest.approx(way, rel=0.1, abs=0.1)
    assert max(seen.grey for seen in visit.seen) < 0.5, "nor does one see it from within"


def test_stairs_are_climbed_and_gone_down_smoothly() -> None:
    """Up to the landing and back: the eye follows the steps without a leap and with no tilt."""
    visit = Visit(BlockWorld(KERB, *STAIRS[:6]), comfort=FREE, place=StagePlace((4.0, 4.0, KERB_M)))
    visit.run(0.1)
    visit.run(5.0, both(hand(), hand(AHEAD)))
    top = KERB_M + 6 * STEP_M + EYE_HEIGHT_M
    assert visit.eye[2] == pytest.approx(top, abs=0.01)
    visit.run(9.0, both(hand(), hand((0.0, -1.0))))
    assert visit.eye[2] == pytest.approx(EYE_HEIGHT_M, abs=0.01)
    rises = np.abs(np.diff([place.zero[2] for place in visit.places]))
    assert rises.max() < 0.035, "of a step of 0.17 m no more than a fifth in a frame"


def test_the_stick_leads_into_no_water_and_off_no_quay() -> None:
    """From a quay 2 m above the water, and on the level."""
    quay = Block((-50.0, -50.0, 0.0), (50.0, 0.0, 2.0), walkable=True)
    for world, feet in (
        (BlockWorld(quay), (0.0, -2.0, 2.0)),
        (BlockWorld(POND), (0.0, -33.0, 0.0)),
    ):
        visit = Visit(world, comfort=FREE, place=StagePlace(feet))
        visit.run(0.1)
        visit.run(5.0, both(hand(), hand(AHEAD)))
        assert feet[1] < visit.eye[1] < feet[1] + 3.01
        assert visit.eye[2] == pytest.approx(feet[2] + EYE_HEIGHT_M, abs=0.01)


def test_with_one_hand_the_stick_walks_and_turns() -> None:
    """The other controller may do what it likes: it lies on a table."""
    comfort = replace(FREE, one_handed=True, main_hand=Hand.LEFT)
    visit = Visit(comfort=comfort, place=StagePlace((-40.0, -40.0, 0.0)))
    visit.run(0.1)
    visit.run(1.0, both(hand(AHEAD), hand(AHEAD)))
    assert visit.eye[1] == pytest.approx(-40.0 + comfort.walk_m_per_s)
    eye = visit.eye
    visit.run(0.5, both(hand(AHEAD), hand(RIGHT)))
    assert visit.rig.place.heading_rad == pytest.approx(0.5 * comfort.turn_rad_per_s, rel=0.05)
    assert math.dist(visit.eye, eye) < 1e-9
    place = visit.rig.place
    visit.run(0.5, both(hand(AHEAD)))
    assert visit.rig.place == place, "the hand that is not wanted moves nobody"


def test_for_who_is_left_handed_the_hands_change_places() -> None:
    visit = Visit(comfort=replace(FREE, main_hand=Hand.LEFT), place=StagePlace((-40.0, -40.0, 0.0)))
    visit.run(0.1)
    visit.run(1.0, both(hand(AHEAD), hand()))
    assert visit.eye[1] == pytest.approx(-40.0 + FREE.walk_m_per_s)
    visit.run(0.5, both(hand(RIGHT), hand(RIGHT)))
    assert visit.rig.place.heading_rad == pytest.approx(0.5 * FREE.turn_rad_per_s, rel=0.05)


def test_over_a_kerb_in_the_room_the_floor_rises_gently_and_nothing_else_moves() -> None:
    visit = Visit(BlockWorld(KERB), place=StagePlace((1.0, 4.0, 0.0)))
    visit.run(0.1)
    visit.walk_in_room((1.5, 1.65, 0.0))
    visit.run(0.8)
    assert visit.eye == pytest.approx((2.5, 4.0, KERB_M + EYE_HEIGHT_M), abs=0.002)
    rises = np.diff([place.zero[2] for place in visit.places])
    assert rises.min() >= 0.0
    assert rises.max() < 0.02
    assert {place.zero[:2] for place in visit.places} == {(1.0, 4.0)}
    assert {place.heading_rad for place in visit.places} == {0.0}


def test_who_steps_off_an_edge_in_the_room_does_not_fall() -> None:
    quay = Block((-50.0, -50.0, 0.0), (50.0, 0.0, 2.0), walkable=True)
    visit = Visit(BlockWorld(quay), place=StagePlace((0.0, -1.0, 2.0)))
    visit.walk_in_room((0.0, 1.65, -2.0))
    assert visit.eye == pytest.approx((0.0, 1.0, 2.0 + EYE_HEIGHT_M))
    visit.comfort = FREE
    visit.run(0.1)
    visit.run(0.5, both(hand(), hand(AHEAD)))
    assert visit.eye[1] <= 0.0, "and the first push leads back onto the quay"
    assert visit.eye[2] == pytest.approx(2.0 + EYE_HEIGHT_M)


def test_a_head_that_goes_through_a_wall_sees_grey_and_is_not_pushed() -> None:
    """Greyer the nearer, all grey within; back outside it is clear again."""
    visit = Visit(place=StagePlace((19.0, 0.0, 0.0)))
    visit.run(0.1)
    place = visit.rig.place
    visit.walk_in_room((0.6, 1.65, 0.0))
    assert visit.seen[-1].grey == 0.0
    count = len(visit.seen)
    visit.walk_in_room((0.95, 1.65, 0.0))
    greys = [seen.grey for seen in visit.seen[count:]]
    assert greys == sorted(greys)
    assert greys[-1] == 1.0
    visit.walk_in_room((3.0, 1.65, 0.0))
    assert visit.seen[-1].grey == 1.0, "all through the house"
    visit.walk_in_room((0.2, 1.65, 0.0))
    visit.run(0.3)
    assert visit.seen[-1].grey == 0.0
    assert visit.rig.place == place


def test_who_is_in_a_wall_is_led_back_and_can_aim_at_nothing_from_there() -> None:
    visit = Visit(place=StagePlace((19.0, 0.0, 0.0)))
    visit.run(0.1)
    visit.walk_in_room((3.0, 1.65, 0.0))
    aim = RigidPose((3.0, 1.2, 0.0), turned(math.pi / 2))
    visit.run(0.6, both(hand(AHEAD, aim)))
    assert visit.eye[0] < HOUSE.low[0] - 0.2
    assert visit.seen[-1].grey == 0.0
    assert all(seen.arc is None for seen in visit.seen)


def test_right_through_a_garden_wall_the_view_clears_again() -> None:
    visit = Visit(place=StagePlace((-40.0, 9.0, 0.0)))
    visit.run(0.1)
    visit.walk_in_room((0.0, 1.65, -3.0), steps=200)
    assert max(seen.grey for seen in visit.seen) == 1.0
    visit.run(0.3)
    assert visit.eye[1] == pytest.approx(12.0)
    assert visit.seen[-1].grey == 0.0
