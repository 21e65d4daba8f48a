"""A headset that is not there: for rehearsals, for showing without one, and for tests.

It does what a script of timed cues says, or what whoever steers it sets; both may be mixed.
"""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.marker_tracking import MarkerSeen, MarkerTracking
from mrapp.model.headset_errors import HeadsetLostError
from mrapp.model.headset_faults import HeadsetError
from mrapp.scene.stereo.depth import EyeDepth
from mrapp.xr.device import (
    NO_HAND,
    BlendMode,
    Condition,
    Cost,
    DeviceFacts,
    EyeView,
    Frame,
    Hand,
    HandState,
    Happening,
    Inputs,
    Quad,
)
from mrapp.xr.frames import Fov, RigidPose, Vec3

Picture = NDArray[np.uint8]

EYE_HEIGHT_M = 1.6
STANDING = RigidPose((0.0, EYE_HEIGHT_M, 0.0))
PROFILE = "/interaction_profiles/khr/simple_controller"
_EYES_APART_M = 0.063
_WIDE, _NARROW, _UP, _DOWN = (math.radians(each) for each in (50.0, 42.0, 45.0, -48.0))
FOVS = (Fov(-_WIDE, _NARROW, _UP, _DOWN), Fov(-_NARROW, _WIDE, _UP, _DOWN))
"""What each eye sees: more outwards than inwards, as in most headsets."""

_RUNNING = frozenset({Condition.READY, Condition.VISIBLE, Condition.FOCUSED})


class Clock(Protocol):
    """What paces the frames; nanoseconds."""

    def now_ns(self) -> int:
        """Return the time."""
        ...

    def wait_until_ns(self, moment_ns: int) -> None:
        """Return once it is that late."""
        ...


class WallClock:
    """The time that passes for people too."""

    def now_ns(self) -> int:
        """Return the time since some moment in the past."""
        return time.perf_counter_ns()

    def wait_until_ns(self, moment_ns: int) -> None:
        """Let others work until it is that late."""
        time.sleep(max(0, moment_ns - self.now_ns()) / 1e9)


class HandClock:
    """A clock that only moves when it is waited for, or put on: a minute is over at once."""

    def __init__(self) -> None:
        self._now_ns = 0

    def now_ns(self) -> int:
        """Return the time since this was made."""
        return self._now_ns

    def wait_until_ns(self, moment_ns: int) -> None:
        """Put the clock on to that moment."""
        self._now_ns = max(self._now_ns, moment_ns)


@dataclass(frozen=True)
class Cue:
    """What is so from a moment on, in seconds after the first `open`; None leaves it as it was.

    hands: those that it names. error: what the runtime fails with then.
    """

    at_s: float
    head: RigidPose | None = None
    hands: Mapping[Hand, HandState] = field(default_factory=dict)
    condition: Condition | None = None
    error: HeadsetError | None = None
    recentred: bool = False


@dataclass
class Shown:
    """What was submitted with the last frame: pictures (h, w, 4), top row first, and panels."""

    number: int = 0
    eyes: dict[int, Picture] = field(default_factory=dict)
    quads: tuple[Quad, ...] = ()
    blend: BlendMode = BlendMode.OPAQUE


class Pilot(Protocol):
    """Leads a simulated headset, on its thread."""

    def lead(self, headset: "SimulatedHeadset", now_s: float) -> None:
        """Steer it, once for each frame, and now and then while there are none.

        now_s: on the headset's clock.
        """
        ...


