"""How the window looks: one palette and one style sheet (style.qss), for a text size.

Light and calm. Every pair of text and ground has a contrast of at least 4.5, every edge that
tells something at least 3 (WCAG 2.2 AA); tests/ui/test_style.py measures it.
"""

from dataclasses import dataclass
from pathlib import Path
from string import Template

from mrapp.model.project import Status

_HERE = Path(__file__).parent

INK = "#15212D"
INK_SOFT = "#4B5967"
PAPER = "#FFFFFF"
GROUND = "#F3F6F8"
LINE = "#D3DBE2"
EDGE = "#6E7F8E"
ACCENT = "#0A5A9C"
ACCENT_DARK = "#084878"
ACCENT_SOFT = "#E4F0F9"
FOCUS = "#0B2E4F"
OFF = "#67737F"
ERROR = "#9F1D1D"
ERROR_SOFT = "#FCEDED"
GOOD = "#14663A"
GOOD_SOFT = "#E7F5EC"

FONT_FAMILIES = ("Segoe UI", "Noto Sans", "Open Sans", "Cantarell", "Ubuntu", "DejaVu Sans")
BASE_FONT_PX = 14


@dataclass(frozen=True)
class ChipLook:
    """The look of a status: words on a ground, an edge whose pattern also tells it apart."""

    text: str
    ground: str
    edge: str
    pattern: str


CHIPS: dict[Status, ChipLook] = {
    Status.DECIDED: ChipLook("#FFFFFF", "#14663A", "#14663A", "solid"),
    Status.PROPOSAL: ChipLook("#7A3E00", "#FFF1DE", "#A85A08", "solid"),
    Status.IDEA: ChipLook("#5B2D82", "#F6EEFB", "#7A4CA3", "dashed"),
}

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    (INK, PAPER),
    (INK, GROUND),
    (INK_SOFT, PAPER),
    (INK_SOFT, GROUND),
    (INK, ACCENT_SOFT),
    (PAPER, ACCENT),
    (PAPER, ACCENT_DARK),
    (ACCENT_DARK, ACCENT_SOFT),
    (ACCENT, PAPER),
    (OFF, PAPER),
    (ERROR, ERROR_SOFT),
    (INK, ERROR_SOFT),
    (GOOD, GOOD_SOFT),
    (INK, GOOD_SOFT),
    *((chip.text, chip.ground) for chip in CHIPS.values()),
)
EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    (EDGE, PAPER),
    (EDGE, GROUND),
    (FOCUS, PAPER),
    (FOCUS, GROUND),
    (FOCUS, ACCENT_SOFT),
    (ACCENT, PAPER),
)


def px(size: float, scale: float) -> int:
    """Return a length for text of size `scale`: it grows along, half as fast."""
    return round(size * (0.5 + 0.5 * scale))


def font_px(scale: float, size: float = BASE_FONT_PX) -> int:
    """Return the height of letters for a text size."""
    return round(size * scale)


def style_sheet(scale: float) -> str:
    """Return the style sheet for text of size `scale` (1.0 is normal)."""
    colours = {name: value for name, value in globals().items() if name.isupper()}
    sizes = {
        "font": font_px(scale),
        "small": font_px(scale, 12.5),
        "large": font_px(scale, 15.5),
        "huge": font_px(scale, 20),
        "control": font_px(scale, 20),
        "mark": font_px(scale, 17),
        "round": (font_px(scale, 17) + 2) // 2,
        "thick": font_px(scale, 5),
        "hole": font_px(scale, 17) + 2 - 2 * font_px(scale, 5),
        "arrow": font_px(scale, 11),
        "knob": font_px(scale, 12),
        "knob2": (font_px(scale, 12) + 4 - px(6, scale)) // 2,
        "knobr": (font_px(scale, 12) + 4) // 2,
        "slider": font_px(scale, 22),
        "r3": px(3, scale),
        "r": px(5, scale),
        "r2": px(8, scale),
        "bar": px(6, scale),
        "bar2": px(6, scale) // 2,
        "scroll": px(11, scale),
        "scroll3": px(11, scale) // 4,
        "s1": px(3, scale),
        "s2": px(6, scale),
        "s3": px(10, scale),
        "s5": px(22, scale),
        "s6": px(30, scale),
        # A focused control has a thicker edge; less padding keeps it where it was.
        "f2": px(6, scale) - 1,
        "f3": px(10, scale) - 1,
    }
    words = {name: str(value) for name, value in (colours | sizes).items()}
    words["art"] = _HERE.joinpath("art").as_posix()
    sheet = _HERE.joinpath("style.qss").read_text(encoding="utf-8")
    return Template(sheet).substitute(words, chips=_chips(scale))


def _chips(scale: float) -> str:
    return "\n".join(
        f'QLabel[chip="{status.value}"] {{ color: {look.text}; background: {look.ground}; '
        f"border: 1px {look.pattern} {look.edge}; border-radius: {px(5, scale)}px; "
        f"padding: 1px {px(7, scale)}px; font-size: {font_px(scale, 12.5)}px; font-weight: 600; }}"
        for status, look in CHIPS.items()
    )


def contrast(first: str, second: str) -> float:
    """Return the contrast of two "#rrggbb" colours, 1..21 (WCAG 2.2, relative luminance)."""
    bright, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
