"""The path language of SVG (SVG 1.1, 8.3) as outlines."""

import re
from collections.abc import Iterator
from math import atan2, ceil, cos, hypot, pi, radians, sin, sqrt, tan

from mrapp.markers.outlines import Outline, Step

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_FLAG = re.compile(r"\s*,?\s*([01])")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_MOST_STEPS = 50_000

_Point = tuple[float, float]


def path_outline(data: str) -> Outline:
    """Return the shape of a path's `d`. Raises ValueError for what is none, or far too long."""
    pen = _Pen()
    for letter, values in _orders(data):
        pen.draw(letter, values)
        if len(pen.steps) > _MOST_STEPS:
            raise ValueError("a path of too many steps")
    pen.close()
    return Outline(tuple(pen.steps))


def _orders(data: str) -> Iterator[tuple[str, list[float]]]:
    """Go through the orders of a path, those that were left out among them, with their numbers."""
    at, letter = 0, ""
    while True:
        while at < len(data) and data[at] in " \t\r\n,":
            at += 1
        if at == len(data):
            return
        if data[at].isalpha():
            letter, at = data[at], at + 1
            if letter.upper() not in _TAKES:
                raise ValueError(f"no order of a path: {letter!r}")
        elif not letter or letter in "Zz":
            raise ValueError("a number where an order belongs")
        values, at = _values(data, at, letter.upper())
        yield letter, values
        # After a move more places are lines.
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _values(data: str, at: int, order: str) -> tuple[list[float], int]:
    values: list[float] = []
    while len(values) < _TAKES[order]:
        is_flag = order == "A" and len(values) in (3, 4)
        found = _FLAG.match(data, at) if is_flag else _NUMBER.match(data, _after_space(data, at))
        if found is None:
            raise ValueError("a path that breaks off")
        values.append(float(found[1] if is_flag else found[0]))
        at = found.end()
    return values, at


def _after_space(data: str, at: int) -> int:
    while at < len(data) and data[at] in " \t\r\n,":
        at += 1
    return at


class _Pen:
    """Follows the orders of a path; y goes down, as in SVG."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._at: _Point = (0.0, 0.0)
        self._start: _Point = (0.0, 0.0)
        self._open = False
        self._cubic: _Point | None = None  # the last handle, for curves that go on smoothly
        self._parabola: _Point | None = None

    def draw(self, letter: str, values: list[float]) -> None:
        """Carry out one order; a small letter counts from where the pen is."""
        order = letter.upper()
        base = self._at if letter.islower() else (0.0, 0.0)
        if order == "Z":
            self.close()
            self._at, self._cubic, self._parabola = self._start, None, None
            return
        if order == "M":
            self.close()
            self._start = self._at = (values[0] + base[0], values[1] + base[1])
            self._cubic = self._parabola = None
            return
        self._begin()
        if order in "HV":
            self._straight(order, values[0], base)
        elif order == "A":
            self._arc(values[:5], (values[5] + base[0], values[6] + base[1]))
        else:
            moved = [
                (x + base[0], y + base[1]) for x, y in zip(values[::2], values[1::2], strict=True)
            ]
            self._curved(order, moved)

    def close(self) -> None:
        """Close the shape that is being drawn: what is filled is closed."""
        if self._open:
            self.steps.append(Step("Z"))
        self._open = False

    def _begin(self) -> None:
        if not self._open:
            self.steps.append(Step("M", self._at))
            self._start, self._open = self._at, True

    def _straight(self, order: str, value: float, base: _Point) -> None:
        x, y = self._at
        self._line((value + base[0], y) if order == "H" else (x, value + base[1]))

    def _line(self, end: _Point) -> None:
        self.steps.append(Step("L", end))
        self._at, self._cubic, self._parabola = end, None, None

    def _curved(self, order: str, points: list[_Point]) -> None:
        if order == "L":
            self._line(points[0])
        elif order in "CS":
            first = points[0] if order == "C" else _mirrored(self._cubic, self._at)
            self._bend(first, points[-2], points[-1])
            self._cubic = points[-2]
        else:
            handle = points[0] if order == "Q" else _mirrored(self._parabola, self._at)
            end = points[-1]
            self._bend(_third(self._at, handle), _third(end, handle), end)
            self._parabola = handle

    def _bend(self, first: _Point, second: _Point, end: _Point) -> None:
        self.steps.append(Step("C", (*first, *second, *end)))
        self._at, self._cubic, self._parabola = end, None, None

    def _arc(self, shape: list[float], end: _Point) -> None:
        """Draw an arc as curves, a quarter turn each at most (SVG 1.1, F.6.5)."""
        rx, ry, turn, large, sweep = shape
        rx, ry, turn = abs(rx), abs(ry), radians(turn)
        dx, dy = (self._at[0] - end[0]) / 2, (self._at[1] - end[1]) / 2
        if not rx or not ry or not (dx or dy):
            self._line(end)
            return
        x, y = cos(turn) * dx + sin(turn) * dy, cos(turn) * dy - sin(turn) * dx
        grow = max(1.0, hypot(x / rx, y / ry))
        rx, ry = rx * grow, ry * grow
        part = (rx * y) ** 2 + (ry * x) ** 2
        root = sqrt(max(0.0, (rx * ry) ** 2 - part) / part) * (1 if large != sweep else -1)
        cx, cy = root * rx * y / ry, -root * ry * x / rx
        begin, stop = atan2((y - cy) / ry, (x - cx) / rx), atan2((-y - cy) / ry, (-x - cx) / rx)
        whole = (stop - begin) % (2 * pi) - (0.0 if sweep else 2 * pi)
        middle = (self._at[0] + end[0]) / 2, (self._at[1] + end[1]) / 2

        def place(u: float, v: float) -> _Point:
            a, b = cx + rx * u, cy + ry * v
            return (
                cos(turn) * a - sin(turn) * b + middle[0],
                sin(turn) * a + cos(turn) * b + middle[1],
            )

        count = max(1, ceil(abs(whole) / (pi / 2) - 1e-9))
        step = whole / count
        k = 4 / 3 * tan(step / 4)
        for i in range(count):
            a, b = begin + i * step, begin + (i + 1) * step
            first = place(cos(a) - k * sin(a), sin(a) + k * cos(a))
            second = place(cos(b) + k * sin(b), sin(b) - k * cos(b))
            self._bend(first, second, place(cos(b), sin(b)))
        self._at = end


def _mirrored(handle: _Point | None, at: _Point) -> _Point:
    return at if handle is None else (2 * at[0] - handle[0], 2 * at[1] - handle[1])


def _third(end: _Point, handle: _Point) -> _Point:
    return (end[0] + 2 * handle[0]) / 3, (end[1] + 2 * handle[1]) / 3
