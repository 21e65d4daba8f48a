"""Projects and files: open a project, make one around a file, add a file to it."""

from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from mrapp.app.actions import variant_called
from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.projects import (
    Prepared,
    added,
    added_in_sight,
    adopt_file,
    checked,
    make_project,
    refuse_known,
)
from mrapp.app.session import Session
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.project import Placement
from mrapp.model.texts import Notice, Phrase, pick_language
from mrapp.scene.palette import Role
from mrapp.ui.arriving import Arrived, Wanted, arrive, arrive_as_shown
from mrapp.ui.dialogs.add_file import AddFileDialog
from mrapp.ui.dialogs.new_project import NewProjectDialog, Wish
from mrapp.ui.loading import Pending
from mrapp.ui.placing import Placing
from mrapp.ui.saving import Given, Saving
from mrapp.ui.tasks import Task, Work
from mrapp.ui.workbench import Message, Workbench

_OPENING = Phrase(nl="Project openen", en="Opening the project")
_MAKING = Phrase(nl="Project maken", en="Making the project")
_ADDING = Phrase(nl="Bestand toevoegen", en="Adding the file")
_MADE = Phrase(nl="Gemaakt in {path}.", en="Made in {path}.")
_ADDED = Phrase(nl="{file} is toegevoegd aan {target}.", en="{file} was added to {target}.")
_AS_IT_IS = Phrase(nl="de stad zoals die nu is", en="the city as it is now")
_VARIANT = Phrase(nl="de variant {name}", en="the variant {name}")
_ODD = Phrase(
    nl="In {file} viel iets op ({count}): {first}",
    en="Something stood out in {file} ({count}): {first}",
)

_Ready = tuple[Prepared, Arrived]


@dataclass(frozen=True)
class _Adding:
    """A file on its way into a project; what is done here is for tasks."""

    services: Services
    opened: OpenProject
    file: Path
    variant: str | None

    def read(self, progress: Progress, cancelled: Cancelled) -> CityMesh:
        refuse_known(self.services, self.opened, self.file, self.variant)
        read = self.services.read_mesh(self.file, progress=progress, cancelled=cancelled)
        return checked(read, self.file, self.opened.project.origin)

    def make_ready(self, read: CityMesh, place: Placement | None, cancelled: Cancelled) -> _Ready:
        origin = self.opened.project.origin.frame()
        role: Role = "design" if self.variant else "context"
        arrived = arrive(read, [Wanted(place, role)], origin, cancelled)
        if cancelled():
            raise CancelledError
        # Last: what is given up before leaves no copy behind.
        services, opened = self.services, self.opened
        return adopt_file(services, opened, self.file, read, cancelled=cancelled), arrived


