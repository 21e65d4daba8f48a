"""Dutch row houses: gabled, hipped, flat or mansard, with dormers, bay windows and chimneys."""

from dataclasses import dataclass

import numpy as np

from models.maker.buildings.walls import (
    STOREY,
    blank,
    chimney,
    flat_roof,
    floor,
    rectangle,
    shelf,
    wall,
)
from models.maker.frame import Vec3
from models.maker.mesh import ROOF, WALL, Face, Faces, box, face, quad

PITCH = 0.95
OVERHANG = 0.35


@dataclass(frozen=True)
class House:
    """One house of a row, in its own frame: x along the front, y inwards, z from the street."""

    width: float
    depth: float
    floors: int
    brick: str
    roof: str
    tile: str
    open_left: bool = False
    open_right: bool = False
    hip_left: bool = False
    hip_right: bool = False
    dormer: bool = False
    rear_dormer: bool = False
    erker: bool = False
    shop: bool = False
    solar: bool = False
    start: int = 0

    @property
    def eaves(self) -> float:
        """Height of the eaves above the street."""
        return self.floors * STOREY

    @property
    def top(self) -> float:
        """Height of the highest roof edge above the street."""
        if self.roof == "flat":
            return self.eaves + 0.45
        return self.eaves + (2.6 if self.roof == "mansard" else self.depth / 2 * PITCH)


def house(h: House) -> Faces:
    """All faces of a house."""
    made = [*_fronts(h), *_side(h, left=True), *_side(h, left=False)]
    made.append(floor(rectangle(0, 0, h.width, h.depth), 0.0))
    if h.roof == "flat":
        made += flat_roof(
            rectangle(0, 0, h.width, h.depth), h.eaves, "bitumen", "lightgrey", 0.35, 0.22
        )
    elif h.roof == "mansard":
        made += _mansard(h)
    else:
        made += _gabled(h)
    if h.erker:
        made += _erker(h)
    return made


def _fronts(h: House) -> Faces:
    w, d, n = h.width, h.depth, max(2, round(h.width / 2.8))
    low = "shops" if h.shop else f"{h.brick}_ground"
    back = f"{h.brick}_back" if h.brick in ("red", "yellow") else f"{h.brick}_upper"
    upper = f"{h.brick}_upper"
    top, more = h.eaves, h.floors - 1
    made = [
        wall((0, 0), (w, 0), 0, STOREY, low, 1, 2 * h.start, n),
        wall((w, d), (0, d), 0, STOREY, back, 1, h.start, n),
    ]
    if more:
        made.append(wall((0, 0), (w, 0), STOREY, top, upper, more, h.start, n))
        made.append(wall((w, d), (0, d), STOREY, top, upper, more, h.start + 1, n))
    return made


def _side(h: House, left: bool) -> Faces:
    """A party wall, or an end wall with one row of windows when it stands open."""
    x = 0.0 if left else h.width
    a, b = ((x, h.depth), (x, 0.0)) if left else ((x, 0.0), (x, h.depth))
    look, top = f"{h.brick}_blank", h.eaves
    if not (h.open_left if left else h.open_right):
        made = [blank([(*a, 0), (*b, 0), (*b, top), (*a, top)], look)]
    else:
        third = [tuple(np.array(a) + (np.array(b) - np.array(a)) * t) for t in (1 / 3, 2 / 3)]
        p, q = (float(third[0][0]), float(third[0][1])), (float(third[1][0]), float(third[1][1]))
        made = [
            blank([(*a, 0), (*p, 0), (*p, top), (*a, top)], look),
            wall(p, q, 0, top, f"{h.brick}_upper", h.floors, h.start, 1),
            blank([(*q, 0), (*b, 0), (*b, top), (*q, top)], look),
        ]
    if h.roof == "gable" and not (h.hip_left if left else h.hip_right):
        made.append(blank([(*a, top), (*b, top), (x, h.depth / 2, h.top)], look))
    return made


def _gabled(h: House) -> Faces:
    w, d, e = h.width, h.depth, h.eaves
    low, drop = OVERHANG, OVERHANG * PITCH
    xl, xr = (d / 2 if h.hip_left else 0.0), (w - d / 2 if h.hip_right else w)
    xl, xr = min(xl, w / 2), max(xr, w / 2)
    ol, orr = (-low if h.hip_left else 0.0), (w + low if h.hip_right else w)
    ridge = h.top
    front: list[Vec3] = [
        (ol, -low, e - drop),
        (orr, -low, e - drop),
        (xr, d / 2, ridge),
        (xl, d / 2, ridge),
    ]
    rear: list[Vec3] = [
        (orr, d + low, e - drop),
        (ol, d + low, e - drop),
        (xl, d / 2, ridge),
        (xr, d / 2, ridge),
    ]
    made = [_tiled(front, h.tile), _tiled(rear, h.tile)]
    if h.hip_left:
        made.append(
            _tiled([(ol, d + low, e - drop), (ol, -low, e - drop), (xl, d / 2, ridge)], h.tile)
        )
    if h.hip_right:
        made.append(
            _tiled([(orr, -low, e - drop), (orr, d + low, e - drop), (xr, d / 2, ridge)], h.tile)
        )
    made += _gutters(h, ol, orr, e - drop)
    side = "brickred" if h.brick in ("red", "orange") else "brickdark"
    if not h.hip_left:
        made += chimney(0.45, d / 2 + 0.6, ridge - 1.2, ridge + 0.9, side)
    return made + _roof_extras(h)


def _tiled(points: list[Vec3], tile: str) -> Face:
    return blank(list(dict.fromkeys(points)), tile, ROOF)


