"""Turning with the stick, always about the head: by a fixed angle at once, or gliding."""

from mrapp.xr.device import Hand
from mrapp.xr.moving.comfort import Turning
from mrapp.xr.moving.jumps import TurnBy
from mrapp.xr.moving.moment import Moment
from mrapp.xr.moving.steering import Roles, Sticks, aside
from mrapp.xr.rig import STILL, StageMotion

# A stick that springs back may touch the other side.
_AGAIN_AFTER_S = 0.2


class SnapTurn:
    """Turns by `snap_rad`, once a push. hand: the one that did last."""

    def __init__(self) -> None:
        self.hand = Hand.RIGHT
        self._since_s = _AGAIN_AFTER_S

    def move(self, moment: Moment, roles: Roles, sticks: Sticks) -> TurnBy | None:
        """Return the turn that a push asks for."""
        self._since_s += moment.dt_s
        if moment.comfort.turning != Turning.SNAP or self._since_s < _AGAIN_AFTER_S:
            return None
        for hand in roles.turn:
            side = aside(moment.hands[hand])
            if side and sticks.fresh(hand):
                sticks.use(hand)
                self.hand, self._since_s = hand, 0.0
                return TurnBy(side * moment.comfort.snap_rad)
        return None


class SmoothTurn:
    """Turns at one speed for as long as the stick is pushed: nothing speeds up or slows down."""

    def move(self, moment: Moment, roles: Roles) -> StageMotion:
        """Return the turn of this frame."""
        if moment.comfort.turning != Turning.SMOOTH:
            return STILL
        side = next((s for s in (aside(moment.hands[hand]) for hand in roles.turn) if s), 0)
        if not side:
            return STILL
        angle = side * moment.comfort.turn_rad_per_s * moment.dt_s
        return StageMotion(turn_rad=angle, about=moment.eye)
