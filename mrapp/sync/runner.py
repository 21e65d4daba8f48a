"""Takes a step again and again in a thread of its own, at times that the step itself tells."""

import logging
import threading
from collections.abc import Callable
from typing import Final

_log = logging.getLogger(__name__)

BROKEN_OFF_S: Final = 30.0
"""After how long a step is taken again that broke off by a fault."""


class Runner:
    """Runs `step`, which returns after how many seconds it is to run again; None: when woken.

    Time is counted by a clock that nobody can set. The thread is a daemon: a step may be waiting
    for a server, and whatever it does must survive the end of the program at any instant.
    """

    def __init__(self, step: Callable[[], float | None]) -> None:
        """Prepare; no thread runs yet."""
        self._step = step
        self._changed = threading.Condition()
        self._woken = False
        self.ending = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; safe twice."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="mrapp-sending", daemon=True)
            self._thread.start()

    def wake(self) -> None:
        """Have the next step taken now."""
        with self._changed:
            self._woken = True
            self._changed.notify()

    def close(self, patience_s: float = 2.0) -> bool:
        """Begin no step any more; whether none goes on, after waiting a moment for that."""
        with self._changed:
            self.ending = True
            self._changed.notify()
        if self._thread is None:
            return True
        self._thread.join(patience_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self.ending:
            wait_s = self._stepped()
            with self._changed:
                self._changed.wait_for(lambda: self._woken or self.ending, wait_s)
                self._woken = False

    def _stepped(self) -> float | None:
        try:
            return self._step()
        except Exception:  # noqa: BLE001 - whatever it is, sending goes on
            # Such as one of who is told how it stands: sending does not end for that.
            _log.exception("a step broke off")
            return BROKEN_OFF_S
