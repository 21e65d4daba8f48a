"""The one object that the frame loop asks to move the visitor, and to say what is to be drawn."""

import math
from collections.abc import Collection
from dataclasses import replace
from typing import Final

from mrapp.app.marker_tracking import TileFound
from mrapp.scene.moving import WorldPort
from mrapp.scene.pose import shortest_turn
from mrapp.scene.walking import EYE_HEIGHT_M, stepped
from mrapp.xr.device import Hand, Inputs
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.comfort import CALM, OPEN_VIEW_RAD, Comfort, Going, eased_view, free_view
from mrapp.xr.moving.felt import Felt
from mrapp.xr.moving.jumps import BeAt, Fader, Jump, SeeFrom, StandAt, StandNear, TurnBy
from mrapp.xr.moving.moment import Moment, heading_of
from mrapp.xr.moving.on_tile import life_size_on, lying
from mrapp.xr.moving.seen import Mode, Seen
from mrapp.xr.moving.spots import looked_at, open_above
from mrapp.xr.moving.standing import Standing
from mrapp.xr.moving.steering import PUSHED, Roles, Sticks, heard, roles, stickless
from mrapp.xr.moving.strolling import Strolling
from mrapp.xr.moving.tabletop import SCALE, LayTable, Tabletop
from mrapp.xr.moving.teleport import Aim, Teleport
from mrapp.xr.moving.turning import SmoothTurn, SnapTurn
from mrapp.xr.rig import STILL, StageMotion, StagePlace, StageRig

_LONGEST_TICK_S = 0.1
# Life-size, but for what floats lose.
_LIFE_SIZE: Final = 1.5
_MOST_LIFT_M = 1.2


