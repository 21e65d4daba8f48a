"""The window with the overview: how many opinions there are, and charts of what they say."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.counting.charts import Chart
from mrapp.ui.overview.page import ChartPage
from mrapp.ui.staff.waiting import Waiting
from mrapp.ui.style import font_px
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.widgets import wrapped


class OverviewWindow(QDialog):
    """Asks `count_wanted` when to count anew, `areas_wanted` for another file or none.

    Also `rows_wanted` (rows of the overview, words, places) for the remarks of a bar, and
    `all_wanted`.
    """

    count_wanted = Signal()
    areas_wanted = Signal()
    no_areas_wanted = Signal()
    rows_wanted = Signal(object, str, object)
    all_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner) -> None:
        # A window of its own, beside the map: a click here shows something there.
        super().__init__(parent, Qt.WindowType.Window)
        self._charts: Sequence[Chart] = ()
        self._values: Sequence[int] = ()
        self.filtered = wrapped("soft")
        self.hide_small = QCheckBox()
        self.hide_small.clicked.connect(self.count_wanted)
        self.as_tables = QCheckBox()
        self.as_tables.clicked.connect(self._show)
        self.areas = wrapped("small")
        self.choose_areas = QPushButton()
        self.choose_areas.clicked.connect(self.areas_wanted)
        self.no_areas = QPushButton()
        self.no_areas.clicked.connect(self.no_areas_wanted)
        self.shown = wrapped()
        self.show_all = QPushButton()
        self.show_all.clicked.connect(self.all_wanted)
        self.waiting = Waiting(tasks)
        self.wrong = wrapped()
        self.page = ChartPage()
        self.page.chosen.connect(self.rows_wanted)
        self.numbers = tuple((QLabel(), wrapped("small")) for _ in range(4))
        self._put_together()

    def _put_together(self) -> None:
        self._side = QScrollArea()
        self._side.setWidgetResizable(True)
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(self._numbers_grid())
        parts = (
            *(self.filtered, self.shown, self.show_all, self.waiting, self.wrong),
            *(self.hide_small, self.as_tables, self.areas, self.choose_areas, self.no_areas),
        )
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self._side.setWidget(inside)
        self.reader = QScrollArea()
        self.reader.setWidgetResizable(True)
        self.reader.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reader.setWidget(self.page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.reader, 1)
        for part in (self.shown, self.show_all, self.wrong):
            part.hide()

    def _numbers_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(2)
        for place, (number, words) in enumerate(self.numbers):
            number.setProperty("look", "title")
            grid.addWidget(number, 2 * (place // 2), place % 2)
            grid.addWidget(words, 2 * (place // 2) + 1, place % 2)
        return grid

    def retranslate(self, scale: float) -> None:
        """Take all texts anew, for a text size."""
        self.setWindowTitle(self.tr("Overview of opinions"))
        self.hide_small.setText(self.tr("Hide small groups"))
        self.hide_small.setToolTip(self.tr("No group of fewer than 5 people is counted."))
        self.as_tables.setText(self.tr("Numbers as tables"))
        self.choose_areas.setText(self.tr("Choose neighbourhoods…"))
        self.no_areas.setText(self.tr("Count in squares"))
        self.show_all.setText(self.tr("Show all again"))
        for part in (self.hide_small, self.as_tables, self.choose_areas, self.no_areas):
            part.setAccessibleName(part.text())
        self.show_all.setAccessibleName(self.show_all.text())
        self.page.setAccessibleName(self.windowTitle())
        self._side.setFixedWidth(round(290 * (0.4 + 0.6 * scale)))
        self._name_tiles()

    def fit(self, scale: float) -> None:
        """Take a size for a text size, within the screen."""
        room = self.screen().availableGeometry()
        self.resize(
            min(font_px(scale, 1080), round(0.92 * room.width())),
            min(font_px(scale, 760), round(0.88 * room.height())),
        )

    def show_areas(self, file: str) -> None:
        """Show in which file the neighbourhoods are; "": none, so squares."""
        if file:
            name = Path(file).name
            self.areas.setText(self.tr("Places by neighbourhood: %1").replace("%1", name))
        else:
            self.areas.setText(self.tr("Places in squares of 100 m"))
        self.no_areas.setVisible(bool(file))

    def show_numbers(self, numbers: Sequence[int], every: int) -> None:
        """Show how many are counted, of how many, and additions, withdrawn and waiting."""
        self._values = numbers
        of_all = self.tr("%1 of %n opinion(s) are counted: those that the list shows.", "", every)
        told = self.tr("All opinions are counted.")
        if numbers[0] != every:
            told = of_all.replace("%1", str(numbers[0]))
        self.filtered.setText(told)
        self._name_tiles()

    def show_charts(self, charts: Sequence[Chart]) -> None:
        """Show charts of what was counted."""
        self._charts = charts
        self.wrong.hide()
        self._show()

    def show_wrong(self, words: str) -> None:
        """Say what went wrong; what was shown stays."""
        self.wrong.setText(words)
        self.wrong.show()

    def show_only(self, words: str) -> None:
        """Say which remarks are in the list and on the map; "": all of them."""
        self.shown.setText(self.tr("In the list and on the map: %1").replace("%1", words))
        for part in (self.shown, self.show_all):
            part.setVisible(bool(words))

    def _show(self) -> None:
        self.page.show_charts(self._charts, self.as_tables.isChecked())

    def _name_tiles(self) -> None:
        names = (
            self.tr("kept"),
            self.tr("additions"),
            self.tr("withdrawn"),
            self.tr("waiting to be sent"),
        )
        for (number, words), name, value in zip(
            self.numbers, names, self._values or ("–",) * 4, strict=True
        ):
            number.setText(str(value))
            words.setText(name)
            number.setAccessibleName(f"{value} {name}")
