"""The line round what is selected, drawn on top of everything.

The object is laid into the overlay's own depth, right at the front and without colour; then
its edges are drawn broad behind it, so that only what sticks out round the shape is seen.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.app.state import ObjectRef
from mrapp.scene.asset_view import AssetView
from mrapp.scene.carry import Carry
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

    @property
    def shown(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self._actors[0].GetVisibility())

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


class SelectedOutline:
    """Keeps the outline round what a state has selected."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.line = Outline(renderer)
        self._selected: tuple[AssetView, ObjectRef, Carry] | None = None

    def follow(self, selection: ObjectRef | None, shown: Mapping[str, AssetView]) -> None:
        """Outline an object of what is shown; None, or one that is not shown: nothing."""
        view = shown.get(selection.asset) if selection else None
        wanted = (view, selection, view.carry) if view and selection else None
        if wanted == self._selected:
            return
        self._selected = wanted
        corners = np.zeros((0, 3, 3), dtype=np.float32)
        if wanted:
            corners = wanted[0].corners_of(wanted[0].family(wanted[1].object_id))
        self.line.show(corners)

    def close(self) -> None:
        """Take it away."""
        self._selected = None
        self.line.close()


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
