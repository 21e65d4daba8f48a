"""The body of a scripted visitor: head and hands that move as people's do."""

import math
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field

from mrapp.model.texts import Phrase
from mrapp.xr.device import Hand, HandState
from mrapp.xr.frames import RigidPose, Vec3, turned
from mrapp.xr.rehearsal.around import Around, bearing

Act = Generator[None, None, None]
"""What a visitor does, a frame at a time."""

TOUCH = "/interaction_profiles/oculus/touch_controller"
_AT_REST: Vec3 = (0.2, -0.52, -0.28)
_RAISED: Vec3 = (0.2, -0.36, -0.4)
_HANGING_RAD, _HELD_RAD = math.radians(-55.0), math.radians(-35.0)
_TURN_RAD_PER_S = math.radians(110.0)
_REACH_S, _LEAST_S = 0.45, 0.15
# A device that did not tell how much time has passed.
_LEAST_FRAME_S = 0.005


class NotThereError(Exception):
    """Something that a visitor waited for did not come; `words` says what."""

    def __init__(self, words: Phrase) -> None:
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True)
class Body:
    """What a device is to report of a visitor.

    head, hands: poses in the stage, and what is pressed. worn: whether the headset is on.
    """

    head: RigidPose
    hands: Mapping[Hand, HandState]
    worn: bool = True


@dataclass
class Arm:
    """A hand.

    at: from the head, metres, turned with it. yaw_rad to the left, pitch_rad up: where it points in
    the stage.
    """

    at: Vec3
    yaw_rad: float = 0.0
    pitch_rad: float = _HANGING_RAD
    stick: tuple[float, float] = (0.0, 0.0)
    pressed: bool = False
    squeeze: float = 0.0
    menu: bool = False
    back: bool = False


