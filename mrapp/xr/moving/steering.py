"""Which hand does what, and when a stick counts as pushed."""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mrapp.xr.device import Hand, HandState, Inputs
from mrapp.xr.moving.comfort import Comfort, Going

PUSHED, RESTING = 0.7, 0.3
"""A stick is pushed beyond the one, and at rest within the other."""

HELD, LET_GO = 0.6, 0.4
"""A squeeze holds from the one on, and lets go below the other."""

# Their "yes" does what a stick does elsewhere: hold to aim, let go to jump.
_STICKLESS = ("simple_controller", "hand_interaction", "hand_interaction_ext")


def heard(inputs: Inputs, comfort: Comfort) -> dict[Hand, HandState]:
    """Return the hands that may steer: there, and wanted.

    With one hand the other is not heard, for its controller may lie on a table, or roll off it.
    """
    if not inputs.steered:
        return {}
    return {
        hand: state
        for hand, state in inputs.hands.items()
        if state.present and not (comfort.one_handed and hand != comfort.main_hand)
    }


@dataclass(frozen=True)
class Roles:
    """Which hands aim, turn and walk. walks_aside: whether the stick also walks to the side."""

    aim: tuple[Hand, ...] = ()
    turn: tuple[Hand, ...] = ()
    walk: Hand | None = None
    walks_aside: bool = False

    def of(self, hands: Collection[Hand]) -> "Roles":
        """Return what of this is left to some hands; what another one does nobody does."""
        return Roles(
            tuple(hand for hand in self.aim if hand in hands),
            tuple(hand for hand in self.turn if hand in hands),
            self.walk if self.walk in hands else None,
            self.walks_aside,
        )


def roles(hands: Mapping[Hand, HandState], comfort: Comfort) -> Roles:
    """Return who does what; a hand that is alone does everything."""
    everyone = tuple(hands)
    if comfort.going == Going.TELEPORT:
        return Roles(aim=everyone, turn=everyone)
    if len(everyone) == 1:
        # Without a stick there is no gliding, but still the jump.
        alone = everyone[0]
        return Roles(everyone if stickless(hands[alone]) else (), everyone, alone)
    if not everyone:
        return Roles()
    main = (comfort.main_hand,)
    return Roles(main, main, comfort.other_hand, walks_aside=True)


def stickless(state: HandState) -> bool:
    """Whether what the hand holds has no stick."""
    return state.profile.rsplit("/", 1)[-1] in _STICKLESS


def ahead(state: HandState) -> bool:
    """Whether the stick is pushed ahead rather than to a side."""
    x, y = state.stick
    return y > PUSHED and y >= abs(x)


def aside(state: HandState) -> int:
    """Return 1 for a stick that is pushed to the right, -1 to the left, else 0."""
    x, y = state.stick
    return int(math.copysign(1.0, x)) if abs(x) > PUSHED and abs(x) > abs(y) else 0


class Sticks:
    """Knows which sticks and presses were at rest since they did something: one push, one deed."""

    def __init__(self) -> None:
        self._rested: set[Hand] = set()
        self._released: set[Hand] = set()

    def see(self, hands: Mapping[Hand, HandState]) -> None:
        """Take in how the sticks and the presses are now."""
        for hand, state in hands.items():
            if math.hypot(*state.stick) < RESTING:
                self._rested.add(hand)
            if not state.select:
                self._released.add(hand)
        self._rested &= set(hands)
        self._released &= set(hands)

    def fresh(self, hand: Hand) -> bool:
        """Whether a push of that stick would be a new one."""
        return hand in self._rested

    def released(self, hand: Hand) -> bool:
        """Whether a "yes" of that hand would be a new one."""
        return hand in self._released

    def use(self, hand: Hand) -> None:
        """Say that the present push, or press, has done something."""
        self._rested.discard(hand)
        self._released.discard(hand)

    def forget(self) -> None:
        """Let everything come to rest first."""
        self._rested.clear()
        self._released.clear()
