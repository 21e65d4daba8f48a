"""A plate at hand that opens the menu, for who holds nothing with a button for it."""

from mrapp.app.headset.panels import Stand
from mrapp.app.headset.sheets import Item, Sheet
from mrapp.model.texts import Phrase

KEY, OPEN = "plate", "open-menu"
"""The key of its panel, and the area that opens the menu."""

PLATE = Sheet(
    key=KEY,
    title=Phrase(nl="", en=""),
    items=(Item(OPEN, Phrase(nl="Menu", en="Menu"), main=True),),
    stand=Stand.AT_HAND,
    small=True,
)
"""The same in every language."""
