"""The kiosk's way to where opinions are kept: opened in a task, tried again, never waited for."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from mrapp.app.remarks.keeping import RemarkStore
from mrapp.model.errors import MrappError
from mrapp.model.remark_errors import RemarkError, RemarkInvalidError, StoreSlowError
from mrapp.model.texts import Phrase
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.lane import Lane
from mrapp.ui.tasks import TaskRunner

T = TypeVar("T")

AGAIN_S = 15.0
"""So long after a failure the kiosk tries by itself whether opinions can be kept again."""
_LEAVE_S = 3.0

_TRYING = Phrase(nl="Proberen of meningen bewaard kunnen worden", en="Trying to keep opinions")

_log = logging.getLogger(__name__)


class Shelf(QObject):
    """Asks the store, in two threads of its own: one for what is kept, one for what is looked at.

    Signals: `changed` whether anything can be kept; `idle` nothing is asked now; `kept` something
    was kept or erased. folder: where the
    store is, to be named to staff. trouble: why nothing can be kept, where that is known.
    """

    changed = Signal()
    idle = Signal()
    kept = Signal()

    def __init__(
        self, open_store: Callable[[], RemarkStore], folder: Path, visiting: Visiting
    ) -> None:
        super().__init__(visiting)
        self._open_store, self._folder, self._visiting = open_store, folder, visiting
        self._keeping = Lane("mrapp-keeping")
        self.tasks = TaskRunner(self, (Lane("mrapp-looking"), self._keeping))
        self.trouble: MrappError | None = None
        self.is_open = False
        self._store: RemarkStore | None = None
        self._opening = threading.Lock()
        self._trying = False
        self._then: list[Callable[[], None]] = []
        self._tried_s = self._heard_s = 0.0
        self._waiting = 0
        self.tasks.idle.connect(self.idle)
        visiting.ticked.connect(self._tick)

    @property
    def busy(self) -> bool:
        """Whether anything is asked now."""
        return bool(self.tasks.running)

    def keep(
        self,
        title: Phrase,
        work: Callable[[RemarkStore], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        """Do something with the store that keeps or erases something, in the order of asking."""

        def on_done(answer: T) -> None:
            self.kept.emit()
            done(answer)

        def on_failed(error: MrappError) -> None:
            failed(error)
            if not isinstance(error, RemarkInvalidError):
                self.try_again()

        self._keep(title, work, on_done, on_failed)

    def look(
        self,
        title: Phrase,
        work: Callable[[RemarkStore], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        """Do something with the store that takes longer, and keeps nobody waiting."""
        self.tasks.start(title, lambda _p, _c: work(self._opened()), done, failed, stoppable=False)

    def try_again(self, then: Callable[[], None] = lambda: None) -> None:
        """Look whether something can be kept, then go on; `changed` comes where that is news."""
        self._then.append(then)
        if self._trying:
            return
        self._trying, self._tried_s = True, self._now_s()
        self._keep(
            _TRYING, lambda store: store.ready(), lambda _none: self._found(None), self._found
        )

    def close(self, draft_id: str) -> None:
        """Erase the last draft and let go; what does not answer is not waited for."""
        try:
            self._keeping.submit(self._leave, draft_id).result(_LEAVE_S)
        except (RemarkError, TimeoutError) as error:
            # The next start offers it, and then erases it.
            _log.warning("the last draft stays for now: %r", error)
        self.tasks.close()

    def _leave(self, draft_id: str) -> None:
        if self._store is not None:
            try:
                if draft_id:
                    self._store.drop_draft(draft_id)
            finally:
                self._store.close()

    def _keep(
        self,
        title: Phrase,
        work: Callable[[RemarkStore], T],
        done: Callable[[T], None],
        failed: Callable[[MrappError], None],
    ) -> None:
        if not self._waiting:
            self._heard_s = self._now_s()
        self._waiting += 1

        def on_done(answer: T) -> None:
            self._hear()
            done(answer)

        def on_failed(error: MrappError) -> None:
            self._hear()
            failed(error)

        self.tasks.start(
            title,
            lambda _p, _c: work(self._opened()),
            on_done,
            on_failed,
            quick=True,
            stoppable=False,
        )

    def _hear(self) -> None:
        self._waiting -= 1
        self._heard_s = self._now_s()
        if isinstance(self.trouble, StoreSlowError):
            self.try_again()

    def _found(self, trouble: MrappError | None) -> None:
        self._trying = False
        waiting, self._then = self._then, []
        self._become(trouble)
        for then in waiting:
            then()

    def _become(self, trouble: MrappError | None) -> None:
        told = (self.is_open, self.trouble and self.trouble.text("en"))
        self.trouble, self.is_open = trouble, trouble is None
        if told != (self.is_open, trouble and trouble.text("en")):
            self.changed.emit()

    def _tick(self) -> None:
        """Notice what does not answer, and try again what was refused."""
        now_s = self._now_s()
        if self._waiting and now_s - self._heard_s >= self._visiting.occasion.patience.keeping_s:
            self._become(StoreSlowError(path=self._folder))
        elif not self.is_open and now_s - self._tried_s >= AGAIN_S:
            self.try_again()

    def _opened(self) -> RemarkStore:
        """Return the store, opened at the first time and after each failure to; for any thread."""
        with self._opening:
            if self._store is None:
                self._store = self._open_store()
            return self._store

    def _now_s(self) -> float:
        return self._visiting.occasion.clock_s()
