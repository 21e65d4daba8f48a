"""The page with all charts: under headings, in as many columns as there is room for."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from mrapp.app.counting.charts import Chart
from mrapp.ui.overview.card import ChartCard
from mrapp.ui.widgets import drop, wrapped

_NARROWEST_EM = 24
_GAP = 12


class ChartPage(QWidget):
    """Asks `chosen` as its cards do."""

    chosen = Signal(object, str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[ChartCard, ...] = ()
        self._count = 0
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(12, 4, 12, 12)
        self._whole.setSpacing(_GAP)
        # Else it is as high as its words would be in the narrowest column, with a hole below.
        self.setMinimumHeight(1)

    def show_charts(self, charts: Sequence[Chart], as_tables: bool) -> None:
        """Show other charts."""
        self._take_down()
        for card in self.cards:
            card.deleteLater()
        self.cards = tuple(ChartCard(chart, as_tables, self) for chart in charts)
        for card in self.cards:
            card.chosen.connect(self.chosen)
        self._put_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        if self._columns() != self._count:
            self._take_down()
            self._put_up()

    def _columns(self) -> int:
        em = self.fontMetrics().height()
        return max(1, min(3, self.width() // (_NARROWEST_EM * em)))

    def _take_down(self) -> None:
        _take_out(self._whole, frozenset(self.cards))

    def _put_up(self) -> None:
        self._count = self._columns()
        sections = dict.fromkeys(card.chart.section for card in self.cards)
        for section in sections:
            heading = wrapped("title")
            heading.setText(section)
            self._whole.addWidget(heading)
            cards = [card for card in self.cards if card.chart.section == section]
            self._whole.addLayout(self._side_by_side(cards))
        self._whole.addStretch(1)

    def _side_by_side(self, cards: Sequence[ChartCard]) -> QHBoxLayout:
        """Return cards in columns that are about as long as each other, in reading order."""
        row = QHBoxLayout()
        row.setSpacing(_GAP)
        columns = [QVBoxLayout() for _ in range(self._count)]
        weights = [0] * self._count
        for card in cards:
            place = weights.index(min(weights))
            columns[place].addWidget(card)
            weights[place] += card.weight
            card.show()
        for column in columns:
            column.setSpacing(_GAP)
            column.addStretch(1)
            row.addLayout(column, 1)
        return row


def _take_out(layout: QLayout, kept: AbstractSet[QWidget]) -> None:
    """Take everything out of a layout, and delete it but for what is `kept`."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            _take_out(inner, kept)
        elif widget is not None and widget not in kept:
            drop(widget)
