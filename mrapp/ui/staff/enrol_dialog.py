"""Asks where to send to, and for the code by which this machine may."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from mrapp.ui.dialogs.form import FormDialog
from mrapp.ui.widgets import wrapped


class EnrolDialog(FormDialog):
    """Calls `then` with the address of a server, a code, and a name for this machine."""

    def __init__(
        self,
        parent: QWidget,
        language: str,
        scale: float,
        server: str,
        then: Callable[[str, str, str], object],
    ) -> None:
        super().__init__(parent, language, scale)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self._about = wrapped()
        self.column.addWidget(self._about)
        self.url, self.code, self.label = QLineEdit(server), QLineEdit(), QLineEdit()
        self.url.setPlaceholderText("https://")
        self.label.setMaxLength(100)
        self._fields = (self.url, self.code, self.label)
        self._labels = [self.add(field) for field in self._fields]
        self.finish()
        self.buttons.accepted.connect(self._take)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Enrol at a server"))
        self._about.setText(
            self.tr(
                "The administrator of the server gives you an address and a code. The code works "
                "once. After that, opinions are sent by themselves."
            )
        )
        told = (
            self.tr("Address of the server"),
            self.tr("Code"),
            self.tr("Name of this machine, for staff (may be empty)"),
        )
        for field, label, words in zip(self._fields, self._labels, told, strict=True):
            label.setText(words)
            field.setAccessibleName(words)
        self.name_buttons(self.tr("Enrol"), self.tr("Cancel"))
        super().retranslate()

    def _take(self) -> None:
        url, code = self.url.text().strip(), self.code.text().strip()
        if not (url and code):
            self.tell_wrong(self.tr("Fill in the address and the code."))
            return
        self.accept()
        self._then(url, code, self.label.text().strip())
