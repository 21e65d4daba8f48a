"""The table that a model stands on: its cut, its sides, and a floor under the visitor's feet."""

import math

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.pose import Vec3
from mrapp.scene.stereo.cut import Cut, corners
from mrapp.scene.stereo.flat import Array, FlatThing, coloured, ribbons

_WOOD, _WOOD_DARK = (150, 122, 92, 255), (96, 78, 60, 255)
_FLOOR, _LINE = (176, 182, 188, 255), (150, 157, 165, 255)
# Of the visitor's metres.
_EDGE_M, _PLATE_M, _UNDER_M = 0.06, 0.008, 0.004
_FLOOR_M, _RINGS = 4.0, 8


class ModelTable:
    """Under a city that is a model. Places are local metres, `scale` of them for a metre."""

    def __init__(self, renderer: vtkRenderer, sky: object) -> None:
        self._top, self._floor = FlatThing(renderer, False), FlatThing(renderer, False)
        self._floor.become(*_ground())
        self._cut = Cut(renderer, (sky, self._top.actor, self._floor.actor))
        self._made: tuple[float, bool] | None = None

    def stand(
        self, centre: Vec3, floor: Vec3, radius_m: float, scale: float, *, real: bool = False
    ) -> None:
        """Cut the city out round a place on its ground. floor: under the visitor, local metres.

        radius_m: the visitor's metres. real: the table and the floor are the visitor's own, and of
        both nothing is drawn but a thin edge of the model.
        """
        self._cut.lay(centre, radius_m * scale)
        if (radius_m, real) != self._made:
            self._made = (radius_m, real)
            self._top.become(*_sides(radius_m, _PLATE_M if real else _EDGE_M))
        if real:
            self._floor.hide()
        for thing, at in ((self._top, centre), *(() if real else ((self._floor, floor),))):
            matrix = np.diag([scale, scale, scale, 1.0])
            matrix[:3, 3] = at
            thing.put(matrix)

    def clear(self) -> None:
        """Take it away: the city is all there again."""
        self._cut.lift()
        self._top.hide()
        self._floor.hide()

    def close(self) -> None:
        """Free it."""
        self._top.close()
        self._floor.close()


def _sides(radius_m: float, edge_m: float) -> tuple[Array, np.ndarray, np.ndarray]:
    """Return the edge of a table with its top a little under the model's ground."""
    ring = np.array(corners((0.0, 0.0, 0.0), radius_m + 0.004))
    ring = np.concatenate([ring, ring[:1]])
    rows = [ring * [0.0, 0.0, 1.0] - [0.0, 0.0, _UNDER_M], ring - [0.0, 0.0, _UNDER_M]]
    rows += [ring - np.array([0.0, 0.0, lower]) for lower in (-_UNDER_M, edge_m)]
    count = len(ring)
    shades = [coloured(count, c) for c in (_WOOD_DARK, _WOOD_DARK, _WOOD, _WOOD_DARK)]
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)


def _ground() -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a calm floor with rings, so that one knows where one stands."""
    turns = np.linspace(0.0, math.tau, 49)
    circle = np.stack([np.sin(turns), np.cos(turns), np.zeros_like(turns)], axis=1)
    radii = np.linspace(0.0, _FLOOR_M, 2 * _RINGS + 1)
    rows = [radius * circle for radius in radii]
    shades = [coloured(len(turns), _LINE if n % 4 == 3 else _FLOOR) for n in range(len(radii))]
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)
