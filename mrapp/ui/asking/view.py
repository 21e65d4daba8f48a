"""One question as a visitor sees and answers it, wherever it is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mrapp.app.questions import question_words as words
from mrapp.model.questions import Answer
from mrapp.ui.asking.areas import Asked, TextArea, area_for
from mrapp.ui.asking.looks import words_style
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.tiles import Tile

_SMALL = 0.85


class QuestionView(QWidget):
    """Shows one question of any kind in one language, with big targets.

    Signals: `answered` the answer so far at every change, half a ranking as well (whether it is
    whole: `mrapp.app.questions.answering`), None where it was taken back; `viewpoint_wanted` the
    id of the viewpoint to show again; for the others see `AnswerArea`. `show_answer` itself tells
    nothing.

    heading, words: what is read aloud before the choices.
    """

    answered = Signal(object)
    viewpoint_wanted = Signal(str)
    variant_wanted = Signal(str)
    pin_wanted = Signal()
    zoom_wanted = Signal(float)

    def __init__(self, asked: Asked, answer: Answer | None = None) -> None:
        super().__init__()
        self.question = asked.question
        self.setStyleSheet(words_style(asked.looks))
        self.heading = asked.text(asked.question.text)
        hint = words.how_to(asked.question)
        told = (asked.text(asked.question.help), hint.text(asked.language) if hint else "")
        self.words = [each for each in told if each]
        self._nudge = make_label(words.NEEDED.text(asked.language), asked.looks, _SMALL, bold=True)
        self._nudge.setProperty("wrong", True)
        self._nudge.hide()
        self.area = area_for(asked)
        self.area.show_answer(answer)
        for name in ("answered", "variant_wanted", "pin_wanted", "zoom_wanted"):
            getattr(self.area, name).connect(getattr(self, name))
        self.again: Tile | None = None
        if asked.question.viewpoint:
            self.again = Tile(words.SHOW_AGAIN.text(asked.language), asked.looks, size=_SMALL)
            wanted = asked.question.viewpoint
            self.again.clicked.connect(lambda _on=False: self.viewpoint_wanted.emit(wanted))
        self._put_together(asked)
        self.words += self.area.words

    @property
    def answer(self) -> Answer | None:
        """What is answered by now; None: nothing."""
        return self.area.answer

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer that was given before, or elsewhere: a place in the view."""
        self.area.show_answer(answer)

    def show_variant(self, variant: str | None) -> None:
        """Show which of two variants is seen now."""
        self.area.show_variant(variant)

    def nudge(self, needed: bool) -> None:
        """Say that an answer is needed, or no longer."""
        self._nudge.setVisible(needed)

    def first(self) -> QWidget | None:
        """Return what gets the focus: what was chosen, or else the first there is."""
        if isinstance(self.area, TextArea):
            return self.area.field
        tiles = [tile for tile in self.findChildren(Tile) if tile.isEnabled()]
        return next((tile for tile in tiles if tile.isChecked()), next(iter(tiles), None))

    def _put_together(self, asked: Asked) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(make_label(self.heading, asked.looks, 1.35, bold=True))
        for said in self.words:
            column.addWidget(make_label(said, asked.looks, _SMALL, soft=True))
        column.addWidget(self._nudge)
        column.addWidget(self.area, 1)
        if self.again is not None:
            column.addWidget(self.again)
