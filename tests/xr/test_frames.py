"""The maths between stage and city: places, ways, turns and what an eye sees."""

import math

import numpy as np
import pytest

from mrapp.xr.device import EyeView, Frame
from mrapp.xr.eyes import head_of
from mrapp.xr.frames import Fov, RigidPose, turned
from mrapp.xr.rig import StageMotion, StagePlace, StageRig, moved

NORTHWARD = StagePlace((10.0, 20.0, 1.0), 0.0, 1.0)
GIANT = StagePlace((10.0, 20.0, 1.0), math.radians(90.0), 200.0)


def test_who_looks_ahead_on_the_stage_looks_where_it_heads() -> None:
    assert NORTHWARD.way((0.0, 0.0, -1.0)) == pytest.approx((0.0, 1.0, 0.0))
    assert GIANT.way((0.0, 0.0, -1.0)) == pytest.approx((1.0, 0.0, 0.0), abs=1e-12)
    assert NORTHWARD.local((1.0, 1.6, -2.0)) == pytest.approx((11.0, 22.0, 2.6))


def test_a_giant_takes_larger_steps_and_a_place_is_found_back() -> None:
    assert GIANT.local((0.0, 1.6, -0.5)) == pytest.approx((110.0, 20.0, 321.0))
    place = (0.3, 1.2, -0.7)
    assert GIANT.stage(GIANT.local(place)) == pytest.approx(place)


def test_turning_and_growing_about_a_place_leaves_that_place_where_it_is() -> None:
    hand = (0.2, 1.1, -0.4)
    held = NORTHWARD.local(hand)
    for motion in (
        StageMotion(turn_rad=0.7, about=held),
        StageMotion(grow=3.0, about=held),
        StageMotion(turn_rad=-2.0, grow=0.25, about=held),
    ):
        assert moved(NORTHWARD, motion).local(hand) == pytest.approx(held)


def test_only_what_moves_is_told() -> None:
    told: list[StagePlace] = []
    rig = StageRig(NORTHWARD, told.append)
    rig.apply(StageMotion())
    rig.apply(StageMotion(shift=(0.0, 3.0, 0.0)))
    assert [place.zero for place in told] == [(10.0, 23.0, 1.0)]


def test_an_eye_that_sees_further_to_one_side_has_its_axis_beside_the_middle() -> None:
    fov = Fov(math.radians(-50.0), math.radians(35.0), math.radians(40.0), math.radians(-45.0))
    matrix = fov.projection(0.1, 1_000.0)
    for across, expected in ((fov.left_rad, -1.0), (fov.right_rad, 1.0)):
        at = matrix @ np.array([math.tan(across) * 7.0, 0.0, -7.0, 1.0])
        assert at[0] / at[3] == pytest.approx(expected)
    for above, expected in ((fov.down_rad, -1.0), (fov.up_rad, 1.0)):
        at = matrix @ np.array([0.0, math.tan(above) * 7.0, -7.0, 1.0])
        assert at[1] / at[3] == pytest.approx(expected)
    for ahead, expected in ((0.1, -1.0), (1_000.0, 1.0)):
        at = matrix @ np.array([0.0, 0.0, -ahead, 1.0])
        assert at[2] / at[3] == pytest.approx(expected)


def test_a_head_looks_halfway_between_eyes_that_look_outwards() -> None:
    """As those of some headsets do; and a quaternion may come with its signs the other way."""
    way, out = 0.4, math.radians(10.0)
    left = RigidPose((-0.03, 1.6, 0.0), turned(way + out, 0.0))
    i, j, k, w = turned(way - out, 0.0)
    for right in (turned(way - out, 0.0), (-i, -j, -k, -w)):
        fov = Fov(-0.8, 0.8, 0.8, -0.8)
        eyes = EyeView(left, fov), EyeView(RigidPose((0.03, 1.6, 0.0), right), fov)
        head = head_of(Frame(1, 0, 0, seen=True, eyes=eyes))
        assert head is not None
        assert head.position == pytest.approx((0.0, 1.6, 0.0))
        assert head.turned == pytest.approx(turned(way, 0.0))


def test_a_pose_turns_as_its_quaternion_says() -> None:
    quarter = RigidPose((1.0, 2.0, 3.0), (0.0, math.sin(math.pi / 4), 0.0, math.cos(math.pi / 4)))
    ahead = quarter.matrix @ np.array([0.0, 0.0, -1.0, 1.0])
    assert ahead[:3] == pytest.approx((0.0, 2.0, 3.0))
