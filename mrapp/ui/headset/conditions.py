"""How the headset is doing, in the facilitator's words."""

from collections.abc import Mapping
from typing import Final

from mrapp.model.texts import Phrase
from mrapp.xr.device import Condition
from mrapp.xr.exchange import Glimpse
from mrapp.xr.inputs_told import HANDS, battery_of, place_of
from mrapp.xr.room import room_mode

NONE = Phrase(
    nl="Start de headset, of oefen zonder. Hier ziet u dan wat de bezoeker ziet.",
    en="Start the headset, or rehearse without one. Here you will see what the visitor sees.",
)
_STATES: Mapping[Condition, Phrase] = {
    Condition.WAITING: Phrase(nl="Wacht: zet de headset op", en="Waiting: put the headset on"),
    Condition.READY: Phrase(
        nl="Nog niet in beeld: de headset begint, of een ander programma is open",
        en="Not in sight yet: the headset begins, or another program is open",
    ),
    Condition.VISIBLE: Phrase(
        nl="In beeld; het menu van de headset is open", en="Shown; the headset's own menu is open"
    ),
    Condition.FOCUSED: Phrase(nl="De bezoeker kijkt rond", en="The visitor looks around"),
    Condition.LOST: Phrase(
        nl="Verbinding met de headset weg; wordt weer gezocht",
        en="The headset is gone; looking for it again",
    ),
    Condition.ENDED: Phrase(nl="Geen headset in gebruik", en="No headset in use"),
}
_NEVER_CAME = Phrase(
    nl="Nog geen headset gevonden; wordt steeds gezocht",
    en="No headset found yet; looking for it all the time",
)
_PAUSED = Phrase(
    nl="Pauze: de bezoeker ziet alles, maar beweegt niet",
    en="Paused: the visitor sees all, but does not move",
)
_COMING = Phrase(nl="De headset wordt gezocht…", en="Looking for the headset…")
_SILENT = Phrase(
    nl="De software van de headset antwoordt niet ({seconds} s). Er is niets verloren. Blijft het "
    "zo, stop dan hier en start die software opnieuw.",
    en="The headset's software does not answer ({seconds} s). Nothing is lost. If it stays like "
    "this, stop here and start that software again.",
)
SILENT_S: Final = 6.0
"""After so long somebody is told: longer than the first pictures of a large city take."""
_SIMULATED = Phrase(nl="Nagebootste headset", en="Simulated headset")
_HEAD = Phrase(nl="Hoofd", en="Head")
_TRACKED = Phrase(nl="gevolgd", en="tracked")
_UNTRACKED = Phrase(nl="plek onbekend", en="place not known")
_UNREAD = Phrase(
    nl="De handen doen nu iets in het menu van de headset.",
    en="The hands do something in the headset's own menu now.",
)
_BATTERY = Phrase(nl="{place}, batterij {full}", en="{place}, battery {full}")
_NO_ROOM = Phrase(
    nl="Deze headset kan de kamer niet laten zien; de stad op de echte tafel kan dus niet.",
    en="This headset cannot show the room, so the city cannot be on the real table.",
)
_WORN = (Condition.VISIBLE, Condition.FOCUSED)
_LATE = Phrase(nl="beelden te laat: {late} %", en="frames late: {late} %")


def state_words(
    glimpse: Glimpse | None,
    condition: Condition,
    *,
    running: bool,
    silent_s: float = 0.0,
    paused: bool = False,
) -> Phrase:
    """Return how it is doing.

    condition: the last known, where nothing was seen of it yet. silent_s: for how long nothing was
    heard. paused: whether the facilitator holds the visitor still.
    """
    if running and silent_s > SILENT_S:
        return _SILENT.filled(seconds=round(silent_s))
    if running and glimpse is None:
        return _COMING
    if glimpse is not None and glimpse.condition is Condition.LOST and glimpse.facts is None:
        return _NEVER_CAME
    now = glimpse.condition if glimpse else condition
    return _PAUSED if paused and now is Condition.FOCUSED else _STATES[now]


def about(glimpse: Glimpse | None, language: str) -> str:
    """Return what headset it is and what is wrong with it, line by line; "" while it is unknown."""
    if glimpse is None or glimpse.facts is None:
        return ""
    facts = glimpse.facts
    told = [f"{facts.system} · {facts.runtime} {facts.version}"]
    if facts.simulated:
        told = [_SIMULATED.text(language)]
    told += tracking(glimpse, language)
    if glimpse.condition in _WORN and room_mode(facts) is None:
        told.append(_NO_ROOM.text(language))
    if glimpse.late > 0.0:
        told.append(_LATE.text(language, late=round(100 * glimpse.late)))
    return "\n".join(told)


def tracking(glimpse: Glimpse, language: str) -> list[str]:
    """Return what is followed of a visitor who wears the headset, with batteries where told."""
    if glimpse.condition not in _WORN:
        return []
    head = _TRACKED if glimpse.tracked else _UNTRACKED
    told = [f"{_HEAD.text(language)}: {head.text(language)}"]
    if not glimpse.inputs.steered:
        return [*told, _UNREAD.text(language)]
    for hand, state in glimpse.inputs.hands.items():
        said, full = place_of(state), battery_of(state)
        words = said.text(language)
        if full is not None:
            words = _BATTERY.text(language, place=words, full=full.text(language))
        told.append(f"{HANDS[hand].text(language)}: {words}")
    return [" · ".join(told)]
