"""How dark a page is where nothing but paper and pen should be, whatever light fell on it.

A box is measured against its own printed frame: where a photograph is soft, frame and pen are pale
alike. Between two thresholds, and where a mark is not as marks are, nobody guesses: it is unclear.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.paper.elements import Box, Rect
from mrapp.paper.pages import PX_PER_MM
from mrapp.paper.photographs import Colours

Darkness = NDArray[np.float32]
"""(height, width) of a page laid flat: 0 is the paper, 1 black."""

_PAPER_MM: Final = 15.0  # what is dark and smaller than this is print or ink, else it is shadow
_SHIFT_MM: Final = 1.6
_LINE_MM: Final = 0.35
_INSET_MM: Final = 1.0
_RING_MM: Final = (0.8, 2.1)
_LEAST_FRAME: Final = 0.14
_PEN_OF_FRAME: Final = 0.5
_PEN: Final = (0.13, 0.34)
_EMPTY, _FULL = 0.012, 0.68
_TICKED_MM2: Final = 1.8  # the same ink is a smaller share of a larger box
_FAINT: Final = 0.06
_LEAST_DARK: Final = 0.55  # of what is grey at all, how much is as dark as a pen: else a pencil
_BESIDE, _RUN_OVER = 0.09, 0.34
_LEAST_MARK_MM: Final = 2.0  # a pen that rested leaves a dot


_Pixel = TypeVar("_Pixel", np.float32, np.uint8, np.int32)


class Mark(StrEnum):
    """What is in a box."""

    EMPTY = "empty"
    TICKED = "ticked"
    FAINT = "faint"
    FULL = "full"
    BESIDE = "beside"
    UNSEEN = "unseen"

    @property
    def sure(self) -> bool:
        """Whether nobody needs to look."""
        return self in (Mark.EMPTY, Mark.TICKED)


@dataclass(frozen=True)
class Measured:
    """What was measured of a box: shares of its inside, and of the white around it, with ink."""

    mark: Mark
    ink: float = 0.0
    faint: float = 0.0
    around: float = 0.0


def darkness(flat: Colours) -> Darkness:
    """Return how dark a page is beside the paper around it, shadows taken away.

    The darkest of the three colours counts, so that a blue or a red pen is as dark as a black one.
    """
    blue, green, red = cv2.split(_beside_paper(flat))
    dark = 1.0 - np.minimum(np.minimum(blue, green), red)
    return np.asarray(np.clip(cv2.GaussianBlur(dark, (0, 0), 0.8), 0.0, 1.0), np.float32)


def paleness(flat: Colours) -> Darkness:
    """Return the same by the middle one of the three colours: a pencil, but not a tint, is dark."""
    blue, green, red = cv2.split(_beside_paper(flat))
    low, high = np.minimum(blue, green), np.maximum(blue, green)
    dark = 1.0 - np.maximum(low, np.minimum(high, red))
    return np.asarray(np.clip(cv2.GaussianBlur(dark, (0, 0), 0.8), 0.0, 1.0), np.float32)


def evenly_lit(flat: Colours) -> Colours:
    """Return a page as if no shadow fell on it, for who looks at it."""
    return np.asarray(np.clip(_beside_paper(flat) * 252, 0, 255), np.uint8)


def _beside_paper(flat: Colours) -> Darkness:
    """Return how light each pixel is beside the paper around it, (height, width, 3)."""
    small = cv2.resize(flat, None, fx=0.25, fy=0.25, interpolation=cv2.INTER_AREA)
    side = round(_PAPER_MM * PX_PER_MM / 4) | 1
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (side, side))
    paper = cv2.GaussianBlur(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel), (0, 0), 2)
    wide = cv2.resize(paper, flat.shape[1::-1], interpolation=cv2.INTER_LINEAR)
    beside = cv2.divide(flat, np.maximum(wide, np.uint8(12)), dtype=cv2.CV_32F)
    return np.asarray(beside, np.float32)


def part(page: NDArray[_Pixel], rect: Rect) -> NDArray[_Pixel]:
    """Return the pixels of a page that lie in a rectangle."""
    x0, y0 = (max(round(each * PX_PER_MM), 0) for each in (rect.x, rect.y))
    x1, y1 = (max(round(each * PX_PER_MM), 0) for each in (rect.right, rect.bottom))
    return page[y0:y1, x0:x1]


def measured(dark: Darkness, seen: NDArray[np.uint8], boxes: Sequence[Box]) -> list[Measured]:
    """Return what is in the boxes of one question."""
    shifts = [_shift(dark, box.rect) for box in boxes]
    middle = np.median([shift[:2] for shift in shifts], axis=0) if shifts else np.zeros(2)
    found = []
    for box, (dx, dy, frame) in zip(boxes, shifts, strict=True):
        if part(seen, box.rect.grown(1.0)).min(initial=255) == 0 or frame < _LEAST_FRAME:
            found.append(Measured(Mark.UNSEEN))
            continue
        # A frame that seems to lie elsewhere than its neighbours' is a stroke beside one.
        near = np.hypot(dx - middle[0], dy - middle[1]) <= 0.5
        way = (dx, dy) if near else (float(middle[0]), float(middle[1]))
        found.append(_measure(dark, box.rect.moved(*way), frame))
    return found


def _shift(dark: Darkness, rect: Rect) -> tuple[float, float, float]:
    """Return how far from its place a box's frame is found, millimetres, and how dark it is."""
    area = np.asarray(part(dark, rect.grown(_SHIFT_MM)), np.float32)
    frame = _frame(rect)
    if area.shape[0] < frame.shape[0] or area.shape[1] < frame.shape[1]:
        return 0.0, 0.0, 0.0
    score = cv2.matchTemplate(area, frame, cv2.TM_CCORR) / frame.sum()
    _, best, _, (x, y) = cv2.minMaxLoc(score)
    half_x, half_y = (score.shape[1] - 1) / 2, (score.shape[0] - 1) / 2
    return (x - half_x) / PX_PER_MM, (y - half_y) / PX_PER_MM, float(best)


