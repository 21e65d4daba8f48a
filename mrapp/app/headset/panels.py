"""Panels in a headset: pictures with areas that can be pressed, and what is done to them.

The window's side paints them and hears what was pressed; the headset's side lets them stand in the
room, finds what a hand points at, and knows nothing of what is on them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class HitArea:
    """A part of a panel that can be pressed; pixels from its top left.

    chosen: whether it shows that it is what was chosen, or is on.
    """

    id: str
    left: float
    top: float
    right: float
    bottom: float
    chosen: bool = False

    def holds(self, x: float, y: float) -> bool:
        """Whether a place on the panel is in it."""
        return self.left <= x < self.right and self.top <= y < self.bottom


class Stand(StrEnum):
    """Where a panel stands when it comes, and from then on stays.

    AHEAD: before the visitor, to be read. BESIDE: to the left of what is looked at, for what is
    said about that: it stays in sight, and both hands point past the panel. ASIDE: to the right,
    for hints. AT_HAND: near, below the eyes, for what is pressed much. Never does one follow the
    head.
    """

    AHEAD = "ahead"
    BESIDE = "beside"
    ASIDE = "aside"
    AT_HAND = "at-hand"


@dataclass(frozen=True, eq=False)
class PanelPicture:
    """A panel as it is to be seen.

    pixels: (h, w, 4) sRGB with straight alpha, top row first. wide_m: how wide it is; as high as
    the picture makes it. areas: later ones lie over earlier ones. words: what is written on it,
    line by line. Compared by identity: to show something else, make another of the same key.
    """

    key: str
    pixels: NDArray[np.uint8]
    wide_m: float
    areas: tuple[HitArea, ...] = ()
    stand: Stand = Stand.AHEAD
    words: tuple[str, ...] = ()

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.shape[1], self.pixels.shape[0]

    @property
    def size_m(self) -> tuple[float, float]:
        """Width and height in metres."""
        width, height = self.size_px
        return self.wide_m, self.wide_m * height / max(width, 1)

    def at(self, across: float, down: float) -> HitArea | None:
        """Return what is at a place, shares 0..1 of width and height from the top left."""
        width, height = self.size_px
        found = (a for a in reversed(self.areas) if a.holds(across * width, down * height))
        return next(found, None)


class Done(StrEnum):
    """What a hand did.

    HOVERED: points at an area now (None: at none). PRESSED, RELEASED: of an area.
    """

    HOVERED = "hovered"
    PRESSED = "pressed"
    RELEASED = "released"


@dataclass(frozen=True)
class PanelEvent:
    """What was done to a panel.

    across, down: where, shares 0..1 from its top left. hand: "left", "right"; "": it is not known.
    """

    done: Done
    key: str
    area: str | None
    across: float = 0.0
    down: float = 0.0
    hand: str = ""


Panels = Sequence[PanelPicture]
"""All panels that are to stand now."""
