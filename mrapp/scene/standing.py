"""Where to stand on the ground to see a building: in the open, far enough, with a free sight."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.moving import WorldPort
from mrapp.scene.pose import Pose, Vec3, on_picture, shortest_turn
from mrapp.scene.walking import EYE_HEIGHT_M, has_room, landing_place

Array = NDArray[np.float64]

# Seen whole from one to one and a half times its height, the best first; more for a long one.
_TIMES_AS_FAR = (1.25, 1.5, 1.0)
_WIDTH_SHARE = 0.4
_NEAREST_M, _FARTHEST_M = 8.0, 40.0
# In a narrow street one stands nearer, rather than on the other side of the houses opposite.
_IN_A_STREET_M = (8.0, 5.0, 3.0)
_BEARINGS = 24
# What it costs to stand on the far side, or at each next distance, in shares of what is seen.
_ROUND_COST, _DISTANCE_COST = 0.15, 0.04
# More than this of the corners of a building cannot be seen at once, near enough.
_MOST_SEEN = 0.75
_SHORT_M = 0.5
_HIGHEST_LOOK = 0.36
_SIZE_PX = (1500, 1000)


@dataclass(frozen=True, eq=False)
class _Sight:
    """A building to look at: (k, 3) places on its outer corners, low and higher up."""

    middle: Vec3
    height_m: float
    places: Array
    points: Array

    @classmethod
    def of(cls, points: Array) -> Self:
        low, high = points.min(axis=0), points.max(axis=0)
        x, y, _ = (low + high) / 2.0
        bearings = np.arange(8) * math.tau / 8.0 + 0.1
        ways = np.stack([np.sin(bearings), np.cos(bearings)])
        corners = points[np.argmax(points[:, :2] @ ways, axis=0), :2]
        height = float(high[2] - low[2])
        levels = (float(low[2]) + min(1.0, 0.5 * height), float(low[2]) + 0.6 * height)
        places = np.concatenate([np.insert(corners, 2, level, axis=1) for level in levels])
        return cls((float(x), float(y), float(low[2])), height, places, points)

    def reach_m(self, east: float, north: float) -> float:
        """Return how far the building reaches from its middle that way (a unit vector)."""
        gaps = self.points[:, :2] - np.array(self.middle[:2])
        return float((gaps @ np.array([east, north])).max())

    def distances_m(self) -> list[float]:
        """Return how far before the building to stand, the best first."""
        width = float(np.hypot(*np.ptp(self.points[:, :2], axis=0)))
        # A long low building is no more than its height's double away, or it is but a line.
        size = max(self.height_m, min(_WIDTH_SHARE * width, 2.0 * self.height_m))
        wished = [min(max(times * size, _NEAREST_M), _FARTHEST_M) for times in _TIMES_AS_FAR]
        between = [_NEAREST_M + 0.5 * (min(wished) - _NEAREST_M)]
        return list(dict.fromkeys([*wished, *between, *_IN_A_STREET_M]))


def standing_before(points: Array, start: Pose, world: WorldPort) -> Pose:
    """Return the pose of who stands before a building and looks at it.

    points: (n, 3) of the building, local metres. start: where the viewer comes from, the side
    that is liked best. Where the building can be seen from nowhere near: as near as one can
    stand, towards it.
    """
    sight = _Sight.of(points)
    best: tuple[float, Pose] | None = None
    for cost, bearing, away in _ways(sight, start):
        if best is not None and _MOST_SEEN - cost <= best[0]:
            break
        pose = _stood(sight, bearing, away, start, world)
        seen = _seen_share(sight, pose, world) if pose else 0.0
        if pose and seen > 0.0 and (best is None or seen - cost > best[0]):
            best = (seen - cost, pose)
    if best is not None:
        return best[1]
    feet = landing_place(*sight.middle[:2], world)
    return _looking(sight, feet, start)


def _ways(sight: _Sight, start: Pose) -> list[tuple[float, float, float]]:
    """Return from where to try, cheapest first: the cost, the bearing, radians, the metres away."""
    east, north = start.eye[0] - sight.middle[0], start.eye[1] - sight.middle[1]
    # Who is straight above it comes from where the picture's lower edge is.
    from_above = math.hypot(east, north) < 1.0
    near_rad = start.heading_rad + math.pi if from_above else math.atan2(east, north)
    ways = []
    for number in range(_BEARINGS):
        bearing = near_rad + math.tau * number / _BEARINGS
        turned = abs(shortest_turn(bearing - near_rad)) / math.pi
        for rank, away in enumerate(sight.distances_m()):
            ways.append((_ROUND_COST * turned + _DISTANCE_COST * rank, bearing, away))
    return sorted(ways)


def _stood(
    sight: _Sight, bearing: float, away_m: float, start: Pose, world: WorldPort
) -> Pose | None:
    """Return the pose of standing there; None if nobody can, or something stands between."""
    east, north = math.sin(bearing), math.cos(bearing)
    reach = sight.reach_m(east, north)
    out = reach + away_m
    x, y = sight.middle[0] + out * east, sight.middle[1] + out * north
    floor = world.floor_in_the_open(x, y)
    feet = (x, y, floor.height_m)
    if not floor.walkable or not has_room(feet, world):
        return None
    pose = _looking(sight, feet, start)
    edge = (x - 0.7 * away_m * east, y - 0.7 * away_m * north, pose.eye[2])
    return None if world.obstacle(pose.eye, edge) else pose


def _looking(sight: _Sight, feet: Vec3, start: Pose) -> Pose:
    """Return the pose at these feet that looks at the building; at a high one slightly up."""
    eye = (feet[0], feet[1], feet[2] + EYE_HEIGHT_M)
    x, y, low = sight.middle
    reach = sight.reach_m(*_unit(eye[0] - x, eye[1] - y))
    away = max(math.dist(eye[:2], (x, y)) - reach, 2.0)
    top = math.atan2(low + sight.height_m - eye[2], away)
    foot = math.atan2(low - eye[2], away)
    field = start.field_of_view_rad
    pitch = max(-0.15, min((top + foot) / 2.0, _HIGHEST_LOOK * field))
    heading = Pose.looking(eye, (x, y, eye[2])).heading_rad
    return Pose(eye, heading % math.tau, pitch, field)


def _seen_share(sight: _Sight, pose: Pose, world: WorldPort) -> float:
    """Return which share of the places on a building is in the picture with nothing before it."""
    pixels = on_picture(sight.places, pose, _SIZE_PX)
    within = (pixels[:, 2] > 0.0) & (pixels[:, :2] > 0.0).all(axis=1)
    within &= (pixels[:, :2] < np.array(_SIZE_PX)).all(axis=1)
    seen = sum(_is_free(pose.eye, place, world) for place in sight.places[within])
    return seen / len(sight.places)


def _is_free(eye: Vec3, place: Array, world: WorldPort) -> bool:
    gap = place - np.array(eye)
    length = float(np.linalg.norm(gap))
    x, y, z = eye + gap * max(1.0 - _SHORT_M / max(length, 1e-9), 0.0)
    return world.obstacle(eye, (float(x), float(y), float(z))) is None


def _unit(east: float, north: float) -> tuple[float, float]:
    length = max(math.hypot(east, north), 1e-9)
    return east / length, north / length


def building_ahead(goal: Vec3, pose: Pose, world: WorldPort) -> Array | None:
    """Return the corners (k, 3) of the building nearest to a place, if it can be: one in view.

    Sheds among houses do not count. None where there are no buildings.
    """
    if not len(world.buildings):
        return None
    heights = world.buildings[:, 1, 2] - world.buildings[:, 0, 2]
    numbers = np.flatnonzero(heights >= 0.5 * np.median(heights))
    pixels = on_picture(world.buildings[numbers].mean(axis=1), pose, _SIZE_PX)
    ahead = (pixels[:, 2] > 0.0) & (pixels[:, 0] > 0.0) & (pixels[:, 0] < _SIZE_PX[0])
    numbers = numbers[ahead] if ahead.any() else numbers
    boxes, place = world.buildings[numbers][:, :, :2], np.array(goal[:2])
    gaps = np.maximum(np.maximum(boxes[:, 0] - place, place - boxes[:, 1]), 0.0)
    # Of those that the place is within, the one whose middle is nearest.
    middles = np.linalg.norm(boxes.mean(axis=1) - place, axis=1)
    nearest = int(np.argmin(np.linalg.norm(gaps, axis=1) + 1e-3 * middles))
    return world.shape_of(int(numbers[nearest]))
