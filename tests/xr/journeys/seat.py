"""The program with a headset beside it, and the runtime's scripted visitor who wears that."""

import math
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer

from mrapp.app.headset.telling import Telling
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.headset.guiding import Guiding
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import StepError
from mrapp.xr.device import Condition, Hand, HandState
from mrapp.xr.exchange import Glimpse, Heard, News
from mrapp.xr.frames import Quaternion, RigidPose, Vec3, turned
from mrapp.xr.loop import FrameLoop, LoopOptions
from mrapp.xr.pointing import StandingPanel, spot_on
from tests.xr.rig.remote import Pose, Remote

if TYPE_CHECKING:  # late, as below: the library of headsets takes a second
    from tests.xr.journeys.watched import WatchedHeadset

T = TypeVar("T")

EYES_M = 1.6
# Elbows by the side, controllers before one: where hands are that do nothing.
_HANDS: dict[Hand, Vec3] = {Hand.LEFT: (-0.2, 1.22, -0.42), Hand.RIGHT: (0.2, 1.22, -0.42)}
_AT_REST = turned(0.0, math.radians(-12.0))
_PATIENCE_S = 60.0
# Twice in a frame: a visit waits hundreds of times.
_BEAT_MS = 8
# A picture whose mean is below this is behind the veil of a jump.
_DARK = 24.0
_AIMED_RAD = math.radians(0.15)


