"""What an eye of a headset sees of the city, and the camera that draws it."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkCamera

from mrapp.scene.pose import Vec3

Array = NDArray[np.float64]


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
        return np.array(self.projected(near_m, far_m)).reshape(4, 4)

    def projected(self, near_m: float, far_m: float) -> tuple[float, ...]:
        """Return the same, row by row."""
        left, right = math.tan(self.left_rad), math.tan(self.right_rad)
        down, up = math.tan(self.down_rad), math.tan(self.up_rad)
        deep = far_m - near_m
        return (
            2.0 / (right - left), 0.0, (right + left) / (right - left), 0.0,
            0.0, 2.0 / (up - down), (up + down) / (up - down), 0.0,
            0.0, 0.0, -(far_m + near_m) / deep, -2.0 * far_m * near_m / deep,
            0.0, 0.0, -1.0, 0.0,
        )  # fmt: skip


@dataclass(frozen=True, eq=False)
class Lens:
    """One eye in the city.

    local_from_eye: (4, 4), rigid, local metres; the eye looks along its -z, y is up.
    """

    local_from_eye: Array
    fov: Fov

    @property
    def place(self) -> Vec3:
        """Where the eye is, local metres."""
        x, y, z = self.local_from_eye[:3, 3].tolist()
        return (x, y, z)


class LensCamera:
    """A camera that takes the place of one eye after the other."""

    def __init__(self, camera: vtkCamera) -> None:
        self._camera = camera
        self._matrix = vtkMatrix4x4()
        camera.SetUseExplicitProjectionTransformMatrix(True)

    def take(self, lens: Lens, near_m: float, far_m: float) -> None:
        """See what a lens sees, between two distances."""
        right, over, deep, _ = lens.local_from_eye.tolist()
        camera = self._camera
        camera.SetPosition(right[3], over[3], deep[3])
        camera.SetFocalPoint(right[3] - right[2], over[3] - over[2], deep[3] - deep[2])
        camera.SetViewUp(right[1], over[1], deep[1])
        camera.SetClippingRange(near_m, far_m)
        self._matrix.DeepCopy(lens.fov.projected(near_m, far_m))
        camera.SetExplicitProjectionTransformMatrix(self._matrix)
        # The matrix is the same object: the camera cannot know that it changed.
        camera.Modified()
