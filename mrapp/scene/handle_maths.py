"""Dragging, turning and lifting, worked out from where the pointer is. Pure: numpy only.

Pixels are device pixels from the top left; places are local metres.
"""

import math
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.pose import Pose, Vec3, on_picture, ray_through, shortest_turn

Array = NDArray[np.float64]

STEP_RAD = math.radians(5.0)
FINE = 0.1
# Seen flatter than this, a pixel would be metres: what is dragged then lags behind the pointer.
_FLATTEST_MOVE_RAD = math.radians(1.5)
# The ring and the disc lean towards whoever sees them flatter than this: they can be grabbed.
FLATTEST_RING_RAD = math.radians(25.0)
# Towards the horizon a thing stops at the largest of these.
_REACH_OF_DISTANCE, _REACH_OF_HEIGHT, _REACH_M = 3.0, 20.0, 10_000.0
# Seen steeper than this (its sine), upright is hardly longer than a point: up the picture it is.
_STEEP = 0.35
_LIFT_OF_DISTANCE, _LIFT_M = 3.0, 10.0
# Nearer to the centre than this the pointer has no direction.
_HUB_PX = 8.0
_UP = np.array([0.0, 0.0, 1.0])


class Part(StrEnum):
    """What can be grabbed."""

    MOVE = "move"
    TURN = "turn"
    LIFT = "lift"


@dataclass(frozen=True)
class Stand:
    """Where a design stands and how large it is.

    place_local: metres. turn_rad: counter-clockwise seen from above. radius_m: how far it
    reaches from its place. read: it is looked at while it is moved, so that handles keep off it
    for as long as the picture has room beside it.
    """

    place_local: Vec3
    turn_rad: float
    radius_m: float
    read: bool = False


@dataclass(frozen=True)
class Sight:
    """Where from and how large the handles are seen.

    size_px: of the picture. scale: device pixels per pixel of a usual size.
    """

    pose: Pose
    size_px: tuple[int, int]
    scale: float

    def ray(self, x_px: float, y_px: float) -> tuple[Array, Array]:
        """Return the eye, and the way (unit) through a pixel."""
        eye, way = ray_through(x_px, y_px, self.pose, self.size_px)
        return np.array(eye), np.array(way)

    def seen(self, places: Array) -> Array:
        """Return where on the picture places (n, 3) are: (n, 3), x, y, and metres ahead."""
        found = on_picture(places, self.pose, self.size_px)
        found[:, 0] -= 0.5
        found[:, 1] = self.size_px[1] - found[:, 1] - 0.5
        return found

    def metres_a_pixel(self, place: Vec3) -> float:
        """Return how long a pixel is at a place; 0 for a place that is not before the viewer."""
        ahead_m = max(float(self.seen(np.array([place]))[0, 2]), 0.0)
        return ahead_m * 2.0 * math.tan(self.pose.field_of_view_rad / 2.0) / self.size_px[1]


class Table:
    """The level plane through a place, tipped towards an eye that would see it too flat.

    What lies on it is told by its way from that place in the world: east and north, metres.
    """

    def __init__(self, place: Vec3, pose: Pose, flattest_rad: float) -> None:
        self._centre = np.array(place)
        self._eye = np.array(pose.eye)
        gap = self._centre - self._eye
        level = math.hypot(gap[0], gap[1])
        heading = math.atan2(gap[0], gap[1]) if level > 1e-6 else pose.heading_rad
        self._right = np.array([math.cos(heading), -math.sin(heading), 0.0])
        self._ahead = np.array([math.sin(heading), math.cos(heading), 0.0])
        seen_rad = math.atan2(-gap[2], level)
        tip = math.copysign(max(flattest_rad - abs(seen_rad), 0.0), seen_rad)
        self._away = math.cos(tip) * self._ahead + math.sin(tip) * _UP
        far = max(_REACH_OF_DISTANCE * level, _REACH_OF_HEIGHT * abs(float(gap[2])))
        self._reach_m = min(far, max(_REACH_M, _REACH_OF_DISTANCE * level))

    def places(self, offsets: Array) -> Array:
        """Return where on it offsets (n, 2), east and north, are: (n, 3)."""
        aside, along = offsets @ self._right[:2], offsets @ self._ahead[:2]
        return np.asarray(self._centre + np.outer(aside, self._right) + np.outer(along, self._away))

    def offset_under(self, way: Array) -> Array | None:
        """Return the offset (2,) that the eye sees along a way (unit), never beyond its reach.

        A way that passes over the horizon, so meets the plane behind the eye if at all, ends
        at that reach in its own direction. None for one that has no direction.
        """
        normal = np.cross(self._right, self._away)
        gap = self._centre - self._eye
        drop, speed = float(gap @ normal), float(way @ normal)
        if drop * speed > 0.0:
            met = way * (drop / speed) - gap
            from_eye = self._level(met) + gap[:2]
            if math.hypot(*from_eye) <= self._reach_m:
                return self._level(met)
        else:
            from_eye = self._level(way)
        length = math.hypot(*from_eye)
        return None if length < 1e-9 else from_eye * (self._reach_m / length) - gap[:2]

    def _level(self, gap: Array) -> Array:
        """Return a vector of the plane (3,) laid level, east and north."""
        laid = (gap @ self._right) * self._right + (gap @ self._away) * self._ahead
        return np.asarray(laid[:2])