@dataclass
class Seat:
    """The window, its headset, and whoever wears it.

    Everything that is done waits until mrapp has taken it in, and says what did not come about.
    """

    window: MainWindow
    remote: Remote
    device: "WatchedHeadset"
    news: list[News] = field(default_factory=list)

    # What there is

    @property
    def guiding(self) -> Guiding:
        """What holds the facilitator's window and the headset together."""
        return self.window.headset.guiding

    @property
    def desk(self) -> HeadsetDesk:
        """The desk of who wears the headset."""
        visiting = self.guiding.visiting
        assert visiting is not None
        return visiting.desk

    @property
    def telling(self) -> Telling:
        """What is being said."""
        return self.desk.speaking.telling

    @property
    def glimpse(self) -> Glimpse:
        """What the desktop was told last."""
        found = self.guiding.glimpse
        assert found is not None
        return found

    def of_loop(self, look: Callable[[FrameLoop], T]) -> T:
        """Return what the frame loop answers between two frames, on its own thread."""
        found: list[T] = []
        self.guiding.runner.wish(lambda loop: found.append(look(cast("FrameLoop", loop))))
        self.until(lambda: bool(found), "the headset's thread answers")
        return found[0]

    def until(self, is_so: Callable[[], bool], what: str) -> None:
        """Wait until something is so. Raises StepError: it never was."""
        waits, begun_s = QEventLoop(), time.monotonic()

        def look() -> None:
            if is_so() or time.monotonic() - begun_s > _PATIENCE_S:
                waits.quit()

        beat = QTimer()
        beat.timeout.connect(look)
        beat.start(_BEAT_MS)
        waits.exec()
        beat.stop()
        if not is_so():
            raise StepError(f"did not come about: {what}; {self._now()}")

    def _now(self) -> str:
        glimpse = self.guiding.glimpse
        place = f"{glimpse.condition} at {glimpse.head}" if glimpse else "no headset"
        words = " / ".join(self.desk.words) if self.guiding.visiting else ""
        return f"{place}; panels: {words}"

    def heard(self, sound: str) -> int:
        """Return how often a sound was to be heard."""
        return sum(isinstance(each, Heard) and each.sound == sound for each in self.news)

    # What the visitor does

    def look(self, left_deg: float = 0.0, up_deg: float = 0.0) -> None:
        """Turn the head, from straight ahead in the room."""
        way = turned(math.radians(left_deg), math.radians(up_deg))
        self.remote.do(head=Pose((0.0, EYES_M, 0.0), way))
        self.until(lambda: self._head_is(way), "the head is turned")

    def _head_is(self, way: Quaternion) -> bool:
        eye = self.glimpse.eye
        return eye is not None and abs(float(np.dot(eye.pose.turned, way))) > 0.9999

    def rest(self) -> None:
        """Let both hands hang, with nothing pressed."""
        for hand, at in _HANDS.items():
            self.put(hand, at, stick=(0.0, 0.0), trigger=0.0, squeeze=0.0)
        self.until(lambda: all(map(self._rests, _HANDS)), "the hands are at rest")

    def _rests(self, hand: Hand) -> bool:
        grip = self.state(hand).grip
        if grip is None or math.dist(grip.position, _HANDS[hand]) > 1e-3:
            return False
        # How it is held too: whoever aims next reckons from what is seen.
        held = abs(float(np.dot(grip.turned, _AT_REST))) > 1.0 - 1e-6
        return held and _quiet(self.state(hand))

    def put(
        self,
        hand: Hand,
        at: Vec3,
        way: Quaternion = _AT_REST,
        **changes: Any,
    ) -> None:
        """Hold a hand somewhere, metres in the room."""
        if "trigger" in changes:
            click = frozenset({"trigger_click"}) if changes["trigger"] > 0.5 else frozenset()
            changes.setdefault("pressed", click)
        do = self.remote.left if hand is Hand.LEFT else self.remote.right
        do(pose=Pose(at, way), **changes)

    def hold(self, hand: Hand = Hand.RIGHT, **changes: Any) -> None:
        """Do something with a hand where it is: stick, trigger, squeeze, pressed."""
        posture = self.remote.posture.left if hand is Hand.LEFT else self.remote.posture.right
        self.put(hand, posture.pose.position_m, posture.pose.orientation, **changes)

    def state(self, hand: Hand = Hand.RIGHT) -> HandState:
        """Return a hand as mrapp sees it."""
        return self.device.hands.get(hand, HandState())

    def aim(self, target: Vec3, hand: Hand = Hand.RIGHT) -> None:
        """Point with a hand at a place in the room, as a person does: by turning the wrist."""
        at = _HANDS[hand]
        self.until(lambda: self.state(hand).aim is not None, "the hand is seen")
        for _ in range(4):
            aims = self.state(hand).aim
            posture = self.remote.posture.left if hand is Hand.LEFT else self.remote.posture.right
            assert aims is not None
            held = RigidPose(posture.pose.position_m, posture.pose.orientation)
            way, seen = _wrist(held, aims, target)
            self.put(hand, at, way)
            self.until(partial(self._aims, hand, seen), "the hand is turned")
            if self._off(hand, target) < _AIMED_RAD:
                return
        raise StepError(f"the hand points {math.degrees(self._off(hand, target)):.2f} deg past it")

    def _aims(self, hand: Hand, way: Quaternion) -> bool:
        aims = self.state(hand).aim
        return aims is not None and abs(float(np.dot(aims.turned, way))) > 1.0 - 1e-7

    def _off(self, hand: Hand, target: Vec3) -> float:
        aims = self.state(hand).aim
        if aims is None:
            return math.pi
        wanted = np.subtract(target, aims.position)
        cosine = float(-aims.matrix[:3, 2] @ wanted) / float(np.linalg.norm(wanted))
        return math.acos(min(max(cosine, -1.0), 1.0))

    def point_at(self, area: str) -> StandingPanel:
        """Point at something on a panel, by its id."""
        self.until(lambda: self._panel(area) is not None, f"{area} is on a panel")
        panel = self._standing(area)
        found = next(each for each in panel.picture.areas if each.id == area)
        wide, high = panel.picture.size_m
        across, down = panel.picture.size_px
        x, y = (found.left + found.right) / 2.0 / across, (found.top + found.bottom) / 2.0 / down
        middle = ((x - 0.5) * wide, (0.5 - y) * high, 0.0, 1.0)
        on = panel.pose.matrix @ np.array(middle)
        self.aim((float(on[0]), float(on[1]), float(on[2])))
        return panel

    def _panel(self, area: str) -> str | None:
        for panel in self.desk.panels:
            if any(each.id == area for each in panel.areas):
                return panel.key
        return None

    def _standing(self, area: str) -> StandingPanel:
        for _ in range(200):
            for panel in self.of_loop(lambda loop: loop.panels):
                if any(each.id == area for each in panel.picture.areas):
                    return panel
        raise StepError(f"{area} is on no panel that stands; {self._now()}")

    def press(self, area: str, effect: Callable[[], bool] | None = None) -> None:
        """Point at something and press; returns once it has had its effect (None: was taken in)."""
        before = self._desk_now()
        panel = self.point_at(area)
        aim = self.state().aim
        spot = spot_on([panel], aim) if aim is not None else None
        if spot is None or spot.area != area:
            raise StepError(f"the hand points at {spot} and not at {area}")
        self.pull()
        self.until(effect or (lambda: self._desk_now() != before), f"{area} was pressed")
        self.let_go()

    def _desk_now(self) -> tuple[object, ...]:
        desk = self.desk
        return desk.words, desk.menu, desk.hints.tutorial, self.telling

    def pull(self) -> None:
        """Pull the trigger of the right hand."""
        self.hold(trigger=1.0)
        self.until(lambda: self.state().select, "the trigger is pulled")

    def let_go(self) -> None:
        """Let it go."""
        self.hold(trigger=0.0)
        self.until(lambda: not self.state().select, "the trigger is let go")

    def button(self, name: str, effect: Callable[[], bool], what: str) -> None:
        """Press a button of the right controller and let it go."""
        self.hold(pressed=frozenset({name}))
        self.until(effect, what)
        self.hold(pressed=frozenset())
        self.until(lambda: _quiet(self.state()), "the button is let go")

    # What the visitor sees

    def settle(self) -> None:
        """Wait until the city is all there and nothing hides it."""
        self.until(lambda: not self.of_loop(lambda loop: loop.view.unfinished), "the city is there")
        for _ in range(200):
            left, right = self.see()
            if min(float(left.mean()), float(right.mean())) > _DARK:
                return
        raise StepError(f"it stays dark; {self._now()}")

    def see(self, *, fine: bool = False) -> tuple[np.ndarray, np.ndarray]:
        """Return what both eyes see in a frame from now on; fine: as large as pictures are."""
        self.device.ask(fine=fine)
        self.until(lambda: self.device.eyes is not None, "both eyes see something")
        assert self.device.eyes is not None
        return self.device.eyes


