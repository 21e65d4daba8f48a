"""What somebody draws on a picture: strokes of a pen, as values; undo is the value before."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from mrapp.model.texts import Phrase
from mrapp.model.values import Value

PenName = Literal["black", "blue", "orange", "yellow"]
Width = Literal["thin", "thick"]
Spot = tuple[Annotated[float, Field(ge=0.0, le=1.0)], Annotated[float, Field(ge=0.0, le=1.0)]]
"""A place on the picture: parts of its width from the left and of its height from above."""

WIDTHS: Mapping[Width, float] = {"thin": 0.006, "thick": 0.016}
"""How wide a stroke is, in parts of the picture's width."""

MOST_SPOTS = 40_000
"""Spots in one drawing: far more than anybody draws, and a draft of less than a megabyte."""

_LEAST_STEP = 0.0015
_DIGITS = 4


@dataclass(frozen=True)
class Pen:
    """A colour to draw with. rim: the colour round each stroke, so that it is seen anywhere."""

    name: Phrase
    colour: str
    rim: str


PENS: Mapping[PenName, Pen] = {
    "black": Pen(Phrase(nl="Zwart", en="Black"), "#000000", "#FFFFFF"),
    "blue": Pen(Phrase(nl="Blauw", en="Blue"), "#0072B2", "#FFFFFF"),
    "orange": Pen(Phrase(nl="Oranje", en="Orange"), "#D55E00", "#FFFFFF"),
    "yellow": Pen(Phrase(nl="Geel", en="Yellow"), "#F0E442", "#000000"),
}
"""Colours that also who sees no red, green or blue can tell apart.

Source: M. Okabe and K. Ito, "Color Universal Design" (2008).
"""


class Stroke(Value):
    """One line of a pen, from where it was put down to where it was lifted."""

    pen: PenName
    width: Width
    spots: Annotated[tuple[Spot, ...], Field(min_length=1)]


class Drawing(Value):
    """All strokes, in the order in which they were made."""

    strokes: tuple[Stroke, ...] = ()

    @property
    def spots(self) -> int:
        """How many spots there are in all strokes."""
        return sum(len(stroke.spots) for stroke in self.strokes)


EMPTY = Drawing()


def spot(x: float, y: float) -> Spot:
    """Return a place, brought back to the picture where it lies beside it."""
    return round(min(max(x, 0.0), 1.0), _DIGITS), round(min(max(y, 0.0), 1.0), _DIGITS)


def is_new(at: Spot, before: Spot) -> bool:
    """Tell whether a place is far enough from the one before to be noted."""
    return math.dist(at, before) >= _LEAST_STEP


def with_stroke(drawing: Drawing, stroke: Stroke) -> Drawing:
    """Add a stroke; where the drawing is full, nothing changes."""
    if drawing.spots + len(stroke.spots) > MOST_SPOTS:
        return drawing
    return Drawing(strokes=(*drawing.strokes, stroke))


def without_touched(drawing: Drawing, at: Spot, aspect: float) -> Drawing:
    """Take away every stroke that an eraser touches; aspect: the picture's height by its width."""
    left = tuple(each for each in drawing.strokes if not _touches(each, at, aspect))
    return drawing if len(left) == len(drawing.strokes) else Drawing(strokes=left)


def _touches(stroke: Stroke, at: Spot, aspect: float) -> bool:
    reach = WIDTHS["thick"] / 2 + WIDTHS[stroke.width] / 2
    ends = [(x, y * aspect) for x, y in stroke.spots]
    here = at[0], at[1] * aspect
    pairs = zip(ends, ends[1:] or ends, strict=False)
    return any(_distance(here, one, two) <= reach for one, two in pairs)


def _distance(
    here: tuple[float, float], one: tuple[float, float], two: tuple[float, float]
) -> float:
    """Return how far a place lies from the line between two others."""
    along = two[0] - one[0], two[1] - one[1]
    length2 = along[0] ** 2 + along[1] ** 2
    told = (here[0] - one[0]) * along[0] + (here[1] - one[1]) * along[1]
    part = min(max(told / length2, 0.0), 1.0) if length2 else 0.0
    return math.dist(here, (one[0] + part * along[0], one[1] + part * along[1]))
