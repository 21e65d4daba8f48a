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
        super().__init__(parent, language, scale)
        self._project = project
        self.file = PathField(self._browse)
        self.target = QComboBox()
        self.new_name = QLineEdit()
        self._lay_out()
        self.target.currentIndexChanged.connect(self._show_name)
        self.accept_button.clicked.connect(self._finish)

    def _lay_out(self) -> None:
        self._file_label = self.add(self.file, self.file.line)
        for target in (None, *(variant.id for variant in self._project.variants()), _NEW):
            self.target.addItem("", target)
        self._target_label = self.add(self.target)
        self.name_label = self.add(self.new_name)
        self.finish()
        self._show_name()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("Add a file"))
        self._file_label.setText(model_label())
        self.file.set_names(model_label(), self.tr("Choose"))
        self.target.setItemText(0, self.tr("To the city as it is now"))
        for place, variant in enumerate(self._project.variants(), 1):
            name = pick_language(variant.name, self.language)
            self.target.setItemText(place, self.tr("To the variant %1").replace("%1", name))
        self.target.setItemText(self.target.count() - 1, self.tr("To a new variant"))
        self._target_label.setText(self.tr("What to add it to"))
        self.target.setAccessibleName(self._target_label.text())
        self.name_label.setText(self.tr("Name of the new variant"))
        self.new_name.setAccessibleName(self.name_label.text())
        self.name_buttons(self.tr("Add the file"), self.tr("Cancel"))
        super().retranslate()

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
                self.tell_wrong(error.text(self.language))
                return
        self.chosen.emit(Path(path), target)
        self.accept()
