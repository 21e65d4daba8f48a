"""How large everything on a form is. Millimetres and points."""

from dataclasses import dataclass
from typing import Final

from mrapp.paper.elements import Rect

MOST_COPIES: Final = 500
"""As many forms as are printed at once."""

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
LEFT: Final = 20.0
ROOM: Final = 170.0
"""From the left side of what is asked to its right side."""

TOP: Final = 40.0
BOTTOM: Final = 266.0
"""Between these stands what is asked; on the last page to `LAST_BOTTOM`."""

TAG: Final = 13.0
_TAG_EDGE: Final = 10.0
_TAG_LOW: Final = PAGE_HEIGHT - _TAG_EDGE - TAG
_TAG_LOW_LAST: Final = 231.0
LAST_BOTTOM: Final = 226.0
CUT: Final = 250.0
"""Where the strip with the receipt is cut off the last page."""

SQUARE: Final = Rect(158.0, 10.0, 23.0, 23.0)
"""The square code, without its quiet zone."""


@dataclass(frozen=True)
class Sizes:
    """Letters in points; the rest in millimetres. pitch: from one choice to the next."""

    text: float
    asked: float
    small: float
    box: float
    pitch: float
    indent: float
    leading: float
    field: float
    map: float


REGULAR: Final = Sizes(
    text=11.5, asked=13.0, small=9.0, box=6.5, pitch=10.5, indent=10.0, leading=1.4, field=38.0,
    map=112.0,
)  # fmt: skip
LARGE: Final = Sizes(
    text=18.0, asked=18.0, small=12.0, box=8.0, pitch=13.5, indent=13.0, leading=1.32, field=60.0,
    map=118.0,
)  # fmt: skip


def tags_of(*, last: bool) -> tuple[Rect, Rect, Rect, Rect]:
    """Return where the tags of a page are, clockwise from the top left."""
    low, right = _TAG_LOW_LAST if last else _TAG_LOW, PAGE_WIDTH - _TAG_EDGE - TAG
    left_top = Rect(_TAG_EDGE, _TAG_EDGE, TAG, TAG)
    return (
        left_top,
        Rect(right, _TAG_EDGE, TAG, TAG),
        Rect(right, low, TAG, TAG),
        Rect(_TAG_EDGE, low, TAG, TAG),
    )
