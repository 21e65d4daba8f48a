"""The middle of the editor: everything of one question, or the texts of the whole questionnaire."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from mrapp.app.history import Change
from mrapp.app.questions import form_choices, forms
from mrapp.app.questions.form_checks import variant_names
from mrapp.app.questions.form_edits import published_question
from mrapp.app.questions.form_words import KIND_WORDS, number_of
from mrapp.model.questions import CHOSEN, Question, Questionnaire
from mrapp.ui.questionnaire.choices_form import ChoicesForm
from mrapp.ui.questionnaire.details_form import DetailsForm
from mrapp.ui.questionnaire.editing import Editing
from mrapp.ui.questionnaire.fields import LanguageFields, LineField
from mrapp.ui.questionnaire.routing_form import RoutingForm
from mrapp.ui.widgets import line, row, wrapped


class Texts(QWidget):
    """A text with its name above it."""

    def __init__(self, languages: tuple[str, ...], scale: float) -> None:
        super().__init__()
        self.label = QLabel()
        self.fields = LanguageFields(languages, scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(self.label)
        column.addWidget(self.fields)

    def set_names(self, what: str, language: str) -> None:
        """Say what the text is."""
        self.label.setText(what)
        self.fields.set_names(what, language)


class WholeForm(QWidget):
    """The name, the introduction and the thanks of a questionnaire."""

    def __init__(self, editing: Editing, scale: float) -> None:
        super().__init__()
        self._editing = editing
        languages = editing.project.languages
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.texts: dict[forms.FormText, Texts] = {
            "name": Texts(languages, scale),
            "intro": Texts(languages, scale),
            "thanks": Texts(languages, scale),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 12)
        column.addWidget(self.title)
        for key, text in self.texts.items():
            text.fields.typed.connect(partial(self._take, key))
            column.addWidget(text)
        column.addStretch(1)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.title.setText(self.tr("Name, introduction and thanks"))
        names = (self.tr("Name"), self.tr("Introduction"), self.tr("Thanks at the end"))
        for text, name in zip(self.texts.values(), names, strict=True):
            text.set_names(name, language)

    def show_form(self, form: Questionnaire) -> None:
        """Show the texts of a version."""
        said = {"name": form.name, "intro": form.intro, "thanks": form.thanks}
        for key, text in self.texts.items():
            text.fields.show_texts(said[key])
            text.fields.set_writable(self._editing.writable)

    def _take(self, key: forms.FormText, language: str, text: str, visit: int) -> None:
        merge = f"{key} {language} {visit}"
        self._editing.act(forms.set_form_text, key, language, text, merge)


class QuestionForm(QWidget):
    """Everything of one question; `file_wanted`: neighbourhoods are to be taken from a file."""

    file_wanted = Signal()

    def __init__(self, editing: Editing, scale: float) -> None:
        super().__init__()
        self._editing, self._scale = editing, scale
        languages = editing.project.languages
        self.title, self.code_label, self.kind_label = QLabel(), QLabel(), QLabel()
        self.title.setProperty("look", "title")
        self.code, self.kind = LineField(), QComboBox()
        self.code.setMaxLength(60)
        self.code_label.setBuddy(self.code)
        self.kind_label.setBuddy(self.kind)
        self.frozen = wrapped("small")
        self.texts: dict[forms.QuestionText, Texts] = {
            "text": Texts(languages, scale),
            "help": Texts(languages, scale),
            "low_text": Texts(languages, scale),
            "high_text": Texts(languages, scale),
        }
        self.choices = ChoicesForm(self.texts["help"].fields.last)
        self.details = DetailsForm()
        self.routing = RoutingForm(self.details.required)
        self._lay_out()
        self._connect()

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.kind_label.setText(self.tr("Kind of question"))
        self.kind.setAccessibleName(self.kind_label.text())
        self.kind.clear()
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(words.text(language), kind)
        self.code_label.setText(self.tr("Code"))
        self.code.setAccessibleName(self.tr("Code of the question in the results"))
        names = (
            self.tr("Question"),
            self.tr("Help (if it is needed)"),
            self.tr("What the lowest number means"),
            self.tr("What the highest number means"),
        )
        for text, name in zip(self.texts.values(), names, strict=True):
            text.set_names(name, language)
        self.frozen.setText(
            self.tr("This question was published: its kind and its code stay as they are.")
        )
        for part in (self.choices, self.details, self.routing):
            part.retranslate()

    def show_question(self, form: Questionnaire, question: Question) -> None:
        """Show a question of a version."""
        editing, language = self._editing, self._editing.language
        writable = editing.writable
        number = str(number_of(form, question.id))
        self.title.setText(self.tr("Question %1").replace("%1", number))
        fixed = published_question(editing.project, form.id, question.id) is not None
        self.frozen.setVisible(fixed and writable)
        self.kind.setCurrentIndex(list(KIND_WORDS).index(question.kind))
        self.kind.setEnabled(writable and not fixed)
        if not self.code.hasFocus():
            self.code.setText(question.id)
        self.code.setEnabled(writable and not fixed)
        said = (question.text, question.help, question.low_text, question.high_text)
        for text, given in zip(self.texts.values(), said, strict=True):
            text.fields.show_texts(given)
            text.fields.set_writable(writable)
        for key in ("low_text", "high_text"):
            self.texts[key].setVisible(question.kind == "scale")
        self.choices.setVisible(question.kind in CHOSEN)
        self.choices.show_question(
            question, editing.project.languages, language, self._scale, writable=writable
        )
        self.details.show_question(editing.project, question, language, writable=writable)
        names = variant_names(editing.project)[language]
        self.routing.show_question(form, question, names, language, self._scale, writable=writable)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 12)
        column.addWidget(self.title)
        column.addLayout(row(self.kind_label, self.kind))
        column.addWidget(self.texts["text"])
        column.addWidget(self.texts["help"])
        column.addWidget(line())
        column.addWidget(self.choices)
        column.addWidget(self.texts["low_text"])
        column.addWidget(self.texts["high_text"])
        column.addWidget(self.details)
        column.addWidget(line())
        column.addWidget(self.routing)
        column.addWidget(line())
        column.addLayout(row(self.code_label, self.code, stretch=1))
        column.addWidget(self.frozen)
        column.addStretch(1)

    def _connect(self) -> None:
        for key, text in self.texts.items():
            text.fields.typed.connect(partial(self._take_text, key))
        self.kind.activated.connect(self._take_kind)
        self.code.editingFinished.connect(self._take_code)
        details, choices = self.details, self.choices
        details.required_wanted.connect(partial(self._act, forms.set_required))
        details.scale_wanted.connect(partial(self._act, forms.set_scale))
        details.most_wanted.connect(partial(self._act, forms.set_most))
        details.variants_wanted.connect(partial(self._act, forms.set_variants))
        details.viewpoint_wanted.connect(partial(self._act, forms.set_viewpoint))
        self.routing.conditions_wanted.connect(partial(self._act, forms.set_conditions))
        choices.add_wanted.connect(self._add_choice)
        choices.text_wanted.connect(self._take_choice_text)
        choices.move_wanted.connect(partial(self._act, form_choices.move_choice))
        choices.remove_wanted.connect(partial(self._act, form_choices.remove_choice))
        choices.bands_wanted.connect(
            lambda: self._act(form_choices.set_choices, form_choices.AGE_BANDS)
        )
        choices.file_wanted.connect(self.file_wanted)

    def _act(self, action: Callable[..., Change], *values: object) -> bool:
        question = self._editing.question
        return question is not None and self._editing.act(action, question.id, *values)

    def _take_text(self, key: forms.QuestionText, language: str, text: str, visit: int) -> None:
        question = self._editing.question
        merge = f"{question.id if question else ''} {key} {language} {visit}"
        self._act(forms.set_question_text, key, language, text, merge)

    def _take_choice_text(self, choice: str, language: str, text: str, visit: int) -> None:
        question = self._editing.question
        merge = f"{question.id if question else ''} {choice} {language} {visit}"
        self._act(form_choices.set_choice_text, choice, language, text, merge)

    def _add_choice(self, words: str) -> None:
        self._act(form_choices.add_choice, self._editing.named(words))

    def _take_kind(self) -> None:
        question, kind = self._editing.question, self.kind.currentData()
        if question is not None and kind != question.kind:
            self._act(forms.set_kind, kind)

    def _take_code(self) -> None:
        question, wish = self._editing.question, self.code.text().strip()
        if question is None or not wish or wish == question.id:
            return
        place = number_of(self._editing.shown, question.id) if self._editing.shown else 0
        if self._act(forms.set_code, wish) and self._editing.shown is not None:
            self._editing.choose_question(self._editing.shown.questions[place - 1].id)
