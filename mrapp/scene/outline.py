"""The line round what is selected, drawn on top of everything.

The object is laid into the overlay's own depth, right at the front and without colour; then
its edges are drawn broad behind it, so that only what sticks out round the shape is seen.
"""

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.palette import SELECTION, SELECTION_RIM, Rgb
from mrapp.scene.polydata import mesh_data

_LINE_PX, _RIM_PX = 7.0, 11.0
# VTK drops what has no opacity at all; this little cannot be seen.
_UNSEEN = "gl_FragData[0] = vec4(0.0, 0.0, 0.0, 0.003);"


class Outline:
    """Shows the outline of one object, or of none."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._renderer = renderer
        self._actors = [
            _actor(None, 0.0, _UNSEEN),
            _actor(SELECTION_RIM, 1.0, None),
            _actor(SELECTION, 0.5, None),
        ]
        for actor in self._actors:
            renderer.AddActor(actor)
        self.show(np.zeros((0, 3, 3), dtype=np.float32))

    def show(self, corners: NDArray[np.float32]) -> None:
        """Draw the outline of these triangles, (k, 3, 3) local metres; none hides it."""
        points = corners.reshape(-1, 3)
        data = mesh_data(points, np.arange(len(points)).reshape(-1, 3))
        for actor in self._actors:
            mapper = actor.GetMapper()
            assert isinstance(mapper, vtkPolyDataMapper)
            mapper.SetInputData(data)
            actor.SetVisibility(len(points) > 0)

    def widen(self, scale: float) -> None:
        """Draw the lines so many times as broad as usual."""
        for actor, width_px in zip(self._actors[1:], (_RIM_PX, _LINE_PX), strict=True):
            actor.GetProperty().SetLineWidth(width_px * scale)
            actor.GetProperty().SetPointSize(width_px * scale)

    def close(self) -> None:
        """Take the outline away."""
        for actor in self._actors:
            self._renderer.RemoveActor(actor)
            actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def _actor(colour: Rgb | None, depth: float, light: str | None) -> vtkActor:
    """Return an actor whose depth is scaled by `depth`, as lines or, without a colour, faces."""
    mapper = vtkPolyDataMapper()
    mapper.SetVBOShiftScaleMethod(0)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.ForceOpaqueOn()
    look = actor.GetProperty()
    look.LightingOff()
    if colour is not None:
        look.SetRepresentationToWireframe()
        look.SetColor(*(c / 255.0 for c in colour))
        # Broad lines end bluntly; a dot at each corner fills the notch between two.
        look.VertexVisibilityOn()
        look.SetVertexColor(*(c / 255.0 for c in colour))
    shader = actor.GetShaderProperty()
    moved = f"gl_FragDepth = gl_FragCoord.z * {depth:.3f};"
    shader.AddFragmentShaderReplacement("//VTK::Depth::Impl", True, moved, False)
    if light is not None:
        shader.AddFragmentShaderReplacement("//VTK::Light::Impl", True, light, False)
    return actor
