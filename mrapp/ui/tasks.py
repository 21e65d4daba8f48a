"""Slow work in threads: with progress and cancel; the answer of what was cancelled is dropped."""

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from mrapp.app.progress import Cancelled, Progress
from mrapp.model.errors import CancelledError, MrappError, UnexpectedError
from mrapp.model.texts import Phrase

_log = logging.getLogger(__name__)

T = TypeVar("T")
Work = Callable[[Progress, Cancelled], T]

_THREADS = 2


@dataclass(eq=False)
class Task(Generic[T]):
    """One piece of slow work. `done` or `failed` is called on the window's thread, once.

    One that is not `stoppable` goes on to its end: stopping half-way would leave a mess. What was
    done before the wish to stop was heard counts where it is `lasting`, and is dropped elsewhere.
    Nobody is told that one which is `quiet` goes on.
    """

    title: Phrase
    done: Callable[[T], None]
    failed: Callable[[MrappError], None]
    stoppable: bool = True
    lasting: bool = False
    quiet: bool = False
    stop: threading.Event = field(default_factory=threading.Event)
    fraction: float = 0.0

    def cancel(self) -> None:
        """Ask the work to end; `failed` follows with `CancelledError`, unless it is `lasting`."""
        if self.stoppable:
            self.stop.set()


class TaskRunner(QObject):
    """Runs tasks, two at a time, and beside them two that are `quick`.

    Signals come on the window's thread: `progressed` says that fractions or the row of tasks
    changed; `idle` that nothing is left.
    """

    progressed = Signal()
    idle = Signal()
    _ended = Signal(object, object)
    _advanced = Signal(object, float)

    def __init__(
        self, parent: QObject | None = None, pools: tuple[Executor, Executor] | None = None
    ) -> None:
        """pools: what runs the tasks, and those that are quick; None: threads of its own."""
        super().__init__(parent)
        self._pool, self._quick_pool = pools or (
            ThreadPoolExecutor(_THREADS, thread_name_prefix="mrapp-task"),
            ThreadPoolExecutor(_THREADS, thread_name_prefix="mrapp-task-quick"),
        )
        # Any: tasks of every kind stand in one row.
        self._running: list[Task[Any]] = []
        self._held = False
        self._kept: list[tuple[Task[Any], Future[Any]]] = []
        # Queued: both signals are sent from a task's own thread.
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)
        self._advanced.connect(self._on_advanced, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Task[Any], ...]:
        """The tasks that have not ended."""
        return tuple(self._running)

    @property
    def heard(self) -> tuple[Task[Any], ...]:
        """Those of them that are not quiet."""
        return tuple(task for task in self._running if not task.quiet)

    @property
    def fraction(self) -> float:
        """How far all that are not quiet are together, 0..1."""
        heard = self.heard
        return sum(task.fraction for task in heard) / len(heard) if heard else 1.0

    def start(
        self,
        title: Phrase,
        work: Work[T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
        *,
        quick: bool = False,
        stoppable: bool = True,
        lasting: bool = False,
        quiet: bool = False,
    ) -> Task[T]:
        """Begin `work` in a thread; exactly one of `done` and `failed` follows, until `close`.

        An error that nobody foresaw is logged and comes as `UnexpectedError`. quick: it need not
        wait until long reads have ended. stoppable, lasting, quiet: see `Task`.
        """
        task = Task(title, done, failed, stoppable, lasting, quiet)
        self._running.append(task)

        def advance(fraction: float, _what: Phrase) -> None:
            self._advanced.emit(task, fraction)

        pool = self._quick_pool if quick else self._pool
        future = pool.submit(work, advance, task.stop.is_set)
        future.add_done_callback(lambda ended: self._ended.emit(task, ended))
        self.progressed.emit()
        return task

    def hold(self) -> None:
        """Keep answers back until `release`: what is about to be drawn goes first."""
        self._held = True

    def release(self) -> None:
        """Give the answers that were kept back, one by one, and from now on at once."""
        self._held = False
        kept, self._kept = self._kept, []
        for task, future in kept:
            self._ended.emit(task, future)

    def cancel_all(self) -> None:
        """Ask all tasks to end that can be stopped."""
        for task in self._running:
            task.cancel()

    def close(self) -> None:
        """Cancel all and wait for the threads to end; nothing is told any more."""
        self.cancel_all()
        for pool in (self._pool, self._quick_pool):
            pool.shutdown(wait=True, cancel_futures=True)
        self._running.clear()
        self.progressed.emit()

    def _on_advanced(self, task: Task[Any], fraction: float) -> None:
        task.fraction = fraction
        self.progressed.emit()

    def _on_ended(self, task: Task[Any], future: Future[Any]) -> None:
        if task not in self._running:
            return
        if self._held:
            self._kept.append((task, future))
            return
        self._running.remove(task)
        try:
            _answer(task, future)
        finally:
            # Whatever comes of the answer, nobody may be left waiting for more.
            self.progressed.emit()
            if not self._running:
                self.idle.emit()


def _answer(task: Task[Any], future: Future[Any]) -> None:
    error = _error_of(task, future)
    if task.stop.is_set() and not (task.lasting and error is None):
        task.failed(CancelledError())
    elif error is not None:
        task.failed(error)
    else:
        task.done(future.result())


def _error_of(task: Task[Any], future: Future[Any]) -> MrappError | None:
    error = future.exception()
    if error is None or isinstance(error, MrappError):
        return error
    _log.error("%s: a fault in mrapp", task.title.en, exc_info=error)
    return UnexpectedError(what=task.title)
