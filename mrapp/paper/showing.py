"""The picture of one question on a form, with its boxes marked, for who decides about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import cv2
import numpy as np

from mrapp.paper.elements import Box, FormPage, Rect
from mrapp.paper.ground import MapFrame
from mrapp.paper.ink import Mark, darkness, evenly_lit, part
from mrapp.paper.pages import PX_PER_MM
from mrapp.paper.photographs import Colours
from mrapp.paper.sheets import Sheet
from mrapp.paper.strokes import marks_on

_ROUND_MM: Final = 4.0
_GREEN, _ORANGE = (70, 150, 40), (20, 120, 235)
"""Blue, green, red: a box that counts as ticked, and one that is unclear."""


@dataclass(frozen=True, eq=False)
class ShownQuestion:
    """A question as it stands on paper.

    frame: of its map, if it has one. unclear: the answers whose boxes are marked as unclear.
    """

    picture: Colours
    rect: Rect
    frame: MapFrame | None = None
    unclear: frozenset[str | int] = frozenset()

    def on_ground(self, x: float, y: float) -> tuple[float, float] | None:
        """Return which place (RD) is at a pixel of the picture; None where there is no map."""
        if self.frame is None:
            return None
        x_mm, y_mm = self.rect.x + x / PX_PER_MM, self.rect.y + y / PX_PER_MM
        inside = self.frame.rect
        if not (inside.x <= x_mm <= inside.right and inside.y <= y_mm <= inside.bottom):
            return None
        return self.frame.on_ground(x_mm, y_mm)

    def in_picture(self, x: float, y: float) -> tuple[float, float] | None:
        """Return at which pixel a place (RD) is seen; None where there is no map."""
        if self.frame is None:
            return None
        x_mm, y_mm = self.frame.on_page(x, y)
        return (x_mm - self.rect.x) * PX_PER_MM, (y_mm - self.rect.y) * PX_PER_MM


def shown_of(sheet: Sheet) -> Mapping[str, ShownQuestion]:
    """Return the picture of each question whose page is there. Slow: for a task."""
    shown: dict[str, ShownQuestion] = {}
    for page in sheet.layout.pages:
        there = sheet.pages.get(page.number)
        if there is None:
            continue
        whole = cv2.imdecode(np.frombuffer(there.jpeg(), np.uint8), cv2.IMREAD_COLOR)
        flat = evenly_lit(np.asarray(whole, np.uint8))
        odd = _mark_boxes(flat, page)
        box = there.mark.map_box
        for question, rect in page.asked.items():
            around = rect.grown(_ROUND_MM)
            areas = [each.rect for each in page.maps if each.question == question]
            frame = MapFrame(box, areas[0]) if areas and box else None
            unclear = frozenset(each.value for each in odd if each.question == question)
            shown[question] = ShownQuestion(part(flat, around).copy(), around, frame, unclear)
    return shown


def _mark_boxes(flat: Colours, page: FormPage) -> list[Box]:
    """Draw around each box that is not plainly empty: what is unclear, thick. Returns these."""
    found = marks_on(darkness(flat), np.full(flat.shape[:2], 255, np.uint8), page)
    odd = [box for box, mark in found.marks.items() if not mark.sure or box in found.running]
    for box, mark in found.marks.items():
        if mark is not Mark.EMPTY:
            is_odd = box in odd
            _outline(flat, box.rect.grown(1.6), _ORANGE if is_odd else _GREEN, 6 if is_odd else 3)
    return odd


def _outline(flat: Colours, rect: Rect, colour: tuple[int, int, int], thick: int) -> None:
    low = (round(rect.x * PX_PER_MM), round(rect.y * PX_PER_MM))
    high = (round(rect.right * PX_PER_MM), round(rect.bottom * PX_PER_MM))
    cv2.rectangle(flat, low, high, colour, thick, cv2.LINE_AA)
