"""Comfort: what everybody begins with, dark edges and seats."""

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest

from mrapp.scene.walking import EYE_HEIGHT_M
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.comfort import (
    CALM,
    FREE,
    JUMP_BLINK,
    OPEN_VIEW_RAD,
    Comfort,
    Going,
    Turning,
    eased_view,
    free_view,
)
from mrapp.xr.rig import StagePlace
from tests.xr.moving.visits import FRAME_S, Visit, both, hand, leaps


def test_everybody_begins_calm() -> None:
    """Teleport, snap turns and a vignette; smooth motion is for who asks for it."""
    assert Comfort() == CALM
    assert (CALM.going, CALM.turning, CALM.vignette) == (Going.TELEPORT, Turning.SNAP, True)
    assert (FREE.going, FREE.turning, FREE.vignette) == (Going.SMOOTH, Turning.SMOOTH, True)
    assert FREE.free_view_rad > CALM.free_view_rad


@pytest.mark.parametrize(
    "wrong",
    [{"snap_rad": 0.3}, {"walk_m_per_s": 9.0}, {"free_view_rad": 0.1}, {"turn_rad_per_s": 4.0}],
)
def test_settings_that_nobody_should_bear_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        replace(CALM, **wrong)  # type: ignore[arg-type]


def test_the_faster_the_narrower_and_never_less_than_was_set() -> None:
    speeds = np.linspace(0.0, 4.0, 200)
    for turn in (0.0, 0.3, 2.0):
        views = [free_view(float(speed), turn, CALM) for speed in speeds]
        assert all(two <= one for one, two in itertools.pairwise(views))
        assert views[-1] == pytest.approx(CALM.free_view_rad)
    assert free_view(0.0, 0.0, CALM) == OPEN_VIEW_RAD
    assert free_view(1.0, -1.0, CALM) == free_view(-1.0, 1.0, CALM)
    assert free_view(3.0, 2.0, replace(CALM, vignette=False)) == OPEN_VIEW_RAD


def test_edges_come_and_go_gently() -> None:
    """Closed within a third of a second and open again within a second, never by a leap."""
    views = [OPEN_VIEW_RAD]
    for number in range(180):
        wanted = CALM.free_view_rad if number < 60 else OPEN_VIEW_RAD
        views.append(eased_view(views[-1], wanted, FRAME_S))
    assert views[30] < CALM.free_view_rad + 0.1 * (OPEN_VIEW_RAD - CALM.free_view_rad)
    assert views[150] > CALM.free_view_rad + 0.9 * (OPEN_VIEW_RAD - CALM.free_view_rad)
    assert np.abs(np.diff(views)).max() < math.radians(6.0)


def test_who_walks_smoothly_sees_edges_and_who_stands_or_jumps_sees_none() -> None:
    visit = Visit(comfort=FREE, place=StagePlace((-40.0, -40.0, 0.0)))
    visit.run(0.5)
    assert {seen.free_view_rad for seen in visit.seen} == {None}
    visit.run(1.0, both(hand(), hand((0.0, 1.0))))
    assert visit.seen[-1].free_view_rad == pytest.approx(FREE.free_view_rad, abs=0.01)
    visit.run(2.0)
    assert visit.seen[-1].free_view_rad is None
    visit.seen.clear()
    visit.walker.go_to((-60.0, -60.0, 0.0))
    visit.walk_in_room((0.5, 1.65, 0.0), steps=30)
    assert {seen.free_view_rad for seen in visit.seen} == {None}


def test_a_jump_fades_out_in_a_tenth_and_in_within_two_tenths() -> None:
    times = np.linspace(0.0, 0.35, 100)
    levels = [JUMP_BLINK.level(float(t)) for t in times]
    top = int(np.argmax(levels))
    assert times[top] == pytest.approx(0.1, abs=0.01)
    assert levels[0] == levels[-1] == 0.0
    assert JUMP_BLINK.level(0.3) == pytest.approx(0.0)
    assert levels[:top] == sorted(levels[:top])
    assert levels[top:] == sorted(levels[top:], reverse=True)


def test_who_sits_sees_what_one_sees_standing() -> None:
    """The lift comes and goes in the dark, and the ground is followed as ever."""
    visit = Visit(head=RigidPose((0.0, 1.18, 0.0)), place=StagePlace((3.0, -2.0, 0.0)))
    visit.run(0.1)
    assert visit.eye[2] == pytest.approx(1.18)
    visit.comfort = replace(CALM, seated=True)
    visit.run(0.5)
    assert visit.eye[2] == pytest.approx(EYE_HEIGHT_M)
    visit.walker.go_to((4.0, 4.0, 0.12))
    visit.run(0.5)
    assert visit.eye[2] == pytest.approx(0.12 + EYE_HEIGHT_M)
    visit.comfort = CALM
    visit.run(0.5)
    assert visit.eye[2] == pytest.approx(0.12 + 1.18)
    assert [visit.seen[number].black for number in leaps(visit)] == [1.0] * 3
