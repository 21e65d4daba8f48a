"""How wide words are on paper, so that printing and reading lay a form out alike."""

from functools import cache

from reportlab.pdfbase import pdfmetrics

from mrapp.documents.lettering import printable, style

MM_PER_PT = 25.4 / 72


@cache
def face(*, bold: bool) -> str:
    """Return the name of the letters; they are made known to reportlab."""
    return str(style(10, bold=bold).fontName)


def width_mm(words: str, size_pt: float, *, bold: bool = False) -> float:
    """Return how wide a line is."""
    return float(pdfmetrics.stringWidth(words, face(bold=bold), size_pt)) * MM_PER_PT


def wrapped(text: str, size_pt: float, room_mm: float, *, bold: bool = False) -> list[str]:
    """Return a text in lines that fit; a word too long for a line is broken. No text: no lines."""
    lines: list[str] = []
    line = ""
    for word in printable(text).split():
        tried = f"{line} {word}" if line else word
        if width_mm(tried, size_pt, bold=bold) <= room_mm:
            line = tried
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, size_pt, room_mm, bold=bold)
        lines += full
    return [*lines, line] if line else lines


def _broken(word: str, size_pt: float, room_mm: float, *, bold: bool) -> list[str]:
    parts, part = [], ""
    for sign in word:
        if part and width_mm(part + sign, size_pt, bold=bold) > room_mm:
            parts.append(part)
            part = ""
        part += sign
    return [*parts, part]
