"""What comes of a frame of moving: what is to be drawn beside the city, heard and felt."""

from dataclasses import dataclass
from enum import StrEnum

from mrapp.app.headset.chimes import Chime
from mrapp.xr.device import Hand
from mrapp.xr.moving.arc import Arc
from mrapp.xr.moving.tabletop import Table


class Mode(StrEnum):
    """CITY: life-size, in the street. TABLE: the city is a model."""

    CITY = "city"
    TABLE = "table"


@dataclass(frozen=True)
class Tick:
    """A tick that a controller is to make. strength: 0..1."""

    hand: Hand
    strength: float
    seconds: float


@dataclass(frozen=True, eq=False)
class Seen:
    """What is to be drawn and told in a frame, beside the city from where the rig now stands.

    arc: of an aiming hand or a pointing one, with its marker. black: how far the view is faded for
    a jump, grey: for a wall that the head is in, both 0..1. free_view_rad: how wide the view is
    between dark edges; None for no edges. table: where the model stands. moving: whether the stage
    moved; turned: whether the visitor turned, by any way of turning with a stick.
    """

    mode: Mode
    arc: Arc | None = None
    black: float = 0.0
    grey: float = 0.0
    free_view_rad: float | None = None
    table: Table | None = None
    moving: bool = False
    turned: bool = False
    ticks: tuple[Tick, ...] = ()
    sounds: tuple[Chime, ...] = ()
