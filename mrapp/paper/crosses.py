"""The cross on a small map, and whether anything was written in a space."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.paper.elements import Rect
from mrapp.paper.ink import Darkness, part
from mrapp.paper.pages import PX_PER_MM

_PEN: Final = 0.5  # the map's own lines and names are paler, once a photograph softens them
_LEAST_MM, _MOST_MM = 3.2, 45.0
_PALE: Final = 0.27  # no tint or line of the map is as dark in the middle one of its colours
_PALE_MM: Final = 3.6  # its names are, but each letter of them is smaller
_SMALL_MM2: Final = 0.8
_ALIKE: Final = 2.5
_JOIN_MM: Final = 1.1
_EDGE_MM: Final = 0.8
_WRITTEN_MM2: Final = 3.0
_WRITTEN_PEN: Final = 0.3


class Crossed(StrEnum):
    """What is on a map."""

    NOTHING = "nothing"
    ONE = "one"
    SEVERAL = "several"
    ODD = "odd"


@dataclass(frozen=True)
class Cross:
    """What is on a map, and where: millimetres on the page."""

    found: Crossed
    x: float = 0.0
    y: float = 0.0


def cross_on(dark: Darkness, pale: Darkness, rect: Rect) -> Cross:
    """Return the cross that was put on a map; anything but one of a cross's size is odd.

    pale: `paleness`, of the same size. What only this shows, a pencil, is odd too.
    """
    inner = rect.grown(-_EDGE_MM)
    area = np.asarray(part(dark, inner), np.float32)
    ink = (area > _PEN).astype(np.uint8)
    side = round(_JOIN_MM * PX_PER_MM) | 1
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    large, odd = [], False
    for number in range(1, count):
        wide, high = (float(stats[number, each]) / PX_PER_MM for each in (2, 3))
        mine = (labels == number) & (ink > 0)
        inked = float(mine.sum()) / PX_PER_MM**2
        if inked < _SMALL_MM2:
            continue
        if (
            min(wide, high) < _LEAST_MM
            or max(wide, high) > _MOST_MM
            or max(wide, high) > _ALIKE * min(wide, high)
        ):
            odd = True
        else:
            large.append(mine)
    odd = odd or _is_pale_mark(np.asarray(part(pale, inner)), large)
    if len(large) > 1:
        return Cross(Crossed.SEVERAL)
    if not large:
        return Cross(Crossed.ODD if odd else Crossed.NOTHING)
    x, y = _middle(large[0])
    # Where a cross and something else stand, nobody knows which is meant.
    found = Crossed.ODD if odd else Crossed.ONE
    return Cross(found, inner.x + x / PX_PER_MM, inner.y + y / PX_PER_MM)


def _is_pale_mark(pale: Darkness, known: Sequence[NDArray[np.bool_]]) -> bool:
    """Tell whether there is a faint mark of a cross's size that is not part of a dark one."""
    faint = (pale > _PALE).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(faint, connectivity=8)
    for number in range(1, count):
        if min(stats[number, 2], stats[number, 3]) / PX_PER_MM < _PALE_MM:
            continue
        mine = labels == number
        if not any((mine & each).any() for each in known):
            return True
    return False


def _middle(ink: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the middle of a mark, px: half way between where it ends on each side."""
    ys, xs = np.nonzero(ink)
    return float(xs.min() + xs.max()) / 2, float(ys.min() + ys.max()) / 2


def is_written(dark: Darkness, rect: Rect) -> bool:
    """Tell whether there is ink in a writing space; its lines are too pale to count."""
    area = np.asarray(part(dark, rect.grown(-1.2)), np.float32)
    count, _, stats, _ = cv2.connectedComponentsWithStats((area > _WRITTEN_PEN).astype(np.uint8))
    least = 0.15 * PX_PER_MM**2  # dust
    inked = sum(int(stats[number, 4]) for number in range(1, count) if stats[number, 4] >= least)
    return inked / PX_PER_MM**2 >= _WRITTEN_MM2 / 2
