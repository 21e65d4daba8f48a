"""Frames of a headset and the maths between them.

stage: OpenXR's, metres, x right, y up, z towards the viewer, zero on the floor. local: the
project's, x east, y north, z up. A matrix (4, 4) is float64 and multiplies column vectors;
`local_from_stage` is named after what it gives and what it takes.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Vec3 = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]

UPRIGHT: Array = np.array([[1.0, 0, 0, 0], [0, 0, -1.0, 0], [0, 1.0, 0, 0], [0, 0, 0, 1.0]])
"""A stage that stands upright in the local frame, with its -z to the north."""


@dataclass(frozen=True)
class RigidPose:
    """Where something is and how it is turned, in the stage unless said otherwise.

    position: metres. turned: a unit quaternion (x, y, z, w), as in OpenXR.
    """

    position: Vec3 = (0.0, 0.0, 0.0)
    turned: Quaternion = (0.0, 0.0, 0.0, 1.0)

    @property
    def matrix(self) -> Array:
        """The matrix (4, 4) from the thing's own frame to the one that the pose is in."""
        x, y, z, w = self.turned
        result = np.eye(4)
        result[:3, :3] = (
            (1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
            (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
            (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
        )
        result[:3, 3] = self.position
        return result


@dataclass(frozen=True)
class Fov:
    """How far an eye sees to each side of straight ahead, radians; left and down are negative."""

    left_rad: float
    right_rad: float
    up_rad: float
    down_rad: float

    def projection(self, near_m: float, far_m: float) -> Array:
        """Return the OpenGL projection (4, 4) of the off-axis frustum.

        Source: OpenGL 4.6 core, glFrustum, with the tangents of the four angles as its sides.
        """
        left, right = math.tan(self.left_rad), math.tan(self.right_rad)
        down, up = math.tan(self.down_rad), math.tan(self.up_rad)
        deep = far_m - near_m
        return np.array(
            [
                [2.0 / (right - left), 0.0, (right + left) / (right - left), 0.0],
                [0.0, 2.0 / (up - down), (up + down) / (up - down), 0.0],
                [0.0, 0.0, -(far_m + near_m) / deep, -2.0 * far_m * near_m / deep],
                [0.0, 0.0, -1.0, 0.0],
            ]
        )