class SimulatedHeadset:
    """A device without a device. See `mrapp.xr.device.Headset`.

    script: cues in any order. rate: frames a second. keeps: whether to keep the pictures of the
    eyes in `shown`, which costs reading them back. found: asked at `open`; raises what a runtime
    that is not there would. pilot: leads it, instead of a script or beside one. codes: what lies
    printed round it; None: it finds none.
    """

    def __init__(
        self,
        script: Sequence[Cue] = (),
        clock: Clock | None = None,
        *,
        eye_px: tuple[int, int] = (512, 512),
        rate: float = 72.0,
        fovs: tuple[Fov, Fov] = FOVS,
        blend_modes: tuple[BlendMode, ...] = (BlendMode.OPAQUE, BlendMode.ALPHA),
        quads: bool = True,
        keeps: bool = False,
        found: Callable[[], None] = lambda: None,
        pilot: Pilot | None = None,
        codes: MarkerTracking | None = None,
    ) -> None:
        self.located = True
        self._codes = codes
        self.facts = DeviceFacts(
            "mrapp", "1", "simulated", eye_px, blend_modes,
            simulated=True, finds_codes=codes is not None,
        )  # fmt: skip
        self.cost = Cost()
        self.condition = Condition.ENDED
        self.head = STANDING
        self.hands = dict.fromkeys(Hand, NO_HAND)
        self.shown = Shown()
        self.panels: dict[str, Picture] = {}
        self.buzzed: list[tuple[Hand, float, float]] = []
        self._script = sorted(script, key=lambda cue: cue.at_s)
        self._clock = clock if clock is not None else WallClock()
        self._period_ns = round(1e9 / rate)
        self._fovs, self._quads, self._keeps, self._found = fovs, quads, keeps, found
        self._pilot = pilot
        self._began_ns = self._due_ns = 0
        self._played = self._number = 0
        self._told: list[Happening] = []
        self._taken: dict[int, Picture] = {}
        self._leaving = False
        self._worn = True

    @property
    def running(self) -> bool:
        """Whether frames are to be made."""
        return self.condition in _RUNNING

    @property
    def can_show_quads(self) -> bool:
        """As it was made."""
        return self._quads

    def steer(
        self,
        *,
        head: RigidPose | None = None,
        hands: Mapping[Hand, HandState] | None = None,
        condition: Condition | None = None,
        located: bool | None = None,
        blend_modes: tuple[BlendMode, ...] | None = None,
    ) -> None:
        """Set what is so from now on, until somebody or the script sets it otherwise.

        located: whether the head's place is known. blend_modes: what is offered now, as when
        somebody forbids the cameras.
        """
        self.located = self.located if located is None else located
        if blend_modes is not None:
            self.facts = replace(self.facts, blend_modes=blend_modes)
        self.head = self.head if head is None else head
        there = self.condition not in (Condition.ENDED, Condition.LOST)
        for hand, state in (hands or {}).items():
            if there and state.profile != self.hands[hand].profile:
                self._told.append(Happening("profile", f"{hand.value} {state.profile}".rstrip()))
            self.hands[hand] = state
        if condition is not None:
            self._worn = condition is not Condition.WAITING
            self._become(condition)

    @property
    def takes_depth(self) -> bool:
        """Nobody moves its pictures after they were drawn."""
        return False

    def open(
        self, window: vtkOpenGLRenderWindow, *, scale: float = 1.0, depth: bool = True
    ) -> None:
        """Begin; the script goes on where it was, so that it can tell of several visitors."""
        del window, scale, depth  # It takes whatever size it is given.
        self.close()
        self._found()
        if not self._began_ns:
            self._began_ns = self._clock.now_ns() or 1
        self._due_ns = self._clock.now_ns()
        self._worn = True
        self._become(Condition.WAITING)

    def poll(self) -> tuple[Happening, ...]:
        """Play the cues that are due; who wears it and draws a frame has the controllers too."""
        if self.condition in (Condition.ENDED, Condition.LOST):
            return self._tell()
        if self._leaving:
            self._become(Condition.ENDED)
            return self._tell()
        self._play()
        if not self.running:
            self._follow_pilot()
        if self.condition is Condition.WAITING and self._worn:
            self._become(Condition.READY)
        elif self.condition is Condition.READY and self._number > 0:
            self._become(Condition.FOCUSED)
        return self._tell()

    def wait(self) -> Frame:
        """Wait until the next frame is due."""
        self._alive()
        began = time.perf_counter()
        self._due_ns = max(self._due_ns + self._period_ns, self._clock.now_ns())
        self._clock.wait_until_ns(self._due_ns)
        self._play()
        self._follow_pilot()
        self._alive()
        self.cost.wait_s += time.perf_counter() - began
        self._number += 1
        self._taken.clear()
        seen = self.condition in (Condition.VISIBLE, Condition.FOCUSED)
        return Frame(
            self._number,
            self._due_ns + self._period_ns,
            self._period_ns,
            seen,
            self._eyes() if seen else (),
            self.located,
        )

    def inputs(self, frame: Frame) -> Inputs:
        """Return what the hands were set to."""
        del frame
        steered = self.condition is Condition.FOCUSED
        return Inputs(steered, dict(self.hands)) if steered else Inputs()

    def codes(self, frame: Frame) -> Sequence[MarkerSeen] | None:
        """Return what lies printed round it."""
        return self._codes.look(frame.shown_at_ns) if self._codes is not None else None

    def take_eye(
        self,
        frame: Frame,
        eye: int,
        window: vtkOpenGLRenderWindow,
        size_px: tuple[int, int],
        depth: EyeDepth | None = None,
    ) -> None:
        """Take an eye's picture, if pictures are kept."""
        del depth
        self._alive()
        began = time.perf_counter()
        if frame.seen:
            self._taken[eye] = _read(window, size_px) if self._keeps else _NO_PICTURE
        self.cost.copy_s += time.perf_counter() - began

    def paint(self, key: str, rgba: bytes, size_px: tuple[int, int]) -> None:
        """Keep the picture of a panel."""
        self._alive()
        width, height = size_px
        self.panels[key] = np.frombuffer(rgba, np.uint8).reshape(height, width, 4)

    def submit(
        self, frame: Frame, quads: Sequence[Quad] = (), blend: BlendMode = BlendMode.OPAQUE
    ) -> None:
        """Show what was taken, in `shown`."""
        self._alive()
        whole = len(self._taken) == len(self._fovs)
        self.shown = Shown(
            frame.number,
            dict(self._taken) if whole and self._keeps else {},
            tuple(quad for quad in quads if whole and quad.key in self.panels),
            blend,
        )

    def buzz(self, hand: Hand, strength: float, seconds: float) -> None:
        """Keep that a controller was to tick, in `buzzed`."""
        if self.condition is Condition.FOCUSED:
            self.buzzed.append((hand, strength, seconds))

    def leave(self) -> None:
        """End with the next `poll`."""
        self._leaving = self.condition not in (Condition.ENDED, Condition.LOST)

    def close(self) -> None:
        """Let go of what was shown."""
        self.condition = Condition.ENDED
        self._leaving = False
        self._told.clear()
        self._taken.clear()
        self.panels.clear()
        self._number = 0

    def _become(self, condition: Condition) -> None:
        if condition is self.condition:
            return
        self.condition = condition
        kind = "lost" if condition is Condition.LOST else "condition"
        self._told.append(Happening(kind, condition.value))

    def _tell(self) -> tuple[Happening, ...]:
        told, self._told = tuple(self._told), []
        return told

    def _play(self) -> None:
        """Play every cue that is due by now."""
        now_s = (self._clock.now_ns() - self._began_ns) / 1e9
        while self._played < len(self._script) and self._script[self._played].at_s <= now_s:
            cue = self._script[self._played]
            self._played += 1
            self._act(cue)

    def _act(self, cue: Cue) -> None:
        self.steer(head=cue.head, hands=cue.hands, condition=cue.condition)
        if cue.recentred:
            self._told.append(Happening("recentred", "by the script"))
        if cue.error is not None:
            self._become(Condition.LOST)
            raise cue.error

    def _follow_pilot(self) -> None:
        if self._pilot is not None:
            self._pilot.lead(self, (self._clock.now_ns() - self._began_ns) / 1e9)

    def _alive(self) -> None:
        if self.condition in (Condition.LOST, Condition.ENDED):
            raise HeadsetLostError(code="SIMULATED")

    def _eyes(self) -> tuple[EyeView, EyeView]:
        left, right = (
            EyeView(RigidPose(_beside(self.head, side * _EYES_APART_M / 2), self.head.turned), fov)
            for side, fov in zip((-1.0, 1.0), self._fovs, strict=True)
        )
        return left, right


_NO_PICTURE: Picture = np.zeros((0, 0, 4), np.uint8)


def _beside(head: RigidPose, metres: float) -> Vec3:
    """Return a place beside a head: to its right where metres is positive."""
    x, y, z = (head.matrix @ np.array([metres, 0.0, 0.0, 1.0]))[:3]
    return float(x), float(y), float(z)


def _read(window: vtkOpenGLRenderWindow, size_px: tuple[int, int]) -> Picture:
    width, height = size_px
    pixels = vtkUnsignedCharArray()
    window.GetRGBACharPixelData(0, 0, width - 1, height - 1, 0, pixels, 0)
    picture: Picture = np.asarray(pixels, np.uint8).reshape(height, width, 4)[::-1].copy()
    return picture
