"""The texts on maps."""

from typing import Final

from mrapp.model.texts import Phrase
from mrapp.server.pages.words import Catalogue

MAP_WORDS: Final[Catalogue] = {
    "north": Phrase(nl="N", en="N"),
    "metres": Phrase(nl="{number} m", en="{number} m"),
    "is_water": Phrase(nl="water", en="water"),
    "is_green": Phrase(nl="groen", en="green"),
    "is_road": Phrase(nl="straat", en="street"),
    "is_square": Phrase(nl="plein", en="square"),
    "is_rail": Phrase(nl="spoor", en="railway"),
    "is_building": Phrase(nl="gebouw", en="building"),
    "is_plan": Phrase(nl="gebouw in een plan", en="building in a plan"),
}
