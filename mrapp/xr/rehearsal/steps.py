"""The language in which visitors are scripted: what somebody means to do, step by step.

A step names no frame and no place on a panel. It is done once its effect is there, and fails in
words where that does not come. Areas are named by their ids, as in `mrapp.app.headset`; "variant:*"
fits the first of them.
"""

from dataclasses import dataclass
from enum import StrEnum

from mrapp.model.texts import Phrase


class Task(StrEnum):
    """What the facilitator is asked to do: the keys of the buttons in their window.

    NEXT: let the next visitor begin. HERE: bring the visitor to where the desktop looks. PAUSE: so
    that nothing moves, and again to go on. PANELS: bring the panels forward.
    """

    NEXT = "next"
    HERE = "here"
    PAUSE = "pause"
    PANELS = "panels"


@dataclass(frozen=True)
class PutOn:
    """Put the headset on, until the city and the first panel are there."""


@dataclass(frozen=True)
class TakeOff:
    """Take the headset off."""


@dataclass(frozen=True)
class LookRound:
    """Look to the left and to the right, until the hint that asks for it has gone."""


@dataclass(frozen=True)
class LookAt:
    """Look at an area of a panel."""

    area: str


@dataclass(frozen=True)
class Press:
    """Press an area of any panel, until that panel shows something else, or has gone."""

    area: str


@dataclass(frozen=True)
class See:
    """Wait until an area can be pressed; gone: until it cannot any more."""

    area: str
    gone: bool = False


@dataclass(frozen=True)
class OpenMenu:
    """Open the menu with its button."""


@dataclass(frozen=True)
class CloseMenu:
    """Put the menu away with its button."""


@dataclass(frozen=True)
class Jump:
    """Teleport about so far ahead, or wherever near that one may stand."""

    metres: float = 4.0


@dataclass(frozen=True)
class SnapTurn:
    """Turn with the stick so many times, to the right; less than 0: to the left."""

    times: int = 1


@dataclass(frozen=True)
class WalkInRoom:
    """Walk on one's own feet, ahead; less than 0: back."""

    metres: float = 0.6


@dataclass(frozen=True)
class WalkByStick:
    """Walk with the stick for some seconds, where the visitor chose to move so."""

    seconds: float = 1.5


@dataclass(frozen=True)
class ChooseVariant:
    """Show a variant from the menu; "": another one than now."""

    variant: str = ""


@dataclass(frozen=True)
class ChooseTime:
    """Choose a season from the menu, by the number of its month; 0: another one than now."""

    month: int = 0


@dataclass(frozen=True)
class GoToViewpoint:
    """Choose a viewpoint from the menu; "": the first."""

    viewpoint: str = ""


@dataclass(frozen=True)
class SetComfort:
    """Switch something on in the menu: "seated", "one-handed", "left-handed", "going" (walking)."""

    area: str


@dataclass(frozen=True)
class Speak:
    """Change the language, from the menu: there are two."""


@dataclass(frozen=True)
class ToTable:
    """Make the city a model on a table, from the menu."""


@dataclass(frozen=True)
class TurnModel:
    """Take the model with both hands, turn it and make it larger; with one hand, by its stick."""


@dataclass(frozen=True)
class ChooseSpot:
    """Point at the model and stand there, life-size."""


@dataclass(frozen=True)
class BeginSaying:
    """Choose "say something" in the menu."""


@dataclass(frozen=True)
class PointPlace:
    """Point at something in the city and press."""


@dataclass(frozen=True)
class Feel:
    """Tell a mood, 1 to 5, and go on."""

    mood: int = 4


@dataclass(frozen=True)
class About:
    """Choose what it is about, and go on; "": the first."""

    theme: str = ""


@dataclass(frozen=True)
class AnswerAll:
    """Answer each question with the first answer, until a spoken note can be given.

    most: so many questions at most; 0: all.
    """

    most: int = 0


@dataclass(frozen=True)
class Record:
    """Say something for some seconds, and go on."""

    seconds: float = 2.0


@dataclass(frozen=True)
class Send:
    """Keep what was said, and read the thanks."""


@dataclass(frozen=True)
class Stop:
    """Choose to stop, in the menu."""


@dataclass(frozen=True)
class Rest:
    """Look on for some seconds."""

    seconds: float = 1.0


@dataclass(frozen=True)
class AskHost:
    """Wait until the facilitator did something."""

    task: Task


Step = (
    PutOn
    | TakeOff
    | LookRound
    | LookAt
    | Press
    | See
    | OpenMenu
    | CloseMenu
    | Jump
    | SnapTurn
    | WalkInRoom
    | WalkByStick
    | ChooseVariant
    | ChooseTime
    | GoToViewpoint
    | SetComfort
    | Speak
    | ToTable
    | TurnModel
    | ChooseSpot
    | BeginSaying
    | PointPlace
    | Feel
    | About
    | AnswerAll
    | Record
    | Send
    | Stop
    | Rest
    | AskHost
)


