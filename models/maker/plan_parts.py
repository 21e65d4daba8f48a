"""Parts of planned buildings: window walls, setbacks, balconies, roof gardens."""

import math
from collections.abc import Sequence

from shapely.geometry import Polygon

from models.maker.buildings.walls import balcony, flat_roof, floor, storeys
from models.maker.frame import Z_PAVEMENT
from models.maker.mesh import WALL, Faces, Vec2, box, moved, pairs
from models.maker.planning import add_plan_building
from models.maker.town import Town

PLINTH_M = 4.2


def stack(outline: Sequence[Vec2], floors: int, high: str, roof: str = "sedum",
          low: str = "plinth", z: float = Z_PAVEMENT, plinth: float = PLINTH_M,
          start: int = 0, storey: float = 2.95) -> tuple[Faces, float]:
    """A block with a high ground floor; its faces in the city frame and its top (NAP)."""
    ring = list(outline)
    made = storeys(ring, z, 1, low, low, start, plinth)
    if floors > 1:
        upper = storeys(ring, z + plinth, floors - 1, high, high, start, storey)
        made += upper
    top = z + plinth + (floors - 1) * storey
    made += flat_roof(ring, top, roof, "coping", 0.7, 0.3)
    made.append(floor(ring, z))
    return made, top + 0.7


def put(town: Town, name: str, outline: Sequence[Vec2], floors: int, high: str,
        title: str, balconies: Sequence[int] = (), **more: object) -> float:
    """Make a planned block, perhaps with balconies on some of its edges; returns its top."""
    function = str(more.pop("function", "wonen"))
    faces, top = stack(outline, floors, high, **more)  # type: ignore[arg-type]
    for edge in balconies:
        faces += balconies_on(list(outline), edge, floors)
    add_plan_building(town, name, faces, Polygon(outline), Z_PAVEMENT, top, name=title,
                      function=function, storeysAboveGround=floors)
    return top


def balconies_on(outline: list[Vec2], edge: int, floors: int, step: int = 3,
                 storey: float = 2.95) -> Faces:
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
