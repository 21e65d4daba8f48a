"""A scripted headset: where the head and both hands are, and what the fingers press.

The runtime's driver of the name "remote" takes the whole state at once, as 376 bytes over TCP, in
the order of `r_remote_data` in Monado's r_interface.h (version 25), little-endian.
"""

import socket
import struct
import time
from dataclasses import dataclass, field, replace
from typing import Any, Final, Self

from tests.xr.rig.service import PORT
from tests.xr.rig.waiting import PATIENCE_S

Vector = tuple[float, float, float]
Quaternion = tuple[float, float, float, float]

_BUTTONS: Final = (
    "system_click",
    "system_touch",
    "a_click",
    "a_touch",
    "b_click",
    "b_touch",
    "trigger_click",
    "trigger_touch",
    "thumbstick_click",
    "thumbstick_touch",
    "trackpad_click",
    "trackpad_touch",
)
_NAME: Final = b"mndrmt3\0"
_NO_NAME: Final = bytes(8)
_SIZE: Final = 376
_EYE: Final = struct.Struct("<4f7f4x")
_CENTRE: Final = struct.Struct("<7f?3x")
# pose, speeds, curl of five fingers, trigger, squeeze and its force, stick, force and place on the
# trackpad, then whether hands are tracked, whether the controller is on, and what is pressed.
_HAND: Final = struct.Struct(f"<7f6f5f3f2f1f2f??{len(_BUTTONS)}?2x")


@dataclass(frozen=True)
class Pose:
    """A place in the stage, in metres, y up and -z ahead, and a turn as x, y, z, w."""

    position_m: Vector = (0.0, 0.0, 0.0)
    orientation: Quaternion = (0.0, 0.0, 0.0, 1.0)

    def packed(self) -> tuple[float, ...]:
        """The seven numbers in the order of the wire."""
        return (*self.orientation, *self.position_m)


@dataclass(frozen=True)
class Eye:
    """How far an eye sees, in radians (left and down below zero), and where in the head it is."""

    left: float
    right: float
    up: float
    down: float
    pose: Pose


@dataclass(frozen=True)
class Hand:
    """A hand with a controller in it.

    stick: right and ahead, each -1 to 1. trigger, squeeze: 0 to 1. pressed: names such as `a_click`
    or `trigger_touch`; the driver derives none of them from the values. on: whether it is switched
    on at all.
    """

    pose: Pose
    stick: tuple[float, float] = (0.0, 0.0)
    trigger: float = 0.0
    squeeze: float = 0.0
    pressed: frozenset[str] = frozenset()
    on: bool = True

    def packed(self) -> bytes:
        """What stands for it on the wire. Raises ValueError: no button has such a name."""
        if unknown := self.pressed.difference(_BUTTONS):
            raise ValueError(f"no button of a controller: {', '.join(sorted(unknown))}")
        still, curl, trackpad = (0.0,) * 6, (0.0,) * 5, (0.0,) * 3
        grip = (self.trigger, self.squeeze, self.squeeze)
        buttons = tuple(name in self.pressed for name in _BUTTONS)
        return _HAND.pack(
            *self.pose.packed(),
            *still,
            *curl,
            *grip,
            *self.stick,
            *trackpad,
            False,
            self.on,
            *buttons,
        )


@dataclass(frozen=True)
class Posture:
    """All that a visitor does at one moment. eyes: left and right; None: the runtime's own."""

    head: Pose = Pose((0.0, 1.6, 0.0))
    left: Hand = Hand(Pose((-0.2, 1.3, -0.4)))
    right: Hand = Hand(Pose((0.2, 1.3, -0.4)))
    eyes: tuple[Eye, Eye] | None = None

    def packed(self) -> bytes:
        """The message that says so."""
        head = _CENTRE.pack(*self.head.packed(), self.eyes is not None)
        eyes = b"".join(map(_eye, self.eyes)) if self.eyes else bytes(2 * _EYE.size)
        return _NAME + eyes + head + self.left.packed() + self.right.packed()


def _eye(eye: Eye) -> bytes:
    return _EYE.pack(eye.left, eye.right, eye.up, eye.down, *eye.pose.packed())


@dataclass
class Remote:
    """The one who moves the scripted headset; what was not told to change stays as it is."""

    posture: Posture = field(default_factory=Posture)
    _wire: socket.socket | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        """Reach the runtime and take the posture. Raises ConnectionError: it is of another kind."""
        self._wire = _connected()
        self._wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        # It begins by telling its own state; version 25.0 does so before it has filled in the name.
        name = _received(self._wire)[: len(_NAME)]
        if name not in (_NAME, _NO_NAME):
            self._wire.close()
            raise ConnectionError(
                f"the runtime's scripted headset speaks {name!r} and not {_NAME!r}"
            )
        self.do()
        return self

    def __exit__(self, *_: object) -> None:
        """Let go; the headset stays as it is."""
        if self._wire is not None:
            self._wire.close()
            self._wire = None

    def do(self, **changes: Any) -> None:
        """Change the posture (`head`, `left`, `right`, `eyes`) and tell the runtime.

        It answers nothing: wait for what a program sees of it.
        """
        self.posture = replace(self.posture, **changes)
        if self._wire is None:
            raise ConnectionError("the scripted headset was not reached yet")
        self._wire.sendall(self.posture.packed())

    def left(self, **changes: Any) -> None:
        """Change the left hand, such as `left(stick=(0, 1))`, and tell the runtime."""
        self.do(left=replace(self.posture.left, **changes))

    def right(self, **changes: Any) -> None:
        """Change the right hand, such as `right(trigger=1.0)`, and tell the runtime."""
        self.do(right=replace(self.posture.right, **changes))


def _connected() -> socket.socket:
    ends = time.monotonic() + PATIENCE_S
    while True:
        try:
            return socket.create_connection(("127.0.0.1", PORT), timeout=PATIENCE_S)
        except ConnectionRefusedError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.005)


def _received(wire: socket.socket) -> bytes:
    state = b""
    while len(state) < _SIZE:
        part = wire.recv(_SIZE - len(state))
        if not part:
            raise ConnectionError("the runtime hung up on whoever scripts its headset")
        state += part
    return state
