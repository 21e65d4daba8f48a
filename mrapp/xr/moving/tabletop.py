"""The city as a model on a table: grabbed with one hand or two, and a spot chosen to stand in.

One hand drags and turns, two also make larger and smaller; the model always stays upright.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np

from mrapp.scene.walking import MARGIN_M, landing_place, within
from mrapp.xr.device import Hand, HandState
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.arc import Arc, point
from mrapp.xr.moving.comfort import JUMP_BLINK, Blink
from mrapp.xr.moving.jumps import StandAt
from mrapp.xr.moving.moment import Moment, heading_of, motion_between
from mrapp.xr.moving.spots import can_stand
from mrapp.xr.moving.steering import HELD, LET_GO, PUSHED, Sticks, aside
from mrapp.xr.rig import STILL, StageMotion, StagePlace

SCALE: Final = 200.0
USUAL_TABLE_M: Final = 0.74
"""The height of most tables to eat or to meet at."""
SMALLEST_SCALE, LARGEST_SCALE = 50.0, 1_000.0

# A table for who stands reaches to the hip, for who sits to the elbow: so far below the eyes.
_BELOW_EYES_M = 0.65
_LOWEST_M, _HIGHEST_M = 0.5, 1.1
_BEYOND_REACH_M = 0.2
# So low and so high a hand may leave the model.
_LIFTED_M = (0.3, 1.5)
_POINT_REACH_M = 4.0
_SPOT_REACH_M = 45.0
_TURN_RAD_PER_S = math.radians(45.0)
_DOUBLE_PER_S = 1.0
# What a press in the menu does: it goes on from there as a stick would.
_STEP_RAD, _STEP_DOUBLES = math.radians(30.0), math.log2(1.5)
# Hands nearer together than this, seen from above, do not say which way they are turned.
_APART_M = 0.05


@dataclass(frozen=True)
class Table:
    """Where the model stands in the stage: the middle of its ground, and how far it reaches.

    real: whether the table is the visitor's own, in a room that is seen behind the picture.
    """

    centre: Vec3
    radius_m: float = 0.6
    real: bool = False


@dataclass(frozen=True)
class _Grab:
    """What hands took hold of: the place of the stage and where they were in it."""

    place: StagePlace
    hands: Mapping[Hand, RigidPose]


class Tabletop:
    """One way of moving, while the city is a model.

    scale: the model's, kept from one time to the next. real: whether it is laid on the visitor's
    own table (mixed reality). height_m: of that table, where it was touched: the model stays on it;
    None supposes a usual one, and a hand may lift the model to the right height. refused: whether a
    "yes" was pressed just now where nobody can stand. hand: which pressed it last.
    """

    def __init__(
        self, scale: float = SCALE, height_m: float | None = None, *, real: bool = False
    ) -> None:
        self.scale = min(max(scale, SMALLEST_SCALE), LARGEST_SCALE)
        self.height_m = height_m
        self.real = real
        self.table = Table((0.0, 1.0, -0.8))
        self.arc: Arc | None = None
        self.refused = False
        self.hand = Hand.RIGHT
        self._ground_m = 0.0
        self._grab: _Grab | None = None
        self._to_turn_rad = self._to_double = 0.0

    @property
    def held(self) -> frozenset[Hand]:
        """The hands that hold the model."""
        return frozenset(self._grab.hands if self._grab else ())

    def begin(self, table: Table, ground_m: float) -> None:
        """Take over a model whose ground, at a local height, lies on a table."""
        self.table, self._ground_m = table, ground_m
        self.drop()

    def laid(self, focus: Vec3, edge: Vec3 | None = None) -> "LayTable":
        """Return the jump that lays it, with a place in its middle; edge: see `LayTable`."""
        return LayTable(focus, self.scale, self.height_m, self.real, edge)

    def touch(self, height_m: float) -> bool:
        """Take the height of the visitor's own table; False where no table can be so high."""
        if not _LIFTED_M[0] <= height_m <= _LIFTED_M[1]:
            return False
        self.real, self.height_m = True, height_m
        return True

    def lose_room(self) -> None:
        """Stand on a painted table at once: the visitor's own room cannot be seen any more."""
        self.real, self.table = False, replace(self.table, real=False)

    def drop(self) -> None:
        """Let go, and point at nothing."""
        self._grab, self.arc, self.refused = None, None, False
        self._to_turn_rad = self._to_double = 0.0

    def handle(self, right: int, larger: int) -> None:
        """Turn it by steps of 30° and make it larger by steps of half as large again.

        With the next frames, as fast as by a stick. right: what is nearest goes to the right.
        """
        self._to_turn_rad += right * _STEP_RAD
        self._to_double += larger * _STEP_DOUBLES

    def middle(self, place: StagePlace) -> Vec3:
        """Return what is in the middle of the model, on its ground, local metres."""
        x, y, _ = place.local(self.table.centre)
        return (x, y, self._ground_m)

    def move(self, moment: Moment) -> StageMotion:
        """Return the motion of this frame: hands before sticks."""
        grips = {hand: self._grip(state, hand) for hand, state in moment.hands.items()}
        hands = {hand: grip for hand, grip in grips.items() if grip is not None}
        if set(hands) != self.held:
            self._grab = _Grab(moment.place, hands) if hands else None
        wanted = self._carried(hands) if hands else self._by_itself(moment)
        if wanted is None:
            return STILL
        wanted = self._kept(wanted, moment)
        self.scale = wanted.scale
        self._follow(wanted)
        return motion_between(moment.place, wanted)

    def _follow(self, place: StagePlace) -> None:
        """Let the table go up and down with the model: lower than its top nothing is seen of it."""
        x, _, z = self.table.centre
        height = (self._ground_m - place.zero[2]) / place.scale
        self.table = replace(self.table, centre=(x, height, z))

    def choose(self, moment: Moment, sticks: Sticks) -> StandAt | None:
        """Point with a free hand; returns where to stand once its "yes" is pressed."""
        self.arc, self.refused = None, False
        main = moment.comfort.main_hand
        free = sorted(set(moment.hands) - self.held, key=lambda hand: hand != main)
        for hand in free:
            state = moment.hands[hand]
            if state.aim is None:
                continue
            line = point(state.aim, moment.place, _POINT_REACH_M, moment.heading_rad, moment.world)
            if self.arc is None or not self.arc.allowed:
                self.arc = line
            if state.select and sticks.released(hand):
                sticks.use(hand)
                self.hand = hand
                self.refused = line.lands is None
                return None if line.lands is None else self._spot(line.lands, moment)
        return None

    def _spot(self, pointed: Vec3, moment: Moment) -> StandAt | None:
        """Return where to stand by a place: on a model a finger's breadth is metres."""
        feet = landing_place(pointed[0], pointed[1], moment.world, _SPOT_REACH_M)
        self.refused = not can_stand(feet, moment.world)
        return None if self.refused else StandAt(feet)

    def _grip(self, state: HandState, hand: Hand) -> RigidPose | None:
        least = LET_GO if hand in self.held else HELD
        return state.grip if state.squeeze >= least else None

    def _carried(self, hands: Mapping[Hand, RigidPose]) -> StagePlace | None:
        """Return the stage's place with what was held under the hands that hold it."""
        grab = self._grab
        if grab is None:
            return None
        before, now = list(grab.hands.values()), [hands[hand] for hand in grab.hands]
        if len(now) == 1:
            turned, larger = _yaw(now[0]) - _yaw(before[0]), 1.0
        else:
            turned, larger = _spread(before, now)
        place = replace(
            grab.place,
            heading_rad=(grab.place.heading_rad - turned) % math.tau,
            scale=min(max(grab.place.scale / larger, SMALLEST_SCALE), LARGEST_SCALE),
        )
        return with_under(place, grab.place.local(_middle(before)), _middle(now))

    def _by_itself(self, moment: Moment) -> StagePlace | None:
        """Return the place after a stick, or a press in the menu, turned or enlarged the model."""
        most_rad, most = _TURN_RAD_PER_S * moment.dt_s, _DOUBLE_PER_S * moment.dt_s
        for state in moment.hands.values():
            turn, nearer = aside(state), _fore_aft(state)
            if turn or nearer:
                return self._turned(moment.place, turn * most_rad, nearer * most)
        turn_rad = min(max(self._to_turn_rad, -most_rad), most_rad)
        double = min(max(self._to_double, -most), most)
        self._to_turn_rad -= turn_rad
        self._to_double -= double
        if not turn_rad and not double:
            return None
        wanted = self._turned(moment.place, turn_rad, double)
        if wanted.scale in (SMALLEST_SCALE, LARGEST_SCALE):
            # It goes no further; presses after that are not to be waited for.
            self._to_double = 0.0
        return wanted

    def _turned(self, place: StagePlace, turn_rad: float, double: float) -> StagePlace:
        """Return a place after the model was turned and made so many times twice as large."""
        turned = replace(
            place,
            heading_rad=(place.heading_rad + turn_rad) % math.tau,
            scale=min(max(place.scale * 2.0**-double, SMALLEST_SCALE), LARGEST_SCALE),
        )
        return with_under(turned, place.local(self.table.centre), self.table.centre)

    def _kept(self, place: StagePlace, moment: Moment) -> StagePlace:
        """Return the place with the model on the table, at a height where hands find it again."""
        fixed = self.height_m if self.table.real else None
        low, high = _LIFTED_M if fixed is None else (fixed, fixed)
        height = (self._ground_m - place.zero[2]) / place.scale
        x, y, _ = place.local(self.table.centre)
        east, north = within(moment.world.box, x, y, MARGIN_M)
        return replace(
            place,
            zero=(
                place.zero[0] + east - x,
                place.zero[1] + north - y,
                self._ground_m - min(max(height, low), high) * place.scale,
            ),
        )


