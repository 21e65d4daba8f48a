"""The kiosk's buttons: large, painted by ourselves, with words that wrap, for finger and key."""

from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from mrapp.ui.asking.looks import Colours, Looks

_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_ROUND_PX, _RING_PX = 10, 5
BY_KEYS = "byKeys"
"""The window's property: whether keys are used. A finger needs no ring, and would see two marks."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Mark(Enum):
    """What stands before the words of a choice."""

    NONE = ""
    ONE = "one"
    SEVERAL = "several"
    ORDER = "order"
    FACE = "face"


class Tile(QAbstractButton):
    """A button of at least the size of a target.

    main: the one that leads on. mark: what is shown before the words; `number` is the place in a
    ranking (0: none) or the face, 1 (very unhappy) to 5.
    """

    def __init__(
        self,
        words: str,
        looks: Looks,
        parent: QWidget | None = None,
        *,
        main: bool = False,
        mark: Mark = Mark.NONE,
        size: float = 1.0,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setAccessibleName(name or words)
        self.setCheckable(mark is not Mark.NONE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Fixed would hold it to the height of one line: Qt asks for that before it knows the width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._looks, self.main, self._mark = looks, main, mark
        self.number = 0
        self.setFont(looks.font(size, bold=main))

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need, and no less than a target."""
        room = max(40, width - 2 * self._pad() - self._mark_px())
        words = self.fontMetrics().boundingRect(
            QRect(0, 0, room, 10_000), _WRAPPED, self.text() or " "
        )
        high = words.height() + self._pad()
        if self._mark is Mark.FACE:
            high += self._face_px() + self._pad() // 2
        return max(self._looks.target_px, high)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        wide = self.fontMetrics().horizontalAdvance(self.text()) + 2 * self._pad()
        wide = max(self._looks.target_px, min(wide + self._mark_px() + 4, 560))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: that of a target, and of the longest word."""
        longest = max(self.text().split() or [""], key=len)
        wide = self.fontMetrics().horizontalAdvance(longest) + 2 * self._pad() + self._mark_px()
        wide = max(self._looks.target_px, wide + 4)
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works as a space bar does."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() == Qt.Key.Key_Space and event.isAutoRepeat():
            event.accept()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile, its mark, its words, and a ring where it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._draw_ground(painter)
        painter.setFont(self.font())
        painter.setPen(ink)
        if self._mark is Mark.FACE:
            self._draw_face(painter, ink)
            room = self.rect().adjusted(4, self._face_px() + self._pad(), -4, -4)
            centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(room, int(centre) | _WRAPPED, self.text())
        else:
            self._draw_words(painter, ink)
        painter.end()

    def _draw_words(self, painter: QPainter, ink: QColor) -> None:
        room = self.rect().adjusted(self._pad(), 2, -self._pad(), -2)
        if self._mark is Mark.NONE:
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter) | _WRAPPED, self.text())
            return
        room.setLeft(room.left() + self._mark_px())
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, int(left) | _WRAPPED, self.text())
        self._draw_mark(painter, ink)

    def _colours(self) -> Colours:
        return self._looks.colours

    def _draw_ground(self, painter: QPainter) -> QColor:
        """Draw the ground and the edge; returns the colour of the words."""
        c = self._colours()
        ground, ink, edge, wide = c.paper, c.ink, c.edge, 2.0
        if self.main:
            ground, ink, edge = c.accent, c.on_accent, c.accent
        elif self.isChecked():
            ground, edge, wide = c.chosen, c.accent, 4.0
        elif self.isDown():
            ground = c.chosen
        if not self.isEnabled():
            ground, ink, edge = c.ground, c.soft, c.edge
        box = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        pen = QPen(QColor(edge), wide)
        if not self.isEnabled():
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(box, _ROUND_PX, _ROUND_PX)
        if self.hasFocus() and self.window().property(BY_KEYS) is not False:
            self._draw_ring(painter, box)
        return QColor(ink)

    def _draw_ring(self, painter: QPainter, box: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._colours().paper), _RING_PX + 3))
        painter.drawRoundedRect(box, _ROUND_PX, _ROUND_PX)
        painter.setPen(QPen(QColor(self._colours().focus), _RING_PX))
        painter.drawRoundedRect(box, _ROUND_PX, _ROUND_PX)

    def _draw_mark(self, painter: QPainter, ink: QColor) -> None:
        side = self.fontMetrics().height()
        box = QRectF(self._pad(), (self.height() - side) / 2, side, side)
        on = self.isChecked()
        painter.setPen(QPen(ink, 2.5))
        painter.setBrush(QColor(self._colours().accent) if on else Qt.BrushStyle.NoBrush)
        if self._mark is Mark.SEVERAL:
            painter.drawRoundedRect(box, 4, 4)
        else:
            painter.drawEllipse(box)
        if not on:
            return
        painter.setPen(QPen(QColor(self._colours().on_accent), 3.5))
        if self._mark is Mark.ORDER:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(self.number))
        elif self._mark is Mark.SEVERAL:
            x, y, s = box.x(), box.y(), side
            tick = ((0.22, 0.55), (0.43, 0.75), (0.8, 0.28))
            painter.drawPolyline([QPointF(x + a * s, y + b * s) for a, b in tick])
        else:
            painter.setBrush(QColor(self._colours().on_accent))
            painter.drawEllipse(box.center(), side * 0.17, side * 0.17)

    def _draw_face(self, painter: QPainter, ink: QColor) -> None:
        """Draw a face: eyes, and a mouth that bends with the mood."""
        side = float(self._face_px())
        box = QRectF((self.width() - side) / 2, self._pad() * 0.7, side, side)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 3.0))
        painter.drawEllipse(box)
        painter.setBrush(ink)
        for at in (0.33, 0.67):
            painter.drawEllipse(QPointF(box.x() + at * side, box.y() + 0.4 * side), 3.5, 4.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        bend = (self.number - 3) / 2.0
        if abs(bend) < 0.1:
            painter.drawLine(
                QPointF(box.x() + 0.3 * side, box.y() + 0.68 * side),
                QPointF(box.x() + 0.7 * side, box.y() + 0.68 * side),
            )
            return
        high = 0.42 * side * abs(bend)
        top = box.y() + (0.66 if bend > 0 else 0.72) * side - high / 2
        mouth = QRectF(box.x() + 0.26 * side, top, 0.48 * side, high)
        # Sixteenths of a degree: the lower half for a smile, the upper for a frown.
        painter.drawArc(mouth, (180 if bend > 0 else 0) * 16, 180 * 16)

    def _pad(self) -> int:
        return max(10, self._looks.px(0.55))

    def _face_px(self) -> int:
        return round(self._looks.target_px * 0.95)

    def _mark_px(self) -> int:
        marked = self._mark not in (Mark.NONE, Mark.FACE)
        return self.fontMetrics().height() + self._pad() if marked else 0
