"""What is said about the visitor's own table, on which the city may stand as a model."""

from mrapp.app.headset.sheets import Item, Sheet
from mrapp.model.texts import Phrase

KEY = "own-table"
"""The key of these panels."""


def find_sheet() -> Sheet:
    """Return what tells how to show where the table is."""
    return Sheet(key=KEY, title=_FIND, words=(_HOW,), items=(Item("enough", _ENOUGH),))


def lost_sheet() -> Sheet:
    """Return what tells that the room cannot be seen any more."""
    return Sheet(
        key=KEY, title=_LOST, words=(_LOST_WORDS,), items=(Item("well", _WELL, main=True),)
    )


def no_room_sheet() -> Sheet:
    """Return what tells that a tile lies where no model can stand on it."""
    return Sheet(
        key=KEY, title=_NO_ROOM, words=(_NO_ROOM_WORDS,), items=(Item("well", _WELL, main=True),)
    )


_FIND = Phrase(nl="Waar is uw tafel?", en="Where is your table?")
_HOW = Phrase(
    nl="Houd een controller tegen de rand van de tafel, aan uw kant. Druk dan op de knop waarmee u "
    "kiest. De stad komt op die hoogte te staan.",
    en="Hold a controller against the edge of the table, at your side. Then press the button that "
    "you choose with. The city will stand at that height.",
)
_ENOUGH = Phrase(nl="Laat maar", en="Never mind")
_LOST = Phrase(nl="Uw kamer is niet meer te zien", en="Your room cannot be seen any more")
_LOST_WORDS = Phrase(
    nl="De headset laat de kamer niet meer zien. De stad staat nu op een getekende tafel. Wat u "
    "deed, is er nog. De begeleider kan de camera's weer aanzetten.",
    en="The headset shows the room no longer. The city stands on a drawn table now. What you did "
    "is still there. The host can switch the cameras on again.",
)
_NO_ROOM = Phrase(
    nl="Op deze tegel kan de maquette niet staan", en="The model cannot stand on this tile"
)
_NO_ROOM_WORDS = Phrase(
    nl="De tegel ligt te laag of te hoog, bijvoorbeeld op de grond. Leg hem op een tafel: dan komt "
    "de stad vanzelf. Of kies in het menu: Levensgroot, waar de tegel ligt. Er is niets veranderd.",
    en="The tile lies too low or too high, such as on the floor. Lay it on a table: the city then "
    "comes by itself. Or choose in the menu: Life-size, where the tile lies. Nothing has changed.",
)
_WELL = Phrase(nl="Goed", en="All right")
