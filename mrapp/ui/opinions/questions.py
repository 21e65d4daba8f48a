"""The questions in the desktop's form: the part that leads to them, and the page that asks them."""

from collections.abc import Collection
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from mrapp.app.questions.answering import Answering
from mrapp.app.questions.blind import blind_names, names_of_compared
from mrapp.app.questions.question_words import how_far
from mrapp.model.questions import Answer
from mrapp.model.texts import pick_language
from mrapp.ui.asking.areas import Asked
from mrapp.ui.asking.looks import Looks
from mrapp.ui.asking.rows import make_label
from mrapp.ui.asking.view import QuestionView
from mrapp.ui.style import font_px
from mrapp.ui.widgets import Reader, clear, restyle, row, wrapped

_TARGET_PX, _LETTERS_PX = 44, 16


def desk_looks(scale: float) -> Looks:
    """Return how questions look on the desktop, where one sits nearer than at a kiosk."""
    return Looks(font_px(scale, _TARGET_PX), letters_px=font_px(scale, _LETTERS_PX))


class QuestionsPart(QWidget):
    """Leads from the form to the questions (`wanted`); tells how many were answered."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.told = wrapped()
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self.wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addLayout(row(self.button))
        self.hide()

    def show_answering(self, answering: Answering) -> None:
        """Show whether there are answers by now."""
        count = len(answering.given)
        begun = self.tr("Questions answered: %1").replace("%1", str(count))
        self.told.setText(begun if count else self.tr("There are also questions about this plan."))
        said = self.tr("Change my answers") if count else self.tr("Answer the questions")
        self.button.setText(said)
        self.button.setAccessibleName(said)
        self.show()


class QuestionsPage(QWidget):
    """Asks one question after the other.

    Signals: `changed` at every answer and every step; `left` back to the form; for the
    others see `QuestionView`. viewpoints: those that the project has.
    """

    changed = Signal()
    left = Signal()
    viewpoint_wanted = Signal(str)
    variant_wanted = Signal(str)
    pin_wanted = Signal()

    def __init__(
        self, answering: Answering, viewpoints: Collection[str], language: str, scale: float
    ) -> None:
        super().__init__()
        self.answering, self._viewpoints = answering, viewpoints
        self._language, self.looks = language, desk_looks(scale)
        self.view: QuestionView | None = None
        self._where = QLabel()
        self._where.setProperty("look", "small")
        inside = QWidget()
        self._asked = QVBoxLayout(inside)
        self._asked.setContentsMargins(0, 0, 6, 0)
        self.reader = Reader(inside)
        self.back, self.stop, self.on = QPushButton(), QPushButton(), QPushButton()
        self.back.clicked.connect(lambda: self._move(-1))
        self.stop.clicked.connect(self.left)
        self.on.clicked.connect(lambda: self._move(1))
        for button in (self.back, self.stop, self.on):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(8)
        column.addWidget(self._where)
        column.addWidget(self.reader, 1)
        buttons = row(self.back, self.stop)
        buttons.addWidget(self.on)
        column.addLayout(buttons)
        self._show_ways()

    @property
    def compared(self) -> dict[str, str]:
        """The blind names of the variants that the question compares; else there are none."""
        asks = self.answering.question
        return dict(blind_names(asks, self.answering.orders.get(asks.id), self._language))

    @property
    def names(self) -> dict[str, str]:
        """The blind names of all variants that are compared: one can go back to the comparison."""
        now = self.answering
        return names_of_compared(now.form, now.orders, self._language) | self.compared

    def ask(self) -> None:
        """Ask the question that one is at."""
        clear(self._asked)
        now = self.answering
        asks, form = now.question, now.form
        order = now.orders.get(asks.id)
        asked = Asked(asks, self._language, self.looks, order=order, beside=False)
        if now.place == 0 and form.intro:
            intro = pick_language(form.intro, self._language)
            self._asked.addWidget(make_label(intro, self.looks, 0.85, soft=True))
        self.view = view = QuestionView(asked, now.answers.get(asks.id))
        view.answered.connect(self._take)
        if view.again is not None and asks.viewpoint not in self._viewpoints:
            view.again.hide()
        for name in ("viewpoint_wanted", "variant_wanted", "pin_wanted"):
            getattr(view, name).connect(getattr(self, name))
        self._asked.addWidget(view)
        self._asked.addStretch(1)
        self.reader.verticalScrollBar().setValue(0)
        self._show_ways()
        said = ". ".join([self._where.text(), view.heading, *view.words])
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))
        self.focus()

    def retranslate(self, language: str, scale: float) -> None:
        """Ask anew in another language or size; what was answered stays."""
        self._language, self.looks = language, desk_looks(scale)
        if self.view is not None:
            self.ask()
        else:
            self._show_ways()

    def focus(self) -> None:
        """Put the focus where one answers."""
        first = self.view.first() if self.view else None
        (first or self.on).setFocus()

    def take(self, answer: Answer | None) -> None:
        """Take an answer that was given elsewhere: a place in the view."""
        if self.view is not None:
            self.view.area.tell(answer)

    def _take(self, answer: Answer | None) -> None:
        self.answering = self.answering.answered(answer)
        self._show_ways()
        self.changed.emit()

    def _move(self, steps: int) -> None:
        to = self.answering.moved(steps)
        if to is None:
            self.left.emit()
            return
        stays = to.nudged
        self.answering = to
        if stays:
            self._show_ways()
        else:
            self.ask()
            self.changed.emit()

    def _show_ways(self) -> None:
        """Show where one is, which ways there are, and that an answer is needed."""
        now = self.answering
        place = now.place
        self._where.setText(how_far(place + 1, now.left, self._language))
        skips = not now.question.required and now.question.id not in now.given
        last = self.tr("Done") if place == len(now.row) - 1 else self.tr("Next")
        # The button that stands out is that of who answered.
        self.on.setProperty("look", "" if skips else "main")
        restyle(self.on)
        named = (
            (self.back, self.tr("Back")),
            (self.stop, self.tr("To my opinion")),
            (self.on, self.tr("Skip") if skips else last),
        )
        for button, said in named:
            button.setText(said)
            button.setAccessibleName(said)
        self.stop.setVisible(place > 0)
        if self.view is not None:
            self.view.nudge(now.nudged)


def without_answers(answering: Answering) -> Answering:
    """Return the questions as nobody answered them yet."""
    return replace(answering, answers={}, at="")
