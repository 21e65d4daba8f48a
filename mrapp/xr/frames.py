"""Frames of a headset and the maths between them.

stage: OpenXR's, metres, x right, y up, z towards the viewer, zero on the floor. local: the
project's, x east, y north, z up. A matrix (4, 4) is float64 and multiplies column vectors;
`local_from_stage` is named after what it gives and what it takes.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.stereo.lens import Fov

__all__ = ["UPRIGHT", "Array", "Fov", "Quaternion", "RigidPose", "Vec3", "turned"]

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

    @cached_property
    def matrix(self) -> Array:
        """The matrix (4, 4) from the thing's own frame to the pose's, not to be written to."""
        x, y, z, w = self.turned
        result = np.eye(4)
        result[:3, :3] = (
            (1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)),
            (2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)),
            (2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)),
        )
        result[:3, 3] = self.position
        result.flags.writeable = False
        return result


def turned(yaw_rad: float, pitch_rad: float) -> Quaternion:
    """Return the turn of what is turned to the left about the vertical, then tilted up."""
    sy, cy = math.sin(yaw_rad / 2.0), math.cos(yaw_rad / 2.0)
    sx, cx = math.sin(pitch_rad / 2.0), math.cos(pitch_rad / 2.0)
    return (cy * sx, sy * cx, -sy * sx, cy * cx)
