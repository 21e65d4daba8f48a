"""Street fronts: the edges of a block, and lots of a given depth laid along them."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon

from models.maker.frame import Vec2
from models.maker.mesh import Faces, moved


@dataclass(frozen=True)
class Front:
    """A straight piece of a block's edge: start, direction (block on its left) and length.

    ``lead`` and ``tail`` are what must stay free at its ends for the rows round the corner.
    """

    x: float
    y: float
    angle_rad: float
    length: float
    lead: float
    tail: float

    def at(self, along: float, inwards: float = 0.0) -> Vec2:
        """A point on the front, ``inwards`` into the block."""
        cos, sin = math.cos(self.angle_rad), math.sin(self.angle_rad)
        return self.x + cos * along - sin * inwards, self.y + sin * along + cos * inwards

    def rectangle(self, start: float, end: float, near: float, far: float) -> Polygon:
        """The ground between two distances along and two depths into the block."""
        return Polygon(
            [self.at(start, near), self.at(end, near), self.at(end, far), self.at(start, far)]
        )

    def place(self, faces: Faces, along: float, inwards: float, z: float) -> Faces:
        """Faces of a building whose front left corner comes at a point of this front."""
        x, y = self.at(along, inwards)
        return moved(faces, x, y, z, self.angle_rad)


@dataclass(frozen=True)
class Lot:
    """A stretch of a front for one house; ``first`` and ``last`` tell the ends of a row."""

    front: Front
    start: float
    width: float
    first: bool
    last: bool


def fronts(block: Polygon, depth: float, setback: float = 0.0) -> list[Front]:
    """The fronts of a block for rows of this depth, ``setback`` behind its edge."""
    inner = block.buffer(-setback, join_style="mitre") if setback else block
    ring = _corners(shapely.geometry.polygon.orient(inner))
    count = len(ring)
    made = []
    for k in range(count):
        before, a, b, after = (ring[(k + n) % count] for n in (-1, 0, 1, 2))
        angle = math.atan2(b[1] - a[1], b[0] - a[0])
        lead = _lead(_inner_angle(before, a, b), depth)
        tail = _tail(_inner_angle(a, b, after), depth)
        made.append(Front(a[0], a[1], angle, math.dist(a, b), lead, tail))
    return made


def _corners(block: Polygon) -> list[Vec2]:
    points = [(float(x), float(y)) for x, y in block.exterior.coords[:-1]]
    return [p for k, p in enumerate(points) if math.dist(p, points[k - 1]) > 0.5]


def _inner_angle(before: Vec2, at: Vec2, after: Vec2) -> float:
    back = math.atan2(before[1] - at[1], before[0] - at[0])
    forth = math.atan2(after[1] - at[1], after[0] - at[0])
    return (back - forth) % (2 * math.pi)


def _lead(angle: float, depth: float) -> float:
    """Free length at a start, so that a row does not stick out over a sharp corner."""
    return max(0.0, depth / math.tan(angle)) if angle < math.pi else 0.0


def _tail(angle: float, depth: float) -> float:
    """Free length at an end for the next front's row, which owns the corner."""
    if angle >= math.pi - 0.35:
        return max(0.0, math.tan((math.pi - angle) / 2) * depth) if angle < math.pi else 0.0
    return (depth + max(0.0, depth * math.cos(angle))) / math.sin(angle) + 0.02


def lots(
    front: Front,
    width: float,
    rng: np.random.Generator,
    row: tuple[int, int] = (5, 9),
    alley: float = 1.4,
) -> Iterator[Lot]:
    """Lots of about ``width`` along a front, in rows of some houses with alleys between."""
    room = front.length - front.lead - front.tail
    if room < width * 0.9:
        return
    sizes = _row_sizes(max(1, round(room / width)), rng, row)
    lot = (room - alley * (len(sizes) - 1)) / sum(sizes)
    at = front.lead
    for size in sizes:
        for k in range(size):
            yield Lot(front, at, lot, k == 0, k == size - 1)
            at += lot
        at += alley


def _row_sizes(total: int, rng: np.random.Generator, row: tuple[int, int]) -> list[int]:
    sizes = []
    while total > 0:
        size = int(rng.integers(row[0], row[1] + 1))
        size = total if total - size < row[0] else size
        sizes.append(size)
        total -= size
    return sizes
