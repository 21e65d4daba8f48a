"""How often a tile was found and read, with what chance leaves open, and how far that goes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from math import sqrt

RELIABLE = 0.75
"""The share of pictures that must be read for a distance to count as reliable. A phone looks at ten
and more a second: who has three of four of them read waits for nothing."""

_Z = 1.959964  # two-sided 95 %


@dataclass(frozen=True)
class Rate:
    """So many of so many."""

    hits: int = 0
    of: int = 0

    @property
    def share(self) -> float:
        """The share, 0..1; 0 of none."""
        return self.hits / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Between which shares the true one lies with 95 % confidence.

        Wilson's score interval (Journal of the American Statistical Association 22, 1927).
        """
        if not self.of:
            return 0.0, 1.0
        n, p, z2 = self.of, self.share, _Z * _Z
        middle = (p + z2 / (2 * n)) / (1 + z2 / n)
        half = _Z / (1 + z2 / n) * sqrt(p * (1 - p) / n + z2 / (4 * n * n))
        return max(0.0, middle - half), min(1.0, middle + half)

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.hits + other.hits, self.of + other.of)


@dataclass(frozen=True)
class Looked:
    """What came of one picture.

    found: right tags and a pose; read: the right address, both through the program's own finder;
    scanned: the same address by a bare reader, as in a phone; false_ids: tags and texts that are
    not there.
    """

    found: bool
    read: bool
    scanned: bool
    false_ids: int = 0


@dataclass(frozen=True)
class Cell:
    """All pictures at one distance and tilt under one condition (its key).

    for_reach: those that were taken beside the others, to tell the reach from enough of them.
    """

    condition: str
    ordinary: bool
    distance_m: float
    tilt_deg: float
    for_reach: bool
    looked: tuple[Looked, ...]


Told = Callable[[Looked], bool]


def rate(cells: Iterable[Cell], told: Told) -> Rate:
    """Return in how many of the pictures something is so."""
    each = (Rate(sum(map(told, cell.looked)), len(cell.looked)) for cell in cells)
    return reduce(Rate.__add__, each, Rate())


def ordinary_rate(cells: Iterable[Cell], told: Told, distance_m: float) -> Rate:
    """Return in how many of the pictures in ordinary conditions at one distance something is so."""
    here = (cell for cell in cells if cell.ordinary and cell.distance_m == distance_m)
    return rate(here, told)


def reach_m(
    cells: Sequence[Cell], told: Told, read_m: float, *, doubt: bool = False
) -> float | None:
    """Return the largest distance that is reliable, None where not even the smallest is.

    Reliable: in ordinary conditions, at the tilts of who walks up to it, `RELIABLE` of the pictures
    and more; there and at each smaller distance. Of what is nearer than `read_m`, from where it is
    to be read, there are few pictures of a larger tile: it ends the reach only where it is clear
    that fewer are read. doubt: with few pictures, each distance counts until that is clear.
    """
    reached = None
    for distance in sorted({cell.distance_m for cell in cells if cell.ordinary}):
        here = ordinary_rate(cells, told, distance)
        reliable = here.share >= RELIABLE
        in_doubt = here.interval[1] >= RELIABLE and (doubt or distance < read_m)
        if not reliable and not in_doubt:
            break
        if reliable or doubt:
            reached = distance
    return reached
