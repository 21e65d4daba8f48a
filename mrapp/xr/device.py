"""The port of a headset: what the frame loop asks of a device, whichever it is.

Everything is called on one thread, the one that draws, with the OpenGL context of its window
current. Times are nanoseconds on the device's own clock, lengths metres, angles radians.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.app.marker_tracking import MarkerSeen
from mrapp.scene.stereo.depth import EyeDepth
from mrapp.xr.frames import Fov, RigidPose


class Hand(StrEnum):
    """Which hand."""

    LEFT = "left"
    RIGHT = "right"


class Condition(StrEnum):
    """How a session is doing, in the order in which one that goes well passes through.

    WAITING: there is a headset and nobody uses it (idle, or not worn). READY: it runs, out of
    sight. VISIBLE: seen, but something else has the controllers (the runtime's own menu). FOCUSED:
    seen and steered. LOST: the runtime went; `Headset.open` may bring it back. ENDED: it was asked
    to end, by us or by its own menu.
    """

    WAITING = "waiting"
    READY = "ready"
    VISIBLE = "visible"
    FOCUSED = "focused"
    LOST = "lost"
    ENDED = "ended"


class BlendMode(StrEnum):
    """How a picture and the surroundings of the headset come together."""

    OPAQUE = "opaque"
    ADDITIVE = "additive"
    ALPHA = "alpha"


@dataclass(frozen=True)
class DeviceFacts:
    """What a device tells of itself, for reports and people.

    eye_px: the size (width, height) that is recommended for each eye. version: the runtime's.
    blend_modes: in the runtime's order of preference. extensions: those that are in use.
    floor_known: whether it knows where the floor is; else a usual eye height is supposed. most_px:
    the largest picture of an eye that it takes; None: any. finds_codes: whether it finds printed
    codes round it.
    """

    runtime: str
    version: str
    system: str
    eye_px: tuple[int, int]
    blend_modes: tuple[BlendMode, ...] = (BlendMode.OPAQUE,)
    extensions: tuple[str, ...] = ()
    simulated: bool = False
    floor_known: bool = True
    most_px: tuple[int, int] | None = None
    finds_codes: bool = False

    def drawn_px(self, scale: float) -> tuple[int, int]:
        """Return the size of an eye's picture at a scale of `eye_px`: no larger than it takes."""
        wide, high = (max(1, round(side * scale)) for side in self.eye_px)
        most_wide, most_high = self.most_px or (wide, high)
        return min(wide, most_wide), min(high, most_high)


@dataclass(frozen=True)
class EyeView:
    """Where an eye is in the stage, and what it sees."""

    pose: RigidPose
    fov: Fov


@dataclass(frozen=True)
class Frame:
    """A frame that is to be drawn, until `Headset.submit`.

    shown_at_ns: when it will be seen; period_ns: how long a frame is shown. seen: whether to draw
    at all. eyes: left, right. located: whether the head's place is known, not only guessed.
    """

    number: int
    shown_at_ns: int
    period_ns: int
    seen: bool
    eyes: tuple[EyeView, ...] = ()
    located: bool = True


@dataclass(frozen=True)
class HandState:
    """What one hand does, at the time of a frame.

    present: a controller, or a tracked hand, is there. aim: along -z it points; grip: where it is
    held; None where not tracked. stick: x right, y ahead, each -1..1. trigger, squeeze: 0..1.
    select: the press that means "yes, this" (trigger, pinch); menu: the menu button; back: the
    second one, where there is one; stick_pressed: the stick itself. profile: the OpenXR interaction
    profile in use, "" where none is. battery: how full the controller's is, 0..1; None where the
    runtime does not tell.
    """

    present: bool = False
    aim: RigidPose | None = None
    grip: RigidPose | None = None
    stick: tuple[float, float] = (0.0, 0.0)
    trigger: float = 0.0
    squeeze: float = 0.0
    select: bool = False
    menu: bool = False
    back: bool = False
    stick_pressed: bool = False
    profile: str = ""
    battery: float | None = None


NO_HAND = HandState()


@dataclass(frozen=True)
class Inputs:
    """What both hands do. steered: whether the session has the controllers' focus."""

    steered: bool = False
    hands: Mapping[Hand, HandState] = field(
        default_factory=lambda: {Hand.LEFT: NO_HAND, Hand.RIGHT: NO_HAND}
    )


@dataclass(frozen=True)
class Quad:
    """A flat picture that stands still in the stage: a panel of the hand menu.

    pose: of its middle; it faces +z of that frame. size_m: width and height. key: which picture it
    is, as given to `Headset.paint`. see_through: whether its alpha counts.
    """

    key: str
    pose: RigidPose
    size_m: tuple[float, float]
    see_through: bool = True


@dataclass(frozen=True)
class Happening:
    """Something that came about between two frames, for reports and the facilitator.

    kind: "condition", "profile" (another controller), "recentred" (the stage moved), "lost".
    """

    kind: str
    what: str


@dataclass
class Cost:
    """Seconds that a frame spent in the runtime's own calls; added up by the device."""

    wait_s: float = 0.0
    begin_s: float = 0.0
    acquire_s: float = 0.0
    copy_s: float = 0.0
    submit_s: float = 0.0


class Headset(Protocol):
    """A device.

    `open` it with the window whose context draws; then, frame by frame: `poll`, and while
    `running`: `wait`, `inputs`, for each eye draw and `take_eye`, `submit`.

    Raises `HeadsetError` (its `finding` says what is wrong, for the doctor) where it cannot go on;
    after that `close` is safe, and `open` may be tried again.
    """

    cost: Cost

    @property
    def facts(self) -> DeviceFacts:
        """What the device tells of itself, once it was opened."""
        ...

    @property
    def condition(self) -> Condition:
        """How the session is doing; ENDED before the first `open` and after `close`."""
        ...

    @property
    def running(self) -> bool:
        """Whether frames are to be made: READY, VISIBLE or FOCUSED."""
        ...

    @property
    def can_show_quads(self) -> bool:
        """Whether panels may be given as quads; else they are drawn into the scene."""
        ...

    @property
    def takes_depth(self) -> bool:
        """Whether this session takes how far away what was drawn is."""
        ...

    def open(
        self, window: vtkOpenGLRenderWindow, *, scale: float = 1.0, depth: bool = True
    ) -> None:
        """Begin a session that draws with the context of `window`.

        scale: of `eye_px`. depth: whether to give depth too, where it is taken.
        """
        ...

    def poll(self) -> tuple[Happening, ...]:
        """Take in what came about, and follow it: begin and end the session as it asks."""
        ...

    def wait(self) -> Frame:
        """Wait until the next frame is to be drawn, and begin it."""
        ...

    def inputs(self, frame: Frame) -> Inputs:
        """Return what the hands do at the time of a frame."""
        ...

    def codes(self, frame: Frame) -> Sequence[MarkerSeen] | None:
        """Return which printed codes are seen; None: nothing new, or it finds none.

        It begins to look when it is first asked, and never waits for what it finds.
        """
        ...

    def take_eye(
        self,
        frame: Frame,
        eye: int,
        window: vtkOpenGLRenderWindow,
        size_px: tuple[int, int],
        depth: EyeDepth | None = None,
    ) -> None:
        """Take what the window has just drawn, its lower left `size_px`, as an eye's picture.

        depth: of that picture; None: it is not known.
        """
        ...

    def paint(self, key: str, rgba: bytes, size_px: tuple[int, int]) -> None:
        """Give the picture of a quad: 8 bits sRGB with straight alpha, top row first."""
        ...

    def submit(
        self, frame: Frame, quads: Sequence[Quad] = (), blend: BlendMode = BlendMode.OPAQUE
    ) -> None:
        """End a frame: with what was taken for both eyes, else with an empty picture."""
        ...

    def buzz(self, hand: Hand, strength: float, seconds: float) -> None:
        """Let a controller tick. strength: 0..1."""
        ...

    def leave(self) -> None:
        """Ask the session to end; `condition` becomes ENDED with one of the next `poll`s."""
        ...

    def close(self) -> None:
        """Free everything; safe in any condition, twice, and after the runtime went."""
        ...
