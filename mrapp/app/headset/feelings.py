"""How visitors felt before and after: totals and nothing else, kept for each project.

Totals of a few are no totals: who was there would know whose they are. So they are told for five
answers or more, and again once five more have come.
"""

from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Final, Protocol

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase

FEW: Final = 5
"""Of fewer answers nothing is told."""

Counts = tuple[int, int, int, int, int]

_NONE: Final[Counts] = (0, 0, 0, 0, 0)


class Feeling(IntEnum):
    """How one feels; the higher the worse."""

    VERY_WELL = 1
    WELL = 2
    SO_SO = 3
    UNWELL = 4
    SICK = 5


@dataclass(frozen=True)
class Totals:
    """How many visitors felt how, from VERY_WELL to SICK. Nothing tells who, or when.

    worse: how many felt two steps or more worse afterwards. untold: answers that were not given.
    """

    before: Counts = _NONE
    after: Counts = _NONE
    worse: int = 0
    untold: int = 0

    def plus(self, more: "Totals") -> "Totals":
        """Return both together."""
        return Totals(
            _both(self.before, more.before),
            _both(self.after, more.after),
            self.worse + more.worse,
            self.untold + more.untold,
        )


def one(feeling: Feeling | None, *, after: bool, worse: bool = False) -> Totals:
    """Return one answer, to be counted; None: it was not given."""
    if feeling is None:
        return Totals(untold=1)
    a, b, c, d, e = (int(feeling is each) for each in Feeling)
    if after:
        return Totals(after=(a, b, c, d, e), worse=int(worse))
    return Totals(before=(a, b, c, d, e))


def told(totals: Totals, before: Totals) -> Totals:
    """Return what may be told of totals, if `before` was told last: never an answer by itself."""
    result = before
    if sum(totals.before) >= sum(before.before) + FEW:
        result = replace(result, before=totals.before)
    if sum(totals.after) >= sum(before.after) + FEW:
        result = replace(result, after=totals.after, worse=totals.worse)
    if totals.untold >= before.untold + FEW:
        result = replace(result, untold=totals.untold)
    return result


class FeelingsNotKeptError(MrappError):
    """The totals could not be read or written, because of `reason`."""

    phrase = Phrase(
        nl="Hoe bezoekers zich voelden, kan nu niet worden bijgehouden: {reason}. Bezoeken gaan "
        "gewoon door, en wat er geteld was, is er nog. Bij het volgende antwoord wordt het weer "
        "geprobeerd.",
        en="How visitors felt cannot be counted now: {reason}. Visits go on, and what was counted "
        "is still there. It is tried again with the next answer.",
    )


class FeelingStore(Protocol):
    """Keeps totals on this machine, for each project; for any thread."""

    def add(self, project_id: str, more: Totals) -> Totals:
        """Count more, durably, and return all; nothing more only reads.

        Raises `FeelingsNotKeptError`; then nothing was counted.
        """
        ...

    def told(self, project_id: str) -> Totals:
        """Return the totals that may be told, see `told`: the same ones to whoever asks, and when.

        Raises `FeelingsNotKeptError`.
        """
        ...


class FeelingsInMemory:
    """A `FeelingStore` for one run, where there is no folder."""

    def __init__(self) -> None:
        self._kept: dict[str, Totals] = {}
        self._told: dict[str, Totals] = {}

    def add(self, project_id: str, more: Totals) -> Totals:
        """Count more, and return all."""
        totals = self._kept[project_id] = self._kept.get(project_id, Totals()).plus(more)
        self._told[project_id] = told(totals, self.told(project_id))
        return totals

    def told(self, project_id: str) -> Totals:
        """Return those that may be told."""
        return self._told.get(project_id, Totals())


def _both(one: Counts, two: Counts) -> Counts:
    a, b, c, d, e = (x + y for x, y in zip(one, two, strict=True))
    return (a, b, c, d, e)
