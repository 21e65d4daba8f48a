"""The state of a tile and its passport: what was done to it, and what was found out."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton

from mrapp.app.tiles.words import DEEDS, STATES, WHATS
from mrapp.model.tiles import Tile, TileDeed, TileEntry, TileState
from mrapp.ui.tiles.rows import state_picture
from mrapp.ui.widgets import Section, row, wrapped

_LAST = 8
_DEEDS = (
    *(TileDeed.PLACED, TileDeed.INSPECTED),
    *(TileDeed.DAMAGED, TileDeed.REPAIRED, TileDeed.REMOVED),
)


class PassportForm(Section):
    """Asks `deed_wanted` with what was done, and `delete_wanted`."""

    deed_wanted = Signal(object)
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("save")
        self.sign, self.state = QLabel(), wrapped()
        self.history = wrapped("small")
        self.deeds = {deed: QPushButton() for deed in _DEEDS}
        self.delete = QPushButton()
        grid = QGridLayout()
        for place, button in enumerate((*self.deeds.values(), self.delete)):
            grid.addWidget(button, place // 2, place % 2)
        for deed, button in self.deeds.items():
            button.clicked.connect(lambda _on=False, done=deed: self.deed_wanted.emit(done))
        self.delete.clicked.connect(self.delete_wanted)
        self.rows.addLayout(row(self.sign, self.state, stretch=1))
        self.rows.addWidget(self.history)
        self.rows.addLayout(grid)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("State and passport"))
        words = {
            TileDeed.PLACED: self.tr("It was placed…"),
            TileDeed.INSPECTED: self.tr("It was inspected…"),
            TileDeed.DAMAGED: self.tr("It is damaged…"),
            TileDeed.REPAIRED: self.tr("It was repaired…"),
            TileDeed.REMOVED: self.tr("It was removed…"),
        }
        for deed, button in self.deeds.items():
            button.setText(words[deed])
            button.setAccessibleName(words[deed].rstrip("…"))
        self.delete.setText(self.tr("Delete"))
        self.delete.setAccessibleName(self.tr("Delete this tile"))
        self.delete.setToolTip(self.tr("Only a tile that was never printed can be deleted."))

    def show_tile(self, tile: Tile, language: str) -> None:
        """Show the state of a tile, and the last lines of its passport, the newest first."""
        height = self.fontMetrics().height() + 4
        self.sign.setPixmap(state_picture(tile.state, height))
        self.state.setText(STATES[tile.state].text(language))
        last = tile.history[: -_LAST - 1 : -1]
        lines = [entry_words(entry, language) for entry in last]
        left = len(tile.history) - len(last)
        if left:
            lines.append(self.tr("and %n earlier line(s)", "", left))
        self.history.setText("\n".join(lines))
        self.delete.setVisible(not tile.printed)
        planned = tile.state is TileState.PLANNED
        for deed in (TileDeed.INSPECTED, TileDeed.DAMAGED):
            self.deeds[deed].setEnabled(not planned)
        damaged = tile.state is TileState.DAMAGED
        self.deeds[TileDeed.DAMAGED].setVisible(not damaged)
        self.deeds[TileDeed.REPAIRED].setVisible(damaged)
        self.deeds[TileDeed.REMOVED].setVisible(tile.printed)


def entry_words(entry: TileEntry, language: str) -> str:
    """Return one line of a passport: when, what, by whom, and what was noted or measured."""
    what = WHATS.get(entry.what)
    done = DEEDS[entry.deed].text(language)
    done = f"{done} ({what.text(language)})" if what else done
    parts = [_day(entry.at), done, entry.by, entry.note]
    return " · ".join(part for part in parts if part)


def _day(at: datetime) -> str:
    return at.astimezone().strftime("%d-%m-%Y %H:%M")
