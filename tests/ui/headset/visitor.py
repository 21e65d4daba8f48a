"""A visitor with a headset, whose hands a test leads."""

from dataclasses import dataclass, field

import numpy as np

from mrapp.app.headset.panels import Done, PanelEvent, PanelPicture
from mrapp.app.state import ObjectRef
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.headset.glance import Glance

GLANCE = Glance((0.0, -30.0, 1.7), (10.0, -20.0, 1.7), np.zeros((90, 160, 3), np.uint8))
"""To the north-east, on a level, with a small picture."""


@dataclass
class Visitor:
    """Presses what it finds by its id, on whichever panel that is."""

    desk: HeadsetDesk
    told: list[object] = field(default_factory=list)
    receipts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Hear what the headset would have to do, and which receipts were given."""
        self.desk.wanted.connect(self.told.append)
        self.desk.kept.connect(self.receipts.append)

    def press(self, *areas: str) -> None:
        """Point at something, press, let go; fails where it cannot be pressed."""
        for area in areas:
            panel = self._with(area)
            for done in (Done.HOVERED, Done.PRESSED, Done.RELEASED):
                self.desk.take(PanelEvent(done, panel.key, area))

    def can_press(self) -> dict[str, list[str]]:
        """Return what can be pressed now, by panel."""
        return {each.key: [area.id for area in each.areas] for each in self.desk.panels}

    def panel(self, key: str) -> PanelPicture:
        """Return a panel."""
        return next(each for each in self.desk.panels if each.key == key)

    def reads(self, words: str) -> bool:
        """Tell whether some words stand on a panel."""
        return any(words in line for line in self.desk.words)

    def _with(self, area: str) -> PanelPicture:
        found = [p for p in self.desk.panels if any(each.id == area for each in p.areas)]
        assert found, f"nothing to press is called {area}, but {self.can_press()}"
        return found[0]


HOUSE = ObjectRef("assets/rijen.city.json", "huis-1-1")
SPOT = (-10.0, 40.0, 1.0)
"""A house of the small project, and a place on it, local metres."""


def say(visitor: Visitor, *areas: str) -> None:
    """Begin to say something about a house, and press some things."""
    visitor.desk.menu_button()
    visitor.press("say")
    assert visitor.desk.pointing
    assert visitor.desk.pointed(SPOT, HOUSE, GLANCE)
    visitor.press(*areas)
