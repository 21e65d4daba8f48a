"""The panel with what people said: how many, which of them, as a list that goes with the map."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QListView,
    QPushButton,
    QWidget,
)

from mrapp.app.remarks.keeping import Columns
from mrapp.app.remarks.pins import By
from mrapp.model.project import Project
from mrapp.ui import icons
from mrapp.ui.opinions.filters import Filters
from mrapp.ui.opinions.list_model import Listed, OpinionsModel
from mrapp.ui.widgets import Section, wrapped

_ROWS = 5


class OpinionsPanel(Section):
    """Asks `say_wanted`, `code_wanted`, `pins_wanted` (shown or not), `by_wanted` (a `By`).

    Also `filter_wanted`, `all_wanted` (not only some of them), `chosen` (an id), and `rows_wanted`
    (a list of ids).
    """

    say_wanted = Signal()
    code_wanted = Signal()
    pins_wanted = Signal(bool)
    by_wanted = Signal(str)
    filter_wanted = Signal()
    all_wanted = Signal()
    chosen = Signal(str)
    rows_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("speak", parent)
        self._total: int | None = None
        self._matching = 0
        self._error = ""
        self.say = QPushButton(icons.icon("speak", worded=True), "")
        self.say.clicked.connect(self.say_wanted)
        self.code = QPushButton(icons.icon("key", worded=True), "")
        self.code.clicked.connect(self.code_wanted)
        self.count = wrapped("soft")
        self.pins = QCheckBox()
        self.pins.setChecked(True)
        self.pins.clicked.connect(self.pins_wanted)
        self.by = QComboBox()
        self._by_choice = False
        self.by.activated.connect(self._choose_by)
        self.filters = Filters()
        self.filters.changed.connect(self.filter_wanted)
        self.narrow = Section("find")
        self.narrow.set_open(False)
        self.narrow.rows.addWidget(self.filters)
        self.all = QPushButton()
        self.all.clicked.connect(self.filters.clear)
        self.narrow.rows.addWidget(self.all)
        self._only = ""
        self.only = wrapped()
        self.not_only = QPushButton()
        self.not_only.clicked.connect(self.all_wanted)
        self.model = OpinionsModel(self._read, self)
        self.list = _list_of(self.model)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self._many = (self.list, self.pins, self.by, self.narrow)
        for part in (self.say, self.code, self.count, self.only, self.not_only, *self._many):
            self.rows.addWidget(part)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("Opinions"))
        self.say.setText(self.tr("Say what you think"))
        self.code.setText(self.tr("With my code"))
        self.pins.setText(self.tr("Show pins in the view"))
        self.all.setText(self.tr("Show all opinions"))
        self.not_only.setText(self.tr("No longer only these"))
        for button in (self.say, self.code, self.pins, self.all, self.not_only):
            button.setAccessibleName(button.text())
        self.narrow.set_title(self.tr("Search and choose"))
        self.list.setAccessibleName(self.tr("List of opinions"))
        self.by.setAccessibleName(self.tr("What a pin shows"))
        before = max(self.by.currentIndex(), 0)
        self.by.clear()
        self.by.addItem(self.tr("Pins by theme"), "theme")
        self.by.addItem(self.tr("Pins by mood"), "mood")
        self.by.setCurrentIndex(before)
        self.filters.retranslate()
        self.model.forget()
        self._tell()

    def set_icon_size(self, size_px: int) -> None:
        """Fit the icons, and the rows of the list, to a text size."""
        super().set_icon_size(size_px)
        self.list.setIconSize(QSize(round(1.3 * size_px), round(1.3 * size_px)))
        self.filters.set_icon_size(size_px)
        self._fit_list()

    def show_none(self, error: str) -> None:
        """Show that there are none to be had, and why if something is wrong."""
        self._total, self._matching, self._error = None, 0, error
        self.model.show(Listed())
        self._tell()

    def show_choices(self, project: Project, columns: Columns, language: str) -> None:
        """Offer what there is to filter by."""
        self.filters.show_choices(project, columns, language)
        if not self._by_choice:
            # Without themes all pins would look the same.
            self.by.setCurrentIndex(0 if columns.words.get("themes") else 1)

    def show_listed(self, listed: Listed, total: int) -> None:
        """List those that are wanted, of so many."""
        self._total, self._matching, self._error = total, len(listed.ids), ""
        self.model.show(listed)
        self._tell()

    def show_only(self, words: str) -> None:
        """Say which remarks are listed, of those that pass the filter; "": all of these."""
        self._only = words
        self._tell()

    def show_chosen(self, remark_id: str | None) -> None:
        """Mark a remark in the list, and bring it in sight; None: no one."""
        row = self.model.place_of(remark_id) if remark_id else None
        if row is None:
            self.list.selectionModel().clear()
        elif self.list.currentIndex().row() != row:
            # Who chose it asked for it already.
            selection = self.list.selectionModel()
            selection.blockSignals(True)
            self.list.setCurrentIndex(self.model.index(row))
            selection.blockSignals(False)
            self.list.scrollTo(self.model.index(row))
            self.list.viewport().update()

    def show_pins(self, shown: bool) -> None:
        """Show whether pins are in the view."""
        self.pins.setChecked(shown)

    @property
    def colours(self) -> By:
        """What a pin shows."""
        return "mood" if self.by.currentData() == "mood" else "theme"

    def _tell(self) -> None:
        for part in self._many:
            part.setVisible(bool(self._total))
        self.only.setText(self.tr("Only: %1").replace("%1", self._only))
        self.only.setVisible(bool(self._only))
        self.not_only.setVisible(bool(self._only))
        if self._error:
            words = self._error
        elif not self._total:
            words = self.tr("Nobody said anything here yet.")
        elif self._matching == self._total:
            words = self.tr("%n opinion(s)", "", self._total)
        else:
            words = self.tr("%1 of %n opinion(s)", "", self._total)
            words = words.replace("%1", str(self._matching))
        self.count.setText(words)

    def _read(self, ids: Sequence[str]) -> None:
        self.rows_wanted.emit(tuple(ids))

    def _choose_by(self, place: int) -> None:
        self._by_choice = True
        self.by_wanted.emit(self.by.itemData(place))

    def _choose(self, index: QModelIndex) -> None:
        remark_id = self.model.id_at(index.row())
        if remark_id is not None:
            self.chosen.emit(remark_id)

    def _fit_list(self) -> None:
        line = self.list.fontMetrics().height()
        row = max(2 * line, self.list.iconSize().height()) + line // 2
        self.model.set_row_height(row)
        self.list.setFixedHeight(_ROWS * row + 2 * self.list.frameWidth() + 4)


def _list_of(model: OpinionsModel) -> QListView:
    view = QListView()
    view.setModel(model)
    # Without this each of 100,000 rows would be read to know how high it is.
    view.setUniformItemSizes(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setTabKeyNavigation(False)
    return view
