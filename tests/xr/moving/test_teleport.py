"""Teleport: what is shown is where one comes to stand, and what is refused moves nobody."""

import math

import numpy as np
import pytest

from mrapp.app.headset.chimes import Chime
from mrapp.scene.walking import EYE_HEIGHT_M
from mrapp.xr.device import HandState
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.arc import Arc
from mrapp.xr.moving.comfort import FREE
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.rig import StagePlace
from tests.xr.moving.visits import KERB_M, STEP_M, Visit, both, hand, leaps, turned

AHEAD = (0.0, 1.0)


def _aims(visit: Visit, heading_deg: float, pitch_deg: float, at: Vec3 | None = None) -> RigidPose:
    """Return an aim that looks that way in the city, from beside the head or from a local place."""
    stage_heading = math.radians(heading_deg) - visit.rig.place.heading_rad
    x, y, z = visit.head.position
    where = (x, y - 0.4, z) if at is None else visit.rig.place.stage(at)
    return RigidPose(where, turned(stage_heading, math.radians(pitch_deg)))


def _goes(visit: Visit, aim: RigidPose, stick: tuple[float, float] = AHEAD) -> Arc:
    """Aim, choose a heading, let go, and wait until all is over; returns what was shown last."""
    visit.run(0.1, both(hand()))
    visit.run(0.1, both(hand(AHEAD, aim)))
    arc = visit.run(0.1, both(hand(stick, aim))).arc
    assert arc is not None
    visit.run(0.5, both(hand(aim=aim)))
    return arc


@pytest.mark.parametrize("seed", range(6))
def test_the_head_comes_over_the_marker_wherever_it_is_in_the_room(seed: int) -> None:
    """And looks where the marker said; the feet are on the ground; nothing of it is seen."""
    rng = np.random.default_rng(seed)
    x, z = rng.uniform(-1.5, 1.5, 2)
    place = StagePlace((float(x) - 4.0, -3.0, 0.0), float(rng.uniform(0.0, 6.0)))
    visit = Visit(place=place, head=RigidPose((float(x), 1.7, float(z)), turned(float(seed), -0.3)))
    heading = math.degrees(float(rng.uniform(0.0, 0.5)))
    turn = float(rng.uniform(0.3, 1.2)) * (-1.0) ** seed
    before = heading_of(visit.head, visit.rig.place)
    visit.run(0.1)
    arc = _goes(visit, _aims(visit, heading, 5.0), (math.sin(turn), math.cos(turn)))
    assert arc.allowed
    assert arc.lands is not None
    assert math.dist(visit.eye[:2], arc.lands[:2]) < 1e-3
    assert visit.eye[2] == pytest.approx(1.7, abs=1e-3)
    after = heading_of(visit.head, visit.rig.place)
    assert math.cos(after - arc.heading_rad) == pytest.approx(1.0)
    assert math.cos(after - before - turn) == pytest.approx(1.0)
    assert [visit.seen[number].black for number in leaps(visit)] == [1.0]
    assert visit.seen[-1].black == 0.0


def test_who_walks_on_in_the_room_during_the_fade_still_lands_on_the_marker() -> None:
    visit = Visit()
    aim = _aims(visit, 0.0, 10.0)
    visit.run(0.1)
    visit.run(0.1, both(hand(AHEAD, aim)))
    arc = visit.seen[-1].arc
    while not leaps(visit):
        visit.head = RigidPose((visit.head.position[0] + 0.01, 1.65, 0.2))
        visit.frame(both(hand(aim=aim)))
    assert arc is not None
    assert arc.lands is not None
    assert math.dist(visit.eye[:2], arc.lands[:2]) < 1e-3


