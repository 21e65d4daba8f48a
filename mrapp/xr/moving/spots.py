"""Where a person can stand."""

import math

from mrapp.scene.moving import WorldPort
from mrapp.scene.walking import (
    EYE_HEIGHT_M,
    MARGIN_M,
    STEP_M,
    has_room,
    landing_place,
    stepped,
    within,
)
from mrapp.xr.frames import Vec3

_HEADROOM_M = 0.2
_LEVEL_M = 0.1
_NEAR_GROUND_M = 4.0


def can_stand(feet: Vec3, world: WorldPort, eye_m: float = EYE_HEIGHT_M) -> bool:
    """Whether a person may be put with their feet there, local metres.

    On ground that can be walked on, with elbow room and headroom, not within a building, and
    within the project and its margin. Stairs and kerbs will do. eye_m: how high the eyes are.
    """
    x, y, z = feet
    if within(world.box, x, y, MARGIN_M) != (x, y):
        return False
    stood = stepped(x, y, z, world)
    if stood is None or abs(stood[2] - z) > _LEVEL_M:
        return False
    return has_room(feet, world) and open_above(feet, world, eye_m)


def open_above(feet: Vec3, world: WorldPort, eye_m: float = EYE_HEIGHT_M) -> bool:
    """Whether there is room for the head, and one is not shut in under a roof.

    Under a bridge or a canopy one meets its underside; within a building the back of its roof.
    """
    x, y, z = feet
    sky = (x, y, max(world.box.high[2], z + eye_m) + 10.0)
    met = world.obstacle((x, y, z + STEP_M), sky)
    return met is None or (not met.leaving and met.point[2] - z > eye_m + _HEADROOM_M)


def nearest_spot(feet: Vec3, world: WorldPort, reach_m: float = 90.0) -> Vec3:
    """Return the feet's place itself where a person can stand, else one near it in the open."""
    return feet if can_stand(feet, world) else landing_place(feet[0], feet[1], world, reach_m)


def spot_below(eye: Vec3, world: WorldPort) -> Vec3:
    """Return where to stand for the sight from an eye, local metres: under it, or near that.

    For viewpoints and for a facilitator who hovers: nobody is hung in the air.
    """
    floor = world.floor_below(eye)
    feet = (eye[0], eye[1], floor.height_m)
    near = eye[2] - floor.height_m < _NEAR_GROUND_M
    return feet if near and can_stand(feet, world) else landing_place(eye[0], eye[1], world)


def looked_at(eye: Vec3, way: Vec3, world: WorldPort, reach_m: float = 80.0) -> Vec3:
    """Return the place on the ground that is looked at; a little ahead where that is the sky.

    way: unit, local.
    """
    far = tuple(a + reach_m * b for a, b in zip(eye, way, strict=True))
    met = world.obstacle(eye, (far[0], far[1], far[2]))
    if met is not None:
        x, y, _ = met.point
    else:
        flat = max(math.hypot(way[0], way[1]), 1e-6)
        x, y = eye[0] + 15.0 * way[0] / flat, eye[1] + 15.0 * way[1] / flat
    return (x, y, world.floor_below((x, y, eye[2])).height_m)
