"""At which session visitors give their opinions: chosen by whoever accompanies them."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from mrapp.model.project import Event
from mrapp.model.texts import Phrase, pick_language

_WHICH = Phrase(nl="Welke bijeenkomst is dit?", en="Which event is this?")
_NONE = Phrase(nl="Geen bijeenkomst", en="No event")


class EventChoice(QWidget):
    """One of the project's sessions, or none; not there where the project has none.

    Signal: `chosen` its id, or None.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[object, ...] = ()
        self._label, self.choice = QLabel(), QComboBox()
        self.choice.activated.connect(lambda row: self.chosen.emit(self.choice.itemData(row)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self._label, self.choice):
            column.addWidget(part)

    def show_events(self, events: Sequence[Event], chosen: str | None, language: str) -> None:
        """Offer these, with the one that is chosen."""
        if self._shown == (events, chosen, language):
            return
        self._shown = (events, chosen, language)
        self._label.setText(_WHICH.text(language))
        self.choice.setAccessibleName(_WHICH.text(language))
        self.choice.clear()
        self.choice.addItem(_NONE.text(language), None)
        for event in events:
            name = pick_language(event.name, language)
            self.choice.addItem(f"{name} ({event.date})" if event.date else name, event.id)
        self.choice.setCurrentIndex(max(self.choice.findData(chosen), 0))
        self.setVisible(bool(events))
