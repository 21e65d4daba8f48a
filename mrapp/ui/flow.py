"""A row of parts that goes on in a next row where it is wider than there is room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP_PX = 6


class FlowLayout(QLayout):
    """Lays parts beside each other as wide as they like to be, in as many rows as that takes."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Add a part, as Qt does."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return a part; None where there is none, as Qt expects."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Remove a part and return it."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Take no more room than is needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Be higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return how high all rows are, pixels."""
        return self._lay(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        hints = [item.sizeHint() for item in self._items]
        wide = sum(hint.width() for hint in hints) + _GAP_PX * max(len(hints) - 1, 0)
        return QSize(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Return that of the largest part."""
        least = QSize()
        for item in self._items:
            least = least.expandedTo(item.minimumSize())
        return least

    def setGeometry(self, room: QRect) -> None:
        """Put each part in its place."""
        super().setGeometry(room)
        self._lay(room, move=True)

    def _lay(self, room: QRect, *, move: bool) -> int:
        """Lay the parts out, or only measure that; returns how high they are."""
        at, row = room.topLeft(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint().boundedTo(QSize(room.width(), item.sizeHint().height()))
            if row and at.x() + size.width() > room.x() + room.width():
                at, row = QPoint(room.x(), at.y() + row + _GAP_PX), 0
            if move:
                item.setGeometry(QRect(at, size))
            at += QPoint(size.width() + _GAP_PX, 0)
            row = max(row, size.height())
        return at.y() + row - room.y()
