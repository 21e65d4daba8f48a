"""What goes between the window's thread and the headset's, and never waits for the other.

The window gives the newest scene, the panels and its wishes; the headset gives the newest of what
the visitor sees, and tells what came about, in order.
"""

import threading
from collections import deque
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.panels import PanelEvent, Panels
from mrapp.app.remarks.pins import Pinned
from mrapp.app.state import ObjectRef, SceneState
from mrapp.model.citymesh import CityMesh
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.wearer import Hold
from mrapp.xr.anchoring import Anchoring
from mrapp.xr.device import Condition, DeviceFacts, EyeView, Hand, Inputs
from mrapp.xr.frames import Vec3
from mrapp.xr.moving.comfort import Comfort
from mrapp.xr.moving.walker import Walker
from mrapp.xr.pointing import StandingPanel
from mrapp.xr.rehearsal.around import Around
from mrapp.xr.rig import StagePlace


@dataclass(frozen=True, eq=False)
class SceneUpdate:
    """What is to be shown from now on; `ready` was prepared of the meshes already."""

    state: SceneState
    meshes: Mapping[str, CityMesh]
    ready: Collection[PreparedMesh] = ()
    pinned: Pinned | None = None


@dataclass(frozen=True, eq=False)
class Glimpse:
    """What the visitor sees and does now, for the desktop.

    pixels: (h, w, 3) sRGB, top row first, of the left eye; None while nothing is drawn. eye: that
    eye in the stage. head: local metres, heading clockwise from north. tracked: whether the head's
    place is known, and not only guessed. inputs: what the hands do, with what they pressed since
    the last glimpse. room: whether the visitor's own room is seen behind the model. late: the share
    of the last frames that came too late; level: of effort, see `budget`; frames: made by now.
    hands: those that are there. panels: that stand before the visitor and are not in the pixels:
    the runtime lays them over.
    """

    condition: Condition
    facts: DeviceFacts | None = None
    pixels: NDArray[np.uint8] | None = None
    eye: EyeView | None = None
    head: Vec3 = (0.0, 0.0, 0.0)
    heading_rad: float = 0.0
    place: StagePlace = field(default_factory=StagePlace)
    tracked: bool = True
    inputs: Inputs = field(default_factory=Inputs)
    room: bool = False
    late: float = 0.0
    level: int = 0
    frames: int = 0
    hands: tuple[Hold, ...] = ()
    panels: tuple[StandingPanel, ...] = ()


@dataclass(frozen=True)
class Start:
    """Where a visitor begins: an eye, local metres, and where it looks, clockwise from north."""

    eye: Vec3
    heading_rad: float = 0.0


@dataclass(frozen=True)
class Pointed:
    """The visitor pointed at the city and pressed: where, local metres, and at which object."""

    place: Vec3
    ref: ObjectRef | None


class Did(StrEnum):
    """What a visitor does, for the first minute's hints."""

    LOOKED = "looked"
    POINTED = "pointed"
    PRESSED = "pressed"
    JUMPED = "jumped"
    TURNED = "turned"
    WALKED = "walked"
    GRABBED = "grabbed"


@dataclass(frozen=True)
class Deed:
    """Something that the visitor did."""

    what: Did


class Button(StrEnum):
    """A button that means the same wherever one is."""

    MENU = "menu"
    BACK = "back"


@dataclass(frozen=True)
class Asked:
    """The visitor pressed a button of the controller."""

    button: Button


@dataclass(frozen=True)
class Heard:
    """Something that is to be heard, softly."""

    sound: Chime


@dataclass(frozen=True)
class Told:
    """Something that came about on the device: see `Happening`."""

    kind: str
    what: str


@dataclass(frozen=True)
class Failed:
    """The headset cannot go on; `sentence` by language says why. again: it is being tried again."""

    error: Exception
    again: bool


News = PanelEvent | Pointed | Deed | Asked | Heard | Told | Failed
Wish = Callable[["Steered"], None]
"""Called on the headset's thread with its loop: moves the visitor, wipes, pauses."""


@dataclass(eq=False)
class Asks:
    """What a press past all panels is for: to tell a place in the city, or where a table is."""

    place: bool = False
    table: bool = False


