"""How one feels with the headset on, and whether it is time for a break: three short questions.

Of the answers only totals are ever kept, and nobody need answer.
"""

from mrapp.app.headset.sheets import Item, Kind, Sheet
from mrapp.model.texts import Phrase

KEY = "care"
"""The key of their panel."""

GO_ON, REST, UNTOLD = "go-on", "rest", "untold"
"""Areas: no break yet; a break now; rather not say how one feels."""

_FEELS = "feels:"


def feeling_sheet(after: bool) -> Sheet:
    """Return the question how one feels, before the visit or after it."""
    faces = (
        Item(f"{_FEELS}{number}", word, Kind.FACE, number=len(_FEELINGS) + 1 - number)
        for number, word in enumerate(_FEELINGS, 1)
    )
    return Sheet(
        key=KEY,
        title=_AFTER if after else _BEFORE,
        words=(_ONLY_TOTALS,),
        items=tuple(faces),
        across=len(_FEELINGS),
        ways=(Item(UNTOLD, _RATHER_NOT),),
    )


def break_sheet() -> Sheet:
    """Return the proposal to take a break."""
    items = (Item(GO_ON, _GO_ON), Item(REST, _REST, main=True))
    return Sheet(key=KEY, title=_BREAK, words=(_BREAK_WORDS,), items=items)


def feeling_of(area: str) -> int | None:
    """Return how somebody feels who pressed there: 1, very well, to 5, sick; None: not told."""
    return int(area.removeprefix(_FEELS)) if area.startswith(_FEELS) else None


_BEFORE = Phrase(nl="Hoe voelt u zich nu?", en="How do you feel now?")
_AFTER = Phrase(nl="Hoe voelt u zich na afloop?", en="How do you feel afterwards?")
_ONLY_TOTALS = Phrase(
    nl="We tellen alleen hoeveel mensen zich goed of niet goed voelen.",
    en="We only count how many people feel well or unwell.",
)
_FEELINGS = (
    Phrase(nl="Heel goed", en="Very well"),
    Phrase(nl="Goed", en="Well"),
    Phrase(nl="Gaat wel", en="So-so"),
    Phrase(nl="Niet goed", en="Unwell"),
    Phrase(nl="Misselijk", en="Sick"),
)
_RATHER_NOT = Phrase(nl="Dat zeg ik liever niet", en="I would rather not say")
_BREAK = Phrase(nl="Tijd voor een pauze?", en="Time for a break?")
_BREAK_WORDS = Phrase(
    nl="U hebt de bril al een tijd op. Even afzetten is goed voor uw ogen en uw evenwicht.",
    en="You have worn the headset for a while. A short rest is good for your eyes and balance.",
)
_GO_ON = Phrase(nl="Nog even verder", en="Go on for now")
_REST = Phrase(nl="Ja, een pauze", en="Yes, a break")