@dataclass(frozen=True)
class Scripted:
    """A visitor.

    eye_m: how high the eyes are in the room. left: whether the left hand does everything; alone:
    whether it is the only one.
    """

    name: str
    about: Phrase
    steps: tuple[Step, ...]
    eye_m: float = 1.65
    left: bool = False
    alone: bool = False


def words_of(step: Step) -> Phrase:
    """Return a step as a sentence, without its stop."""
    match step:
        case Jump(metres):
            return Phrase(nl="Springt ongeveer {m:.0f} m", en="Jumps about {m:.0f} m").filled(
                m=metres
            )
        case Press(area) | LookAt(area) | See(area) | SetComfort(area):
            return _WORDS[type(step)].filled(area=_AREAS.get(area, area))
        case AskHost(task):
            return _TASKS[task]
        case _:
            return _WORDS[type(step)]


_TASKS = {
    Task.NEXT: Phrase(
        nl="Begeleider: druk nu op F8, Volgende bezoeker",
        en="Facilitator: press F8 now, Next visitor",
    ),
    Task.HERE: Phrase(
        nl="Begeleider: breng de bezoeker naar uw plek (Kom naar mij)",
        en="Facilitator: bring the visitor to your place (Come to me)",
    ),
    Task.PAUSE: Phrase(
        nl="Begeleider: druk op Pauze, vertel iets, en druk nog eens",
        en="Facilitator: press Pause, tell something, and press it again",
    ),
    Task.PANELS: Phrase(
        nl="Begeleider: haal de panelen naar voren (Panelen naar voren)",
        en="Facilitator: bring the panels forward (Bring the panels forward)",
    ),
}
_AREAS = {
    "try": Phrase(nl="Druk hier", en="Press here"),
    "close": Phrase(nl="Sluiten", en="Close"),
    "skip": Phrase(nl="Sla over", en="Skip"),
    "skip*": Phrase(nl="de uitleg is weg", en="the hints are gone"),
    "skip-all": Phrase(nl="Geen uitleg", en="No hints"),
    "language": Phrase(nl="English", en="Nederlands"),
    "left-handed": Phrase(nl="linkshandig", en="left-handed"),
    "one-handed": Phrase(nl="één hand", en="one hand"),
    "seated": Phrase(nl="zittend", en="seated"),
}
"""What scripted visitors look at or press, as it is called on panels."""

_WORDS: dict[type, Phrase] = {
    PutOn: Phrase(nl="Zet de headset op", en="Puts the headset on"),
    TakeOff: Phrase(nl="Zet de headset af", en="Takes the headset off"),
    LookRound: Phrase(nl="Kijkt naar links en naar rechts", en="Looks left and right"),
    LookAt: Phrase(nl="Kijkt naar een paneel ({area})", en="Looks at a panel ({area})"),
    Press: Phrase(nl="Drukt op een knop ({area})", en="Presses a button ({area})"),
    See: Phrase(nl="Wacht op wat er komt ({area})", en="Waits for what comes ({area})"),
    OpenMenu: Phrase(nl="Opent het menu", en="Opens the menu"),
    CloseMenu: Phrase(nl="Doet het menu weg", en="Puts the menu away"),
    SnapTurn: Phrase(nl="Draait met de stick", en="Turns with the stick"),
    WalkInRoom: Phrase(nl="Loopt een stukje door de kamer", en="Walks a little in the room"),
    WalkByStick: Phrase(nl="Loopt met de stick", en="Walks with the stick"),
    ChooseVariant: Phrase(nl="Kiest een andere variant", en="Chooses another variant"),
    ChooseTime: Phrase(nl="Kiest een ander seizoen", en="Chooses another season"),
    GoToViewpoint: Phrase(nl="Gaat naar een standpunt", en="Goes to a viewpoint"),
    SetComfort: Phrase(
        nl="Stelt iets in voor het eigen gemak ({area})",
        en="Sets something for own ease ({area})",
    ),
    Speak: Phrase(nl="Kiest de andere taal", en="Chooses the other language"),
    ToTable: Phrase(nl="Zet de maquette op tafel", en="Puts the model on a table"),
    TurnModel: Phrase(
        nl="Draait de maquette en maakt haar groter", en="Turns the model and makes it larger"
    ),
    ChooseSpot: Phrase(
        nl="Kiest een plek in de maquette en staat er",
        en="Chooses a spot in the model, and is there",
    ),
    BeginSaying: Phrase(nl="Wil iets zeggen", en="Wants to say something"),
    PointPlace: Phrase(nl="Wijst een plek aan", en="Points out a place"),
    Feel: Phrase(nl="Geeft een gevoel", en="Tells a mood"),
    About: Phrase(nl="Kiest waar het over gaat", en="Chooses what it is about"),
    AnswerAll: Phrase(nl="Beantwoordt de vragen", en="Answers the questions"),
    Record: Phrase(nl="Spreekt iets in", en="Records a spoken note"),
    Send: Phrase(nl="Bewaart de mening en leest de dank", en="Keeps it, and reads the thanks"),
    Stop: Phrase(nl="Wil stoppen, in het menu", en="Wants to stop, in the menu"),
    Rest: Phrase(nl="Kijkt rustig rond", en="Looks on"),
}
