"""A list of any number of remarks of which only those in sight are read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QIcon

from mrapp.app.remarks.opinions import Row

_AROUND, _MOST_ASKED = 15, 60
_MOST_KEPT = 5_000
_SOON_MS = 0
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, eq=False)
class Listed:
    """What the list holds: ids in the order shown, and the icon of each as a number in `icons`."""

    ids: Sequence[str] = ()
    icon_of: Sequence[int] = ()
    icons: Mapping[int, QIcon] = field(default_factory=dict)


class OpinionsModel(QAbstractListModel):
    """Asks `read` for the rows of some ids, and takes them with `give`."""

    def __init__(self, read: Callable[[Sequence[str]], None], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read
        self._listed = Listed()
        self._place: dict[str, int] = {}
        self._rows: dict[str, Row] = {}
        self._asked: set[str] = set()
        self._wanted: list[int] = []
        self._waiting = "…"
        self._row_px = 40
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self._ask)

    def show(self, listed: Listed) -> None:
        """List other remarks; what was read of them before stays known."""
        self.beginResetModel()
        self._listed = listed
        self._place = {}
        self._wanted = []
        self.endResetModel()

    def set_row_height(self, height_px: int) -> None:
        """Say how high each row is."""
        self._row_px = height_px
        self._changed(0, self.rowCount() - 1)

    def forget(self) -> None:
        """Read everything anew when it is seen: the language changed, or what was kept."""
        self._rows.clear()
        self._asked.clear()
        self._changed(0, self.rowCount() - 1)

    def give(self, rows: Mapping[str, Row]) -> None:
        """Take rows that were read."""
        if len(self._rows) > _MOST_KEPT:
            self._rows.clear()
            self._asked.intersection_update(rows)
        self._rows.update(rows)
        places = [place for place in map(self.place_of, rows) if place is not None]
        if places:
            self._changed(min(places), max(places))

    def not_read(self, ids: Sequence[str]) -> None:
        """Take in that some rows could not be read; they are asked for when seen again."""
        self._asked.difference_update(ids)

    def id_at(self, row: int) -> str | None:
        """Return the id in a row; None beyond the end."""
        return self._listed.ids[row] if 0 <= row < len(self._listed.ids) else None

    def place_of(self, remark_id: str) -> int | None:
        """Return the row of a remark; None where it is not listed."""
        if not self._place:
            self._place = {each: row for row, each in enumerate(self._listed.ids)}
        return self._place.get(remark_id)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._listed.ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, or its icon."""
        remark_id = self.id_at(index.row())
        if remark_id is None:
            return None
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(1, self._row_px)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._listed.icons.get(self._listed.icon_of[index.row()])
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self._rows.get(remark_id)
        if row is None:
            self._want(index.row())
            return f"{self._waiting}\n"
        between = "\n" if role == Qt.ItemDataRole.DisplayRole else ". "
        return f"{row.line}{between}{row.detail}"

    def _want(self, row: int) -> None:
        self._wanted.append(row)
        if not self._soon.isActive():
            self._soon.start()

    def _ask(self) -> None:
        """Ask at once for all rows that were looked at, and some around them."""
        rows, self._wanted = self._wanted[-_MOST_ASKED:], []
        near = {row + step for row in rows for step in range(-_AROUND, _AROUND + 1)}
        ids = [self._listed.ids[row] for row in sorted(near) if 0 <= row < self.rowCount()]
        missing = [each for each in ids if each not in self._rows and each not in self._asked]
        if missing:
            self._asked.update(missing)
            self._read(missing)

    def _changed(self, first: int, last: int) -> None:
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first), self.index(last))
