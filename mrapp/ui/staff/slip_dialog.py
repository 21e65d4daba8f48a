"""The dialog with the day slip: the same numbers as on paper, for a day and an event."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from mrapp.app.counting.slip_words import NO_NAMES, SlipSection
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import clear, wrapped


class SlipDialog(StaffDialog):
    """Asks `slip_wanted` for another day or event, and `save_wanted` for a PDF."""

    slip_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner, language: str, scale: float) -> None:
        super().__init__(parent, tasks, language, scale)
        self.days, self.events = QComboBox(), QComboBox()
        self._day_label, self._event_label = QLabel(), QLabel()
        for label, box in ((self._day_label, self.days), (self._event_label, self.events)):
            label.setBuddy(box)
            box.activated.connect(self.slip_wanted)
            self.column.addWidget(label)
            self.column.addWidget(box)
        self._slip = QVBoxLayout()
        self.column.addLayout(self._slip)
        self.column.addStretch(1)
        self.save = self.button("main")
        self.save.setEnabled(False)
        self.save.clicked.connect(self.save_wanted)
        self.put_below(self.save)
        self.retranslate()

    def retranslate(self) -> None:
        """Take all texts anew; what is chosen among stays to be offered again."""
        self.setWindowTitle(self.tr("Day slip"))
        self._day_label.setText(self.tr("Day"))
        self._event_label.setText(self.tr("Event"))
        self.days.setAccessibleName(self._day_label.text())
        self.events.setAccessibleName(self._event_label.text())
        self.say_on(self.save, self.tr("Save as PDF…"))
        super().retranslate()

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
        """Offer days (as 2026-10-14) and events with their names; what was chosen stays so.

        At first that is the first day, and all events.
        """
        _offer(self.days, {**days, "": self.tr("All days")})
        _offer(self.events, {"": self.tr("All events"), **events})
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
        self.tell(None)
        self.waiting.follow(task, language)

    def _put(self, look: str, words: str) -> None:
        label = wrapped(look)
        label.setText(words)
        self._slip.addWidget(label)
        label.show()


def _offer(box: QComboBox, choices: Mapping[str, str]) -> None:
    chosen = box.currentData()
    box.clear()
    for code, words in choices.items():
        box.addItem(words, code)
    box.setCurrentIndex(max(box.findData(chosen), 0))
