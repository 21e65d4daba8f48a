"""The dial of the day: how high the sun stands at each hour, with the sun to drag along it."""

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFontMetricsF,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from mrapp.ui.style import EDGE, FOCUS, INK, INK_SOFT, PAPER

DAY_MINUTES = 24 * 60
STEP_MINUTES = 10
_PAGE_MINUTES = 60
_TOP_RAD = math.radians(66.0)
_BOTTOM_RAD = math.radians(-22.0)
_DAY_SKY, _HORIZON_SKY, _NIGHT = "#BFDDF3", "#FCEBCF", "#33475C"
_SUN, _SUN_EDGE = "#FFC531", "#6B4A00"


class SunDial(QAbstractSlider):
    """A slider over the minutes of a day, 0..1439, drawn as the sun's height at each hour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setRange(0, DAY_MINUTES - 1)
        self.setSingleStep(STEP_MINUTES)
        self.setPageStep(_PAGE_MINUTES)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._heights: tuple[float, ...] = ()

    def set_heights(self, heights_rad: Sequence[float]) -> None:
        """Take the sun's elevation at equal steps from midnight to midnight, radians."""
        self._heights = tuple(heights_rad)
        self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for the hours, and high enough to tell summer from winter."""
        letters = QFontMetricsF(self.font())
        return QSize(round(letters.horizontalAdvance("0") * 24), round(letters.height() * 6.5))

    def minimumSizeHint(self) -> QSize:
        """As `sizeHint`."""
        return self.sizeHint()

    def sliderChange(self, change: QAbstractSlider.SliderChange) -> None:
        """Draw anew when the value changed."""
        super().sliderChange(change)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the sun at this hour."""
        self.setSliderDown(True)
        self._follow(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the sun follow the hand."""
        if self.isSliderDown():
            self._follow(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go of the sun."""
        self.setSliderDown(False)

    def _follow(self, event: QMouseEvent) -> None:
        field = self._field()
        minutes = (event.position().x() - field.left()) / field.width() * DAY_MINUTES
        self.setValue(round(minutes / STEP_MINUTES) * STEP_MINUTES)

    def _field(self) -> QRectF:
        foot = QFontMetricsF(self.font()).height() * 1.3
        return QRectF(self.rect()).adjusted(10, 4, -10, -foot)

    def _place(self, field: QRectF, part: float, height_rad: float) -> QPointF:
        up = (height_rad - _BOTTOM_RAD) / (_TOP_RAD - _BOTTOM_RAD)
        up = min(max(up, 0.0), 1.0)
        return QPointF(field.left() + part * field.width(), field.bottom() - up * field.height())

    def height_at(self, minutes: int) -> float:
        """Return the sun's elevation at a minute of the day, radians, from the given steps."""
        if len(self._heights) < 2:
            return 0.0
        exact = minutes / DAY_MINUTES * (len(self._heights) - 1)
        low = min(int(exact), len(self._heights) - 2)
        first, second = self._heights[low], self._heights[low + 1]
        return first + (second - first) * (exact - low)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sky, the sun's path over the day, the hours and the sun."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        shape = QPainterPath()
        shape.addRoundedRect(field, 6, 6)
        painter.save()
        painter.setClipPath(shape)
        self._paint_sky(painter, field)
        self._paint_path(painter, field)
        painter.restore()
        focused = self.hasFocus()
        painter.setPen(QPen(QColor(FOCUS if focused else EDGE), 2 if focused else 1))
        painter.drawPath(shape)
        self._paint_hours(painter, field)
        self._paint_sun(painter, field)
        painter.end()

    def _paint_sky(self, painter: QPainter, field: QRectF) -> None:
        horizon = self._place(field, 0.0, 0.0).y()
        sky = QLinearGradient(0, field.top(), 0, horizon)
        sky.setColorAt(0.0, QColor(_DAY_SKY))
        sky.setColorAt(1.0, QColor(_HORIZON_SKY))
        painter.fillRect(QRectF(field.topLeft(), QPointF(field.right(), horizon)), QBrush(sky))
        ground = QRectF(QPointF(field.left(), horizon), field.bottomRight())
        painter.fillRect(ground, QColor(_NIGHT))

    def _paint_path(self, painter: QPainter, field: QRectF) -> None:
        if len(self._heights) < 2:
            return
        last = len(self._heights) - 1
        points = [self._place(field, i / last, h) for i, h in enumerate(self._heights)]
        painter.setPen(QPen(QColor(255, 255, 255, 230), 3.5))
        painter.drawPolyline(QPolygonF(points))
        painter.setPen(QPen(QColor(_SUN_EDGE), 1.6))
        painter.drawPolyline(QPolygonF(points))

    def _paint_hours(self, painter: QPainter, field: QRectF) -> None:
        small = self.font()
        small.setPixelSize(max(9, round(small.pixelSize() * 0.85)))
        painter.setFont(small)
        painter.setPen(QColor(INK_SOFT))
        letters = QFontMetricsF(small)
        for hour in range(0, 25, 6):
            x = field.left() + hour / 24 * field.width()
            wide = letters.horizontalAdvance(str(hour))
            left = min(max(x - wide / 2, 0.0), self.width() - wide)
            painter.drawText(QPointF(left, field.bottom() + letters.ascent() + 3), str(hour))

    def _paint_sun(self, painter: QPainter, field: QRectF) -> None:
        height = self.height_at(self.value())
        place = self._place(field, self.value() / DAY_MINUTES, height)
        pen = QPen(QColor(INK if height > 0 else PAPER), 1, Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(place.x(), place.y()), QPointF(place.x(), field.bottom()))
        radius = max(7.0, self.font().pixelSize() * 0.6)
        painter.setBrush(QColor(_SUN if height > 0 else _NIGHT))
        painter.setPen(QPen(QColor(_SUN_EDGE if height > 0 else PAPER), 2))
        painter.drawEllipse(place, radius, radius)
