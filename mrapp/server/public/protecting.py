"""Tells counts so that nobody can be counted out of them: the one place for page, map and files.

The overview hides groups of fewer than `SMALLEST`, and others so that no total gives them away. To
that comes here: what is told is rounded up or down at random to a multiple of `BASE`, so that no
two numbers, and no number and the open data, differ by one person. How a cell is rounded hangs on a
secret and on what it counts, so that asking again tells nothing more, and is drawn anew at each
multiple. In a list of which a group is hidden, nobody is told which answers nobody gave.

Sources: Handbook on Statistical Disclosure Control, 2nd edition (SDC Tools, 2024), chapter 5:
thresholds and secondary suppression, cell keys, and random rounding (5.5); J. Wooton and B. Fraser,
"A Review of Confidentiality Protections for Statistical Tables, With Special Reference to the
Differencing Problem", Australian Bureau of Statistics, 1352.0.55.072 (2005).
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from mrapp.app.counting.counts import NONE, Count, Counts, with_middle
from mrapp.app.counting.overview import Overview
from mrapp.app.counting.small_groups import HIDDEN, SMALLEST
from mrapp.model.questions import RATHER_NOT

BASE: Final = SMALLEST
"""Of what numbers are told as multiples."""


@dataclass(frozen=True)
class Rounding:
    """Rounds numbers of a project, each cell always in the same way. key: nobody else knows it."""

    key: bytes
    project: str

    def __call__(self, number: int, *cell: str) -> int:
        """Return a multiple of `BASE` less than `BASE` away; on the average it is the number."""
        whole, rest = divmod(number, BASE)
        told = "\0".join((self.project, *cell, str(whole))).encode()
        drawn = int.from_bytes(hmac.digest(self.key, told, "sha256")[:8], "big") % BASE
        return BASE * (whole + (rest > drawn))

    def of_group(self, number: int, *cell: str) -> int:
        """Return the same for people who have something in common; 0: too few to be told."""
        return self(number, *cell) if number >= SMALLEST else 0


def protected(counted: Overview, rounding: Rounding) -> Overview:
    """Return counts as everybody may read them, without who is in which group.

    counted: with small groups hidden. How many remarks there are in all stays as it is: anyone can
    count that in the public list.
    """
    lists = tuple(_protected(each, rounding) for each in counted.lists)
    return replace(counted, lists=lists, rounded_to=BASE, ids=())


def _protected(counts: Counts, rounding: Rounding) -> Counts:
    is_hiding = any(each.number is None for each in counts.counts)
    ranks = _ranks(counts, rounding)
    made = tuple(
        Count(
            code=each.code,
            name=each.name,
            number=_told(each, is_hiding, rounding, counts.id),
            rank=ranks.get(each.code),
            first=None if each.first is None else rounding(each.first, counts.id, each.code, "1"),
        )
        for each in counts.counts
    )
    bare = Counts(
        id=counts.id,
        title=counts.title,
        counts=made,
        answered=_answered(counts, made, rounding),
        sort=counts.sort,
        what=counts.what,
    )
    if counts.mean is None:
        return bare
    return with_middle(bare, {each.code: each.number or 0 for each in made})


def _told(each: Count, is_hiding: bool, rounding: Rounding, list_id: str) -> int | None:
    if each.number is None or (is_hiding and each.number < SMALLEST):
        return None
    return rounding(each.number, list_id, each.code)


def _answered(counts: Counts, made: Sequence[Count], rounding: Rounding) -> int | None:
    """Return how many answered, as it goes with the numbers that are told; None: not to be told."""
    if counts.answered is None:
        return None
    pairs = [
        (before.number, after.number)
        for before, after in zip(counts.counts, made, strict=True)
        if before.code != NONE
    ]
    shown = [(before or 0, after) for before, after in pairs if after is not None]
    if counts.sort == "several":
        return max([rounding.of_group(counts.answered, counts.id), *(told for _, told in shown)])
    hidden = counts.answered - sum(number for number, _ in shown)
    if 0 < hidden < SMALLEST:
        return None
    return sum(told for _, told in shown) + rounding(hidden, counts.id, HIDDEN)


def _ranks(counts: Counts, rounding: Rounding) -> dict[str, float]:
    """Return mean places, out of sums of places that are rounded as numbers are.

    In a ranking each choice has a place, so the mean of all mean places is known.
    """
    ranks = {each.code: each.rank for each in counts.counts if each.rank is not None}
    real = {each.code for each in counts.counts} - {NONE, RATHER_NOT, HIDDEN}
    given = sum(each.number or 0 for each in counts.counts if each.code in real)
    sums = {
        code: rounding(round(rank * given), counts.id, code, "place")
        for code, rank in ranks.items()
    }
    whole, places = sum(sums.values()), len(sums) * (len(sums) + 1) / 2
    return {code: each * places / whole for code, each in sums.items()} if whole else {}
