"""The pages that carry a tile: one for who makes tiles, one for a printer on a desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from mrapp.app.tiles.printing import Sheet
from mrapp.markers.design import TileArt
from mrapp.markers.outlines import Outline, joined, rectangle
from mrapp.markers.printing import words
from mrapp.markers.printing.pages import RIM, Drawing, Page, fitting, poured, stroke, text
from mrapp.markers.wording import TileWords, in_groups
from mrapp.model.tiles import Tile

BLEED_MM: Final = 3.0
CHECK_MM: Final = 100.0
PAPER_MM: Final[dict[str, tuple[float, float]]] = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}

_SIDE_MM, _TOP_MM, _BOTTOM_MM = 22.0, 26.0, 32.0  # around the trim
_MARK_MM = (5.0, 15.0)  # cut marks, from the trim
_HAIR_MM = 0.25
_BAR_MM = 1.6  # how thick the check bar is


@dataclass(frozen=True)
class Printed:
    """A tile as it goes to print.

    languages: those that what to do is written in, 1 or 2; maker: that of words for makers, by
    default the first of them.
    """

    tile: Tile
    art: TileArt
    words: TileWords
    languages: tuple[str, ...]
    maker: str = ""

    @property
    def language(self) -> str:
        """The one that words for makers are in."""
        return self.maker or self.languages[0]

    @property
    def called(self) -> str:
        """Its short id in groups."""
        return " ".join(in_groups(self.tile.id))


def tile_page(printed: Printed) -> Page:
    """Return a tile with bleed and cut marks, and outside of them a bar to measure."""
    side, language = printed.art.size_mm, printed.language
    left, bottom = _SIDE_MM, _BOTTOM_MM
    width, height = side + 2 * _SIDE_MM, side + _TOP_MM + _BOTTOM_MM
    middle = left + side / 2
    drawing = Drawing()
    drawing.tile(printed.art, middle, bottom + side / 2)
    drawing.add("cut marks", _cut_marks(left, bottom, side))
    drawing.add("check bar", check_bar(middle - CHECK_MM / 2, 12.0))
    notes = [_line(words.MEASURE.text(language), _note(side), middle, 6.0, width - 12.0, align=0.5)]
    size = words.SIZE.text(language, side=f"{side:g}")
    head = f"{words.TILE.text(language, id=printed.called)} · {size}"
    top = bottom + side + _TOP_MM
    notes.append(_line(head, 3.0, middle, top - 8.0, width - 12.0, bold=True, align=0.5))
    inks = poured(words.INKS.text(language, rim=RIM.spot), _note(side), side - 2.0)
    for i, part in enumerate(inks[:3]):
        notes.append(_line(part, _note(side), middle, top - 13.0 - 3.6 * i, side, align=0.5))
    drawing.add("notes", joined(notes))
    trim = (left, bottom, left + side, bottom + side)
    grown = (-BLEED_MM, -BLEED_MM, BLEED_MM, BLEED_MM)
    bleed = tuple(edge + more for edge, more in zip(trim, grown, strict=True))
    return Page(
        printed.art.title, width, height, tuple(drawing.layers), tuple(drawing.marks),
        trim=trim, bleed=(bleed[0], bleed[1], bleed[2], bleed[3]),
    )  # fmt: skip


def _note(side: float) -> float:
    """Return how high the capitals of notes are on a page."""
    return min(2.2, max(1.5, side / 130.0))


def _line(
    said: str, cap: float, x: float, y: float, wide: float, *, bold: bool = False, align: float = 0
) -> Outline:
    short, cap = fitting(said, cap, wide, bold=bold)
    return text(short, cap, x, y, bold=bold, align=align)


def _cut_marks(left: float, bottom: float, side: float) -> Outline:
    near, far = _MARK_MM
    parts = []
    for x, across in ((left, -1), (left + side, 1)):
        for y, up in ((bottom, -1), (bottom + side, 1)):
            parts.append(stroke((x + across * near, y), (x + across * far, y), _HAIR_MM))
            parts.append(stroke((x, y + up * near), (x, y + up * far), _HAIR_MM))
    return joined(parts)


def check_bar(x: float, y: float) -> Outline:
    """Return a bar of 100 mm with a notch at each 10 mm, from (x, y) to the right."""
    notches = [
        rectangle((x + at - _HAIR_MM / 2, y + _BAR_MM, x + at + _HAIR_MM / 2, y + _BAR_MM + 1.4))
        for at in range(10, int(CHECK_MM), 10)
    ]
    return joined([rectangle((x, y, x + CHECK_MM, y + _BAR_MM)), *notches])


def paper_page(printed: Printed, sheet: Sheet) -> Page:
    """Return a tile on a sheet for a table, with what to do in words, as any printer can print."""
    width, height = PAPER_MM[sheet]
    k = width / PAPER_MM["A4"][0]
    side = printed.art.size_mm
    margin = (width - side) / 2
    drawing = Drawing()
    drawing.tile(printed.art, width / 2, height - margin - side / 2)
    inset = margin + printed.art.layout.white_m * 1000
    drawing.add(
        "words", _how(printed.languages, (inset, height - margin - side - 9.0 * k), width, k)
    )
    drawing.add("check bar", check_bar(width / 2 - CHECK_MM / 2, 17.0))
    foot = words.FULL_SIZE.text(printed.language)
    drawing.add("notes", _line(foot, 1.9, width / 2, 11.5, width - 30.0, align=0.5))
    return Page(printed.art.title, width, height, tuple(drawing.layers), tuple(drawing.marks))


def _how(languages: Sequence[str], at: tuple[float, float], width: float, k: float) -> Outline:
    """Return what to do, side by side in each language."""
    left, top = at
    column = (width - 2 * left + 6.0 * k) / len(languages)
    parts = []
    for i, language in enumerate(languages):
        x, y = left + i * column, top - 3.8 * k
        parts.append(text(words.HOW.text(language), 3.8 * k, x, y, bold=True))
        for number, step in enumerate(words.STEPS, 1):
            y -= 8.6 * k
            parts.append(text(str(number), 3.0 * k, x, y, bold=True))
            lines = poured(step.text(language), 3.0 * k, column - 13.0 * k)
            for row, line in enumerate(lines):
                y -= 5.4 * k * (row > 0)
                parts.append(text(line, 3.0 * k, x + 6.5 * k, y))
    return joined(parts)
