"""What moving about is made of: a Motion, the rig that applies it, and the world it asks.

Ways of moving (walking, orbiting, flying) only return Motions; nothing but the rig changes
where the viewer is.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.pose import Pose, Vec3, clamp_pitch

_NARROW_RAD, _WIDE_RAD = math.radians(10.0), math.radians(100.0)


@dataclass(frozen=True)
class Box:
    """A box with upright sides, local metres."""

    low: Vec3
    high: Vec3

    @property
    def centre(self) -> Vec3:
        """The middle of the box."""
        x, y, z = ((a + b) / 2.0 for a, b in zip(self.low, self.high, strict=True))
        return (x, y, z)

    @property
    def size(self) -> Vec3:
        """The lengths of the box along x, y and z."""
        x, y, z = (b - a for a, b in zip(self.low, self.high, strict=True))
        return (x, y, z)

    def touches(self, low: NDArray[np.float64], high: NDArray[np.float64], margin_m: float) -> bool:
        """Whether another box, seen from above, is in this one or within a margin round it."""
        return all(
            low[axis] < self.high[axis] + margin_m and high[axis] > self.low[axis] - margin_m
            for axis in (0, 1)
        )


@dataclass(frozen=True)
class Floor:
    """What is underfoot: its height (local metres) and whether a person can stand on it."""

    height_m: float
    walkable: bool


@dataclass(frozen=True)
class Obstacle:
    """Something in the way: where, and which way its face looks (unit, local).

    leaving: whether it is met from inside, on the way out of a building or of the ground.
    """

    point: Vec3
    normal: Vec3
    leaving: bool = False


class WorldPort(Protocol):
    """What ways of moving ask about the city. All places are local metres."""

    @property
    def box(self) -> Box:
        """The box round everything that is shown."""

    @property
    def focus(self) -> Box:
        """The box round all that belongs to the project; a file far from the others does not."""

    @property
    def outline(self) -> NDArray[np.float64]:
        """The corners (n, 3) of the things that belong to the project."""

    @property
    def buildings(self) -> NDArray[np.float64]:
        """The boxes of all buildings, (n, 2, 3): low and high corner."""

    def shape_of(self, building: int) -> NDArray[np.float64]:
        """Return the corners (k, 3) of the building with this number among `buildings`."""

    def floor_below(self, place: Vec3) -> Floor:
        """Return what lies straight under a place."""

    def floor_in_the_open(self, x: float, y: float) -> Floor:
        """Return what the sky sees at x, y."""

    def obstacle(self, start: Vec3, end: Vec3) -> Obstacle | None:
        """Return the first thing between two places."""


@dataclass(frozen=True)
class Motion:
    """A change of pose: metres in the local frame, and turns in radians."""

    shift: Vec3 = (0.0, 0.0, 0.0)
    turn_rad: float = 0.0
    tilt_rad: float = 0.0
    widen_rad: float = 0.0


class Rig:
    """Carries the viewer's eye. The one place where a pose changes."""

    def __init__(self, pose: Pose, moved: Callable[[Pose], None]) -> None:
        self._pose = pose
        self._moved = moved

    @property
    def pose(self) -> Pose:
        """Where the viewer is now."""
        return self._pose

    def place(self, pose: Pose) -> None:
        """Put the viewer somewhere at once."""
        self._pose = pose
        self._moved(pose)

    def apply(self, motion: Motion) -> None:
        """Move the viewer; never beyond straight up or straight down."""
        pose = self._pose
        x, y, z = (a + b for a, b in zip(pose.eye, motion.shift, strict=True))
        field = pose.field_of_view_rad + motion.widen_rad
        self.place(
            Pose(
                eye=(x, y, z),
                heading_rad=(pose.heading_rad + motion.turn_rad) % math.tau,
                pitch_rad=clamp_pitch(pose.pitch_rad + motion.tilt_rad),
                field_of_view_rad=max(_NARROW_RAD, min(_WIDE_RAD, field)),
            )
        )


def motion_between(start: Pose, end: Pose) -> Motion:
    """Return the motion that brings `start` to `end`, turning the short way."""
    x, y, z = (b - a for a, b in zip(start.eye, end.eye, strict=True))
    turn = (end.heading_rad - start.heading_rad + math.pi) % math.tau - math.pi
    return Motion(
        (x, y, z),
        turn,
        end.pitch_rad - start.pitch_rad,
        end.field_of_view_rad - start.field_of_view_rad,
    )
