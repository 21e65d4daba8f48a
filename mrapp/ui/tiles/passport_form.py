"""The state of a tile and its passport: what was done to it, and what was found out."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from mrapp.app.tiles.changing import ARROW
from mrapp.app.tiles.proving import printed_words
from mrapp.app.tiles.words import DEEDS, QUALITIES, STATES, WHATS
from mrapp.model.project import Project
from mrapp.model.texts import Phrase
from mrapp.model.tiles import Tile, TileDeed, TileEntry, TileOpens, TileState
from mrapp.ui.tiles.rows import opens_words, state_picture
from mrapp.ui.widgets import Section, row, wrapped

_LAST = 8
_LIES = TileState.PLACED, TileState.DAMAGED
_PHOTO = Phrase(nl="met foto", en="with a photo")
_READ = Phrase(nl="leesbaar op de foto: {quality}", en="readable in the photo: {quality}")
_DEEDS = (
    *(TileDeed.PRINTED, TileDeed.PLACED, TileDeed.INSPECTED),
    *(TileDeed.DAMAGED, TileDeed.REPAIRED, TileDeed.REMOVED),
)


class PassportForm(Section):
    """Asks `deed_wanted` with what was done, `photos_wanted` and `delete_wanted`."""

    deed_wanted = Signal(object)
    photos_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("save")
        self.sign, self.state = QLabel(), wrapped()
        self.history = wrapped("small")
        self.deeds = {deed: QPushButton() for deed in _DEEDS}
        self.delete, self.photos = QPushButton(), QPushButton()
        self._grid = QGridLayout()
        for deed, button in self.deeds.items():
            button.clicked.connect(lambda _on=False, done=deed: self.deed_wanted.emit(done))
        self.delete.clicked.connect(self.delete_wanted)
        self.photos.clicked.connect(self.photos_wanted)
        self.rows.addLayout(row(self.sign, self.state, stretch=1))
        self.rows.addWidget(self.history)
        self.rows.addLayout(row(self.photos, QWidget(), stretch=1))
        self.rows.addLayout(self._grid)

    def retranslate(self, _language: str) -> None:
        """Take all texts anew."""
        self.set_title(self.tr("State and passport"))
        words = {
            TileDeed.PRINTED: self.tr("It was printed elsewhere…"),
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

    def show_tile(self, project: Project, tile: Tile, language: str) -> None:
        """Show the state of a tile, and the last lines of its passport, the newest first."""
        height = self.fontMetrics().height() + 4
        self.sign.setPixmap(state_picture(tile.state, height))
        self.state.setText(STATES[tile.state].text(language))
        last = tile.history[: -_LAST - 1 : -1]
        lines = [entry_words(project, entry, language) for entry in last]
        left = len(tile.history) - len(last)
        if left:
            lines.append(self.tr("and %n earlier line(s)", "", left))
        self.history.setText("\n".join(lines))
        photos = sum(entry.photo is not None for entry in tile.history)
        self.photos.setVisible(photos > 0)
        self.photos.setText(self.tr("Look at photos (%1)…").replace("%1", str(photos)))
        self.photos.setAccessibleName(self.photos.text().rstrip("…"))
        for deed in (TileDeed.INSPECTED, TileDeed.DAMAGED):
            self.deeds[deed].setEnabled(tile.state in _LIES)
        damaged, removed = tile.state is TileState.DAMAGED, tile.state is TileState.REMOVED
        self._lay(
            {
                self.deeds[TileDeed.PRINTED]: not removed,
                self.deeds[TileDeed.PLACED]: True,
                self.deeds[TileDeed.INSPECTED]: True,
                self.deeds[TileDeed.DAMAGED]: not damaged,
                self.deeds[TileDeed.REPAIRED]: damaged,
                self.deeds[TileDeed.REMOVED]: tile.printed and not removed,
                self.delete: not tile.printed,
            }
        )

    def _lay(self, wanted: Mapping[QPushButton, bool]) -> None:
        """Lay the buttons that are wanted in pairs, without gaps."""
        seen = [button for button, shown in wanted.items() if shown]
        for button, shown in wanted.items():
            self._grid.removeWidget(button)
            button.setVisible(shown)
        for place, button in enumerate(seen):
            self._grid.addWidget(button, place // 2, place % 2)


def entry_words(project: Project, entry: TileEntry, language: str) -> str:
    """Return one line of a passport: when, what, by whom, and what was noted or measured."""
    what = WHATS.get(entry.what)
    done = DEEDS[entry.deed].text(language)
    done = f"{done} ({what.text(language)})" if what else done
    note = _opened(project, entry.note, language) if entry.what == "opens" else entry.note
    form = printed_words(entry, language)
    parts = [_day(entry.at), done, entry.by, form, note, _photo_words(entry, language)]
    return " · ".join(part for part in parts if part)


def _photo_words(entry: TileEntry, language: str) -> str:
    """Return whether a photo was kept, and how well the tile is read in it."""
    quality = QUALITIES.get(entry.measured.quality) if entry.measured else None
    if quality is not None:
        return _READ.text(language, quality=quality.text(language))
    return _PHOTO.text(language) if entry.photo else ""


def _opened(project: Project, note: str, language: str) -> str:
    """Return a note of what was opened before and after, with names in the place of ids."""
    told = []
    for ids in note.split(ARROW):
        variant, _slash, viewpoint = ids.partition("/")
        opens = TileOpens(variant=variant or None, viewpoint=viewpoint or None)
        told.append(opens_words(project, opens, language) or "-")
    return ARROW.join(told)


def _day(at: datetime) -> str:
    return at.astimezone().strftime("%d-%m-%Y %H:%M")
