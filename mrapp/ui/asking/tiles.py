"""Buttons to answer with: large, painted by ourselves, words that wrap, for finger and key."""

from enum import Enum

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from mrapp.ui.asking.faces import draw_face
from mrapp.ui.asking.looks import Colours, Looks

_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_ROUND_PX, _RING_PX, _EDGE, _WIDEST_PAD_PX = 10, 5, 6, 16
BY_KEYS = "byKeys"
"""The window's property: whether keys are used. A finger needs no ring, and would see two marks."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class Mark(Enum):
    """What stands before the words of a choice."""

    NONE = ""
    ONE = "one"
    STEP = "step"
    SEVERAL = "several"
    ORDER = "order"
    FACE = "face"


_ONE_OF_SEVERAL = (Mark.ONE, Mark.STEP, Mark.FACE)
_BARE = (Mark.NONE, Mark.STEP, Mark.FACE)
"""What has nothing beside its words: a step on a scale shows by its colour that it is chosen."""


class Tile(QAbstractButton):
    """A button of at least the size of a target.

    main: the one that leads on. mark: what is shown before the words; `number` is the place in a
    ranking (0: none) or the face, 1 (very unhappy) to 5. A screen reader hears a radio button, a
    check box or a button; which of several is chosen is up to who asks: one can be taken back.
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
        number: int = 0,
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
        self.number = number
        # A style sheet of the program would win over a font that is set.
        self._letters = looks.font(size, bold=main)
        if mark in _ONE_OF_SEVERAL:
            # Qt tells a radio button by `autoExclusive`; the group keeps it from acting on that.
            alone = QButtonGroup(self)
            alone.setExclusive(False)
            alone.addButton(self)
            self.setAutoExclusive(True)

    def hasHeightForWidth(self) -> bool:
        """Tell Qt that the words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the words need, and no less than a target."""
        room = max(40, width - 2 * self._aside() - self._mark_px())
        words = self._metrics().boundingRect(
            QRect(0, 0, room, 10_000), _WRAPPED, self.text() or " "
        )
        high = words.height() + self._pad()
        if self._mark is Mark.FACE:
            high += self._face_px() + self._pad() // 2
        return max(self._looks.target_px, high)

    def sizeHint(self) -> QSize:
        """Return the size on one line."""
        wide = self._metrics().horizontalAdvance(self.text()) + 2 * self._pad()
        wide = max(self._looks.target_px, min(wide + self._mark_px() + 4, 560))
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least size: that of a target, and of the longest word."""
        longest = max(self.text().split() or [""], key=len)
        wide = self._metrics().horizontalAdvance(longest) + 2 * self._aside() + self._mark_px()
        wide = max(self._looks.target_px, wide + 4)
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter works as a space bar does."""
        if event.key() in _ENTER:
            if not event.isAutoRepeat():
                self.click()
        elif event.key() == Qt.Key.Key_Space and event.isAutoRepeat():
            event.accept()
        elif event.key() in _ARROWS and self.autoExclusive():
            # Where it leads is up to who asks: Qt knows only the group, of one.
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the tile, its mark, its words, and a ring where it has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._draw_ground(painter)
        painter.setFont(self._letters)
        painter.setPen(ink)
        if self._mark is Mark.FACE:
            side = self._face_px()
            at = QRectF((self.width() - side) / 2, self._pad() * 0.7, side, side)
            draw_face(painter, at, self.number)
            painter.setPen(ink)
            room = self.rect().adjusted(_EDGE, self._face_px() + self._pad(), -_EDGE, -_EDGE)
            centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(room, int(centre) | _WRAPPED, self.text())
        else:
            self._draw_words(painter, ink)
        painter.end()

    def _draw_words(self, painter: QPainter, ink: QColor) -> None:
        room = self.rect().adjusted(self._pad(), 2, -self._pad(), -2)
        if self._mark in _BARE:
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
        side = self._metrics().height()
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

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self._letters)

    def _pad(self) -> int:
        # No wider for large text: what is around the words need not grow with them.
        return min(max(10, self._looks.px(0.55)), _WIDEST_PAD_PX)

    def _aside(self) -> int:
        return _EDGE if self._mark is Mark.FACE else self._pad()

    def _face_px(self) -> int:
        return round(self._looks.target_px * 0.95)

    def _mark_px(self) -> int:
        marked = self._mark not in _BARE
        return self._metrics().height() + self._pad() if marked else 0