@contextmanager
def seated(
    window: MainWindow,
    remote: Remote,
    *,
    options: LoopOptions,
    quads: bool = True,
    coarse: float = 1.0,
) -> Iterator[Seat]:
    """Let somebody put on the headset, in the program's own way; they stand at the start.

    quads, coarse: see `WatchedHeadset`.
    """
    # Late: the library of headsets takes a second, also where tests skip.
    from tests.xr.journeys.watched import WatchedHeadset

    device = WatchedHeadset(quads=quads, coarse=coarse)
    window.parts.actions["headset.open"].trigger()
    seat = Seat(window, remote, device)
    seat.guiding.runner.told.connect(seat.news.append)
    seat.guiding.begin(lambda: device, options)
    try:
        seat.until(
            lambda: (
                seat.guiding.glimpse is not None and seat.glimpse.condition is Condition.FOCUSED
            ),
            "the headset is worn",
        )
        seat.settle()
        yield seat
    finally:
        seat.guiding.close()
        seat.until(lambda: not _threads(), "the headset's thread ends")


def _threads() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name == "headset"]


def _quiet(state: HandState) -> bool:
    pressed = (state.select, state.menu, state.back, state.stick_pressed)
    return not any(pressed) and math.hypot(*state.stick) < 0.05 and state.squeeze < 0.05


def _wrist(held: RigidPose, aims: RigidPose, target: Vec3) -> tuple[Quaternion, Quaternion]:
    """Return how a hand is to be held so that it aims at a place, and how it aims then."""
    x, y, z = np.subtract(target, aims.position)
    wanted = turned(math.atan2(-x, -z), math.atan2(y, math.hypot(x, z)))
    ray = held.matrix[:3, :3].T @ aims.matrix[:3, :3]
    turn = RigidPose(turned=wanted).matrix[:3, :3] @ ray.T
    return _quaternion(turn), wanted


def _quaternion(turn: np.ndarray) -> Quaternion:
    """Return a rotation matrix as x, y, z, w (Shepperd's way, for a w that is not small)."""
    w = math.sqrt(max(1.0 + float(np.trace(turn)), 1e-9)) / 2.0
    x, y, z = (float(turn[a, b] - turn[b, a]) / (4.0 * w) for a, b in ((2, 1), (0, 2), (1, 0)))
    return (x, y, z, w)
