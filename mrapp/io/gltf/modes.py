"""The modes of primitives: rows of vertex numbers to triangles, lines and spots."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.numbering import marked

Ints = NDArray[np.int32]

POINTS, LINES, LINE_LOOP, LINE_STRIP, TRIANGLES, STRIP, FAN = range(7)


@dataclass(frozen=True, eq=False)
class Parts:
    """triangles: (m, 3), lines: (k, 2), spots: (p,), all vertex numbers; left: too few for one."""

    triangles: Ints
    lines: Ints
    spots: Ints
    left: int = 0

    @property
    def size(self) -> int:
        """How many triangles, lines and spots there are."""
        return len(self.triangles) + len(self.lines) + len(self.spots)

    def within(self, count: int) -> "Parts":
        """Return the parts all of whose vertices are among the first `count`."""
        # Negative numbers are large ones without their sign.
        return self._where(lambda numbers: numbers.view(np.uint32) < count)

    def among(self, usable: NDArray[np.bool_]) -> "Parts":
        """Return the parts all of whose vertices are usable, (n,)."""
        return self._where(lambda numbers: usable[numbers])

    def used(self, count: int) -> NDArray[np.bool_]:
        """Tell of each of `count` vertices whether a part has it."""
        return marked(count, self.triangles, self.lines, self.spots)

    def renumbered(self, used: NDArray[np.bool_]) -> "Parts":
        """Return the parts when only the vertices in use are kept."""
        new = (np.cumsum(used) - 1).astype(np.int32)
        return Parts(new[self.triangles], new[self.lines], new[self.spots], self.left)

    def _where(self, good: Callable[[Ints], NDArray[np.bool_]]) -> "Parts":
        triangles, lines, spots = good(self.triangles), good(self.lines), good(self.spots)
        if triangles.all() and lines.all() and spots.all():
            return self
        return Parts(
            self.triangles[triangles.all(axis=1)],
            self.lines[lines.all(axis=1)],
            self.spots[spots],
            self.left,
        )


_NONE = Parts(np.zeros((0, 3), np.int32), np.zeros((0, 2), np.int32), np.zeros(0, np.int32))


def parts_of(mode: int, corners: Ints) -> Parts:
    """Return what vertex numbers, shape (c,), make in a mode (3.7.2.1 of the specification)."""
    if mode == POINTS:
        return Parts(_NONE.triangles, _NONE.lines, corners)
    if mode in (LINES, LINE_LOOP, LINE_STRIP):
        lines, left = _lines(mode, corners)
        return Parts(_NONE.triangles, lines, _NONE.spots, left)
    triangles, left = _triangles(mode, corners)
    return Parts(triangles, _NONE.lines, _NONE.spots, left)


def _lines(mode: int, corners: Ints) -> tuple[Ints, int]:
    if mode == LINES:
        left = len(corners) % 2
        return corners[: len(corners) - left].reshape(-1, 2), left
    if len(corners) < 2:
        return _NONE.lines, len(corners)
    closed = np.append(corners, corners[:1]) if mode == LINE_LOOP else corners
    return np.stack([closed[:-1], closed[1:]], axis=1), 0


def _triangles(mode: int, corners: Ints) -> tuple[Ints, int]:
    if mode == TRIANGLES:
        left = len(corners) % 3
        return corners[: len(corners) - left].reshape(-1, 3), left
    if len(corners) < 3:
        return _NONE.triangles, len(corners)
    if mode == FAN:
        first = np.broadcast_to(corners[:1], len(corners) - 2)
        made = np.stack([corners[1:-1], corners[2:], first], axis=1)
    else:
        made = np.stack([corners[:-2], corners[1:-1], corners[2:]], axis=1)
        # Every other triangle of a strip runs the other way round.
        made[1::2] = made[1::2, [0, 2, 1]]
    a, b, c = made.T
    return made[(a != b) & (b != c) & (c != a)], 0  # strips jump by triangles without area
