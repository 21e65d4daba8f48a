"""Type setting for tiles: lines that shrink to their room, and are cut short where they must be."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mrapp.markers.letters import letters
from mrapp.markers.outlines import Box, Outline, joined

_GAP, _LEAST_GAP = 0.95, 0.55  # between two lines, of the mean of their capitals
_DOTS = "…"
_BESIDE = 0.75  # of the size that is wished: smaller, and two lines are better than one


@dataclass(frozen=True)
class Run:
    """A piece of a line."""

    text: str
    bold: bool = False

    @property
    def width(self) -> float:
        """In heights of a capital."""
        return letters(bold=self.bold).width(self.text)


@dataclass(frozen=True)
class Line:
    """A line with the height of its capitals as wished. whole: its text before it was cut."""

    runs: tuple[Run, ...]
    cap_mm: float
    whole: str = ""

    @property
    def text(self) -> str:
        """What it says."""
        return "".join(run.text for run in self.runs)

    @property
    def width(self) -> float:
        """In heights of a capital."""
        return sum(run.width for run in self.runs) + _SPACE * self._breaks

    @property
    def _breaks(self) -> int:
        """How many runs begin with a space, which setting a run alone leaves out."""
        return sum(run.text.startswith(" ") for run in self.runs)


_SPACE = 0.42  # of a capital's height: a space at the beginning of a run


@dataclass(frozen=True)
class PlacedText:
    """A text on the tile: where it is, how high its capitals are; whole: what it was to say."""

    text: str
    whole: str
    box: Box
    cap_mm: float


@dataclass(frozen=True)
class Column:
    """Lines as outlines, and what they say."""

    outline: Outline
    texts: tuple[PlacedText, ...]


def set_column(
    lines: Sequence[Line], box: Box, least_cap_mm: float, *, to_top: bool = False
) -> Column:
    """Return lines under each other, each in the middle of a box, none larger than there is room.

    Lines shrink, each as far as it must, down to `least_cap_mm`; then they are cut. What is still
    too high for the box shrinks together. to_top: at the top of the box, else in its middle.
    """
    left, bottom, right, top = box
    fitted = [_fit(line, right - left, least_cap_mm) for line in lines if line.text.strip()]
    gap, shrink = _fill(fitted, top - bottom)
    fitted = [_fit(replace(line, cap_mm=max(line.cap_mm * shrink, least_cap_mm)),
                   right - left, least_cap_mm) for line in fitted]  # fmt: skip
    at = top if to_top else (top + bottom + _height(fitted, gap)) / 2
    outlines, texts = [], []
    for i, line in enumerate(fitted):
        at -= line.cap_mm
        shape = _shape(line, (left + right) / 2, at)
        outlines.append(shape)
        texts.append(PlacedText(line.text, line.whole or line.text, shape.box, line.cap_mm))
        at -= gap * _between(fitted, i)
    return Column(joined(outlines), tuple(texts))


def _shape(line: Line, middle: float, base: float) -> Outline:
    x, parts = middle - line.width * line.cap_mm / 2, []
    for run in line.runs:
        x += _SPACE * line.cap_mm * run.text.startswith(" ")
        parts.append(letters(bold=run.bold).outline(run.text).placed(line.cap_mm, x, base))
        x += run.width * line.cap_mm
    return joined(parts)


def _between(lines: Sequence[Line], i: int) -> float:
    """Return the mean of the capitals of a line and the next one; 0 after the last."""
    return (lines[i].cap_mm + lines[i + 1].cap_mm) / 2 if i + 1 < len(lines) else 0.0


def _height(lines: Sequence[Line], gap: float) -> float:
    return sum(line.cap_mm + gap * _between(lines, i) for i, line in enumerate(lines))


def _fill(lines: Sequence[Line], high: float) -> tuple[float, float]:
    """Return the gap between lines, of their capitals, and how far all must shrink for a height."""
    caps, means = _height(lines, 0.0), _height(lines, 1.0) - _height(lines, 0.0)
    if caps + _GAP * means <= high:
        return _GAP, 1.0
    if caps + _LEAST_GAP * means <= high:
        return (high - caps) / means, 1.0
    return _LEAST_GAP, high / (caps + _LEAST_GAP * means)


def _fit(line: Line, wide: float, least_cap_mm: float) -> Line:
    """Return a line that is no wider than its room: smaller first, then cut."""
    least = max(least_cap_mm, 0.0)
    cap = min(max(line.cap_mm, least), wide / line.width)
    if cap >= least:
        return replace(line, cap_mm=cap)
    whole, kept = line.whole or line.text, line
    while kept.text.strip(_DOTS) and kept.width * least > wide:
        kept = _shorter(kept)
    return replace(kept, cap_mm=min(least, wide / kept.width), whole=whole)


def _shorter(line: Line) -> Line:
    """Return a line with one sign less, and dots at its end."""
    *first, last = line.runs
    text = last.text.removesuffix(_DOTS)[:-1].rstrip()
    if not text and first:
        return _shorter(replace(line, runs=tuple(first)))
    return replace(line, runs=(*first, replace(last, text=f"{text}{_DOTS}")))


def spoken(texts: Sequence[str], cap_mm: float, wide: float) -> tuple[Line, ...]:
    """Return the same in several languages: the first in bold, the others beside or under it."""
    first, *others = texts
    line = Line((Run(first, bold=True), *(Run(f" · {each}") for each in others)), cap_mm)
    if not others or wide / line.width >= _BESIDE * cap_mm:
        return (line,)
    return Line((Run(first, bold=True),), cap_mm), Line((Run(" · ".join(others)),), cap_mm * 0.6)


def wrapped(
    text: str,
    cap_mm: float,
    wide: float,
    least_cap_mm: float,
    *,
    most: int,
    dear: float,
    bold: bool = False,
) -> tuple[Line, ...]:
    """Return a text on at most `most` lines: as large as can be, each line more being `dear`.

    dear: two lines are better than one if their letters, so many times as large, still are larger.
    """
    words = letters(bold=bold).plain(text).split()
    ways = [_broken(words, count, bold=bold) for count in range(1, min(most, len(words)) + 1)]
    caps = [min(cap_mm, wide / max(Run(part, bold).width for part in way)) for way in ways]
    if not ways:
        return ()
    best = max(range(len(ways)), key=lambda i: (min(caps[i], least_cap_mm), caps[i] * dear**i))
    if caps[best] < least_cap_mm:
        parts = _poured(words, wide / least_cap_mm, most, bold=bold)
        return tuple(Line((Run(part, bold),), least_cap_mm) for part in parts)
    return tuple(Line((Run(part, bold),), caps[best]) for part in ways[best])


def _poured(words: Sequence[str], wide: float, most: int, *, bold: bool) -> list[str]:
    """Return words on lines that are filled in turn; what is left over stands on the last."""
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if len(lines) == most or Run(longer, bold).width <= wide:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _broken(words: Sequence[str], count: int, *, bold: bool) -> tuple[str, ...]:
    """Return words on `count` lines whose longest is as short as can be."""
    if count == 1:
        return (" ".join(words),)
    ways = [
        (" ".join(words[:i]), *_broken(words[i:], count - 1, bold=bold))
        for i in range(1, len(words) - count + 2)
    ]
    return min(ways, key=lambda parts: max(Run(part, bold).width for part in parts))


def address_lines(
    address: str, cap_mm: float, wide: float, least_cap_mm: float
) -> tuple[Line, ...]:
    """Return an address on one line, or on two where that makes it readable, broken at a dot."""
    whole = Line((Run(address),), cap_mm)
    dots = [i + 1 for i, sign in enumerate(address[:-1]) if sign in ".-/"]
    if wide / whole.width >= max(0.6 * cap_mm, least_cap_mm) or not dots:
        return (whole,)
    at = min(dots, key=lambda i: max(Run(address[:i]).width, Run(address[i:]).width))
    parts = [Line((Run(address[:at]),), cap_mm), Line((Run(address[at:]),), cap_mm)]
    cap = max(least_cap_mm, min(cap_mm, *(wide / part.width for part in parts)))
    return tuple(replace(part, cap_mm=cap) for part in parts)
