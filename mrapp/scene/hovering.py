"""Moving above the city: round a point, across the ground, nearer and farther.

All of it returns Motions, keeps above the ground and outside the buildings, and within reach
of the city.
"""

import math
from dataclasses import replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.moving import Box, Motion, WorldPort
from mrapp.scene.pose import Pose, Vec3, shortest_turn
from mrapp.scene.walking import within

_CLEARANCE_M = 0.6
_NEAREST_M = 1.5
_LOWEST_RAD, _STEEPEST_RAD = math.radians(1.5), math.radians(88.0)
ZOOM_A_STEP = 0.82
"""The share of the distance that is left after one step nearer."""
_FAR_M = 4_000.0
# How much of each half of the view the city may fill; below there are the caption and buttons.
_SIDES, _TOP, _BOTTOM = 0.96, 0.95, 0.68
# Home is no nearer to anything than that, or than this share of the project where that is less.
_HOME_NEAREST_M, _HOME_NEAREST_SHARE = 40.0, 0.25
# A project so small has only this share of the view, and is seen from so far round, that more than
# a front fills the picture; a large one has all of it, and is seen along its streets.
_SMALL_M, _LARGE_M, _SMALL_SHARE = 20.0, 300.0, 0.65
_SMALL_ROUND_RAD, _LARGE_ROUND_RAD = math.radians(32.0), math.radians(12.0)
# How far home looks down, by half the field of view; the next where less than a band is filled.
_TILTS, _BAND = (0.92, 1.15, 1.35), 0.7
_HALVINGS = 40
# How far a look at one thing is from it, at least, and as a share of its size.
_LOOK_M, _LOOK_SHARE = 5.0, 0.5
# From where it may be seen, the first that is free: how far down, and how far round.
_LOOKS_DOWN = tuple(math.radians(-angle) for angle in (25, 40, 60, 80))
_LOOKS_ROUND = tuple(math.radians(angle) for angle in (0, 45, -45, 90, -90, 135, -135, 180))


def looked_at(pose: Pose, world: WorldPort) -> Vec3:
    """Return the place in the middle of the view; a sensible one where that is the sky."""
    ahead = _along(pose.eye, pose.forward, _FAR_M)
    met = world.obstacle(pose.eye, ahead)
    if met is not None:
        return met.point
    reach = max(20.0, 0.5 * max(world.focus.size[:2]))
    x, y = within(world.box, *_along(pose.eye, pose.forward, reach)[:2], 0.0)
    return (x, y, world.floor_in_the_open(x, y).height_m)


def orbit(pose: Pose, pivot: Vec3, turn_rad: float, lift_rad: float, world: WorldPort) -> Motion:
    """Return the motion round a pivot: clockwise seen from above, and up.

    The pivot stays where it is in the picture.
    """
    gap = _minus(pose.eye, pivot)
    tilted = max(-_STEEPEST_RAD, min(_STEEPEST_RAD, pose.pitch_rad - lift_rad))
    lift = pose.pitch_rad - tilted if lift_rad else 0.0
    around = _turned(gap, turn_rad)
    lifted = _lifted(around, pose.heading_rad + turn_rad, lift)
    if lifted[2] < math.tan(_LOWEST_RAD) * math.hypot(lifted[0], lifted[1]) and lift < 0.0:
        lift, lifted = 0.0, around
    eye = _along(pivot, lifted, 1.0)
    if _kept(pose.eye, eye, world) != eye:
        return Motion()
    return Motion(_minus(eye, pose.eye), turn_rad, -lift)


def pan(
    pose: Pose, right_m: float, forward_m: float, world: WorldPort, up_m: float = 0.0
) -> Motion:
    """Return the motion across the ground, without turning."""
    sin, cos = math.sin(pose.heading_rad), math.cos(pose.heading_rad)
    x, y, z = pose.eye
    eye = (x + cos * right_m + sin * forward_m, y - sin * right_m + cos * forward_m, z + up_m)
    return Motion(_minus(_kept(pose.eye, eye, world), pose.eye))


