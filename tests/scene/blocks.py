"""A city of boxes in plain arithmetic: the port of the world by hand, for tests of moving about."""

import itertools
import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from mrapp.scene.moving import Box, Floor, Obstacle
from mrapp.scene.pose import Vec3


@dataclass(frozen=True)
class Block:
    """A box that stands in the way; people may stand on a low or `flat` one."""

    low: Vec3
    high: Vec3
    walkable: bool = False


class BlockWorld:
    """A level land at z = 0 with boxes on it: the world port by hand."""

    def __init__(self, *blocks: Block) -> None:
        self.blocks = blocks
        self.box = Box((-200.0, -200.0, 0.0), (200.0, 200.0, 40.0))
        self.focus = self.box
        sides = zip(self.box.low, self.box.high, strict=True)
        self.outline = np.array(list(itertools.product(*sides)))
        built = [(block.low, block.high) for block in blocks if not block.walkable]
        self.buildings = np.array(built, dtype=np.float64).reshape(-1, 2, 3)

    def shape_of(self, building: int) -> np.ndarray:
        """Return the corners of a building."""
        return np.array(list(itertools.product(*self.buildings[building].T)))

    def floor_below(self, place: Vec3) -> Floor:
        """Return the highest top under a place."""
        floors = [Floor(0.0, True)]
        for block in self.blocks:
            over = all(block.low[i] <= place[i] <= block.high[i] for i in (0, 1))
            if over and block.high[2] <= place[2]:
                floors.append(Floor(block.high[2], block.walkable))
        return max(floors, key=lambda floor: floor.height_m)

    def floor_in_the_open(self, x: float, y: float) -> Floor:
        """Return what the sky sees."""
        return self.floor_below((x, y, 1_000.0))

    def obstacle(self, start: Vec3, end: Vec3) -> Obstacle | None:
        """Return the first side of a box, or the land, between two places."""
        a, way = np.array(start), np.subtract(end, start)
        best: tuple[float, Obstacle] | None = None
        for share, normal, leaving in self._crossings(a, way):
            if 0.0 <= share <= 1.0 and (best is None or share < best[0]):
                x, y, z = a + share * way
                best = (share, Obstacle((float(x), float(y), float(z)), normal, leaving))
        return best[1] if best else None

    def _crossings(self, start: np.ndarray, way: np.ndarray) -> Iterator[tuple[float, Vec3, bool]]:
        if start[2] > 0.0 > start[2] + way[2]:
            yield -start[2] / way[2], (0.0, 0.0, 1.0), False
        safe = np.where(np.abs(way) < 1e-12, 1e-12, way)
        for block in self.blocks:
            one = (np.array(block.low) - start) / safe
            two = (np.array(block.high) - start) / safe
            enter, leave = np.minimum(one, two), np.maximum(one, two)
            if enter.max() <= leave.min():
                inside = bool(enter.max() < 0.0)
                axis = int(np.argmin(leave) if inside else np.argmax(enter))
                normal = [0.0, 0.0, 0.0]
                normal[axis] = -math.copysign(1.0, way[axis])
                share = float(leave.min() if inside else enter.max())
                yield share, (normal[0], normal[1], normal[2]), inside
