"""What the window works on: the open session, the settings, the tasks; requests become actions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from mrapp.app.history import Change
from mrapp.app.nearby import root_of
from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services
from mrapp.app.session import Session
from mrapp.app.settings import SettingsStore
from mrapp.app.state import ObjectRef, SceneState
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.arriving import FEW
from mrapp.ui.keeping import Keeping
from mrapp.ui.loading import Loader, Pending
from mrapp.ui.tasks import TaskRunner

Kind = Literal["error", "note", "good"]


@dataclass(frozen=True)
class Message:
    """Something to tell in the notice area; `say` gives it in a language.

    offer: a button under it, as its words and what it does. step: what it tells of; once that is
    undone it is no longer true.
    """

    say: Callable[[str], str]
    kind: Kind = "note"
    offer: tuple[Phrase, Callable[[], None]] | None = None
    step: Change | None = None


_LOAD_AGAIN = Phrase(nl="Alsnog laden", en="Load after all")
_STOPPED = Phrase(
    nl="Het laden is gestopt. Wat er al was, staat in beeld; het project is niet veranderd.",
    en="Loading was stopped. What had arrived is shown; the project was not changed.",
)
_OPEN_ELSEWHERE = Phrase(
    nl="Dit project is ook open in een ander venster. Wat u hier verandert, ziet u daar niet. "
    "Slaat u op nadat het daar is opgeslagen, dan vraagt mrapp eerst of u dat wilt vervangen.",
    en="This project is open in another window too. What you change here is not seen there. If "
    "you save after it was saved there, mrapp first asks whether to replace that.",
)
_FIRST_OPEN = Phrase(
    nl="Er is nog geen project open. Open eerst een project of maak er een.",
    en="No project is open yet. Open a project first, or make one.",
)


class Workbench(QObject):
    """Holds what is open and carries out what views ask for.

    Signals: `opened` another project is open; `changed` the moment or the loaded files changed;
    `loaded` nothing more will arrive; `told` a `Message`; `settings_changed`; `step_refused` a
    step cannot be undone, or done again, with the error: also where notices are not seen.

    looking: while a citizen looks at the city alone to answer a question, how the view shows it.
    server: where opinions are sent and receipts open; "": nowhere.
    """

    opened = Signal()
    changed = Signal()
    loaded = Signal()
    told = Signal(object)
    settings_changed = Signal()
    step_refused = Signal(object)

    def __init__(
        self, services: Services, store: SettingsStore, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.services = services
        self._store = store
        self.settings = store.load()
        self.session: Session | None = None
        self.server = ""
        self.looking: Callable[[SceneState], SceneState] | None = None
        self._stop_listening: Callable[[], None] | None = None
        self.tasks = TaskRunner(self)
        self.loader = Loader(self.tasks, self)
        self.loader.failed.connect(self.tell_error)
        self.loader.stopped.connect(self._tell_stopped)
        self.loader.finished.connect(self.loaded)
        self.changed.connect(self.loader.follow)
        self.keeping = Keeping(services.keeper, self.tell_error)

    @property
    def language(self) -> str:
        """The language that is spoken."""
        return self.settings.language

    @property
    def spoken(self) -> tuple[str, float]:
        """The language and the text size, for a dialog that follows them."""
        return self.settings.language, self.settings.text_scale

    def open(self, opened: OpenProject, pending: Pending | None = None) -> None:
        """Work on a project from now on; its files arrive one by one."""
        self.leave()
        self.session = Session(opened, self.services, self.language)
        self.session.patient_from = FEW
        self.session.speak(self.language)
        self._stop_listening = self.session.listen(self._on_changed)
        self.keeping.begin(self.session)
        self.change_settings(last_project=str(opened.path))
        self.opened.emit()
        self.changed.emit()
        self.loader.load(self.session, pending)
        if self.keeping.others():
            self.tell(Message(_OPEN_ELSEWHERE.text))

    def _on_changed(self) -> None:
        """Keep the change first: whatever showing it may bring."""
        if self.session is not None:
            self.keeping.follow(self.session)
        self.changed.emit()

    def session_or_told(self) -> Session | None:
        """Return the open session; where there is none, that is said."""
        if self.session is None:
            self.tell(Message(_FIRST_OPEN.text))
        return self.session

    def leave(self) -> None:
        """Let go of the open project; tasks for it are cancelled."""
        self.loader.forget()
        self.tasks.cancel_all()
        if self._stop_listening is not None:
            self._stop_listening()
        self._stop_listening = self.session = None
        self.keeping.end()

    def load_missing(self) -> None:
        """Read the files that are not there yet, but for those that are under way."""
        if self.session is not None:
            self.loader.load(self.session)

    def act(self, action: Callable[..., Change], *values: Any, **named: Any) -> bool:
        """Carry out one action of `mrapp.app.actions`; False, and told, if it was refused."""
        if self.session is None:
            return False
        try:
            self.session.apply(action(self.session.moment, *values, **named))
        except MrappError as error:
            self.tell_error(error)
            return False
        return True

    def select(self, ref: ObjectRef | None) -> None:
        """Select an object as a whole: for a part, the building it belongs to."""
        if self.session is not None:
            whole = root_of(ref, self.session.meshes) if ref else None
            if whole != self.session.view.selection:
                self.session.select(whole)

    def undo(self) -> None:
        """Go one step back; where that may not be, that is told."""
        if self.session is not None:
            self._step(self.session.undo)

    def redo(self) -> None:
        """Go one step forward again."""
        if self.session is not None:
            self._step(self.session.redo)

    def _step(self, step: Callable[[], None]) -> None:
        try:
            step()
        except MrappError as error:
            self.tell_error(error)
            self.step_refused.emit(error)

    def change_settings(self, **fields: Any) -> None:
        """Change settings and keep them; views are told where anything of it is shown."""
        old, wanted = self.settings, replace(self.settings, **fields)
        if wanted == old:
            return
        self.settings = wanted
        self._store.save(wanted)
        if replace(wanted, last_project=old.last_project, geometry=old.geometry) != old:
            self.settings_changed.emit()
        if self.session is not None and wanted.language != old.language:
            # What stands in the picture itself speaks as the window does.
            self.session.speak(wanted.language)

    def tell(self, message: Message) -> None:
        """Put something in the notice area."""
        self.told.emit(message)

    def tell_done(self, message: Message) -> None:
        """Tell what the last step of undo did; it is withdrawn when that step is undone."""
        done = self.session.history.done if self.session else ()
        self.tell(replace(message, step=done[-1][1]) if done else message)

    def tell_error(self, error: MrappError) -> None:
        """Tell what went wrong, what was kept, and what to do; stopping is no fault."""
        self.tell(Message(error.text, "note" if isinstance(error, CancelledError) else "error"))

    def close(self) -> None:
        """End all tasks and let go of the project."""
        self.leave()
        self.tasks.close()
        self.keeping.close()

    def _tell_stopped(self) -> None:
        self.tell(Message(_STOPPED.text, "note", (_LOAD_AGAIN, self.load_missing)))
