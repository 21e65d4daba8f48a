"""The entries of a page of the hand menu."""

from collections.abc import Mapping
from dataclasses import dataclass

from mrapp.app.headset.menu import Menu
from mrapp.app.headset.sheets import Item
from mrapp.app.headset.wanted import (
    Wanted,
)


@dataclass(frozen=True)
class Entry:
    """A thing to press, and by the id of its area what comes of it."""

    item: Item
    does: Mapping[str, Wanted | Menu]


def does(item: Item, wanted: Wanted | Menu) -> Entry:
    """Return an entry all of which asks for one thing, or leads to one page."""
    return Entry(item, {item.id: wanted})
