"""How often what was said: counts for staff, by question, variant, theme, channel, place and time.

Pure counting; how a list is made, and how small groups are hidden, is in `counts`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from mrapp.app.counting.counted_places import Area, by_place
from mrapp.app.counting.counts import (
    NONE,
    Count,
    Counts,
    Groups,
    Sort,
    Words,
    counted,
    grouped,
    listed,
)
from mrapp.app.counting.small_groups import HIDDEN
from mrapp.app.exports.answer_columns import Asked, asked_in, hide_small_groups
from mrapp.app.exports.columns import clean, local
from mrapp.app.exports.export_columns import (
    CHANNELS,
    MOODS,
    Names,
    event_names,
    theme_names,
    variant_names,
)
from mrapp.app.remarks.keeping import Columns
from mrapp.app.remarks.samples import Sample, coded
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT, Answer, Kind
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText, Point3

MANY_DAYS = 62
"""Over more days than this, days are counted by month where that is asked for."""

WORDS_TOLD = 50
"""How many of the latest texts come with a question that asks for words."""

_LONGEST_WORDS = 280
_QUARTER_S = 900.0
# Between these each zone has dates, of four digits: a clock that was wrong may have told any.
_FIRST_S, _LAST_S = (datetime(year, 1, 1, tzinfo=UTC).timestamp() for year in (1000, 9999))
_WORDS: set[Kind | None] = {"text", None}  # counted is only whether there is an answer
_SORTS: Mapping[Kind | None, Sort] = {
    "multiple": "several",
    "scale": "scale",
    "mood": "mood",
    "ranking": "ranking",
    "compare": "compare",
    "text": "words",
    None: "words",
}
_GIVEN = {"answered": local(Phrase(nl="Beantwoord", en="Answered"))}
_FIRST = Phrase(nl="op de eerste plaats", en="in first place")
_TITLES: Mapping[str, LocalText] = {
    "variant": local(Phrase(nl="Variant", en="Variant")),
    "theme": local(Phrase(nl="Onderwerp", en="Theme")),
    "channel": local(Phrase(nl="Kanaal", en="Channel")),
    "event": local(Phrase(nl="Bijeenkomst", en="Event")),
    "mood": local(Phrase(nl="Stemming", en="Mood")),
    "day": local(Phrase(nl="Dag", en="Day")),
    "month": local(Phrase(nl="Maand", en="Month")),
    "hour": local(Phrase(nl="Uur van de dag", en="Hour of the day")),
    "place": local(Phrase(nl="Plek", en="Place")),
}


@dataclass(frozen=True)
class Overview:
    """All counts; total: remarks that stand, withdrawn: those that were taken back.

    additions: what was added to those that stand. ids: of these, in the order of `Count.rows`.
    rounded_to: of what all numbers but these are multiples; 0: they are exact.
    """

    total: int
    withdrawn: int
    lists: tuple[Counts, ...]
    hides_small: bool = False
    additions: int = 0
    ids: tuple[str, ...] = ()
    rounded_to: int = 0

    def of(self, list_id: str) -> Counts | None:
        """Return the list with this id, or None."""
        return next((each for each in self.lists if each.id == list_id), None)


def overview(
    project: Project,
    sample: Sample,
    *,
    areas: Sequence[Area] = (),
    hide_small: bool = False,
    by_month: bool = False,
) -> Overview:
    """Return all counts of some remarks.

    areas: neighbourhoods to count places in; without any: squares of 100 m. hide_small: no group
    of fewer than five people can be counted, also not by subtraction. by_month: rather than by day,
    where it is over more than `MANY_DAYS`.
    """
    columns, count = sample.columns, len(sample.columns.ids)
    lists = [
        *_properties(project, columns, hide_small, by_month),
        listed("place", _TITLES["place"], *by_place(columns.points_rd, areas), hide_small, "place"),
    ]
    asked = asked_in(project, sample.answered)
    if hide_small:
        hide_small_groups(asked, count)
    lists += [
        _pointed(one, count, areas, hide_small)
        if one.kind == "pin"
        else _question(project, one, count, hide_small)
        for one in asked
    ]
    return Overview(
        total=count,
        withdrawn=sample.withdrawn,
        lists=tuple(lists),
        hides_small=hide_small,
        additions=sample.additions,
        ids=columns.ids,
    )


def _properties(
    project: Project, columns: Columns, hide_small: bool, by_month: bool
) -> Iterable[Counts]:
    words = columns.words
    moods = columns.moods.astype(np.int64) - 1
    day, days, hours = _times(columns.made_s, ZoneInfo(project.time_zone), by_month)
    rows: tuple[tuple[str, Groups, Names, Sort], ...] = (
        ("variant", grouped(columns.variants, words["variants"]), variant_names(project), "groups"),
        ("theme", grouped(columns.themes, words["themes"]), theme_names(project), "groups"),
        ("channel", grouped(columns.channels, words["channels"]), CHANNELS, "groups"),
        ("event", grouped(columns.events, words["events"]), event_names(project), "groups"),
        ("mood", grouped(moods, list(MOODS)), MOODS, "mood"),
        (day, days, {}, "time"),
        ("hour", hours, {}, "time"),
    )
    for name, groups, names, sort in rows:
        yield listed(name, _TITLES[name], groups, names, hide_small, sort)


def _times(
    made_s: NDArray[np.float64], zone: ZoneInfo, by_month: bool
) -> tuple[str, Groups, Groups]:
    """Return "day" or "month", its groups, and those of the hours, by the clock of a zone."""
    # A clock differs from UTC by quarters of an hour, and there are few of those.
    told_s = np.clip(made_s, _FIRST_S, _LAST_S)
    quarters, found = np.unique(np.floor(told_s / _QUARTER_S), return_inverse=True)
    moments = [datetime.fromtimestamp(each, zone) for each in (quarters * _QUARTER_S).tolist()]
    many = bool(moments) and (moments[-1].date() - moments[0].date()).days > MANY_DAYS
    day, form = ("month", "%Y-%m") if by_month and many else ("day", "%Y-%m-%d")
    days, hours = (coded([f"{each:{how}}" for each in moments]) for how in (form, "%H"))
    found = found.reshape(-1)
    return day, grouped(days[0][found], days[1]), grouped(hours[0][found], hours[1])


def _question(project: Project, asked: Asked, count: int, hide_small: bool) -> Counts:
    """Count the answers to one question: choices, steps of a scale, or whether there is any."""
    list_id, title = f"{asked.questionnaire}/{asked.id}", asked.title()
    sort = _SORTS.get(asked.kind, "groups")
    names: Names = asked.codes(project)
    if asked.kind == "multiple":
        groups, answered = _several(asked), len(asked.given)
        return counted(list_id, title, groups, names, answered, hide_small, sort)
    if asked.kind in _WORDS:
        names = _GIVEN
    if asked.kind == "scale":
        steps = {str(s) for q in asked.versions.values() for s in range(q.low, q.high + 1)}
        names = {step: names.get(step, {"en": step}) for step in sorted(steps, key=int)}
    made = listed(list_id, title, _one_each(asked, count), names, hide_small, sort)
    if asked.kind == "scale" and not asked.one_scale:
        made = replace(made, mean=None, median=None)
    what = local(_FIRST) if asked.kind == "ranking" else {}
    # Who reads the words could count them.
    told = None not in {each.number for each in made.counts}
    words = _written(asked) if told else ()
    return replace(made, counts=tuple(_more(asked, made)), words=words, what=what)


def _pointed(asked: Asked, count: int, areas: Sequence[Area], hide_small: bool) -> Counts:
    """Count the places that were pointed out, as those that remarks are about are counted."""
    points = {row: point for row, each in asked.given.items() if (point := _point(each))}
    places_rd = np.full((count, 3), np.nan)
    places_rd[list(points)] = np.array(list(points.values())).reshape(-1, 3)
    list_id = f"{asked.questionnaire}/{asked.id}"
    made = listed(list_id, asked.title(), *by_place(places_rd, areas), hide_small, "place")
    told = [row for each in made.counts for row in each.rows if row in points]
    return replace(made, points={row: points[row] for row in told})


def _point(answer: Answer) -> Point3 | None:
    if not isinstance(answer, tuple) or len(answer) != 3:
        return None
    x, y, nap = (float(part) for part in answer)
    return x, y, nap


def _several(asked: Asked) -> Groups:
    groups: dict[str, list[int]] = defaultdict(list)
    for row, answer in sorted(asked.given.items()):
        for code in answer if isinstance(answer, tuple) else (answer,):
            groups[str(code)].append(row)
    return groups


def _more(asked: Asked, made: Counts) -> Iterable[Count]:
    """Add mean places to a ranking, and to a comparison what was shown first, if nothing hides."""
    if asked.kind not in ("ranking", "compare") or None in {each.number for each in made.counts}:
        return made.counts
    if asked.kind == "compare":
        shown = [order[0] for order in asked.shown.values()]
        return (replace(each, first=shown.count(each.code)) for each in made.counts)
    places = defaultdict(list)
    for answer in asked.given.values():
        for place, code in enumerate(answer if isinstance(answer, tuple) else (), 1):
            places[code].append(place)
    return (
        replace(each, rank=sum(found) / len(found)) if (found := places.get(each.code)) else each
        for each in made.counts
    )


def _written(asked: Asked) -> tuple[Words, ...]:
    """Return the latest texts of a question that asks for words."""
    if asked.kind != "text":
        return ()
    latest = sorted(asked.given, reverse=True)[:WORDS_TOLD]
    texts = ((row, asked.given[row]) for row in latest)
    return tuple(
        Words(row, " ".join(clean(text[: 4 * _LONGEST_WORDS]).split())[:_LONGEST_WORDS])
        for row, text in texts
        if isinstance(text, str) and text != RATHER_NOT
    )


def _one_each(asked: Asked, count: int) -> Groups:
    """Return the rows of each answer, one a row, and of those that gave none."""
    groups: dict[str, list[int]] = defaultdict(list)
    # Most answers are alike.
    codes = {answer: _one_code(asked, answer) for answer in set(asked.given.values())}
    for row, answer in asked.given.items():
        groups[codes[answer]].append(row)
    silent = np.ones(count, np.bool_)
    silent[list(asked.given)] = False
    return groups | ({NONE: np.flatnonzero(silent).tolist()} if silent.any() else {})


def _one_code(asked: Asked, answer: Answer) -> str:
    """Return an answer as one code; for words only that there is one."""
    if answer in (RATHER_NOT, HIDDEN):
        return str(answer)
    if asked.kind in _WORDS:
        return "answered"
    return str(answer[0] if isinstance(answer, tuple) and answer else answer)
