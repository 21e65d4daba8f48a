"""Things drawn in their own colours, without light: guides, hands, panels, the veil."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer

from mrapp.scene.polydata import mesh_data

Array = NDArray[np.float64]
Rgba = tuple[int, int, int, int]


class FlatThing:
    """A mesh in a renderer that has a place of its own; hidden until it is put somewhere."""

    def __init__(self, renderer: vtkRenderer, see_through: bool = True) -> None:
        self._renderer = renderer
        self._mapper = vtkPolyDataMapper()
        self._mapper.SetVBOShiftScaleMethod(0)
        self._matrix = vtkMatrix4x4()
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetUserMatrix(self._matrix)
        self.actor.GetProperty().LightingOff()
        self.actor.SetForceTranslucent(see_through)
        self.actor.SetForceOpaque(not see_through)
        self.actor.SetVisibility(False)
        self._at: bytes = b""
        renderer.AddActor(self.actor)

    def become(
        self, points: Array, triangles: NDArray[np.integer], colours: NDArray[np.uint8]
    ) -> None:
        """Take a shape: points (n, 3), triangles (k, 3) over them, RGBA (n, 4) a point."""
        self._mapper.SetInputData(mesh_data(points.astype(np.float32), triangles, colours=colours))

    def put(self, local_from_thing: Array) -> None:
        """Show it, at a place (4, 4)."""
        at = local_from_thing.tobytes()
        if at != self._at:
            self._at = at
            self._matrix.DeepCopy(local_from_thing.ravel().tolist())
        self.actor.SetVisibility(True)

    def hide(self) -> None:
        """Do not show it."""
        self.actor.SetVisibility(False)

    def in_shader(self, place: str, text: str, *, fragment: bool) -> None:
        """Put text in one of VTK's places in its shader."""
        shader = self.actor.GetShaderProperty()
        add: Callable[[str, bool, str, bool], None] = (
            shader.AddFragmentShaderReplacement if fragment else shader.AddVertexShaderReplacement
        )
        add(place, True, text, False)

    def close(self) -> None:
        """Take it away."""
        self._renderer.RemoveActor(self.actor)
        self.actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())


def coloured(count: int, colour: Rgba) -> NDArray[np.uint8]:
    """Return one colour for so many points, (count, 4)."""
    return np.tile(np.array(colour, dtype=np.uint8), (count, 1))


def ribbons(rows: list[Array]) -> NDArray[np.int64]:
    """Return the triangles between rows of as many points each, which lie one after the other."""
    count = len(rows[0])
    one = np.arange(count - 1)
    quads = [
        np.stack([one, one + 1, one + 1 + count, one + count], axis=1) + count * row
        for row in range(len(rows) - 1)
    ]
    four = np.concatenate(quads)
    return np.concatenate([four[:, [0, 1, 2]], four[:, [0, 2, 3]]])
