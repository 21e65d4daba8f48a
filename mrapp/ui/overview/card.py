"""A chart with its title, its notes and its numbers as a table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.counting.charts import Chart
from mrapp.ui.overview.chart_view import FEW, ChartView
from mrapp.ui.widgets import wrapped

_WORDS_SHOWN = 5


class ChartCard(QFrame):
    """Asks `chosen` with rows of the overview, and the words for what they have in common.

    And with the places that they point out, by row, where the question asks for one.
    """

    chosen = Signal(object, str, object)

    def __init__(self, chart: Chart, as_table: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chart = chart
        self.setProperty("look", "card")
        self.setAccessibleName(chart.title)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        title = wrapped("heading")
        title.setText(chart.title)
        column.addWidget(title)
        for note in chart.notes:
            label = wrapped("soft")
            label.setText(note)
            column.addWidget(label)
        if chart.form == "words":
            self._add_words(column, as_table)
        elif as_table:
            self.table = CountTable(chart, (self.tr("Answer"), self.tr("Number")))
            self.table.itemActivated.connect(lambda item: self._choose(item.row()))
            column.addWidget(self.table)
        else:
            self._add_bars(column)
        if chart.points:
            self._add_places(column)

    @property
    def weight(self) -> int:
        """How high it is, about, in lines."""
        bars = {"standing": 8, "words": 2}.get(self.chart.form)
        bars = 2 * min(len(self.chart.bars), FEW) if bars is None else bars
        return 4 + len(self.chart.notes) + bars + 3 * min(len(self.chart.words), _WORDS_SHOWN)

    def _add_bars(self, column: QVBoxLayout) -> None:
        self.view = ChartView(self.chart)
        self.view.chosen.connect(self._choose)
        column.addWidget(self.view)
        if len(self.view.bars) < len(self.chart.bars):
            more = QPushButton(self.tr("Show all %n", "", len(self.chart.bars)))
            more.setAccessibleName(f"{more.text()}: {self.chart.title}")
            more.clicked.connect(self.view.show_all)
            more.clicked.connect(self.view.setFocus)
            more.clicked.connect(more.hide)
            column.addWidget(more)

    def _add_words(self, column: QVBoxLayout, everything: bool) -> None:
        """Add the latest of what people wrote, and the way to their remarks."""
        shown = self.chart.words if everything else self.chart.words[:_WORDS_SHOWN]
        for each in shown:
            words = wrapped()
            words.setText(f"“{each.text}”")
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(words)
        if self.chart.bars and self.chart.bars[0].rows:
            button = QPushButton(self.tr("Read them in the list"))
            button.setAccessibleName(f"{button.text()}: {self.chart.title}")
            button.clicked.connect(lambda: self._choose(0))
            column.addWidget(button)

    def _add_places(self, column: QVBoxLayout) -> None:
        """Add the way to all places on the map."""
        button = QPushButton(self.tr("Show all places on the map"))
        button.setAccessibleName(f"{button.text()}: {self.chart.title}")
        button.clicked.connect(lambda: self._give(tuple(self.chart.points), ""))
        column.addWidget(button)

    def _choose(self, number: int) -> None:
        bar = self.chart.bars[number]
        if bar.rows:
            self._give(bar.rows, bar.name)

    def _give(self, rows: Sequence[int], name: str) -> None:
        words = f"{self.chart.title}: {name}" if name else self.chart.title
        if self.chart.points:
            words = self.tr("%1 (the pins are the places that people pointed out)").replace(
                "%1", words
            )
        self.chosen.emit(rows, words, self.chart.points)


class CountTable(QTableWidget):
    """The bars of a chart as lines of two: the answer and its number."""

    def __init__(self, chart: Chart, headings: tuple[str, str]) -> None:
        super().__init__(len(chart.bars), 2)
        self.setHorizontalHeaderLabels(headings)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.spoken())
        for row, bar in enumerate(chart.bars):
            self.setItem(row, 0, QTableWidgetItem(bar.name))
            self.setItem(row, 1, QTableWidgetItem(bar.told))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as all lines are: the page scrolls, not each table."""
        super().resizeEvent(event)
        self.resizeRowsToContents()
        rows = sum(self.rowHeight(row) for row in range(self.rowCount()))
        height = rows + self.horizontalHeader().sizeHint().height() + 2 * self.frameWidth() + 2
        self.setFixedHeight(height)
