"""Where everything on a panel stands, pixels, before it is painted: measured, so nothing is cut."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from mrapp.app.headset.panels import HitArea
from mrapp.app.headset.sheets import Item, Sheet
from mrapp.ui.headset.cells import PAD, TARGET_PX, Cell, CellSetter, Text, setter_of, text_at
from mrapp.ui.headset.letters import letters, lines

WIDE_PX, SMALL_PX, PLATE_PX = 1400, 900, 460
"""How wide a panel is: one to read, one with a hint, one with a single thing to press.

Large text makes them wider, though less than it grows itself.
"""

RIM, GAP = 44.0, 28.0
"""Round all that is on a panel, and between things."""

_WIDER = 0.36
_LEAST_HIGH, _HIGHER = 1060.0, 0.56
"""How high a panel to read is at least, and how much higher with large text: so its foot stays."""

_HEAD, _METER = 1.25, 0.7
_CODES = (2.2, 1.8, 1.5, 1.25, 1.0)
_TALLEST_ROW = 1.5
"""How many targets high a row becomes where there is room, times the size of text."""


@dataclass(eq=False)
class Layout:
    """A panel that is laid out. meter: where the level is shown; line: above the foot."""

    sheet: Sheet
    wide: int
    high: int = 0
    texts: list[Text] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    meter: QRectF | None = None
    notice: QRectF | None = None
    code: QRectF | None = None
    line: float | None = None

    @property
    def areas(self) -> tuple[HitArea, ...]:
        """Everything that can be pressed now."""
        return tuple(area for cell in self.cells for area in cell.areas())

    @property
    def all_texts(self) -> tuple[Text, ...]:
        """All words on the panel."""
        return (*self.texts, *(text for cell in self.cells for text in cell.texts))


def lay_out(sheet: Sheet, language: str, scale: float) -> Layout:
    """Lay a sheet out in a language; scale: one of `mrapp.app.headset.sizes.TEXT_SCALES`."""
    return _Setter(sheet, language, scale).set()


@dataclass(eq=False)
class _Row:
    """Things to press that stand side by side, all as wide and as high."""

    setters: tuple[CellSetter, ...]
    wide: float
    high: float


class _Setter:
    """Sets one sheet from the top down."""

    def __init__(self, sheet: Sheet, language: str, scale: float) -> None:
        plate = sheet.small and not sheet.words
        least = PLATE_PX if plate else SMALL_PX if sheet.small else WIDE_PX
        wide = round(least * (1 + _WIDER * (scale - 1)))
        self._sheet, self._language, self._scale = sheet, language, scale
        self._out = Layout(sheet, wide)
        self._room = wide - 2 * RIM
        self._bottom = 0.0 if sheet.small else _LEAST_HIGH * (1 + _HIGHER * (scale - 1)) - RIM
        self._y = RIM

    def set(self) -> Layout:
        """Return it all in its place."""
        sheet = self._sheet
        self._say(sheet.far.text(self._language) if sheet.far else "", "far", 1.0)
        self._say(sheet.title.text(self._language), "title", _HEAD, bold=True)
        for words in sheet.words:
            self._say(words.text(self._language), "words", 1.0)
        self._add_notice()
        self._add_code()
        self._add_meter()
        rows = self._rows(sheet.items, sheet.across)
        rows += self._rows(sheet.ways, len(sheet.ways))
        foot = self._rows(sheet.foot, len(sheet.foot))
        foot_high = sum(row.high + GAP for row in foot)
        self._y += GAP * 0.4 if rows else 0.0
        self._stretch(rows, self._bottom - foot_high)
        self._add_rows(rows)
        if foot:
            # On every sheet of its key at the same place, while there is room for the rest.
            self._y = round(max(self._y, self._bottom - foot_high))
            self._out.line = self._y
            self._y += GAP
            self._add_rows(foot)
        self._out.high = round(self._y - GAP + RIM)
        return self._out

    def _say(self, words: str, role: str, size: float, *, bold: bool = False) -> None:
        if not words:
            return
        set_ = lines(words, letters(self._scale, size, bold=bold), self._room)
        self._out.texts.append(text_at(set_, RIM, self._y, role))
        self._y += set_.high + GAP * (0.4 if role == "far" else 0.8)

    def _add_notice(self) -> None:
        if self._sheet.notice is None:
            return
        said = self._sheet.notice.text(self._language)
        set_ = lines(said, letters(self._scale, bold=True), self._room - 2 * PAD)
        self._out.notice = QRectF(RIM, self._y, self._room, set_.high + 2 * PAD)
        self._out.texts.append(text_at(set_, RIM + PAD, self._y + PAD, "notice"))
        self._y += self._out.notice.height() + GAP

    def _add_code(self) -> None:
        if not self._sheet.code:
            return
        room = self._room - 2 * PAD
        set_ = lines(_spaced(self._sheet.code), self._code_font(room), room, centred=True)
        self._out.code = QRectF(RIM, self._y, self._room, set_.high + 2 * PAD)
        middle = self._out.code.center().x()
        self._out.texts.append(text_at(set_, RIM + PAD, self._y + PAD, "code", middle))
        self._y += self._out.code.height() + GAP

    def _code_font(self, room: float) -> QFont:
        """Return the largest font in which a code stands on one line."""
        fonts = [letters(self._scale, size, bold=True) for size in _CODES]
        code = _spaced(self._sheet.code)
        fit = (font for font in fonts if QFontMetricsF(font).horizontalAdvance(code) < room)
        return next(fit, fonts[-1])

    def _add_meter(self) -> None:
        if self._sheet.meter is not None:
            self._out.meter = QRectF(RIM, self._y, self._room, _METER * TARGET_PX)
            self._y += self._out.meter.height() + GAP

    def _rows(self, items: Sequence[Item], across: int) -> list[_Row]:
        if not items:
            return []
        setters = [setter_of(item, self._language, self._scale) for item in items]
        across = self._fitting(max(each.least for each in setters), min(across, len(items)))
        wide = (self._room - (across - 1) * GAP) / across
        rows = (tuple(setters[at : at + across]) for at in range(0, len(items), across))
        return [_Row(row, wide, max(each.high(wide) for each in row)) for row in rows]

    def _fitting(self, least: float, across: int) -> int:
        """Return how many stand side by side so that no word is broken, in rows alike."""
        fit = max(int((self._room + GAP) // (least + GAP)), 1)
        return across if fit >= across else -(-across // -(-across // fit))

    def _stretch(self, rows: Sequence[_Row], bottom: float) -> None:
        """Give rows what is free above a height, so that what is pressed is larger still."""
        free = max(bottom - self._y - sum(row.high + GAP for row in rows), 0.0)
        tallest = _TALLEST_ROW * TARGET_PX * self._scale
        low = [row for row in rows if row.high < tallest]
        wanted = sum(tallest - row.high for row in low)
        share = min(free / wanted, 1.0) if wanted else 0.0
        for row in low:
            row.high += share * (tallest - row.high)

    def _add_rows(self, rows: Sequence[_Row]) -> None:
        for row in rows:
            for column, each in enumerate(row.setters):
                left = RIM + column * (row.wide + GAP)
                self._out.cells.append(each.set(QRectF(left, self._y, row.wide, row.high)))
            self._y += row.high + GAP


def _spaced(code: str) -> str:
    """Return a code with its groups apart: they are read aloud one by one."""
    return code.replace("-", " - ")