@dataclass(frozen=True)
class TileLies:
    """A tile in the stage, level: its middle, and where the stage must look to be as it is turned.

    stage_heading_rad: see `StagePlace.heading_rad`.
    """

    middle: Vec3
    stage_heading_rad: float


@dataclass(frozen=True)
class LayTable:
    """The jump that makes the city a model before the visitor, with a place in its middle.

    focus: local metres, on the ground. real: on the visitor's own table, so high (None: as high as
    most are) and with its near edge there, stage; None: at arm's length. tile: on a tile that lies
    there, turned as that is.
    """

    focus: Vec3
    scale: float = SCALE
    height_m: float | None = None
    real: bool = False
    edge: Vec3 | None = None
    tile: TileLies | None = None
    blink: Blink = field(default=JUMP_BLINK, repr=False)

    def table(self, moment: Moment) -> Table:
        """Return where the table stands: ahead, within reach, as high as suits the visitor."""
        if self.tile is not None:
            return Table(self.tile.middle, real=True)
        x, y, z = moment.head.position
        ahead = heading_of(moment.head, StagePlace())
        away = moment.comfort.reach_m + _BEYOND_REACH_M
        height = min(max(y - _BELOW_EYES_M, _LOWEST_M), _HIGHEST_M)
        if self.real:
            height = USUAL_TABLE_M if self.height_m is None else self.height_m
        if self.edge is not None:
            # Its corners reach farther than its sides, and one may point here.
            (x, _, z), away = self.edge, Table(self.edge).radius_m / math.cos(math.pi / 6.0)
        middle = (x + away * math.sin(ahead), height, z - away * math.cos(ahead))
        return Table(middle, real=self.real)

    def motion(self, moment: Moment) -> StageMotion:
        """Return the motion; the model is turned as the city was."""
        place = replace(moment.place, scale=self.scale)
        if self.tile is not None:
            place = replace(place, heading_rad=self.tile.stage_heading_rad)
        laid = with_under(place, self.focus, self.table(moment).centre)
        return motion_between(moment.place, laid, sudden=True)


