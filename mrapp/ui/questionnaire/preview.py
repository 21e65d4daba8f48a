"""The right of the editor: the question as its visitor sees it, in each language."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mrapp.app.questions.form_words import language_name
from mrapp.model.questions import Question, Questionnaire
from mrapp.model.texts import pick_language
from mrapp.ui.asking.areas import Asked
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.view import QuestionView
from mrapp.ui.widgets import Reader, clear, line, tab_after

_SOON_MS = 120
"""So long after a key the preview follows: it is made anew each time."""


class Preview(QWidget):
    """Shows a question, or the opening and closing words; one can try to answer."""

    def __init__(self, languages: tuple[str, ...], language: str, scale: float) -> None:
        """Make it for these languages; it begins with `language`, or else with the first.

        scale: that of the text; from half as large again on, the kiosk's larger text is shown.
        """
        super().__init__()
        self._looks = Looks(size=1 if scale >= 1.5 else 0)
        self._language = language if language in languages else next(iter(languages), language)
        self._wanted: tuple[Questionnaire, Question | None] | None = None
        self._shown: tuple[object, ...] = ()
        self.view: QuestionView | None = None
        self.title = QLabel()
        self.title.setProperty("look", "heading")
        self.buttons: dict[str, QPushButton] = {}
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        for language in languages:
            button = QPushButton()
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, key=language: self.speak(key))
            self.buttons[language] = button
            head.addWidget(button)
        page = QFrame()
        page.setProperty("look", "card")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(16, 14, 16, 16)
        inside = QWidget()
        around = QVBoxLayout(inside)
        around.setContentsMargins(0, 0, 4, 0)
        around.addWidget(page)
        around.addStretch(1)
        self.reader = Reader(inside)
        self.reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.reader, 1)
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(self.show_now)

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.title.setText(self.tr("What the visitor sees"))
        for key, button in self.buttons.items():
            button.setText(key.upper())
            name = language_name(key).text(language)
            button.setAccessibleName(self.tr("Preview: %1").replace("%1", name))
            button.setToolTip(button.accessibleName())

    def speak(self, language: str) -> None:
        """Show it in another language."""
        self._language = language
        self.show_now()

    def show_question(self, form: Questionnaire, question: Question | None) -> None:
        """Show a question, or the whole, soon."""
        self._wanted = (form, question)
        self._soon.start()

    def show_now(self) -> None:
        """Show at once what was asked for last."""
        self._soon.stop()
        for key, button in self.buttons.items():
            button.setChecked(key == self._language)
        if self._wanted is None:
            return
        form, question = self._wanted
        whole = (form.name, form.intro, form.thanks) if question is None else ()
        wanted = (question, whole, self._language)
        if wanted != self._shown:
            self._shown = wanted
            self._rebuild(form, question)

    def _rebuild(self, form: Questionnaire, question: Question | None) -> None:
        clear(self._page)
        if question is None:
            self.view = None
            self._show_whole(form)
            return
        # What was tried is shown in the other language too, as long as the question is the same.
        given = self.view.answer if self.view and self.view.question == question else None
        self.view = QuestionView(Asked(question, self._language, self._looks), given)
        self._page.addWidget(self.view)
        tab_after(list(self.buttons.values())[-1], self.view)

    def _show_whole(self, form: Questionnaire) -> None:
        for size, text in ((1.35, form.name), (0.85, form.intro), (0.85, form.thanks)):
            said = pick_language(text, self._language)
            if said:
                if text is form.thanks:
                    self._page.addSpacing(8)
                    self._page.addWidget(line())  # all questions come between
                    self._page.addSpacing(8)
                bold = text is form.name
                self._page.addWidget(make_label(said, self._looks, size, bold=bold))
