"""Letters as outlines, so that print needs no font: DejaVu Sans, as fontTools reads it."""

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from io import BytesIO

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.ttLib import TTFont

from mrapp.markers.outlines import Outline, joined
from mrapp.markers.pens import OutlinePen

LOST = "\ufffd"
"""What stands for a sign that the letters do not have."""


@dataclass(frozen=True, eq=False)
class Letters:
    """One font. All measures in heights of a capital: a text of `cap_mm` is so many times that."""

    font: TTFont

    @cached_property
    def _cap(self) -> float:
        return self._glyph(self._known[ord("H")]).box[3]

    @cached_property
    def _known(self) -> dict[int, str]:
        """By sign the name of its glyph."""
        return dict(self.font.getBestCmap())

    @cached_property
    def _kern(self) -> dict[tuple[str, str], int]:
        """By the pair of glyphs: how much further apart they stand."""
        tables = self.font["kern"].kernTables
        return {pair: apart for table in tables for pair, apart in table.kernTable.items()}

    def plain(self, text: str) -> str:
        """Return a text on one line, with `LOST` for each sign that the font does not have."""
        line = " ".join(unicodedata.normalize("NFC", text).split())
        return "".join(sign if ord(sign) in self._known else LOST for sign in line)

    def width(self, text: str) -> float:
        """Return how wide a text is, in heights of a capital."""
        return self._set(text)[1]

    def outline(self, text: str) -> Outline:
        """Return a text that begins at zero on its base line, capitals 1 high."""
        return joined(
            self._glyph(glyph).placed(1 / self._cap, x, 0.0) for glyph, x in self._set(text)[0]
        )

    def _set(self, text: str) -> tuple[list[tuple[str, float]], float]:
        x, before, placed = 0.0, "", []
        for sign in self.plain(text):
            glyph = self._known[ord(sign)]
            x += self._kern.get((before, glyph), 0)
            placed.append((glyph, x / self._cap))
            x, before = x + self.font["hmtx"][glyph][0], glyph
        return placed, x / self._cap

    @cached_property
    def _glyphs(self) -> dict[str, Outline]:
        """Those that were read, so that each is read once."""
        return {}

    def _glyph(self, name: str) -> Outline:
        if name not in self._glyphs:
            glyphs = self.font.getGlyphSet()
            read, pen = DecomposingRecordingPen(glyphs), OutlinePen()
            glyphs[name].draw(read)
            # TrueType's outer lines go clockwise: turned round, as here they fill the other way.
            read.replay(ReverseContourPen(pen))
            self._glyphs[name] = pen.outline()
        return self._glyphs[name]


@cache
def letters(*, bold: bool = False) -> Letters:
    """Return the font, read once."""
    # A file beside another room's code, not that code: one copy of the font is in the program.
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    font = files("mrapp") / "documents" / "fonts" / name
    return Letters(TTFont(BytesIO(font.read_bytes())))