def approach(pose: Pose, target: Vec3, steps: float, world: WorldPort) -> Motion:
    """Return the motion towards a place (steps > 0) or away from it."""
    gap = _minus(target, pose.eye)
    distance = math.hypot(*gap)
    if distance < 1e-6:
        return Motion()
    left = max(distance * ZOOM_A_STEP**steps, _NEAREST_M)
    share = (distance - left) / distance
    eye = (pose.eye[0] + gap[0] * share, pose.eye[1] + gap[1] * share, pose.eye[2] + gap[2] * share)
    return Motion(_minus(_kept(pose.eye, eye, world), pose.eye))


def home_pose(world: WorldPort, field_of_view_rad: float, shape: float) -> Pose:
    """Return the whole project, seen obliquely from the south.

    With a strip of sky above it; without one where the project would then be a mere band across
    the picture. shape: the width of the picture for a height of 1.
    """
    span = max(*world.focus.size, _LOOK_M)
    large = min(max(math.log(span / _SMALL_M) / math.log(_LARGE_M / _SMALL_M), 0.0), 1.0)
    half = math.tan(field_of_view_rad / 2.0) * (_SMALL_SHARE + (1.0 - _SMALL_SHARE) * large)
    sides = (half * shape * _SIDES, half * _TOP, half * _BOTTOM)
    heading = _SMALL_ROUND_RAD + (_LARGE_ROUND_RAD - _SMALL_ROUND_RAD) * large
    near_m = min(max(_LOOK_M, _HOME_NEAREST_SHARE * span), _HOME_NEAREST_M)
    for tilt in _TILTS:
        pitch = -tilt * field_of_view_rad / 2.0
        pose = Pose((0.0, 0.0, 0.0), heading, pitch, field_of_view_rad)
        pose = replace(pose, eye=_eye_to_see(world.outline, pose, sides, near_m))
        if _height_filled(world.outline, pose) > _BAND * (sides[1] + sides[2]):
            break
    return pose


def pose_before(thing: Box, pose: Pose, shape: float, world: WorldPort) -> Pose:
    """Return a pose from where a thing fills the picture, with nothing before its middle.

    It looks the way `pose` does, as far as it can. shape: the width of the picture for a height
    of 1.
    """
    half = math.tan(pose.field_of_view_rad / 2.0)
    sides = (half * shape * _SIDES, half * _TOP, half * _BOTTOM)
    corners = np.array(list(product(*zip(thing.low, thing.high, strict=True))))
    near_m = max(_LOOK_M, _LOOK_SHARE * max(thing.size))
    for pitch, turn in product(_LOOKS_DOWN, _LOOKS_ROUND):
        heading = (pose.heading_rad + turn) % math.tau
        found = Pose((0.0, 0.0, 0.0), heading, pitch, pose.field_of_view_rad)
        found = replace(found, eye=_eye_to_see(corners, found, sides, near_m))
        met = world.obstacle(found.eye, thing.centre)
        if met is None or _in_or_at(met.point, thing):
            break
    return found


def _in_or_at(place: Vec3, thing: Box) -> bool:
    sides = zip(thing.low, place, thing.high, strict=True)
    return all(low - _CLEARANCE_M <= at <= high + _CLEARANCE_M for low, at, high in sides)


def _height_filled(places: NDArray[np.float64], pose: Pose) -> float:
    """Return how much of the picture's height the places (n, 3) take, as tangents."""
    gaps, forward = places - pose.eye, np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    return float(np.ptp((gaps @ np.cross(right, forward)) / (gaps @ forward)))


