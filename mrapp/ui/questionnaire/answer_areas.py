"""What a question of each kind is answered with; `area_for` makes the one that fits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from mrapp.app import question_words as words
from mrapp.app.asking import MOODS
from mrapp.model.questions import PERSONAL, RATHER_NOT, Answer, Kind, Question
from mrapp.model.texts import pick_language
from mrapp.ui.questionnaire.answer_button import AnswerButton, Mark, Tiles
from mrapp.ui.questionnaire.faces import FaceButton
from mrapp.ui.widgets import wrapped

_MANY = 12
"""From so many choices on, one can search them."""


@dataclass(frozen=True)
class Asked:
    """A question as it is put to one visitor.

    order: in which order a comparison shows its variants. least_px: the least size of a target.
    """

    question: Question
    language: str
    least_px: int
    order: tuple[str, str] | None = None


class AnswerArea(QWidget):
    """Where a question is answered: tells every change, by hand only, and shows an answer.

    Signals: `answered` the answer, or None where it was taken back; `variant_wanted` the id of a
    variant to look at; `pin_wanted` a place is to be pointed out in the view.
    """

    answered = Signal(object)
    variant_wanted = Signal(str)
    pin_wanted = Signal()

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self.asked = asked
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer, or none."""
        raise NotImplementedError


class ChoiceArea(AnswerArea):
    """One choice, or several."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        question = asked.question
        self._several = question.kind == "multiple"
        named = {each.id: pick_language(each.text, asked.language) for each in question.choices}
        if question.kind in PERSONAL:
            named[RATHER_NOT] = words.RATHER_NOT_WORDS.text(asked.language)
        mark: Mark = "many" if self._several else "one"
        self.buttons = {
            key: AnswerButton(said or key, mark, asked.least_px) for key, said in named.items()
        }
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, key=key: self._take(key))
        wide = 4 * asked.least_px
        self._tiles = Tiles(list(self.buttons.values()), wide, 2 if len(named) > _MANY // 2 else 1)
        if len(named) > _MANY:
            self._add_search()
        self.column.addWidget(self._tiles)

    def show_answer(self, answer: Answer | None) -> None:
        """Show what is chosen."""
        chosen = set(answer) if isinstance(answer, tuple) else {answer}
        for key, button in self.buttons.items():
            button.setChecked(key in chosen)
        self._limit()

    def _take(self, key: str) -> None:
        if not self._several:
            for other, button in self.buttons.items():
                button.setChecked(other == key and button.isChecked())
        self._limit()
        chosen = tuple(key for key, button in self.buttons.items() if button.isChecked())
        one = chosen[0] if chosen else None
        self.answered.emit((chosen or None) if self._several else one)

    def _limit(self) -> None:
        most = self.asked.question.most
        if self._several and most is not None:
            full = sum(button.isChecked() for button in self.buttons.values()) >= most
            for button in self.buttons.values():
                button.setEnabled(button.isChecked() or not full)

    def _add_search(self) -> None:
        said = words.FIND.text(self.asked.language)
        self.search = QLineEdit()
        self.search.setPlaceholderText(said)
        self.search.setAccessibleName(said)
        # The style sheet of the program has a height of its own, which would win.
        self.search.setStyleSheet(f"min-height: {self.asked.least_px - 8}px")
        self.search.textChanged.connect(self._find)
        self._none = wrapped("soft")
        self._none.setText(words.NONE_FOUND.text(self.asked.language))
        self._none.hide()
        self.column.addWidget(self.search)
        self.column.addWidget(self._none)

    def _find(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        found = [
            button
            for key, button in self.buttons.items()
            if wanted in button.words.casefold() or key == RATHER_NOT
        ]
        self._none.setVisible(all(button is self.buttons.get(RATHER_NOT) for button in found))
        self._tiles.show_only(found)


class StepsArea(AnswerArea):
    """A step on a scale, or a mood."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        question, language = asked.question, asked.language
        if question.kind == "mood":
            self.buttons: dict[int, AnswerButton] = {
                mood: FaceButton(mood, words.MOOD_WORDS[mood - 1].text(language), asked.least_px)
                for mood in MOODS
            }
        else:
            self.buttons = {
                step: self._step(step) for step in range(question.low, question.high + 1)
            }
        for step, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, step=step: self._take(step))
        least = round(asked.least_px * (1.25 if question.kind == "mood" else 1.0))
        self.column.addWidget(Tiles(list(self.buttons.values()), least, 11))
        if question.kind == "scale":
            self._add_ends()

    def show_answer(self, answer: Answer | None) -> None:
        """Show which step is chosen."""
        for step, button in self.buttons.items():
            button.setChecked(step == answer)

    def _step(self, step: int) -> AnswerButton:
        question, language = self.asked.question, self.asked.language
        button = AnswerButton(str(step), "none", self.asked.least_px)
        heard = words.STEP_OF.text(language, step=step, low=question.low, high=question.high)
        ends = {question.low: question.low_text, question.high: question.high_text}
        meant = pick_language(ends.get(step, {}), language)
        button.setAccessibleName(f"{heard}: {meant}" if meant else heard)
        return button

    def _add_ends(self) -> None:
        question, language = self.asked.question, self.asked.language
        ends = {question.low: question.low_text, question.high: question.high_text}
        for step, text in ends.items():
            meant = pick_language(text, language)
            if meant:
                label = wrapped("soft")
                label.setText(f"{step} = {meant}")
                self.column.addWidget(label)

    def _take(self, step: int) -> None:
        for other, button in self.buttons.items():
            button.setChecked(other == step and button.isChecked())
        self.answered.emit(step if self.buttons[step].isChecked() else None)


