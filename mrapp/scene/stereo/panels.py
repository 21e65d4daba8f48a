"""Panels where the headset takes no quads of its own: flat pictures drawn with the city."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkTexture

from mrapp.scene.polydata import image_data
from mrapp.scene.stereo.flat import Array, FlatThing, coloured
from mrapp.scene.untyped import to_vtk

_CORNERS = np.array([[-0.5, -0.5, 0.0], [0.5, -0.5, 0.0], [0.5, 0.5, 0.0], [-0.5, 0.5, 0.0]])
_HALVES = np.array([[0, 1, 2], [0, 2, 3]])


class Panels:
    """The panels in a renderer, by key."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._panels: dict[str, FlatThing] = {}

    def paint(self, key: str, pixels: NDArray[np.uint8]) -> None:
        """Give a panel its picture, (h, w, 4) sRGB, top row first."""
        panel = self._panels.get(key)
        if panel is None:
            panel = self._panels[key] = FlatThing(self._renderer)
            panel.become(_CORNERS, _HALVES, coloured(4, (255, 255, 255, 255)))
            data = panel.actor.GetMapper().GetInputDataObject(0, 0)
            uv = (_CORNERS[:, :2] + 0.5).astype(np.float32)
            data.GetPointData().SetTCoords(to_vtk(uv, "uv"))
        texture = vtkTexture()
        texture.SetInputData(image_data(pixels))
        texture.InterpolateOn()
        texture.MipmapOn()
        panel.actor.SetTexture(texture)

    def stand(self, panels: Mapping[str, tuple[Array, tuple[float, float]]]) -> None:
        """Show these and no others: where each is (4, 4; it faces +z), and how wide and high."""
        for key, panel in self._panels.items():
            if key not in panels:
                panel.hide()
        for key, (at, (wide, high)) in panels.items():
            if key in self._panels:
                self._panels[key].put(at @ np.diag([wide, high, 1.0, 1.0]))

    def close(self) -> None:
        """Take them away."""
        for panel in self._panels.values():
            panel.close()
        self._panels.clear()
