"""Where a pen went beyond its box: into another one, through words, or around them.

A tick in a box is ink in it; but ink in it may also be the tail of a tick elsewhere, a line that
takes a cross back, a ring of coffee or a fold. All these go on where a tick would have ended.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.paper.elements import Box, FormPage, Rect, Rule, Words
from mrapp.paper.ink import Darkness, Mark, measured, part
from mrapp.paper.lettering import MM_PER_PT, width_mm
from mrapp.paper.pages import PX_PER_MM

_PEN: Final = 0.3
_FRAME_MM: Final = 0.5
_ASIDE_MM, _UP_MM = 5.5, 10.0  # how far out of its box a tick goes, and its tail
_LOOSE_MM2: Final = 1.6
_LOOSE_MM: Final = 4.0
_ROUND_PRINT_MM: Final = 0.9
_ROUND_BOX_MM: Final = 1.3

_Labels = NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class Strokes:
    """All ink of a page, told apart by what hangs together. labels: 0 is paper."""

    labels: _Labels
    low: NDArray[np.int32]
    high: NDArray[np.int32]

    def of(self, rect: Rect) -> frozenset[int]:
        """Return which ink hangs on the frame of a box, or stands in it."""
        found = np.unique(part(self.labels, rect.grown(_FRAME_MM)))
        return frozenset(int(each) for each in found if each)

    def goes_far(self, box: Box) -> bool:
        """Tell whether what is in a box goes further than a tick does."""
        own, rect = list(self.of(box.rect)), box.rect
        if not own:
            return False
        left, top = self.low[own].min(axis=0) / PX_PER_MM
        right, bottom = self.high[own].max(axis=0) / PX_PER_MM
        aside = max(rect.x - left, right - rect.right, bottom - rect.bottom)
        return bool(aside > _ASIDE_MM or rect.y - top > _UP_MM)


def strokes_of(dark: Darkness) -> Strokes:
    """Return the ink of a page that was laid flat."""
    ink = (dark > _PEN).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    low, size = np.asarray(stats[:, :2], np.int32), np.asarray(stats[:, 2:4], np.int32)
    return Strokes(np.asarray(labels, np.int32), low, low + size)


@dataclass(frozen=True, eq=False)
class PageMarks:
    """What is in each box of a page, and the boxes whose ink goes on elsewhere."""

    strokes: Strokes
    marks: Mapping[Box, Mark]
    running: Collection[Box]


def marks_on(dark: Darkness, seen: NDArray[np.uint8], page: FormPage) -> PageMarks:
    """Measure all boxes of a page that was laid flat; see `measured`."""
    rows: dict[str, list[Box]] = {}
    for box in page.boxes:
        rows.setdefault(box.question, []).append(box)
    marks = {
        box: each.mark
        for boxes in rows.values()
        for box, each in zip(boxes, measured(dark, seen, boxes), strict=True)
    }
    strokes = strokes_of(dark)
    inked = {box for box, mark in marks.items() if mark not in (Mark.EMPTY, Mark.UNSEEN)}
    return PageMarks(strokes, marks, running(strokes, page.boxes, inked))


def running(strokes: Strokes, boxes: Sequence[Box], inked: Collection[Box]) -> set[Box]:
    """Return the boxes whose ink goes on elsewhere: far, or into another box with ink."""
    found = {box for box in inked if strokes.goes_far(box)}
    own = {box: strokes.of(box.rect) for box in inked}
    for place, one in enumerate(boxes):
        for two in boxes[place + 1 :]:
            if one in own and two in own and own[one] & own[two]:
                found |= {one, two}
    return found


def loose(strokes: Strokes, page: FormPage, question: str, ticked: Iterable[Box]) -> bool:
    """Tell whether there is ink on a question that is neither print nor part of a tick."""
    area = page.asked[question]
    labels = part(strokes.labels, area).copy()
    for rect in _printed(page, area):
        shown = rect.moved(-area.x, -area.y)
        part(labels, shown)[:] = 0
    mine = [label for box in ticked for label in strokes.of(box.rect)]
    labels[np.isin(labels, mine)] = 0
    names, counts = np.unique(labels[labels > 0], return_counts=True)
    for name, count in zip(names, counts, strict=True):
        reach = (strokes.high[name] - strokes.low[name]).max() / PX_PER_MM
        if count / PX_PER_MM**2 >= _LOOSE_MM2 and reach >= _LOOSE_MM:
            return True
    return False


def _printed(page: FormPage, area: Rect) -> Iterable[Rect]:
    for each in page.drawn:
        match each:
            case Words():
                high, wide = each.size_pt * MM_PER_PT, _wide(each)
                x = each.x - wide / 2 if each.centred else each.x
                rect = Rect(x, each.y - 0.8 * high, wide, 1.05 * high).grown(_ROUND_PRINT_MM)
            case Rule():
                rect = Rect(each.x, each.y, each.to_x - each.x, 0.0).grown(0.5)
            case _:
                rect = each.rect.grown(_ROUND_PRINT_MM)
        if rect.y < area.bottom and area.y < rect.bottom:
            yield rect
    yield from (each.rect.grown(_ROUND_BOX_MM) for each in page.boxes)


def _wide(words: Words) -> float:
    return width_mm(words.words, words.size_pt, bold=words.bold)
