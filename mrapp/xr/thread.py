"""The thread that owns a headset: its window, its session, its frames. The window's never waits.

It outlives the runtime: when that goes it is tried again, from time to time, until somebody stops.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Final

from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.model.headset_errors import HeadsetBrokenError
from mrapp.model.headset_faults import HeadsetError
from mrapp.xr.device import Condition, Headset
from mrapp.xr.exchange import Exchange, Failed, Glimpse, Told
from mrapp.xr.hidden import hidden_window
from mrapp.xr.loop import USUAL, FrameLoop, LoopOptions

_log = logging.getLogger(__name__)

RETRY_S: Final = 2.0
"""How long after a runtime went it is tried again."""

LEAVE_S: Final = 4.0
"""How long a runtime may take to let a session end. One that takes longer may never come back."""


class HeadsetThread(threading.Thread):
    """Runs a headset until the exchange is stopped, or the visitor's own menu ends it.

    Ask it to end by `end`. It does not hold up the end of the program: a runtime that never comes
    back from a call would do so for ever.

    over: whether there is no more to come, and all but the thread itself is gone. error: what it
    could not go on with last.

    make: makes the device, on this thread. retries: how often to try again in a row before giving
    up; None: for as long as nobody stops. frames: how many to make; None: no end.
    """

    def __init__(
        self,
        make: Callable[[], Headset],
        exchange: Exchange,
        options: LoopOptions = USUAL,
        *,
        retries: int | None = None,
        frames: int | None = None,
        retry_s: float = RETRY_S,
    ) -> None:
        super().__init__(name="headset", daemon=True)
        self._make, self._exchange, self._options = make, exchange, options
        self._retries, self._frames, self._retry_s = retries, frames, retry_s
        self.loop: FrameLoop | None = None
        self.headset: Headset | None = None
        self.error: HeadsetError | None = None
        self.conditions: list[str] = []
        self.over = False
        # Not the thread's own `join` and `is_alive`: an interrupt from the keyboard while `join`
        # waits makes Python 3.11 and 3.12 take a running thread for one that ended (gh-90882).
        self._gone = threading.Event()

    def wait(self, patience_s: float) -> bool:
        """Wait until it has ended, so long at most; returns whether it has, or never began."""
        return self.ident is None or self._gone.wait(patience_s)

    def end(self, patience_s: float = LEAVE_S) -> bool:
        """Let it end, and wait for that so long; returns whether it did.

        One that did not is held by its runtime. It ends by itself once that comes back.
        """
        self._exchange.stop()
        return self.wait(patience_s)

    def run(self) -> None:
        """Make the window and the loop, and keep the session going."""
        try:
            with hidden_window() as window, closing(self._make()) as headset:
                self.headset = headset
                loop = self.loop = FrameLoop(headset, window, self._exchange, self._options)
                try:
                    self._keep_going(headset, loop, window)
                finally:
                    window.MakeCurrent()
                    loop.close()
        except HeadsetError as error:
            # Without a window, or the library of headsets, trying again changes nothing.
            self._lost(error, again=False)
        except Exception as error:  # noqa: BLE001 - a fault of ours, too, must be told in words
            _log.exception("the headset's thread broke off")
            self._lost(HeadsetBrokenError(code=type(error).__name__), again=False)
        finally:
            self.over = True
            self._exchange.tell(Told("condition", Condition.ENDED))
            self._gone.set()

    def _keep_going(self, headset: Headset, loop: FrameLoop, window: vtkOpenGLRenderWindow) -> None:
        """Open the session, and again whenever it was lost."""
        left = self._retries
        while not self._over(loop):
            try:
                headset.open(window, scale=self._options.scale, depth=self._options.depth)
                left = self._retries
                loop.opened()
                self._session(headset, loop)
            except HeadsetError as error:
                headset.close()
                again = left is None or left > 0
                left = None if left is None else left - 1
                self._lost(error, again=again)
                if not again:
                    return
                self._wait()
                continue
            if headset.condition is Condition.ENDED or self._over(loop):
                return
            # Lost without an error: the runtime said so beforehand.
            headset.close()
            self._wait()

    def _session(self, headset: Headset, loop: FrameLoop) -> None:
        while not self._over(loop):
            loop.turn()
            self._note(headset.condition)
            if headset.condition in {Condition.LOST, Condition.ENDED}:
                return
        headset.leave()

    def _note(self, condition: Condition) -> None:
        if not self.conditions or self.conditions[-1] != condition:
            self.conditions.append(condition)

    def _lost(self, error: HeadsetError, *, again: bool) -> None:
        _log.info("the headset cannot go on: %s", error)
        self.error = error
        self._note(Condition.LOST)
        self._exchange.tell(Failed(error, again))
        # One that never came is nobody's yet: what it is is told of one that was there.
        met = self.headset if self.loop is not None and self.loop.first_s is not None else None
        self._exchange.let_see(Glimpse(Condition.LOST, facts=met.facts if met else None))

    def _wait(self) -> None:
        """Let some time pass, but for a stop."""
        self._exchange.tell(Told("condition", Condition.LOST))
        self._exchange.rest(self._retry_s)

    def _over(self, loop: FrameLoop) -> bool:
        enough = self._frames is not None and len(loop.pacing.times) >= self._frames
        return enough or self._exchange.stopped
