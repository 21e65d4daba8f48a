"""Dialogs that follow the language and the text size of the window while they are open."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QDialog, QWidget


class FollowingDialog(QDialog):
    """Makes its parts first, and takes all its texts in `retranslate`.

    language, scale: what it is shown in now. `followed`: it was given texts in another language or
    size; who fills in what was counted does so again.
    """

    followed = Signal()

    def __init__(self, parent: QWidget, language: str, scale: float) -> None:
        super().__init__(parent)
        self.language, self.scale = language, scale

    def retranslate(self) -> None:
        """Take all texts anew, and the sizes that go with them."""
        raise NotImplementedError

    def follow(self, language: str, scale: float) -> None:
        """Be shown in this language and text size from now on."""
        self.language, self.scale = language, scale
        self.retranslate()
        self.followed.emit()


def follow_all(language: str, scale: float) -> None:
    """Let every dialog of this program follow."""
    for each in QApplication.topLevelWidgets():
        if isinstance(each, FollowingDialog):
            each.follow(language, scale)