class Steered(Protocol):
    """What wishes may do to the loop, between two frames."""

    walker: Walker
    anchoring: Anchoring
    comfort: Comfort
    asks: Asks
    paused: bool

    def restart(self, start: Start) -> None:
        """Wipe what the last visitor did, and begin at the start, with everybody's settings."""
        ...

    def beckon(self, place: Vec3 | None) -> None:
        """Show an arrow over a place, local metres, that both can see; None: none."""
        ...

    def buzz(self, hand: Hand) -> None:
        """Let a controller tick, to try whether it does."""
        ...

    def gather_panels(self) -> None:
        """Bring the panels to where the visitor looks now."""
        ...

    def watch(self, watcher: Callable[[Around], None] | None) -> None:
        """Let somebody know with each frame what there is around the visitor; None: nobody."""
        ...


@dataclass
class Exchange:
    """Shared by two threads.

    heard: called on the headset's thread whenever there is news, until it is stopped; it may not
    ask anything of the exchange. sounded: called there with what is to be heard, which the window
    would be too late for.
    """

    heard: Callable[[], None] = lambda: None
    sounded: Callable[[Chime], None] = lambda _chime: None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _waker: threading.Event = field(default_factory=threading.Event)
    _scene: SceneUpdate | None = None
    _panels: Panels | None = None
    _wishes: deque[Wish] = field(default_factory=deque)
    _news: deque[News] = field(default_factory=deque)
    _glimpse: Glimpse | None = None
    _stopped: bool = False

    # From the window

    def show(self, update: SceneUpdate) -> None:
        """Let this be seen; one that was not taken yet is dropped, but not what it had ready."""
        with self._lock:
            if self._scene is not None:
                ready = (*self._scene.ready, *update.ready)
                update = SceneUpdate(update.state, update.meshes, ready, update.pinned)
            self._scene = update
        self._waker.set()

    def stand(self, panels: Panels) -> None:
        """Let these panels stand, and no others."""
        with self._lock:
            self._panels = tuple(panels)
        self._waker.set()

    def wish(self, wish: Wish) -> None:
        """Let something be done between two frames."""
        with self._lock:
            self._wishes.append(wish)
        self._waker.set()

    def stop(self) -> None:
        """Let the headset's thread end."""
        with self._lock:
            self._stopped = True
        self._waker.set()

    def news(self) -> tuple[News, ...]:
        """Take what came about, in order."""
        with self._lock:
            found = tuple(self._news)
            self._news.clear()
        return found

    def glimpse(self) -> Glimpse | None:
        """Take what the visitor sees, if there is something newer than was taken last."""
        with self._lock:
            found, self._glimpse = self._glimpse, None
        return found

    # From the headset

    def take_scene(self) -> SceneUpdate | None:
        """Take what is to be shown, if it is new."""
        with self._lock:
            found, self._scene = self._scene, None
        return found

    def take_panels(self) -> Panels | None:
        """Take which panels are to stand, if that is new."""
        with self._lock:
            found, self._panels = self._panels, None
        return found

    def take_wishes(self) -> tuple[Wish, ...]:
        """Take what is to be done, in order."""
        with self._lock:
            found = tuple(self._wishes)
            self._wishes.clear()
        return found

    def tell(self, news: News) -> None:
        """Tell what came about; what is to be heard sounds at once."""
        if isinstance(news, Heard):
            self.sounded(news.sound)
        with self._lock:
            self._news.append(news)
            self._call()

    def let_see(self, glimpse: Glimpse) -> None:
        """Give what is seen now; one that nobody took is dropped."""
        with self._lock:
            self._glimpse = glimpse
            self._call()

    def _call(self) -> None:
        # Within the lock: who stopped it may be gone right after, and is not called any more.
        if not self._stopped:
            self.heard()

    @property
    def stopped(self) -> bool:
        """Whether the thread is to end."""
        with self._lock:
            return self._stopped

    def rest(self, seconds: float) -> None:
        """Wait so long, or until the window wants something."""
        self._waker.wait(seconds)
        self._waker.clear()
