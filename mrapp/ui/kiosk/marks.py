"""The pin, and the ring in which it comes, painted over the city."""

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

_PIN_PX = 56
_RING_PX, _RADIUS_PX = 120, 46


class RingMark(QWidget):
    """A ring with a cross in the middle of the city: where the pin comes.

    Dark between two light edges, so that it stands out on roofs, grass and dark ground alike.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_RING_PX, _RING_PX)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the light first, wider than the dark on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(_RING_PX / 2, _RING_PX / 2)
        for colour, width in (("#000000", 18), ("#FFFFFF", 14), ("#B3123C", 7)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(middle, _RADIUS_PX, _RADIUS_PX)
            reach = 9 + width / 4
            for way in (QPointF(reach, 0), QPointF(0, reach)):
                painter.setPen(QPen(QColor(colour), width / 2))
                painter.drawLine(middle - way, middle + way)
        painter.end()


class PinMark(QWidget):
    """A pin over the city, whose point is at a place."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(_PIN_PX, _PIN_PX)
        self.hide()

    def point_at(self, place: QPoint) -> None:
        """Stand with the point on a place of the parent."""
        self.move(place - QPoint(_PIN_PX // 2, _PIN_PX - 2))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a drop with a hole, dark in light."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle, tip = QPointF(_PIN_PX / 2, 20.0), QPointF(_PIN_PX / 2, _PIN_PX - 3.0)
        drop = QPainterPath()
        drop.moveTo(tip)
        drop.cubicTo(QPointF(middle.x() - 6, 42), QPointF(middle.x() - 17, 34), middle - _ASIDE)
        drop.arcTo(QRectF(middle.x() - 17, 3, 34, 34), 180, -180)
        drop.cubicTo(QPointF(middle.x() + 17, 34), QPointF(middle.x() + 6, 42), tip)
        painter.setPen(QPen(QColor("#FFFFFF"), 3))
        painter.setBrush(QColor("#B3123C"))
        painter.drawPath(drop)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawEllipse(middle, 7, 7)
        painter.end()


_ASIDE = QPointF(17.0, 0.0)