def _gutters(h: House, x0: float, x1: float, z: float) -> Faces:
    """White box gutters: front, underside and top along both eaves."""
    made: Faces = []
    low, high = z - 0.14, z + 0.05
    for y0, y1 in ((-OVERHANG - 0.12, 0.0), (h.depth + OVERHANG + 0.12, h.depth)):
        way = 1 if y0 < y1 else -1
        rings: list[list[Vec3]] = [
            [(x0, y0, low), (x1, y0, low), (x1, y0, high), (x0, y0, high)],
            [(x0, y1, low), (x1, y1, low), (x1, y0, low), (x0, y0, low)],
            [(x0, y0, high), (x1, y0, high), (x1, (y0 + y1) / 2, high), (x0, (y0 + y1) / 2, high)],
        ]
        made += [face(ring[::way], "white", ROOF) for ring in rings]
    return made


def _roof_extras(h: House) -> Faces:
    made: Faces = []
    if h.dormer:
        made += dormer(h, front=True)
    if h.rear_dormer:
        made += dormer(h, front=False)
    if h.solar:
        made += _solar(h, front=not h.dormer)
    return made


def dormer(h: House, front: bool) -> Faces:
    """A flat-topped dormer in the middle of one roof slope of a gabled house."""
    wide = min(3.0, h.width - 1.8)
    x0, x1 = (h.width - wide) / 2, (h.width + wide) / 2
    near, high = 1.0, 1.5
    foot = h.eaves + near * PITCH
    far = near + high / PITCH
    points: list[tuple[float, float, float]] = [
        (x0, near, foot),
        (x1, near, foot),
        (x1, near, foot + high),
        (x0, near, foot + high),
        (x0, far, foot + high),
        (x1, far, foot + high),
    ]
    if not front:
        points = [(h.width - x, h.depth - y, z) for x, y, z in points]
    p = points
    return [
        quad([p[0], p[1], p[2], p[3]], "dormer", (1.0, 1.0), WALL),
        face([p[1], p[5], p[2]], "zinc", WALL),
        face([p[4], p[0], p[3]], "zinc", WALL),
        face([p[3], p[2], p[5], p[4]], "lead", ROOF),
    ]


def _solar(h: House, front: bool) -> Faces:
    """Two rows of panels lying 8 cm above a roof slope."""
    x0, x1, near, far = 0.7, 0.7 + 1.0 * int(h.width - 1.4), 1.0, 3.3
    low, high = h.eaves + near * PITCH + 0.1, h.eaves + far * PITCH + 0.1
    points: list[Vec3] = [(x0, near, low), (x1, near, low), (x1, far, high), (x0, far, high)]
    if not front:
        points = [(h.width - x, h.depth - y, z) for x, y, z in points]
    return [quad(points, "solar", (round(x1 - x0) / 2, 2.0), ROOF)]


def _mansard(h: House) -> Faces:
    w, d, e, t = h.width, h.depth, h.eaves, h.top
    inset = 1.1
    made = [
        _tiled([(0, -0.1, e), (w, -0.1, e), (w, inset, t), (0, inset, t)], h.tile),
        _tiled([(w, d + 0.1, e), (0, d + 0.1, e), (0, d - inset, t), (w, d - inset, t)], h.tile),
        blank(
            [(0, inset, t), (w, inset, t), (w, d - inset, t), (0, d - inset, t)], "bitumen", ROOF
        ),
    ]
    for x, order in ((0.0, -1), (w, 1)):
        ring: list[Vec3] = [(x, 0, e), (x, d, e), (x, d - inset, t), (x, inset, t)]
        made.append(blank(ring[::order], f"{h.brick}_blank"))
    made += shelf((0, -0.35, e - 0.25), (w, 0.0, e + 0.1), "white")
    made += chimney(0.45, d / 2, t - 0.2, t + 1.2, "brickdark")
    for k in range(2):
        made += _mansard_dormer(w * (0.3 + 0.4 * k), e, inset)
    return made


def _mansard_dormer(x: float, z: float, inset: float) -> Faces:
    x0, x1, y, z0, z1 = x - 0.65, x + 0.65, 0.05, z + 0.35, z + 2.05
    far = inset
    return [
        quad([(x0, y, z0), (x1, y, z0), (x1, y, z1), (x0, y, z1)], "attic", (1, 1), WALL),
        face([(x1, y, z0), (x1, far, z1), (x1, y, z1)], "zinc", WALL),
        face([(x0, far, z1), (x0, y, z0), (x0, y, z1)], "zinc", WALL),
        *box((x0 - 0.1, y - 0.15, z1), (x1 + 0.1, far, z1 + 0.12), "white", "lead", role=ROOF),
    ]


def _erker(h: House) -> Faces:
    """A bay window beside the front door; the front door is in the first bay."""
    bay = h.width / max(2, round(h.width / 2.8))
    x0, x1, deep, high = bay + 0.1, bay * 2 - 0.1, 0.85, 2.7
    made = [
        quad(
            [(x0, -deep, 0), (x1, -deep, 0), (x1, -deep, high), (x0, -deep, high)],
            "erker",
            (1, 1),
            WALL,
        ),
        quad(
            [(x1, -deep, 0), (x1, 0, 0), (x1, 0, high), (x1, -deep, high)], "erker", (0.34, 1), WALL
        ),
        quad(
            [(x0, 0, 0), (x0, -deep, 0), (x0, -deep, high), (x0, 0, high)], "erker", (0.34, 1), WALL
        ),
    ]
    return made + shelf(
        (x0 - 0.08, -deep - 0.08, high), (x1 + 0.08, 0, high + 0.16), "white", "lead"
    )
