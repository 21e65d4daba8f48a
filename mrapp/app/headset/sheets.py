"""What stands on a panel before it is painted: words, and things to press, in both languages.

A sheet knows no fonts and no pixels; `mrapp.ui.headset.painting` gives it both.
"""

from dataclasses import dataclass
from enum import StrEnum

from mrapp.app.headset.panels import Stand
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import LocalText

MOST_ITEMS = 6
"""So many things to choose from stand on one sheet at most; more are leafed through."""

LESS, MORE = ":less", ":more"
"""What the id of a `Kind.STEP` ends with when one of its two sides is pressed."""


ON, OFF = Phrase(nl="Aan", en="On"), Phrase(nl="Uit", en="Off")
"""What a toggle is."""


class Kind(StrEnum):
    """How a thing to press looks, and what a press does.

    GO leads somewhere. CHOICE is one of several, SEVERAL one of which more may be chosen, ORDER
    has its place in a row. FACE and NUMBER are steps of a mood and a scale. TOGGLE is on or off.
    STEP has a side for less and one for more.
    """

    GO = "go"
    CHOICE = "choice"
    SEVERAL = "several"
    ORDER = "order"
    FACE = "face"
    NUMBER = "number"
    TOGGLE = "toggle"
    STEP = "step"


@dataclass(frozen=True)
class Item:
    """Something to press.

    chosen: also whether a toggle is on. why_not: told where it is not enabled. note: a second
    line, such as what is chosen behind it. number: which face, 1 to 5, or the place in a row, 0:
    none. main: what leads on. less, more: whether the sides of a step lead anywhere.
    """

    id: str
    label: Phrase
    kind: Kind = Kind.GO
    chosen: bool = False
    enabled: bool = True
    why_not: Phrase | None = None
    note: Phrase | None = None
    number: int = 0
    main: bool = False
    less: bool = True
    more: bool = True

    @property
    def told(self) -> Phrase | None:
        """What stands under the label."""
        if not self.enabled and self.why_not:
            return self.why_not
        return self.note


@dataclass(frozen=True)
class Sheet:
    """All that stands on one panel, from the top down.

    key: of its panel; one sheet takes the place of another with the same. far: how far one is.
    notice: what needs attention. code: letters and digits to be read aloud, in large. meter: how
    loud it is, 0 to 1; None: nothing is recorded. items: what the sheet is for, `across` of them
    side by side. ways: what leads on. foot: what is on every sheet of its key, always at the same
    place. small: it has no more than its few words, and is no larger than these.
    """

    key: str
    title: Phrase
    words: tuple[Phrase, ...] = ()
    items: tuple[Item, ...] = ()
    ways: tuple[Item, ...] = ()
    foot: tuple[Item, ...] = ()
    across: int = 2
    far: Phrase | None = None
    notice: Phrase | None = None
    code: str = ""
    meter: float | None = None
    stand: Stand = Stand.AHEAD
    small: bool = False

    def all_items(self) -> tuple[Item, ...]:
        """Return everything that can be pressed, or could be."""
        return (*self.items, *self.ways, *self.foot)

    def enabled(self, area: str) -> bool:
        """Tell whether an area belongs to something that can be pressed now."""
        return any(area in pressable(item) for item in self.all_items())


def pressable(item: Item) -> tuple[str, ...]:
    """Return the ids of the areas in which an item can be pressed now."""
    if not item.enabled:
        return ()
    if item.kind is not Kind.STEP:
        return (item.id,)
    sides = ((LESS, item.less), (MORE, item.more))
    return tuple(f"{item.id}{side}" for side, leads in sides if leads)


def named(texts: LocalText | str) -> Phrase:
    """Return a text of the project as a phrase."""
    return Phrase(nl=pick_language(texts, "nl"), en=pick_language(texts, "en"))


def part_of(items: tuple[Item, ...], part: int, next_id: str) -> tuple[Item, ...]:
    """Return the items of one part of a list, with what leads to the next part if there is one."""
    if len(items) <= MOST_ITEMS:
        return items
    size = MOST_ITEMS - 1
    parts = -(-len(items) // size)
    at = part % parts
    leads = Item(next_id, _NEXT_PART.filled(number=at + 1, all=parts))
    return (*items[at * size : (at + 1) * size], leads)


_NEXT_PART = Phrase(nl="Meer (deel {number} van {all})", en="More (part {number} of {all})")
