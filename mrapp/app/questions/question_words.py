"""The words that belong to each kind of question, on every channel: screen, phone and paper.

They are phrases, not texts of a window: a question is shown in the language of its visitor,
whatever the language of the program.
"""

from collections.abc import Mapping
from string import ascii_uppercase

from mrapp.model.questions import Kind, Question
from mrapp.model.texts import Phrase

RATHER_NOT_WORDS = Phrase(nl="Dat zeg ik liever niet", en="I would rather not say")
SHOW_AGAIN = Phrase(nl="Laat het nog eens zien", en="Show me again")
NEEDED = Phrase(nl="Hier is een antwoord nodig.", en="An answer is needed here.")
FIND = Phrase(nl="Zoek in de lijst", en="Search the list")
NONE_FOUND = Phrase(nl="Niets gevonden.", en="Nothing found.")


def plan_name(number: int) -> Phrase:
    """Return the blind name of a variant: 0 is plan A; after Z the letters begin anew."""
    name = f"plan {ascii_uppercase[number % 26]}"
    return Phrase(nl=name, en=name)


PLAN_NAMES = (plan_name(0), plan_name(1))
"""The blind names of two variants that are compared, in the order in which they are shown."""

LOOK_AT = Phrase(nl="Bekijk {name}", en="Look at {name}")
CHOOSE = Phrase(nl="Ik kies {name}", en="I choose {name}")

POINT_OUT = Phrase(nl="Wijs de plek aan", en="Point out the place")
POINTED_OUT = Phrase(nl="De plek is aangewezen.", en="The place was pointed out.")
POINT_AGAIN = Phrase(nl="Wijs een andere plek aan", en="Point out another place")
NO_PLACE = Phrase(nl="Haal de plek weg", en="Remove the place")
HOW_TO_POINT = Phrase(
    nl="Raak de plek aan in de stad hierboven. Of schuif de stad tot de plek in de ring staat, en "
    "kies \u201cZet de pin in de ring\u201d.",
    en="Touch the place in the city above. Or move the city until the place is in the ring, and "
    "choose \u201cPut the pin in the ring\u201d.",
)
_LAST = Phrase(
    nl="Vraag {number} · dit is de laatste", en="Question {number} · this is the last one"
)
_FOLLOWED = Phrase(
    nl="Vraag {number} · hierna nog hoogstens {left}",
    en="Question {number} · after this at most {left} more",
)

IN_THE_RING = Phrase(nl="Zet de pin in de ring", en="Put the pin in the ring")
NEARER = Phrase(nl="Dichterbij", en="Nearer")
FARTHER = Phrase(nl="Verder weg", en="Farther")

RANKED = Phrase(nl="{name}, plaats {place}", en="{name}, place {place}")
NOT_RANKED = Phrase(nl="{name}, nog geen plaats", en="{name}, no place yet")
STEP_OF = Phrase(nl="{step} van {low} tot {high}", en="{step} of {low} to {high}")

MOOD_WORDS = (
    Phrase(nl="Heel ontevreden", en="Very unhappy"),
    Phrase(nl="Ontevreden", en="Unhappy"),
    Phrase(nl="Ertussenin", en="In between"),
    Phrase(nl="Tevreden", en="Happy"),
    Phrase(nl="Heel tevreden", en="Very happy"),
)
"""What the five faces mean, from 1 to 5."""

_ANY_NUMBER = Phrase(nl="U mag meer antwoorden kiezen.", en="You may choose more than one.")
_AT_MOST = Phrase(nl="Kies er hoogstens {most}.", en="Choose {most} at most.")
_HINTS: Mapping[Kind, Phrase] = {
    "ranking": Phrase(
        nl="Kies eerst wat u het belangrijkst vindt. Kies dan wat daarna komt.",
        en="First choose what matters most to you. Then choose what comes next.",
    ),
    "compare": Phrase(
        nl="Bekijk eerst de twee plannen. Kies dan het beste.",
        en="First look at both plans. Then choose the best one.",
    ),
}


def how_far(number: int, left: int, language: str) -> str:
    """Return how far one is: the question's number, from 1, and how many may follow at most."""
    return (_FOLLOWED if left else _LAST).text(language, number=number, left=left)


def how_to(question: Question) -> Phrase | None:
    """Return how a question is answered, where its look does not tell; None where it does."""
    if question.kind != "multiple":
        return _HINTS.get(question.kind)
    if question.most is None:
        return _ANY_NUMBER
    return _AT_MOST.filled(most=question.most)
