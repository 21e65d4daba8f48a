"""Letters as outlines, so that print needs no font: DejaVu Sans, read from its own tables.

Formats: Apple's and Microsoft's TrueType specification, tables `glyf`, `loca` and `kern`.
"""

import struct
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray
from reportlab.pdfbase.ttfonts import TTFontFile

from mrapp.markers.outlines import Outline, Step, joined

LOST = "\ufffd"
"""What stands for a sign that the letters do not have."""

_ON, _X_SHORT, _Y_SHORT, _REPEAT, _X_SAME, _Y_SAME = 1, 2, 4, 8, 16, 32
_WORDS, _XY, _SCALE, _MORE, _XY_SCALE, _TWO_BY_TWO = 1, 2, 8, 32, 64, 128
_F2DOT14 = 16384.0


@dataclass(frozen=True, eq=False)
class Letters:
    """One font. All measures in heights of a capital: a text of `cap_mm` is so many times that."""

    tables: TTFontFile

    @cached_property
    def _cap(self) -> float:
        box = self._glyph(self.tables.charToGlyph[ord("H")]).box
        return box[3]

    @cached_property
    def _glyf(self) -> bytes:
        return bytes(self.tables.get_table("glyf"))

    @cached_property
    def _advance(self) -> NDArray[np.float64]:
        count = struct.unpack(">H", self.tables.get_table("hhea")[34:36])[0]
        table = np.frombuffer(self.tables.get_table("hmtx"), ">u2", 2 * count)
        return table[::2].astype(np.float64)

    @cached_property
    def _kern(self) -> dict[int, int]:
        """By the pair of glyphs, left << 16 | right: how much further apart they stand."""
        table = self.tables.get_table("kern")
        pairs: dict[int, int] = {}
        at = 4
        for _ in range(struct.unpack(">H", table[2:4])[0]):
            _, length, coverage, count = struct.unpack(">4H", table[at : at + 8])
            if coverage >> 8 == 0:
                rows = np.frombuffer(table, np.dtype(">u4,>i2"), count, at + 14)
                pairs.update(zip(rows["f0"].tolist(), rows["f1"].tolist(), strict=True))
            at += length
        return pairs

    def plain(self, text: str) -> str:
        """Return a text on one line, with `LOST` for each sign that the font does not have."""
        line = " ".join(unicodedata.normalize("NFC", text).split())
        known = self.tables.charToGlyph
        return "".join(sign if ord(sign) in known else LOST for sign in line)

    def width(self, text: str) -> float:
        """Return how wide a text is, in heights of a capital."""
        return self._set(text)[1]

    def outline(self, text: str) -> Outline:
        """Return a text that begins at zero on its base line, capitals 1 high."""
        return joined(
            self._glyph(glyph).placed(1 / self._cap, x, 0.0) for glyph, x in self._set(text)[0]
        )

    def _set(self, text: str) -> tuple[list[tuple[int, float]], float]:
        known = self.tables.charToGlyph
        x, before, placed = 0.0, 0, []
        for sign in self.plain(text):
            glyph = int(known[ord(sign)])
            x += self._kern.get(before << 16 | glyph, 0)
            placed.append((glyph, x / self._cap))
            x, before = x + float(self._advance[min(glyph, len(self._advance) - 1)]), glyph
        return placed, x / self._cap

    @cached_property
    def _glyphs(self) -> dict[int, Outline]:
        """Those that were read, so that each is read once."""
        return {}

    def _glyph(self, glyph: int) -> Outline:
        if glyph not in self._glyphs:
            self._glyphs[glyph] = self._read(glyph)
        return self._glyphs[glyph]

    def _read(self, glyph: int) -> Outline:
        begin, end = self.tables.glyphPos[glyph : glyph + 2]
        if begin == end:
            return Outline()
        data = self._glyf[begin:end]
        contours = struct.unpack(">h", data[:2])[0]
        return _simple(data, contours) if contours >= 0 else self._composite(data)

    def _composite(self, data: bytes) -> Outline:
        parts, at, flags = [], 10, _MORE
        while flags & _MORE:
            flags, glyph = struct.unpack(">2H", data[at : at + 4])
            at += 4
            form = ">2h" if flags & _WORDS else ">2b"
            dx, dy = struct.unpack_from(form, data, at) if flags & _XY else (0, 0)
            at += struct.calcsize(form)
            count = 1 if flags & _SCALE else 2 if flags & _XY_SCALE else 0
            count = 4 if flags & _TWO_BY_TWO else count
            turn = [part / _F2DOT14 for part in struct.unpack_from(f">{count}h", data, at)]
            at += 2 * count
            parts.append(_turned(self._glyph(glyph), turn, dx, dy))
        return joined(parts)


