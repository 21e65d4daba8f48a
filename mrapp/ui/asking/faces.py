"""Faces from very unhappy to very happy; drawn here, so the same everywhere."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from mrapp.ui.style import INK

_GROUNDS = ("#F4B9A7", "#F8D5A8", "#F6EBB0", "#D9EBB4", "#B7E0B5")
_BENDS = (-0.2, -0.1, 0.0, 0.1, 0.2)
"""How far the middle of the mouth hangs below its corners, in widths of the face."""


def draw_face(painter: QPainter, place: QRectF, mood: int) -> None:
    """Draw the face of a mood, 1 to 5, in a square."""
    size = place.width()
    painter.setPen(QPen(QColor(INK), size / 22))
    painter.setBrush(QColor(_GROUNDS[mood - 1]))
    painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    painter.setBrush(QColor(INK))
    for x in (0.34, 0.66):
        painter.drawEllipse(place.topLeft() + QPointF(x, 0.4) * size, size * 0.05, size * 0.06)
    bend = _BENDS[mood - 1]
    mouth = QPainterPath(place.topLeft() + QPointF(0.28, 0.67 - bend / 2) * size)
    mouth.quadTo(
        place.topLeft() + QPointF(0.5, 0.67 + 1.5 * bend) * size,
        place.topLeft() + QPointF(0.72, 0.67 - bend / 2) * size,
    )
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(INK), size / 16, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPath(mouth)
