"""The plane that a model in a camera's picture stands on: not drawn, but shadows fall on it."""

import math

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.polydata import mesh_data
from mrapp.scene.pose import Vec3
from mrapp.scene.shader_source import Kind
from mrapp.scene.shading import Shading
from mrapp.scene.stereo.flat import ribbons

_STEPS = 60
# Close under a rim it is this dark even without the sun, and a little further out no more.
_DARKEST = 90
_FADE = (1.0, 1.03, 1.08, 1.16)
_FALL = (1.0, 0.6, 0.2, 0.0)


class Catcher:
    """The plane in a renderer."""

    def __init__(self, renderer: vtkRenderer, shading: Shading) -> None:
        self._renderer = renderer
        self._mapper = vtkPolyDataMapper()
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetShaderProperty(shading.use(self._mapper, Kind.CATCH, styled=False))
        self.actor.SetForceTranslucent(True)
        self.actor.SetVisibility(False)
        renderer.AddActor(self.actor)

    def lie(self, centre: Vec3, reach_m: float, rim_m: float | None) -> None:
        """Lie round a place, level; darker close round a hexagon's rim. Local metres."""
        points, triangles, dark = _disc(reach_m, rim_m)
        points = points + np.array(centre)
        normals = np.tile(np.array([0.0, 0.0, 1.0], dtype=np.float32), (len(points), 1))
        colours = np.zeros((len(points), 4), dtype=np.uint8)
        colours[:, 3] = dark
        local = points.astype(np.float32)
        self._mapper.SetInputData(mesh_data(local, triangles, normals, colours))
        self.actor.SetVisibility(True)

    def close(self) -> None:
        """Free what is held."""
        self._renderer.RemoveActor(self.actor)
        self._mapper.RemoveAllObservers()
        self.actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def _disc(
    reach_m: float, rim_m: float | None
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.uint8]]:
    turns = np.linspace(0.0, math.tau, _STEPS + 1)
    way = np.stack([np.sin(turns), np.cos(turns), np.zeros_like(turns)], axis=1)
    rows, dark = [0.0 * way], [0.0]
    if rim_m is not None:
        # The hexagon's rim runs between its inner and its outer circle.
        inner = rim_m / np.cos((turns + math.pi / 6.0) % (math.pi / 3.0) - math.pi / 6.0)
        rows += [(share * inner)[:, None] * way for share in _FADE]
        dark += [_DARKEST * fall for fall in _FALL]
    rows.append(reach_m * way)
    dark.append(0.0)
    shades = np.repeat(np.array(dark), len(turns)).astype(np.uint8)
    return np.concatenate(rows), ribbons(rows), shades
