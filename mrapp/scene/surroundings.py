"""The land beyond the data: a calm plane to the horizon, so that no city floats in nothing."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.palette import GROUND_PLANE
from mrapp.scene.polydata import mesh_data
from mrapp.scene.shader_source import Kind
from mrapp.scene.shading import Shading

Array = NDArray[np.float64]

REACH_M = 15_000.0
# Under the data lies a second plane, low enough not to show through thin gaps as a flicker.
_BELOW_M = 0.6


class Surroundings:
    """A plane round the data at the level of its rim, and a lower one beneath it."""

    def __init__(self, renderer: vtkRenderer, shading: Shading) -> None:
        self._renderer = renderer
        self._mapper = vtkPolyDataMapper()
        self._actor = vtkActor()
        self._actor.SetMapper(self._mapper)
        self._actor.SetShaderProperty(shading.use(self._mapper, Kind.LAND, styled=False))
        renderer.AddActor(self._actor)

    def fit(self, low: Array, high: Array, level_m: float, lowest_m: float) -> None:
        """Lie round the box `low` to `high` (local) at `level_m`, and under it below `lowest_m`."""
        points, triangles = _ring(low, high, level_m, min(lowest_m, level_m) - _BELOW_M)
        normals = np.tile(np.array([0.0, 0.0, 1.0], dtype=np.float32), (len(points), 1))
        colours = np.tile(np.array(GROUND_PLANE, dtype=np.uint8), (len(points), 1))
        self._mapper.SetInputData(mesh_data(points, triangles, normals, colours))

    def close(self) -> None:
        """Free what is held."""
        self._renderer.RemoveActor(self._actor)
        self._mapper.RemoveAllObservers()
        self._actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def _ring(
    low: Array, high: Array, level_m: float, below_m: float
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    middle = (low + high) / 2.0
    far_low, far_high = middle - REACH_M, middle + REACH_M

    def corners(a: Array, b: Array, z: float) -> list[list[float]]:
        return [[a[0], a[1], z], [b[0], a[1], z], [b[0], b[1], z], [a[0], b[1], z]]

    points = corners(far_low, far_high, level_m) + corners(low, high, level_m)
    points += corners(low, high, below_m)
    ring = [(i, (i + 1) % 4, 4 + (i + 1) % 4, 4 + i) for i in range(4)]
    # A slope joins the two, or the sky would show between them.
    slope = [(4 + i, 4 + (i + 1) % 4, 8 + (i + 1) % 4, 8 + i) for i in range(4)]
    quads = [*ring, *slope, (8, 9, 10, 11)]
    triangles = [t for a, b, c, d in quads for t in ((a, b, c), (a, c, d))]
    return np.array(points, dtype=np.float32), np.array(triangles, dtype=np.int64)
