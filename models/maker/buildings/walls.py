"""Walls in whole window bays, flat roofs with a parapet, and small parts of buildings."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import Polygon

from models.maker.frame import Vec2, Vec3
from models.maker.looks import IMAGES
from models.maker.mesh import GROUND, ROOF, WALL, Face, Faces, box, face, mapped, pairs, quad

STOREY = 2.9
BAY = 2.8


def bays_in(length: float) -> int:
    """Whole number of window bays on a wall of this length."""
    return max(1, round(length / BAY))


def wall(
    a: Vec2,
    b: Vec2,
    z0: float,
    z1: float,
    look: str,
    floors: int = 1,
    start: int = 0,
    bays: int | None = None,
) -> Face:
    """A textured wall from a to b (outside on the right), whole bays and storeys."""
    image = IMAGES[look]
    length = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    count = bays if bays is not None else max(1, round(length / (image.width_m / image.bays)))
    spans = (count / image.bays, floors / image.floors)
    corners: list[Vec3] = [(*a, z0), (*b, z0), (*b, z1), (*a, z1)]
    return quad(corners, look, spans, WALL, (start % image.bays / image.bays, 0.0))


def blank(points: Sequence[Vec3], look: str, role: str = WALL) -> Face:
    """A wall or roof of any outline in a repeating look without bays."""
    made = face(points, look, role)
    return mapped(made, IMAGES[look].width_m) if look in IMAGES else made


def storeys(
    outline: Sequence[Vec2],
    z0: float,
    floors: int,
    low: str,
    high: str,
    start: int = 0,
    storey: float = STOREY,
) -> Faces:
    """Walls round an outline: one storey in ``low``, the others in ``high``."""
    made = []
    for k, (a, b) in enumerate(pairs(outline)):
        made.append(wall(a, b, z0, z0 + storey, low, 1, start + k))
        if floors > 1:
            made.append(wall(a, b, z0 + storey, z0 + floors * storey, high, floors - 1, start + k))
    return made


def floor(outline: Sequence[Vec2], z: float) -> Face:
    """The ground surface of a building, looking down."""
    return face([(x, y, z) for x, y in reversed(outline)], "concrete", GROUND)


def flat_roof(
    outline: Sequence[Vec2],
    z: float,
    look: str,
    edge: str = "coping",
    parapet: float = 0.45,
    width: float = 0.35,
) -> Faces:
    """A flat roof behind a parapet with a coping."""
    inner = Polygon(outline).buffer(-width, join_style="mitre")
    ring = [
        (float(x), float(y)) for x, y in shapely.geometry.polygon.orient(inner).exterior.coords[:-1]
    ]
    top = z + parapet
    made = [face([(*a, z), (*b, z), (*b, top), (*a, top)], edge, WALL) for a, b in pairs(outline)]
    outer = np.array([(x, y, top) for x, y in outline])
    hole = np.array([(x, y, top) for x, y in reversed(ring)])
    made.append(Face((outer, hole), edge, None, ROOF))
    made += [
        face([(*b, z + 0.1), (*a, z + 0.1), (*a, top), (*b, top)], edge, WALL)
        for a, b in pairs(ring)
    ]
    made.append(blank([(x, y, z + 0.1) for x, y in ring], look, ROOF))
    return made


def rectangle(x0: float, y0: float, x1: float, y1: float) -> list[Vec2]:
    """A rectangle's corners, counter-clockwise."""
    return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]


def simple_block(outline: Sequence[Vec2], z0: float, z1: float) -> Faces:
    """A closed block for the coarse level of detail (LoD 1.2)."""
    made = [face([(*a, z0), (*b, z0), (*b, z1), (*a, z1)], "lod1", WALL) for a, b in pairs(outline)]
    made.append(face([(x, y, z1) for x, y in outline], "lod1", ROOF))
    made.append(face([(x, y, z0) for x, y in reversed(outline)], "lod1", GROUND))
    return made


def chimney(x: float, y: float, z0: float, z1: float, look: str) -> Faces:
    """A brick chimney with a dark lid."""
    return box((x - 0.3, y - 0.45, z0), (x + 0.3, y + 0.45, z1), look, "darkgrey", role=ROOF)


def shelf(low: Vec3, high: Vec3, look: str, top: str | None = None, role: str = ROOF) -> Faces:
    """A box with an underside and without a back: it hangs on a wall at its largest y."""
    whole = box(low, high, look, top, bottom=True, role=role)
    return [f for k, f in enumerate(whole) if k != 2]


def railing(points: Sequence[Vec2], z: float, look: str, height: float = 1.05) -> Faces:
    """Upright panels along a line, seen from its right side and from its left."""
    made = []
    for a, b in pairwise(points):
        made.append(face([(*a, z), (*b, z), (*b, z + height), (*a, z + height)], look))
    return made


def balcony(
    x0: float, x1: float, z: float, depth: float, look: str, slab: str = "lightgrey"
) -> Faces:
    """A balcony on the wall y = 0, towards negative y, with its balustrade."""
    made = shelf((x0, -depth, z - 0.2), (x1, 0.0, z), slab, role=WALL)
    return made + railing([(x0, 0.0), (x0, -depth), (x1, -depth), (x1, 0.0)], z, look)
