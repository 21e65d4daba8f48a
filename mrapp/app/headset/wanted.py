"""What a press on a panel asks for: a small closed set, carried out by whoever can."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from mrapp.app.headset.sizes import TEXT_SCALES

LOUDNESS = (0.0, 0.5, 1.0, 2.0)
"""How loud short sounds can be: off, soft, usual, loud. Steps are indices in this."""

USUAL_SOUND = 2


class Going(StrEnum):
    """How one gets about: by jumps to a chosen spot, or walking with the stick."""

    TELEPORT = "teleport"
    SMOOTH = "smooth"


class Turning(StrEnum):
    """How the stick turns: by a fixed angle at once, or gliding."""

    SNAP = "snap"
    SMOOTH = "smooth"


@dataclass(frozen=True)
class Comfort:
    """What a visitor chose for the own body, eyes and ears.

    text_scale: one of `TEXT_SCALES`. sound: a step of `LOUDNESS`.
    """

    going: Going = Going.TELEPORT
    turning: Turning = Turning.SNAP
    seated: bool = False
    one_handed: bool = False
    left_handed: bool = False
    text_scale: float = TEXT_SCALES[0]
    sound: int = USUAL_SOUND


@dataclass(frozen=True)
class ChooseVariant:
    """Show a variant; None is the city of now."""

    variant: str | None


@dataclass(frozen=True)
class SetTime:
    """Show another moment, UTC."""

    time_utc: datetime


@dataclass(frozen=True)
class ShowLayer:
    """Show a layer, or hide it."""

    layer: str
    visible: bool


@dataclass(frozen=True)
class ShowDemolished:
    """Show what a variant demolishes as a see-through shape, or leave it out."""

    shown: bool


@dataclass(frozen=True)
class GoTo:
    """Bring the visitor to a viewpoint of the project."""

    viewpoint: str


@dataclass(frozen=True)
class TableTop:
    """Show the city as a model on a table, or life-size again.

    real: on the visitor's own table, with their own room behind it.
    """

    on: bool
    real: bool = False


@dataclass(frozen=True)
class FindTable:
    """Let the visitor show where their own table is."""


@dataclass(frozen=True)
class OnTile:
    """Put the city where a printed tile lies, as it is turned: as a model on it, or life-size."""

    life_size: bool


@dataclass(frozen=True)
class HandleModel:
    """Turn the model on the table, or make it another size.

    right: so many steps of 30° by which what is nearest goes to the right. larger: so many steps of
    half as large again.
    """

    right: int = 0
    larger: int = 0


@dataclass(frozen=True)
class ChangeComfort:
    """Move, turn and show text as the visitor chose."""

    comfort: Comfort


@dataclass(frozen=True)
class Speak:
    """Speak another language."""

    language: str


@dataclass(frozen=True)
class BeginSaying:
    """Let the visitor say something, or go on with it."""


@dataclass(frozen=True)
class Explain:
    """Begin the first minute's explanation anew."""


@dataclass(frozen=True)
class Stop:
    """The visitor has seen enough."""


@dataclass(frozen=True)
class Close:
    """Put the menu away."""


@dataclass(frozen=True)
class Record:
    """Begin to record a spoken note: the visitor said yes to it."""


@dataclass(frozen=True)
class EndRecording:
    """End the recording and keep what was said."""


@dataclass(frozen=True)
class Send:
    """Keep what was said as a remark."""


@dataclass(frozen=True)
class AskToStop:
    """The visitor may want to stop: ask whether that is meant."""


Wanted = (
    ChooseVariant
    | SetTime
    | ShowLayer
    | ShowDemolished
    | GoTo
    | TableTop
    | FindTable
    | OnTile
    | HandleModel
    | ChangeComfort
    | Speak
    | BeginSaying
    | Explain
    | Stop
    | Close
)
"""What the menu asks for."""

TellingWanted = ChooseVariant | GoTo | Record | EndRecording | Send | AskToStop
"""What the panel asks for on which something is said."""

WorldWanted = GoTo | TableTop | FindTable | OnTile | HandleModel | ChangeComfort | Stop
"""What the headset has to do: move the visitor, or let them go."""
