"""The map of the results: squares with how many opinions are about them, over the place itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mrapp.app.counting.counted_places import CELL_M
from mrapp.app.counting.counts import NONE, Counts
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.server.public.drawing import Box, Drawing, design_box, drawing_of
from mrapp.server.public.place_words import places_of

_RATIO: Final = 4 / 3
_ROOM_M: Final = 80.0
_SMALLEST_M: Final = 500.0
_FAR_M: Final = 600.0  # a design farther from all opinions would make the map too small to read
_MOST_SQUARES: Final = 2000
_STEPS: Final = 5
_SIGNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Square:
    """A square; x, y: of its upper left corner on the map, metres. step: 1 (few) to 5 (most).

    sign: a letter by which the list beside the map names it, for the first ones. where: in words.
    """

    x: float
    y: float
    code: str
    number: int
    step: int
    sign: str
    where: str

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle on the map."""
        return self.x + CELL_M / 2, self.y + CELL_M / 2


@dataclass(frozen=True)
class Map:
    """A drawing with squares over it, the most opinions first.

    steps: from how many to how many opinions each step is, where it is there. hidden: how many
    squares have too few opinions to be told.
    """

    drawing: Drawing
    side: float
    squares: tuple[Square, ...]
    steps: tuple[tuple[int, int, int], ...]
    hidden: int


def map_of(
    places: Counts | None,
    plan: GroundPlan | None,
    project: Project,
    language: str,
    rounded_to: int = 0,
) -> Map | None:
    """Return a map of where remarks are about; None where there is nothing to draw at all.

    rounded_to: of what all numbers are multiples; 0: they are exact.
    """
    counts = () if places is None else [x for x in places.counts if x.code != NONE]
    told = [(corner_of(x.code), x.code, x.number) for x in counts if x.number]
    drawn = [(at, code, number or 0) for at, code, number in told if at is not None]
    drawn = sorted(drawn, key=lambda each: -each[2])[:_MOST_SQUARES]
    box = _box([at for at, _, _ in drawn], plan, project)
    if box is None:
        return None
    named, most = places_of(plan, project, language), drawn[0][2] if drawn else 0
    squares = tuple(
        Square(
            x=x - box.west,
            y=box.north - y - CELL_M,
            code=code,
            number=number,
            step=_step(number, most),
            sign=_SIGNS[order] if order < len(_SIGNS) else "",
            where=named.near(x + CELL_M / 2, y + CELL_M / 2),
        )
        for order, ((x, y), code, number) in enumerate(drawn)
    )
    hidden = sum(1 for each in counts if each.number is None)
    return Map(
        drawing_of(plan, project, box, language, [x.middle for x in squares]),
        CELL_M,
        squares,
        _steps(drawn[-1][2] if drawn else 1, most, rounded_to or 1),
        hidden,
    )


def corner_of(code: str) -> tuple[int, int] | None:
    """Return the lower left corner of a square, RD metres; None: it is no square."""
    x, dash, y = code.partition("-")
    return (int(x), int(y)) if dash and x.isdecimal() and y.isdecimal() else None


def _box(
    corners: Sequence[tuple[int, int]], plan: GroundPlan | None, project: Project
) -> Box | None:
    """Return what the map shows: all squares, and the designs where they are near."""
    boxes = [Box(x, y, x + CELL_M, y + CELL_M) for x, y in corners]
    designs = design_box(plan)
    if not boxes and designs is None and not (plan and plan.outlines):
        return None
    if not boxes and designs is None:
        x, y = project.origin.x, project.origin.y
        designs = Box(x, y, x, y)
    if designs is not None:
        near = _around(boxes).with_room(_FAR_M, 1.0) if boxes else designs
        if not boxes or near.has(*_middle(designs)):
            boxes.append(designs)
    found = _around(boxes)
    room = max(_ROOM_M, (_SMALLEST_M - max(found.width, found.height)) / 2)
    return found.with_room(room, _RATIO)


def _around(boxes: Sequence[Box]) -> Box:
    return Box(
        min(x.west for x in boxes),
        min(x.south for x in boxes),
        max(x.east for x in boxes),
        max(x.north for x in boxes),
    )


def _middle(box: Box) -> tuple[float, float]:
    return (box.west + box.east) / 2, (box.south + box.north) / 2


def _step(number: int, most: int) -> int:
    return min(_STEPS, 1 + int(_STEPS * number / (most + 1)))


def _steps(least: int, most: int, base: int) -> tuple[tuple[int, int, int], ...]:
    """Return the steps that there may be, each with its lowest and highest number there may be."""
    of: dict[int, list[int]] = {}
    for number in range(least, most + 1, base):
        of.setdefault(_step(number, most), []).append(number)
    return tuple((step, numbers[0], numbers[-1]) for step, numbers in sorted(of.items()))
