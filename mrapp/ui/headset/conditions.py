"""How the headset is doing, in the facilitator's words."""

from collections.abc import Mapping
from typing import Final

from mrapp.model.texts import Phrase
from mrapp.xr.device import Condition
from mrapp.xr.exchange import Glimpse

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
_COMING = Phrase(nl="De headset wordt gezocht…", en="Looking for the headset…")
_SILENT = Phrase(
    nl="De software van de headset antwoordt niet ({seconds} s). Er is niets verloren. Blijft het "
    "zo, stop dan hier en start die software opnieuw.",
    en="The headset's software does not answer ({seconds} s). Nothing is lost. If it stays like "
    "this, stop here and start that software again.",
)
SILENT_S: Final = 6.0
"""After so long somebody is told: longer than the first pictures of a large city take."""
_UNTRACKED = Phrase(nl="plek van het hoofd onbekend", en="the head's place is not known")
_LATE = Phrase(nl="beelden te laat: {late} %", en="frames late: {late} %")


def state_words(
    glimpse: Glimpse | None, condition: Condition, *, running: bool, silent_s: float = 0.0
) -> Phrase:
    """Return how it is doing.

    condition: the last known, where nothing was seen of it yet. silent_s: for how long nothing was
    heard.
    """
    if running and silent_s > SILENT_S:
        return _SILENT.filled(seconds=round(silent_s))
    if running and glimpse is None:
        return _COMING
    return _STATES[glimpse.condition if glimpse else condition]


def about(glimpse: Glimpse | None, language: str) -> str:
    """Return what headset it is and what is wrong with it, line by line; "" while it is unknown."""
    if glimpse is None or glimpse.facts is None:
        return ""
    facts = glimpse.facts
    told = [f"{facts.system} · {facts.runtime} {facts.version}"]
    if glimpse.condition is Condition.FOCUSED and not glimpse.tracked:
        told.append(_UNTRACKED.text(language))
    if glimpse.late > 0.0:
        told.append(_LATE.text(language, late=round(100 * glimpse.late)))
    return "\n".join(told)