def _turned(shape: Outline, turn: list[float], dx: float, dy: float) -> Outline:
    """Return a part of a composite in its place; turn: none, one, two or four numbers of it."""
    if len(turn) < 4:
        a, d = turn[0] if turn else 1.0, turn[-1] if turn else 1.0
        b = c = 0.0
    else:
        a, b, c, d = turn
    steps = []
    for what, way in shape.steps:
        pairs = zip(way[::2], way[1::2], strict=True)
        moved = [(a * x + c * y + dx, b * x + d * y + dy) for x, y in pairs]
        steps.append(Step(what, tuple(part for pair in moved for part in pair)))
    return Outline(tuple(steps))


def _simple(data: bytes, contours: int) -> Outline:
    """Return a glyph of its own: points on and off the line, the latter handles of parabolas."""
    ends = struct.unpack_from(f">{contours}H", data, 10)
    at = 10 + 2 * contours
    at += 2 + struct.unpack_from(">H", data, at)[0]
    count = ends[-1] + 1 if ends else 0
    flags: list[int] = []
    while len(flags) < count:
        flag, at = data[at], at + 1
        again = 1
        if flag & _REPEAT:
            again, at = data[at] + 1, at + 1
        flags += [flag] * again
    xs, at = _coordinates(data, at, flags, _X_SHORT, _X_SAME)
    ys, _ = _coordinates(data, at, flags, _Y_SHORT, _Y_SAME)
    points = [(float(x), float(y), bool(f & _ON)) for x, y, f in zip(xs, ys, flags, strict=True)]
    begins = [0, *(end + 1 for end in ends)]
    # TrueType's outer lines go clockwise: turned round, as here they fill the other way.
    return joined(
        _contour(points[a : b + 1][::-1]) for a, b in zip(begins, ends, strict=False) if b - a > 1
    )


def _coordinates(
    data: bytes, at: int, flags: list[int], short: int, same: int
) -> tuple[list[int], int]:
    found, value = [], 0
    for flag in flags:
        if flag & short:
            value += data[at] if flag & same else -data[at]
            at += 1
        elif not flag & same:
            value += struct.unpack_from(">h", data, at)[0]
            at += 2
        found.append(value)
    return found, at


def _contour(points: list[tuple[float, float, bool]]) -> Outline:
    """Return one closed line: between two handles lies a point that is not written down."""
    whole: list[tuple[float, float, bool]] = []
    for (x, y, on), (next_x, next_y, next_on) in zip(points, points[1:] + points[:1], strict=True):
        whole.append((x, y, on))
        if not on and not next_on:
            whole.append(((x + next_x) / 2, (y + next_y) / 2, True))
    first = next(i for i, point in enumerate(whole) if point[2])
    whole = whole[first:] + whole[: first + 1]
    x, y, _ = whole[0]
    steps, handle = [Step("M", (x, y))], None
    for next_x, next_y, on in whole[1:]:
        if not on:
            handle = (next_x, next_y)
            continue
        if handle is None:
            steps.append(Step("L", (next_x, next_y)))
        else:
            steps.append(Step("C", _cubic((x, y), handle, (next_x, next_y))))
        x, y, handle = next_x, next_y, None
    return Outline((*steps, Step("Z")))


_Point = tuple[float, float]


def _cubic(start: _Point, handle: _Point, end: _Point) -> tuple[float, ...]:
    (a, b), (c, d), (e, f) = start, handle, end
    return (a + 2 * c) / 3, (b + 2 * d) / 3, (e + 2 * c) / 3, (f + 2 * d) / 3, e, f


@cache
def letters(*, bold: bool = False) -> Letters:
    """Return the font, read once."""
    # A file beside another room's code, not that code: one copy of the font is in the program.
    name = "DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"
    return Letters(TTFontFile(str(files("mrapp") / "documents" / "fonts" / name)))
