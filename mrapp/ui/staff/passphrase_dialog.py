"""Asks for a passphrase: one that was made here, or one's own typed twice; or that of a file."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton, QWidget

from mrapp.app.remarks.receipts import LEAST_SIGNS
from mrapp.ui.dialogs.form import FormDialog
from mrapp.ui.widgets import wrapped


class MakePassphraseDialog(FormDialog):
    """Calls `then` with the passphrase to lock a file with."""

    def __init__(
        self,
        parent: QWidget,
        language: str,
        scale: float,
        made: str,
        then: Callable[[str], object],
    ) -> None:
        super().__init__(parent, language, scale)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._then = then
        self._about = wrapped()
        self.column.addWidget(self._about)
        self.given, self.own = QRadioButton(), QRadioButton()
        self.given.setChecked(True)
        self.made = QLineEdit(made)
        self.made.setReadOnly(True)
        self.noted = QCheckBox()
        for part in (self.given, self.made, self.noted, self.own):
            self.column.addWidget(part)
        self.first, self.again = QLineEdit(), QLineEdit()
        self._labels = self.add(self.first), self.add(self.again)
        for field in (self.first, self.again):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.given.toggled.connect(self._show_way)
        self.finish()
        self.buttons.accepted.connect(self._take)
        self._show_way()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Passphrase for the file"))
        self._about.setText(
            self.tr(
                "Without the passphrase nobody can open the file, also not you. Keep it apart from "
                "the stick."
            )
        )
        self.given.setText(self.tr("Use this passphrase"))
        self.noted.setText(self.tr("I wrote it down or copied it"))
        self.own.setText(self.tr("Use a passphrase of my own"))
        for part in (self.noted, self.given, self.own):
            part.setAccessibleName(part.text())
        self.made.setAccessibleName(self.given.text())
        least = self.tr("Passphrase, at least %n signs", "", LEAST_SIGNS)
        fields = (self.first, self.again)
        words = (least, self.tr("The same again"))
        for field, label, told in zip(fields, self._labels, words, strict=True):
            label.setText(told)
            field.setAccessibleName(told)
        self.name_buttons(self.tr("Choose where…"), self.tr("Cancel"))
        super().retranslate()

    def _show_way(self) -> None:
        made = self.given.isChecked()
        mine: tuple[QWidget, ...] = (self.first, self.again, *self._labels)
        for part in (self.made, self.noted, *mine):
            part.setVisible(made != (part in mine))
        self.tell_wrong("")

    def _take(self) -> None:
        if self.given.isChecked():
            words, wrong = self.made.text(), ""
            if not self.noted.isChecked():
                wrong = self.tr("Write the passphrase down first, and say so above.")
        else:
            words = self.first.text().strip()
            wrong = self._wrong_with(words)
        if wrong:
            self.tell_wrong(wrong)
            return
        self.accept()
        self._then(words)

    def _wrong_with(self, words: str) -> str:
        if len(words) < LEAST_SIGNS:
            return self.tr("This passphrase is too short.")
        if words != self.again.text().strip():
            return self.tr("The two are not the same.")
        return ""


class AskPassphraseDialog(FormDialog):
    """Calls `then` with the passphrase that a file was locked with."""

    def __init__(
        self,
        parent: QWidget,
        language: str,
        scale: float,
        file: str,
        then: Callable[[str], object],
    ) -> None:
        super().__init__(parent, language, scale)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._file, self._then = file, then
        self.field = QLineEdit()
        self._label = self.add(self.field)
        self.shown = QCheckBox()
        self.shown.toggled.connect(self._show)
        self.column.addWidget(self.shown)
        self.finish()
        self.buttons.accepted.connect(self._take)
        self._show(False)

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Passphrase of the file"))
        self._label.setText(self.tr("Passphrase of %1").replace("%1", self._file))
        self.field.setAccessibleName(self._label.text())
        self.shown.setText(self.tr("Show what I type"))
        self.shown.setAccessibleName(self.shown.text())
        self.name_buttons(self.tr("Read"), self.tr("Cancel"))
        super().retranslate()

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode
        self.field.setEchoMode(mode.Normal if shown else mode.Password)

    def _take(self) -> None:
        words = self.field.text().strip()
        if not words:
            self.tell_wrong(self.tr("Type the passphrase."))
            return
        self.accept()
        self._then(words)
