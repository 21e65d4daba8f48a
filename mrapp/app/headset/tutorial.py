"""The first minute: one hint at a time, each waits until the visitor has done it once.

It stands aside and holds nothing up: whatever else the visitor does goes on, and what was done
before its hint came need not be done again.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from mrapp.app.headset.controls import (
    Controls,
    how_to_go,
    how_to_open,
    how_to_press,
    how_to_turn,
)
from mrapp.app.headset.panels import Stand
from mrapp.app.headset.sheets import Item, Sheet
from mrapp.app.headset.wanted import Comfort, Speak
from mrapp.model.texts import Phrase

KEY = "hint"
"""The key of its panel."""

_TRY, _SKIP, _END, _LANGUAGE = "try", "skip", "skip-all", "language"


class Deed(StrEnum):
    """What a visitor did.

    LOOKED_ROUND: turned the head a quarter to each side, or once about. PRESSED: anything, with the
    ray. TELEPORTED, WALKED: came to another place. TURNED: with the stick. OPENED_MENU,
    CLOSED_MENU: the menu came, or went.
    """

    LOOKED_ROUND = "looked"
    PRESSED = "pressed"
    TELEPORTED = "jumped"
    WALKED = "walked"
    TURNED = "turned"
    OPENED_MENU = "opened-menu"
    CLOSED_MENU = "closed-menu"


def deed_of(what: str) -> Deed | None:
    """Return a deed by the word with which the headset tells it; None: no hint waits for that."""
    return next((deed for deed in Deed if deed == what), None)


class Step(StrEnum):
    """What is shown, in order; HELP needs no deed but a press on "understood"."""

    LOOK = "look"
    PRESS = "press"
    GO = "go"
    TURN = "turn"
    OPEN = "open"
    CLOSE = "close"
    HELP = "help"


_DONE_BY = {
    Step.LOOK: frozenset({Deed.LOOKED_ROUND}),
    Step.PRESS: frozenset({Deed.PRESSED}),
    Step.GO: frozenset({Deed.TELEPORTED, Deed.WALKED}),
    Step.TURN: frozenset({Deed.TURNED}),
    Step.OPEN: frozenset({Deed.OPENED_MENU}),
    Step.CLOSE: frozenset({Deed.CLOSED_MENU}),
}


@dataclass(frozen=True)
class Tutorial:
    """How far a visitor is. over: nothing is shown any more. left: steps that were left out."""

    done: frozenset[Deed] = frozenset()
    left: frozenset[Step] = frozenset()
    over: bool = True


def begun() -> Tutorial:
    """Begin with the first hint; nothing was done yet."""
    return Tutorial(over=False)


def did(tutorial: Tutorial, deed: Deed) -> Tutorial:
    """Take in what the visitor did, asked for or not."""
    return replace(tutorial, done=tutorial.done | {deed})


def skipped(tutorial: Tutorial, step: Step) -> Tutorial:
    """Leave a step out; the last one ends it."""
    if step is Step.HELP:
        return ended(tutorial)
    return replace(tutorial, left=tutorial.left | {step})


def ended(tutorial: Tutorial) -> Tutorial:
    """Show nothing any more."""
    return replace(tutorial, over=True)


def step_of(tutorial: Tutorial, controls: Controls) -> Step | None:
    """Return what is shown now; None: nothing, it is over."""
    if tutorial.over:
        return None
    steps = steps_for(controls)
    return next(each for each in steps if not _is_done(tutorial, each))


def steps_for(controls: Controls) -> tuple[Step, ...]:
    """Return the steps for some controllers: without a stick nobody turns by one."""
    return tuple(each for each in Step if each is not Step.TURN or controls.has_stick)


def _is_done(tutorial: Tutorial, step: Step) -> bool:
    return step in tutorial.left or bool(_DONE_BY.get(step, frozenset()) & tutorial.done)


def sheet_of(tutorial: Tutorial, controls: Controls, comfort: Comfort) -> Sheet | None:
    """Return the hint that stands now; None: none does."""
    step = step_of(tutorial, controls)
    if step is None:
        return None
    steps = steps_for(controls)
    far = _FAR.filled(number=steps.index(step) + 1, all=len(steps))
    last = step is Step.HELP
    skip = Item(_SKIP, _UNDERSTOOD if last else _SKIP_WORDS, main=last)
    end = Item(_END, _SKIP_ALL)
    return Sheet(
        key=KEY,
        title=_TITLES[step],
        words=_words(step, controls, comfort),
        items=(Item(_TRY, _HERE, main=True),) if step is Step.PRESS else (),
        across=1,
        foot=(skip,) if last else (skip, end),
        ways=(Item(_LANGUAGE, _OTHER_LANGUAGE),) if step is Step.LOOK else (),
        far=far,
        stand=Stand.ASIDE,
        small=True,
    )


def pressed(
    tutorial: Tutorial, controls: Controls, area: str, language: str
) -> tuple[Tutorial, Speak | None]:
    """Return the tutorial after a press on its hint, and the language that is wanted."""
    step = step_of(tutorial, controls)
    if step is None:
        return tutorial, None
    if area == _LANGUAGE:
        return tutorial, Speak("en" if language == "nl" else "nl")
    if area == _END:
        return ended(tutorial), None
    return (skipped(tutorial, step) if area == _SKIP else tutorial), None


def _words(step: Step, controls: Controls, comfort: Comfort) -> tuple[Phrase, ...]:
    match step:
        case Step.LOOK:
            return (_LOOK,)
        case Step.PRESS:
            return (how_to_press(controls),)
        case Step.GO:
            return (how_to_go(controls, comfort),)
        case Step.TURN:
            turn = how_to_turn(controls, comfort)
            return (turn,) if turn else ()
        case Step.OPEN:
            return (how_to_open(controls, comfort),)
        case Step.CLOSE:
            return (_CLOSE,)
        case Step.HELP:
            return (_HELP, _CALL)


_TITLES = {
    Step.LOOK: Phrase(nl="Kijk om u heen", en="Look around you"),
    Step.PRESS: Phrase(nl="Wijs en druk", en="Point and press"),
    Step.GO: Phrase(nl="Ga ergens heen", en="Go somewhere"),
    Step.TURN: Phrase(nl="Draai u om", en="Turn around"),
    Step.OPEN: Phrase(nl="Open het menu", en="Open the menu"),
    Step.CLOSE: Phrase(nl="Doe het menu weg", en="Put the menu away"),
    Step.HELP: Phrase(nl="Hulp nodig?", en="Do you need help?"),
}
_FAR = Phrase(nl="Uitleg {number} van {all}", en="Hint {number} of {all}")
_LOOK = Phrase(
    nl="U staat midden in de stad. Kijk naar links en naar rechts.",
    en="You stand in the middle of the city. Look to the left and to the right.",
)
_CLOSE = Phrase(
    nl="Wijs naar Sluiten en druk. Of doe hetzelfde als bij het openen.",
    en="Point at Close and press. Or do the same as for opening.",
)
_HELP = Phrase(
    nl="Open het menu en kies Hulp. Daar kunt u ook stoppen.",
    en="Open the menu and choose Help. You can stop there, too.",
)
_CALL = Phrase(
    nl="Of zeg het hardop: de begeleider staat naast u.",
    en="Or say it out loud: the host stands next to you.",
)
_HERE = Phrase(nl="Druk hier", en="Press here")
_SKIP_WORDS = Phrase(nl="Sla over", en="Skip")
_SKIP_ALL = Phrase(nl="Geen uitleg", en="No hints")
_UNDERSTOOD = Phrase(nl="Begrepen", en="Understood")
_OTHER_LANGUAGE = Phrase(nl="English", en="Nederlands")
