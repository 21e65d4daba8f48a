"""Sends what was said while a window is open, and tells the window how that stands."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from mrapp.app.opened import OpenProject
from mrapp.app.progress import Cancelled, Progress
from mrapp.app.syncing import Became, Sync, SyncState
from mrapp.model.errors import MrappError
from mrapp.model.sync_errors import NotEnrolledError
from mrapp.model.texts import Phrase
from mrapp.ui.tasks import Task, TaskRunner

T = TypeVar("T")

_BEGINNING = Phrase(nl="Verzenden voorbereiden", en="Preparing to send")
_HOLDING = Phrase(nl="Verzenden pauzeren of hervatten", en="Holding or resuming sending")
_ENDING = Phrase(nl="Verzenden stoppen", en="Ending sending")


class Syncing(QObject):
    """Sends for one project at a time, in a thread of its own; begins when it is told to.

    Signals: `changed` how it stands, in `state`, is another; `news` something here is other than
    it was: sent, or withdrawn elsewhere.
    """

    changed = Signal()
    news = Signal()
    _told = Signal(object, object)

    def __init__(
        self,
        tasks: TaskRunner,
        make: Callable[[OpenProject], Sync] | None,
        parent: QObject | None = None,
    ) -> None:
        """make: makes what sends for a project; None: nothing is sent."""
        super().__init__(parent)
        self._tasks, self._make = tasks, make
        self._sync: Sync | None = None
        self._owner: object = None
        self.state: SyncState | None = None
        # Queued: told from the thread that sends.
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def begin(self, owner: object, opened: OpenProject) -> None:
        """Send for a project from now on. owner: begun for it once, nothing more happens."""
        if self._make is None or owner is self._owner:
            return
        self.end()
        self._owner, make = owner, self._make

        def work(_progress: Progress, _cancelled: Cancelled) -> tuple[Sync, SyncState]:
            sync = make(opened)
            return sync, sync.state()

        def done(found: tuple[Sync, SyncState]) -> None:
            if self._owner is owner:
                self._run(*found)
            else:
                self._let_go(found[0])

        self._start(_BEGINNING, work, done, lambda _error: None)

    def end(self) -> None:
        """Send no more for the project; what was not sent waits."""
        sync, self._sync, self._owner, self.state = self._sync, None, None, None
        if sync is not None:
            sync.follow(None)
            self._let_go(sync)
            self.changed.emit()

    def close(self) -> None:
        """The same, and wait a moment until nothing goes on: the window closes."""
        sync, self._sync, self._owner = self._sync, None, None
        if sync is not None:
            sync.close()

    def wake(self) -> None:
        """Something was kept: send it."""
        if self._sync is not None:
            self._sync.wake()

    def hold(self, held: bool) -> None:
        """Hold sending, or resume it."""
        self.ask(_HOLDING, lambda sync: sync.hold(held), lambda _none: None, lambda _error: None)

    def became(self, remark_id: str) -> Became:
        """Return what became of a remark; reads a file, so for a task."""
        sync = self._sync
        return sync.became(remark_id) if sync is not None else Became()

    def ask(
        self,
        title: Phrase,
        work: Callable[[Sync], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        """Do something short with what sends, in a task."""
        self.run(title, lambda sync, *_: work(sync), done, failed, quick=True)

    def run(
        self,
        title: Phrase,
        work: Callable[[Sync, Progress, Cancelled], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
        *,
        quick: bool = False,
    ) -> Task[T] | None:
        """Do the same with progress, and return its task; None where nothing is sent."""
        sync = self._sync
        if sync is None:
            failed(NotEnrolledError())
            return None
        return self._tasks.start(
            title,
            lambda progress, cancelled: work(sync, progress, cancelled),
            done,
            failed,
            quick=quick,
            stoppable=not quick,
            quiet=quick,
        )

    def _run(self, sync: Sync, state: SyncState) -> None:
        self._sync, self.state = sync, state
        sync.follow(lambda told: self._told.emit(sync, told))
        sync.start()
        self.changed.emit()

    def _take(self, sync: Sync, state: SyncState) -> None:
        before = self.state
        if sync is not self._sync or before is None:
            return
        self.state = state
        self.changed.emit()
        if state.news != before.news:
            self.news.emit()

    def _let_go(self, sync: Sync) -> None:
        self._start(_ENDING, lambda _p, _c: sync.close(), lambda _none: None, lambda _error: None)

    def _start(
        self,
        title: Phrase,
        work: Callable[[Progress, Cancelled], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        self._tasks.start(title, work, done, failed, quick=True, stoppable=False, quiet=True)
