"""A page that shows what each controller does, as it does it, and lets one vibrate."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.headset.conditions import state_words
from mrapp.ui.headset.window_fit import TITLE_PX
from mrapp.ui.style import ACCENT_SOFT, font_px
from mrapp.ui.widgets import wrapped
from mrapp.xr.device import Condition, Hand, Inputs
from mrapp.xr.exchange import Glimpse
from mrapp.xr.inputs_told import HANDS, input_rows

_TITLE = Phrase(nl="Controllers testen", en="Test the controllers")
_HOW = Phrase(
    nl="Druk op elke knop en beweeg elke stick. Wat aankomt, staat hier meteen. De bezoeker "
    "merkt er ook iets van: het is dezelfde sessie.",
    en="Press each button and move each stick. What arrives is shown here at once. The visitor "
    "notices it too: it is the same session.",
)
_START = Phrase(nl="Headset starten", en="Start the headset")
_BY_HAND = Phrase(nl="Testen met muis en toetsen", en="Test with mouse and keys")
_BUZZ = {
    Hand.LEFT: Phrase(nl="Laat links trillen", en="Let the left one vibrate"),
    Hand.RIGHT: Phrase(nl="Laat rechts trillen", en="Let the right one vibrate"),
}
_CLOSE = Phrase(nl="Sluiten", en="Close")


class TryingPage(FollowingDialog):
    """Shows inputs; asks for the rest.

    Signals: `started` a headset is wanted, True: one led by mouse and keys; `buzz_wanted` a `Hand`;
    `left`.
    """

    started = Signal(bool)
    buzz_wanted = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget, language: str, scale: float) -> None:
        super().__init__(parent, language, scale)
        self._inputs: Inputs | None = None
        self._glimpse: Glimpse | None = None
        self._running = False
        self.how, self.state = wrapped("soft"), wrapped("heading")
        self.start, self.by_hand = QPushButton(), QPushButton()
        self.start.clicked.connect(lambda: self.started.emit(False))
        self.by_hand.clicked.connect(lambda: self.started.emit(True))
        self.table = QTableWidget(0, len(Hand))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.buzzes = {hand: QPushButton() for hand in Hand}
        for hand, button in self.buzzes.items():
            button.clicked.connect(lambda _on=False, hand=hand: self.buzz_wanted.emit(hand))
        self.buttons = QDialogButtonBox()
        self.leave = self.buttons.addButton(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self._put_together()
        self._lay_rows()
        self.retranslate()

    def _put_together(self) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self.state)
        column.addWidget(self.how)
        for buttons in ((self.start, self.by_hand), tuple(self.buzzes.values())):
            line = QHBoxLayout()
            for button in buttons:
                button.setAutoDefault(False)
                line.addWidget(button, 1)
            if buttons[0] is not self.start:
                column.addWidget(self.table, 1)
            column.addLayout(line)
        column.addWidget(self.buttons)

    def _lay_rows(self) -> None:
        self._names = [QTableWidgetItem() for _row in input_rows(Inputs())]
        self._heads = {hand: QTableWidgetItem() for hand in Hand}
        self._cells = [{hand: QTableWidgetItem() for hand in Hand} for _row in self._names]
        self.table.setRowCount(len(self._names))
        for column, hand in enumerate(Hand):
            self.table.setHorizontalHeaderItem(column, self._heads[hand])
            for row, cells in enumerate(self._cells):
                self.table.setItem(row, column, cells[hand])
        for row, name in enumerate(self._names):
            self.table.setVerticalHeaderItem(row, name)

    def retranslate(self) -> None:
        """Take all texts anew."""
        language = self.language
        self.setWindowTitle(_TITLE.text(language))
        self.table.setAccessibleName(_TITLE.text(language))
        for button, words in (
            (self.start, _START),
            (self.by_hand, _BY_HAND),
            (self.leave, _CLOSE),
            *((self.buzzes[hand], words) for hand, words in _BUZZ.items()),
        ):
            button.setText(words.text(language))
            button.setAccessibleName(words.text(language))
        self.how.setText(_HOW.text(language))
        for hand, head in self._heads.items():
            head.setText(HANDS[hand].text(language))
        for name, told in zip(self._names, input_rows(Inputs()), strict=True):
            name.setText(told.label.text(language))
        self._inputs = None
        self._show()
        room = self.screen().availableGeometry()
        wide, high = font_px(self.scale, 620), font_px(self.scale, 590)
        self.resize(min(wide, room.width()), min(high, room.height() - TITLE_PX))

    def show_glimpse(self, glimpse: Glimpse | None, *, running: bool) -> None:
        """Show what hands do now; None: nobody knows."""
        self._glimpse, self._running = glimpse, running
        self._show()

    def told(self, row: int, hand: Hand) -> str:
        """Return what stands in a row for a hand."""
        return self._cells[row][hand].text()

    def done(self, result: int) -> None:
        """Close."""
        self.left.emit()
        super().done(result)

    def _show(self) -> None:
        glimpse, language = self._glimpse, self.language
        for button in (self.start, self.by_hand):
            button.setVisible(not self._running)
        words = state_words(glimpse, Condition.ENDED, running=self._running)
        self.state.setText(words.text(language))
        inputs = glimpse.inputs if glimpse is not None else Inputs()
        for hand, button in self.buzzes.items():
            button.setEnabled(inputs.steered and inputs.hands[hand].present)
        if inputs != self._inputs:
            self._inputs = inputs
            self._show_rows(inputs)

    def _show_rows(self, inputs: Inputs) -> None:
        """Write what is another than it was: most is what it was, many times a second."""
        for cells, told in zip(self._cells, input_rows(inputs), strict=True):
            for hand, cell in cells.items():
                text = told.of(hand).text(self.language)
                used = hand in told.used
                if cell.text() == text and cell.font().bold() == used:
                    continue
                cell.setText(text)
                font = QFont(cell.font())
                font.setBold(used)
                cell.setFont(font)
                cell.setBackground(QColor(ACCENT_SOFT) if used else QColor(0, 0, 0, 0))
