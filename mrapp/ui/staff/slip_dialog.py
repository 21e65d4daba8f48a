"""The dialog with the day slip: the same numbers as on paper, for a day and an event."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from mrapp.app.slip_words import NO_NAMES, SlipSection
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import clear, wrapped


class SlipDialog(StaffDialog):
    """Asks `slip_wanted` for another day or event, and `save_wanted` for a PDF."""

    slip_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner, scale: float) -> None:
        super().__init__(parent, tasks, scale, "")
        self.setWindowTitle(self.tr("Day slip"))
        self.days, self.events = QComboBox(), QComboBox()
        self._event_label = QLabel(self.tr("Event"))
        for label, box in ((QLabel(self.tr("Day")), self.days), (self._event_label, self.events)):
            label.setBuddy(box)
            box.setAccessibleName(label.text())
            box.activated.connect(self.slip_wanted)
            self.column.addWidget(label)
            self.column.addWidget(box)
        self._slip = QVBoxLayout()
        self.column.addLayout(self._slip)
        self.column.addStretch(1)
        self.save = self.button(self.tr("Save as PDF…"), "main")
        self.save.setEnabled(False)
        self.save.clicked.connect(self.save_wanted)
        self.put_below(self.save)

    @property
    def day(self) -> date | None:
        """The day that is chosen; None: all of them."""
        chosen = self.days.currentData()
        return date.fromisoformat(chosen) if chosen else None

    @property
    def event_id(self) -> str | None:
        """The event that is chosen; None: whatever event."""
        chosen = self.events.currentData()
        return str(chosen) if chosen else None

    def offer(self, days: Mapping[str, str], events: Mapping[str, str]) -> None:
        """Offer days (as 2026-10-14) and events with their names; the first day is chosen."""
        for code, words in days.items():
            self.days.addItem(words, code)
        self.days.addItem(self.tr("All days"), "")
        self.events.addItem(self.tr("All events"), "")
        for code, words in events.items():
            self.events.addItem(words, code)
        self._event_label.setVisible(bool(events))
        self.events.setVisible(bool(events))

    def show_slip(self, about: Sequence[str], sections: Sequence[SlipSection], lang: str) -> None:
        """Show a slip."""
        clear(self._slip)
        self._put("soft", ". ".join(about))
        for section in sections:
            self._put("heading", section.title)
            grid = QGridLayout()
            grid.setHorizontalSpacing(16)
            grid.setColumnStretch(0, 1)
            self._slip.addLayout(grid)
            self.put_lines(grid, section.lines)
        self._put("soft", NO_NAMES.text(lang))
        spoken = [f"{what}: {value}" for each in sections for what, value in each.lines]
        self.setAccessibleDescription(". ".join([*about, *spoken]))
        self.save.setEnabled(True)
        self.fit()

    def begin(self, task: Task[Any] | None, language: str) -> None:
        """Wait for something."""
        self.tell("", True)
        self.waiting.follow(task, language)

    def _put(self, look: str, words: str) -> None:
        label = wrapped(look)
        label.setText(words)
        self._slip.addWidget(label)
        label.show()
