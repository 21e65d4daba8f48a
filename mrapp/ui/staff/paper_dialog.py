"""The dialog with forms on paper that wait: the picture beside the question, and what to choose."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.questions.form_words import number_of
from mrapp.model.questions import Question
from mrapp.model.texts import pick_language
from mrapp.paper.deciding import Deciding
from mrapp.paper.doubts import DOUBT_WORDS
from mrapp.paper.showing import ShownQuestion
from mrapp.paper.waiting import WaitingForm
from mrapp.ui.staff.paper_answers import AnswerArea
from mrapp.ui.staff.paper_picture import PaperPicture
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.style import font_px
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.widgets import Reader, wrapped

_WIDE: Final = 1.9
"""So much wider than high, a picture stands above the answers."""


class PaperDialog(StaffDialog):
    """The forms that wait; what it asks for: reading, printing, opening, keeping, leaving out.

    `dropped` carries paths, `form_wanted` a name. What is decided stands in `deciding`.
    """

    photographs_wanted = Signal()
    dropped = Signal(object)
    form_wanted = Signal(str)
    keep_wanted = Signal()
    leave_out_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner, language: str, scale: float) -> None:
        super().__init__(parent, tasks, language, scale)
        self.setAcceptDrops(True)
        self.deciding: Deciding | None = None
        self._shown: Mapping[str, ShownQuestion] = {}
        self._place = 0
        self._make()
        self._lay_out()
        QShortcut(QKeySequence.StandardKey.Undo, self, self.undo_last)
        self.retranslate()
        self.show_form(None, {})

    def _make(self) -> None:
        self.read = self.button("main")
        self.read.clicked.connect(self.photographs_wanted)
        self.print_forms = self.button()
        self.print_forms.clicked.connect(self.print_wanted)
        self._event_label, self.events = QLabel(), QComboBox()
        self._event_label.setBuddy(self.events)
        self._drop_hint = wrapped("soft")
        self._waiting_label = wrapped("heading")
        self.forms = QListWidget()
        self.forms.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.forms.currentItemChanged.connect(self._choose_form)
        self.title, self.why = wrapped("heading"), wrapped()
        self.empty, self.missing = wrapped(), wrapped("soft")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.picture = PaperPicture()
        self.picture.clicked.connect(self._point)
        self.answers = AnswerArea(self.language)
        self.answers.chosen.connect(self._decide)
        self.agree = self.button()
        self.agree.clicked.connect(self._agree)
        self.before, self.after = self.button(), self.button()
        self.before.clicked.connect(lambda: self._go(-1))
        self.after.clicked.connect(lambda: self._go(1))
        self.undo = self.button()
        self.undo.clicked.connect(self.undo_last)
        self.leave_out, self.keep = self.button(), self.button("main")
        self.leave_out.clicked.connect(self.leave_out_wanted)
        self.keep.clicked.connect(self.keep_wanted)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        for part in (self.read, self.print_forms, self._event_label, self.events):
            top.addWidget(part)
        top.addWidget(self._drop_hint, 1)
        self.column.addLayout(top)
        left = QVBoxLayout()
        left.addWidget(self._waiting_label)
        left.addWidget(self.forms, 1)
        middle = QVBoxLayout()
        for part in (self.title, self.why, self.empty):
            middle.addWidget(part)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(12)
        self._both.addWidget(self.picture)
        beside = Reader(self.answers)
        beside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._beside = beside
        self._both.addWidget(beside)
        middle.addLayout(self._both, 1)
        steps = QHBoxLayout()
        for button in (self.agree, self.before, self.after, self.undo):
            steps.addWidget(button)
        steps.addStretch(1)
        middle.addLayout(steps)
        whole = QHBoxLayout()
        whole.setSpacing(20)
        whole.addLayout(left, 2)
        whole.addLayout(middle, 8)
        self.column.addLayout(whole, 1)
        self.put_below(self.leave_out, self.keep)
        self._line.insertWidget(0, self.missing, 1)

    def _lay_beside(self, shown: ShownQuestion | None) -> None:
        """Put the answers under a wide picture, and beside a tall one."""
        high, wide = shown.picture.shape[:2] if shown else (1, 2)
        tall = wide < _WIDE * high
        way = QBoxLayout.Direction.LeftToRight if tall else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)
        self._both.setStretch(0, 3)
        self._both.setStretch(1, 2 if tall else 3)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Paper forms"))
        self.say_on(self.read, self.tr("Read photographs…"))
        self.say_on(self.print_forms, self.tr("Print forms…"))
        self._event_label.setText(self.tr("Filled in at"))
        self.events.setAccessibleName(self._event_label.text())
        self._drop_hint.setText(self.tr("Or drop pictures here."))
        self._waiting_label.setText(self.tr("Waiting for you"))
        self.forms.setAccessibleName(self._waiting_label.text())
        self.picture.setAccessibleName(self.tr("The question on paper"))
        self._beside.setAccessibleName(self.tr("The answers"))
        self.empty.setText(
            self.tr(
                "No form waits for you. Print forms, let people fill them in, and photograph the "
                "sheets with a telephone. Then read the photographs here: what is clear is kept "
                "at once, and what is unclear is shown to you."
            )
        )
        self.say_on(self.agree, self.tr("This is right"))
        self.say_on(self.before, self.tr("Previous question"))
        self.say_on(self.after, self.tr("Next question"))
        self.say_on(self.undo, self.tr("Undo"))
        self.say_on(self.leave_out, self.tr("Leave out this form…"))
        self.say_on(self.keep, self.tr("Keep this form"))
        self.answers.language = self.language
        super().retranslate()
        self._show_question()

    def fit(self) -> None:
        """Be as large as a form and its answers need, within the screen."""
        room = self.screen().availableSize()
        wide, high = font_px(self.scale, 1080), font_px(self.scale, 700)
        self.resize(min(wide, round(0.92 * room.width())), min(high, round(0.9 * room.height())))

    def offer_events(self, events: Mapping[str, str]) -> None:
        """Offer the sessions at which forms may have been filled in."""
        chosen = self.event_id
        self.events.clear()
        for code, name in {"": self.tr("No event"), **events}.items():
            self.events.addItem(name, code)
        self.events.setCurrentIndex(max(self.events.findData(chosen or ""), 0))
        for part in (self._event_label, self.events):
            part.setVisible(bool(events))

    @property
    def event_id(self) -> str | None:
        """The session that is chosen; None: none."""
        return str(self.events.currentData() or "") or None

    def list_forms(self, forms: Sequence[WaitingForm]) -> None:
        """List what waits; what was open stays so, unless it changed; else the first is opened."""
        chosen = self.forms.currentItem()
        before = chosen.data(Qt.ItemDataRole.UserRole) if chosen else None
        self.forms.blockSignals(True)
        self.forms.clear()
        for each in forms:
            item = QListWidgetItem(self._named(each))
            item.setData(Qt.ItemDataRole.UserRole, each.name)
            self.forms.addItem(item)
        self.forms.blockSignals(False)
        names = [each.name for each in forms]
        if before in names and self.deciding is not None:
            self.forms.blockSignals(True)
            self.forms.setCurrentRow(names.index(before))
            self.forms.blockSignals(False)
            if not forms[names.index(before)].is_same(self.deciding.waiting):
                self.form_wanted.emit(before)
        elif names:
            self.forms.setCurrentRow(0)
        else:
            self.show_form(None, {})

    def _named(self, form: WaitingForm) -> str:
        count = len(Deciding(form).doubts)
        serial = "-".join(form.name[at : at + 4] for at in range(0, 12, 4)) + form.name[12:]
        asked = self.tr("To decide: %1").replace("%1", str(count))
        return f"{serial}\n{asked}"

    def _choose_form(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.form_wanted.emit(item.data(Qt.ItemDataRole.UserRole))

    def show_form(self, deciding: Deciding | None, shown: Mapping[str, ShownQuestion]) -> None:
        """Show a form from its first unclear question; None: there is none.

        Where it is shown already, what was decided of it stays.
        """
        before, asked, self._place = self.deciding, self.question, 0
        if before and deciding and before.waiting.name == deciding.waiting.name:
            deciding = deciding.as_before(before)
        self.deciding, self._shown = deciding, shown
        if deciding is not None and deciding.decided and asked in deciding.questions:
            self._place = deciding.questions.index(asked)
        self._show_question()

    @property
    def question(self) -> Question | None:
        """The question that is shown."""
        questions = self.deciding.questions if self.deciding else ()
        return questions[min(self._place, len(questions) - 1)] if questions else None

    def _show_question(self) -> None:
        deciding, question = self.deciding, self.question
        shown = self._shown.get(question.id) if question else None
        self.picture.show_picture(shown.picture if shown else None)
        for part in (self.title, self.why, self.picture, self._beside):
            part.setVisible(question is not None)
        self.empty.setVisible(deciding is None)
        if deciding is None or question is None:
            self._show_buttons()
            return
        sheet = deciding.waiting.sheet
        number = number_of(sheet.form, question.id)
        asked = pick_language(question.text, self.language)
        self.title.setText(f"{number}. {asked}")
        self.why.setText(DOUBT_WORDS[deciding.doubts[question.id]].text(self.language))
        self._lay_beside(shown)
        self.answers.show_question(
            question,
            self._plans(question),
            deciding.offered(question.id),
            shown.unclear if shown else (),
            is_decided=question.id in deciding.decided,
        )
        self._show_pin()
        self._show_buttons()

    def _plans(self, question: Question) -> dict[str, str]:
        """Return what the variants of a comparison are called on this copy."""
        if self.deciding is None or not question.variants:
            return {}
        sheet = self.deciding.waiting.sheet
        return sheet.plans(self.language)

    def _show_pin(self) -> None:
        deciding, question = self.deciding, self.question
        shown = self._shown.get(question.id) if question else None
        if deciding is None or question is None or shown is None:
            return
        place = deciding.offered(question.id)
        is_place = question.kind == "pin" and isinstance(place, tuple)
        if is_place and isinstance(place, tuple):
            self.picture.set_pin(shown.in_picture(float(place[0]), float(place[1])))
        else:
            self.picture.set_pin(None)

    def _show_buttons(self) -> None:
        deciding = self.deciding
        count = len(deciding.questions) if deciding else 0
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < count - 1)
        self.undo.setEnabled(bool(deciding and deciding.past))
        self.leave_out.setEnabled(deciding is not None)
        self.keep.setEnabled(bool(deciding and deciding.ready))
        question = self.question
        self.agree.setEnabled(bool(deciding and question and deciding.may_agree(question.id)))
        for part in (self.agree, self.before, self.after, self.undo):
            part.setVisible(deciding is not None)
        self.missing.setText(self._missing_words())
        self.keep.setAccessibleDescription(self.missing.text())

    def _missing_words(self) -> str:
        """Return what still stands in the way of keeping the form."""
        deciding = self.deciding
        if deciding is None or deciding.ready:
            return ""
        told = []
        pages = ", ".join(str(each) for each in deciding.waiting.sheet.missing)
        if pages:
            told.append(self.tr("Pages not read yet: %1.").replace("%1", pages))
        numbers = ", ".join(str(each) for each in deciding.left)
        if numbers:
            told.append(self.tr("Still to decide: question %1.").replace("%1", numbers))
        return " ".join(told) or self.tr("There is no answer on this form: leave it out.")

    def _go(self, steps: int) -> None:
        count = len(self.deciding.questions) if self.deciding else 1
        self._place = min(max(self._place + steps, 0), count - 1)
        self._show_question()

    def _agree(self) -> None:
        """Take what was read for sure as the answer, and go to what is left to decide."""
        if self.deciding is None or self.question is None:
            return
        self._decide(self.deciding.offered(self.question.id))
        left = self.deciding.outcome.doubts
        places = [n for n, each in enumerate(self.deciding.questions) if each.id in left]
        if places:
            self._place = min(places, key=lambda place: (place < self._place, place))
        self._show_question()

    def _decide(self, answer: object) -> None:
        if self.deciding is None or self.question is None:
            return
        asked = self.question
        self.deciding = self.deciding.decide(asked.id, answer)  # type: ignore[arg-type]
        # What routing now asks or not may move it; one still looks at the same.
        ids = [each.id for each in self.deciding.questions]
        self._place = ids.index(asked.id) if asked.id in ids else min(self._place, len(ids) - 1)
        self._show_pin()
        self._show_buttons()

    def _point(self, x: float, y: float) -> None:
        question = self.question
        shown = self._shown.get(question.id) if question else None
        if self.deciding is None or question is None or question.kind != "pin" or shown is None:
            return
        place = shown.on_ground(x, y)
        if place is not None:
            self.answers.none.setAutoExclusive(False)
            self.answers.none.setChecked(False)
            self._decide((round(place[0], 1), round(place[1], 1), self.nap))

    nap = 0.0
    """The height that a place gets, metres NAP: a map tells none."""

    def undo_last(self) -> None:
        """Take back what was decided last."""
        if self.deciding is not None and self.deciding.past:
            self.deciding = self.deciding.undone()
            self._show_question()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the files that were let go of."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
