"""The guardian of a visit: proposes a break after a while, and asks before and after how one feels.

Values: time is handed in, nothing ticks by itself. Of what people answer only totals stay.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from mrapp.app.headset.feelings import Feeling, Totals, one

BREAK_AFTER_S: Final = 15.0 * 60.0
AGAIN_AFTER_S: Final = 5.0 * 60.0
"""Who goes on is asked again after so long; who had the headset off for so long had a break."""

_MUCH: Final = 2


class Asks(StrEnum):
    """What the visitor is to be asked now."""

    BEFORE = "before"
    BREAK = "break"
    AFTER = "after"


@dataclass(frozen=True)
class Guardian:
    """A visit, as far as breaks go. Each method returns the guardian after it.

    All times are seconds of one clock that never goes back. Only time with the headset on counts.
    """

    break_after_s: float = BREAK_AFTER_S
    asks: Asks | None = None
    _worn_s: float = 0.0
    _due_s: float = 0.0
    _on_since_s: float | None = None
    _off_since_s: float | None = None
    # Kept until the visit ends, to see whether it made somebody sick.
    _before: Feeling | None = None
    _over: bool = False

    def begin(self, now_s: float) -> "Guardian":
        """Begin the visit of somebody new; of the last one nothing is left."""
        return Guardian(
            self.break_after_s,
            Asks.BEFORE,
            _due_s=self.break_after_s,
            _on_since_s=None if self._on_since_s is None else now_s,
        )

    def allow(self, break_after_s: float) -> "Guardian":
        """Propose breaks after another time; one that was put off stays put off."""
        due = break_after_s if self._due_s == self.break_after_s else self._due_s
        return replace(self, break_after_s=break_after_s, _due_s=due)

    def worn(self, on: bool, now_s: float) -> "Guardian":
        """Say that the headset was put on or taken off."""
        if on == (self._on_since_s is not None):
            return self
        worn = self.worn_s(now_s)
        if not on:
            return replace(self, _worn_s=worn, _on_since_s=None, _off_since_s=now_s)
        rested = self._off_since_s is not None and now_s - self._off_since_s >= AGAIN_AFTER_S
        back = replace(self, _on_since_s=now_s, _off_since_s=None)
        if not rested or not self._due_s:
            return back
        asks = None if self.asks is Asks.BREAK else self.asks
        return replace(back, asks=asks, _due_s=worn + self.break_after_s)

    @property
    def is_worn(self) -> bool:
        """Whether the headset is on."""
        return self._on_since_s is not None

    def worn_s(self, now_s: float) -> float:
        """Return how long the headset has been on, seconds."""
        return self._worn_s + (0.0 if self._on_since_s is None else now_s - self._on_since_s)

    def left_s(self, now_s: float) -> float | None:
        """Return how long until a break is proposed, with the headset on; None: none will be."""
        return max(self._due_s - self.worn_s(now_s), 0.0) if self._due_s else None

    @property
    def over(self) -> bool:
        """Whether the visitor was asked how they feel afterwards, or need not be."""
        return self._over or self.asks is Asks.AFTER

    def at(self, now_s: float) -> "Guardian":
        """Let time pass: once a break is due it is asked for, whatever was left unanswered."""
        due = self._due_s > 0.0 and self.worn_s(now_s) >= self._due_s
        return replace(self, asks=Asks.BREAK) if due else self

    def goes_on(self, now_s: float) -> "Guardian":
        """Take in that the visitor wants no break yet, or that staff put it off."""
        asks = None if self.asks is Asks.BREAK else self.asks
        return replace(self, asks=asks, _due_s=self.worn_s(now_s) + AGAIN_AFTER_S)

    def ends(self) -> "Guardian":
        """Take in that the visit is over: by the break, or because one has seen enough."""
        return replace(self, asks=None if self._over else Asks.AFTER, _due_s=0.0)

    def resumes(self, now_s: float) -> "Guardian":
        """Take in that the visitor goes on after all; nobody is asked twice how they feel."""
        return replace(self, asks=None, _due_s=self.worn_s(now_s) + self.break_after_s, _over=True)

    def feels(self, feeling: Feeling | None) -> "tuple[Guardian, Totals]":
        """Take in an answer to BEFORE or AFTER, and return what to count; None: rather not say.

        Raises ValueError when nothing of that kind was asked.
        """
        if self.asks is Asks.BEFORE:
            return replace(self, asks=None, _before=feeling), one(feeling, after=False)
        if self.asks is not Asks.AFTER:
            raise ValueError("nobody was asked how they feel")
        earlier = self._before
        worse = None not in (feeling, earlier) and (feeling or 0) - (earlier or 0) >= _MUCH
        after = replace(self, asks=None, _before=None, _over=True)
        return after, one(feeling, after=True, worse=worse)
