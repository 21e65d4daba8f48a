"""A line in a dialog that shows how far its task is, with a button to stop it."""

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from mrapp.ui.tasks import Task, TaskRunner
from mrapp.ui.widgets import wrapped


class Waiting(QWidget):
    """Hidden until it follows a task, and again once that has ended."""

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task[Any] | None = None
        self.words = wrapped("soft")
        self.bar = QProgressBar()
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.stop = QPushButton()
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.cancel)
        line = QHBoxLayout()
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.words)
        column.addLayout(line)
        tasks.progressed.connect(self._look)
        self.retranslate("en")
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether its task still goes on."""
        return self._task is not None and self._task in self._tasks.running

    def follow(self, task: Task[Any] | None, language: str) -> None:
        """Show how far a task is from now on; None: there is none."""
        self._task = task
        self.retranslate(language)
        if task is not None:
            self.stop.setVisible(task.stoppable)
        self._look()

    def retranslate(self, language: str) -> None:
        """Take all texts anew."""
        self.stop.setText(self.tr("Stop"))
        if self._task is not None:
            self.words.setText(self._task.title.text(language))
        self.bar.setAccessibleName(self.words.text() or self.stop.text())
        named = f"{self.stop.text()}: {self.words.text()}" if self.words.text() else ""
        self.stop.setAccessibleName(named or self.stop.text())

    def _look(self) -> None:
        self.setVisible(self.busy)
        if self._task is not None:
            self.bar.setValue(round(100 * self._task.fraction))

    def cancel(self) -> None:
        """Ask its task to stop, if it can be stopped."""
        if self._task is not None:
            self._task.cancel()
