"""Where the viewer's eye is and where it looks."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

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


def on_picture(
    places: NDArray[np.float64] | Sequence[Vec3], pose: Pose, size_px: tuple[int, int]
) -> NDArray[np.float64]:
    """Return where places (n, 3), local metres, are on a picture: x and y, and how far ahead.

    (n, 3): device pixels from the lower left, and metres along the direction of view. Where
    that is not above 0 the place is not before the viewer, and the pixels mean nothing.
    """
    gap = np.asarray(places, dtype=np.float64).reshape(-1, 3) - np.array(pose.eye)
    forward = np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    ahead = gap @ forward
    focal_px = 0.5 * size_px[1] / math.tan(pose.field_of_view_rad / 2.0)
    per_metre = focal_px / np.where(ahead > 0.0, ahead, np.inf)
    x = 0.5 * size_px[0] + per_metre * (gap @ right)
    y = 0.5 * size_px[1] + per_metre * (gap @ np.cross(right, forward))
    return np.stack([x, y, ahead], axis=1)


def ray_through(
    x_px: float, y_px: float, pose: Pose, size_px: tuple[int, int]
) -> tuple[Vec3, Vec3]:
    """Return where the ray through a pixel begins, local metres, and its way (unit).

    x_px, y_px: a device pixel counted from the top left; the ray goes through its middle.
    """
    width, height = size_px
    half = math.tan(pose.field_of_view_rad / 2.0)
    aside = (2.0 * (x_px + 0.5) / max(width, 1) - 1.0) * half * width / max(height, 1)
    above = (1.0 - 2.0 * (y_px + 0.5) / max(height, 1)) * half
    forward = np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    way = forward + aside * right + above * np.cross(right, forward)
    x, y, z = way / np.linalg.norm(way)
    return pose.eye, (float(x), float(y), float(z))
