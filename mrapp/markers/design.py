"""The drawing of a tile: its codes, and around them what people read. Vectors only, millimetres.

Frame: that of the tile, zero in its middle, x to the right and y up. Four strips between the tags
are free for words; the white around the tags and the quiet zone of the QR code are not.

           +-------------------+
           | tag   arrow   tag |     each strip as wide as what the tags leave, from the tile's
           |       name        |     edge to the quiet zone
           | mark   QR      id |
           |                   |
           | tag  scan me  tag |
           |      address      |
           +-------------------+
"""

from dataclasses import dataclass

from mrapp.markers.codes import qr_modules, tag_modules
from mrapp.markers.marks import Mark
from mrapp.markers.outlines import Box, Outline, joined, polygon, rectangle, rounded, traced
from mrapp.markers.setting import (
    Column,
    Line,
    PlacedText,
    Run,
    address_lines,
    set_column,
    spoken,
    wrapped,
)
from mrapp.markers.wording import TileWords
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import Tile

LEAST_CAP_MM = 2.0
"""How high capitals are at least: what is read from a sheet in the hand."""

CUT_SHORT = Phrase(
    nl="Voor de tekst '{text}' is op deze tegel te weinig plaats; hij is ingekort. Kies een "
    "kortere tekst of een grotere tegel.",
    en="There is too little room on this tile for the text '{text}'; it was cut short. Choose a "
    "shorter text or a larger tile.",
)

# Measures of the design of 300 mm; everything grows with the tile.
_FREE_MM = 74.0  # half of what two tags and their white leave of a side
_TEXT_MM = 72.0  # half of the longest line between them
_EDGE_MM, _NEAR_MM = 11.0, 4.0  # from the edge, and from the quiet zone, to what is drawn
_RIM_MM = (2.0, 5.0)  # the raised bars, from the edge
_ARROW_MM = (30.0, 21.0)
_COLUMN_MM = 54.0
_MARK_MM = (46.0, 62.0)
_PHONE_MM = (25.0, 44.0)


@dataclass(frozen=True)
class PlacedMark:
    """The municipality's mark and where it stands."""

    mark: Mark
    box: Box


@dataclass(frozen=True, eq=False)
class TileArt:
    """A drawn tile. All outlines are filled in black; `rim` is no ink but what the maker raises.

    codes: the QR code and the tags as one outline. layout: the measures it was drawn to. texts:
    what is written where, for reading out and for measuring; notices: what did not fit.
    """

    layout: TileLayout
    title: str
    codes: Outline
    arrow: Outline
    lettering: Outline
    rim: Outline
    texts: tuple[PlacedText, ...]
    mark: PlacedMark | None = None
    notices: tuple[Notice, ...] = ()

    @property
    def size_mm(self) -> float:
        """The side of the tile."""
        return self.layout.size_m * 1000

    @property
    def ink(self) -> Outline:
        """All that is drawn in black, the mark not counted."""
        return joined((self.codes, self.arrow, self.lettering))


def design_tile(tile: Tile, words: TileWords) -> TileArt:
    """Return the drawing of a tile. Raises ValueError for an address that no QR code holds."""
    qr = qr_modules(words.address).modules
    layout = TileLayout(tile.size_mm / 1000, len(qr))
    k = layout.scale
    mark = _mark(words, k)
    columns = [_top(words, k), _bottom(words, k), *_sides(words, k, mark)]
    texts = tuple(text for column in columns for text in column.texts)
    phone = _phone(k, left=mark is None and not words.owner)
    return TileArt(
        layout=layout,
        title=" ".join(filter(None, (words.name, *words.groups[:2]))),
        codes=_codes(layout, tile, words),
        arrow=_arrow(k),
        lettering=joined((*(column.outline for column in columns), phone)),
        rim=Outline() if tile.sheet else _rim(layout.size_m * 500, k),
        texts=texts,
        mark=mark,
        notices=tuple(
            Notice(CUT_SHORT, {"text": text.whole}) for text in texts if text.whole != text.text
        ),
    )


def _codes(layout: TileLayout, tile: Tile, words: TileWords) -> Outline:
    """Return all modules as one outline."""
    found = [
        (layout.qr_corners(), qr_modules(words.address).modules),
        *zip(layout.tag_corners(), map(tag_modules, tile.tags), strict=True),
    ]
    return joined(
        traced(modules).placed(
            float(corners[1, 0] - corners[0, 0]) * 1000 / len(modules),
            float(corners[3, 0] * 1000),
            float(corners[3, 1] * 1000),
        )
        for corners, modules in found
    )


