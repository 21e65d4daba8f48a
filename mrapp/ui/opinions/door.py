"""The one door to the remarks of the open project: all reading and writing goes through tasks."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mrapp.app.progress import Cancelled, Progress
from mrapp.app.remarks.keeping import Columns, Condition, Draft, RemarkStore
from mrapp.app.remarks.rehearsing import RehearsalPlace
from mrapp.app.remarks.sound import Sound
from mrapp.app.session import Session
from mrapp.model.errors import CancelledError, MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.city_widget import CityWidget
from mrapp.ui.tasks import Task
from mrapp.ui.workbench import Message, Workbench

T = TypeVar("T")

_OPENING = Phrase(nl="Meningen openen", en="Opening the opinions")
_CHECKING = Phrase(nl="Meningen nakijken", en="Looking through the opinions")
_CLOSING = Phrase(nl="Meningen sluiten", en="Closing the opinions")
_STILL_OPENING = Phrase(
    nl="De meningen worden nog geopend. Probeer het zo nog eens.",
    en="The opinions are still being opened. Try again in a moment.",
)


@dataclass(eq=False)
class _Held:
    """An open store, how many tasks use it, and whether it is to be closed after them."""

    store: RemarkStore
    users: int = 0
    left: bool = False


@dataclass(frozen=True)
class _Found:
    store: RemarkStore
    columns: Columns
    ever: int
    drafts: tuple[Draft, ...] = field(default=())


class StoreDoor(QObject):
    """Opens the store once a project is there.

    Signals: `changed` there are other columns, or none any more; `refused` it cannot be opened,
    with the error; `left_over` drafts of a program that ended by itself, a tuple of `Draft`;
    `wrote` something may have been kept or erased; `closed` a store that was let go of is closed.

    columns: all that is there. ever: how many were ever kept. counts: whether what is kept here is
    what citizens say; in a rehearsal it is not.

    city: what one came to see, which goes first; None: nothing is seen beside. place: of a
    rehearsal, in place of the project's own store.
    """

    changed = Signal()
    refused = Signal(object)
    left_over = Signal(object)
    wrote = Signal()
    closed = Signal()

    def __init__(
        self,
        bench: Workbench,
        city: CityWidget | None,
        parent: QObject,
        place: RehearsalPlace | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench, self._city, self._place = bench, city, place
        self.counts = place is None
        self._session: Session | None = None
        self._held: _Held | None = None
        self.columns: Columns | None = None
        self.ever = 0
        self.error: MrappError | None = None
        bench.opened.connect(self.leave)
        # What one came to see goes first, until all of it is drawn.
        bench.loaded.connect(self._open_when_full)
        if city is not None:
            city.filling.connect(self._open_when_full)

    @property
    def ready(self) -> bool:
        """Whether remarks can be read and kept."""
        return self._held is not None

    @property
    def sound(self) -> Sound:
        """What a spoken note is recorded with: in a rehearsal nobody's microphone."""
        return self._place.sound if self._place else self._bench.services.sound

    def session_or_told(self) -> Session | None:
        """Return the session if its remarks can be read and kept; else it is told why not."""
        session = self._bench.session_or_told()
        if session is None or self.ready:
            return session
        if self.error is not None:
            self._bench.tell_error(self.error)
        else:
            self._bench.tell(Message(_STILL_OPENING.text))
        return None

    def ask(
        self,
        title: Phrase,
        work: Callable[[RemarkStore], T],
        done: Callable[[T], object],
        failed: Callable[[MrappError], object] | None = None,
        *,
        lasting: bool = False,
        quiet: bool = True,
    ) -> None:
        """Do something with the store in a task; of another project's by then nothing is told.

        lasting: it goes on to its end, and what came of it is told whatever happens meanwhile.
        quiet: it is so short that nobody need be told that it goes on, or stop it.
        Without an open store, `failed` gets why there is none.
        """
        self.run(
            title,
            lambda store, *_: work(store),
            done,
            failed or self._bench.tell_error,
            lasting=lasting,
            quick=True,
            quiet=quiet,
        )

    def run(
        self,
        title: Phrase,
        work: Callable[[RemarkStore, Progress, Cancelled], T],
        done: Callable[[T], object],
        failed: Callable[[MrappError], object],
        *,
        lasting: bool = False,
        quick: bool = False,
        quiet: bool = False,
        stoppable: bool | None = None,
    ) -> Task[T] | None:
        """Do the same with progress, and return its task; None where there is no store.

        lasting, quiet: see `ask`. quick: see `TaskRunner.start`. stoppable: also what is lasting.
        """
        held = self._held
        if held is None:
            if self.error is not None:
                failed(self.error)
            return None
        held.users += 1

        def on_done(answer: T) -> None:
            self._freed(held)
            if lasting:
                self.wrote.emit()
            if lasting or held is self._held:
                done(answer)

        def on_failed(error: MrappError) -> None:
            self._freed(held)
            if lasting or held is self._held:
                failed(error)

        return self._bench.tasks.start(
            title,
            lambda progress, cancelled: work(held.store, progress, cancelled),
            on_done,
            on_failed,
            quick=quick,
            stoppable=not (lasting or quiet) if stoppable is None else stoppable,
            lasting=lasting,
            quiet=quiet,
        )

    def refresh(self) -> None:
        """Read the columns anew."""
        self.ask(_OPENING, lambda store: (store.columns(), store.count()), self._take_columns)

    def close(self) -> None:
        """Close the store; all tasks have ended."""
        held, self._held = self._held, None
        self.columns = self._session = None
        if held is not None:
            held.store.close()
        self.closed.emit()

    def _open_when_full(self) -> None:
        if not self._bench.loader.busy and not (self._city and self._city.incomplete):
            self.open()

    def open(self) -> None:
        """Open the store of the open project now, if it is not."""
        session = self._bench.session
        if session is None or session is self._session:
            return
        self._session = session
        stores = self._place.remarks if self._place else session.services.remarks
        project_id = session.project.id

        def work(_progress: object, _cancelled: object) -> _Found:
            store = stores.open(project_id)
            return _Found(store, store.columns(), store.count(), tuple(store.drafts()))

        self._bench.tasks.start(
            _OPENING,
            work,
            lambda found: self._take(session, found),
            lambda error: self._refuse(session, error),
            quick=True,
            stoppable=False,
            quiet=True,
        )

    def _take(self, session: Session, found: _Found) -> None:
        held = _Held(found.store)
        if session is not self._session:
            held.left = True
            self._freed(held, users=0)
            return
        self._held = held
        self._take_columns((found.columns, found.ever))
        if found.drafts:
            self.left_over.emit(found.drafts)
        self.ask(_CHECKING, lambda store: store.check(), self._tell_condition)

    def _refuse(self, session: Session, error: MrappError) -> None:
        if session is self._session and not isinstance(error, CancelledError):
            self.error = error
            self.refused.emit(error)

    def _take_columns(self, found: tuple[Columns, int]) -> None:
        self.columns, self.ever = found
        self.changed.emit()

    def _tell_condition(self, condition: Condition) -> None:
        for notice in condition.notices:
            self._bench.tell(Message(notice.text, "note" if condition.whole else "error"))
        if condition.notices:
            self.refresh()

    def leave(self) -> None:
        """Let go of the store; it is closed once nobody uses it."""
        held, self._held = self._held, None
        had, self.columns, self.error, self._session = self.columns, None, None, None
        if held is not None:
            held.left = True
            self._freed(held, users=0)
        if had is not None:
            self.changed.emit()

    def _freed(self, held: _Held, users: int = 1) -> None:
        """One task less uses a store; the last one out closes it, in a task as well."""
        held.users -= users
        if held.left and not held.users:
            self._bench.tasks.start(
                _CLOSING,
                lambda _progress, _cancelled: held.store.close(),
                lambda _answer: self.closed.emit(),
                self._bench.tell_error,
                quick=True,
                stoppable=False,
                quiet=True,
            )
