"""The guardian of a visit: proposes a break after a while, and asks before and after how one feels.

Values: time is handed in, nothing ticks by itself. Of what people answer only totals stay.
"""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Final

BREAK_AFTER_S: Final = 15.0 * 60.0
AGAIN_AFTER_S: Final = 5.0 * 60.0
"""Who goes on is asked again after so long."""

_NONE = (0, 0, 0, 0, 0)


class Feeling(IntEnum):
    """How one feels; the higher the worse."""

    VERY_WELL = 1
    WELL = 2
    SO_SO = 3
    UNWELL = 4
    SICK = 5


class Asks(StrEnum):
    """What the visitor is to be asked now."""

    BEFORE = "before"
    BREAK = "break"
    AFTER = "after"


@dataclass(frozen=True)
class Totals:
    """How many visitors felt how, from VERY_WELL to SICK. Nothing tells who, or when.

    worse: how many felt two steps or more worse afterwards. untold: answers that were not given.
    """

    before: tuple[int, int, int, int, int] = _NONE
    after: tuple[int, int, int, int, int] = _NONE
    worse: int = 0
    untold: int = 0


@dataclass(frozen=True)
class Guardian:
    """A visit, as far as breaks go. Each method returns the guardian after it.

    All times are seconds of one clock that never goes back. Only time with the headset on counts.
    """

    totals: Totals = Totals()
    break_after_s: float = BREAK_AFTER_S
    asks: Asks | None = None
    _worn_s: float = 0.0
    _due_s: float = 0.0
    _on_since_s: float | None = None
    # Kept until the visit ends, to see whether it made somebody sick.
    _before: Feeling | None = None

    def begin(self, now_s: float) -> "Guardian":
        """Begin the visit of somebody new; of the last one nothing is left."""
        return Guardian(
            self.totals,
            self.break_after_s,
            Asks.BEFORE,
            _due_s=self.break_after_s,
            _on_since_s=None if self._on_since_s is None else now_s,
        )

    def worn(self, on: bool, now_s: float) -> "Guardian":
        """Say that the headset was put on or taken off."""
        if on == (self._on_since_s is not None):
            return self
        since = now_s if on else None
        return replace(self, _worn_s=self.worn_s(now_s), _on_since_s=since)

    def worn_s(self, now_s: float) -> float:
        """Return how long the headset has been on, seconds."""
        return self._worn_s + (0.0 if self._on_since_s is None else now_s - self._on_since_s)

    def at(self, now_s: float) -> "Guardian":
        """Let time pass: once a break is due it is asked for, whatever was left unanswered."""
        due = self._due_s > 0.0 and self.worn_s(now_s) >= self._due_s
        return replace(self, asks=Asks.BREAK) if due else self

    def goes_on(self, now_s: float) -> "Guardian":
        """Take in that the visitor wants no break yet."""
        due = self.worn_s(now_s) + AGAIN_AFTER_S
        return replace(self, asks=None, _due_s=due)

    def ends(self) -> "Guardian":
        """Take in that the visit is over: by the break, or because one has seen enough."""
        return replace(self, asks=Asks.AFTER, _due_s=0.0)

    def feels(self, feeling: Feeling | None) -> "Guardian":
        """Take in an answer to BEFORE or AFTER; None: rather not say.

        Raises ValueError when nothing of that kind was asked.
        """
        if self.asks not in (Asks.BEFORE, Asks.AFTER):
            raise ValueError("nobody was asked how they feel")
        before = self.asks == Asks.BEFORE
        totals = _counted(self.totals, feeling, self._before, before=before)
        if before:
            return replace(self, totals=totals, asks=None, _before=feeling)
        return Guardian(totals, self.break_after_s, _on_since_s=self._on_since_s)


def _counted(
    totals: Totals, feeling: Feeling | None, earlier: Feeling | None, *, before: bool
) -> Totals:
    if feeling is None:
        return replace(totals, untold=totals.untold + 1)
    if before:
        return replace(totals, before=_one_more(totals.before, feeling))
    worse = earlier is not None and feeling >= earlier + 2
    return replace(totals, after=_one_more(totals.after, feeling), worse=totals.worse + int(worse))


def _one_more(
    counts: tuple[int, int, int, int, int], feeling: Feeling
) -> tuple[int, int, int, int, int]:
    a, b, c, d, e = (count + (number == feeling) for number, count in enumerate(counts, 1))
    return (a, b, c, d, e)