@dataclass
class Puppet:
    """A visitor's body and what it sees. Acts move it, and `yield` once a frame.

    main: the hand that does everything; both: whether the other one is there, too. pace: how many
    times faster than people. patience: for so many frames something is waited for. waiting:
    whether nothing but waiting goes on.
    """

    head_at: Vec3
    main: Hand = Hand.RIGHT
    both: bool = True
    profile: str = TOUCH
    pace: float = 1.0
    patience: int = 900
    yaw_rad: float = 0.0
    pitch_rad: float = 0.0
    worn: bool = False
    waiting: bool = False
    around: Around = field(default_factory=Around)
    arms: dict[Hand, Arm] = field(default_factory=dict)

    def __post_init__(self) -> None:
        hands = Hand if self.both else (self.main,)
        self.arms = {hand: Arm(_of_side(_AT_REST, hand), self.yaw_rad) for hand in hands}

    @property
    def arm(self) -> Arm:
        """The main hand."""
        return self.arms[self.main]

    @property
    def body(self) -> Body:
        """The body as it is now."""
        head = RigidPose(self.head_at, turned(self.yaw_rad, self.pitch_rad))
        hands = {hand: self._state(arm) for hand, arm in self.arms.items()}
        return Body(head, dict.fromkeys(Hand, HandState()) | hands, self.worn)

    def hand_at(self, arm: Arm) -> Vec3:
        """Return where a hand is in the stage."""
        sin, cos = math.sin(self.yaw_rad), math.cos(self.yaw_rad)
        (x, y, z), (hx, hy, hz) = arm.at, self.head_at
        return (hx + cos * x + sin * z, max(hy + y, 0.1), hz - sin * x + cos * z)

    def aim_of(self, arm: Arm) -> RigidPose:
        """Return along which ray a hand points."""
        return RigidPose(self.hand_at(arm), turned(arm.yaw_rad, arm.pitch_rad))

    @property
    def eye(self) -> Vec3:
        """Where the head is, local metres."""
        return self.around.place.local(self.head_at)

    # What acts are made of

    def frames(self, count: int) -> Act:
        """Let so many frames pass."""
        for _ in range(count):
            yield

    def rest(self, seconds: float) -> Act:
        """Let some time pass."""
        yield from self.move(seconds, lambda _share: None)

    def pass_s(self, seconds: float) -> Act:
        """Let some time pass, as long for who is in a hurry: for what mrapp itself waits."""
        passed_s = 0.0
        while passed_s < seconds:
            passed_s += max(self.around.seconds, _LEAST_FRAME_S)
            yield

    def move(self, seconds: float, change: Callable[[float], None]) -> Act:
        """Move for some time; `change` gets how much of it is done, 0..1, gently at both ends."""
        passed_s = 0.0
        while passed_s < seconds:
            passed_s += self.pace * max(self.around.seconds, _LEAST_FRAME_S)
            share = min(passed_s / seconds, 1.0)
            change(share * share * (3.0 - 2.0 * share))
            yield

    def until(self, so: Callable[[], bool], why: Phrase, frames: int | None = None) -> Act:
        """Wait until something is so. Raises `NotThereError` with `why` where it does not come."""
        self.waiting = True
        try:
            for _ in range(frames or self.patience):
                if so():
                    return
                yield
        finally:
            self.waiting = False
        if not so():
            raise NotThereError(why)

    def look(self, yaw_rad: float, pitch_rad: float = 0.0) -> Act:
        """Turn the head, and the hands with it: to the left, and up, in the stage."""
        yaw, pitch = self.yaw_rad, self.pitch_rad
        turn = math.remainder(yaw_rad - yaw, math.tau)
        begun = {hand: arm.yaw_rad for hand, arm in self.arms.items()}

        def change(share: float) -> None:
            self.yaw_rad = yaw + share * turn
            self.pitch_rad = pitch + share * (pitch_rad - pitch)
            for hand, arm in self.arms.items():
                arm.yaw_rad = begun[hand] + share * turn

        angle = max(abs(turn), abs(pitch_rad - pitch))
        yield from self.move(_LEAST_S + angle / _TURN_RAD_PER_S, change)

    def look_at(self, place: Vec3, slack_rad: float = math.radians(6.0)) -> Act:
        """Look at a place of the stage, unless that is before one already."""
        yaw, pitch = bearing(self.head_at, place)
        if max(abs(math.remainder(yaw - self.yaw_rad, math.tau)), abs(pitch - self.pitch_rad)) > (
            slack_rad
        ):
            yield from self.look(yaw, pitch)

    def point(self, target: Callable[[], Vec3 | None]) -> Act:
        """Raise the main hand and point at a place of the stage, which may move meanwhile."""
        arm = self.arm
        at, yaw, pitch = arm.at, arm.yaw_rad, arm.pitch_rad
        raised = _of_side(_RAISED, self.main)

        def change(share: float) -> None:
            x, y, z = (a + share * (b - a) for a, b in zip(at, raised, strict=True))
            arm.at = (x, y, z)
            place = target()
            if place is not None:
                to_yaw, to_pitch = bearing(self.hand_at(arm), place)
                arm.yaw_rad = yaw + share * math.remainder(to_yaw - yaw, math.tau)
                arm.pitch_rad = pitch + share * (to_pitch - pitch)

        yield from self.move(_REACH_S, change)

    def raise_hand(self) -> None:
        """Hold the main hand up, at once."""
        self.arm.at = _of_side(_RAISED, self.main)

    def point_now(self, place: Vec3) -> None:
        """Point with the main hand, as it is, at a place of the stage."""
        arm = self.arm
        arm.yaw_rad, arm.pitch_rad = bearing(self.hand_at(arm), place)

    def aim(self, yaw_rad: float, pitch_rad: float) -> Act:
        """Raise the main hand and point that way."""
        arm = self.arm
        at, yaw, pitch = arm.at, arm.yaw_rad, arm.pitch_rad
        raised, turn = _of_side(_RAISED, self.main), math.remainder(yaw_rad - yaw, math.tau)

        def change(share: float) -> None:
            x, y, z = (a + share * (b - a) for a, b in zip(at, raised, strict=True))
            arm.at = (x, y, z)
            arm.yaw_rad = yaw + share * turn
            arm.pitch_rad = pitch + share * (pitch_rad - pitch)

        yield from self.move(_REACH_S, change)

    def lower(self) -> Act:
        """Let all hands hang, and press nothing."""
        self.let_go()
        begun = {hand: (arm.at, arm.yaw_rad, arm.pitch_rad) for hand, arm in self.arms.items()}

        def change(share: float) -> None:
            for hand, arm in self.arms.items():
                at, yaw, pitch = begun[hand]
                rest = _of_side(_AT_REST, hand)
                x, y, z = (a + share * (b - a) for a, b in zip(at, rest, strict=True))
                arm.at = (x, y, z)
                arm.yaw_rad = yaw + share * math.remainder(self.yaw_rad - yaw, math.tau)
                arm.pitch_rad = pitch + share * (_HANGING_RAD - pitch)

        yield from self.move(_REACH_S, change)

    def let_go(self) -> None:
        """Press nothing any more."""
        for arm in self.arms.values():
            arm.stick, arm.squeeze = (0.0, 0.0), 0.0
            arm.pressed = arm.menu = arm.back = False

    def _state(self, arm: Arm) -> HandState:
        aim = self.aim_of(arm)
        held = RigidPose(aim.position, turned(arm.yaw_rad, arm.pitch_rad + _HELD_RAD))
        return HandState(
            present=True,
            aim=aim,
            grip=held,
            stick=arm.stick,
            trigger=1.0 if arm.pressed else 0.0,
            squeeze=arm.squeeze,
            select=arm.pressed,
            menu=arm.menu,
            back=arm.back,
            profile=self.profile,
        )


def _of_side(at: Vec3, hand: Hand) -> Vec3:
    """Return a place beside the right of the body on the side of a hand."""
    x, y, z = at
    return (x if hand is Hand.RIGHT else -x, y, z)
