"""The dialog that asks how forms on paper are to be printed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QSpinBox, QWidget

from mrapp.model.texts import LANGUAGES
from mrapp.paper.sizes import MOST_COPIES
from mrapp.ui.staff.staff_dialog import StaffDialog
from mrapp.ui.tasks import TaskRunner
from mrapp.ui.widgets import wrapped

_USUAL = 30


class FormPrintDialog(StaffDialog):
    """Asks `save_wanted` for a PDF."""

    save_wanted = Signal()

    def __init__(self, parent: QWidget, tasks: TaskRunner, language: str, scale: float) -> None:
        super().__init__(parent, tasks, language, scale)
        self._how = wrapped()
        self.copies, self.languages, self.large = QSpinBox(), QComboBox(), QCheckBox()
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setValue(_USUAL)
        self._copies_label, self._language_label = QLabel(), QLabel()
        self._copies_label.setBuddy(self.copies)
        self._language_label.setBuddy(self.languages)
        form = QFormLayout()
        form.setVerticalSpacing(10)
        form.addRow(self._copies_label, self.copies)
        form.addRow(self._language_label, self.languages)
        form.addRow("", self.large)
        self.column.addWidget(self._how)
        self.column.addLayout(form)
        self.column.addStretch(1)
        self.save = self.button("main")
        self.save.clicked.connect(self.save_wanted)
        self.put_below(self.save)
        self.retranslate()
        self.languages.setCurrentIndex(self.languages.findData(language))

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Print forms"))
        self._how.setText(
            self.tr(
                "Each form has a number and a receipt of its own. So print as many as you need, "
                "at 100 %, and do not photocopy them."
            )
        )
        self._copies_label.setText(self.tr("How many forms"))
        self.copies.setAccessibleName(self._copies_label.text())
        self._language_label.setText(self.tr("Language of the form"))
        self.languages.setAccessibleName(self._language_label.text())
        self.say_on(self.large, self.tr("In large letters (18 points)"))
        self.say_on(self.save, self.tr("Save as PDF…"))
        names = {"nl": self.tr("Dutch"), "en": self.tr("English")}
        chosen = self.languages.currentData()
        self.languages.clear()
        for code in LANGUAGES:
            self.languages.addItem(names.get(code, code), code)
        self.languages.setCurrentIndex(max(self.languages.findData(chosen), 0))
        super().retranslate()
