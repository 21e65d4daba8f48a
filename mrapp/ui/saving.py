"""Keeping the project, one time after another, and the question about what was not kept."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mrapp.app.opened import OpenProject
from mrapp.app.session import Session
from mrapp.model.errors import MrappError, ProjectChangedError
from mrapp.model.project import Project
from mrapp.model.texts import Phrase
from mrapp.ui.dialogs.question import Answer, Role, ask
from mrapp.ui.dialogs.save_file import SaveDialog
from mrapp.ui.workbench import Message, Workbench

_SAVING = Phrase(nl="Opslaan", en="Saving")
_SAVED = Phrase(nl="Bewaard in {path}.", en="Saved in {path}.")
_CAPSULE = ".mrapp"

Given = Project | None
"""What a person has agreed to lose: the project with these changes, or nothing."""


class Saving(QObject):
    """Writes in a task: what changes meanwhile stays unsaved. A second wish waits for the first."""

    def __init__(self, bench: Workbench, window: QWidget) -> None:
        super().__init__(window)
        self._bench = bench
        self._window = window
        self._busy = False
        self._waiting: list[Callable[[], object]] = []

    @property
    def settled(self) -> bool:
        """Whether nothing is unsaved and nothing is being written: then one may leave."""
        session = self._bench.session
        return not self._busy and (session is None or not session.history.unsaved)

    def save(self) -> None:
        """Keep the project where it is."""
        self.save_in(None)

    def ask_save_as(self) -> None:
        """Ask where to keep the project in one file."""
        session = self._bench.session_or_told()
        if session is None:
            return
        path = session.opened.path
        proposed = path if path.suffix == _CAPSULE else path.with_name(path.name + _CAPSULE)
        kind = self.tr("Project in one file (%1)").replace("%1", f"*{_CAPSULE}")
        title = self.tr("Save the project as one file")
        SaveDialog(self._window, title, proposed, kind, _CAPSULE, self.save_in).open()

    def ask_save_folder(self) -> None:
        """Ask where to keep the project as a folder."""
        session = self._bench.session_or_told()
        if session is None:
            return
        path = session.opened.path
        name = path.stem if path.suffix == _CAPSULE else f"{path.name}-2"
        kind = self.tr("Project as a folder (%1)").replace("%1", "*")
        title = self.tr("Save the project as a folder")
        SaveDialog(self._window, title, path.with_name(name), kind, "", self.save_in).open()

    def leave(self, go: Callable[[Given], object], given: Given = None) -> None:
        """Call `go` once the open project may be left; never if a person says no.

        Asks about unsaved changes, unless they are what was `given` up already; saves first if
        that is wished, and waits for what is being written. `go` gets what was given up.
        """
        session = self._bench.session
        if self._busy:
            self.after_writing(lambda: self.leave(go, given))
        elif session is None or not session.history.unsaved or session.project == given:
            go(given)
        else:
            self._ask(session, go)

    def after_writing(self, do: Callable[[], object]) -> None:
        """Call `do` once nothing is being written; now, if that is so now."""
        if self._busy:
            self._waiting.append(do)
        else:
            do()

    def _ask(self, session: Session, go: Callable[[Given], object]) -> None:
        ask(
            self._window,
            self.tr("Unsaved changes"),
            self.tr("This project has changes that were not saved."),
            self.tr("Do you want to save them?"),
            # After the saving: what changed meanwhile is asked about again.
            Answer(
                self.tr("Save"),
                Role.AcceptRole,
                lambda: self.save_in(None, lambda: self.leave(go)),
            ),
            Answer(
                self.tr("Do not save"),
                Role.DestructiveRole,
                lambda: self.leave(go, session.project),
            ),
            Answer(self.tr("Cancel"), Role.RejectRole),
        )

    def save_in(
        self,
        place: Path | None,
        then: Callable[[], object] | None = None,
        *,
        anyway: bool = False,
    ) -> None:
        """Keep the project in another place (None: where it is), and `then` go on, if that went.

        anyway: also over what somebody else saved there meanwhile, which is asked first.
        """
        session = self._bench.session_or_told()
        if session is None:
            return
        if self._busy:
            self.after_writing(lambda: self.save_in(place, then, anyway=anyway))
            return
        self._busy = True
        wanted, store = session.to_save(), session.services.projects

        def saved(opened: OpenProject) -> None:
            session.saved(opened)
            self._tell_saved(opened.path)
            self._next()
            if then is not None:
                then()

        def failed(error: MrappError) -> None:
            session.not_saved()
            if isinstance(error, ProjectChangedError):
                self._ask_anyway(error, lambda: self.save_in(place, then, anyway=True))
            else:
                self._bench.tell_error(error)
            self._next()

        self._bench.tasks.start(
            _SAVING,
            lambda progress, cancelled: store.save(
                wanted, place, anyway=anyway, progress=progress, cancelled=cancelled
            ),
            saved,
            failed,
            quick=True,
            lasting=True,
        )

    def _ask_anyway(self, error: ProjectChangedError, save: Callable[[], object]) -> None:
        ask(
            self._window,
            self.tr("Saved by somebody else"),
            error.text(self._bench.language),
            self.tr("Do you want to replace what somebody else saved?"),
            Answer(self.tr("Replace"), Role.DestructiveRole, save),
            Answer(self.tr("Save under another name"), Role.AcceptRole, self.ask_save_as),
            Answer(self.tr("Cancel"), Role.RejectRole),
            default=1,
        )

    def _tell_saved(self, path: Path) -> None:
        self._bench.change_settings(last_project=str(path))
        self._bench.tell(Message(lambda language: _SAVED.text(language, path=path), "good"))

    def _next(self) -> None:
        """Go on with what waited: each in its turn, for the first may be busy again."""
        self._busy = False
        waiting, self._waiting = self._waiting, []
        for wish in waiting:
            self.after_writing(wish)
