"""Filled shapes as outlines of straight and curved steps: what print, pictures and SVG share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from math import cos, sin
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in the shape's own unit; y goes up."""

Matrix = tuple[float, float, float, float, float, float]
"""(a, b, c, d, e, f), as SVG writes them: x goes to a x + c y + e, y to b x + d y + f."""

_BOWS = 8  # straight pieces in place of one curve, in pictures; print has the curve itself
_ROUND = 0.5522847498  # how far a quarter circle's handles reach, of its radius


class Step(NamedTuple):
    """M: begin at (x, y); L: a line to it; C: a curve with two handles to it; Z: close."""

    what: Literal["M", "L", "C", "Z"]
    way: tuple[float, ...] = ()


@dataclass(frozen=True)
class Outline:
    """A shape to be filled, by the rule of the winding number that is not zero."""

    steps: tuple[Step, ...] = ()

    def __add__(self, other: "Outline") -> "Outline":
        return Outline(self.steps + other.steps)

    def placed(self, scale: float, x: float, y: float) -> "Outline":
        """Return the shape `scale` times as large, its zero brought to (x, y)."""
        offset = (x, y)
        return Outline(
            tuple(
                Step(what, tuple(scale * part + offset[i % 2] for i, part in enumerate(way)))
                for what, way in self.steps
            )
        )

    def turned(self, angle_rad: float) -> "Outline":
        """Return the shape turned about its zero, counter-clockwise."""
        c, s = cos(angle_rad), sin(angle_rad)
        return self.moved((c, s, -s, c, 0.0, 0.0))

    def moved(self, matrix: Matrix) -> "Outline":
        """Return the shape with each (x, y) brought to where a matrix has it."""
        a, b, c, d, e, f = matrix
        steps = []
        for what, way in self.steps:
            pairs = zip(way[::2], way[1::2], strict=True)
            moved = [(a * x + c * y + e, b * x + d * y + f) for x, y in pairs]
            steps.append(Step(what, tuple(part for pair in moved for part in pair)))
        return Outline(tuple(steps))

    @cached_property
    def polygons(self) -> tuple[Float64, ...]:
        """The outline in straight pieces: of each closed line its corners, (n, 2)."""
        lines: list[list[Float64]] = []
        for what, way in self.steps:
            points = np.array(way).reshape(-1, 2)
            if what == "M":
                lines.append([points])
            elif what == "L":
                lines[-1].append(points)
            elif what == "C":
                lines[-1].append(_bow(lines[-1][-1][-1], points))
        return tuple(np.concatenate(line) for line in lines)

    @cached_property
    def box(self) -> Box:
        """What the shape takes, curves as `polygons` has them; zeros for nothing."""
        if not self.steps:
            return 0.0, 0.0, 0.0, 0.0
        corners = np.concatenate(self.polygons)
        (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
        return float(left), float(bottom), float(right), float(top)


def _bow(start: Float64, points: Float64) -> Float64:
    t = np.linspace(0, 1, _BOWS + 1)[1:, None]
    a, b, end = points
    s = 1 - t
    curve: Float64 = s**3 * start + 3 * s**2 * t * a + 3 * s * t**2 * b + t**3 * end
    return curve


def joined(parts: Iterable[Outline]) -> Outline:
    """Return several shapes as one."""
    return Outline(tuple(step for part in parts for step in part.steps))


def polygon(corners: Sequence[tuple[float, float]]) -> Outline:
    """Return a polygon; counter-clockwise it is filled, the other way round it is a hole."""
    first, *others = corners
    return Outline((Step("M", first), *(Step("L", each) for each in others), Step("Z")))


def rectangle(box: Box, *, hole: bool = False) -> Outline:
    """Return a rectangle."""
    left, bottom, right, top = box
    corners = [(left, bottom), (right, bottom), (right, top), (left, top)]
    return polygon(corners[::-1] if hole else corners)


def rounded(box: Box, radius: float) -> Outline:
    """Return a rectangle with round corners."""
    left, bottom, right, top = box
    handle = radius * (1 - _ROUND)
    return Outline(
        (
            Step("M", (left + radius, bottom)),
            Step("L", (right - radius, bottom)),
            Step("C", (right - handle, bottom, right, bottom + handle, right, bottom + radius)),
            Step("L", (right, top - radius)),
            Step("C", (right, top - handle, right - handle, top, right - radius, top)),
            Step("L", (left + radius, top)),
            Step("C", (left + handle, top, left, top - handle, left, top - radius)),
            Step("L", (left, bottom + radius)),
            Step("C", (left, bottom + handle, left + handle, bottom, left + radius, bottom)),
            Step("Z"),
        )
    )


def traced(dark: NDArray[np.bool_]) -> Outline:
    """Return the outline of dark modules, (rows, columns), each 1 wide, top row first.

    Zero is the lower left corner of all. Modules that touch by a side become one shape, so that no
    hairline shows between them; those that touch by a corner only stay two.
    """
    onward = _borders(dark)
    parts = []
    while onward:
        start = min(onward)
        line, at, came = [], start, (0, 0)
        while True:
            ways = onward[at]
            # Where two shapes touch by a corner: turn left, so as to stay on this one.
            way = max(ways, key=partial(_left, came))
            ways.remove(way)
            if not ways:
                del onward[at]
            if way != came:
                line.append(at)
            at, came = (at[0] + way[0], at[1] + way[1]), way
            if at == start:
                break
        parts.append(polygon([(float(x), float(y)) for x, y in line]))
    return joined(parts)


_Way = tuple[int, int]


def _left(came: _Way, way: _Way) -> int:
    """Return 1 for a turn to the left, -1 for one to the right."""
    return came[0] * way[1] - came[1] * way[0]


def _borders(dark: NDArray[np.bool_]) -> dict[_Way, list[_Way]]:
    """Return from each corner the steps of length 1 along a border, the dark on their left."""
    rows = dark.shape[0]
    wide = np.pad(dark, 1).astype(int)
    onward: dict[_Way, list[_Way]] = {}
    # A horizontal border lies between a row and the one above; a vertical one likewise.
    for row, column in np.argwhere(wide[1:, :] != wide[:-1, :]).tolist():
        below = wide[row + 1, column] == 1
        x, y = column - 1, rows - row
        at, way = ((x + 1, y), (-1, 0)) if below else ((x, y), (1, 0))
        onward.setdefault(at, []).append(way)
    for row, column in np.argwhere(wide[:, 1:] != wide[:, :-1]).tolist():
        right = wide[row, column + 1] == 1
        x, y = column, rows - row + 1
        at, way = ((x, y), (0, -1)) if right else ((x, y - 1), (0, 1))
        onward.setdefault(at, []).append(way)
    return onward
