"""Smooth walking with the stick: at one speed, along walls, up and down steps, never falling."""

import math

from mrapp.scene.walking import walked
from mrapp.xr.device import Hand, HandState
from mrapp.xr.moving.comfort import Ahead
from mrapp.xr.moving.moment import Moment, heading_of
from mrapp.xr.moving.steering import Roles
from mrapp.xr.rig import STILL, StageMotion

# Beyond the one a stick walks, below the other it stops: no speed in between, and no stutter.
_WALKS, _STOPS = 0.5, 0.4


class Strolling:
    """One way of moving. The rules of what can be walked are those of the desktop."""

    def __init__(self) -> None:
        self._walking = False

    def stop(self) -> None:
        """Stand still."""
        self._walking = False

    def move(self, moment: Moment, roles: Roles) -> StageMotion:
        """Return the level motion of this frame; height follows the ground by itself."""
        if roles.walk is None:
            self._walking = False
            return STILL
        state = moment.hands.get(roles.walk)
        right, ahead = _pushed(state, roles.walks_aside)
        length = math.hypot(right, ahead)
        self._walking = length > (_STOPS if self._walking else _WALKS)
        if not self._walking:
            return STILL
        metres = moment.comfort.walk_m_per_s * moment.dt_s / length
        return _along(moment, right * metres, ahead * metres, roles.walk)


def _pushed(state: HandState | None, aside: bool) -> tuple[float, float]:
    """Return how far a stick is pushed to the right and ahead, as far as that walks."""
    if state is None:
        return 0.0, 0.0
    right, ahead = state.stick
    if aside:
        return right, ahead
    # The one stick also turns, to the sides.
    return 0.0, ahead if abs(ahead) >= abs(right) else 0.0


def _along(moment: Moment, right_m: float, ahead_m: float, hand: Hand) -> StageMotion:
    heading = moment.heading_rad
    aim = moment.hands[hand].aim
    if moment.comfort.ahead == Ahead.HAND and aim is not None:
        heading = heading_of(aim, moment.place)
    sin, cos = math.sin(heading), math.cos(heading)
    east, north = sin * ahead_m + cos * right_m, cos * ahead_m - sin * right_m
    x, y, _ = walked(moment.feet, east, north, moment.world, moment.eye_m)
    gone = x - moment.eye[0], y - moment.eye[1]
    # Who walked out of the project's margin in their room comes back no faster than they walk.
    share = min(1.0, math.hypot(east, north) / max(math.hypot(*gone), 1e-12))
    return StageMotion((share * gone[0], share * gone[1], 0.0))
