"""How often what was said: counts for staff, by question, variant, theme, channel, place and time.

Pure counting. Every list but those of several choices splits all remarks into groups, "none"
included, so its numbers add up to the total; that is why small groups are hidden as
`mrapp.app.small_groups` says.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from mrapp.app.answer_columns import Asked, asked_in, hide_small_groups
from mrapp.app.columns import local
from mrapp.app.export_columns import (
    CHANNELS,
    MOODS,
    Names,
    event_names,
    theme_names,
    variant_names,
)
from mrapp.app.feedback import Kept
from mrapp.app.small_groups import HIDDEN, too_small
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT
from mrapp.model.remark import Remark
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

_WORDS = {"text", "pin", None}  # counted is only whether there is an answer

CELL_M = 100
"""The side of the squares in which places are counted where there are no areas."""

NONE = ""
"""The code of those who gave no answer."""

_NONE = local(Phrase(nl="Geen", en="None"))
_RATHER_NOT = local(Phrase(nl="Zeg ik liever niet", en="Rather not say"))
_HIDDEN = local(Phrase(nl="Kleine groepen samen", en="Small groups together"))
_CELL = Phrase(nl="Vak van 100 m bij x {x}, y {y}", en="Square of 100 m at x {x}, y {y}")
_GIVEN = {"answered": local(Phrase(nl="Beantwoord", en="Answered"))}
_ELSEWHERE = {"elsewhere": local(Phrase(nl="Ergens anders", en="Elsewhere"))}
_FIRST = Phrase(nl="op de eerste plaats", en="in first place")
_TITLES: Mapping[str, LocalText] = {
    "variant": local(Phrase(nl="Variant", en="Variant")),
    "theme": local(Phrase(nl="Onderwerp", en="Theme")),
    "channel": local(Phrase(nl="Kanaal", en="Channel")),
    "event": local(Phrase(nl="Bijeenkomst", en="Event")),
    "mood": local(Phrase(nl="Stemming", en="Mood")),
    "day": local(Phrase(nl="Dag", en="Day")),
    "hour": local(Phrase(nl="Uur van de dag", en="Hour of the day")),
    "place": local(Phrase(nl="Plek", en="Place")),
}


@dataclass(frozen=True)
class Area:
    """A part of town: rings (n, 2) in RD metres; a point within an odd number of them is in it."""

    id: str
    name: LocalText
    rings_rd: tuple[NDArray[np.float64], ...]


@dataclass(frozen=True)
class Count:
    """How many gave one answer; None: a small group, which is hidden."""

    code: str
    name: LocalText
    number: int | None


@dataclass(frozen=True)
class Counts:
    """One question or property: how many gave which answer.

    answered: how many gave any. mean: of numbers, unless it would tell of a small group.
    """

    id: str
    title: LocalText
    counts: tuple[Count, ...]
    answered: int | None
    mean: float | None = None


@dataclass(frozen=True)
class Overview:
    """All counts; total: remarks that stand, withdrawn: those that were taken back."""

    total: int
    withdrawn: int
    lists: tuple[Counts, ...]
    hides_small: bool = False

    def of(self, list_id: str) -> Counts | None:
        """Return the list with this id, or None."""
        return next((each for each in self.lists if each.id == list_id), None)


def overview(
    project: Project,
    kept: Sequence[Kept],
    *,
    areas: Sequence[Area] = (),
    hide_small: bool = False,
) -> Overview:
    """Return all counts of the remarks that stand.

    areas: neighbourhoods to count places in; without any: squares of 100 m. hide_small: no group
    of fewer than five people can be counted, also not by subtraction.
    """
    remarks = [each.remark for each in kept if each.remark is not None]
    lists = [
        *_properties(project, remarks, hide_small),
        _listed("place", _TITLES["place"], *_places(remarks, areas), hide_small),
    ]
    asked = asked_in(project, remarks)
    if hide_small:
        hide_small_groups(asked, len(remarks))
    lists += [_question(project, one, len(remarks), hide_small) for one in asked]
    return Overview(len(remarks), len(kept) - len(remarks), tuple(lists), hide_small)


def _properties(project: Project, remarks: Sequence[Remark], hide_small: bool) -> Iterable[Counts]:
    zone = ZoneInfo(project.time_zone)
    moments = [remark.made_utc.astimezone(zone) for remark in remarks]
    variants = [remark.sight.variant if remark.sight else NONE for remark in remarks]
    rows: tuple[tuple[str, list[str], Names], ...] = (
        ("variant", variants, variant_names(project)),
        ("theme", [remark.theme or NONE for remark in remarks], theme_names(project)),
        ("channel", [remark.channel.value for remark in remarks], CHANNELS),
        ("event", [remark.event or NONE for remark in remarks], event_names(project)),
        ("mood", [str(remark.mood or NONE) for remark in remarks], MOODS),
        ("day", [moment.date().isoformat() for moment in moments], {}),
        ("hour", [f"{moment.hour:02}" for moment in moments], {}),
    )
    for name, codes, names in rows:
        yield _listed(name, _TITLES[name], codes, names, hide_small)


def _listed(
    list_id: str, title: LocalText, codes: Sequence[str], names: Names, hide_small: bool
) -> Counts:
    """Count one code a remark; the codes of the codebook first, in its order."""
    numbers = Counter(codes)
    answered = len(codes) - numbers[NONE]
    return _counts(list_id, title, numbers, names, answered, hide_small)


def _counts(
    list_id: str,
    title: LocalText,
    numbers: Counter[str],
    names: Names,
    answered: int,
    hide_small: bool,
) -> Counts:
    hidden = too_small(numbers) if hide_small else frozenset()
    others = sorted(code for code in numbers if code and code not in names)
    known = {NONE: _NONE, RATHER_NOT: _RATHER_NOT, HIDDEN: _HIDDEN} | dict(names)
    ordered = [*names, *others, *([NONE] if numbers[NONE] else [])]
    # Where personal answers were hidden before, one that nobody gives may be among those.
    unsure = {code for code in ordered if HIDDEN in numbers and not numbers[code]}
    counts = [
        Count(code, known.get(code, {"en": code}), None if secret else numbers[code])
        for code, secret in ((each, each in hidden or each in unsure) for each in ordered)
    ]
    told = None if NONE in hidden or HIDDEN in numbers else answered
    return Counts(list_id, title, tuple(counts), told, _mean(numbers, bool(hidden)))


def _mean(numbers: Counter[str], hides: bool) -> float | None:
    digits = {int(code): number for code, number in numbers.items() if code.isdecimal()}
    given = sum(digits.values())
    whole = given and given == sum(numbers.values()) - numbers[NONE] - numbers[RATHER_NOT]
    if hides or not whole:
        return None
    return sum(code * number for code, number in digits.items()) / given


def _question(project: Project, asked: Asked, count: int, hide_small: bool) -> Counts:
    """Count the answers to one question: choices, steps of a scale, or whether there is any."""
    list_id, title = f"{asked.questionnaire}/{asked.id}", asked.title()
    names: Names = asked.codes(project)
    answers = asked.given.values()
    if asked.kind == "multiple":
        lists = (each if isinstance(each, tuple) else (each,) for each in answers)
        numbers = Counter(str(code) for each in lists for code in each)
        return _counts(list_id, title, numbers, names, len(asked.given), hide_small)
    if asked.kind in _WORDS:
        names = _GIVEN
    if asked.kind == "ranking":
        title = {language: f"{text} ({_FIRST.text(language)})" for language, text in title.items()}
    if asked.kind == "scale":
        steps = {str(s) for q in asked.versions.values() for s in range(q.low, q.high + 1)}
        names = {step: names.get(step, {"en": step}) for step in sorted(steps, key=int)}
    codes = [_one_code(asked, row) for row in range(count)]
    return _listed(list_id, title, codes, names, hide_small)


def _one_code(asked: Asked, row: int) -> str:
    """Return the answer of one remark as one code; for words and places only that there is one."""
    answer = asked.given.get(row)
    if answer is None:
        return NONE
    if answer in (RATHER_NOT, HIDDEN):
        return str(answer)
    if asked.kind in _WORDS:
        return "answered"
    return str(answer[0] if isinstance(answer, tuple) and answer else answer)


def _places(remarks: Sequence[Remark], areas: Sequence[Area]) -> tuple[list[str], Names]:
    """Return per remark the code of where it is about, and what the codes stand for."""
    if areas:
        return _in_areas(remarks, areas), {area.id: area.name for area in areas} | _ELSEWHERE
    codes, names = [], {}
    for remark in remarks:
        if remark.point is None:
            codes.append(NONE)
            continue
        x, y = (int(value // CELL_M) * CELL_M for value in remark.point[:2])
        codes.append(f"{x}-{y}")
        names[codes[-1]] = local(_CELL, x=x, y=y)
    return codes, dict(sorted(names.items()))


def _in_areas(remarks: Sequence[Remark], areas: Sequence[Area]) -> list[str]:
    points = np.array([(r.point or (np.nan,) * 3)[:2] for r in remarks], np.float64).reshape(-1, 2)
    found = np.full(len(remarks), -1)
    for number, area in enumerate(areas):
        found[(found < 0) & _within(points, area)] = number
    beyond = ["elsewhere" if remark.point else NONE for remark in remarks]
    return [
        areas[number].id if number >= 0 else other
        for number, other in zip(found, beyond, strict=True)
    ]


def _within(points_rd: NDArray[np.float64], area: Area) -> NDArray[np.bool_]:
    """Tell which points, (n, 2), lie in an area: a ray to the east crosses its rings oddly often.

    Source: W. R. Franklin, "PNPOLY" (1970).
    """
    x, y = points_rd.T
    odd = np.zeros(len(points_rd), bool)
    for ring in area.rings_rd:
        for (x0, y0), (x1, y1) in zip(ring, np.roll(ring, -1, axis=0), strict=True):
            if y0 == y1:
                continue
            crosses = (y0 > y) != (y1 > y)
            odd ^= crosses & (x < (x1 - x0) * (y - y0) / (y1 - y0) + x0)
    return odd