class Desk(QObject):
    """Carries out what brings projects and files in; slow parts are tasks."""

    def __init__(self, bench: Workbench, saving: Saving, placing: Placing, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._saving = saving
        self._placing = placing
        self._window = window
        # Any: one that is read, or one that is made.
        self._coming: Task[Any] | None = None
        self.dialog: QDialog | None = None

    def ask_open(self) -> None:
        """Ask for a project and open it."""
        self._saving.leave(self._choose)

    def _choose(self, given: Given) -> None:
        kinds = self.tr("Projects (%1)").replace("%1", "project.json *.mrapp")
        path, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Open a project"), self._bench.settings.last_project, kinds
        )
        if path:
            self.open(Path(path), given=given)

    def open(self, path: Path, pending: Pending | None = None, *, given: Given = None) -> None:
        """Open the project at `path`: a folder, its project.json, or an .mrapp file.

        The last that was asked for is what will be open. `given`: the changes that a person has
        agreed to lose; any others are asked about once it has been read.
        """
        self._forget_coming()
        place = path.parent if path.name == "project.json" else path

        def failed(error: MrappError) -> None:
            if self._coming is task:
                self._bench.tell_error(error)

        task: Task[OpenProject] = self._bench.tasks.start(
            _OPENING,
            lambda _progress, _cancelled: self._bench.services.projects.load(place),
            lambda opened: self._enter(task, opened, pending, given),
            failed,
            quick=True,
        )
        self._coming = task

    def _enter(
        self, task: Task[Any], opened: OpenProject, pending: Pending | None, given: Given
    ) -> None:
        """Work on what a task brought, once the open project may be left."""

        def enter(_given: Given) -> None:
            if self._coming is task:
                self._bench.open(opened, pending)

        self._saving.leave(enter, given)

    def _forget_coming(self) -> None:
        """Stop opening what was asked for before: something else is wanted now."""
        coming, self._coming = self._coming, None
        if coming is not None:
            coming.cancel()

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
        self._saving.leave(self._ask_new)

    def _ask_new(self, given: Given) -> None:
        self._forget_coming()
        settings = self._bench.settings
        dialog = NewProjectDialog(
            self._window,
            self._bench.services,
            self._bench.tasks,
            settings.language,
            settings.text_scale,
        )
        dialog.made.connect(lambda wish: self._make(dialog, wish, given))
        self._show(dialog)

    def _make(self, dialog: NewProjectDialog, wish: Wish, given: Given) -> None:
        services = self._bench.services

        def work(_progress: Progress, cancelled: Cancelled) -> tuple[OpenProject, str, Arrived]:
            opened, asset = make_project(
                services, wish.folder, wish.name, wish.origin, wish.file, wish.mesh
            )
            return opened, asset, arrive_as_shown(opened.project, asset, wish.mesh, cancelled)

        def made(found: tuple[OpenProject, str, Arrived]) -> None:
            opened, asset, arrived = found
            dialog.accept()
            path = opened.path
            self._bench.tell(Message(lambda said: _MADE.text(said, path=path), "good"))
            self._enter(task, opened, {asset: _promise_of(arrived)}, given)

        # Copying is short, and what was stopped half-way would be in the way of another try.
        task = self._bench.tasks.start(
            _MAKING, work, made, dialog.not_made, quick=True, stoppable=False
        )
        self._coming = task

    def _show(self, dialog: QDialog) -> None:
        """Show a dialog, which goes once it has been answered."""
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(partial(self._put_away, dialog))
        dialog.open()

    def _put_away(self, dialog: QDialog, _result: int) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def ask_add(self) -> None:
        """Ask which file to add, and to what."""
        session = self._bench.session_or_told()
        if session is not None:
            settings = self._bench.settings
            dialog = AddFileDialog(
                self._window, session.project, settings.language, settings.text_scale
            )
            dialog.chosen.connect(self.add)
            self._show(dialog)

    def add(self, file: Path, variant: str | None) -> None:
        """Read a file, copy it into the project and add it: one step of undo."""
        session = self._bench.session_or_told()
        if session is not None:
            self._add(session, file, variant, None)

    def _add(
        self, session: Session, file: Path, variant: str | None, mesh: CityMesh | None
    ) -> None:
        opened = session.to_save()
        adding = _Adding(session.services, opened, file, variant)
        over = self._bench.keeping.coming()

        def work(progress: Progress, cancelled: Cancelled) -> tuple[CityMesh, _Ready | None]:
            read = mesh or adding.read(progress, cancelled)
            placed = read.report.placed
            return read, adding.make_ready(read, None, cancelled) if placed else None

        def done(found: tuple[CityMesh, _Ready | None]) -> None:
            # What is being saved now may end in another place: the file must be there then.
            self._saving.after_writing(lambda: take(*found))

        def take(read: CityMesh, ready: _Ready | None) -> None:
            here = session is self._bench.session
            if here and ready is None and session.opened.folder == opened.folder:
                there = self._placing.where_seen(session, read)
                start(lambda _, cancelled: (read, adding.make_ready(read, there, cancelled)), True)
                return
            if here and session.opened.folder != opened.folder:
                self._add(session, file, variant, read)
            elif here and ready is not None:
                self._take_in(session, file.name, ready[0], variant, ready[1])
            over()

        def failed(error: MrappError) -> None:
            over()
            if session is self._bench.session:
                self._bench.tell_error(error)

        def start(work: Work[tuple[CityMesh, _Ready | None]], quick: bool) -> None:
            self._bench.tasks.start(_ADDING, work, done, failed, quick=quick)

        start(work, mesh is not None)

    def _take_in(
        self,
        session: Session,
        file: str,
        prepared: Prepared,
        variant_id: str | None,
        arrived: Arrived,
    ) -> None:
        place = arrived.there[0].place
        session.add_mesh(prepared.asset, prepared.mesh, arrived.there)
        self._bench.loader.take(_ADDING, arrived.ready)
        known = {item.mesh_key for item in session.project.items()}
        action = added if place is None else added_in_sight
        if not self._bench.act(action, prepared, variant_id, place):
            return
        if place is not None:
            new = (item for item in session.project.items() if item.mesh_key not in known)
            self._placing.take_in(next(item.mesh_key for item in new))
        variant = variant_called(session.project, variant_id) if variant_id else None

        def said(language: str) -> str:
            name = pick_language(variant.name, language) if variant else ""
            target = _VARIANT if variant else _AS_IT_IS
            return _ADDED.text(language, file=file, target=target.text(language, name=name))

        self._bench.tell_done(Message(said, "good"))
        self._tell_odd(file, prepared.mesh.report.warnings)

    def _tell_odd(self, file: str, warnings: tuple[Notice, ...]) -> None:
        """Say what the reader was not sure of: what is about the whole file comes first."""
        ordered = sorted(warnings, key=lambda notice: notice.object_id is not None)
        if ordered:
            first, count = ordered[0], sum(1 + notice.more for notice in ordered)
            self._bench.tell_done(
                Message(
                    lambda said: _ODD.text(said, file=file, count=count, first=first.text(said))
                )
            )


def _promise_of(arrived: Arrived) -> Future[Arrived]:
    """Return a promise that is kept already: a file that was read before it was in a project."""
    kept: Future[Arrived] = Future()
    kept.set_result(arrived)
    return kept
