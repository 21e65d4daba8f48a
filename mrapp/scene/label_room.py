"""Finds room for a label on the picture: near what it names, and not before a building.

All in device pixels from the lower left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_MARGIN_PX = 4.0
_GAP_PX = 4.0
# Steps to the side in widths of the label, and up and down in its heights.
_ASIDE = (0.0, -0.55, 0.55, -1.1, 1.1, -1.7, 1.7)
_UP, _DOWN = 9, 5
# Below its place a label hides what it names, so it goes there less gladly; in label heights.
_BELOW_COST = 2.0
# So many label heights farther away a label goes for each hundredth of the buildings it frees.
_COVER_COST = 4.0


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


@dataclass(frozen=True)
class Label:
    """What is to be placed: the spot it points to, its size, and how far off it hangs."""

    x: float
    y: float
    width: float
    height: float
    stalk: float


def room_for(
    label: Label, taken: Sequence[Rect], in_sight: Array, size_px: tuple[int, int]
) -> Rect | None:
    """Return the best free place for a label in a picture of this size; None if there is none.

    taken: where other labels are. in_sight: (n, 2) places of buildings that it should not cover.
    """
    costs = [
        (cost + _COVER_COST * 100.0 * _covered(rect, in_sight), number, rect)
        for number, (cost, rect) in enumerate(_places(label, size_px))
        if not any(rect.overlaps(other) for other in taken)
    ]
    return min(costs)[2] if costs else None


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
