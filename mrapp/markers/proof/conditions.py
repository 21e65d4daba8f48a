"""The circumstances that a tile is proved in, by name: what each is to the camera model."""

from dataclasses import dataclass
from typing import Final

from mrapp.markers.proof.ground import (
    DARK_BRICKS,
    DARK_TOP,
    GREY_SLABS,
    LIGHT_SLABS,
    RED_BRICKS,
    WHITE_TOP,
    WOOD,
)
from mrapp.markers.proof.lighting import Light, Sheen
from mrapp.markers.proof.picturing import Scene
from mrapp.markers.proof.sensing import OLD_SENSOR, Hand
from mrapp.markers.proof.soiling import Soil
from mrapp.model.texts import Phrase


@dataclass(frozen=True)
class Condition:
    """A row of the proof. ordinary: what most scans happen in; the reach is measured in these.

    tilts_deg: at which it is looked at, where these are others than everywhere.
    """

    key: str
    name: Phrase
    scene: Scene
    ordinary: bool = False
    tilts_deg: tuple[float, ...] | None = None


_CLOUDY, _SUN = Light(10_000.0), Light(70_000.0)
_USED = Soil(dust=0.08, worn=0.01, gum=1)
_ROOM = Light(400.0, uneven=0.15)

PAVEMENT: Final = (
    Condition(
        "day",
        Phrase(nl="bewolkte dag", en="cloudy day"),
        Scene(GREY_SLABS, _CLOUDY, Soil(dust=0.03)),
        ordinary=True,
    ),
    Condition(
        "sun",
        Phrase(nl="volle zon, lichte tegels", en="full sun, light slabs"),
        Scene(LIGHT_SLABS, _SUN, _USED),
        ordinary=True,
    ),
    Condition(
        "walking",
        Phrase(nl="lopend, onder bomen", en="walking, under trees"),
        Scene(RED_BRICKS, Light(600.0, uneven=0.2), _USED, hand=Hand(20.0)),
        ordinary=True,
    ),
    Condition(
        "moving",
        Phrase(nl="schemer, bewogen", en="dusk, moving"),
        Scene(GREY_SLABS, Light(120.0), _USED, hand=Hand(25.0)),
    ),
    Condition(
        "focus",
        Phrase(nl="niet scherpgesteld", en="out of focus"),
        Scene(GREY_SLABS, _CLOUDY, _USED, hand=Hand(2.0, 0.4)),
    ),
    Condition(
        "noise",
        Phrase(nl="oude telefoon, avond", en="old phone, evening"),
        Scene(GREY_SLABS, Light(25.0), _USED, hand=Hand(3.0), sensor=OLD_SENSOR),
    ),
    Condition(
        "lamp",
        Phrase(nl="straatlantaarn", en="street lamp"),
        Scene(RED_BRICKS, Light(4.0, uneven=0.3), _USED, hand=Hand(3.0)),
    ),
    Condition(
        "shadow",
        Phrase(nl="harde schaduw", en="hard shadow"),
        Scene(LIGHT_SLABS, Light(70_000.0, "edge"), _USED),
    ),
    Condition(
        "railing",
        Phrase(nl="schaduw van een hek", en="shadow of a railing"),
        Scene(LIGHT_SLABS, Light(70_000.0, "bars", way_m=1.0), _USED),
    ),
    Condition(
        "dirt",
        Phrase(nl="vuil en versleten", en="dirty and worn"),
        Scene(GREY_SLABS, _CLOUDY, Soil(dust=0.22, mud=0.05, worn=0.05, gum=3)),
    ),
    Condition(
        "leaf",
        Phrase(nl="bladeren erop", en="leaves on it"),
        Scene(RED_BRICKS, _CLOUDY, _USED, "leaf"),
    ),
    Condition(
        "shoe",
        Phrase(nl="schoen op de rand", en="shoe on the edge"),
        Scene(GREY_SLABS, _CLOUDY, _USED, "shoe"),
    ),
    Condition(
        "wet",
        Phrase(nl="nat, weerspiegeling", en="wet, mirroring"),
        Scene(GREY_SLABS, Light(4_000.0), _USED, sheen=Sheen()),
    ),
    Condition(
        "dark",
        Phrase(nl="donkere bestrating", en="dark paving"),
        Scene(DARK_BRICKS, _CLOUDY, _USED),
    ),
    Condition(
        "grazing",
        Phrase(nl="schuin gezien, 70°", en="seen aslant, 70°"),
        Scene(GREY_SLABS, _CLOUDY, _USED),
        tilts_deg=(70.0,),
    ),
)
"""For a tile in the street."""

TABLE: Final = (
    Condition(
        "office",
        Phrase(nl="zaal met licht", en="lit room"),
        Scene(WOOD, _ROOM),
        ordinary=True,
    ),
    Condition(
        "window",
        Phrase(nl="bij het raam, wit blad", en="by the window, white top"),
        Scene(WHITE_TOP, Light(2_000.0, uneven=0.25)),
        ordinary=True,
    ),
    Condition(
        "hand",
        Phrase(nl="uit de hand, bewegend", en="in the hand, moving"),
        Scene(WOOD, _ROOM, hand=Hand(12.0)),
        ordinary=True,
    ),
    Condition(
        "moving",
        Phrase(nl="weinig licht, bewogen", en="little light, moving"),
        Scene(WOOD, Light(80.0), hand=Hand(15.0)),
    ),
    Condition(
        "focus",
        Phrase(nl="niet scherpgesteld", en="out of focus"),
        Scene(WOOD, _ROOM, hand=Hand(2.0, 0.5)),
    ),
    Condition(
        "noise",
        Phrase(nl="oude camera, schemer", en="old camera, dusk"),
        Scene(WOOD, Light(30.0), sensor=OLD_SENSOR),
    ),
    Condition(
        "shadow",
        Phrase(nl="schaduw van een lamp", en="shadow under a lamp"),
        Scene(WOOD, Light(500.0, "edge", sky=0.3, way_m=1.2)),
    ),
    Condition(
        "stain",
        Phrase(nl="vlekken", en="stains"),
        Scene(WHITE_TOP, _ROOM, Soil(dust=0.08, mud=0.04, gum=1)),
    ),
    Condition(
        "fingers",
        Phrase(nl="vingers op de rand", en="fingers on the edge"),
        Scene(WOOD, _ROOM, cover="hand"),
    ),
    Condition(
        "gloss",
        Phrase(nl="geplastificeerd, glimmend", en="laminated, glossy"),
        Scene(WOOD, _ROOM, sheen=Sheen(1.5, 1.0, 3.0)),
    ),
    Condition(
        "dark",
        Phrase(nl="donker blad", en="dark table top"),
        Scene(DARK_TOP, _ROOM),
    ),
    Condition(
        "grazing",
        Phrase(nl="schuin gezien, 70°", en="seen aslant, 70°"),
        Scene(WOOD, _ROOM),
        tilts_deg=(70.0,),
    ),
)
"""For a sheet on a table."""

QUICK: Final = frozenset({"day", "walking", "shadow", "dirt", "wet", "dark", "office", "hand"})
"""Those that a quick proof has."""
