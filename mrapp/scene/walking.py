"""Walking: on the ground at eye height, along walls, up kerbs, never onto roofs.

Asks the world through its port. Who walks with a mouse gets Motions; `walked`, `stepped` and
`settling` are the same rules for feet wherever their eyes are, as with a headset.
"""

import math

from mrapp.scene.moving import Box, Motion, WorldPort
from mrapp.scene.pose import Pose, Vec3

EYE_HEIGHT_M = 1.65
STEP_M = 0.4
MARGIN_M = 150.0
_BODY_M = 0.35
# Long ways are walked in short steps, so that no thin wall is stepped over.
_STRIDE_M = 0.3
_FEELERS_M = (STEP_M + 0.05, 1.0)
# Ahead, and to both sides, so that a wall met at a slant is felt in time.
_FEELER_TURNS_RAD = (0.0, math.radians(45.0), math.radians(-45.0))
_SETTLE_PER_S = 9.0
_SETTLED_M = 0.002
# How far ahead a newcomer to the street should be able to see.
_VIEW_M = 12.0


def walk(pose: Pose, forward_m: float, right_m: float, world: WorldPort) -> Motion:
    """Return the motion of walking so far ahead and to the right, as far as the way is free."""
    sin, cos = math.sin(pose.heading_rad), math.cos(pose.heading_rad)
    east, north = sin * forward_m + cos * right_m, cos * forward_m - sin * right_m
    x, y, _ = walked(feet_of(pose, world), east, north, world)
    return Motion((x - pose.eye[0], y - pose.eye[1], 0.0))


def walked(
    feet: Vec3, east_m: float, north_m: float, world: WorldPort, eye_m: float = EYE_HEIGHT_M
) -> Vec3:
    """Return where feet come that walk so far east and north, as far as the way is free.

    Along walls, up and down steps, never further down and never onto a roof. eye_m: how high over
    the feet the eyes are.
    """
    strides = max(1, math.ceil(math.hypot(east_m, north_m) / _STRIDE_M))
    for _ in range(strides):
        feet = _stride(feet, east_m / strides, north_m / strides, world, eye_m)
    return feet


def stepped(x: float, y: float, feet_m: float, world: WorldPort) -> Vec3 | None:
    """Return the feet of who steps to x, y from a height; None if nobody can stand there."""
    floor = world.floor_below((x, y, feet_m + STEP_M + 0.3))
    level = abs(floor.height_m - feet_m) <= STEP_M + 1e-6
    return (x, y, floor.height_m) if level and floor.walkable else None


def settle(pose: Pose, dt_s: float, world: WorldPort) -> Motion | None:
    """Return the motion that brings the eye to its height over the ground; None if it is there."""
    wanted = feet_of(pose, world)[2] + EYE_HEIGHT_M
    gap = wanted - pose.eye[2]
    if abs(gap) < _SETTLED_M:
        return None
    return Motion((0.0, 0.0, settling(gap, dt_s)))


def settling(gap_m: float, dt_s: float) -> float:
    """Return how much of a gap in height is made good in some time; of a tiny one all."""
    return gap_m * (1.0 - math.exp(-_SETTLE_PER_S * dt_s)) if abs(gap_m) > 0.01 else gap_m


def feet_of(pose: Pose, world: WorldPort) -> Vec3:
    """Return where a walker with this eye stands."""
    x, y, z = pose.eye
    return (x, y, world.floor_below((x, y, z - EYE_HEIGHT_M + STEP_M + 0.3)).height_m)


def within(box: Box, x: float, y: float, margin_m: float) -> tuple[float, float]:
    """Return the place kept within the box and a margin round it."""
    low, high = box.low, box.high
    return (
        min(max(x, low[0] - margin_m), high[0] + margin_m),
        min(max(y, low[1] - margin_m), high[1] + margin_m),
    )


