"""Projects and files: open, make, add, save, and the question about unsaved changes."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from mrapp.app.ports import (
    Cancelled,
    OpenProject,
    Progress,
    Services,
    ignore_progress,
    never_cancelled,
)
from mrapp.app.projects import Prepared, added, new_project, prepare_file
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import MrappError
from mrapp.model.texts import Notice, Phrase
from mrapp.ui.dialogs.add_file import AddFileDialog
from mrapp.ui.dialogs.new_project import NewProjectDialog
from mrapp.ui.loading import Pending
from mrapp.ui.workbench import Message, Workbench

_OPENING = Phrase(nl="Project openen", en="Opening the project")
_MAKING = Phrase(nl="Project maken", en="Making the project")
_ADDING = Phrase(nl="Bestand toevoegen", en="Adding the file")
_SAVED = Phrase(nl="Bewaard in {path}.", en="Saved in {path}.")
_ADDED = Phrase(nl="{file} is toegevoegd.", en="{file} was added.")
_ODD = Phrase(
    nl="In {file} viel iets op ({count}): {first}",
    en="Something stood out in {file} ({count}): {first}",
)
_FIRST_OPEN = Phrase(
    nl="Er is nog geen project open. Open eerst een project of maak er een.",
    en="No project is open yet. Open a project first, or make one.",
)


class Desk(QObject):
    """Carries out what has to do with files; slow parts are tasks."""

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self.dialog: NewProjectDialog | AddFileDialog | None = None

    def ask_open(self) -> None:
        """Ask for a project and open it."""
        if not self.may_leave():
            return
        kinds = self.tr("Projects (%1)").replace("%1", "project.json *.mrapp")
        path, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a project"), self._bench.settings.last_project, kinds
        )
        if path:
            self.open(Path(path))

    def open(self, path: Path, pending: Pending | None = None) -> None:
        """Open the project at `path`: a folder, its project.json, or an .mrapp file."""
        place = path.parent if path.name == "project.json" else path
        self._bench.tasks.start(
            _OPENING,
            lambda _progress, _cancelled: self._bench.services.projects.load(place),
            lambda opened: self._bench.open(opened, pending),
            self._bench.tell_error,
        )

    def open_now(self, path: Path, pending: Pending | None = None) -> None:
        """Open a project before the window shows, so that its first frame has it."""
        try:
            opened = self._bench.services.projects.load(path)
        except MrappError as error:
            self._bench.tell_error(error)
        else:
            self._bench.open(opened, pending)

    def ask_new(self) -> None:
        """Ask what a new project needs."""
        if not self.may_leave():
            return
        settings = self._bench.settings
        self.dialog = NewProjectDialog(
            self._window,
            self._bench.services,
            self._bench.tasks,
            settings.language,
            settings.text_scale,
        )
        self.dialog.made.connect(self.make)
        self.dialog.open()

    def make(
        self,
        folder: Path,
        name: str,
        origin: tuple[float, float, float],
        file: Path,
        mesh: CityMesh | None,
    ) -> None:
        """Make a project around a file, and open it; `mesh` saves reading the file again."""
        services = self._bench.services
        reading = _read_already(services, mesh) if mesh is not None else services

        def work(progress: Progress, cancelled: Cancelled) -> tuple[OpenProject, Prepared]:
            opened = new_project(services, folder, name, origin)
            prepared = prepare_file(reading, opened, file, progress=progress, cancelled=cancelled)
            return opened, prepared

        self._bench.tasks.start(_MAKING, work, self._made, self._not_made)

    def _made(self, found: tuple[OpenProject, Prepared]) -> None:
        opened, prepared = found
        if isinstance(self.dialog, NewProjectDialog):
            self.dialog.accept()
        self._bench.open(opened)
        self._take_in(prepared, None)
        self.save()

    def _not_made(self, error: MrappError) -> None:
        if isinstance(self.dialog, NewProjectDialog) and self.dialog.isVisible():
            self.dialog.tell_wrong(error.text(self._bench.language))
        else:
            self._bench.tell_error(error)

    def ask_add(self) -> None:
        """Ask which file to add, and to what."""
        session = self._bench.session
        if session is None:
            self._bench.tell(Message(_FIRST_OPEN.text))
            return
        settings = self._bench.settings
        self.dialog = AddFileDialog(
            self._window, session.project, settings.language, settings.text_scale
        )
        self.dialog.chosen.connect(self.add)
        self.dialog.open()

    def add(self, file: Path, variant: str | None) -> None:
        """Read a file, copy it into the project and add it: one step of undo."""
        session = self._bench.session
        if session is None:
            return

        def work(progress: Progress, cancelled: Cancelled) -> Prepared:
            return prepare_file(
                self._bench.services, session.opened, file, progress=progress, cancelled=cancelled
            )

        def done(prepared: Prepared) -> None:
            if session is self._bench.session and self._take_in(prepared, variant):
                name = file.name
                self._bench.tell(Message(lambda said: _ADDED.text(said, file=name), "good"))
                self._tell_odd(name, prepared.mesh.report.warnings)

        self._bench.tasks.start(_ADDING, work, done, self._bench.tell_error)

    def _tell_odd(self, file: str, warnings: tuple[Notice, ...]) -> None:
        """Say what the reader was not sure of: what is about the whole file comes first."""
        ordered = sorted(warnings, key=lambda notice: notice.object_id is not None)
        if ordered:
            first, count = ordered[0], len(ordered)
            self._bench.tell(
                Message(
                    lambda said: _ODD.text(said, file=file, count=count, first=first.text(said))
                )
            )

    def _take_in(self, prepared: Prepared, variant: str | None) -> bool:
        session = self._bench.session
        if session is None:
            return False
        session.add_mesh(prepared.asset, prepared.mesh)
        taken = self._bench.act(added, prepared, variant)
        # A city that brought no ground may need one; one that brought it, no estimate any more.
        self._bench.loader.load(session)
        return taken

    def save(self) -> bool:
        """Keep the project where it is; False if that failed, and then it was told."""
        return self._save(None)

    def ask_save_as(self) -> bool:
        """Ask where to keep the project, as a file or a folder."""
        session = self._bench.session
        if session is None:
            self._bench.tell(Message(_FIRST_OPEN.text))
            return False
        one_file = self.tr("Project in one file (*.mrapp)")
        folder = self.tr("Project as a folder (*)")
        path, kind = QFileDialog.getSaveFileName(
            self._window,
            self.tr("Save the project as"),
            str(session.opened.path.with_suffix(".mrapp")),
            f"{one_file};;{folder}",
        )
        if not path:
            return False
        place = Path(path)
        return self._save(place.with_suffix(".mrapp") if kind == one_file else place)

    def _save(self, place: Path | None) -> bool:
        session = self._bench.session
        if session is None:
            self._bench.tell(Message(_FIRST_OPEN.text))
            return False
        try:
            session.save(place)
        except MrappError as error:
            self._bench.tell_error(error)
            return False
        path = session.opened.path
        self._bench.change_settings(last_project=str(path))
        self._bench.tell(Message(lambda language: _SAVED.text(language, path=path), "good"))
        return True

    def may_leave(self) -> bool:
        """Ask what to do with unsaved changes, if there are any; True if one may go on."""
        session = self._bench.session
        if session is None or not session.history.unsaved:
            return True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Unsaved changes"))
        box.setText(self.tr("This project has changes that were not saved."))
        box.setInformativeText(self.tr("Do you want to save them?"))
        roles = QMessageBox.ButtonRole
        keep = box.addButton(self.tr("Save"), roles.AcceptRole)
        drop = box.addButton(self.tr("Do not save"), roles.DestructiveRole)
        stay = box.addButton(self.tr("Cancel"), roles.RejectRole)
        for button in (keep, drop, stay):
            button.setAccessibleName(button.text())
        box.setDefaultButton(keep)
        box.setEscapeButton(stay)
        box.exec()
        chosen = box.clickedButton()
        box.deleteLater()
        return self.save() if chosen is keep else chosen is drop


def _read_already(services: Services, mesh: CityMesh) -> Services:
    """Return services whose reader gives a mesh that was read a moment ago."""

    def read(
        path: Path,  # noqa: ARG001  (the names of the port)
        *,
        lod: str | None = None,  # noqa: ARG001
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,  # noqa: ARG001
    ) -> CityMesh:
        progress(1.0, _MAKING)
        return mesh

    return replace(services, read_mesh=read)