@pytest.mark.parametrize(
    ("what", "at", "heading_deg", "pitch_deg"),
    [
        ("a wall", (-20.0, 5.0, 1.3), 0.0, 10.0),
        ("a roof one could step on", (-25.0, -14.0, 1.3), 0.0, 20.0),
        ("water", (0.0, -10.0, 1.3), 180.0, 0.0),
        ("a foot of a wall, without elbow room", (-20.0, 5.8, 1.3), 0.0, -11.5),
        ("what lies beyond the margin of the project", (0.0, 345.0, 1.3), 0.0, 10.0),
        ("the far side of a wall that a hand is put through", (-20.0, 10.6, 1.3), 0.0, 0.0),
    ],
)
def test_what_is_refused_is_shown_so_and_moves_nobody(
    what: str, at: Vec3, heading_deg: float, pitch_deg: float
) -> None:
    through = "hand" in what
    feet = (at[0], 9.5 if through else at[1], 0.0)
    visit = Visit(place=StagePlace(feet))
    visit.run(0.1)
    place = visit.rig.place
    arc = _goes(visit, _aims(visit, heading_deg, pitch_deg, at))
    assert not arc.allowed, what
    assert len(arc.points) > 1
    assert visit.rig.place == place
    assert any(Chime.REFUSE in seen.sounds for seen in visit.seen)
    assert max(seen.black for seen in visit.seen) == 0.0


@pytest.mark.parametrize(("north_m", "height_m"), [(4.0, KERB_M), (9.3, KERB_M + 5 * STEP_M)])
def test_kerbs_and_stairs_are_stood_upon(north_m: float, height_m: float) -> None:
    """From before the stairs onto the pavement, and onto the fifth step."""
    visit = Visit(place=StagePlace((4.0, -3.0, 0.0)))
    visit.run(0.1)
    # Straight down from above the goal.
    arc = _goes(visit, _aims(visit, 0.0, -89.9, (4.0, north_m, height_m + 1.0)))
    assert arc.allowed
    assert visit.eye == pytest.approx((4.0, north_m, height_m + EYE_HEIGHT_M), abs=0.01)


def test_a_stick_on_its_way_back_does_not_change_where_one_will_look() -> None:
    visit = Visit()
    aim = _aims(visit, 0.0, 10.0)
    visit.run(0.1)
    visit.run(0.1, both(hand(AHEAD, aim)))
    for stick in ((0.95, 0.1), (0.6, 0.3), (0.3, 0.2), (0.1, 0.1)):
        visit.frame(both(hand(stick, aim)))
    visit.run(0.4, both(hand(aim=aim)))
    chosen = math.atan2(0.95, 0.1)
    assert heading_of(visit.head, visit.rig.place) == pytest.approx(chosen)


def test_the_second_button_or_a_squeeze_thinks_better_of_it() -> None:
    visit = Visit()
    aim = _aims(visit, 0.0, 10.0)
    for stop in (HandState(True, aim, aim, AHEAD, back=True), hand(AHEAD, aim, squeeze=1.0)):
        place = visit.rig.place
        visit.run(0.1)
        assert visit.run(0.1, both(hand(AHEAD, aim))).arc is not None
        assert visit.run(0.1, both(stop)).arc is None
        assert visit.run(0.5, both(hand(AHEAD, aim))).arc is None, (
            "a stick that is still pushed begins nothing new"
        )
        visit.run(0.5)
        assert visit.rig.place == place


def test_a_controller_without_a_stick_aims_with_its_yes() -> None:
    """So it is with hands without controllers; in smooth walking too."""
    profile = "/interaction_profiles/khr/simple_controller"
    for comfort in (Visit().comfort, FREE):
        visit = Visit(comfort=comfort)
        aim = _aims(visit, 0.0, 10.0)
        visit.run(0.1, both(hand(aim=aim, profile=profile)))
        visit.run(0.2, both(hand(aim=aim, select=True, profile=profile)))
        arc = visit.seen[-1].arc
        visit.run(0.5, both(hand(aim=aim, profile=profile)))
        assert arc is not None
        assert arc.lands is not None
        assert math.dist(visit.eye[:2], arc.lands[:2]) < 1e-3


def test_an_arc_is_drawn_from_the_hand_to_where_it_lands_as_things_fall() -> None:
    visit = Visit()
    aim = _aims(visit, 20.0, 30.0)
    arc = _goes(visit, aim)
    assert arc.lands is not None
    assert arc.points[0] == pytest.approx((0.0, 0.0, 1.25))
    assert tuple(arc.points[-1]) == arc.lands
    bends = np.diff(arc.points[:-2], n=2, axis=0)
    assert bends == pytest.approx(np.tile([0.0, 0.0, -9.81 * 0.025**2], (len(bends), 1)))
