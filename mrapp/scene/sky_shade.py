"""How much of the sky each place sees, guessed from the heights of what stands round it.

The city is drawn once from straight above; those heights, blurred at two widths, tell how
enclosed a place is. That darkens courts, corners and the foot of walls softly, costs two looks
into a texture a pixel, and stays still when the viewer moves, unlike screen-space shading.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow, vtkTextureObject

from mrapp.scene.shading import Shading
from mrapp.scene.shadow_fit import whole
from mrapp.scene.shadows import Caster, DepthMap
from mrapp.scene.untyped import fill_texture

_SIZE_PX = 1024
_NARROW_M, _WIDE_M = 2.2, 11.0
# A tower shades its foot hardly more than a house does.
_TALLEST_M = 14.0
_STRAIGHT_UP = np.array([0.0, 0.0, 1.0])
# Lower than any place: where nothing stands, the whole sky is seen at every height.
_NOTHING_M = -1.0e6


class SkyShade:
    """The map of how enclosed each place is; drawn anew when what stands there changes."""

    def __init__(self, window: vtkOpenGLRenderWindow, shading: Shading) -> None:
        self._window = window
        self._shading = shading
        self._generation = -1
        self._work: Iterator[bool] = iter(())
        self._texture = vtkTextureObject()
        self._texture.SetContext(window)
        self._texture.SetMinificationFilter(vtkTextureObject.Linear)
        self._texture.SetMagnificationFilter(vtkTextureObject.Linear)
        self._texture.SetWrapS(vtkTextureObject.ClampToEdge)
        self._texture.SetWrapT(vtkTextureObject.ClampToEdge)
        self._clear()
        shading.set_sampler("mrRoofline", self._texture)

    def update(self, casters: Sequence[Caster], generation: int, level_m: float) -> None:
        """Draw the map again if `generation` is new; `level_m` is the usual ground height."""
        while self.step(casters, generation, level_m):
            pass

    def step(self, casters: Sequence[Caster], generation: int, level_m: float) -> bool:
        """Do a part of what `update` would do. Returns whether there was any."""
        if generation != self._generation:
            self._generation = generation
            self._work = self._steps(casters, level_m)
        return next(self._work, False)

    def _steps(self, casters: Sequence[Caster], level_m: float) -> Iterator[bool]:
        """Make the map in parts; the one there is stays until the new one is ready."""
        if not casters:
            self._clear()
            return
        low = np.min([c.low for c in casters], axis=0)
        high = np.max([c.high for c in casters], axis=0)
        footprint = whole(_STRAIGHT_UP, low, high)
        with closing(DepthMap(self._window, _SIZE_PX, compare=False)) as depth_map:
            depth_map.draw(footprint, casters)
            depth = depth_map.pixels()
        yield True
        top = float(footprint.centre[2]) + footprint.depth_m
        heights = np.minimum(top - depth * 2.0 * footprint.depth_m, level_m + _TALLEST_M)
        texel_m = 2.0 * footprint.radius_m / _SIZE_PX
        narrow = _twice_blurred(heights, _NARROW_M / texel_m)
        yield True
        wide = _twice_blurred(heights, _WIDE_M / texel_m)
        fill_texture(self._texture, np.stack([narrow, wide], axis=-1).astype(np.float32))
        self._shading.set_matrix("mrToRoofline", footprint.to_map())
        # The frame itself is for the next turn.
        yield True

    def _clear(self) -> None:
        fill_texture(self._texture, np.full((1, 1, 2), _NOTHING_M, dtype=np.float32))

    def close(self) -> None:
        """Free the texture. The window's OpenGL context must be current."""
        self._texture.ReleaseGraphicsResources(self._window)


def _twice_blurred(heights: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    """Return heights (h, w) blurred softly: the mean over squares, twice. radius: texels."""
    return _blur(_blur(heights, radius), radius)


def _blur(values: NDArray[np.float64], radius: float) -> NDArray[np.float64]:
    """Return the mean over squares of this half width, in texels, along both axes."""
    reach = max(1, round(radius))
    for axis in (0, 1):
        padded = np.pad(
            values, [(reach + 1, reach) if a == axis else (0, 0) for a in (0, 1)], "edge"
        )
        sums = np.cumsum(padded, axis=axis)
        count = values.shape[axis]
        later = np.take(sums, np.arange(count) + 2 * reach + 1, axis=axis)
        earlier = np.take(sums, np.arange(count), axis=axis)
        values = (later - earlier) / (2 * reach + 1)
    return values
