"""Finds room for a label on the picture: near what it names, and not before a building.

All in device pixels from the lower left.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# From x and y to x and y.
Line = tuple[float, float, float, float]

_MARGIN_PX = 4.0
_GAP_PX = 4.0
# Steps to the side in widths of the label, and up and down in its heights.
_ASIDE = (0.0, -0.55, 0.55, -1.1, 1.1, -1.7, 1.7)
_UP, _DOWN = 9, 5
# Below its place a label hides what it names, so it goes there less gladly; in label heights.
_BELOW_COST = 2.0
# So many label heights farther away a label goes for each hundredth of the buildings it frees.
_COVER_COST = 4.0
# And so many before a stalk runs through a label.
_CROSSING_COST = 25.0


@dataclass(frozen=True)
class Rect:
    """A rectangle on the picture."""

    left: float
    bottom: float
    right: float
    top: float

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the place in the rectangle that is nearest to a place."""
        return min(max(x, self.left), self.right), min(max(y, self.bottom), self.top)

    def overlaps(self, other: "Rect") -> bool:
        """Whether two rectangles share any room."""
        across = self.left < other.right and other.left < self.right
        return across and self.bottom < other.top and other.bottom < self.top

    def crossed_by(self, line: Line) -> bool:
        """Whether part of a line is inside (Liang and Barsky, 1984)."""
        x, y, to_x, to_y = line
        enter, leave = 0.0, 1.0
        sides = ((x, to_x, self.left, self.right), (y, to_y, self.bottom, self.top))
        for start, end, low, high in sides:
            if start == end:
                if not low < start < high:
                    return False
                continue
            shares = sorted(((low - start) / (end - start), (high - start) / (end - start)))
            enter, leave = max(enter, shares[0]), min(leave, shares[1])
        return leave - enter > 1e-9


@dataclass(frozen=True)
class Label:
    """What is to be placed: the spot it points to, its size, and how far off it hangs."""

    x: float
    y: float
    width: float
    height: float
    stalk: float

    def line_to(self, rect: Rect) -> Line:
        """Return the stalk from the spot to the label at a place."""
        return (self.x, self.y, *rect.nearest(self.x, self.y))


class LabelRoom:
    """The labels of one picture of this size, placed one after another.

    in_sight: (n, 2) places of buildings that they should not cover. taken: what is no room.
    """

    def __init__(self, size_px: tuple[int, int], in_sight: Array, taken: Sequence[Rect]) -> None:
        self._size_px = size_px
        self._in_sight = in_sight
        self._taken = [*taken]
        self._stalks: list[Line] = []

    def place(self, label: Label) -> Rect | None:
        """Return the best place that is left for a label, and keep it; None if there is none."""
        found = self._free(label, _places(label, self._size_px))
        # Under a large card nothing near is free: then as near to its edge as can be.
        found = found or self._free(label, _places_beside(label, self._taken, self._size_px))
        if not found:
            return None
        best = min(found)[2]
        self._taken.append(best)
        self._stalks.append(label.line_to(best))
        return best

    def _free(
        self, label: Label, places: Iterable[tuple[float, Rect]]
    ) -> list[tuple[float, int, Rect]]:
        """Return the places that are not taken, each with what it costs and its number."""
        return [
            (cost + self._harm(label, rect), number, rect)
            for number, (cost, rect) in enumerate(places)
            if not any(rect.overlaps(other) for other in self._taken)
        ]

    def _harm(self, label: Label, rect: Rect) -> float:
        stalk = label.line_to(rect)
        crossings = sum(other.crossed_by(stalk) for other in self._taken)
        crossings += sum(rect.crossed_by(other) for other in self._stalks)
        covered = 100.0 * _covered(rect, self._in_sight)
        return _CROSSING_COST * crossings + _COVER_COST * covered


def _places(label: Label, size_px: tuple[int, int]) -> Iterable[tuple[float, Rect]]:
    """Yield places round the spot that lie in the picture, each with its distance as a cost."""
    step = label.height + _GAP_PX
    bottoms = [(float(n), label.y + label.stalk + n * step) for n in range(_UP)]
    below = label.y - label.stalk - label.height
    bottoms += [(_BELOW_COST + n, below - n * step) for n in range(_DOWN)]
    beside = label.y - label.height / 2.0
    for aside in _ASIDE:
        left = label.x + (aside - 0.5) * label.width
        sideways = abs(aside) * label.width / step
        # Level with the spot only where the label does not lie on it.
        levels = [*bottoms, (1.0, beside)] if abs(aside) > 0.5 else bottoms
        for cost, bottom in levels:
            yield cost + sideways, _inside(left, bottom, label, size_px)


def _places_beside(
    label: Label, taken: Sequence[Rect], size_px: tuple[int, int]
) -> Iterable[tuple[float, Rect]]:
    """Yield places along the sides of what is taken, each with its distance as a cost."""
    lefts, bottoms = [label.x - label.width / 2.0], [label.y - label.height / 2.0]
    for rect in taken:
        lefts += [rect.left - label.width - _GAP_PX, rect.right + _GAP_PX]
        bottoms += [rect.bottom - label.height - _GAP_PX, rect.top + _GAP_PX]
    for left, bottom in product(lefts, bottoms):
        place = _inside(left, bottom, label, size_px)
        away = math.dist((label.x, label.y), place.nearest(label.x, label.y))
        yield away / (label.height + _GAP_PX), place


def _inside(left: float, bottom: float, label: Label, size_px: tuple[int, int]) -> Rect:
    """Return the label's place pushed back into the picture."""
    left = min(max(left, _MARGIN_PX), size_px[0] - label.width - _MARGIN_PX)
    bottom = min(max(bottom, _MARGIN_PX), size_px[1] - label.height - _MARGIN_PX)
    return Rect(left, bottom, left + label.width, bottom + label.height)


def _covered(rect: Rect, places: Array) -> float:
    """Return which share of the places lies under a rectangle."""
    if not len(places):
        return 0.0
    x, y = places[:, 0], places[:, 1]
    under = (rect.left < x) & (x < rect.right) & (rect.bottom < y) & (y < rect.top)
    return float(under.mean())
