"""The note that offers to take back a visitor who was ended by mistake."""

from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from mrapp.model.texts import Phrase
from mrapp.ui.widgets import wrapped

_GONE_SAID = Phrase(
    nl="Wat de vorige bezoeker begon te zeggen, wordt gewist.",
    en="What the last visitor began to say is about to be erased.",
)
_GONE = Phrase(nl="De volgende bezoeker begint.", en="The next visitor begins.")
_UNDO = Phrase(nl="Ongedaan maken ({seconds} s)", en="Undo ({seconds} s)")


class GoneNote(QFrame):
    """Says who is gone, above the button that takes them back; hidden while nobody can be."""

    def __init__(self, back: QPushButton) -> None:
        super().__init__()
        self._words, self._back = wrapped(""), back
        self.setProperty("look", "note")
        column = QVBoxLayout(self)
        column.addWidget(self._words)
        column.addWidget(back)
        self.hide()

    def show_gone(self, language: str, seconds: int, *, said: bool) -> None:
        """Offer it for so many seconds; 0: no more. said: whether they had begun to speak."""
        self.setVisible(seconds > 0)
        self._words.setText((_GONE_SAID if said else _GONE).text(language))
        self._back.setText(_UNDO.text(language, seconds=seconds))
