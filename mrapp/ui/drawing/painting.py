"""Strokes on a picture, on the screen and in the file that goes with the remark."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from mrapp.app.remarks.drawing import PENS, WIDTHS, Drawing, Stroke

_RIM = 0.3
"""How wide the rim is on each side, in parts of the stroke."""


def paint_stroke(painter: QPainter, stroke: Stroke, room: QRectF) -> None:
    """Paint a stroke on a picture that fills `room`: a rim first, so that it shows anywhere."""
    pen, path = PENS[stroke.pen], _path(stroke, room)
    wide = WIDTHS[stroke.width] * room.width()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, part in ((pen.rim, 1 + 2 * _RIM), (pen.colour, 1.0)):
        line = QPen(QColor(colour), wide * part)
        line.setCapStyle(Qt.PenCapStyle.RoundCap)
        line.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(line)
        painter.drawPath(path)


def drawn_on(image: QImage, drawing: Drawing) -> QImage:
    """Return a picture with a drawing over it."""
    drawn = image.convertToFormat(QImage.Format.Format_RGB888)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    room = QRectF(drawn.rect())
    for stroke in drawing.strokes:
        paint_stroke(painter, stroke, room)
    painter.end()
    return drawn


def _path(stroke: Stroke, room: QRectF) -> QPainterPath:
    """Return a stroke as a smooth line: bent towards each spot, through the middles between."""
    at = [room.topLeft() + QPointF(x * room.width(), y * room.height()) for x, y in stroke.spots]
    path = QPainterPath(at[0])
    for spot, following in pairwise(at[1:]):
        path.quadTo(spot, (spot + following) / 2)
    # A line without a length is not drawn at all, also with round ends.
    path.lineTo(at[-1] if len(at) > 1 else at[0] + QPointF(0.01, 0.0))
    return path
