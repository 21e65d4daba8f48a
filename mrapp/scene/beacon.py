"""What somebody points at for somebody else: an arrow from above, with a beam over it."""

import math

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.pose import Vec3
from mrapp.scene.stereo.flat import Array, FlatThing, coloured, ribbons

_INK = (255, 196, 0)
_RIM = (70, 40, 0)
# Seen from farther than that it grows, so that it is as large for the eye.
_NEAR_M = 18.0
# Radius and height of each ring, metres, its shade and its opacity: a tip, a cone, a beam.
_SHAPE = (
    (0.00, 0.00, 1.0, 255),
    (0.37, 0.88, 1.0, 255),
    (0.40, 0.92, 0.45, 255),
    (0.38, 0.98, 0.9, 255),
    (0.09, 1.00, 1.0, 255),
    (0.09, 3.50, 1.0, 210),
    (0.09, 14.0, 1.0, 0),
)


class Beacon:
    """One such arrow in a renderer; its tip is at the place."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self._thing = FlatThing(renderer)
        self._thing.become(*_shape())
        self.place: Vec3 | None = None

    def see_from(self, eye: Vec3) -> None:
        """Show it, if there is a place, as large as suits an eye; local metres."""
        if self.place is None:
            self._thing.hide()
            return
        size = max(1.0, math.dist(eye, self.place) / _NEAR_M)
        at = np.diag([size, size, size, 1.0])
        at[:3, 3] = self.place
        self._thing.put(at)

    def close(self) -> None:
        """Take it away."""
        self._thing.close()


def _shape() -> tuple[Array, np.ndarray, np.ndarray]:
    angles = np.linspace(0.0, math.tau, 25)
    circle = np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=1)
    # A little darker to one side: nothing lights it, and it would look flat.
    side = 0.82 + 0.18 * np.cos(angles - 0.6)
    rows, shades = [], []
    for radius, height, share, alpha in _SHAPE:
        rows.append(radius * circle + np.array([0.0, 0.0, height]))
        ink = tuple(round(share * a + (1.0 - share) * b) for a, b in zip(_INK, _RIM, strict=True))
        shade = coloured(len(angles), (ink[0], ink[1], ink[2], alpha))
        shade[:, :3] = (shade[:, :3] * side[:, None]).astype(np.uint8)
        shades.append(shade)
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)