def _frame(rect: Rect) -> NDArray[np.float32]:
    size = round(rect.height * PX_PER_MM), round(rect.width * PX_PER_MM)
    frame = np.ones(size, np.float32)
    line = round(_LINE_MM * PX_PER_MM)
    frame[line:-line, line:-line] = 0.0
    return frame


def _measure(dark: Darkness, rect: Rect, frame: float) -> Measured:
    pen = float(np.clip(_PEN_OF_FRAME * frame, *_PEN))
    inside = part(dark, rect.grown(-_INSET_MM))
    ink, faint = float((inside > pen).mean()), float((inside > pen / 2).mean())
    around = _around(dark, rect, pen)
    inked = ink * inside.size / PX_PER_MM**2 >= _TICKED_MM2 and ink >= _LEAST_DARK * faint
    told = _told(ink, faint, around, inked=inked)
    if told is Mark.TICKED and _reach_mm(inside > pen) < _LEAST_MARK_MM:
        told = Mark.FAINT
    return Measured(told, ink, faint, around)


def _reach_mm(ink: NDArray[np.bool_]) -> float:
    """Return how far ink goes, in the longer of the two ways."""
    spans = [np.flatnonzero(ink.any(axis=axis)) for axis in (0, 1)]
    return max(float(np.ptp(span)) if len(span) else 0.0 for span in spans) / PX_PER_MM


def _around(dark: Darkness, rect: Rect, pen: float) -> float:
    """Return the share of ink in the white around a box."""
    near, far = _RING_MM
    outer = part(dark, rect.grown(far)) > pen
    inner = part(dark, rect.grown(near)) > pen
    return float(outer.sum() - inner.sum()) / max(outer.size - inner.size, 1)


def _told(ink: float, faint: float, around: float, *, inked: bool) -> Mark:
    if ink >= _FULL or (inked and around >= _RUN_OVER):
        return Mark.FULL
    if inked:
        return Mark.TICKED
    if ink >= _EMPTY or faint >= _FAINT:
        return Mark.FAINT
    return Mark.BESIDE if around >= _BESIDE else Mark.EMPTY
