"""The round plate that a model on a tile stands on: a lip round it, its side, and its floor."""

import math

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.polydata import mesh_data
from mrapp.scene.pose import Vec3
from mrapp.scene.shader_source import Kind
from mrapp.scene.shading import Shading
from mrapp.scene.stereo.flat import ribbons

WIDER = 1.022
"""So many times as wide as the model on it a plate is."""

_STEPS = 120
_LIP, _SIDE, _FOOT = (226, 219, 207, 255), (208, 199, 185, 255), (150, 140, 126, 255)
# Of the rise: how high the floor lies, under canals too, and how much the lip is rounded off.
_FLOOR, _ROUND = 0.05, 0.16


class Plinth:
    """The plate in a renderer, in the same light as the city."""

    def __init__(self, renderer: vtkRenderer, shading: Shading) -> None:
        self._renderer = renderer
        self._mapper = vtkPolyDataMapper()
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetShaderProperty(shading.use(self._mapper, Kind.PLAIN, styled=False))
        self.actor.SetForceOpaque(True)
        self.actor.SetVisibility(False)
        renderer.AddActor(self.actor)

    def stand(self, centre: Vec3, rim_m: float, rise_m: float) -> None:
        """Stand on a place, under a model cut off so far from it. Local metres."""
        points, triangles, normals, colours = _plate(rim_m, rise_m)
        points = (points + np.array(centre)).astype(np.float32)
        self._mapper.SetInputData(mesh_data(points, triangles, normals, colours))
        self.actor.SetVisibility(True)

    def hide(self) -> None:
        """Do not show it."""
        self.actor.SetVisibility(False)

    def close(self) -> None:
        """Free what is held."""
        self._renderer.RemoveActor(self.actor)
        self._mapper.RemoveAllObservers()
        self.actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def _plate(
    rim_m: float, rise_m: float
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float32], NDArray[np.uint8]]:
    """Return points (n, 3), triangles, normals and colours; its foot's middle is zero."""
    outer, soft = WIDER * rim_m, _ROUND * rise_m
    up, out, askew = (0.0, 1.0), (1.0, 0.0), (math.sqrt(0.5), math.sqrt(0.5))
    # From the middle outwards and down: how far out, how high, which way it faces, its colour.
    profile = [
        (0.0, _FLOOR * rise_m, up, _FOOT),
        (rim_m, _FLOOR * rise_m, up, _FOOT),
        (rim_m, _FLOOR * rise_m, (-1.0, 0.0), _FOOT),
        (rim_m, rise_m, (-1.0, 0.0), _SIDE),
        (rim_m, rise_m, up, _LIP),
        (outer - soft, rise_m, up, _LIP),
        (outer - 0.3 * soft, rise_m - 0.3 * soft, askew, _LIP),
        (outer, rise_m - soft, out, _SIDE),
        (outer, 0.0, out, _FOOT),
    ]
    turns = np.linspace(0.0, math.tau, _STEPS + 1)
    way = np.stack([np.sin(turns), np.cos(turns), np.zeros_like(turns)], axis=1)
    above = np.array([0.0, 0.0, 1.0])
    rows = [far * way + high * above for far, high, _, _ in profile]
    normals = [aside * way + rise * above for _, _, (aside, rise), _ in profile]
    shades = [np.tile(np.array(each[3], dtype=np.uint8), (len(turns), 1)) for each in profile]
    facing = np.concatenate(normals).astype(np.float32)
    return np.concatenate(rows), ribbons(rows), facing, np.concatenate(shades)