@dataclass(frozen=True)
class Grip:
    """How a part was grabbed: what `follow` needs to say where the pointer has brought it.

    anchor: for MOVE the place that stays under the pointer, `aside_px` beside it. start: for
    TURN the angle, for LIFT the height, at which it was grabbed.
    """

    part: Part
    stand: Stand
    anchor: Vec3
    aside_px: tuple[float, float] = (0.0, 0.0)
    start: float | None = 0.0


def grab(part: Part, stand: Stand, near_m: float, sight: Sight, x_px: float, y_px: float) -> Grip:
    """Return the grip of a part of a stand at a pixel.

    near_m: how far from the middle the ground under the pointer can still be what was grabbed.
    """
    place = stand.place_local
    if part is Part.MOVE:
        return _grab_move(stand, near_m, sight, x_px, y_px)
    if part is Part.TURN:
        return Grip(part, stand, place, start=_angle(place, sight, x_px, y_px))
    return Grip(part, stand, place, start=_height(place, sight, x_px, y_px))


def follow(grip: Grip, sight: Sight, x_px: float, y_px: float, fine: bool) -> Stand | None:
    """Return where a pointer at this pixel brings the stand; None where that cannot be told.

    fine: a tenth of the way, and no steps.
    """
    stand, share = grip.stand, FINE if fine else 1.0
    x, y, z = stand.place_local
    if grip.part is Part.MOVE:
        _, way = sight.ray(x_px - grip.aside_px[0], y_px - grip.aside_px[1])
        shift = Table(grip.anchor, sight.pose, _FLATTEST_MOVE_RAD).offset_under(way)
        if shift is None:
            return None
        east, north = (shift * share).tolist()
        return replace(stand, place_local=(x + east, y + north, z))
    if grip.part is Part.TURN:
        angle = _angle(grip.anchor, sight, x_px, y_px)
        if angle is None or grip.start is None:
            return None
        return replace(stand, turn_rad=_turned(stand.turn_rad, angle - grip.start, fine))
    lift = _height(grip.anchor, sight, x_px, y_px) - (grip.start or 0.0)
    return replace(stand, place_local=(x, y, z + lift * share))


def lift_axis(place: Vec3, pose: Pose) -> Array:
    """Return the way (unit) along which the pointer lifts: upright; from above, up the picture."""
    gap = np.array(place) - np.array(pose.eye)
    if math.hypot(gap[0], gap[1]) >= _STEEP * math.hypot(*gap.tolist()):
        return _UP
    forward = np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    return np.asarray(np.cross(right, forward))


def _grab_move(stand: Stand, near_m: float, sight: Sight, x_px: float, y_px: float) -> Grip:
    place = stand.place_local
    _, way = sight.ray(x_px, y_px)
    offset = Table(place, sight.pose, _FLATTEST_MOVE_RAD).offset_under(way)
    if offset is not None and math.hypot(*offset) <= near_m:
        east, north = offset.tolist()
        anchor = (place[0] + east, place[1] + north, place[2])
    else:
        # The ground there is far behind the stand, or is none: it is the middle that is held.
        anchor = place
    x, y, _ = sight.seen(np.array([anchor]))[0].tolist()
    return Grip(Part.MOVE, stand, anchor, (x_px - x, y_px - y))


def _angle(place: Vec3, sight: Sight, x_px: float, y_px: float) -> float | None:
    """Return the direction of the pointer from a place, counter-clockwise from east."""
    _, way = sight.ray(x_px, y_px)
    offset = Table(place, sight.pose, FLATTEST_RING_RAD).offset_under(way)
    hub_m = _HUB_PX * sight.scale * sight.metres_a_pixel(place)
    if offset is None or math.hypot(*offset) <= hub_m:
        return None
    return math.atan2(offset[1], offset[0])


def _turned(start_rad: float, by_rad: float, fine: bool) -> float:
    by_rad = shortest_turn(by_rad)
    if fine:
        return shortest_turn(start_rad + FINE * by_rad)
    if abs(by_rad) < STEP_RAD / 2.0:
        return start_rad
    return shortest_turn(round((start_rad + by_rad) / STEP_RAD) * STEP_RAD)


def _height(place: Vec3, sight: Sight, x_px: float, y_px: float) -> float:
    """Return how far above a place the line upwards from it comes nearest to the pointer's ray.

    The closest points of two lines: D. Sunday, "Distance between 3D lines and segments" (2001).
    """
    eye, way = sight.ray(x_px, y_px)
    axis, gap = lift_axis(place, sight.pose), np.array(place) - eye
    limit_m = _LIFT_OF_DISTANCE * math.hypot(*gap.tolist()) + _LIFT_M
    along = float(axis @ way)
    apart = 1.0 - along * along
    if apart < 1e-9:
        return math.copysign(limit_m, along)
    height = (along * float(way @ gap) - float(axis @ gap)) / apart
    if float(way @ gap) + height * along <= 0.0:
        return math.copysign(limit_m, along)
    return max(-limit_m, min(limit_m, height))
