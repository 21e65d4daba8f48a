"""What the dialogs share: a column of labelled fields, a field for a path, words of what failed."""

from collections.abc import Callable

from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mrapp.ui.dialogs.following import FollowingDialog
from mrapp.ui.style import font_px
from mrapp.ui.widgets import wrapped


class PathField(QWidget):
    """A line for a path, with a button that asks for it; `browse` returns a path or nothing."""

    def __init__(self, browse: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browse = browse
        self.line = QLineEdit()
        self.button = QPushButton()
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._ask)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)

    def set_names(self, name: str, button: str) -> None:
        """Name the line for who hears it, and the button."""
        self.line.setAccessibleName(name)
        self.button.setText(button)
        self.button.setAccessibleName(f"{button}: {name}")

    def text(self) -> str:
        """Return the path as it stands there."""
        return self.line.text().strip()

    def _ask(self) -> None:
        path = self._browse()
        if path:
            self.line.setText(path)
            self.line.editingFinished.emit()


class FormDialog(FollowingDialog):
    """A dialog with a column of fields, a line for what is wrong, and two buttons."""

    def __init__(self, parent: QWidget, language: str, scale: float) -> None:
        super().__init__(parent, language, scale)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 18, 20, 16)
        self.column.setSpacing(8)
        self.wrong = wrapped()
        self.wrong.hide()
        self.buttons = QDialogButtonBox()
        self.accept_button = QPushButton()
        self.accept_button.setProperty("look", "main")
        self.accept_button.setDefault(True)
        self.cancel_button = QPushButton()
        role = QDialogButtonBox.ButtonRole
        self.buttons.addButton(self.accept_button, role.AcceptRole)
        self.buttons.addButton(self.cancel_button, role.RejectRole)
        self.buttons.rejected.connect(self.reject)

    def retranslate(self) -> None:
        """Take the width for a text size; what is wrong stays as it was said."""
        self.setMinimumWidth(min(font_px(self.scale, 480), 900))
        self.adjustSize()

    def add(self, field: QWidget, named: QWidget | None = None) -> QLabel:
        """Add a field below a label, which is returned; `named` is what that leads to."""
        words = QLabel()
        words.setBuddy(named or field)
        self.column.addWidget(words)
        self.column.addWidget(field)
        return words

    def finish(self) -> None:
        """Add the line for what is wrong and the buttons, and take all texts; call last."""
        self.column.addWidget(self.wrong)
        self.column.addSpacing(6)
        self.column.addWidget(self.buttons)
        self.retranslate()

    def name_buttons(self, accept: str, cancel: str) -> None:
        """Name the two buttons."""
        for button, text in ((self.accept_button, accept), (self.cancel_button, cancel)):
            button.setText(text)
            button.setAccessibleName(text)

    def tell_wrong(self, text: str) -> None:
        """Say what is wrong with what was filled in; no text takes it away."""
        self.wrong.setText(text)
        self.wrong.setVisible(bool(text))
        self.adjustSize()
