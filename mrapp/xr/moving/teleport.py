"""Teleport: hold the stick ahead to aim, turn it to choose where to look, let go to be there."""

import math
from dataclasses import dataclass
from enum import StrEnum

from mrapp.xr.device import Hand, HandState
from mrapp.xr.moving.arc import Arc, throw
from mrapp.xr.moving.jumps import StandAt
from mrapp.xr.moving.moment import Moment
from mrapp.xr.moving.steering import HELD, PUSHED, RESTING, Roles, Sticks, ahead, stickless

# Straight ahead is not a matter of a hair's breadth.
_STRAIGHT_RAD = math.radians(15.0)


class Aim(StrEnum):
    """Where a teleport is: nothing, aiming, gone there, or let go at a place that is refused."""

    IDLE = "idle"
    AIMING = "aiming"
    LANDED = "landed"
    REFUSED = "refused"


@dataclass
class Teleport:
    """One way of moving. LANDED and REFUSED last one frame.

    arc: what is to be drawn while AIMING. hand: the one that aims.
    """

    state: Aim = Aim.IDLE
    arc: Arc | None = None
    hand: Hand = Hand.RIGHT
    _turn_rad: float = 0.0

    @property
    def aiming(self) -> frozenset[Hand]:
        """The hand that aims now, if one does."""
        return frozenset({self.hand} if self.state == Aim.AIMING else ())

    def move(self, moment: Moment, roles: Roles, sticks: Sticks) -> StandAt | None:
        """Follow the hands for a frame; returns where to stand once that is chosen."""
        if self.state != Aim.AIMING:
            self.drop()
            self._begin(moment, roles, sticks)
        if self.state != Aim.AIMING:
            return None
        sticks.use(self.hand)
        state = moment.hands.get(self.hand)
        if state is None or state.aim is None or state.back or state.squeeze > HELD:
            self.drop()
            return None
        if not _holds(state):
            return self._let_go()
        self._choose_heading(state)
        heading = (moment.heading_rad + self._turn_rad) % math.tau
        self.arc = throw(state.aim, moment, heading)
        return None

    def drop(self) -> None:
        """Aim no more, and go nowhere."""
        self.state, self.arc, self._turn_rad = Aim.IDLE, None, 0.0

    def _begin(self, moment: Moment, roles: Roles, sticks: Sticks) -> None:
        for hand in roles.aim:
            state = moment.hands[hand]
            if stickless(state):
                wanted = state.select and sticks.released(hand)
            else:
                wanted = ahead(state) and sticks.fresh(hand)
            if wanted and state.aim is not None:
                self.state, self.hand = Aim.AIMING, hand
                return

    def _let_go(self) -> StandAt | None:
        # What was shown last counts: letting go moves the hand.
        arc = self.arc
        self.drop()
        if arc is None or arc.lands is None or not arc.allowed:
            self.state = Aim.REFUSED
            return None
        self.state = Aim.LANDED
        return StandAt(arc.lands, arc.heading_rad)

    def _choose_heading(self, state: HandState) -> None:
        # On its way back to rest a stick says nothing about where to look.
        if stickless(state) or math.hypot(*state.stick) < PUSHED:
            return
        angle = math.atan2(*state.stick)
        self._turn_rad = 0.0 if abs(angle) < _STRAIGHT_RAD else angle


def _holds(state: HandState) -> bool:
    return state.select if stickless(state) else math.hypot(*state.stick) > RESTING
