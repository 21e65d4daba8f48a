"""What a visitor can bear and reach: the settings, how far one sees while moving, and fades.

The rules and where they come from: docs/vr-moving.md.
"""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from mrapp.app.headset.wanted import Going, Turning
from mrapp.xr.device import Hand

__all__ = ["CALM", "FREE", "Ahead", "Blink", "Comfort", "Going", "Turning"]


class Ahead(StrEnum):
    """What says where "ahead" is for who glides."""

    HEAD = "head"
    HAND = "hand"


SNAPS_RAD: Final = (math.radians(30.0), math.radians(45.0))
OPEN_VIEW_RAD: Final = math.radians(120.0)
"""So wide a free view is wider than headsets show: nothing is darkened."""

_SLOWEST_M_PER_S, _FASTEST_M_PER_S = 0.5, 3.0
_SLOWEST_TURN, _FASTEST_TURN = math.radians(15.0), math.radians(120.0)
_NARROWEST_RAD = math.radians(30.0)
# At these one sees no more than the settings' free view.
_FULL_M_PER_S, _FULL_RAD_PER_S = 1.4, math.radians(60.0)
# The view closes within about 0.3 s and opens again within about 0.8 s.
_CLOSING_PER_S, _OPENING_PER_S = 8.0, 3.0
_OPEN_ENOUGH_RAD = math.radians(0.5)


@dataclass(frozen=True)
class Comfort:
    """What a visitor chose, or staff for them. Raises ValueError for what is not offered.

    snap_rad: one of SNAPS_RAD. turn_rad_per_s: 15 to 120 degrees a second. walk_m_per_s: 0.5 to 3.
    vignette: whether the edges of the view are dark during smooth motion; free_view_rad: how wide
    the view is at a walking pace, 30 degrees or more across. seated: the visitor sits and sees as
    if standing. one_handed: only `main_hand` is heard, and does everything. reach_m: how far from
    the head, level, things for the hands are put, so that nobody must stand up or step for them.
    """

    going: Going = Going.TELEPORT
    turning: Turning = Turning.SNAP
    snap_rad: float = SNAPS_RAD[0]
    turn_rad_per_s: float = math.radians(60.0)
    walk_m_per_s: float = 1.4
    ahead: Ahead = Ahead.HEAD
    vignette: bool = True
    free_view_rad: float = math.radians(60.0)
    seated: bool = False
    one_handed: bool = False
    main_hand: Hand = Hand.RIGHT
    reach_m: float = 0.6

    def __post_init__(self) -> None:
        within = {
            "snap_rad": any(abs(self.snap_rad - each) < 1e-6 for each in SNAPS_RAD),
            "turn_rad_per_s": _SLOWEST_TURN <= self.turn_rad_per_s <= _FASTEST_TURN,
            "walk_m_per_s": _SLOWEST_M_PER_S <= self.walk_m_per_s <= _FASTEST_M_PER_S,
            "free_view_rad": _NARROWEST_RAD <= self.free_view_rad <= OPEN_VIEW_RAD,
            "reach_m": 0.3 <= self.reach_m <= 0.8,
        }
        wrong = [name for name, fits in within.items() if not fits]
        if wrong:
            raise ValueError(f"comfort settings out of range: {', '.join(wrong)}")

    @property
    def other_hand(self) -> Hand:
        """The hand that is not the main one."""
        return Hand.LEFT if self.main_hand == Hand.RIGHT else Hand.RIGHT


CALM: Final = Comfort()
"""What everybody begins with."""

FREE: Final = Comfort(going=Going.SMOOTH, turning=Turning.SMOOTH, free_view_rad=math.radians(80.0))
"""For who is used to headsets."""


def free_view(speed_m_per_s: float, turn_rad_per_s: float, comfort: Comfort) -> float:
    """Return how wide the free view is to be at a speed, radians across.

    speed_m_per_s: of what is seen, in the visitor's own metres. At rest OPEN_VIEW_RAD, narrower the
    faster one goes or turns, `comfort.free_view_rad` from a walking pace or 60 degrees a second on.
    """
    if not comfort.vignette:
        return OPEN_VIEW_RAD
    pace = max(abs(speed_m_per_s) / _FULL_M_PER_S, abs(turn_rad_per_s) / _FULL_RAD_PER_S)
    share = min(pace, 1.0)
    soft = share * share * (3.0 - 2.0 * share)
    return OPEN_VIEW_RAD + soft * (comfort.free_view_rad - OPEN_VIEW_RAD)


def eased_view(now_rad: float, wanted_rad: float, dt_s: float) -> float:
    """Return the free view after some time: it closes fast, opens slowly, and never leaps."""
    rate = _CLOSING_PER_S if wanted_rad < now_rad else _OPENING_PER_S
    gap = wanted_rad - now_rad
    if abs(gap) < _OPEN_ENOUGH_RAD:
        return wanted_rad
    return now_rad + gap * (1.0 - math.exp(-rate * dt_s))


@dataclass(frozen=True)
class Blink:
    """How the view goes black for a jump and comes back, seconds."""

    out_s: float
    in_s: float

    def level(self, t_s: float) -> float:
        """Return how black the view is, 0..1, so long after the beginning; the jump is at 1."""
        if t_s <= self.out_s:
            return max(t_s / self.out_s, 0.0)
        return max(1.0 - (t_s - self.out_s) / self.in_s, 0.0)


JUMP_BLINK: Final = Blink(0.1, 0.2)
TURN_BLINK: Final = Blink(0.06, 0.1)
