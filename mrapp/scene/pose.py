"""Where the viewer's eye is and where it looks."""

import math
from dataclasses import dataclass
from typing import Self

Vec3 = tuple[float, float, float]

PITCH_LIMIT_RAD = math.radians(89.0)


@dataclass(frozen=True)
class Pose:
    """An eye in the local frame.

    eye: metres. heading_rad: clockwise from north. pitch_rad: up is positive.
    field_of_view_rad: the vertical angle of view.
    """

    eye: Vec3
    heading_rad: float
    pitch_rad: float
    field_of_view_rad: float = math.radians(50.0)

    @classmethod
    def looking(
        cls, eye: Vec3, target: Vec3, field_of_view_rad: float = math.radians(50.0)
    ) -> Self:
        """Return the pose of an eye at `eye` that looks at `target`, both local metres.

        Straight up and straight down are turned a degree aside, so that north stays known.
        """
        east, north, up = (t - e for t, e in zip(target, eye, strict=True))
        pitch = math.atan2(up, math.hypot(east, north))
        return cls(eye, math.atan2(east, north), clamp_pitch(pitch), field_of_view_rad)

    @property
    def forward(self) -> Vec3:
        """The direction of view: a unit vector in the local frame."""
        flat = math.cos(self.pitch_rad)
        return (
            math.sin(self.heading_rad) * flat,
            math.cos(self.heading_rad) * flat,
            math.sin(self.pitch_rad),
        )


def clamp_pitch(pitch_rad: float) -> float:
    """Return the pitch kept short of straight up and straight down."""
    return max(-PITCH_LIMIT_RAD, min(PITCH_LIMIT_RAD, pitch_rad))


def shortest_turn(turn_rad: float) -> float:
    """Return the same turn within half a circle either way."""
    return (turn_rad + math.pi) % math.tau - math.pi
