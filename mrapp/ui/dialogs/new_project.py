"""Asks what a new project needs: a file with a piece of city, a place, a name and a zero."""

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from mrapp.app.ports import Services
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.projects import proposed_origin
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.form import FormDialog, PathField
from mrapp.ui.dialogs.model_files import ask_model_file, model_label
from mrapp.ui.numbers import NumberField
from mrapp.ui.tasks import Task, TaskRunner

# Where the fields begin: the middle of RD. A file that is read brings its own.
_NOWHERE = (155_000.0, 463_000.0, 0.0)
_READING = Phrase(nl="Bestand lezen", en="Reading the file")


@dataclass(frozen=True)
class Wish:
    """What a person wants: a project in `folder` around a file, whose `mesh` was read.

    origin: the zero, RD x, y and NAP height, metres.
    """

    folder: Path
    name: str
    origin: tuple[float, float, float]
    file: Path
    mesh: CityMesh


class NewProjectDialog(FormDialog):
    """`made` carries a `Wish`; its owner then calls `accept`, or `not_made` with what went wrong.

    The file is read at once, in a task, to propose the name and the zero in its middle.
    """

    made = Signal(object)

    def __init__(
        self, parent: QWidget, services: Services, tasks: TaskRunner, language: str, scale: float
    ) -> None:
        super().__init__(parent, language, scale)
        self._services, self._tasks = services, tasks
        self._mesh: CityMesh | None = None
        self._task: Task[CityMesh] | None = None
        self._read_path = ""
        self._proposed = self._proposed_folder = ""
        self.file = PathField(self._browse_file)
        self.name = QLineEdit()
        self.folder = PathField(self._browse_folder)
        self.origin = [NumberField() for _ in range(3)]
        self._complaint = ""
        self.progress = QProgressBar()
        self._making = False
        self._lay_out()
        tasks.progressed.connect(self._advance)
        self.file.line.editingFinished.connect(self._read)
        self.name.textEdited.connect(self._propose_folder)
        self.accept_button.clicked.connect(self._finish)

    def _lay_out(self) -> None:
        file = self.add(self.file, self.file.line)
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.column.addWidget(self.progress)
        name, folder = self.add(self.name), self.add(self.folder, self.folder.line)
        self._labels = file, name, folder, self.add(self._origin_row())
        self.finish()

    def retranslate(self) -> None:
        """Take all texts anew."""
        self.setWindowTitle(self.tr("New project from a file"))
        words = (
            model_label(),
            self.tr("Name of the project"),
            self.tr("Folder to make"),
            self.tr("Zero of the project, in RD and NAP (metres)"),
        )
        for label, told in zip(self._labels, words, strict=True):
            label.setText(told)
        self.progress.setAccessibleName(self.tr("Progress"))
        self.file.set_names(words[0], self.tr("Choose"))
        self.name.setAccessibleName(words[1])
        self.folder.set_names(words[2], self.tr("Choose"))
        for box, axis in zip(self.origin, self._names, strict=True):
            box.set_language(self.language)
            box.setAccessibleName(self.tr("Zero of the project: %1").replace("%1", axis))
        self.name_buttons(self.tr("Make the project"), self.tr("Cancel"))
        super().retranslate()

    def _origin_row(self) -> QWidget:
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        ranges = (
            ("x", -7_000.0, 300_000.0, _NOWHERE[0]),
            ("y", 289_000.0, 629_000.0, _NOWHERE[1]),
            ("NAP", -50.0, 400.0, _NOWHERE[2]),
        )
        self._names = [name for name, *_ in ranges]
        for box, (name, low, high, middle) in zip(self.origin, ranges, strict=True):
            box.set_language(self.language)
            box.setDecimals(1)
            box.setRange(low, high)
            box.show_value(middle)
            box.judged.connect(self._judge)
            cell = QVBoxLayout()
            label = QLabel(name)
            label.setProperty("look", "small")
            cell.addWidget(label)
            cell.addWidget(box)
            line.addLayout(cell, 1)
        return holder

    def _browse_file(self) -> str:
        return ask_model_file(self)

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
        self._stop_reading()

        def work(progress: Progress, cancelled: Cancelled) -> CityMesh:
            return self._services.read_mesh(Path(path), progress=progress, cancelled=cancelled)

        def done(mesh: CityMesh) -> None:
            if task is self._task:
                self._on_read(mesh)

        def failed(error: MrappError) -> None:
            # Not if another file is being read by now, or the dialog has gone.
            if task is self._task:
                self._on_failed(error)

        task = self._task = self._tasks.start(_READING, work, done, failed)
        self._show_busy()

    def _stop_reading(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _advance(self) -> None:
        if self._task is not None:
            self.progress.setValue(round(self._task.fraction * 1000))

    def _show_busy(self) -> None:
        """Offer only what can be done now."""
        self.progress.setVisible(self._task is not None)
        self.accept_button.setEnabled(self._task is None and not self._making)
        self.cancel_button.setEnabled(not self._making)

    def _on_read(self, mesh: CityMesh) -> None:
        self._task = None
        self._show_busy()
        self._mesh = mesh
        if not mesh.report.placed:
            self._ask_zero()
        elif mesh.report.extent is not None:
            for box, value in zip(self.origin, proposed_origin(mesh.report.extent), strict=True):
                box.show_value(value)

    def _ask_zero(self) -> None:
        """Ask for the zero: the file has no place of its own, and comes to stand there."""
        self.tell_wrong(
            self.tr(
                "This file does not say where it stands. Fill in the zero of the project in RD and "
                "NAP: the zero of the file comes to stand there. Or begin with a file of the city "
                "(CityJSON) and add this one to it."
            )
        )

    def _on_failed(self, error: MrappError) -> None:
        self._task = None
        self._show_busy()
        self._read_path = ""
        self.tell_wrong(error.text(self.language))

    def _propose_folder(self) -> None:
        """Let the folder follow the name, as long as nobody has given one."""
        if self.folder.text() != self._proposed_folder:
            return
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        self._proposed_folder = str(Path(documents) / _folder_name(self.name.text()))
        self.folder.line.setText(self._proposed_folder)

    def _finish(self) -> None:
        if not self.file.text() or not self.name.text().strip() or not self.folder.text():
            self.tell_wrong(self.tr("Fill in the file, the name and the folder."))
            return
        if wrong := [box for box in self.origin if box.wrong]:
            self._judge()
            wrong[0].setFocus()
            return
        if self._mesh is None:
            self._read()
            return
        if not self._mesh.report.placed and self._zero() == _NOWHERE:
            # Nobody has filled it in, and nobody means the middle of the country.
            self._ask_zero()
            self.origin[0].setFocus()
            return
        self.tell_wrong("")
        self._making = True
        self._show_busy()
        folder, file = Path(self.folder.text()), Path(self.file.text())
        self.made.emit(Wish(folder, self.name.text().strip(), self._zero(), file, self._mesh))

    def _judge(self) -> None:
        """Say what has to be filled in for the zero, as long as something wrong stands there."""
        told = [box.complaint(name) for box, name in zip(self.origin, self._names, strict=True)]
        for box, words in zip(self.origin, told, strict=True):
            box.setAccessibleDescription(words)
        before, self._complaint = self._complaint, "\n".join(filter(None, told))
        if self._complaint or self.wrong.text() == before:
            self.tell_wrong(self._complaint)

    def _zero(self) -> tuple[float, float, float]:
        x, y, nap = (box.value() for box in self.origin)
        return (x, y, nap)

    def not_made(self, error: MrappError) -> None:
        """Say why the project was not made, and let it be tried again."""
        self._making = False
        self._show_busy()
        self.tell_wrong(error.text(self.language))

    def reject(self) -> None:
        """Close without making anything; reading stops. Not while a project is being made."""
        if not self._making:
            self._stop_reading()
            super().reject()


def _folder_name(name: str) -> str:
    """Return a project's name as the name of a folder."""
    return re.sub(r"[^\w-]+", "-", name.strip().lower()).strip("-") or "project"
