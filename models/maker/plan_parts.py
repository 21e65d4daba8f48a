"""Parts of planned buildings: window walls, setbacks, balconies, roof gardens."""

import math
from dataclasses import dataclass

from shapely.geometry import Polygon

from models.maker.buildings.walls import balcony, flat_roof, floor, wall
from models.maker.frame import Z_PAVEMENT, Vec2
from models.maker.mesh import WALL, Faces, box, moved, pairs
from models.maker.planning import add_plan_building
from models.maker.town import Town

PLINTH_M, STOREY_M = 4.2, 2.95


@dataclass(frozen=True)
class PlanBlock:
    """A planned block: a high ground floor, storeys above it, a green roof.

    ``balconies`` are the edges of the outline that get them; along ``quiet`` edges the
    ground floor has homes, along the others shops.
    """

    name: str
    title: str
    outline: tuple[Vec2, ...]
    floors: int
    high: str
    function: str = "wonen"
    balconies: tuple[int, ...] = ()
    quiet: tuple[int, ...] = ()
    start: int = 0

    @property
    def roof(self) -> float:
        """Height NAP of the roof."""
        return Z_PAVEMENT + PLINTH_M + (self.floors - 1) * STOREY_M


def build(town: Town, block: PlanBlock) -> None:
    """Make a planned block and add it."""
    ring = list(block.outline)
    faces = [*_walls(block), *flat_roof(ring, block.roof, "sedum", "coping", 0.7, 0.3)]
    faces.append(floor(ring, Z_PAVEMENT))
    for edge in block.balconies:
        faces += balconies_on(ring, edge, block.floors)
    add_plan_building(
        town,
        block.name,
        faces,
        Polygon(ring),
        Z_PAVEMENT,
        block.roof + 0.7,
        name=block.title,
        function=block.function,
        storeysAboveGround=block.floors,
    )


def _walls(block: PlanBlock) -> Faces:
    made: Faces = []
    split = Z_PAVEMENT + PLINTH_M
    for k, (a, b) in enumerate(pairs(list(block.outline))):
        low = block.high if k in block.quiet else "plinth"
        made.append(wall(a, b, Z_PAVEMENT, split, low, 1, block.start + k))
        if block.floors > 1:
            above, start = block.floors - 1, block.start + k
            made.append(wall(a, b, split, block.roof, block.high, above, start))
    return made


def balconies_on(
    outline: list[Vec2], edge: int, floors: int, step: int = 3, storey: float = STOREY_M
) -> Faces:
    """Balconies on every third bay of an edge, shifted from storey to storey."""
    (ax, ay), (bx, by) = pairs(outline)[edge]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    angle = math.atan2(by - ay, bx - ax)
    made: Faces = []
    count = max(1, round(length / 2.8))
    bay = length / count
    for level in range(1, floors):
        z = Z_PAVEMENT + PLINTH_M + (level - 1) * storey + 0.05
        for k in range(1 + level % 2, count - 1, step):
            part = balcony(k * bay + 0.1, (k + 1) * bay + 0.5, z, 1.5, "glassgreen", "lightgrey")
            made += moved(part, ax, ay, 0.0, angle)
    return made


def roof_hut(x: float, y: float, z: float, wide: float, deep: float) -> Faces:
    """A lift house and plant room on a roof."""
    return box((x, y, z), (x + wide, y + deep, z + 2.4), "grey", "lead", role=WALL)
