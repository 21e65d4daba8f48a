"""What lies over the city for comfort: a vignette while one moves, and a fade at a jump."""

import math

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.stereo.flat import Array, FlatThing, coloured, ribbons
from mrapp.scene.stereo.lens import Lens

# The rim of the free view is soft over so many degrees.
_SOFT_RAD = math.radians(9.0)
_WIDEST_RAD = math.radians(150.0)
_ROUND = 48
_DARK = (8, 10, 14)
_FAR_OUT = 40.0


class Veil:
    """A dark ring round the middle of the view, and a sheet over all of it, for each eye alike."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._ring, self._sheet = FlatThing(renderer), FlatThing(renderer)
        self._free_rad = self._dark = -1.0
        corners = _FAR_OUT * np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]])
        self._corners = corners - np.array([0.0, 0.0, 1.0])
        self.set(None, 0.0)

    def set(self, free_rad: float | None, dark: float) -> None:
        """Say what is seen. free_rad: the angle across that stays free; None: all. dark: 0..1."""
        free = _WIDEST_RAD if free_rad is None else min(free_rad, _WIDEST_RAD)
        # Steps that nobody sees, so that a shape is not made anew for each frame.
        free, dark = round(free * 180.0) / 180.0, round(dark * 64.0) / 64.0
        if free != self._free_rad:
            self._free_rad = free
            self._ring.become(*_ring(free))
        if dark != self._dark:
            self._dark = dark
            colours = coloured(4, (*_DARK, round(255 * dark)))
            self._sheet.become(self._corners, np.array([[0, 1, 2], [0, 2, 3]]), colours)

    @property
    def hides_all(self) -> bool:
        """Whether nothing is seen through it."""
        return self._dark >= 1.0

    def lie_before(self, lens: Lens, scale: float) -> None:
        """Lie before an eye. scale: local metres for a metre of the visitor's."""
        at = lens.local_from_eye.copy()
        at[:3, :3] *= scale
        for thing, seen in ((self._ring, self._free_rad < _WIDEST_RAD), (self._sheet, self._dark)):
            if seen:
                thing.put(at)
            else:
                thing.hide()

    def close(self) -> None:
        """Take it away."""
        self._ring.close()
        self._sheet.close()


def _ring(free_rad: float) -> tuple[Array, np.ndarray, np.ndarray]:
    """Return the shape of a ring a metre before the eye that leaves an angle free."""
    inner = math.tan(free_rad / 2.0)
    soft = math.tan(min(free_rad / 2.0 + _SOFT_RAD, math.radians(85.0)))
    turns = np.linspace(0.0, math.tau, _ROUND + 1)
    circle = np.stack([np.cos(turns), np.sin(turns), np.zeros_like(turns)], axis=1)
    ahead = np.array([0.0, 0.0, -1.0])
    rows = [radius * circle + ahead for radius in (inner, soft, max(_FAR_OUT, soft))]
    count = len(turns)
    colours = np.concatenate([coloured(count, (*_DARK, 0)), coloured(2 * count, (*_DARK, 255))])
    return np.concatenate(rows), ribbons(rows), colours
