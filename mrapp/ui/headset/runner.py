"""Keeps a headset going beside the window: shows it what the window shows, hears what it tells."""

import logging
import time
from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.panels import Panels
from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import SceneState
from mrapp.model.headset_errors import HeadsetHeldError
from mrapp.ui.workbench import Workbench
from mrapp.xr.device import Condition, Headset
from mrapp.xr.exchange import Exchange, Failed, Glimpse, SceneUpdate, Start, Wish
from mrapp.xr.loop import USUAL, LoopOptions
from mrapp.xr.thread import LEAVE_S, HeadsetThread

_log = logging.getLogger(__name__)

Make = Callable[[], Headset]

_LOOK_MS = 20


def unheard(_chime: Chime) -> None:
    """Let nothing be heard."""


class PinsOf(Protocol):
    """Tells which remarks are pinned now."""

    def __call__(self) -> Pinned | None:
        """Return them; None where no pins are shown."""
        ...


class HeadsetRunner(QObject):
    """Owns the headset's thread. All signals come on the window's, which never waits for it.

    scene_of: tells what the visitor sees where that is not what the window shows; None: it is.
    sounded: called on the headset's thread with each chime that is to be heard; taken at `start`.

    Signals: `told` one piece of `News`; `seen` a `Glimpse`; `started`; `ended` the visit is over;
    `left` the runtime let it go, so that another one can begin.
    """

    told = Signal(object)
    seen = Signal(object)
    started = Signal()
    ended = Signal()
    left = Signal()
    _heard = Signal()

    def __init__(self, bench: Workbench, pins: PinsOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._pins = bench, pins
        self._thread: HeadsetThread | None = None
        self._exchange: Exchange | None = None
        self._leaving: HeadsetThread | None = None
        self._leave_by_s = self._heard_s = 0.0
        self._held = False
        self._panels: Panels = ()
        self._hearing = False
        self.scene_of: Callable[[], tuple[SceneState, Pinned | None]] | None = None
        self.sounded: Callable[[Chime], None] = unheard
        self.condition = Condition.ENDED
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self._look_after)
        bench.changed.connect(self.show_scene)
        bench.loader.more.connect(self.show_scene)

    @property
    def running(self) -> bool:
        """Whether a headset is in use, or looked for."""
        return self._thread is not None

    @property
    def silent_s(self) -> float:
        """For how long the headset's thread has told nothing; 0 where there is none."""
        return time.monotonic() - self._heard_s if self.running else 0.0

    def start(self, make: Make, start: Start, options: LoopOptions = USUAL) -> None:
        """Begin with a device that `make` makes, on its own thread; ends one that is running.

        It waits for the one before, for a process has one runtime; where that holds on to it, it
        is told as `Failed` and `ended`.
        """
        self.stop()
        self._exchange = Exchange(self._hear, self.sounded)
        self._hearing = False
        self.show_scene()
        self._exchange.stand(self._panels)
        self._exchange.wish(lambda loop: loop.restart(start))
        self._thread = HeadsetThread(make, self._exchange, options)
        self._heard_s = time.monotonic()
        if self._leaving is None:
            self._thread.start()
        self.started.emit()

    def stop(self) -> None:
        """Let it end; what the visitor has begun to say is not its business, and stays.

        Another may be started at once; a runtime that holds on to it is told as `Failed`.
        """
        thread, exchange = self._thread, self._exchange
        self._thread = self._exchange = None
        if thread is None or exchange is None:
            return
        exchange.stop()
        if thread.ident is not None:
            self._leaving, self._held = thread, False
            self._leave_by_s = time.monotonic() + LEAVE_S
            self._timer.start()
        self.condition = Condition.ENDED
        self.ended.emit()

    def close(self) -> None:
        """End it and wait for that, but not for ever; the program may end after it."""
        self.stop()
        self._timer.stop()
        left_s = 0.0 if self._held else LEAVE_S
        if self._leaving is not None and not self._leaving.end(left_s):
            _log.info("the runtime holds the headset's thread, which ends with the program")

    def wish(self, wish: Wish) -> None:
        """Let something be done between two frames; nothing where no headset is in use."""
        if self._exchange is not None:
            self._exchange.wish(wish)

    def stand(self, panels: Panels) -> None:
        """Let these panels stand before the visitor, and no others; also after a new start."""
        self._panels = tuple(panels)
        if self._exchange is not None:
            self._exchange.stand(self._panels)

    def show_scene(self) -> None:
        """Let the headset show what there is now."""
        session, exchange = self._bench.session, self._exchange
        if session is None or exchange is None:
            return
        ready = tuple(self._bench.loader.ready)
        state, pinned = session.scene_state(), self._pins()
        if self.scene_of is not None:
            state, spoken_of = self.scene_of()
            pinned = spoken_of or pinned
        exchange.show(SceneUpdate(state, dict(session.meshes), ready, pinned))

    def _hear(self) -> None:
        """Called on the headset's thread: once, however much comes before it is taken."""
        if not self._hearing:
            self._hearing = True
            self._heard.emit()

    def _take(self) -> None:
        self._hearing = False
        exchange = self._exchange
        if exchange is None:
            return
        self._heard_s = time.monotonic()
        for news in exchange.news():
            self.told.emit(news)
        glimpse: Glimpse | None = exchange.glimpse()
        if glimpse is not None:
            self.condition = glimpse.condition
            self.seen.emit(glimpse)
        if self._thread is not None and self._thread.over:
            self.stop()

    def _look_after(self) -> None:
        """Look whether the one before has left, and begin with what waits for that."""
        if self._leaving is None:
            return
        if not self._leaving.is_alive():
            self._leaving = None
            self._timer.stop()
            self.left.emit()
            if self._thread is not None and self._thread.ident is None:
                self._heard_s = time.monotonic()
                self._thread.start()
        elif time.monotonic() > self._leave_by_s:
            if self.running or not self._held:
                self._held = True
                self.told.emit(Failed(HeadsetHeldError(), again=False))
            self.stop()
