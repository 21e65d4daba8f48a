"""Letters on a panel: as high as the eye needs them, and lines that break where they must."""

import math
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from mrapp.app.headset.sizes import LEAST_TEXT_DEG, px_for

_SAMPLE_PX = 200


@cache
def _capitals(bold: bool) -> float:
    """Return how high a capital is, in heights of the font: fonts differ in that."""
    return QFontMetricsF(_font(_SAMPLE_PX, bold)).capHeight() / _SAMPLE_PX


def _font(size_px: int, bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(size_px)
    font.setBold(bold)
    return font


def letters(scale: float, size: float = 1.0, *, bold: bool = False) -> QFont:
    """Return a font whose capitals are a degree high at any place of a panel, times the scale.

    size: times normal text; what is large already grows less with the scale.
    """
    times = scale * (size ** (1 / scale) if size > 1 else size)
    return _font(math.ceil(px_for(LEAST_TEXT_DEG) * times / _capitals(bold)), bold)


@dataclass(frozen=True, eq=False)
class Lines:
    """A text broken into lines, pixels. wide: of its longest line; high: of all of them."""

    text: str
    font: QFont
    wide: float
    high: float
    layout: QTextLayout

    def draw(self, painter: QPainter, left: float, top: float, colour: str) -> None:
        """Draw it with its upper left there."""
        painter.setPen(QColor(colour))
        self.layout.draw(painter, QPointF(left, top))


def lines(text: str, font: QFont, room: float, *, centred: bool = False) -> Lines:
    """Break a text into lines of at most `room` pixels: between words, in a word if it must be."""
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    wide = high = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0.0, high))
        wide, high = max(wide, line.naturalTextWidth()), high + line.height()
    layout.endLayout()
    return Lines(text, font, wide, high, layout)


def longest_word(text: str, font: QFont) -> float:
    """Return how wide the widest word is, pixels."""
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(word) for word in text.split()), default=0.0)
