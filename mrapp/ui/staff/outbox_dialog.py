"""The dialog with the outbox: what waits, since when and why; and carrying it on a USB stick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from mrapp.app.syncing import SyncState
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import clear, wrapped


class OutboxDialog(StaffDialog):
    """Asks `out_wanted` and `in_wanted`: to carry everything out to a file, or in from one.

    Also `send_wanted` now, `hold_wanted` (whether to hold), and `enrol_wanted`.
    """

    out_wanted = Signal()
    in_wanted = Signal()
    send_wanted = Signal()
    hold_wanted = Signal(bool)
    enrol_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner, language: str, scale: float) -> None:
        super().__init__(parent, tasks, language, scale)
        self.summary = wrapped("title")
        self.lines = QGridLayout()
        self.lines.setHorizontalSpacing(16)
        self.lines.setColumnStretch(0, 1)
        self.why, self._out_words, self._in_words = (
            wrapped("soft"),
            wrapped("soft"),
            wrapped("soft"),
        )
        self.out = self.button("main")
        self.out.clicked.connect(self.out_wanted)
        self.into = self.button()
        self.into.clicked.connect(self.in_wanted)
        self._state: SyncState | None = None
        self.send, self.hold, self.enrol = self.button(), self.button(), self.button()
        self.send.clicked.connect(self.send_wanted)
        self.hold.clicked.connect(self._ask_hold)
        self.enrol.clicked.connect(self.enrol_wanted)
        sending = QHBoxLayout()
        for each in (self.send, self.hold, self.enrol):
            sending.addWidget(each)
        self.column.addWidget(self.summary)
        self.column.addLayout(self.lines)
        self.column.addLayout(sending)
        for part in (self.why, self.out, self._out_words, self.into, self._in_words):
            self.column.addWidget(part)
        self.column.addStretch(1)
        tasks.progressed.connect(self._look)
        self.show_sync(None)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Outbox"))
        self.why.setText(
            self.tr(
                "Nobody can delete an opinion here. Who gave it can withdraw it, with the code on "
                "the receipt."
            )
        )
        self.say_on(self.send, self.tr("Send now"))
        self.show_sync(self._state)
        self.say_on(self.out, self.tr("Save to a USB stick…"))
        self._out_words.setText(
            self.tr(
                "Writes all opinions to one file that only opens with a passphrase. Everything "
                "also stays here."
            )
        )
        self.say_on(self.into, self.tr("Read from a USB stick…"))
        self._in_words.setText(
            self.tr("Adds what is new in such a file. The same file twice changes nothing.")
        )
        super().retranslate()

    def show_lines(self, summary: str, lines: Sequence[tuple[str, str]]) -> None:
        """Show what waits, and lines of two: what, and how many or when."""
        self.summary.setText(summary)
        clear(self.lines)
        self.put_lines(self.lines, lines)
        self.setAccessibleDescription(
            ". ".join([summary, *(f"{what}: {value}" for what, value in lines)])
        )
        self.fit()

    def show_sync(self, state: SyncState | None) -> None:
        """Offer what there is to do about sending; None: nothing is sent from here."""
        self._state = state
        enrolled = state is not None and state.enrolled
        held = state is not None and state.held
        self.send.setVisible(enrolled and not held)
        self.hold.setVisible(enrolled)
        self.enrol.setVisible(state is not None)
        self.say_on(self.hold, self.tr("Resume sending") if held else self.tr("Hold sending"))
        again, first = self.tr("Enrol again…"), self.tr("Enrol at a server…")
        self.say_on(self.enrol, again if enrolled else first)
        self.fit()

    def _ask_hold(self) -> None:
        if self._state is not None:
            self.hold_wanted.emit(not self._state.held)

    def begin(self, task: Task[Any] | None, language: str) -> None:
        """Wait for something."""
        self.tell(None)
        self.waiting.follow(task, language)
        self._look()

    def _look(self) -> None:
        for button in (self.out, self.into):
            button.setEnabled(not self.waiting.busy)
