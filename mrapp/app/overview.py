"""How often what was said: counts for staff, by question, variant, theme, channel, place and time.

Pure counting; how a list is made, and how small groups are hidden, is in `mrapp.app.counts`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from mrapp.app.answer_columns import Asked, asked_in, hide_small_groups
from mrapp.app.columns import clean, local
from mrapp.app.counted_places import Area, place_codes
from mrapp.app.counts import NONE, Count, Counts, Groups, Sort, Words, counted, listed
from mrapp.app.export_columns import (
    CHANNELS,
    MOODS,
    Names,
    event_names,
    theme_names,
    variant_names,
)
from mrapp.app.feedback import Kept
from mrapp.app.small_groups import HIDDEN
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT, Kind
from mrapp.model.remark import Remark
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

MANY_DAYS = 62
"""Over more days than this, days are counted by month where that is asked for."""

WORDS_TOLD = 50
"""How many of the latest texts come with a question that asks for words."""

_LONGEST_WORDS = 280
_WORDS: set[Kind | None] = {"text", "pin", None}  # counted is only whether there is an answer
_SORTS: Mapping[Kind | None, Sort] = {
    "multiple": "several",
    "scale": "scale",
    "mood": "mood",
    "ranking": "ranking",
    "compare": "compare",
    "text": "words",
    "pin": "words",
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
    """

    total: int
    withdrawn: int
    lists: tuple[Counts, ...]
    hides_small: bool = False
    additions: int = 0
    ids: tuple[str, ...] = ()

    def of(self, list_id: str) -> Counts | None:
        """Return the list with this id, or None."""
        return next((each for each in self.lists if each.id == list_id), None)


def overview(
    project: Project,
    kept: Sequence[Kept],
    *,
    areas: Sequence[Area] = (),
    hide_small: bool = False,
    by_month: bool = False,
) -> Overview:
    """Return all counts of the remarks that stand.

    areas: neighbourhoods to count places in; without any: squares of 100 m. hide_small: no group
    of fewer than five people can be counted, also not by subtraction. by_month: rather than by day,
    where it is over more than `MANY_DAYS`.
    """
    standing = [each for each in kept if each.remark is not None]
    remarks = [each.remark for each in standing if each.remark is not None]
    lists = [
        *_properties(project, remarks, hide_small, by_month),
        listed("place", _TITLES["place"], *place_codes(remarks, areas), hide_small, "place"),
    ]
    asked = asked_in(project, remarks)
    if hide_small:
        hide_small_groups(asked, len(remarks))
    lists += [_question(project, one, len(remarks), hide_small) for one in asked]
    return Overview(
        total=len(remarks),
        withdrawn=len(kept) - len(remarks),
        lists=tuple(lists),
        hides_small=hide_small,
        additions=sum(len(each.additions) for each in standing),
        ids=tuple(remark.id for remark in remarks),
    )


def _properties(
    project: Project, remarks: Sequence[Remark], hide_small: bool, by_month: bool
) -> Iterable[Counts]:
    zone = ZoneInfo(project.time_zone)
    moments = [remark.made_utc.astimezone(zone) for remark in remarks]
    variants = [remark.sight.variant if remark.sight else NONE for remark in remarks]
    rows: tuple[tuple[str, list[str], Names, Sort], ...] = (
        ("variant", variants, variant_names(project), "groups"),
        ("theme", [remark.theme or NONE for remark in remarks], theme_names(project), "groups"),
        ("channel", [remark.channel.value for remark in remarks], CHANNELS, "groups"),
        ("event", [remark.event or NONE for remark in remarks], event_names(project), "groups"),
        ("mood", [str(remark.mood or NONE) for remark in remarks], MOODS, "mood"),
        (*_days(moments, by_month), {}, "time"),
        ("hour", [f"{moment.hour:02}" for moment in moments], {}, "time"),
    )
    for name, codes, names, sort in rows:
        yield listed(name, _TITLES[name], codes, names, hide_small, sort)


def _days(moments: Sequence[datetime], by_month: bool) -> tuple[str, list[str]]:
    days = [moment.date() for moment in moments]
    if by_month and days and (max(days) - min(days)).days > MANY_DAYS:
        return "month", [f"{day:%Y-%m}" for day in days]
    return "day", [day.isoformat() for day in days]


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
    codes = [_one_code(asked, row) for row in range(count)]
    made = listed(list_id, title, codes, names, hide_small, sort)
    what = local(_FIRST) if asked.kind == "ranking" else {}
    return replace(made, counts=tuple(_more(asked, made)), words=_written(asked), what=what)


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
