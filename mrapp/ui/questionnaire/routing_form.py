"""When a question is asked, as a sentence and as rows: a question, what must hold, an answer."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QVBoxLayout, QWidget

from mrapp.app.questions.form_words import HOLDS_WORDS, routing_words, values_of
from mrapp.model.questions import Condition, Kind, Question, Questionnaire
from mrapp.model.texts import pick_language
from mrapp.ui import icons
from mrapp.ui.style import font_px
from mrapp.ui.widgets import (
    clear,
    icon_button,
    name_button,
    row,
    set_icon_sizes,
    tab_after,
    wrapped,
)

_ONE = ("is", "is_not", "answered")
_NUMBER = ("is", "at_least", "at_most", "is_not", "answered")
_HOLDS: Mapping[Kind, tuple[str, ...]] = {
    "single": _ONE,
    "age": _ONE,
    "neighbourhood": _ONE,
    "compare": _ONE,
    "multiple": ("has", "answered"),
    "ranking": ("answered",),
    "scale": _NUMBER,
    "mood": _NUMBER,
    "pin": ("answered",),
    "text": ("answered",),
}
"""What can be asked of an answer, by the kind of its question."""


def first_condition(source: Question) -> Condition:
    """Return the condition on a question that is offered first."""
    values = list(values_of({}, source, "nl"))
    holds = _HOLDS[source.kind][0]
    if holds == "answered" or not values:
        return Condition(question=source.id, holds="answered")
    return Condition.model_validate({"question": source.id, "holds": holds, "value": values[0]})


class ConditionRow(QWidget):
    """One condition; `changed` tells the new one."""

    changed = Signal(object)

    def __init__(
        self,
        form: Questionnaire,
        condition: Condition,
        earlier: tuple[Question, ...],
        variants: Mapping[str, str],
        language: str,
    ) -> None:
        super().__init__()
        self._condition = condition
        self.question, self.holds, self.value = QComboBox(), QComboBox(), QComboBox()
        self.remove = icon_button("remove", "plain")
        self._sources = {each.id: each for each in earlier}
        for number, each in enumerate(earlier, start=1):
            self.question.addItem(f"{number}. {pick_language(each.text, language)}", each.id)
        self.question.setCurrentIndex(list(self._sources).index(condition.question))
        source = form.question(condition.question)
        assert source is not None, "the model keeps the order of questions"
        self._fill(source, variants, language)
        self.question.activated.connect(self._take_question)
        self.holds.activated.connect(self._take)
        self.value.activated.connect(self._take)
        for box in (self.question, self.value):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(row(self.question, self.remove, stretch=0))
        column.addLayout(row(self.holds, self.value, stretch=1))

    def _fill(self, source: Question, variants: Mapping[str, str], language: str) -> None:
        wanted = self._condition
        offered = list(_HOLDS[source.kind])
        if wanted.holds not in offered:
            offered.append(wanted.holds)
        for each in offered:
            self.holds.addItem(HOLDS_WORDS[each].text(language), each)
        self.holds.setCurrentIndex(offered.index(wanted.holds))
        named = values_of(variants, source, language)
        if wanted.value is not None and wanted.value not in named:
            named = {wanted.value: f"({wanted.value})", **named}
        for key, words in named.items():
            self.value.addItem(words, key)
        if wanted.value in named:
            self.value.setCurrentIndex(list(named).index(wanted.value))
        self.value.setVisible(wanted.holds != "answered")

    def _take_question(self) -> None:
        source = self._sources[self.question.currentData()]
        if source.id != self._condition.question:
            self.changed.emit(first_condition(source))

    def _take(self) -> None:
        holds = self.holds.currentData()
        value = None if holds == "answered" else self.value.currentData()
        fields = {"question": self._condition.question, "holds": holds, "value": value}
        wanted = Condition.model_validate(fields)
        if wanted != self._condition:
            self.changed.emit(wanted)


class RoutingForm(QWidget):
    """Asks for other conditions: `conditions_wanted` tells all of them."""

    conditions_wanted = Signal(object)

    def __init__(self, before: QWidget) -> None:
        """Make it; the tab key comes here from `before`."""
        super().__init__()
        self._before = before
        self._shown: tuple[object, ...] = ()
        self._earlier: tuple[Question, ...] = ()
        self._conditions: tuple[Condition, ...] = ()
        self.rows: list[ConditionRow] = []
        self.title, self.sentence = QLabel(), wrapped()
        self.title.setProperty("look", "heading")
        self.add = QPushButton()
        self.add.setIcon(icons.icon("add", worded=True))
        self.add.clicked.connect(self._add)
        self._list = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.sentence)
        column.addLayout(self._list)
        column.addLayout(row(self.add))

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.title.setText(self.tr("When to ask"))
        self.add.setText(self.tr("Add a condition"))
        self.add.setAccessibleName(self.add.text())
        self._shown = ()

    def show_question(
        self,
        form: Questionnaire,
        question: Question,
        variants: Mapping[str, str],
        language: str,
        scale: float,
        *,
        writable: bool,
    ) -> None:
        """Show when a question is asked."""
        place = form.questions.index(question)
        self._earlier = form.questions[:place]
        self._conditions = question.when
        self.sentence.setText(routing_words(form, question, variants, language))
        wanted = (question.id, question.when, self._earlier, language, scale, writable)
        if wanted != self._shown:
            self._shown = wanted
            self._rebuild(form, variants, language, scale)
        for each in self.rows:
            each.setEnabled(writable)
        self.add.setEnabled(writable and bool(self._earlier))
        self.add.setVisible(bool(self._earlier))

    def _rebuild(
        self, form: Questionnaire, variants: Mapping[str, str], language: str, scale: float
    ) -> None:
        focus = [
            (place, name)
            for place, each in enumerate(self.rows)
            for name in ("question", "holds", "value")
            if getattr(each, name).hasFocus()
        ]
        clear(self._list)
        self.rows = []
        last = self._before
        for number, condition in enumerate(self._conditions, start=1):
            made = ConditionRow(form, condition, self._earlier, variants, language)
            self._name(made, number)
            made.changed.connect(lambda new, place=number - 1: self._replace(place, new))
            made.remove.clicked.connect(
                lambda _on=False, place=number - 1: self._replace(place, None)
            )
            set_icon_sizes(made, font_px(scale, 16))
            self.rows.append(made)
            self._list.addWidget(made)
            last = tab_after(last, made)
        for place, name in focus:
            if place < len(self.rows):
                getattr(self.rows[place], name).setFocus()

    def _name(self, made: ConditionRow, number: int) -> None:
        what = self.tr("Condition %1").replace("%1", str(number))
        for box, words in (
            (made.question, self.tr("%1: which question")),
            (made.holds, self.tr("%1: what must hold")),
            (made.value, self.tr("%1: which answer")),
        ):
            box.setAccessibleName(words.replace("%1", what))
        name_button(made.remove, self.tr("%1: remove").replace("%1", what))

    def _add(self) -> None:
        added = first_condition(self._earlier[-1])
        self.conditions_wanted.emit((*self._conditions, added))

    def _replace(self, place: int, condition: Condition | None) -> None:
        before, after = self._conditions[:place], self._conditions[place + 1 :]
        middle = () if condition is None else (condition,)
        self.conditions_wanted.emit((*before, *middle, *after))