class Walker:
    """Moves the stage of one headset, by what the visitor does and by what is asked from outside.

    Call `frame` once a frame; `go_to` and the like between frames, on the same thread.
    """

    def __init__(self, rig: StageRig, world: WorldPort, tabletop: Tabletop | None = None) -> None:
        self.world = world
        self.tabletop = tabletop or Tabletop()
        self._rig = rig
        self._mode = _mode_of(rig.place)
        self._fader = Fader()
        self._sticks = Sticks()
        self._teleport, self._strolling = Teleport(), Strolling()
        self._snap, self._smooth = SnapTurn(), SmoothTurn()
        self._standing = Standing()
        self._known: StagePlace | None = None
        self._head: RigidPose | None = None
        self._seated = False
        self._lift_m = 0.0
        self._measures = self._world_new = False
        self._left: StandAt | None = None
        self._view_rad = OPEN_VIEW_RAD
        self._turned = False
        self._roles = Roles()
        self._felt = Felt()
        self._here: tuple[Hand, ...] = ()

    @property
    def mode(self) -> Mode:
        """Whether one stands in the city or at the model."""
        return self._mode

    @property
    def lift_m(self) -> float:
        """How much higher than in the room a visitor who sits is put."""
        return self._lift_m

    def go_to(self, goal: StagePlace | Vec3, heading_rad: float | None = None) -> None:
        """Jump, with a fade: let the stage stand there, or the visitor's feet (local metres).

        Feet come to stand where a person can, there or near it. heading_rad: where to look then;
        None: as one does. It happens once the head is tracked, whoever steers.
        """
        if isinstance(goal, StagePlace):
            self._ask(BeAt(goal))
        else:
            self._ask(StandNear(goal, heading_rad))

    def go_to_sight(self, eye: Vec3, heading_rad: float) -> None:
        """Jump to where an eye is, such as a viewpoint's or a facilitator's; never into the air."""
        self._ask(SeeFrom(eye, heading_rad))

    def lay_table(self, focus: Vec3 | None = None, *, real: bool = False) -> None:
        """Make the city a model, with a place in its middle: local metres, on the ground.

        None: what is looked at, or again the same model when one is there. real: on a table of the
        visitor's own, who sees the room behind it.
        """
        self.tabletop.real = real
        self._ask(self.tabletop.laid(focus or self._focus()))

    def touch_table(self, edge: Vec3) -> bool:
        """Lay the model on the visitor's own table, which begins at a place of the stage.

        Returns whether a table can be so high.
        """
        touched = self.tabletop.touch(edge[1])
        if touched:
            self._ask(self.tabletop.laid(self._focus(), edge))
        return touched

    def stand_on_tile(self, found: TileFound, *, life_size: bool) -> bool:
        """Put the city where a tile lies and as it is turned: as a model on it, or life-size.

        Returns whether it can be: a model needs a tile on a table, and not on the floor.
        """
        lies, place = lying(found), found.tile.place
        if life_size:
            self._ask(BeAt(life_size_on(lies, place)))
            return True
        if not self.tabletop.touch(lies.middle[1]):
            return False
        ground = self.world.floor_in_the_open(place[0], place[1]).height_m
        self._ask(replace(self.tabletop.laid((place[0], place[1], ground)), tile=lies))
        return True

    def handle_model(self, right: int, larger: int) -> None:
        """Turn the model by steps to the right, and make it larger by steps; see `Tabletop`."""
        if self._mode == Mode.TABLE:
            self.tabletop.handle(right, larger)

    def leave_table(self) -> None:
        """Go back to where one stood before the model came, if one did."""
        if self._mode == Mode.TABLE and self._left is not None:
            self._ask(self._left)

    def recentred(self) -> None:
        """Take in that the stage was moved in the room: what the visitor sees stays before them."""
        if self._fader.waiting:
            return
        if self._mode == Mode.TABLE:
            self.lay_table(real=self.tabletop.real)
        elif self._head is not None and self._known is not None:
            eye = self._known.local(self._head.position)
            feet = (eye[0], eye[1], self._standing.feet_m)
            self._ask(StandAt(feet, heading_of(self._head, self._known)))

    def world_changed(self) -> None:
        """Take in that another variant is all there: who is in a wall or on air now is moved."""
        self._world_new = True

    def forget(self) -> None:
        """Forget what the last visitor did: how large their model was, and where they came from."""
        self._left = None
        self.tabletop.scale, self.tabletop.real = SCALE, False
        self._let_go()

    def measure_seat(self) -> None:
        """Measure anew how high a visitor who sits has their eyes, with the next frame."""
        self._measures = True

    def frame(
        self,
        dt_s: float,
        head: RigidPose | None,
        inputs: Inputs,
        comfort: Comfort = CALM,
        taken: Collection[Hand] = (),
        *,
        built: bool = True,
    ) -> Seen:
        """Move the stage as far as is wanted and allowed; returns what is to be drawn.

        dt_s: since the last frame. head: in the stage; None while it is not tracked: then nothing
        moves. Nor does anything for `inputs` that are not steered, but jumps from outside. taken:
        hands that do something else now, such as pointing at a panel. built: whether the city is
        there; as long as it is not, jumps wait in the dark, for there is no ground to stand on.
        """
        self._felt.begin()
        self._turned = False
        if head is None:
            return self._unseen()
        self._head = head
        moment = self._moment(min(dt_s, _LONGEST_TICK_S), head, inputs, comfort, taken)
        before = moment.place
        moment = self._jump(self._noticed(moment), built)
        jumped = moment.place != before
        self._look_round(moment)
        if inputs.steered and not self._fader.waiting:
            moment = self._steer(moment)
        else:
            self._let_go()
        if self._mode == Mode.CITY:
            moment = self._stand(moment, inputs.steered)
        self._known = moment.place
        self._darken(before if not jumped else moment.place, moment)
        return self._seen(moment, before)

    def _unseen(self) -> Seen:
        """Let go of all, while nobody knows where the head is."""
        self._let_go()
        table = self.tabletop.table if self._mode == Mode.TABLE else None
        return Seen(self._mode, black=self._fader.level, grey=self._standing.grey, table=table)

    def _moment(
        self,
        dt_s: float,
        head: RigidPose,
        inputs: Inputs,
        comfort: Comfort,
        taken: Collection[Hand],
    ) -> Moment:
        """Return what there is to go by, with the hands that are free to move the visitor."""
        there = heard(inputs, comfort)
        self._here = tuple(there)
        self._roles = roles(there, comfort)
        # Whoever holds or aims by now does so to the end, also across a panel.
        busy = set(taken) - self.tabletop.held - self._teleport.aiming
        hands = {hand: state for hand, state in there.items() if hand not in busy}
        return Moment(
            dt_s, self._rig.place, head, hands, comfort, self.world,
            self._standing.feet_m, self._lift_m,
        )  # fmt: skip

    def _noticed(self, moment: Moment) -> Moment:
        """Take in what was changed from outside: the stage's place, and whether one sits."""
        if self._known != moment.place:
            moment = self._arrived(moment)
        if moment.comfort.seated != self._seated or self._measures:
            self._sit(moment)
        return replace(moment, lift_m=self._lift_m)

    def _sit(self, moment: Moment) -> None:
        """Lift who sits down to a standing person's eyes, in a jump."""
        self._seated, self._measures = moment.comfort.seated, False
        lift = EYE_HEIGHT_M - moment.head.position[1] if self._seated else 0.0
        self._lift_m = min(max(lift, 0.0), _MOST_LIFT_M)
        if self._mode == Mode.CITY and not self._fader.waiting:
            self._ask(StandAt(moment.feet))

    def _jump(self, moment: Moment, built: bool) -> Moment:
        jump = self._fader.pass_time(moment.dt_s, ready=built)
        if jump is None:
            return moment
        if isinstance(jump, LayTable) and self._mode == Mode.CITY:
            self._left = StandAt(self._standing.safe or moment.feet, moment.heading_rad)
        moment = self._applied(moment, jump.motion(moment))
        if isinstance(jump, LayTable):
            self.tabletop.begin(jump.table(moment), jump.focus[2])
        self._sticks.forget()
        if isinstance(jump, TurnBy):
            return moment
        self._world_new |= isinstance(jump, BeAt)
        self._felt.landed(self._here)
        return self._arrived(moment)

    def _arrived(self, moment: Moment) -> Moment:
        """Take over where the stage stands now."""
        self._mode = _mode_of(moment.place)
        feet_m = moment.place.zero[2] - self._lift_m
        self._standing.arrive((moment.eye[0], moment.eye[1], feet_m))
        return replace(moment, feet_m=feet_m)

    def _look_round(self, moment: Moment) -> None:
        """See whether one can still stand where one stands, once that is in question."""
        if not self._world_new or self._mode != Mode.CITY or self._fader.waiting:
            return
        self._world_new = False
        x, y, z = moment.feet
        stood = stepped(x, y, z, self.world)
        if stood is None or not open_above(stood, self.world, moment.eye_m):
            self._ask(StandNear(moment.feet))

    def _steer(self, moment: Moment) -> Moment:
        self._sticks.see(moment.hands)
        if self._mode == Mode.TABLE:
            return self._at_table(moment)
        who = self._roles.of(moment.hands)
        if self._led_back(moment):
            return moment
        spot = self._teleport.move(moment, who, self._sticks)
        self._felt.aimed(self._teleport)
        if spot is not None:
            self._ask(spot, self._teleport.hand)
        if self._teleport.state == Aim.AIMING:
            return moment
        turn = self._snap.move(moment, who, self._sticks)
        if turn is not None:
            self._ask(turn)
            self._felt.turned(self._snap.hand)
            self._turned = True
            return moment
        turning = self._smooth.move(moment, who)
        self._turned = turning != STILL
        moment = self._applied(moment, turning)
        return self._applied(moment, self._strolling.move(moment, who))

    def _led_back(self, moment: Moment) -> bool:
        """Whether who is in a wall, or walks on water, is brought back: with the first push."""
        pushed = any(
            state.select if stickless(state) else math.hypot(*state.stick) > PUSHED
            for state in moment.hands.values()
        )
        walks = moment.comfort.going == Going.SMOOTH and self._standing.astray
        if not pushed or not (walks or self._standing.grey == 1.0):
            return False
        self._ask(StandNear(self._standing.safe or moment.feet))
        return True

    def _at_table(self, moment: Moment) -> Moment:
        held = self.tabletop.held
        moment = self._applied(moment, self.tabletop.move(moment))
        for hand in self.tabletop.held - held:
            self._felt.held(hand)
        spot = self.tabletop.choose(moment, self._sticks)
        if spot is not None:
            self._ask(spot, self.tabletop.hand)
            self._felt.chose(self.tabletop.hand)
        elif self.tabletop.refused:
            self._felt.refused(self.tabletop.hand)
        return moment

    def _stand(self, moment: Moment, steered: bool) -> Moment:
        if steered and not self._fader.waiting:
            moment = self._applied(moment, self._standing.move(moment))
            moment = replace(moment, feet_m=self._standing.feet_m)
        self._standing.feel(moment)
        return moment

    def _applied(self, moment: Moment, motion: StageMotion) -> Moment:
        if motion == STILL:
            return moment
        self._rig.apply(motion)
        return replace(moment, place=self._rig.place)

    def _darken(self, before: StagePlace, moment: Moment) -> None:
        """Narrow the view as fast as the city passes by the head; a model in hand is no motion."""
        speed = turn = 0.0
        if self._mode == Mode.CITY and moment.dt_s > 0.0:
            was = before.local(moment.head.position)
            speed = math.dist(moment.eye[:2], was[:2]) / moment.dt_s
            turned = shortest_turn(moment.place.heading_rad - before.heading_rad)
            turn = turned / moment.dt_s
        wanted = free_view(speed, turn, moment.comfort)
        self._view_rad = eased_view(self._view_rad, wanted, moment.dt_s)

    def _focus(self) -> Vec3:
        """Return what is looked at, on the ground; of a model what is in its middle."""
        place = self._rig.place
        if self._mode == Mode.TABLE:
            return self.tabletop.middle(place)
        head = self._head or RigidPose((0.0, EYE_HEIGHT_M, 0.0))
        x, y, z = -head.matrix[:3, 2]
        way = place.way((float(x), float(y), float(z)))
        return looked_at(place.local(head.position), way, self.world)

    def _let_go(self) -> None:
        """Forget what hands had begun."""
        self._teleport.drop()
        self._strolling.stop()
        self.tabletop.drop()
        self._sticks.forget()

    def _ask(self, jump: Jump, hand: Hand | None = None) -> None:
        """Begin a jump that a hand asked for; None: no hand did."""
        self._felt.jumps = hand
        self._fader.ask(jump)

    def _seen(self, moment: Moment, before: StagePlace) -> Seen:
        table = self._mode == Mode.TABLE
        return Seen(
            self._mode,
            self.tabletop.arc if table else self._teleport.arc,
            self._fader.level,
            0.0 if table else self._standing.grey,
            self._view_rad if self._view_rad < OPEN_VIEW_RAD else None,
            self.tabletop.table if table else None,
            moment.place != before,
            self._turned,
            tuple(self._felt.ticks),
            tuple(self._felt.sounds),
        )


def _mode_of(place: StagePlace) -> Mode:
    return Mode.CITY if place.scale < _LIFE_SIZE else Mode.TABLE
