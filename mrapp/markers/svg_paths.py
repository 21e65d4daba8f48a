"""The path language of SVG (SVG 1.1, 8.3) as outlines: fontTools draws what was checked here.

On its own it skips signs that it does not know, reads `007` as three numbers and `6.e-5` as two,
leaves out arcs without a radius, and takes minutes over a long run of digits in an arc.
"""

import re
from collections.abc import Iterator
from math import isfinite

from fontTools.svgLib.path.arc import EllipticalArc
from fontTools.svgLib.path.parser import parse_path

from mrapp.markers.outlines import Outline
from mrapp.markers.pens import OutlinePen

_MOST_WORDS = 200_000
_BLANK = " \t\r\n\f,"
# Possessive (`*+`), so that no sign is looked at more than a few times.
_GAP = f"[{_BLANK}]*+"
_N = r"([-+]?(?:\d++\.?\d*+|\.\d++)(?:[eE][-+]?\d++)?+)"
_ORDER = re.compile(_GAP + "([MmZzLlHhVvCcSsQqTtAa])")
_NUMBER = re.compile(_GAP + _N)
_ARC = re.compile(_GAP + _GAP.join([_N, _N, _N, "([01])", "([01])", _N, _N]))


def path_outline(data: str) -> Outline:
    """Return the shape of a path's `d`.

    Raises ValueError for what is none, or far too long; ArithmeticError for arcs out of all bounds.
    """
    words = list(_words(data))
    if len(words) > _MOST_WORDS:
        raise ValueError("a path of too many steps")
    pen = OutlinePen()
    parse_path(" ".join(words), pen, arc_class=_Arc)
    return pen.outline()


def _words(data: str) -> Iterator[str]:
    """Go through the orders and numbers of a path, the numbers as fontTools reads them."""
    at, end, values = 0, len(data.rstrip(_BLANK)), _ORDER
    while at < end:
        if found := _ORDER.match(data, at):
            values = _ARC if found[1] in "Aa" else _NUMBER
            yield found[1]
        elif found := values.match(data, at):
            for number in map(float, found.groups()):
                if not isfinite(number):
                    raise ValueError("a number out of all bounds")
                yield f"{number:.17g}"
        else:
            raise ValueError(f"no path: {data[at : at + 20]!r}")
        at = found.end()


class _Arc(EllipticalArc):  # type: ignore[misc]  # ships no types
    def draw(self, pen: OutlinePen) -> None:
        """Draw the arc; one without a radius is a straight line (SVG 1.1, F.6.6)."""
        if self.rx and self.ry:
            super().draw(pen)
        else:
            pen.lineTo((self.target_point.real, self.target_point.imag))
