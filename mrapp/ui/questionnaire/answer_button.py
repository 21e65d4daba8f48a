"""Big buttons to answer with: words that break over lines, a mark that tells what is chosen."""

from collections.abc import Sequence
from typing import Literal

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from mrapp.ui.style import ACCENT, EDGE, PAPER
from mrapp.ui.widgets import wrapped

TARGET_MM = 15.0
"""The least height and width of what a visitor touches."""

Mark = Literal["one", "many", "rank", "none"]


def target_px(widget: QWidget) -> int:
    """Return the pixels of `TARGET_MM` on the screen of a widget, never less than at 96 dpi."""
    dots = max(widget.screen().physicalDotsPerInch(), 96.0)
    return round(TARGET_MM / 25.4 * min(dots, 300.0))


class AnswerButton(QPushButton):
    """An answer: as high as its words need, at least `least_px`; Enter chooses too.

    mark: how it shows that it is chosen: one of several, any number, a place in a ranking
    (`set_place`), or by its colour alone.
    """

    def __init__(self, words: str, mark: Mark, least_px: int) -> None:
        super().__init__()
        self.setProperty("look", "answer")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self._mark, self._least_px, self._place = mark, least_px, 0
        self.label = wrapped()
        self.label.setText(words)
        self.label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.label.setParent(self)
        if mark == "none":
            self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def words(self) -> str:
        """What is on it."""
        return self.label.text()

    def set_place(self, place: int, heard: str) -> None:
        """Show a place in a ranking (0: none), with what is heard of it."""
        self._place = place
        self.setChecked(place > 0)
        self.setAccessibleName(heard)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Words that break over lines are higher where they are narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at which all words fit, for a width."""
        left, top, right, bottom = self.room()
        high = self.label.heightForWidth(max(width - left - right, 1)) + top + bottom
        return max(high, self._least_px)

    def sizeHint(self) -> QSize:
        """Return the size at which the words stand on few lines."""
        left, _top, right, _bottom = self.room()
        wide = max(self.label.sizeHint().width() + left + right, self._least_px)
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the least size to touch, and for its longest word."""
        left, _top, right, _bottom = self.room()
        longest = max(self.words.split(), key=len, default="")
        wide = self.label.fontMetrics().horizontalAdvance(longest) + left + right
        return QSize(max(wide + 2, self._least_px), self._least_px)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words in their place."""
        super().resizeEvent(event)
        left, top, right, bottom = self.room()
        self.label.setGeometry(self.rect().adjusted(left, top, -right, -bottom))

    def changeEvent(self, event: QEvent) -> None:
        """Make room for larger letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter as with the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, and its mark before the words."""
        super().paintEvent(event)
        if self._mark == "none":
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self._mark_px()
        place = QRectF((self.mark_room() - size) / 2, (self.height() - size) / 2, size, size)
        self._draw_mark(painter, place)
        painter.end()

    def mark_room(self) -> int:
        """Return the width of the field that the mark stands in, pixels."""
        return round(2.6 * self.fontMetrics().height())

    def _mark_px(self) -> int:
        return round(1.3 * self.fontMetrics().height())

    def _draw_mark(self, painter: QPainter, place: QRectF) -> None:
        chosen = self.isChecked()
        painter.setPen(QPen(QColor(ACCENT if chosen else EDGE), 2))
        painter.setBrush(QColor(ACCENT if chosen else PAPER))
        if self._mark == "many":
            painter.drawRoundedRect(place, 4, 4)
        else:
            painter.drawEllipse(place)
        if not chosen:
            return
        painter.setPen(QPen(QColor(PAPER), place.width() / 8))
        if self._mark == "rank":
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(self._place))
        elif self._mark == "many":
            self._draw_tick(painter, place)
        else:
            painter.setBrush(QColor(PAPER))
            inset = place.width() * 0.36
            painter.drawEllipse(place.adjusted(inset, inset, -inset, -inset))

    @staticmethod
    def _draw_tick(painter: QPainter, place: QRectF) -> None:
        corners = ((0.22, 0.52), (0.42, 0.72), (0.8, 0.28))
        size, zero = place.width(), place.topLeft()
        painter.drawPolyline([zero + QPointF(x, y) * size for x, y in corners])

    def room(self) -> tuple[int, int, int, int]:
        """Return what is kept free round the words: left, top, right and bottom, pixels."""
        edge = round(0.6 * self.fontMetrics().height())
        return (edge if self._mark == "none" else self.mark_room()), edge, edge, edge


class Tiles(QWidget):
    """Widgets of one size in as many columns as fit, in full rows where that is possible.

    least_px: the least width of one, if its words are not wider. most: how many stand side by
    side at most.
    """

    _GAP = 8

    def __init__(self, inside: Sequence[QWidget], least_px: int, most: int) -> None:
        super().__init__()
        self._inside = list(inside)
        self._least_px, self._most = least_px, most
        for widget in self._inside:
            widget.setParent(self)
            widget.show()  # who was never shown counts as hidden
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_only(self, shown: Sequence[QWidget]) -> None:
        """Show some of the widgets, and close the ranks."""
        for widget in self._inside:
            widget.setVisible(widget in shown)
        self.updateGeometry()
        self._lay_out()

    def hasHeightForWidth(self) -> bool:
        """Fewer columns make more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        rows = self._rows(width)
        return sum(high for high, _ in rows) + self._GAP * max(len(rows) - 1, 0)

    def sizeHint(self) -> QSize:
        """Return the size at which they stand as wide as they may."""
        count = min(self._most, max(len(self._inside), 1))
        wide = count * self._least_px + (count - 1) * self._GAP
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the width of one column."""
        return QSize(self._least_px, 0)

    def event(self, event: QEvent) -> bool:
        """Make room when something inside wants another size."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay_out()
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put everything in its place."""
        super().resizeEvent(event)
        self._lay_out()

    def _rows(self, width: int) -> list[tuple[int, list[QWidget]]]:
        """Return the rows at a width: the height of each and what stands in it."""
        shown = [widget for widget in self._inside if not widget.isHidden()]
        if not shown:
            return []
        least = max(self._least_px, *(widget.minimumSizeHint().width() for widget in shown))
        fitting = max((width + self._GAP) // (least + self._GAP), 1)
        columns = min(fitting, self._most, len(shown))
        columns = -(-len(shown) // -(-len(shown) // columns))
        cell = self._cell(width, columns)
        split = [shown[at : at + columns] for at in range(0, len(shown), columns)]
        return [(max(_height(widget, cell) for widget in row), row) for row in split]

    def _cell(self, width: int, columns: int) -> int:
        return (width - (columns - 1) * self._GAP) // columns

    def _lay_out(self) -> None:
        rows, y = self._rows(self.width()), 0
        if not rows:
            return
        cell = self._cell(self.width(), len(rows[0][1]))
        for high, row in rows:
            for column, widget in enumerate(row):
                widget.setGeometry(column * (cell + self._GAP), y, cell, high)
            y += high + self._GAP


def _height(widget: QWidget, width: int) -> int:
    return (
        widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    )