class RankingArea(AnswerArea):
    """An order, made by choosing the first, then the second; an answer once all have a place."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._order: list[str] = []
        self.buttons = {
            each.id: AnswerButton(
                pick_language(each.text, asked.language) or each.id, "rank", asked.least_px
            )
            for each in asked.question.choices
        }
        for key, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, key=key: self._take(key))
        self.column.addWidget(Tiles(list(self.buttons.values()), 4 * asked.least_px, 1))
        self._show()

    def show_answer(self, answer: Answer | None) -> None:
        """Show an order."""
        given = answer if isinstance(answer, tuple) else ()
        self._order = [str(key) for key in given if key in self.buttons]
        self._show()

    def _take(self, key: str) -> None:
        whole = len(self._order) == len(self.buttons)
        if key in self._order:
            self._order.remove(key)
        else:
            self._order.append(key)
        self._show()
        if len(self._order) == len(self.buttons):
            self.answered.emit(tuple(self._order))
        elif whole:
            self.answered.emit(None)

    def _show(self) -> None:
        language = self.asked.language
        for key, button in self.buttons.items():
            place = self._order.index(key) + 1 if key in self._order else 0
            phrase = words.RANKED if place else words.NOT_RANKED
            button.set_place(place, phrase.text(language, name=button.words, place=place))


class CompareArea(AnswerArea):
    """Two variants under blind names: look at each, choose one."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        language = asked.language
        shown = asked.order or asked.question.variants or ("", "")
        self.buttons: dict[str, AnswerButton] = {}
        looks: list[QWidget] = []
        for variant, name in zip(shown, words.PLAN_NAMES, strict=True):
            said = name.text(language)
            look = AnswerButton(words.LOOK_AT.text(language, name=said), "none", asked.least_px)
            look.setCheckable(False)
            look.clicked.connect(lambda _on=False, key=variant: self.variant_wanted.emit(key))
            looks.append(look)
            choice = AnswerButton(words.CHOOSE.text(language, name=said), "one", asked.least_px)
            choice.clicked.connect(lambda _on=False, key=variant: self._take(key))
            self.buttons[variant] = choice
        self.looks = looks
        self.column.addWidget(Tiles(looks, 3 * asked.least_px, 2))
        self.column.addWidget(Tiles(list(self.buttons.values()), 3 * asked.least_px, 2))

    def show_answer(self, answer: Answer | None) -> None:
        """Show which variant is chosen."""
        for key, button in self.buttons.items():
            button.setChecked(key == answer)

    def _take(self, key: str) -> None:
        for other, button in self.buttons.items():
            button.setChecked(other == key and button.isChecked())
        self.answered.emit(key if self.buttons[key].isChecked() else None)


class PinArea(AnswerArea):
    """A place: asks for it to be pointed out in the view, and shows whether it was."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        language = asked.language
        self.point = AnswerButton(words.POINT_OUT.text(language), "none", asked.least_px)
        self.point.setCheckable(False)
        self.point.clicked.connect(lambda _on=False: self.pin_wanted.emit())
        self.remove = AnswerButton(words.NO_PLACE.text(language), "none", asked.least_px)
        self.remove.setCheckable(False)
        self.remove.clicked.connect(lambda _on=False: self._remove())
        self._said = wrapped()
        self._said.setText(words.POINTED_OUT.text(language))
        self.column.addWidget(self._said)
        self.column.addWidget(self.point)
        self.column.addWidget(self.remove)
        self.show_answer(None)

    def show_answer(self, answer: Answer | None) -> None:
        """Show whether a place was pointed out."""
        there = answer is not None
        phrase = words.POINT_AGAIN if there else words.POINT_OUT
        said = phrase.text(self.asked.language)
        self.point.label.setText(said)
        self.point.setAccessibleName(said)
        self._said.setVisible(there)
        self.remove.setVisible(there)

    def _remove(self) -> None:
        self.show_answer(None)
        self.answered.emit(None)


class TextArea(AnswerArea):
    """Free words; the tab key leaves the field."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        self.field.setAccessibleName(pick_language(asked.question.text, asked.language))
        self.field.setMinimumHeight(2 * asked.least_px)
        self.field.textChanged.connect(self._tell)
        self.column.addWidget(self.field)

    def show_answer(self, answer: Answer | None) -> None:
        """Show words."""
        text = answer if isinstance(answer, str) else ""
        if text != self.field.toPlainText():
            before = self.field.blockSignals(True)
            self.field.setPlainText(text)
            self.field.blockSignals(before)

    def _tell(self) -> None:
        text = self.field.toPlainText()
        self.answered.emit(text if text.strip() else None)


_AREAS: Mapping[Kind, Callable[[Asked], AnswerArea]] = {
    "single": ChoiceArea,
    "multiple": ChoiceArea,
    "scale": StepsArea,
    "mood": StepsArea,
    "ranking": RankingArea,
    "compare": CompareArea,
    "pin": PinArea,
    "text": TextArea,
    "age": ChoiceArea,
    "neighbourhood": ChoiceArea,
}


def area_for(asked: Asked) -> AnswerArea:
    """Return where a question is answered."""
    return _AREAS[asked.question.kind](asked)
