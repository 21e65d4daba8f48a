"""How one feels with the headset on, whether it is time for a break, and that it may come off.

Of the answers only totals are ever kept, and nobody need answer.
"""

from mrapp.app.headset.feelings import Feeling
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
        Item(f"{_FEELS}{number}", word, Kind.FACE, number=len(FEELINGS) + 1 - number)
        for number, word in enumerate(FEELINGS, 1)
    )
    return Sheet(
        key=KEY,
        title=_AFTER if after else _BEFORE,
        words=(_ONLY_TOTALS,),
        items=tuple(faces),
        across=len(FEELINGS),
        ways=(Item(UNTOLD, RATHER_NOT),),
    )


def break_sheet() -> Sheet:
    """Return the proposal to take a break."""
    items = (Item(GO_ON, _GO_ON), Item(REST, _REST, main=True))
    return Sheet(key=KEY, title=_BREAK, words=(_BREAK_WORDS,), items=items)


def off_sheet(*, unwell: bool) -> Sheet:
    """Return what stands there until the headset comes off, or the visitor goes on after all."""
    title, words = (_UNWELL, _UNWELL_WORDS) if unwell else (_OFF, _OFF_WORDS)
    return Sheet(key=KEY, title=title, words=(words,), ways=(Item(GO_ON, _AFTER_ALL),))


def feeling_of(area: str) -> Feeling | None:
    """Return how somebody feels who pressed there; None: not told."""
    return Feeling(int(area.removeprefix(_FEELS))) if area.startswith(_FEELS) else None


_BEFORE = Phrase(nl="Hoe voelt u zich nu?", en="How do you feel now?")
_AFTER = Phrase(nl="Hoe voelt u zich na afloop?", en="How do you feel afterwards?")
_ONLY_TOTALS = Phrase(
    nl="We tellen alleen hoeveel mensen zich goed of niet goed voelen.",
    en="We only count how many people feel well or unwell.",
)
FEELINGS = (
    Phrase(nl="Heel goed", en="Very well"),
    Phrase(nl="Goed", en="Well"),
    Phrase(nl="Gaat wel", en="So-so"),
    Phrase(nl="Niet goed", en="Unwell"),
    Phrase(nl="Misselijk", en="Sick"),
)
"""In the order of `Feeling`."""

RATHER_NOT = Phrase(nl="Dat zeg ik liever niet", en="I would rather not say")
_BREAK = Phrase(nl="Tijd voor een pauze?", en="Time for a break?")
_BREAK_WORDS = Phrase(
    nl="U hebt de bril al een tijd op. Even afzetten is goed voor uw ogen en uw evenwicht.",
    en="You have worn the headset for a while. A short rest is good for your eyes and balance.",
)
_GO_ON = Phrase(nl="Nog even verder", en="Go on for now")
_REST = Phrase(nl="Ja, een pauze", en="Yes, a break")
_OFF = Phrase(nl="U mag de bril afzetten", en="You may take the headset off")
_OFF_WORDS = Phrase(
    nl="Dank u wel. De begeleider helpt u. Sta even stil als u hem af hebt.",
    en="Thank you. The host will help you. Stand still for a moment once it is off.",
)
_UNWELL = Phrase(nl="Zet de bril af", en="Take the headset off")
_UNWELL_WORDS = Phrase(
    nl="Ga zitten en kijk naar iets ver weg. Dan gaat het meestal snel over. De begeleider helpt "
    "u. U kunt de stad ook op het scherm zien.",
    en="Sit down and look at something far away. Then it mostly passes soon. The host will help "
    "you. You can see the city on the screen, too.",
)
_AFTER_ALL = Phrase(nl="Toch weer verder", en="Go on after all")