def _arrow(k: float) -> Outline:
    wide, high = _ARROW_MM
    top = 150.0 - _EDGE_MM
    left = [(0.0, top), (-wide / 2, top - high), (0.0, top - 0.72 * high)]
    return polygon([*left, (wide / 2, top - high)]).placed(k, 0.0, 0.0)


def _rim(half: float, k: float) -> Outline:
    """Return four bars, one along each side, where a cane or a foot finds them."""
    free, outer, inner = _FREE_MM * k, half - _RIM_MM[0] * k, half - _RIM_MM[1] * k
    return joined(
        rectangle(box)
        for box in (
            (-free, inner, free, outer),
            (-free, -outer, free, -inner),
            (-outer, -free, -inner, free),
            (inner, -free, outer, free),
        )
    )


def _top(words: TileWords, k: float) -> Column:
    look = Line((Run(" · ".join(words.look)),), 4.2 * k)
    wide, least = 2 * _TEXT_MM * k, LEAST_CAP_MM
    names = wrapped(words.name, 9.6 * k, wide, least, most=2, dear=0.7, bold=True)
    top = (150.0 - _EDGE_MM - _ARROW_MM[1] - 4.0) * k
    box = (-_TEXT_MM * k, (80.0 + _NEAR_MM) * k, _TEXT_MM * k, top)
    return set_column((look, *names), box, LEAST_CAP_MM)


def _bottom(words: TileWords, k: float) -> Column:
    box = (-_TEXT_MM * k, (_EDGE_MM - 150.0) * k, _TEXT_MM * k, -(80.0 + _NEAR_MM) * k)
    lines = (
        *spoken(words.scan, 11.0 * k, 2 * _TEXT_MM * k),
        *address_lines(f"{words.host}/T/", 6.0 * k, 2 * _TEXT_MM * k, LEAST_CAP_MM),
        Line((Run(" ".join(words.groups), bold=True),), 8.0 * k),
    )
    return set_column(lines, box, LEAST_CAP_MM)


def _sides(words: TileWords, k: float, mark: PlacedMark | None) -> tuple[Column, Column]:
    wide = _COLUMN_MM * k
    middle, half = 112.0 * k, wide / 2
    owner = wrapped(words.owner, 5.0 * k, wide, LEAST_CAP_MM, most=3, dear=0.85)
    low = mark.box[1] - 5.0 * k if mark else 36.0 * k
    left = (-middle - half, low - 36.0 * k if mark else -36.0 * k, -middle + half, low)
    low = (-6.0 if mark or words.owner else 22.0) * k
    right = (middle - half, low - 34.0 * k, middle + half, low)
    number = (
        Line((Run(" · ".join(words.tile)),), 4.2 * k),
        *(Line((Run(group, bold=True),), 8.0 * k) for group in words.groups[:2]),
    )
    return (
        set_column(owner, left, LEAST_CAP_MM, to_top=mark is not None),
        set_column(number, right, LEAST_CAP_MM, to_top=True),
    )


def _mark(words: TileWords, k: float) -> PlacedMark | None:
    if words.mark is None:
        return None
    wide, high = _MARK_MM
    wide = min(wide, high * words.mark.aspect)
    high = wide / words.mark.aspect
    x, y = -112.0, 12.0 if words.owner else 0.0
    box = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    return PlacedMark(words.mark, (box[0] * k, box[1] * k, box[2] * k, box[3] * k))


def _phone(k: float, *, left: bool) -> Outline:
    """Return a telephone that sees a code between four brackets."""
    wide, high = _PHONE_MM
    x, y = (-112.0, 0.0) if left else (112.0, 26.0)
    half = wide / 2
    inner = (-half + 2.2, -high / 2 + 5.0, half - 2.2, high / 2 - 5.0)
    parts = [
        rounded((-half, -high / 2, half, high / 2), 3.6),
        rectangle(inner, hole=True),
        rectangle((-2.6, -2.6, 2.6, 2.6)),
    ]
    for across in (-1, 1):
        parts += [_bracket(across, up) for up in (-1, 1)]
    return joined(parts).placed(k, x * k, y * k)


def _bracket(across: int, up: int) -> Outline:
    far, long, thick = 7.0, 4.0, 1.4
    corners = [
        (far, far), (far - long, far), (far - long, far - thick), (far - thick, far - thick),
        (far - thick, far - long), (far, far - long),
    ]  # fmt: skip
    placed = [(across * x, up * y) for x, y in corners]
    return polygon(placed if across * up > 0 else placed[::-1])
