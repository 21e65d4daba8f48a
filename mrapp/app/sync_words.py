"""How sending stands, and what became of a remark, in words."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from mrapp.app.clock import day_words
from mrapp.app.syncing import Became, Offered, SyncState
from mrapp.model.texts import Phrase, pick_language

_NOWHERE = Phrase(nl="Wordt niet verzonden", en="Not sent anywhere")
_HELD = Phrase(nl="Verzenden gepauzeerd", en="Sending is held")
_BUSY = Phrase(nl="Bezig met verzenden", en="Sending")
_FILES = Phrase(
    nl="Bezig met verzenden: bestand {done} van {of}", en="Sending: file {done} of {of}"
)
_ALL_SENT = Phrase(nl="Alles is verzonden", en="All is sent")
_WAITING = Phrase(nl="{count} wacht op verzenden", en="{count} waiting to be sent")
_WAITING_MANY = Phrase(nl="{count} wachten op verzenden", en="{count} waiting to be sent")
_AND = Phrase(nl="{one} ({other})", en="{one} ({other})")
_TRIES = Phrase(nl="wordt vanzelf weer geprobeerd", en="tried again by itself")
_REFUSED = Phrase(nl="{count} geweigerd", en="{count} refused")
_SERVER = Phrase(nl="Server", en="Server")
_KEY = Phrase(nl="De sleutel staat", en="The key is")
_LAST = Phrase(nl="Voor het laatst gelukt", en="Went well last")
_NEVER = Phrase(nl="nog nooit", en="never yet")
_REFUSAL = Phrase(nl="Geweigerd door de server", en="Refused by the server")
_COUNTED = Phrase(nl="{count}; de eerste omdat: {why}", en="{count}; the first because: {why}")
_NEWER = Phrase(nl="Nieuwe versie van het project", en="New version of the project")
_OFFERED = Phrase(
    nl="versie {number} van {day}, {mega} MB", en="version {number} of {day}, {mega} MB"
)
_WHEN = Phrase(nl="{day}, {clock} uur", en="{day}, {clock}")
_STATES = {
    "new": Phrase(nl="ontvangen door de gemeente", en="received by the municipality"),
    "shown": Phrase(nl="gelezen; te zien voor anderen", en="read; others can see it"),
    "hidden": Phrase(nl="gelezen; niet te zien voor anderen", en="read; others cannot see it"),
}
_HOW_FAR = Phrase(nl="Hoe ver het is", en="How far it is")
_REASON = Phrase(nl="Waarom niet te zien", en="Why not shown")
_ANSWER = Phrase(nl="Antwoord van de gemeente", en="Answer of the municipality")
_EFFECT = Phrase(nl="Wat uw mening deed", en="What your opinion did")


def sync_summary(state: SyncState, language: str) -> str:
    """Return how it stands, short enough to stand in a window all the time."""
    if not state.enrolled:
        said = _NOWHERE.text(language)
    elif state.held:
        said = _HELD.text(language)
    elif state.busy:
        done, of = state.files
        said = _FILES.text(language, done=done, of=of) if of else _BUSY.text(language)
    else:
        said = "" if state.waiting or state.refused else _ALL_SENT.text(language)
    more = ", ".join(_counts(state, language)) if not state.busy else ""
    return _AND.text(language, one=said, other=more) if said and more else said or more


def _counts(state: SyncState, language: str) -> Iterator[str]:
    waiting = state.waiting - state.refused
    if waiting > 0:
        phrase = _WAITING if waiting == 1 else _WAITING_MANY
        yield phrase.text(language, count=waiting)
    if state.refused:
        yield _REFUSED.text(language, count=state.refused)
    if state.why is not None and state.enrolled and not state.held:
        yield _TRIES.text(language)


def is_well(state: SyncState) -> bool:
    """Tell whether nobody need look at it."""
    return state.enrolled and not (state.held or state.why or state.refused)


def sync_lines(state: SyncState, zone: str, language: str) -> tuple[tuple[str, str], ...]:
    """Return where it is sent to and how that goes, as lines of two."""
    if not state.enrolled:
        return ()
    found = [(_SERVER.text(language), urlsplit(state.server).netloc)]
    if state.key_in is not None:
        found.append((_KEY.text(language), state.key_in.text(language)))
    last = _when(state.succeeded, zone, language) if state.succeeded else _NEVER.text(language)
    found.append((_LAST.text(language), last))
    if state.refusal is not None:
        told = _COUNTED.text(language, count=state.refused, why=state.refusal.text(language))
        found.append((_REFUSAL.text(language), told))
    if state.offered is not None:
        found.append((_NEWER.text(language), offer(state.offered, zone, language)))
    return tuple(found)


def offer(version: Offered, zone: str, language: str) -> str:
    """Return which version is offered, as a clause."""
    day = day_words(version.published_utc.astimezone(ZoneInfo(zone)).date(), language)
    mega = f"{version.size_bytes / 1e6:.1f}"
    shown = mega.replace(".", ",") if language == "nl" else mega
    return _OFFERED.text(language, number=version.number, day=day, mega=shown)


def became_lines(became: Became, language: str) -> tuple[tuple[str, str], ...]:
    """Return what became of a remark, as lines of two for its maker; none where nothing was heard.

    The newest answer comes first.
    """
    found = []
    for each in reversed(became.replies):
        found.append((_ANSWER.text(language), pick_language(each.decided, language)))
        if each.effect:
            found.append((_EFFECT.text(language), pick_language(each.effect, language)))
    if became.state is not None:
        found.append((_HOW_FAR.text(language), _STATES[became.state].text(language)))
        if became.state == "hidden" and became.reason:
            found.append((_REASON.text(language), pick_language(became.reason, language)))
    return tuple(found)


def _when(moment: datetime, zone: str, language: str) -> str:
    local = moment.astimezone(ZoneInfo(zone))
    return _WHEN.text(language, day=day_words(local.date(), language), clock=f"{local:%H:%M}")
