"""The dialog with which one says something: form, questions, and thanks, beside the place."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QStyle, QVBoxLayout, QWidget

from mrapp.app.questions.answering import Answering
from mrapp.app.remarks.drafts import Words
from mrapp.model.project import Theme
from mrapp.model.questions import Question
from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.opinions.beside import place_beside, width_beside
from mrapp.ui.opinions.questions import QuestionsPage, without_answers
from mrapp.ui.opinions.say_form import SayForm
from mrapp.ui.opinions.thanks import ReceiptPage
from mrapp.ui.style import font_px
from mrapp.ui.voice.sounds import Sounds

_WIDE_PX, _LEAST_PX, _MARGIN_PX = 560, 300, 8


class SayDialog(FollowingDialog):
    """Asks `keep_wanted`; says `changed` at every key, `given_up` when it is closed unkept."""

    keep_wanted = Signal()
    changed = Signal()
    given_up = Signal()

    def __init__(
        self,
        parent: QWidget,
        themes: Sequence[Theme],
        sounds: Sounds,
        language: str,
        scale: float,
    ) -> None:
        super().__init__(parent, language, scale)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window = parent
        self._place = parent.mapToGlobal(parent.rect().center())
        self._busy = self._kept = self._given_up = False
        self.form = SayForm(themes, sounds, language, scale)
        self.thanks = ReceiptPage()
        self.questions: QuestionsPage | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self.form)
        self.pages.addWidget(self.thanks)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)
        self.form.changed.connect(self._on_changed)
        self.form.questions_wanted.connect(self.ask_questions)
        self.form.keep.clicked.connect(self._ask_to_keep)
        self.form.cancel.clicked.connect(self.close)
        self.thanks.close_button.clicked.connect(self.close)
        self._name()
        self.thanks.retranslate(language, scale)
        self._on_changed()

    @property
    def words(self) -> Words:
        """What is filled in so far."""
        asking = self.pages.currentWidget() is self.questions
        answering = self.questions.answering if self.questions else None
        return replace(self.form.words, answering=answering, asking=asking)

    def add_questions(self, answering: Answering, viewpoints: Collection[str]) -> QuestionsPage:
        """Add questions, with the answers so far; viewpoints: those of the project."""
        page = QuestionsPage(answering, viewpoints, self.language, self.scale)
        self.questions = page
        self.pages.addWidget(page)
        page.changed.connect(self._on_changed)
        page.left.connect(self._leave_questions)
        self._on_changed()
        return page

    def ask_questions(self) -> None:
        """Ask the questions, from where one was."""
        if self.questions is not None and not self._busy:
            self.form.voice.finish()
            self.pages.setCurrentWidget(self.questions)
            self.questions.ask()
            self._on_changed()

    def _leave_questions(self) -> None:
        self.pages.setCurrentWidget(self.form)
        self.form.part.button.setFocus()
        self._on_changed()

    def stand_beside(self, place: QPoint) -> None:
        """Leave this place in view, on the screen, from the next time it is shown."""
        self._place = place

    def showEvent(self, event: QShowEvent) -> None:
        """Stand beside the place."""
        super().showEvent(event)
        self._stand()

    def _stand(self) -> None:
        """Be as large as what is asked, but no larger than the window, and leave the place free."""
        screen = self.screen().availableGeometry()
        title = self.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight)
        inside = QRect(self._window.mapToGlobal(QPoint()), self._window.size()) & screen
        room = inside.adjusted(_MARGIN_PX, title, -_MARGIN_PX, -_MARGIN_PX)
        least = max(font_px(self.scale, _LEAST_PX), self.minimumSizeHint().width())
        width = width_beside(room, self._place, font_px(self.scale, _WIDE_PX), least)
        page = self.thanks if self.pages.currentWidget() is self.thanks else self.form
        self.setGeometry(place_beside(room, self._place, width, page.height_for(width)))

    def retranslate(self) -> None:
        """Take all texts anew, and the room that they need."""
        self._name()
        self.form.retranslate(self.language, self.scale)
        self.thanks.retranslate(self.language, self.scale)
        if self.questions is not None:
            self.questions.retranslate(self.language, self.scale)
        self._on_changed()
        if self.isVisible():
            self._stand()

    def _name(self) -> None:
        said = self.tr("Thank you") if self._kept else self.tr("Say what you think")
        self.setWindowTitle(said)

    def show_busy(self) -> None:
        """Show, on the form, that it is being kept: nothing can be changed meanwhile."""
        self.pages.setCurrentWidget(self.form)
        self._busy = True
        self.form.show_busy(True)

    def show_failed(self, words: str) -> None:
        """Show that it was not kept, and why; all that was filled in is there still."""
        self._busy = False
        self.form.show_failed(words)
        self._on_changed()

    def show_thanks(self, receipt: str, server: str = "") -> None:
        """Thank, now that it is kept; with the code that leads back to it, and where it does."""
        self._busy, self._kept = False, True
        answering = self.words.answering
        answered = answering is not None and bool(answering.given)
        closing = answering.form.thanks if answering is not None and answered else {}
        self.thanks.show_receipt(receipt, closing, self.scale, server)
        self.thanks.retranslate(self.language, self.scale)
        self.pages.setCurrentWidget(self.thanks)
        self.thanks.close_button.setDefault(True)
        self.thanks.copy.setFocus()
        self._name()
        self._stand()

    def reject(self) -> None:
        """Close, by button, Escape or the window's cross; what is filled in is not lost unasked.

        While it is being kept there is no closing.
        """
        if self._busy:
            return
        if self.questions is not None and self.pages.currentWidget() is self.questions:
            self._leave_questions()
            return
        self.form.voice.finish()
        filled_in = self.words.says_something or self.form.voice.active
        if not self._kept and not self._given_up and filled_in:
            self._ask_to_give_up()
            return
        if not self._kept:
            self.given_up.emit()
        super().reject()

    def _ask_to_give_up(self) -> None:
        ask(
            self,
            self.tr("Not kept yet"),
            self.tr("What you filled in was not kept yet."),
            self.tr("Do you want to throw it away?"),
            Answer(self.tr("Throw away"), Role.DestructiveRole, self._give_up),
            Answer(self.tr("Go on writing"), Role.RejectRole),
            default=1,
        )

    def _give_up(self) -> None:
        self._given_up = True
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Ctrl+Enter too: in the text, Enter begins a line."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if held and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask_to_keep()
        else:
            super().keyPressEvent(event)

    def _on_changed(self, *_how: object) -> None:
        self.form.show_state(self.words.answering, self._can_keep())
        if not self._kept:
            self.changed.emit()

    def _ask_to_keep(self) -> None:
        if not self._can_keep() or self._kept:
            return
        words = self.words
        missing = words.answering.missing if words.answering else None
        if missing is None:
            self.keep_wanted.emit()
        else:
            self._ask_about(missing, replace(words, answering=None).says_something)

    def _ask_about(self, missing: Question, may_leave_out: bool) -> None:
        """Ask what to do about a question that still needs an answer."""
        leave = Answer(self.tr("Keep without the answers"), Role.AcceptRole, self._keep_without)
        ask(
            self,
            self.tr("One question needs an answer"),
            self.tr("You answered questions. One that needs an answer is still open."),
            self.tr("What do you want to do?"),
            Answer(self.tr("Answer it"), Role.AcceptRole, lambda: self._answer(missing)),
            *((leave,) if may_leave_out else ()),
            Answer(self.tr("Go on writing"), Role.RejectRole),
        )

    def _answer(self, question: Question) -> None:
        if self.questions is not None:
            self.questions.answering = self.questions.answering.to(question)
            self.ask_questions()

    def _keep_without(self) -> None:
        if self.questions is not None:
            self.questions.answering = without_answers(self.questions.answering)
            self._on_changed()
        self.keep_wanted.emit()

    def _can_keep(self) -> bool:
        return self.words.says_something and not self._busy and not self.form.voice.active
