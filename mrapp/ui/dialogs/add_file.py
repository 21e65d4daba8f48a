"""Asks which file to add, and to what: the city as it is, or a variant of the plan."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from mrapp.app.actions import check_variant_name
from mrapp.model.errors import VariantNameError
from mrapp.model.project import Project
from mrapp.model.texts import pick_language
from mrapp.ui.dialogs.form import FormDialog, PathField
from mrapp.ui.dialogs.model_files import ask_model_file, model_label

_NEW = "\0new"


class AddFileDialog(FormDialog):
    """`chosen` carries the file and a variant, or None for the city as it is.

    A variant that is there by its id, a new one by its name.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget, project: Project, language: str, scale: float) -> None:
        super().__init__(parent, scale)
        self._project = project
        self._language = language
        self.file = PathField(self._browse)
        self.target = QComboBox()
        self.new_name = QLineEdit()
        self._lay_out(language)
        self.target.currentIndexChanged.connect(self._show_name)
        self.accept_button.clicked.connect(self._finish)

    def _lay_out(self, language: str) -> None:
        self.setWindowTitle(self.tr("Add a file"))
        self.add(model_label(), self.file, self.file.line)
        self.file.set_names(model_label(), self.tr("Choose"))
        self.target.addItem(self.tr("To the city as it is now"), None)
        for variant in self._project.variants():
            name = pick_language(variant.name, language)
            self.target.addItem(self.tr("To the variant %1").replace("%1", name), variant.id)
        self.target.addItem(self.tr("To a new variant"), _NEW)
        self.target.setAccessibleName(self.tr("What to add it to"))
        self.add(self.tr("What to add it to"), self.target)
        self.name_label = self.add(self.tr("Name of the new variant"), self.new_name)
        self.new_name.setAccessibleName(self.name_label.text())
        self.finish(self.tr("Add the file"), self.tr("Cancel"))
        self._show_name()

    def _show_name(self) -> None:
        wanted = self.target.currentData() == _NEW
        self.name_label.setVisible(wanted)
        self.new_name.setVisible(wanted)

    def _browse(self) -> str:
        return ask_model_file(self)

    def _finish(self) -> None:
        path, target = self.file.text(), self.target.currentData()
        if not path or not Path(path).is_file():
            self.tell_wrong(self.tr("Choose a file that is there."))
            return
        if target == _NEW:
            try:
                target = check_variant_name(self.new_name.text())
            except VariantNameError as error:
                self.tell_wrong(error.text(self._language))
                return
        self.chosen.emit(Path(path), target)
        self.accept()
