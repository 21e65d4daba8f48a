"""What a page of a form is made of. Millimetres; x to the right, y down from a page's top left."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from mrapp.model.questions import Question


@dataclass(frozen=True)
class Rect:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.y + self.height

    def moved(self, dx: float, dy: float) -> "Rect":
        """Return it elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def grown(self, by: float) -> "Rect":
        """Return it larger on every side; by less than 0: smaller."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)


@dataclass(frozen=True)
class Words:
    """A line of text; y is its base line."""

    x: float
    y: float
    words: str
    size_pt: float
    bold: bool = False
    grey: bool = False
    centred: bool = False


@dataclass(frozen=True)
class Rule:
    """A thin straight line."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True)
class Face:
    """A face of the mood 1 to 5, in a circle."""

    rect: Rect
    mood: int


@dataclass(frozen=True)
class Panel:
    """A rectangle of light grey, or one with a thin frame."""

    rect: Rect
    framed: bool = False


@dataclass(frozen=True)
class Example:
    """A box that explains, and that is never read. filled: as a mistake; else crossed."""

    rect: Rect
    filled: bool


@dataclass(frozen=True)
class Picture:
    """Where a picture of a variant comes, or words where there is none."""

    rect: Rect
    viewpoint: str
    variant: str
    else_words: str


@dataclass(frozen=True)
class Box:
    """A box to tick: what its answer is. place: in a ranking the place that it gives, from 1."""

    rect: Rect
    question: str
    value: str | int
    place: int = 0


@dataclass(frozen=True)
class WritingField:
    """A space to write in."""

    rect: Rect
    question: str


@dataclass(frozen=True)
class MapArea:
    """A map on which one puts a cross."""

    rect: Rect
    question: str


Drawn = Words | Rule | Face | Panel | Example | Picture


@dataclass
class Block:
    """Parts that stay together on a page, placed from the block's own top left."""

    height: float = 0.0
    drawn: list[Drawn] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    fields: list[WritingField] = field(default_factory=list)
    maps: list[MapArea] = field(default_factory=list)
    question: Question | None = None


@dataclass(frozen=True)
class FormPage:
    """A page as it is printed and read. tags: the rectangle of each, clockwise from the top left.

    asked: where each question stands on it. strip: the y of the line to cut along, if any.
    """

    number: int
    tags: tuple[Rect, Rect, Rect, Rect]
    tag_ids: tuple[int, int, int, int]
    square: Rect
    drawn: tuple[Drawn, ...]
    boxes: tuple[Box, ...]
    fields: tuple[WritingField, ...]
    maps: tuple[MapArea, ...]
    asked: dict[str, Rect]
    strip: float | None = None


def moved(parts: Sequence[Drawn], dx: float, dy: float) -> list[Drawn]:
    """Return parts elsewhere."""
    return [_moved(part, dx, dy) for part in parts]


def _moved(part: Drawn, dx: float, dy: float) -> Drawn:
    match part:
        case Words():
            return replace(part, x=part.x + dx, y=part.y + dy)
        case Rule():
            return Rule(part.x + dx, part.y + dy, part.to_x + dx, part.to_y + dy)
        case _:
            return replace(part, rect=part.rect.moved(dx, dy))


_Placed = TypeVar("_Placed", Box, WritingField, MapArea)


def placed(part: _Placed, dx: float, dy: float) -> _Placed:
    """Return what is read elsewhere."""
    return replace(part, rect=part.rect.moved(dx, dy))
