"""Keeps a headset going beside the window: shows it what the window shows, hears what it tells."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from mrapp.app.headset.panels import Panels
from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import SceneState
from mrapp.ui.workbench import Workbench
from mrapp.xr.device import Condition, Headset
from mrapp.xr.exchange import Exchange, Glimpse, SceneUpdate, Start, Wish
from mrapp.xr.loop import USUAL, LoopOptions
from mrapp.xr.thread import HeadsetThread

Make = Callable[[], Headset]


class PinsOf(Protocol):
    """Tells which remarks are pinned now."""

    def __call__(self) -> Pinned | None:
        """Return them; None where no pins are shown."""
        ...


class HeadsetRunner(QObject):
    """Owns the headset's thread. All signals come on the window's.

    scene_of: tells what the visitor sees where that is not what the window shows; None: it is.

    Signals: `told` one piece of `News`; `seen` a `Glimpse`; `started`; `ended`.
    """

    told = Signal(object)
    seen = Signal(object)
    started = Signal()
    ended = Signal()
    _heard = Signal()

    def __init__(self, bench: Workbench, pins: PinsOf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._pins = bench, pins
        self._thread: HeadsetThread | None = None
        self._exchange: Exchange | None = None
        self._panels: Panels = ()
        self._hearing = False
        self.scene_of: Callable[[], tuple[SceneState, Pinned | None]] | None = None
        self.condition = Condition.ENDED
        self._heard.connect(self._take, Qt.ConnectionType.QueuedConnection)
        bench.changed.connect(self.show_scene)
        bench.loader.more.connect(self.show_scene)

    @property
    def running(self) -> bool:
        """Whether a headset is in use, or looked for."""
        return self._thread is not None

    def start(self, make: Make, start: Start, options: LoopOptions = USUAL) -> None:
        """Begin with a device that `make` makes, on its own thread; ends one that is running."""
        self.stop()
        self._exchange = Exchange(self._hear)
        self._hearing = False
        self.show_scene()
        self._exchange.stand(self._panels)
        self._exchange.wish(lambda loop: loop.restart(start))
        self._thread = HeadsetThread(make, self._exchange, options)
        self._thread.start()
        self.started.emit()

    def stop(self) -> None:
        """End it; what the visitor has begun to say is not its business, and stays."""
        thread, exchange = self._thread, self._exchange
        self._thread = self._exchange = None
        if thread is None or exchange is None:
            return
        exchange.stop()
        thread.join()
        self.condition = Condition.ENDED
        self.ended.emit()

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
        for news in exchange.news():
            self.told.emit(news)
        glimpse: Glimpse | None = exchange.glimpse()
        if glimpse is not None:
            self.condition = glimpse.condition
            self.seen.emit(glimpse)
        if self._thread is not None and not self._thread.is_alive():
            self.stop()
