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
# Close under a rim it is this dark even without the sun; it fades over a share of its radius.
_DARKEST = 120
_FADE = 0.16
_RINGS = 8


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
        """Lie round a place, level; darker close round a plate's rim. Local metres."""
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
        # Softly, and with no end that is seen.
        part = np.linspace(0.0, 1.0, _RINGS)
        rows += [rim_m * (1.0 + _FADE * share) * way for share in part]
        dark += (_DARKEST * (1.0 - part) ** 3).tolist()
    rows.append(reach_m * way)
    dark.append(0.0)
    shades = np.repeat(np.array(dark), len(turns)).astype(np.uint8)
    return np.concatenate(rows), ribbons(rows), shades
