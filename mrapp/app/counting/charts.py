"""Counts as charts: which bars, in which order, with which words; how they look is the window's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

from mrapp.app.clock import MONTHS
from mrapp.app.counting.counts import NONE, Count, Counts, Words
from mrapp.app.counting.overview import Overview
from mrapp.app.counting.small_groups import HIDDEN
from mrapp.app.questions.question_words import PLAN_NAMES
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import Point3

Form = Literal["lying", "standing", "words"]
"""Lying: a bar a line, with its words above it. Standing: columns on an axis that has an order.
Words: what people wrote; its one bar, all that did, is not drawn."""

_ALL = Phrase(nl="Alle meningen", en="All opinions")
_HIDDEN_WORDS = Phrase(nl="verborgen", en="hidden")
_UNTOLD = Phrase(
    nl="Hier is een kleine groep: hoeveel mensen iets schreven, en wat, is verborgen.",
    en="There is a small group here: how many people wrote something, and what, is hidden.",
)
_SHARE = Phrase(nl="{number} ({share} %)", en="{number} ({share}%)")
_OF_ALL = Phrase(nl="van de {number} meningen", en="of the {number} opinions")
_OF_ANSWERED = Phrase(
    nl="van de {number} die antwoordden; {rest} antwoordden niet",
    en="of the {number} who answered; {rest} did not answer",
)
_OF_ABOUT = Phrase(
    nl="van de ongeveer {number} die antwoordden", en="of about {number} who answered"
)
_STEP = Phrase(nl="{step} is {meaning}", en="{step} is {meaning}")
_MEAN = Phrase(
    nl="gemiddeld {mean}, de middelste is {median}", en="mean {mean}, the middle one is {median}"
)
_SEVERAL = Phrase(
    nl="meer antwoorden per persoon: samen kan het meer dan 100\u00a0% zijn",
    en="several answers a person: together it may be more than 100%",
)
_RANKED = Phrase(
    nl="De gemiddelde plaats; 1 is de hoogste.", en="The mean place; 1 is the highest."
)
_RANK = Phrase(nl="plaats {rank}", en="place {rank}")
_FIRST = Phrase(nl="{name} ({number} × eerste)", en="{name} ({number} × first)")
_BLIND = Phrase(
    nl="{variant} was {first} × {a} en {second} × {b}",
    en="{variant} was {a} {first} × and {b} {second} ×",
)
_MOST_DAYS = 400
_FEWEST_STEPS = 4
_HOUR = Phrase(nl="{hour}.00 uur", en="{hour}:00")


@dataclass(frozen=True)
class Bar:
    """One bar. size: its length, of any unit; None: hidden. told: the value as it stands at it.

    short: its name where there is little room. rows: which remarks, as in `Count.rows`. face: the
    mood that is drawn before it.
    """

    code: str
    name: str
    size: float | None
    told: str
    short: str = ""
    rows: Sequence[int] = field(default=(), repr=False, compare=False)
    face: int | None = None


@dataclass(frozen=True)
class Chart:
    """A chart: its bars, and lines of words under its title.

    words: texts that people wrote. points: places that they pointed out, as in `Counts.points`.
    whole: the size of a bar that fills its track. Percentages are of the same, and the first note
    says what it is.
    """

    id: str
    section: str
    title: str
    form: Form
    bars: tuple[Bar, ...]
    notes: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    points: Mapping[int, Point3] = field(default_factory=dict, repr=False)
    whole: float = 0.0

    def spoken(self) -> str:
        """Return all of it in words, for who cannot see it."""
        bars = (f"{bar.name}: {bar.told}" for bar in self.bars)
        return ". ".join([*self.notes, *bars, *(each.text for each in self.words)])


def charts_of(counted: Overview, project: Project, language: str) -> tuple[Chart, ...]:
    """Return a chart for every list that has anything to show."""
    made = (_chart(each, counted, project, language) for each in counted.lists)
    return tuple(chart for chart in made if chart is not None)


def _chart(counts: Counts, all_of: Overview, project: Project, language: str) -> Chart | None:
    total, is_rounded = all_of.total, bool(all_of.rounded_to)
    if not any(each.number != 0 and each.code != NONE for each in counts.counts):
        return None
    # Where a hidden group keeps unsaid how many answered, no part of these can be told either.
    told = total if "/" not in counts.id else counts.answered or 0
    bars = _BARS.get(counts.sort, _groups)(counts, told, language)
    if "/" in counts.id:
        # How many did not answer is said beside it: as a bar it would dwarf the answers.
        bars = [bar for bar in bars if bar.code != NONE]
    return Chart(
        id=counts.id,
        section=_section(counts.id, project, language),
        title=pick_language(counts.title, language),
        form=_form(counts, len(bars)),
        bars=tuple(bars),
        notes=tuple(_notes(counts, total, language, is_rounded=is_rounded)),
        words=counts.words,
        points=counts.points,
        whole=float(len(_real(counts)) if _is_ranked(counts) else told or total),
    )


def _form(counts: Counts, bars: int) -> Form:
    if counts.sort == "words":
        return "words"
    steps = counts.sort == "scale" and bars >= _FEWEST_STEPS
    return "standing" if steps or counts.sort == "time" else "lying"


def _section(list_id: str, project: Project, language: str) -> str:
    """Return under which heading a list stands: its questionnaire, or that of all remarks."""
    form_id, slash, _question = list_id.partition("/")
    if not slash:
        return _ALL.text(language)
    forms = [each for each in project.questionnaires if each.id == form_id]
    return pick_language(forms[-1].name, language) if forms else form_id


def _notes(counts: Counts, total: int, language: str, *, is_rounded: bool) -> list[str]:
    if "/" not in counts.id or counts.answered is None:
        notes = [_OF_ALL.text(language, number=total)]
    elif is_rounded:
        # Not how many did not answer: they may be too few.
        notes = [_OF_ABOUT.text(language, number=counts.answered)]
    else:
        answered = counts.answered
        notes = [_OF_ANSWERED.text(language, number=answered, rest=total - answered)]
    if counts.sort == "scale":
        notes += _ends(counts, language)
    if counts.mean is not None and counts.median is not None and counts.sort in ("scale", "mood"):
        mean, middle = decimal(counts.mean, language), decimal(counts.median, language)
        notes.append(_MEAN.text(language, mean=mean, median=middle))
    if counts.sort == "words" and any(each.number is None for each in counts.counts):
        notes.append(_UNTOLD.text(language))
    if counts.sort == "several":
        notes.append(_SEVERAL.text(language))
    if _is_ranked(counts):
        notes.append(_RANKED.text(language))
    return notes + _blind(counts, language)


def _ends(counts: Counts, language: str) -> list[str]:
    """Tell what the steps of a scale mean that have a meaning."""
    named = {each.code: pick_language(each.name, language) for each in counts.counts}
    said = [
        _STEP.text(language, step=code, meaning=name)
        for code, name in named.items()
        if code.isdecimal() and name != code
    ]
    return [", ".join(said)] if said else []


def _blind(counts: Counts, language: str) -> list[str]:
    """Tell under which blind name each variant was shown, and how often."""
    real = _real(counts)
    shown = [each for each in counts.counts if each.first is not None and each.code in real]
    times = sum(each.first or 0 for each in shown)
    a, b = (name.text(language) for name in PLAN_NAMES)
    return [
        _BLIND.text(
            language,
            variant=pick_language(each.name, language),
            first=each.first,
            second=times - (each.first or 0),
            a=a,
            b=b,
        )
        for each in shown
        if times
    ]


def _is_ranked(counts: Counts) -> bool:
    """Tell whether mean places are told."""
    return any(each.rank is not None for each in counts.counts)


def _real(counts: Counts) -> set[str]:
    return {each.code for each in counts.counts} - {NONE, RATHER_NOT, HIDDEN}


def _groups(counts: Counts, whole: int, language: str) -> list[Bar]:
    bars = [_bar(each, whole, language) for each in counts.counts]
    # A way that was not there is no answer that nobody gave.
    return [bar for bar in bars if bar.size != 0] if counts.id == "channel" else bars


def _bar(count: Count, whole: int, language: str) -> Bar:
    name = pick_language(count.name, language)
    if count.number is None:
        return Bar(count.code, name, None, _HIDDEN_WORDS.text(language))
    told = str(count.number)
    if whole:
        # What is rounded may be a little more than all.
        share = min(100, round(100 * count.number / whole))
        told = _SHARE.text(language, number=count.number, share=share)
    return Bar(count.code, name, count.number, told, rows=count.rows)


def _several(counts: Counts, whole: int, language: str) -> list[Bar]:
    bars = _groups(counts, whole, language)
    return sorted(bars, key=lambda bar: bar.code in (NONE, RATHER_NOT, HIDDEN))


def _places(counts: Counts, whole: int, language: str) -> list[Bar]:
    """Return the places where anything was said, the most first."""
    bars = [bar for bar in _groups(counts, whole, language) if bar.size != 0]
    last = (NONE, "elsewhere")
    return sorted(bars, key=lambda bar: (bar.code in last, bar.size is None, -(bar.size or 0)))


def _moods(counts: Counts, whole: int, language: str) -> list[Bar]:
    bars = _groups(counts, whole, language)
    return [replace(bar, face=int(bar.code) if bar.code.isdecimal() else None) for bar in bars]


def _scale(counts: Counts, whole: int, language: str) -> list[Bar]:
    """Return the steps with their number before what it means."""
    bars = _groups(counts, whole, language)
    return [_step(bar) if bar.code.isdecimal() else bar for bar in bars]


def _step(bar: Bar) -> Bar:
    named = bar.name if bar.name == bar.code else f"{bar.code}: {bar.name}"
    return replace(bar, short=bar.code, name=named)


def _ranking(counts: Counts, whole: int, language: str) -> list[Bar]:
    """Return the choices by their mean place, if that may be told: the longer, the better."""
    ranks = {each.code: each.rank for each in counts.counts if each.rank is not None}
    if not ranks:
        return _groups(counts, whole, language)
    most = len(_real(counts))
    bars = []
    for each in counts.counts:
        rank = ranks.get(each.code)
        if rank is None:
            bars.append(_bar(each, whole, language))
            continue
        named = pick_language(each.name, language)
        name = _FIRST.text(language, name=named, number=each.number)
        mean = _RANK.text(language, rank=decimal(rank, language))
        bars.append(Bar(each.code, name, most + 1 - rank, mean, rows=each.rows))
    ranked = [bar for bar in bars if bar.code in ranks]
    return sorted(ranked, key=lambda bar: ranks[bar.code])


def _over_time(counts: Counts, whole: int, language: str) -> list[Bar]:
    """Return an axis without gaps: every hour, day or month from the first to the last."""
    list_id = counts.id
    given = {bar.code: bar for bar in _groups(counts, whole, language)}
    codes = _moments(list_id, sorted(given))
    return [
        replace(
            given.get(code, Bar(code, "", 0, "0")),
            name=_moment_name(list_id, code, language),
            short=_moment_short(list_id, code, language),
        )
        for code in codes
    ]


def _moments(list_id: str, codes: list[str]) -> list[str]:
    if list_id == "hour":
        return [f"{hour:02}" for hour in range(int(codes[0]), int(codes[-1]) + 1)]
    if list_id == "month":
        first, last = (12 * int(c[:4]) + int(c[5:]) - 1 for c in (codes[0], codes[-1]))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(first, last + 1)]
    first_day, last_day = (date.fromisoformat(code) for code in (codes[0], codes[-1]))
    days = (last_day - first_day).days
    if days > _MOST_DAYS:
        return codes
    return [(first_day + timedelta(days=day)).isoformat() for day in range(days + 1)]


def _moment_name(list_id: str, code: str, language: str) -> str:
    if list_id == "hour":
        return _HOUR.text(language, hour=code)
    month = MONTHS[int(code[5:7]) - 1].text(language)
    return f"{month} {code[:4]}" if list_id == "month" else f"{int(code[8:])} {month} {code[:4]}"


def _moment_short(list_id: str, code: str, language: str) -> str:
    if list_id == "hour":
        return code
    month = MONTHS[int(code[5:7]) - 1].text(language)[:3]
    return f"{month} '{code[2:4]}" if list_id == "month" else f"{int(code[8:])} {month}"


def decimal(number: float, language: str) -> str:
    """Return a number with one decimal, as it is written in a language."""
    return f"{number:.1f}".replace(".", "," if language == "nl" else ".")


_BARS = {
    "several": _several,
    "place": _places,
    "mood": _moods,
    "scale": _scale,
    "ranking": _ranking,
    "time": _over_time,
}