def _eye_to_see(places: NDArray[np.float64], pose: Pose, sides: Vec3, near_m: float) -> Vec3:
    """Return from where all places (n, 3) are in the picture of who looks as `pose` does.

    sides: tangents of the angles from the middle that may be filled: aside, above and below.
    near_m: the eye is no nearer than that to any of them.
    A place that is `a` to the right and `c` ahead of the origin is not beyond the right-hand
    side for an eye at x, z if a - x <= side (c - z): so each side bounds x against z, and the
    nearest eye is where the bounds of two opposite sides meet. What room is left is shared.
    """
    forward = np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    up = np.cross(right, forward)
    ahead = places @ forward
    bounds, nearest = [], float(ahead.min()) - near_m
    for axis, more, less in ((right, sides[0], sides[0]), (up, sides[1], sides[2])):
        along = places @ axis
        most, least = float((along - more * ahead).max()), float((along + less * ahead).min())
        nearest = min(nearest, (least - most) / (more + less))
        bounds.append((along, more, less, most, least))
    depth = np.maximum(ahead - nearest, 1e-6)
    x, y = (
        _shared(
            along / depth, 1.0 / depth, more, less, most + more * nearest, least - less * nearest
        )
        for along, more, less, most, least in bounds
    )
    east, north, high = x * right + y * up + nearest * forward
    return (float(east), float(north), float(high))


def _shared(
    along: NDArray[np.float64],
    per_metre: NDArray[np.float64],
    more: float,
    less: float,
    low: float,
    high: float,
) -> float:
    """Return the place of the eye, low..high, that leaves as much room on both sides.

    along, per_metre: (n,) tangents of places for an eye at 0, and what a metre takes off them.
    """
    for _ in range(_HALVINGS):
        middle = (low + high) / 2.0
        tangents = along - middle * per_metre
        if tangents.max() / more > -tangents.min() / less:
            low = middle
        else:
            high = middle
    return (low + high) / 2.0


def turned_north(pose: Pose, pivot: Vec3 | None, world: WorldPort) -> Pose:
    """Return the pose that looks north: round the pivot where the way is free, else on the spot.

    pivot: local metres; None to turn on the spot.
    """
    eye = pose.eye
    if pivot is not None:
        shift = orbit(pose, pivot, shortest_turn(-pose.heading_rad), 0.0, world).shift
        eye = _along(eye, shift, 1.0)
    return Pose(eye, 0.0, pose.pitch_rad, pose.field_of_view_rad)


def _kept(start: Vec3, end: Vec3, world: WorldPort) -> Vec3:
    """Return the end of a way that stops short of what is in it and stays near the city."""
    width = max(world.box.size[:2])
    x, y = within(world.box, end[0], end[1], 1.5 * width + 300.0)
    end = (x, y, min(end[2], world.box.high[2] + 3.0 * max(world.focus.size[:2]) + 600.0))
    length = math.dist(start, end)
    if length < 1e-9:
        return start
    way = _scaled(_minus(end, start), 1.0 / length)
    met = world.obstacle(start, _along(start, way, length + _CLEARANCE_M))
    if met is None or met.leaving:
        return end
    free = math.dist(start, met.point) - _CLEARANCE_M
    return start if free <= 0.0 else _along(start, way, min(free, length))


def _turned(gap: Vec3, turn_rad: float) -> Vec3:
    """Return a vector turned clockwise, seen from above."""
    sin, cos = math.sin(turn_rad), math.cos(turn_rad)
    return (gap[0] * cos + gap[1] * sin, gap[1] * cos - gap[0] * sin, gap[2])


def _lifted(gap: Vec3, heading_rad: float, lift_rad: float) -> Vec3:
    """Return a vector turned round the viewer's own right-hand axis, so that the eye rises."""
    sin, cos = math.sin(heading_rad), math.cos(heading_rad)
    aside, ahead = gap[0] * cos - gap[1] * sin, gap[0] * sin + gap[1] * cos
    level = ahead * math.cos(lift_rad) + gap[2] * math.sin(lift_rad)
    up = gap[2] * math.cos(lift_rad) - ahead * math.sin(lift_rad)
    return (aside * cos + level * sin, level * cos - aside * sin, up)


def _along(start: Vec3, way: Vec3, length: float) -> Vec3:
    return (start[0] + way[0] * length, start[1] + way[1] * length, start[2] + way[2] * length)


def _minus(a: Vec3, b: Vec3) -> Vec3:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _scaled(a: Vec3, factor: float) -> Vec3:
    return (a[0] * factor, a[1] * factor, a[2] * factor)
