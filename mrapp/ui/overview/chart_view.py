"""A chart, drawn: bars with their values at them, for the mouse, keys and screen readers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mrapp.app.counting.charts import Bar, Chart
from mrapp.ui.asking.faces import draw_face
from mrapp.ui.style import ACCENT, ACCENT_SOFT, EDGE, FOCUS, GROUND, INK, INK_SOFT, PAPER

FEW = 12
"""How many lying bars are shown at first."""

_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Right: 1,
}
_GIVE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
_BESIDE_FACE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class _Place:
    """Where a bar is: all of it, its name, the track in which it grows, and its value."""

    whole: QRectF
    name: QRectF
    track: QRectF
    value: QRectF


class ChartView(QWidget):
    """Draws the bars of a chart; asks `chosen` with the place of a bar whose remarks are wanted."""

    chosen = Signal(int)

    def __init__(self, chart: Chart, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self._bars: Sequence[Bar] = chart.bars
        self._places: list[_Place] = []
        self._at = 0
        self._over = -1
        if chart.form == "lying" and len(chart.bars) > FEW:
            self._bars = chart.bars[:FEW]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._speak()

    @property
    def bars(self) -> Sequence[Bar]:
        """The bars that are drawn."""
        return self._bars

    def show_all(self) -> None:
        """Draw all bars."""
        self._bars = self.chart.bars
        self.setFixedHeight(self.heightForWidth(self.width()))
        self._lay_out()
        self.update()

    def place_of(self, number: int) -> QRectF:
        """Return where a bar is, with its words."""
        self._lay_out()
        return self._places[number].whole

    def heightForWidth(self, width: int) -> int:
        """Return the height that all bars need."""
        if self.chart.form == "standing":
            return round(11 * self.fontMetrics().height())
        return round(self._lying(width)[-1].whole.bottom()) + 4 if self._bars else 1

    def sizeHint(self) -> QSize:
        """Return a size for a usual width."""
        width = max(self.width(), 24 * self.fontMetrics().averageCharWidth())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        return QSize(18 * self.fontMetrics().averageCharWidth(), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the bars where there is room for them, and take the height that they need."""
        super().resizeEvent(event)
        self._lay_out()
        self.setFixedHeight(self.heightForWidth(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the bars."""
        self._lay_out()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw = self._draw_standing if self.chart.form == "standing" else self._draw_lying
        for number, (bar, place) in enumerate(zip(self._bars, self._places, strict=True)):
            draw(painter, number, bar, place)
        if self.chart.form == "standing":
            self._draw_axis(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bar to bar, and ask for the remarks of one."""
        key = Qt.Key(event.key())
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._bars) - 1}
        if key in _GIVE:
            self._give(self._at)
        elif key in _STEPS or key in ends:
            self._go(ends.get(key, self._at + _STEPS.get(key, 0)))
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which bar is meant, and what it says."""
        over = self._number_at(event.position())
        if over != self._over:
            self._over = over
            can = over >= 0 and bool(self._bars[over].rows)
            self.setCursor(Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor)
            self.setToolTip(_spoken(self._bars[over]) if over >= 0 else "")
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the remarks of the bar that was clicked."""
        number = self._number_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._go(number)
            self._give(number)

    def _number_at(self, point: QPointF) -> int:
        found = (n for n, place in enumerate(self._places) if place.whole.contains(point))
        return next(found, -1)

    def _go(self, number: int) -> None:
        self._at = min(max(number, 0), len(self._bars) - 1)
        self._speak()
        self.update()

    def _give(self, number: int) -> None:
        if self._bars and self._bars[number].rows:
            self.chosen.emit(number)

    def _speak(self) -> None:
        """Tell a screen reader all of it, and on which bar one is."""
        self.setAccessibleDescription(self.chart.spoken())
        here = f": {_spoken(self._bars[self._at])}" if self._bars else ""
        self.setAccessibleName(f"{self.chart.title}{here}")

    def _lay_out(self) -> None:
        if self.chart.form == "standing":
            self._places = self._standing()
        else:
            self._places = self._lying(self.width())

    def _lying(self, width: int) -> list[_Place]:
        """Put each bar below its name; the value is beside that, or below where it is long."""
        letters, thick = QFontMetricsF(self.font()), QFontMetricsF(_bold(self.font()))
        line, top, places = letters.height(), 2.0, []
        for bar in self._bars:
            face = 1.6 * line if bar.face else 0.0
            told, room = thick.horizontalAdvance(bar.told) + line, width - 8 - face
            beside = told <= 0.6 * room
            wide = room - told if beside else room
            box = letters.boundingRect(QRectF(0, 0, wide, 20 * line), int(_WRAP), bar.name)
            name = QRectF(4 + face, top + 4, wide, max(box.height(), line, 0.9 * face))
            value = QRectF(4, name.bottom() - line, width - 8, line)
            if bar.face:
                value.moveCenter(QPointF(value.center().x(), name.center().y()))
            if not beside:
                value.moveTop(name.bottom())
            track = QRectF(4, max(name.bottom(), value.bottom()) + 3, width - 8, 0.6 * line)
            whole = QRectF(0, top, width, track.bottom() - top + 5)
            places.append(_Place(whole, name, track, value))
            top = whole.bottom() + 0.2 * line
        return places

    def _standing(self) -> list[_Place]:
        line = self.fontMetrics().height()
        floor, each = self.height() - 1.6 * line, self.width() / max(len(self._bars), 1)
        places = []
        for number in range(len(self._bars)):
            whole = QRectF(number * each, 0, each, self.height())
            wide = min(each - 2 * min(0.12 * each, 6.0), 4.0 * line)
            track = QRectF(whole.center().x() - wide / 2, 2.2 * line, wide, floor - 2.2 * line)
            name = QRectF(whole.left(), floor + 2, each, 1.4 * line)
            places.append(_Place(whole, name, track, QRectF(whole.left(), 0, each, line)))
        return places

    def _share(self, bar: Bar) -> float:
        """Return how much of its track a bar fills; columns have none: the tallest is whole."""
        standing = self.chart.form == "standing"
        most = max((each.size or 0.0 for each in self._bars), default=0.0)
        whole = most if standing else self.chart.whole
        return (bar.size or 0.0) / whole if whole else 0.0

    def _draw_lying(self, painter: QPainter, number: int, bar: Bar, place: _Place) -> None:
        self._draw_ground(painter, number, place)
        line = painter.fontMetrics().height()
        if bar.face:
            size = 1.3 * line
            left, top = place.name.left() - 1.6 * line, place.name.center().y() - size / 2
            draw_face(painter, QRectF(left, top, size, size), bar.face)
        painter.setPen(QColor(INK))
        painter.drawText(place.name, int(_BESIDE_FACE if bar.face else _WRAP), bar.name)
        painter.setFont(_bold(self.font()))
        painter.drawText(place.value, int(_RIGHT), bar.told)
        painter.setFont(self.font())
        painter.setPen(QPen(QColor(EDGE), 1))
        painter.setBrush(QColor(PAPER))
        painter.drawRect(place.track)
        filled = QRectF(place.track)
        filled.setWidth(place.track.width() * (self._share(bar) if bar.size is not None else 1.0))
        self._fill(painter, bar, filled)

    def _draw_standing(self, painter: QPainter, number: int, bar: Bar, place: _Place) -> None:
        self._draw_ground(painter, number, place)
        filled = QRectF(place.track)
        filled.setTop(place.track.bottom() - place.track.height() * self._share(bar))
        if bar.size is None:
            filled.setTop(place.track.bottom() - 0.1 * place.track.height())
        self._fill(painter, bar, filled)
        self._draw_value(painter, number, bar, filled)

    def _draw_value(self, painter: QPainter, number: int, bar: Bar, filled: QRectF) -> None:
        """Write a number above its column; upright where it is narrow, if that fits."""
        if bar.size == 0:
            return
        told = "?" if bar.size is None else f"{bar.size:.0f}"
        letters, each = painter.fontMetrics(), self._places[number].whole.width()
        wide, tall = letters.horizontalAdvance(told), letters.height()
        painter.setPen(QColor(INK))
        centre = filled.center().x()
        if wide <= each or number in (self._at, self._over) or self._share(bar) == 1.0:
            above = QRectF(centre - wide, filled.top() - tall - 1, 2 * wide, tall)
            painter.drawText(above, int(Qt.AlignmentFlag.AlignHCenter), told)
        elif 0.8 * tall <= each and wide <= self._places[number].track.top() + 0.5 * tall:
            painter.save()
            painter.translate(centre + 0.35 * letters.ascent(), filled.top() - 3)
            painter.rotate(-90)
            painter.drawText(QPointF(0, 0), told)
            painter.restore()

    def _draw_axis(self, painter: QPainter) -> None:
        """Draw the floor, and as many names below it as there is room for."""
        if not self._places:
            return
        floor = self._places[0].track.bottom()
        painter.setPen(QPen(QColor(INK_SOFT), 1))
        painter.drawLine(QPointF(0, floor), QPointF(self.width(), floor))
        painter.setPen(QColor(INK))
        letters, free = painter.fontMetrics(), 0.0
        for bar, place in zip(self._bars, self._places, strict=True):
            name = bar.short or bar.name
            wide = letters.horizontalAdvance(name)
            left = min(max(place.whole.center().x() - wide / 2, 0), self.width() - wide)
            if left >= free:
                painter.drawText(QPointF(left, floor + 2 + letters.ascent()), name)
                free = left + wide + letters.averageCharWidth()

    def _draw_ground(self, painter: QPainter, number: int, place: _Place) -> None:
        """Draw what is behind a bar: where one is with the keys, or with the mouse."""
        if number == self._over:
            painter.fillRect(place.whole, QColor(ACCENT_SOFT))
        if self.hasFocus() and number == self._at:
            painter.setBrush(QColor(ACCENT_SOFT))
            painter.setPen(QPen(QColor(FOCUS), 2))
            painter.drawRoundedRect(place.whole.adjusted(1, 1, -1, -1), 4, 4)

    def _fill(self, painter: QPainter, bar: Bar, place: QRectF) -> None:
        """Fill a bar; what is hidden is hatched, over all of its track or just above the floor."""
        hidden = bar.size is None
        painter.setPen(QPen(QColor(EDGE if hidden else INK), 1))
        ground = QBrush(QColor(EDGE), Qt.BrushStyle.BDiagPattern) if hidden else QColor(ACCENT)
        if hidden:
            painter.fillRect(place, QColor(GROUND))
        painter.setBrush(ground)
        if hidden or (bar.size or 0) > 0:
            painter.drawRect(place)


def _spoken(bar: Bar) -> str:
    return f"{bar.name}: {bar.told}"


def _bold(font: QFont) -> QFont:
    thick = QFont(font)
    thick.setBold(True)
    return thick
