"""A page: filled outlines, each in an ink. PDF, SVG and pictures are all made of this one value.

Millimetres from the lower left corner of the page, y up.
"""

from dataclasses import dataclass, field

from mrapp.markers.design import PlacedMark, TileArt
from mrapp.markers.letters import letters
from mrapp.markers.outlines import Box, Outline, polygon


@dataclass(frozen=True)
class Ink:
    """What a shape is filled with: shares of cyan, magenta, yellow and black, 0..1.

    spot: an ink of its own by this name, for what is no print but a thing to make.
    """

    cmyk: tuple[float, float, float, float]
    spot: str = ""

    @property
    def rgb(self) -> tuple[int, int, int]:
        """As a screen shows it."""
        c, m, y, k = self.cmyk
        red, green, blue = (round(255 * (1 - part) * (1 - k)) for part in (c, m, y))
        return red, green, blue


BLACK = Ink((0.0, 0.0, 0.0, 1.0))
"""Black ink alone: four inks over each other blur the edges of modules where they do not fit."""

WHITE = Ink((0.0, 0.0, 0.0, 0.0))
GREY = Ink((0.0, 0.0, 0.0, 0.62))
RIM = Ink((0.0, 0.45, 0.0, 0.0), spot="Tactile rim")


@dataclass(frozen=True)
class Layer:
    """A shape in an ink. name: as makers see it in their program."""

    name: str
    shape: Outline
    ink: Ink = BLACK


@dataclass(frozen=True)
class Page:
    """One page. trim: where it is cut; bleed: how far print may run over that."""

    title: str
    width_mm: float
    height_mm: float
    layers: tuple[Layer, ...]
    marks: tuple[PlacedMark, ...] = ()
    trim: Box | None = None
    bleed: Box | None = None


@dataclass
class Drawing:
    """A page while it is drawn."""

    layers: list[Layer] = field(default_factory=list)
    marks: list[PlacedMark] = field(default_factory=list)

    def add(self, name: str, shape: Outline, ink: Ink = BLACK) -> None:
        """Draw a shape on top of what is there."""
        if shape.steps:
            self.layers.append(Layer(name, shape, ink))

    def tile(self, art: TileArt, x: float, y: float) -> None:
        """Draw a tile with its middle at (x, y); each kind of content is one path."""
        self.add("codes", art.codes.placed(1.0, x, y))
        self.add("arrow", art.arrow.placed(1.0, x, y))
        self.add("lettering", art.lettering.placed(1.0, x, y))
        self.add("tactile rim", art.rim.placed(1.0, x, y), RIM)
        if art.mark:
            left, bottom, right, top = art.mark.box
            self.marks.append(PlacedMark(art.mark.mark, (left + x, bottom + y, right + x, top + y)))


def text(
    words: str, cap_mm: float, x: float, y: float, *, bold: bool = False, align: float = 0.0
) -> Outline:
    """Return a line of text on the base line y; align: 0 begins at x, 0.5 is centred, 1 ends."""
    face = letters(bold=bold)
    return face.outline(words).placed(cap_mm, x - align * face.width(words) * cap_mm, y)


def fitting(
    words: str, cap_mm: float, wide_mm: float, *, bold: bool = False, least: float = 1.2
) -> tuple[str, float]:
    """Return a text, cut short where it must be, and the height at which it is so wide at most."""
    face = letters(bold=bold)
    width = face.width(words)
    if not width or width * cap_mm <= wide_mm:
        return words, cap_mm
    cap = max(least, wide_mm / width)
    short = words
    while len(short) > 1 and face.width(short) * cap > wide_mm:
        short = f"{short[:-2].rstrip()}…"
    return short, cap


def poured(words: str, cap_mm: float, wide_mm: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines of a width."""
    face, lines = letters(bold=bold), [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and face.width(longer) * cap_mm > wide_mm:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def stroke(a: tuple[float, float], b: tuple[float, float], wide: float) -> Outline:
    """Return a straight line as a thin filled shape."""
    (ax, ay), (bx, by) = a, b
    long = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5 or 1.0
    dx, dy = (bx - ax) / long * wide / 2, (by - ay) / long * wide / 2
    return polygon([(ax + dy, ay - dx), (bx + dy, by - dx), (bx - dy, by + dx), (ax - dy, ay + dx)])


def frame(box: Box, wide: float) -> Outline:
    """Return the lines along the inside of a box."""
    left, bottom, right, top = box
    outer = [(left, bottom), (right, bottom), (right, top), (left, top)]
    left, bottom, right, top = left + wide, bottom + wide, right - wide, top - wide
    inner = [(left, bottom), (left, top), (right, top), (right, bottom)]
    return polygon(outer) + polygon(inner)
