"""One question as a visitor sees and answers it: in the editor's preview and in the kiosk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mrapp.app import question_words as words
from mrapp.model.questions import Answer, Question
from mrapp.model.texts import pick_language
from mrapp.ui.questionnaire.answer_areas import Asked, area_for
from mrapp.ui.questionnaire.answer_button import AnswerButton, target_px
from mrapp.ui.widgets import wrapped


class QuestionView(QWidget):
    """Shows one question of any kind in one language, with big targets.

    Signals: `answered` the answer at every change (in the form that `mrapp.app.asking.checked`
    takes), None where it was taken back; `viewpoint_wanted` the id of the viewpoint to show again;
    `variant_wanted` the id of the variant to look at; `pin_wanted` a place is to be pointed out in
    the view, which `show_answer` brings back. `show_answer` itself tells nothing.

    order: in which order a comparison shows its variants (`mrapp.app.asking.order_shown`).
    least_px: the least size of what is touched; by itself 15 mm on the screen of the window.
    """

    answered = Signal(object)
    viewpoint_wanted = Signal(str)
    variant_wanted = Signal(str)
    pin_wanted = Signal()

    def __init__(
        self,
        question: Question,
        language: str,
        *,
        answer: Answer | None = None,
        order: tuple[str, str] | None = None,
        least_px: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.question, self.language = question, language
        self._answer = answer
        asked = Asked(question, language, least_px or target_px(self), order)
        self.area = area_for(asked)
        self.area.show_answer(answer)
        self.area.answered.connect(self._take)
        self.area.variant_wanted.connect(self.variant_wanted)
        self.area.pin_wanted.connect(self.pin_wanted)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._add_words()
        self._column.addWidget(self.area)
        self.again = self._add_again(asked) if question.viewpoint else None

    @property
    def answer(self) -> Answer | None:
        """What is answered by now; None: nothing."""
        return self._answer

    def show_answer(self, answer: Answer | None) -> None:
        """Show an answer that was given before, or elsewhere: a place in the view."""
        self._answer = answer
        self.area.show_answer(answer)

    def spoken(self) -> tuple[str, ...]:
        """Return the sentences to read aloud: the question, how to answer, the choices."""
        said = [pick_language(self.question.text, self.language), *self._soft()]
        buttons = self.area.findChildren(AnswerButton)
        said += [button.accessibleName() for button in buttons if not button.isHidden()]
        return tuple(sentence for sentence in said if sentence)

    def _take(self, answer: Answer | None) -> None:
        self._answer = answer
        self.answered.emit(answer)

    def _add_words(self) -> None:
        self.title = wrapped("question")
        self.title.setText(pick_language(self.question.text, self.language))
        self._column.addWidget(self.title)
        for text in self._soft():
            label = wrapped("soft")
            label.setText(text)
            self._column.addWidget(label)

    def _soft(self) -> list[str]:
        """Return what stands below the question: its help, how to answer, whether one must."""
        hint = words.how_to(self.question)
        said = [
            pick_language(self.question.help, self.language),
            hint.text(self.language) if hint else "",
            words.NEEDED.text(self.language) if self.question.required else "",
        ]
        return [sentence for sentence in said if sentence]

    def _add_again(self, asked: Asked) -> AnswerButton:
        again = AnswerButton(words.SHOW_AGAIN.text(self.language), "none", asked.least_px)
        again.setCheckable(False)
        wanted = self.question.viewpoint or ""
        again.clicked.connect(lambda _on=False: self.viewpoint_wanted.emit(wanted))
        self._column.addWidget(again)
        return again
