"""How often each answer was given: the values in which counts are told, and how they are made.

Every list but those of several choices splits all remarks into groups, "none" included, so its
numbers add up to the total; that is why small groups are hidden as `small_groups` says.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from mrapp.app.counting.small_groups import HIDDEN, too_small
from mrapp.app.exports.columns import local
from mrapp.app.exports.export_columns import Names
from mrapp.model.questions import RATHER_NOT
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText, Point3

Sort = Literal[
    "groups",  # one answer a remark
    "several",  # any number of answers a remark
    "scale",  # steps, in their order
    "mood",  # the five faces
    "ranking",  # what stood in first place
    "compare",  # one of two variants
    "words",  # only whether there is an answer
    "time",  # days, months or hours, in their order
    "place",
]
"""What kind of list it is: how it is best drawn."""

# Codes of choices, or of hours, may be digits as well: those have no mean.
_MEASURED = ("scale", "mood")
_NUMBER = re.compile("-?[0-9]+")

NONE = ""
"""The code of those who gave no answer."""

OTHER = "?"
"""The code of answers of which nothing is known, where these are counted together."""

_OTHER = local(Phrase(nl="Iets anders", en="Something else"))
_NONE = local(Phrase(nl="Geen", en="None"))
_RATHER_NOT = local(Phrase(nl="Zeg ik liever niet", en="Rather not say"))
_HIDDEN = local(Phrase(nl="Kleine groepen samen", en="Small groups together"))

Groups = Mapping[str, Sequence[int]]
"""Per code the rows of the remarks in that group."""


@dataclass(frozen=True)
class Count:
    """How many gave one answer; number None: a small group, which is hidden.

    rows: which remarks, as places in the ids of the overview; none of a hidden group. rank: the
    mean place in a ranking, 1 is the best. first: how often a variant was shown as the first.
    """

    code: str
    name: LocalText
    number: int | None
    rows: Sequence[int] = field(default=(), repr=False, compare=False)
    rank: float | None = None
    first: int | None = None


@dataclass(frozen=True)
class Words:
    """What somebody wrote, cut off where it is long, and the row of the remark."""

    row: int
    text: str


@dataclass(frozen=True)
class Counts:
    """One question or property: how many gave which answer.

    answered: how many gave any. mean, median: of numbers, unless they would tell of a small group.
    words: the latest of what was written, where a question asks for words. what: which part of the
    answers is counted, where it is not all of them. points: where answers point to, RD/NAP metres,
    by row; none of a group that is hidden.
    """

    id: str
    title: LocalText
    counts: tuple[Count, ...]
    answered: int | None
    mean: float | None = None
    median: float | None = None
    sort: Sort = "groups"
    words: tuple[Words, ...] = field(default=(), repr=False)
    what: LocalText = field(default_factory=dict)
    points: Mapping[int, Point3] = field(default_factory=dict, repr=False)


def grouped(numbers: NDArray[np.integer[Any]], words: Sequence[str]) -> dict[str, Sequence[int]]:
    """Return the rows of each word that there is; numbers (n,): which each row has, -1: `NONE`."""
    rows = np.argsort(numbers, kind="stable")
    ends = np.searchsorted(numbers[rows], np.arange(-1, len(words)), side="right")
    parts = zip((NONE, *words), np.split(rows, ends[:-1]), strict=True)
    return {word: part.tolist() for word, part in parts if len(part)}


def listed(
    list_id: str,
    title: LocalText,
    groups: Groups,
    names: Names,
    hide_small: bool,
    sort: Sort = "groups",
) -> Counts:
    """Count one code a remark, `NONE` included; the codes of the codebook first, in its order."""
    answered = sum(len(rows) for code, rows in groups.items() if code != NONE)
    return counted(list_id, title, groups, names, answered, hide_small, sort)


def counted(
    list_id: str,
    title: LocalText,
    groups: Groups,
    names: Names,
    answered: int,
    hide_small: bool,
    sort: Sort = "groups",
) -> Counts:
    """Count groups that may overlap; answered: how many remarks are in any but `NONE`."""
    numbers = {code: len(rows) for code, rows in groups.items()}
    hidden = too_small(numbers) if hide_small else frozenset()
    others = sorted(code for code in numbers if code and code not in names)
    ours = {NONE: _NONE, RATHER_NOT: _RATHER_NOT, HIDDEN: _HIDDEN, OTHER: _OTHER}
    known = ours | dict(names)
    ordered = [*names, *others, *([NONE] if numbers.get(NONE) else [])]
    # Where personal answers were hidden before, one that nobody gives may be among those.
    unsure = {code for code in ordered if HIDDEN in numbers and not numbers.get(code)}
    counts = [
        Count(code, known.get(code, {"en": code}), None)
        if code in hidden or code in unsure
        else _shown(code, known.get(code, {"en": code}), groups.get(code, ()))
        for code in ordered
    ]
    told = None if NONE in hidden or HIDDEN in numbers else answered
    made = Counts(list_id, title, tuple(counts), told, sort=sort)
    return with_middle(made, numbers) if sort in _MEASURED and not hidden else made


def _shown(code: str, name: LocalText, rows: Sequence[int]) -> Count:
    # Who is in the groups that were put together stays unsaid.
    return Count(code, name, len(rows), () if code == HIDDEN else rows)


def with_middle(made: Counts, numbers: Mapping[str, int]) -> Counts:
    """Add mean and median, where all that was answered are numbers; numbers: how many, by code."""
    digits = {int(code): each for code, each in numbers.items() if _NUMBER.fullmatch(code)}
    given = sum(digits.values())
    words = numbers.get(NONE, 0) + numbers.get(RATHER_NOT, 0)
    if not given or given != sum(numbers.values()) - words:
        return made
    mean = sum(code * number for code, number in digits.items()) / given
    values = [code for code in sorted(digits) for _ in range(digits[code])]
    return replace(made, mean=mean, median=float(median(values)))
