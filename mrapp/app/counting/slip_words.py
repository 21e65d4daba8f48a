"""A day slip in words, on screen and on paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from mrapp.app.counting.slips import DaySlip, Tally
from mrapp.model.texts import Phrase

SLIP = Phrase(nl="Dagstaat", en="Day slip")
_DAY = Phrase(nl="Dag: {day}", en="Day: {day}")
_ALL_DAYS = Phrase(nl="Alle dagen", en="All days")
_EVENT = Phrase(nl="Bijeenkomst: {event}", en="Event: {event}")
_MADE = Phrase(nl="Gemaakt: {moment}", en="Made: {moment}")
_COLLECTED = Phrase(nl="Wat er is gegeven", en="What was given")
_REMARKS = Phrase(nl="Reacties", en="Remarks")
_SENT = Phrase(nl="Daarvan verzonden", en="Of these sent")
_WAITING = Phrase(nl="Daarvan nog niet verzonden", en="Of these not sent yet")
_ADDED = Phrase(nl="Later bijgeschreven", en="Added later")
_WITHDRAWN = Phrase(nl="Ingetrokken door de maker", en="Withdrawn by their maker")
_WITHDRAWN_THAT_DAY = Phrase(
    nl="Ingetrokken door de maker (alle bijeenkomsten samen)",
    en="Withdrawn by their maker (all events together)",
)
_FIRST = Phrase(nl="Eerste reactie", en="First remark")
_LAST = Phrase(nl="Laatste reactie", en="Last remark")
_BY_CHANNEL = Phrase(nl="Hoe de meningen zijn gegeven", en="How the remarks were given")
_BY_EVENT = Phrase(nl="Bij welke bijeenkomst", en="At which event")
_OUTBOX = Phrase(nl="Verzenden, alles op deze computer", en="Sending, all on this computer")
_ALL_WAITING = Phrase(nl="Wacht op verzenden", en="Waits to be sent")
_ALL_SENT = Phrase(nl="Verzonden", en="Sent")
_SINCE = Phrase(nl="Wacht sinds", en="Waits since")
_TRIED = Phrase(nl="Laatst geprobeerd", en="Tried last")
_WHY = Phrase(nl="Waarom het niet lukte", en="Why it did not go")
NO_NAMES = Phrase(
    nl="Op dit blad staan geen namen en geen meningen.",
    en="There are no names and no remarks on this sheet.",
)


@dataclass(frozen=True)
class SlipSection:
    """A heading with lines of two under it: what, and how many or when."""

    title: str
    lines: tuple[tuple[str, str], ...]


def day_text(day: date) -> str:
    """Return a day as it is written in the Netherlands, in figures."""
    return f"{day.day}-{day.month}-{day.year}"


def about(slip: DaySlip, language: str) -> tuple[str, ...]:
    """Return which day and event it is about, and when it was made."""
    day = _DAY.text(language, day=day_text(slip.day)) if slip.day else _ALL_DAYS.text(language)
    event = (_EVENT.text(language, event=slip.event),) if slip.event else ()
    return (day, *event, _MADE.text(language, moment=_moment(slip.made)))


def sections(slip: DaySlip, language: str) -> tuple[SlipSection, ...]:
    """Return what was counted; a section without lines is left out."""
    made = (
        SlipSection(_COLLECTED.text(language), tuple(_collected(slip, language))),
        SlipSection(_BY_CHANNEL.text(language), _tallied(slip.channels)),
        SlipSection(_BY_EVENT.text(language), _tallied(slip.events)),
        SlipSection(_OUTBOX.text(language), tuple(_outbox(slip, language))),
    )
    return tuple(each for each in made if each.lines)


def _moment(moment: datetime) -> str:
    return f"{day_text(moment.date())}, {moment:%H:%M}"


def _collected(slip: DaySlip, language: str) -> Iterable[tuple[str, str]]:
    yield _REMARKS.text(language), str(slip.remarks)
    yield _SENT.text(language), str(slip.sent)
    yield _WAITING.text(language), str(slip.waiting)
    yield _ADDED.text(language), str(slip.additions)
    gone = _WITHDRAWN_THAT_DAY if slip.event else _WITHDRAWN
    yield gone.text(language), str(slip.withdrawn)
    if slip.first and slip.last:
        yield _FIRST.text(language), _moment(slip.first)
        yield _LAST.text(language), _moment(slip.last)


def _tallied(tallies: Sequence[Tally]) -> tuple[tuple[str, str], ...]:
    return tuple((each.name, str(each.number)) for each in tallies)


def _outbox(slip: DaySlip, language: str) -> Iterable[tuple[str, str]]:
    outbox, zone = slip.outbox, slip.made.tzinfo
    yield _ALL_WAITING.text(language), str(outbox.waiting)
    yield _ALL_SENT.text(language), str(outbox.sent)
    if outbox.waiting and outbox.since:
        yield _SINCE.text(language), _moment(outbox.since.astimezone(zone))
    if outbox.tried:
        yield _TRIED.text(language), _moment(outbox.tried.astimezone(zone))
    if outbox.why:
        yield _WHY.text(language), outbox.why.text(language)
