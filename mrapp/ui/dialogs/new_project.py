"""Asks what a new project needs: a file with a piece of city, a place, a name and a zero."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.ports import Cancelled, Progress, Services
from mrapp.app.projects import proposed_origin
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.form import FormDialog, PathField
from mrapp.ui.tasks import Task, TaskRunner

_READING = Phrase(nl="Bestand lezen", en="Reading the file")
MODEL_FILES = "*.city.json *.json *.jsonl *.city.jsonl"


class NewProjectDialog(FormDialog):
    """`made` carries folder, name, origin (RD x, y, NAP), the file, and its mesh if read.

    The file is read at once, in a task, to propose the name and the zero in its middle.
    """

    made = Signal(object, str, object, object, object)

    def __init__(
        self, parent: QWidget, services: Services, tasks: TaskRunner, language: str, scale: float
    ) -> None:
        super().__init__(parent, scale)
        self._services, self._tasks, self._language = services, tasks, language
        self._mesh: CityMesh | None = None
        self._task: Task[CityMesh] | None = None
        self._read_path = ""
        self._proposed = ""
        self.file = PathField(self._browse_file)
        self.name = QLineEdit()
        self.folder = PathField(self._browse_folder)
        self.origin = [QDoubleSpinBox() for _ in range(3)]
        self.progress = QProgressBar()
        self._lay_out()
        self.file.line.editingFinished.connect(self._read)
        self.name.textEdited.connect(self._propose_folder)
        self.accept_button.clicked.connect(self._finish)

    def _lay_out(self) -> None:
        self.setWindowTitle(self.tr("New project from a file"))
        self.add(self.tr("File with buildings (CityJSON)"), self.file, self.file.line)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.progress.hide()
        self.column.addWidget(self.progress)
        self.add(self.tr("Name of the project"), self.name)
        self.add(self.tr("Folder to make"), self.folder, self.folder.line)
        self.add(self.tr("Zero of the project, in RD and NAP (metres)"), self._origin_row())
        self.file.set_names(self.tr("File with buildings (CityJSON)"), self.tr("Choose"))
        self.folder.set_names(self.tr("Folder to make"), self.tr("Choose"))
        self.name.setAccessibleName(self.tr("Name of the project"))
        self.finish(self.tr("Make the project"), self.tr("Cancel"))

    def _origin_row(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        ranges = (
            ("x", -7_000.0, 300_000.0, 155_000.0),
            ("y", 289_000.0, 629_000.0, 463_000.0),
            ("NAP", -50.0, 400.0, 0.0),
        )
        for box, (name, low, high, middle) in zip(self.origin, ranges, strict=True):
            box.setDecimals(1)
            box.setRange(low, high)
            box.setValue(middle)
            box.lineEdit().setTextMargins(6, 0, 0, 0)
            box.setAccessibleName(self.tr("Zero of the project: %1").replace("%1", name))
            cell = QVBoxLayout()
            label = QLabel(name)
            label.setProperty("look", "small")
            cell.addWidget(label)
            cell.addWidget(box)
            line.addLayout(cell, 1)
        return holder

    def _browse_file(self) -> str:
        kinds = self.tr("City models (%1)").replace("%1", MODEL_FILES)
        path, _kind = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", kinds)
        return path

    def _browse_folder(self) -> str:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where to make the folder"))
        return str(Path(chosen) / _folder_name(self.name.text())) if chosen else ""

    def _read(self) -> None:
        path = self.file.text()
        if not path or path == self._read_path:
            return
        self._read_path, self._mesh = path, None
        self.tell_wrong("")
        if self.name.text() == self._proposed:
            # Nobody has given a name of their own: it follows the file.
            self._proposed = Path(path).name.split(".")[0]
            self.name.setText(self._proposed)
            self._propose_folder()
        if self._task is not None:
            self._task.cancel()
        self.progress.show()

        def work(progress: Progress, cancelled: Cancelled) -> CityMesh:
            return self._services.read_mesh(Path(path), progress=progress, cancelled=cancelled)

        self._task = self._tasks.start(_READING, work, self._on_read, self._on_failed)
        self._tasks.progressed.connect(self._advance)

    def _advance(self) -> None:
        if self._task is not None:
            self.progress.setValue(round(self._task.fraction * 1000))

    def _on_read(self, mesh: CityMesh) -> None:
        self._ended()
        self._mesh = mesh
        if mesh.report.extent is not None:
            for box, value in zip(self.origin, proposed_origin(mesh.report.extent), strict=True):
                box.setValue(value)

    def _on_failed(self, error: MrappError) -> None:
        if isinstance(error, CancelledError):
            return
        self._ended()
        self._read_path = ""
        self.tell_wrong(error.text(self._language))

    def _ended(self) -> None:
        self._task = None
        self.progress.hide()

    def _propose_folder(self) -> None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self.folder.line.setText(str(Path(documents) / _folder_name(self.name.text())))

    def _finish(self) -> None:
        if not self.file.text() or not self.name.text().strip() or not self.folder.text():
            self.tell_wrong(self.tr("Fill in the file, the name and the folder."))
            return
        if self._task is not None:
            self.tell_wrong(self.tr("The file is still being read. One moment."))
            return
        x, y, nap = (box.value() for box in self.origin)
        folder, file = Path(self.folder.text()), Path(self.file.text())
        self.made.emit(folder, self.name.text().strip(), (x, y, nap), file, self._mesh)

    def reject(self) -> None:
        """Close without making anything; reading stops."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        super().reject()


def _folder_name(name: str) -> str:
    """Return a project's name as the name of a folder."""
    return re.sub(r"[^\w-]+", "-", name.strip().lower()).strip("-") or "project"
