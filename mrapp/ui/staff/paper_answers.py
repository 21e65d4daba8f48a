"""What staff choose from beside the picture of a question: its answers, or none."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.questions.asking import MOODS
from mrapp.app.questions.question_words import MOOD_WORDS, RATHER_NOT_WORDS
from mrapp.model.questions import PERSONAL, RATHER_NOT, Question
from mrapp.model.texts import pick_language
from mrapp.ui.widgets import clear

_LONG: Final = 12
"""From so many choices on they stand in a list that folds out."""

_NOT_YET: Final = "\0not-yet"


class AnswerArea(QWidget):
    """The answers to one question, of which those that were read for sure are chosen already.

    `chosen` carries an `Answer`, or None for no answer.
    """

    chosen = Signal(object)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.none = QRadioButton()
        self.buttons: dict[str | int, QAbstractButton] = {}
        self.words: QPlainTextEdit | None = None
        self.places: list[QComboBox] = []
        self.list: QComboBox | None = None
        self._group = QButtonGroup(self)

    def show_question(
        self,
        question: Question,
        plans: Mapping[str, str],
        offered: object,
        unclear: Collection[str | int] = (),
        *,
        is_decided: bool,
    ) -> None:
        """Offer the answers to a question; plans: the blind names of variants, as printed.

        offered: what was decided, or read for sure. unclear: the values whose boxes are not.
        """
        clear(self._column)
        self.buttons, self.places, self.words, self.list = {}, [], None, None
        self._group = QButtonGroup(self)
        self.none = QRadioButton(self.tr("No answer"))
        self.none.setAccessibleName(self.none.text())
        _MAKERS.get(question.kind, AnswerArea._single)(self, question, plans)
        self._column.addWidget(self.none)
        self._column.addStretch(1)
        self._group.addButton(self.none)
        for value in unclear:
            self._note_unclear(value)
        if is_decided or offered is not None:
            self._set(question, offered)
        self.none.clicked.connect(self._say_none)

    def _note_unclear(self, value: str | int) -> None:
        button = self.buttons.get(value)
        if button is not None:
            words = self.tr("%1 (unclear)").replace("%1", button.accessibleName())
            button.setText(words.replace("&", "&&"))
            button.setAccessibleName(words)
            font = button.font()
            font.setBold(True)
            button.setFont(font)

    def _say_none(self) -> None:
        for button in self.buttons.values():
            if isinstance(button, QCheckBox):
                button.setChecked(False)
        self.chosen.emit(None)

    def _single(self, question: Question, plans: Mapping[str, str]) -> None:
        told = self._told(question, plans)
        if len(told) > _LONG:
            self._folding(told)
            return
        for value, words in told.items():
            button = QRadioButton(words.replace("&", "&&"))
            button.setAccessibleName(words)
            self._group.addButton(button)
            self._column.addWidget(button)
            button.clicked.connect(self._saying(value))
            self.buttons[value] = button

    def _saying(self, value: str | int) -> Callable[[], None]:
        return lambda: self.chosen.emit(value)

    def _folding(self, told: Mapping[str | int, str]) -> None:
        box = QComboBox()
        box.addItem(self.tr("Choose"), _NOT_YET)
        for value, words in told.items():
            box.addItem(words, value)
        box.setAccessibleName(self.tr("Choose"))
        box.activated.connect(lambda _: self._say_listed(box))
        self.list = box
        self._column.addWidget(box)

    def _say_listed(self, box: QComboBox) -> None:
        if box.currentData() != _NOT_YET:
            self.chosen.emit(box.currentData())

    def _told(self, question: Question, plans: Mapping[str, str]) -> dict[str | int, str]:
        language = self.language
        if question.kind == "mood":
            return {mood: MOOD_WORDS[mood - 1].text(language) for mood in MOODS}
        if question.kind == "scale":
            return {step: str(step) for step in range(question.low, question.high + 1)}
        told: dict[str | int, str] = {}
        if question.kind == "compare":
            told.update(plans)
        for each in question.choices:
            told[each.id] = pick_language(each.text, language) or each.id
        if question.kind in PERSONAL:
            told[RATHER_NOT] = RATHER_NOT_WORDS.text(language)
        return told

    def _multiple(self, question: Question, plans: Mapping[str, str]) -> None:
        for value, words in self._told(question, plans).items():
            button = QCheckBox(words.replace("&", "&&"))
            button.setAccessibleName(words)
            button.clicked.connect(lambda: self._say_several(question))
            self._column.addWidget(button)
            self.buttons[value] = button

    def _say_several(self, question: Question) -> None:
        chosen = tuple(each.id for each in question.choices if self.buttons[each.id].isChecked())
        limit = question.most or len(chosen)
        if 0 < len(chosen) <= limit:
            self._free_none()
            self.chosen.emit(chosen)

    def _ranking(self, question: Question, plans: Mapping[str, str]) -> None:
        told = self._told(question, plans)
        grid = QGridLayout()
        for place in range(len(told)):
            label, box = QLabel(str(place + 1)), QComboBox()
            box.addItem(self.tr("Choose"), _NOT_YET)
            for value, words in told.items():
                box.addItem(words, value)
            box.setAccessibleName(self.tr("Place %1").replace("%1", str(place + 1)))
            box.activated.connect(lambda _: self._say_order())
            grid.addWidget(label, place, 0)
            grid.addWidget(box, place, 1)
            self.places.append(box)
        grid.setColumnStretch(1, 1)
        self._column.addLayout(grid)

    def _say_order(self) -> None:
        order = tuple(str(box.currentData()) for box in self.places)
        if _NOT_YET not in order and len(set(order)) == len(order):
            self._free_none()
            self.chosen.emit(order)

    def _text(self, _question: Question, _plans: Mapping[str, str]) -> None:
        self.words = QPlainTextEdit()
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(self.tr("What it says"))
        self.words.setPlaceholderText(self.tr("What it says"))
        self.words.textChanged.connect(self._say_words)
        self._column.addWidget(self.words)

    def _say_words(self) -> None:
        if self.words is not None and not self.words.signalsBlocked():
            text = self.words.toPlainText().strip()
            if text:
                self._free_none()
            self.chosen.emit(text or None)

    def _pin(self, _question: Question, _plans: Mapping[str, str]) -> None:
        told = QLabel(self.tr("Click the place on the picture of the map."))
        told.setWordWrap(True)
        self._column.addWidget(told)

    def _free_none(self) -> None:
        self._group.setExclusive(False)
        self.none.setChecked(False)
        self._group.setExclusive(True)

    def _set(self, question: Question, decided: object) -> None:
        if decided is None:
            self.none.setChecked(True)
        elif self.words is not None:
            self.words.blockSignals(True)
            self.words.setPlainText(str(decided))
            self.words.blockSignals(False)
        elif self.places and isinstance(decided, tuple):
            for box, value in zip(self.places, decided, strict=True):
                box.setCurrentIndex(box.findData(value))
        elif self.list is not None:
            self.list.setCurrentIndex(self.list.findData(decided))
        else:
            values = decided if isinstance(decided, tuple) else (decided,)
            for value in values if question.kind != "pin" else ():
                self.buttons[value].setChecked(True)


_MAKERS: Mapping[str, Callable[[AnswerArea, Question, Mapping[str, str]], None]] = {
    "multiple": AnswerArea._multiple,
    "ranking": AnswerArea._ranking,
    "text": AnswerArea._text,
    "pin": AnswerArea._pin,
}
