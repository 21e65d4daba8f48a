"""The register as a list: each tile in two lines, with the sign of its state."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from mrapp.app.tiles.words import STATES
from mrapp.model.project import NOW, Project
from mrapp.model.texts import pick_language
from mrapp.model.tiles import Tile, TileOpens, TileState
from mrapp.scene.tiles_marks import STATE_INK
from mrapp.ui.style import PAPER

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ICON_PX = 40
# The eyes of a square code and a bit of the rest: middles and half a side, of a field of 40.
_SIGN = ((14.0, 14.0, 4.5), (26.0, 14.0, 4.5), (14.0, 26.0, 4.5), (25.0, 25.0, 2.2))
_ORDER = tuple(TileState)


@dataclass(frozen=True)
class TileRow:
    """One tile as the list tells of it. found_by: what a search looks through."""

    id: str
    name: str
    detail: str
    state: TileState
    found_by: str


def rows_of(project: Project, language: str) -> list[TileRow]:
    """Return a row for each tile, in the order in which they were made."""
    return [_row(project, tile, language) for tile in project.tiles]


def opens_words(project: Project, opens: TileOpens, language: str) -> str:
    """Return what a tile opens, in words; "" for nothing in particular.

    What the project has no more goes by its id.
    """
    variant, point = project.variant(opens.variant), project.viewpoint(opens.viewpoint)
    now = {"nl": "Nu", "en": "Now"} if opens.variant == NOW else {}
    names = [
        pick_language(variant.name if variant else now, language) or opens.variant,
        pick_language(point.name, language) if point else opens.viewpoint,
    ]
    return " / ".join(filter(None, names))


def _row(project: Project, tile: Tile, language: str) -> TileRow:
    name, state = pick_language(tile.name, language), STATES[tile.state].text(language)
    size = tile.sheet or f"{tile.size_mm:g} mm"
    opens = opens_words(project, tile.opens, language)
    detail = " · ".join(filter(None, (f"{tile.id[:4]} {tile.id[4:]}", state, size, opens)))
    everything = f"{' '.join(tile.name.values())} {tile.code} {detail}"
    return TileRow(tile.id, name, detail, tile.state, everything.casefold())


def chosen_rows(rows: Sequence[TileRow], words: str, order: str) -> list[TileRow]:
    """Return the rows that hold every word, ordered by "name" or "state", else the newest first."""
    wanted = words.casefold().split()
    kept = [row for row in rows if all(word in row.found_by for word in wanted)]
    if order == "name":
        return sorted(kept, key=lambda row: row.name.casefold())
    if order == "state":
        # What needs somebody comes first.
        ranks = {TileState.DAMAGED: -1}
        return sorted(kept, key=lambda row: ranks.get(row.state, _ORDER.index(row.state)))
    return kept[::-1]


class TileModel(QAbstractListModel):
    """What the list shows."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[TileRow] = []
        self._row_px = 40
        self._icons: dict[TileState, QIcon] = {}

    def show(self, rows: list[TileRow]) -> None:
        """List these; where only words changed, what is chosen stays chosen."""
        if [row.id for row in rows] == [row.id for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def set_row_height(self, height_px: int) -> None:
        """Say how high each row is."""
        self._row_px = height_px

    def id_at(self, row: int) -> str | None:
        """Return the id in a row; None beyond the end."""
        return self._rows[row].id if 0 <= row < len(self._rows) else None

    def place_of(self, tile_id: str | None) -> int | None:
        """Return the row of a tile; None where it is not listed."""
        return next((n for n, row in enumerate(self._rows) if row.id == tile_id), None)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Return how many there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of a row, or its sign."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(1, self._row_px)
        if role == Qt.ItemDataRole.DecorationRole:
            return self._icon(row.state)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.name}\n{row.detail}"
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{row.name}\n{row.detail}"
        return f"{row.name}. {row.detail}" if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _icon(self, state: TileState) -> QIcon:
        if state not in self._icons:
            picture, icon = state_picture(state), QIcon()
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):
                icon.addPixmap(picture, mode)
            self._icons[state] = icon
        return self._icons[state]


def state_picture(state: TileState, size_px: int = _ICON_PX) -> QPixmap:
    """Return the sign of a state, as it stands in the view."""
    picture = QPixmap(size_px, size_px)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size_px / _ICON_PX, size_px / _ICON_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    fill, white = QColor(*STATE_INK[state]), QColor(PAPER)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(3, 3, 34, 34), 8, 8)
    for x, y, half in _SIGN:
        painter.setBrush(white)
        painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
        if half > 3.0:
            painter.setBrush(fill)
            painter.drawRect(QRectF(x - 1.9, y - 1.9, 3.8, 3.8))
    painter.end()
    return picture
