"""The order in which things are drawn: near before far.

What lies behind something that was drawn already costs next to nothing, as its pixels are not
shaded. In a street, where most of the city is hidden, that is most of a frame. What is
see-through VTK draws after all that is solid, in a way that asks for no order.
"""

import math
from collections.abc import Sequence
from typing import Any

from vtkmodules.vtkRenderingCore import vtkActor, vtkRenderer

from mrapp.scene.pose import Vec3

# So far the eye may move, while it moves, before the order is made anew.
_STEP_M = 5.0


class DrawOrder:
    """Keeps the things in a renderer in order. `backdrop` comes last."""

    def __init__(self, renderer: vtkRenderer, backdrop: Sequence[vtkActor]) -> None:
        self._props: Any = renderer.GetViewProps()
        self._backdrop = {actor: number for number, actor in enumerate(backdrop)}
        self._made: tuple[int, Vec3] | None = None

    def update(self, eye: Vec3, *, careful: bool) -> None:
        """Put all in order as seen from a place, local metres, if that or they have changed.

        Of surfaces at one depth the first that is drawn is seen. So a frame with care has the
        order of its own eye, however one came there: the same view is then the same picture.
        """
        changed, enough_m = self._props.GetMTime(), 0.0 if careful else _STEP_M
        if self._made and self._made[0] == changed and math.dist(self._made[1], eye) <= enough_m:
            return
        ordered = sorted(self._props, key=lambda prop: self._key(prop, eye))
        # In the collection itself: to take one from the renderer would free what it has drawn.
        self._props.RemoveAllItems()
        for prop in ordered:
            self._props.AddItem(prop)
        self._made = self._props.GetMTime(), eye

    def _key(self, actor: vtkActor, eye: Vec3) -> tuple[int, float]:
        if actor in self._backdrop:
            return 1, self._backdrop[actor]
        west, east, south, north, low, high = actor.GetBounds()
        middle = ((west + east) / 2.0, (south + north) / 2.0, (low + high) / 2.0)
        return 0, math.dist(middle, eye)


def layer(number: int) -> vtkRenderer:
    """Return what draws over all layers of a lower number."""
    renderer = vtkRenderer()
    renderer.SetLayer(number)
    renderer.InteractiveOff()
    # The shader brings its own light; VTK only has to believe that there is one.
    renderer.AutomaticLightCreationOn()
    return renderer
