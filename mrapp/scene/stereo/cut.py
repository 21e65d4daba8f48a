"""Cuts the city out for a table: what lies beyond a hexagon is not drawn."""

import math
from typing import Any

from vtkmodules.vtkCommonDataModel import vtkPlane, vtkPlaneCollection
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.pose import Vec3

# As many planes as VTK's mappers take.
_SIDES = 6


class Cut:
    """Keeps to what lies round a place. exempt: what is drawn in any case, such as the sky."""

    def __init__(self, renderer: vtkRenderer, exempt: tuple[object, ...]) -> None:
        self._props: Any = renderer.GetViewProps()
        self._exempt = exempt
        self.planes = vtkPlaneCollection()
        self._sides = [vtkPlane() for _ in range(_SIDES)]
        for plane, turn in zip(self._sides, _turns(), strict=True):
            plane.SetNormal(-math.sin(turn), -math.cos(turn), 0.0)
            self.planes.AddItem(plane)
        self._on = False
        self._made = -1

    def lay(self, centre: Vec3, radius_m: float) -> None:
        """Draw only what is within so many metres of a place, local metres, seen from above."""
        for plane, turn in zip(self._sides, _turns(), strict=True):
            x = centre[0] + radius_m * math.sin(turn)
            y = centre[1] + radius_m * math.cos(turn)
            plane.SetOrigin(x, y, centre[2])
        self._put(on=True)

    def lift(self) -> None:
        """Draw all again."""
        if self._on:
            self._put(on=False)

    def _put(self, *, on: bool) -> None:
        changed = self._props.GetMTime()
        if on == self._on and changed == self._made:
            return
        self._on, self._made = on, changed
        for prop in self._props:
            mapper = prop.GetMapper() if prop not in self._exempt else None
            if mapper is None:
                continue
            if on:
                mapper.SetClippingPlanes(self.planes)
            else:
                mapper.RemoveAllClippingPlanes()


def corners(centre: Vec3, radius_m: float) -> list[Vec3]:
    """Return the corners of the hexagon, at the height of its centre."""
    out = radius_m / math.cos(math.pi / _SIDES)
    x, y, z = centre
    half = math.pi / _SIDES
    return [(x + out * math.sin(t + half), y + out * math.cos(t + half), z) for t in _turns()]


def _turns() -> list[float]:
    return [number * math.tau / _SIDES for number in range(_SIDES)]
