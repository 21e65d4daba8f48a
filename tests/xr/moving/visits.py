"""A visitor with a headset in a world of boxes: what they do in their room, frame by frame."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from mrapp.scene.moving import WorldPort
from mrapp.xr.device import NO_HAND, Hand, HandState, Inputs
from mrapp.xr.frames import Quaternion, RigidPose, Vec3
from mrapp.xr.moving.comfort import CALM, Comfort
from mrapp.xr.moving.seen import Seen
from mrapp.xr.moving.walker import Walker
from mrapp.xr.rig import StagePlace, StageRig
from tests.scene.blocks import Block, BlockWorld

FRAME_S = 1.0 / 90.0
REST = (0.0, 0.0)
_START, _UPRIGHT = StagePlace(), RigidPose((0.0, 1.65, 0.0))

# A street of things that go wrong: a wall, a kerb, a stair, a shed's roof, water, a trench.
KERB_M, STEP_M = 0.12, 0.17
WALL = Block((-90.0, 10.0, 0.0), (-1.0, 10.3, 6.0))
HOUSE = Block((20.0, -10.0, 0.0), (40.0, 10.0, 9.0))
SHED = Block((-30.0, -10.0, 0.0), (-20.0, 0.0, 0.3))
POND = Block((-10.0, -30.0, -1.0), (10.0, -12.0, 0.01))
KERB = Block((2.0, 0.0, 0.0), (6.0, 8.0, KERB_M), walkable=True)
STAIRS = tuple(
    Block((2.0, 8.0 + 0.29 * n, 0.0), (6.0, 30.0, KERB_M + STEP_M * (n + 1)), walkable=True)
    for n in range(12)
)
STREET = (WALL, HOUSE, SHED, POND, KERB, *STAIRS)


def turned(heading_rad: float = 0.0, pitch_rad: float = 0.0, roll_rad: float = 0.0) -> Quaternion:
    """Return how a thing of the stage is turned: clockwise from -z, then up, then over."""
    result = (0.0, 0.0, 0.0, 1.0)
    for axis, angle in ((1, -heading_rad), (0, pitch_rad), (2, roll_rad)):
        part = [0.0, 0.0, 0.0, math.cos(angle / 2.0)]
        part[axis] = math.sin(angle / 2.0)
        result = _times(result, (part[0], part[1], part[2], part[3]))
    return result


def _times(a: Quaternion, b: Quaternion) -> Quaternion:
    (ax, ay, az, aw), (bx, by, bz, bw) = a, b
    return (
        aw * bx + ax * bw + ay * bz - az * by,
        aw * by - ax * bz + ay * bw + az * bx,
        aw * bz + ax * by - ay * bx + az * bw,
        aw * bw - ax * bx - ay * by - az * bz,
    )


def hand(
    stick: tuple[float, float] = REST,
    aim: RigidPose | None = None,
    *,
    grip: RigidPose | None = None,
    squeeze: float = 0.0,
    select: bool = False,
    profile: str = "/interaction_profiles/oculus/touch_controller",
) -> HandState:
    """Return a hand that is there."""
    aim = aim or RigidPose((0.2, 1.2, -0.3), turned(0.0, 0.0))
    return HandState(True, aim, grip or aim, stick, squeeze=squeeze, select=select, profile=profile)


def both(right: HandState = NO_HAND, left: HandState = NO_HAND, *, steered: bool = True) -> Inputs:
    """Return what both hands do."""
    return Inputs(steered, {Hand.LEFT: left, Hand.RIGHT: right})


@dataclass
class Visit:
    """A visitor, and everything that they saw. Each frame is checked against the laws."""

    world: WorldPort = field(default_factory=lambda: BlockWorld(*STREET))
    place: StagePlace = _START
    comfort: Comfort = CALM
    head: RigidPose = _UPRIGHT
    seen: list[Seen] = field(default_factory=list)
    places: list[StagePlace] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rig = StageRig(self.place)
        self.walker = Walker(self.rig, self.world)

    @property
    def eye(self) -> Vec3:
        """Where the head is, local."""
        return self.rig.place.local(self.head.position)

    def frame(self, inputs: Inputs, *, tracked: bool = True, dt_s: float = FRAME_S) -> Seen:
        """Let one frame pass."""
        seen = self.walker.frame(dt_s, self.head if tracked else None, inputs, self.comfort)
        self.seen.append(seen)
        self.places.append(self.rig.place)
        return seen

    def run(self, seconds: float, inputs: Inputs | None = None) -> Seen:
        """Let time pass with hands held so."""
        for _ in range(max(1, round(seconds / FRAME_S))):
            self.frame(inputs or both(hand(), hand()))
        return self.seen[-1]

    def walk_in_room(self, to: Vec3, steps: int = 90) -> None:
        """Walk there in the room, with hands at rest."""
        start = self.head.position
        for number in range(1, steps + 1):
            x, y, z = (a + (b - a) * number / steps for a, b in zip(start, to, strict=True))
            self.head = RigidPose((x, y, z), self.head.turned)
            self.frame(both(hand(), hand()))


def leaps(visit: Visit, metres: float = 0.1) -> Iterable[int]:
    """Return the frames in which the head was put elsewhere at once."""
    return [
        number
        for number in range(1, len(visit.places))
        if math.dist(
            visit.places[number].local(visit.head.position),
            visit.places[number - 1].local(visit.head.position),
        )
        > metres
    ]
