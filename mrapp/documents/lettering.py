"""The letters of our PDFs: DejaVu Sans, inside every file, and what to do where it has no sign."""

from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from mrapp.app.exports.columns import clean

REGULAR, BOLD = "DejaVuSans", "DejaVuSans-Bold"
LOST = "\ufffd"
"""What stands for a sign that the letters do not have."""

_FOLDER = Path(__file__).parent / "fonts"
_GREY = HexColor("#555555")


@cache
def _face(name: str) -> TTFont:
    """Read a font once and make it known to reportlab."""
    font = TTFont(name, str(_FOLDER / f"{name}.ttf"))
    pdfmetrics.registerFont(font)
    return font


def style(
    size_pt: float, *, bold: bool = False, centred: bool = False, grey: bool = False
) -> ParagraphStyle:
    """Return how a paragraph looks; words that are too long for a line are broken."""
    name = BOLD if bold else REGULAR
    _face(name)
    shape: dict[str, object] = {"alignment": TA_CENTER} if centred else {}
    shape |= {"textColor": _GREY} if grey else {}
    return ParagraphStyle(
        f"{name}-{size_pt}", fontName=name, fontSize=size_pt, leading=1.35 * size_pt,
        splitLongWords=1, **shape,
    )  # fmt: skip


def printable(text: str) -> str:
    """Return a text with `LOST` for each sign that the letters do not have, on one line."""
    known = _face(REGULAR).face.charToGlyph
    line = " ".join(clean(text).split())
    return "".join(sign if ord(sign) in known else LOST for sign in line)


def marked(text: str) -> str:
    """Return a text as reportlab's paragraphs take it: nothing in it is markup."""
    return escape(printable(text))


def width_pt(text: str, size_pt: float) -> float:
    """Return how wide a line of bold text is."""
    _face(BOLD)
    return float(pdfmetrics.stringWidth(text, BOLD, size_pt))
