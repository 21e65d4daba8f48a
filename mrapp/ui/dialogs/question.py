"""Asks a question with a few buttons, without holding up the window."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

Role = QMessageBox.ButtonRole


@dataclass(frozen=True)
class Answer:
    """A button: its words, what kind of answer it is, and what follows (None: nothing)."""

    words: str
    role: Role
    then: Callable[[], object] | None = None


def ask(
    parent: QWidget, title: str, text: str, question: str, *answers: Answer, default: int = 0
) -> None:
    """Ask over `parent`; Escape is the last answer, Enter the one at place `default`."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(text)
    box.setInformativeText(question)
    for place, answer in enumerate(answers):
        button = box.addButton(answer.words, answer.role)
        button.setAccessibleName(answer.words)
        if answer.then is not None:
            button.clicked.connect(answer.then)
        if place == default:
            box.setDefaultButton(button)
        if answer is answers[-1]:
            box.setEscapeButton(button)
    box.open()
