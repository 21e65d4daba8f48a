"""How words and tiles stand on a page: in rows that are as full as they can be."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from mrapp.ui.asking.looks import Looks


def make_label(
    words: str, looks: Looks, size: float = 1.0, *, bold: bool = False, soft: bool = False
) -> QLabel:
    """Return words that wrap; nothing in them is a link or markup."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    label.setWordWrap(True)
    label.setFont(looks.font(size, bold=bold))
    # A style sheet of the program would win over that, once the label is shown.
    weight = "bold" if bold else "normal"
    label.setStyleSheet(f"font-size: {looks.px(size)}px; font-weight: {weight}")
    label.setProperty("soft", soft)
    label.setAccessibleName(words)
    return label


class Tiles(QWidget):
    """Widgets of one size in as many columns as fit, in full rows where that is possible.

    least_px: the least width of one beside others, if its words are not wider. most: how many
    stand side by side at most.
    """

    _GAP = 10

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
        least = max(self._least_px, self._narrowest())
        wide = count * least + (count - 1) * self._GAP
        return QSize(wide, self.heightForWidth(wide))

    def minimumSizeHint(self) -> QSize:
        """Return the width of one column, as narrow as it can be."""
        return QSize(min(self._least_px, self._narrowest()), 0)

    def _narrowest(self) -> int:
        return max((each.minimumSizeHint().width() for each in self._inside), default=0)

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


def row_of(tiles: Sequence[QWidget]) -> Tiles:
    """Return tiles beside each other where none has to break its words for that."""
    return Tiles(tiles, max(tile.sizeHint().width() for tile in tiles), len(tiles))


def _height(widget: QWidget, width: int) -> int:
    return (
        widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    )