def landing_place(x: float, y: float, world: WorldPort, reach_m: float = 90.0) -> Vec3:
    """Return where a person can stand under the open sky, at or near x, y: the feet's place.

    Searched in widening rings. Where there is no such place the highest surface will do.
    """
    x, y = within(world.box, x, y, MARGIN_M)
    for ring in range(int(reach_m / 3.0) + 1):
        count = max(1, ring * 6)
        for step in range(count):
            angle = math.tau * step / count
            place = (x + 3.0 * ring * math.sin(angle), y + 3.0 * ring * math.cos(angle))
            floor = world.floor_in_the_open(*place)
            feet = (*place, floor.height_m)
            if floor.walkable and has_room(feet, world):
                return feet
    return (x, y, world.floor_in_the_open(x, y).height_m)


def open_heading(eye: Vec3, wished_rad: float, world: WorldPort) -> float:
    """Return the heading nearest to the wished one with a view; nobody likes to face a wall.

    A view is 12 m free ahead; where no direction has it, the one with the farthest view is taken.
    """

    def free_m(heading_rad: float) -> float:
        far = (
            eye[0] + _VIEW_M * math.sin(heading_rad),
            eye[1] + _VIEW_M * math.cos(heading_rad),
            eye[2],
        )
        met = world.obstacle(eye, far)
        return _VIEW_M if met is None else math.dist(eye, met.point)

    turns = sorted((math.tau * n / 16 for n in range(-8, 8)), key=abs)
    headings = [wished_rad + turn for turn in turns]
    # Of equals `max` takes the first: the least turned.
    return max(headings, key=free_m)


def has_room(feet: Vec3, world: WorldPort) -> bool:
    """Whether a person with feet there has elbow room."""
    x, y, z = feet[0], feet[1], feet[2] + 1.0
    sides = ((0.8, 0.0), (-0.8, 0.0), (0.0, 0.8), (0.0, -0.8))
    return all(world.obstacle((x, y, z), (x + dx, y + dy, z)) is None for dx, dy in sides)


def _stride(feet: Vec3, east: float, north: float, world: WorldPort, eye_m: float) -> Vec3:
    """Return where one stride ends: ahead, or along the wall, or where it began."""
    wall = _wall(feet, east, north, world, eye_m)
    if wall is not None:
        away = east * wall[0] + north * wall[1]
        east, north = east - away * wall[0], north - away * wall[1]
        if _wall(feet, east, north, world, eye_m) is not None:
            return feet
    whole = _stand(feet, east, north, world)
    # Along a ledge one axis may still be free.
    return whole or _stand(feet, east, 0.0, world) or _stand(feet, 0.0, north, world) or feet


def _stand(feet: Vec3, east: float, north: float, world: WorldPort) -> Vec3 | None:
    """Return the feet after the stride; None if nobody can stand there."""
    if math.hypot(east, north) < 1e-9:
        return None
    x, y = within(world.box, feet[0] + east, feet[1] + north, MARGIN_M)
    return stepped(x, y, feet[2], world)


def _wall(
    feet: Vec3, east: float, north: float, world: WorldPort, eye_m: float
) -> tuple[float, float] | None:
    """Return the level normal of the wall that the stride would meet; None if the way is free."""
    length = math.hypot(east, north)
    if length < 1e-9:
        return None
    for aside in _FEELER_TURNS_RAD:
        for height in (*_FEELERS_M, eye_m):
            normal = _felt(feet, height, math.atan2(east, north) + aside, length, world)
            if normal and east * normal[0] + north * normal[1] < -1e-6:
                return normal
    return None


def _felt(
    feet: Vec3, height_m: float, bearing_rad: float, length_m: float, world: WorldPort
) -> tuple[float, float] | None:
    """Return the level normal of what an outstretched arm meets at a height; None for nothing."""
    sin, cos = math.sin(bearing_rad), math.cos(bearing_rad)
    start = (feet[0], feet[1], feet[2] + height_m)
    reach = length_m + _BODY_M
    met = world.obstacle(start, (start[0] + sin * reach, start[1] + cos * reach, start[2]))
    if met is None:
        return None
    flat = math.hypot(met.normal[0], met.normal[1])
    return (met.normal[0] / flat, met.normal[1] / flat) if flat > 0.5 else (-sin, -cos)
