"""The form with which one says something about a place, and the thanks with the receipt."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.questions.answering import Answering
from mrapp.app.remarks.drafts import Words
from mrapp.model.project import Theme
from mrapp.model.questions import Question
from mrapp.model.texts import pick_language
from mrapp.ui import icons
from mrapp.ui.asking.areas import Asked, StepsArea
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.opinions.pin_icons import pin_icon
from mrapp.ui.opinions.questions import (
    QuestionsPage,
    QuestionsPart,
    desk_looks,
    without_answers,
)
from mrapp.ui.opinions.sketch import Sketch
from mrapp.ui.style import font_px
from mrapp.ui.voice.recorder import Recorder
from mrapp.ui.voice.sounds import Sounds
from mrapp.ui.widgets import Reader, restyle, wrapped

if TYPE_CHECKING:
    from mrapp.ui.opinions.paper import ReceiptPart

_WIDE_PX = 560


class SayDialog(QDialog):
    """Asks `keep_wanted`; says `changed` at every key, `given_up` when it is closed unkept.

    Asks `paper_wanted` for the receipt as PDF; `receipt` tells what came of it.
    """

    keep_wanted = Signal()
    changed = Signal()
    given_up = Signal()
    paper_wanted = Signal()

    def __init__(
        self,
        parent: QWidget,
        themes: Sequence[Theme],
        sounds: Sounds,
        language: str,
        scale: float,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window, self._language, self._scale = parent, language, scale
        self._busy = self._kept = self._given_up = False
        self.about = wrapped("heading")
        self.sketch = Sketch(language, scale)
        self.sketch.changed.connect(self._on_changed)
        self.voice = Recorder(sounds, language, scale)
        self.voice.changed.connect(self._on_changed)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._on_changed)
        asks = Question(id="mood", kind="mood", text={})
        self.mood = StepsArea(Asked(asks, language, desk_looks(scale)))
        self.mood.answered.connect(self._on_changed)
        self.part = QuestionsPart()
        self.part.wanted.connect(self.ask_questions)
        self.questions: QuestionsPage | None = None
        self.theme = QComboBox()
        self.theme.setIconSize(QSize(font_px(scale, 20), font_px(scale, 20)))
        self._fill_themes(themes)
        self.theme.activated.connect(self._on_changed)
        self.wrong = wrapped()
        self.wrong.hide()
        self.keep = QPushButton()
        self.keep.setProperty("look", "main")
        self.cancel = QPushButton()
        self.code = QLineEdit()
        self.code.setReadOnly(True)
        self.copy = QPushButton(icons.icon("copy", worded=True), "")
        self.close_button = QPushButton()
        self.close_button.setProperty("look", "main")
        self.receipt: ReceiptPart | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self._form())
        self.pages.addWidget(self._thanks())
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.pages)
        self.keep.clicked.connect(self._ask_to_keep)
        self.cancel.clicked.connect(self.close)
        self.copy.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.close)
        self._on_changed()

    @property
    def words(self) -> Words:
        """What is filled in so far."""
        mood = self.mood.answer
        return Words(
            self.text.toPlainText(),
            mood if isinstance(mood, int) else None,
            self.theme.currentData(),
            self.sketch.drawing,
            self.voice.note,
            self.questions.answering if self.questions else None,
        )

    def fill_in(self, words: Words) -> None:
        """Begin with what was filled in before."""
        self.text.setPlainText(words.text)
        self.mood.show_answer(words.mood)
        self.theme.setCurrentIndex(max(self.theme.findData(words.theme), 0))
        self.sketch.show_drawing(words.drawing)
        self.voice.show_note(words.voice)
        self._on_changed()

    def add_questions(self, answering: Answering, viewpoints: Collection[str]) -> QuestionsPage:
        """Add questions, with the answers so far; viewpoints: those of the project."""
        page = QuestionsPage(answering, viewpoints, self._language, self._scale)
        self.questions = page
        self.pages.addWidget(page)
        page.changed.connect(self._on_changed)
        page.left.connect(self._leave_questions)
        self._on_changed()
        return page

    def ask_questions(self) -> None:
        """Ask the questions, from where one was."""
        if self.questions is not None and not self._busy:
            self.pages.setCurrentWidget(self.questions)
            self.questions.ask()

    def _leave_questions(self) -> None:
        self.pages.setCurrentIndex(0)
        self.part.button.setFocus()

    def show_place(self, name: str, picture: QImage) -> None:
        """Show what it is about; no name: a place."""
        about = self.tr("About: %1").replace("%1", name) if name else self.tr("About this place")
        self.about.setText(about)
        self.sketch.show_image(picture)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as large as what is asked, but no larger than the window."""
        super().showEvent(event)
        room = self._window.size()
        width = min(font_px(self._scale, _WIDE_PX), room.width() - 20)
        frame = self.sizeHint().height() - self.reader.sizeHint().height()
        self.resize(width, min(frame + self.reader.height_for(width - 40) + 8, room.height() - 20))

    def show_busy(self) -> None:
        """Show that it is being kept: nothing can be changed meanwhile."""
        self._busy = True
        self.wrong.hide()
        self._enable(False)
        self.keep.setText(self.tr("Keeping…"))

    def show_failed(self, words: str) -> None:
        """Show that it was not kept, and why; all that was filled in is there still."""
        self._busy = False
        self._enable(True)
        self.keep.setText(self.tr("Keep"))
        self.wrong.setText(words)
        self.wrong.show()
        self._on_changed()

    def show_thanks(self, receipt: str) -> None:
        """Thank, now that it is kept; with the code that leads back to it."""
        # Late: nobody who comes to look needs a QR code or a printer.
        from mrapp.ui.opinions.paper import ReceiptPart

        self._busy, self._kept = False, True
        self.code.setText(receipt)
        self.receipt = ReceiptPart(receipt, (self.code, self.copy), self._scale)
        self.receipt.save_wanted.connect(self.paper_wanted)
        self._to_receipt.addWidget(self.receipt)
        self.pages.setCurrentIndex(1)
        self.close_button.setDefault(True)
        self.copy.setFocus()
        self.setWindowTitle(self.tr("Thank you"))

    def reject(self) -> None:
        """Close, by button, Escape or the window's cross; what is filled in is not lost unasked.

        While it is being kept there is no closing.
        """
        if self._busy:
            return
        if self.questions is not None and self.pages.currentWidget() is self.questions:
            self._leave_questions()
            return
        self.voice.finish()
        filled_in = self.words.says_something or self.voice.active
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

    def _form(self) -> QWidget:
        page, column = _page()
        self.setWindowTitle(self.tr("Say what you think"))
        asked = QLabel(self.tr("What do you want to say?"))
        asked.setBuddy(self.text)
        self.text.setAccessibleName(asked.text())
        self.text.setMinimumHeight(round(5 * 1.4 * font_px(self._scale)))
        feeling = QLabel(self.tr("How do you feel about it?"))
        theme = QLabel(self.tr("What is it about?"))
        theme.setBuddy(self.theme)
        self.theme.setAccessibleName(theme.text())
        for label in (asked, feeling, theme):
            label.setWordWrap(True)
        safe = wrapped("small")
        safe.setText(
            self.tr("We keep no name. Write no names, addresses or telephone numbers in the text.")
        )
        self.keep.setText(self.tr("Keep"))
        self.cancel.setText(self.tr("Do not keep"))
        for button in (self.keep, self.cancel):
            button.setAccessibleName(button.text())
            button.setAutoDefault(False)
        words = QVBoxLayout()
        for part in (self.about, asked, self.text):
            words.addWidget(part)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        top.addSpacing(8)
        top.addWidget(self.sketch, 0, Qt.AlignmentFlag.AlignTop)
        inside = QWidget()
        asks = QVBoxLayout(inside)
        asks.setContentsMargins(0, 0, 6, 0)
        asks.setSpacing(8)
        asks.addLayout(top)
        asks.addWidget(feeling)
        asks.addWidget(self.mood)
        if self.theme.count() > 1:
            asks.addWidget(theme)
            asks.addWidget(self.theme)
        asks.addWidget(self.voice)
        asks.addWidget(self.part)
        asks.addWidget(safe)
        asks.addStretch(1)
        # Large text may be higher than the window; then it scrolls, and the buttons stay.
        self.reader = Reader(inside)
        self.reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(self.reader, 1)
        column.addWidget(self.wrong)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.keep)
        column.addLayout(buttons)
        return page

    def _thanks(self) -> QWidget:
        page, column = _page()
        title, words, later = wrapped("title"), wrapped(), wrapped("small")
        title.setText(self.tr("Thank you. Your opinion is kept."))
        words.setText(
            self.tr(
                "This is your code. With it you can read your opinion, add to it or withdraw it."
            )
        )
        later.setText(
            self.tr("Write the code down or copy it. We cannot find it for you: we know no names.")
        )
        self.code.setAccessibleName(self.tr("Your code"))
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setProperty("look", "code")
        restyle(self.code)
        self.copy.setText(self.tr("Copy the code"))
        self.close_button.setText(self.tr("Close"))
        for button in (self.copy, self.close_button):
            button.setAccessibleName(button.text())
        inside = QWidget()
        told = QVBoxLayout(inside)
        told.setContentsMargins(0, 0, 6, 0)
        told.setSpacing(8)
        self._to_receipt = QVBoxLayout()
        told.addWidget(title)
        told.addWidget(words)
        told.addLayout(self._to_receipt)
        told.addWidget(later)
        told.addStretch(1)
        column.addWidget(Reader(inside), 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        return page

    def _fill_themes(self, themes: Sequence[Theme]) -> None:
        self.theme.addItem(self.tr("No theme"), None)
        for number, theme in enumerate(themes):
            name = pick_language(theme.name, self._language)
            self.theme.addItem(pin_icon("theme", number), name, theme.id)

    def _on_changed(self, *_how: object) -> None:
        words = self.words
        self.keep.setEnabled(self._can_keep())
        if words.answering is not None:
            self.part.show_answering(words.answering)
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
        return self.words.says_something and not self._busy and not self.voice.active

    def _enable(self, on: bool) -> None:
        asked = (self.text, self.sketch, self.theme, self.mood, self.voice, self.part)
        for part in (*asked, self.cancel, self.keep):
            part.setEnabled(on)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
        self.copy.setText(self.tr("Copied"))


def _page() -> tuple[QWidget, QVBoxLayout]:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 18, 20, 16)
    column.setSpacing(8)
    return page, column
