"""The dialog with the outbox: what waits, since when and why; and carrying it on a USB stick."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import clear, wrapped


class OutboxDialog(StaffDialog):
    """Asks `out_wanted` and `in_wanted`: to carry everything out to a file, or in from one."""

    out_wanted = Signal()
    in_wanted = Signal()

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
        self.column.addWidget(self.summary)
        self.column.addLayout(self.lines)
        for part in (self.why, self.out, self._out_words, self.into, self._in_words):
            self.column.addWidget(part)
        self.column.addStretch(1)
        tasks.progressed.connect(self._look)
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

    def begin(self, task: Task[Any] | None, language: str) -> None:
        """Wait for something."""
        self.tell(None)
        self.waiting.follow(task, language)
        self._look()

    def _look(self) -> None:
        for button in (self.out, self.into):
            button.setEnabled(not self.waiting.busy)
