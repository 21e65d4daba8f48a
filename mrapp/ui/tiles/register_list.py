"""The list of tiles with what it is searched and ordered by."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.project import Project
from mrapp.ui.style import font_px
from mrapp.ui.tiles.rows import TileModel, TileRow, chosen_rows, rows_of
from mrapp.ui.widgets import row

_ROWS, _FEW_ROWS = 5, 3


class RegisterList(QWidget):
    """Tells `chosen` with the id of a tile."""

    chosen = Signal(str)

    def __init__(self, scale: float) -> None:
        super().__init__()
        self._all: list[TileRow] = []
        self._chosen: str | None = None
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list)
        self.order = QComboBox()
        for key in ("newest", "name", "state"):
            self.order.addItem("", key)
        self.order.currentIndexChanged.connect(self._list)
        self.model = TileModel()
        self.list = _view(self.model)
        self.none = QLabel()
        self.none.setProperty("look", "soft")
        self.none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row(self.search, self.order, stretch=0))
        column.addWidget(self.list)
        column.addWidget(self.none)
        icon = font_px(scale, 24)
        self.list.setIconSize(QSize(icon, icon))
        selection = self.list.selectionModel()
        selection.currentChanged.connect(self._choose)
        self.list.clicked.connect(self._choose)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.search.setPlaceholderText(self.tr("Search in the tiles"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.order.setAccessibleName(self.tr("Order of the list"))
        words = (self.tr("Newest first"), self.tr("By name"), self.tr("By state"))
        for place, each in enumerate(words):
            self.order.setItemText(place, each)
        self.list.setAccessibleName(self.tr("List of tiles"))
        self.none.setText(self.tr("No tile has these words."))

    def show_project(self, project: Project, chosen: str | None, language: str) -> None:
        """List the tiles of a project; one of them is chosen, or none."""
        self._all, self._chosen = rows_of(project, language), chosen
        self._list()

    def _list(self) -> None:
        kept = chosen_rows(self._all, self.search.text(), self.order.currentData())
        line = self.list.fontMetrics().height()
        self.model.set_row_height(2 * line + line // 2)
        selection = self.list.selectionModel()
        selection.blockSignals(True)
        self.model.show(kept)
        place = self.model.place_of(self._chosen)
        if place is None:
            selection.clear()
        elif self.list.currentIndex().row() != place:
            self.list.setCurrentIndex(self.model.index(place))
            self.list.scrollTo(self.model.index(place))
        selection.blockSignals(False)
        self.list.viewport().update()
        self.none.setVisible(not kept and bool(self._all))
        high = min(max(len(kept), 1), self._most_rows())
        frame = 2 * self.list.frameWidth() + 6
        self.list.setFixedHeight(high * (2 * line + line // 2) + frame)

    def _most_rows(self) -> int:
        # Of a low window the form below needs most.
        return _ROWS if self.window().height() > 60 * self.fontMetrics().height() else _FEW_ROWS

    def _choose(self, index: QModelIndex) -> None:
        tile_id = self.model.id_at(index.row())
        if tile_id is not None and tile_id != self._chosen:
            self._chosen = tile_id
            self.chosen.emit(tile_id)


def _view(model: TileModel) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setUniformItemSizes(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setTabKeyNavigation(False)
    return view
