"""The land beyond the data: a calm plane to the horizon, so that no city floats in nothing."""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.land import Corner, Land
from mrapp.scene.moving import Box
from mrapp.scene.palette import GROUND_PLANE
from mrapp.scene.polydata import mesh_data
from mrapp.scene.pose import Vec3
from mrapp.scene.shader_source import Kind
from mrapp.scene.shading import Shading

REACH_M = 15_000.0


class Surroundings:
    """The land beyond the data on the screen."""

    def __init__(self, renderer: vtkRenderer, shading: Shading) -> None:
        self._renderer = renderer
        self._mapper = vtkPolyDataMapper()
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetShaderProperty(shading.use(self._mapper, Kind.LAND, styled=False))
        renderer.AddActor(self.actor)

    def fit(self, land: Land, box: Box) -> None:
        """Lie where the land says, to far beyond the box round everything."""
        points, triangles = _faces(land, box)
        normals = np.tile(np.array([0.0, 0.0, 1.0], dtype=np.float32), (len(points), 1))
        colours = np.tile(np.array(GROUND_PLANE, dtype=np.uint8), (len(points), 1))
        self._mapper.SetInputData(mesh_data(points, triangles, normals, colours))

    def close(self) -> None:
        """Free what is held."""
        self._renderer.RemoveActor(self.actor)
        self._mapper.RemoveAllObservers()
        self.actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def _faces(land: Land, box: Box) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return points (n, 3) and triangles (m, 3) of the plane and, if it has one, of its hole."""
    low, high = land.hole or ((0.0, 0.0), (0.0, 0.0))
    far_low = (box.low[0] - REACH_M, box.low[1] - REACH_M)
    far_high = (box.high[0] + REACH_M, box.high[1] + REACH_M)
    points = _corners(far_low, far_high, land.level_m)
    quads = [(0, 1, 2, 3)]
    if land.hole is not None:
        points += _corners(low, high, land.level_m) + _corners(low, high, land.below_m)
        plane = [(i, (i + 1) % 4, 4 + (i + 1) % 4, 4 + i) for i in range(4)]
        sides = [(4 + i, 4 + (i + 1) % 4, 8 + (i + 1) % 4, 8 + i) for i in range(4)]
        quads = [*plane, *sides, (8, 9, 10, 11)]
    triangles = [t for a, b, c, d in quads for t in ((a, b, c), (a, c, d))]
    return np.array(points, dtype=np.float32), np.array(triangles, dtype=np.int64)


def _corners(low: Corner, high: Corner, z: float) -> list[Vec3]:
    (west, south), (east, north) = low, high
    return [(west, south, z), (east, south, z), (east, north, z), (west, north, z)]
