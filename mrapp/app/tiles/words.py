"""What states, deeds and changes of tiles are called."""

from collections.abc import Mapping
from typing import Final

from mrapp.model.texts import Phrase
from mrapp.model.tiles import TileDeed, TileEntry, TileState

STATES: Final[Mapping[TileState, Phrase]] = {
    TileState.PLANNED: Phrase(nl="gepland", en="planned"),
    TileState.PLACED: Phrase(nl="ligt er", en="placed"),
    TileState.DAMAGED: Phrase(nl="beschadigd", en="damaged"),
    TileState.REMOVED: Phrase(nl="weggehaald", en="removed"),
}

DEEDS: Final[Mapping[TileDeed, Phrase]] = {
    TileDeed.PLANNED: Phrase(nl="gepland", en="planned"),
    TileDeed.CHANGED: Phrase(nl="veranderd", en="changed"),
    TileDeed.PRINTED: Phrase(nl="gedrukt", en="printed"),
    TileDeed.PLACED: Phrase(nl="geplaatst", en="placed"),
    TileDeed.INSPECTED: Phrase(nl="nagekeken", en="inspected"),
    TileDeed.DAMAGED: Phrase(nl="beschadigd gemeld", en="reported damaged"),
    TileDeed.REPAIRED: Phrase(nl="hersteld", en="repaired"),
    TileDeed.REMOVED: Phrase(nl="weggehaald", en="removed"),
}

WHATS: Final[Mapping[str, Phrase]] = {
    "place": Phrase(nl="plek", en="place"),
    "name": Phrase(nl="naam", en="name"),
    "size": Phrase(nl="maat", en="size"),
    "opens": Phrase(nl="wat hij opent", en="what it opens"),
    "host": Phrase(nl="webadres", en="web address"),
    "key": Phrase(nl="sleutel", en="key"),
}
"""What a change in a passport was of, by `TileEntry.what`."""

QUALITIES: Final[Mapping[str, Phrase]] = {
    "good": Phrase(nl="goed", en="good"),
    "fair": Phrase(nl="redelijk", en="fair"),
    "poor": Phrase(nl="matig", en="poor"),
}
"""How well a tile is read in a photo, by `TileMeasured.quality`."""


def printed_form(entry: TileEntry) -> str:
    """Return how a tile was printed where that was not as designed: "A4", "150 mm"; else ""."""
    return entry.sheet or (f"{entry.size_mm:g} mm" if entry.size_mm else "")
