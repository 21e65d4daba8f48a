"""The shapes of handles as triangles with colours, edges smoothed. Pure: numpy only.

A shape is drawn three times: broad and dark, less broad and white, and at last in its own colour.
So it stands out from what is light, from what is dark and from the plan, which is of its colour.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.handle_maths import Array
from mrapp.scene.handle_shapes import Band, Convex, Figure, Shape
from mrapp.scene.palette import PLAN_EDGE, Rgb

_FILL: Rgb = (226, 120, 20)
_STRONG_FILL: Rgb = (150, 48, 0)
_RIM: Rgb = (255, 255, 255)
_RIM_PX, _STRONG_RIM_PX, _LINE_PX = 2.5, 5.0, 1.5
_LINE_OPACITY = 0.85
# An edge goes over into nothing in one pixel.
_SOFT_PX = 0.5


@dataclass(frozen=True, eq=False)
class Ink:
    """Triangles (k, 3) over points (n, 2) in pixels, RGBA (n, 4) a point, in drawing order."""

    points: Array
    triangles: NDArray[np.int64]
    colours: NDArray[np.uint8]


def ink_of(figures: Sequence[Figure], scale: float) -> Ink:
    """Return what to draw for these figures. scale: device pixels per pixel of a usual size."""
    return joined([ink for figure in figures for ink in _layers(figure, scale)])


def filled(shape: Shape, wider_px: float, colour: Rgb, opacity: float) -> Ink:
    """Return a shape in one colour, drawn so much wider on all sides."""
    return _ink(shape, _outwards(shape), wider_px, colour, opacity)


def _layers(figure: Figure, scale: float) -> list[Ink]:
    rim = (_STRONG_RIM_PX if figure.strong else _RIM_PX) * scale
    fill = _STRONG_FILL if figure.strong else _FILL
    line = rim + _LINE_PX * scale
    shapes = [(shape, _outwards(shape)) for shape in figure.shapes]
    layers = [_ink(*shape, line, PLAN_EDGE, _LINE_OPACITY) for shape in shapes]
    layers += [_ink(*shape, rim, _RIM, 1.0) for shape in shapes]
    layers += [_ink(*shape, 0.0, fill, 1.0) for shape in shapes]
    return layers + [_ink(shape, _outwards(shape), 0.0, _RIM, 1.0) for shape in figure.sign]


def _ink(shape: Shape, out: Array, wider_px: float, colour: Rgb, opacity: float) -> Ink:
    """Return a shape drawn so much wider on all sides. out: from `_outwards`."""
    count = len(shape.corners)
    beside: tuple[float, ...]
    cover: tuple[float, ...]
    if isinstance(shape, Convex):
        beside, cover = (wider_px - _SOFT_PX, wider_px + _SOFT_PX), (1.0, 0.0)
        triangles = _filled(count)
    else:
        half = shape.half_px + wider_px
        beside = (-half - _SOFT_PX, -half + _SOFT_PX, half - _SOFT_PX, half + _SOFT_PX)
        cover = (0.0, 1.0, 1.0, 0.0)
        triangles = _hollow(count)
    points = (shape.corners + np.multiply.outer(beside, out)).reshape(-1, 2)
    colours = np.empty((len(points), 4), dtype=np.uint8)
    colours[:, :3] = colour
    colours[:, 3] = np.rint(np.repeat(cover, count) * (opacity * 255.0))
    return Ink(points, triangles, colours)


def _outwards(shape: Shape) -> Array:
    """Return how its corners (n, 2) move where its sides lie a pixel farther out.

    A band has two sides: the way out of one is the way in of the other.
    """
    corners = shape.corners
    following = np.concatenate([corners[1:], corners[:1]])
    way = following - corners
    if isinstance(shape, Band):
        way = way + np.concatenate([way[-1:], way[:-1]])
    side = np.stack([way[:, 1], -way[:, 0]], axis=1)
    side /= np.maximum(np.hypot(side[:, 0], side[:, 1]), 1e-12)[:, None]
    if isinstance(shape, Band):
        return side
    area = float(np.sum(corners[:, 0] * following[:, 1] - corners[:, 1] * following[:, 0]))
    before = np.concatenate([side[-1:], side[:-1]])
    # At a sharp corner the sides meet far out; there it is kept short.
    stretch = np.maximum(1.0 + (before * side).sum(axis=1), 0.5)
    return np.asarray(math.copysign(1.0, area) * (before + side) / stretch[:, None])


@cache
def _filled(count: int) -> NDArray[np.int64]:
    """Return the triangles of a shape of so many corners, and of the soft edge round it."""
    fan = np.array([[0, number, number + 1] for number in range(1, count - 1)])
    return np.concatenate([fan, _strip(count, 0)])


@cache
def _hollow(count: int) -> NDArray[np.int64]:
    """Return the triangles of a band of so many corners, with a soft edge on both sides."""
    return np.concatenate([_strip(count, row) for row in range(3)])


def _strip(count: int, row: int) -> NDArray[np.int64]:
    """Return the triangles between two closed rows of so many points, one after the other."""
    one = row * count + np.arange(count)
    two = row * count + (np.arange(count) + 1) % count
    inner = np.stack([one, two, two + count], axis=1)
    return np.concatenate([inner, np.stack([one, two + count, one + count], axis=1)])


def joined(parts: Sequence[Ink]) -> Ink:
    """Return parts as one; what comes later lies over what came before."""
    if not parts:
        none = np.zeros((0, 3), dtype=np.int64)
        return Ink(np.zeros((0, 2)), none, np.zeros((0, 4), dtype=np.uint8))
    starts = np.cumsum([0, *(len(part.points) for part in parts)])
    moved = [part.triangles + start for part, start in zip(parts, starts[:-1], strict=True)]
    return Ink(
        np.concatenate([part.points for part in parts]),
        np.concatenate(moved),
        np.concatenate([part.colours for part in parts]),
    )