def with_under(place: StagePlace, held: Vec3, hand: Vec3) -> StagePlace:
    """Return the place moved so that a local place is where a place of the stage is."""
    x, y, z = (zero + a - b for zero, a, b in zip(place.zero, held, place.local(hand), strict=True))
    return replace(place, zero=(x, y, z))


def _spread(before: list[RigidPose], now: list[RigidPose]) -> tuple[float, float]:
    """Return how far two hands turned, clockwise from above, and how many times further apart."""
    one, two = (np.subtract(b.position, a.position) for a, b in (before, now))
    larger = float(np.linalg.norm(two)) / max(float(np.linalg.norm(one)), 1e-3)
    if min(math.hypot(way[0], way[2]) for way in (one, two)) < _APART_M:
        return 0.0, larger
    bearings = [math.atan2(float(way[0]), -float(way[2])) for way in (one, two)]
    return bearings[1] - bearings[0], larger


def _yaw(grip: RigidPose) -> float:
    """Return how far a hand is turned about the vertical, clockwise from above.

    Source: the twist of the swing-twist decomposition of its quaternion about y.
    """
    _, y, _, w = grip.turned
    return -2.0 * math.atan2(y, w)


def _middle(poses: list[RigidPose]) -> Vec3:
    x, y, z = np.mean([pose.position for pose in poses], axis=0)
    return (float(x), float(y), float(z))


def _fore_aft(state: HandState) -> int:
    x, y = state.stick
    return int(math.copysign(1.0, y)) if abs(y) > PUSHED and abs(y) >= abs(x) else 0
