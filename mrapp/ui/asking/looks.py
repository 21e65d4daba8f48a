"""How questions look: sizes that follow the screen and the visitor, and two sets of colours.

A target is at least 15 mm wide and high by what the screen says of its size, and never under 57
pixels, which is that on a screen of 96 dots per inch.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtGui import QFont, QScreen

TEXT_SIZES: tuple[float, ...] = (1.0, 1.5, 2.0)
TARGET_MM, FEWEST_PX = 15.0, 57
_MM_PER_INCH = 25.4
# Beyond these a screen does not know its own size, or tells nonsense.
_FEWEST_DPI, _MOST_DPI = 40.0, 400.0


@dataclass(frozen=True)
class Colours:
    """One set of colours, "#rrggbb". Text on its ground: at least 4.5, edges at least 3."""

    ink: str
    soft: str
    paper: str
    ground: str
    edge: str
    accent: str
    on_accent: str
    chosen: str
    focus: str
    wrong: str


CALM = Colours(
    ink="#15212D",
    soft="#4B5967",
    paper="#FFFFFF",
    ground="#F3F6F8",
    edge="#6E7F8E",
    accent="#0A5A9C",
    on_accent="#FFFFFF",
    chosen="#E4F0F9",
    focus="#B34700",
    wrong="#9F1D1D",
)
STARK = Colours(
    ink="#FFFFFF",
    soft="#FFFFFF",
    paper="#000000",
    ground="#000000",
    edge="#FFFFFF",
    accent="#FFE600",
    on_accent="#000000",
    chosen="#333300",
    focus="#00E5FF",
    wrong="#FFB3B3",
)


@dataclass(frozen=True)
class Looks:
    """What a visitor set for the own eyes and reach; the next visitor begins with the first ones.

    size: which of `TEXT_SIZES`. low: everything lower on the screen. still: cuts in place of
    flights. target_px: the least side of what can be touched. letters_px: the height of normal
    letters; the desktop's are smaller than a kiosk's, as one sits nearer.
    """

    target_px: int = FEWEST_PX
    size: int = 0
    stark: bool = False
    low: bool = False
    still: bool = False
    letters_px: int = 23

    @property
    def scale(self) -> float:
        """How much larger than normal the text is."""
        return TEXT_SIZES[self.size]

    @property
    def colours(self) -> Colours:
        """The colours."""
        return STARK if self.stark else CALM

    def px(self, size: float = 1.0) -> int:
        """Return the height of letters, as times the normal text.

        What is larger than that already grows less with it: there must be room for both.
        """
        times = size ** (1 / self.scale) if size > 1 else size
        return round(self.letters_px * self.scale * times)

    def font(self, size: float = 1.0, bold: bool = False) -> QFont:
        """Return a font of a size, as times the normal text."""
        font = QFont()
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        return font

    def larger(self) -> "Looks":
        """Return the next size of text; after the largest comes the normal one."""
        return replace(self, size=(self.size + 1) % len(TEXT_SIZES))


def target_px(screen: QScreen | None) -> int:
    """Return how many pixels 15 mm are on a screen, and never fewer than 57."""
    if screen is None:
        return FEWEST_PX
    told = screen.physicalDotsPerInch()
    dpi = told if _FEWEST_DPI <= told <= _MOST_DPI else screen.logicalDotsPerInch()
    return max(FEWEST_PX, round(TARGET_MM * dpi / _MM_PER_INCH))


def words_style(looks: Looks) -> str:
    """Return the style sheet of words and fields, wherever a question is asked."""
    c = looks.colours
    return f"""
    QLabel {{ color: {c.ink}; background: transparent; }}
    QLabel[soft="true"] {{ color: {c.soft}; }}
    QLabel[wrong="true"] {{ color: {c.wrong}; }}
    QPlainTextEdit, QLineEdit {{ color: {c.ink}; background: {c.paper}; font-size: {looks.px()}px;
        border: 2px solid {c.edge}; border-radius: 8px; padding: 6px;
        selection-background-color: {c.accent}; selection-color: {c.on_accent}; }}
    QLineEdit {{ min-height: {looks.target_px - 16}px; }}
    QPlainTextEdit:focus, QLineEdit:focus {{ border: 4px solid {c.focus}; padding: 4px; }}
    """


def sheet_style(looks: Looks) -> str:
    """Return the style sheet of a kiosk: of everything that is no tile."""
    c, side = looks.colours, looks.target_px
    # The arrows are drawn in dark ink: their ground is light in both sets. A field to write in is
    # too low for them.
    arrow = c.accent if looks.stark else c.chosen
    art = Path(__file__).parents[1].joinpath("art").as_posix()
    return f"""{words_style(looks)}
    QFrame#sheet, QFrame#bar {{ background: {c.paper}; border: 2px solid {c.edge};
        border-radius: 12px; }}
    QFrame#bar {{ background: {c.ground}; }}
    QLabel#lamp {{ color: #FFFFFF; background: rgba(14, 20, 26, 205); border-radius: 12px;
        padding: 6px 12px; font-size: {looks.px()}px; }}
    QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: none; }}
    QScrollBar:vertical {{ background: {c.ground}; width: {side}px;
        margin: {side}px 0 {side}px 0; border: none; }}
    QScrollBar::handle:vertical {{ background: {c.edge}; min-height: {side}px;
        border-radius: 8px; margin: 0 12px 0 12px; }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: {side}px;
        background: {arrow}; border-radius: 8px; subcontrol-origin: margin; }}
    QScrollBar::add-line:vertical {{ subcontrol-position: bottom; }}
    QScrollBar::sub-line:vertical {{ subcontrol-position: top; }}
    QScrollBar::down-arrow:vertical {{ image: url({art}/down.svg); width: 32px; height: 32px; }}
    QScrollBar::up-arrow:vertical {{ image: url({art}/up.svg); width: 32px; height: 32px; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    QPlainTextEdit QScrollBar:vertical {{ margin: 0; }}
    QPlainTextEdit QScrollBar::handle:vertical {{ min-height: 40px; }}
    QPlainTextEdit QScrollBar::add-line:vertical, QPlainTextEdit QScrollBar::sub-line:vertical {{
        height: 0; }}
    """
