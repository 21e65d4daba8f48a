"""Faces, the bricks of every object, and the simple solids made of them.

A face is a polygon with a look (a texture or a material, see ``looks``), seen
from itertools import pairwise
from the side from which its outer ring runs counter-clockwise. Metres throughout.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from models.maker.frame import Points, Vec2, Vec3, turn

WALL = "WallSurface"
ROOF = "RoofSurface"
GROUND = "GroundSurface"
CEILING = "OuterCeilingSurface"


@dataclass(frozen=True)
class Face:
    """A planar polygon: rings of (n, 3) points (outer first), its look, and what it is.

    ``uvs`` holds one (n, 2) array for each ring when the look is a texture.
    ``role`` is a CityJSON semantic type, or None.
    """

    rings: tuple[Points, ...]
    look: str
    uvs: tuple[Points, ...] | None = None
    role: str | None = None


Faces = list[Face]


def face(points: Sequence[Vec3], look: str, role: str | None = None) -> Face:
    """A face with one ring and no texture coordinates (they may be added by ``mapped``)."""
    return Face((np.array(points, dtype=np.float64),), look, None, role)


def quad(
    corners: Sequence[Vec3],
    look: str,
    spans: Vec2,
    role: str | None = None,
    start: Vec2 = (0.0, 0.0),
) -> Face:
    """A textured quadrilateral; ``spans`` is how often the texture repeats along u and v."""
    u, v = start
    du, dv = spans
    uv = np.array([(u, v), (u + du, v), (u + du, v + dv), (u, v + dv)])
    return Face((np.array(corners, dtype=np.float64),), look, (uv,), role)


def mapped(plain: Face, size_m: float, along: Vec2 = (1.0, 0.0)) -> Face:
    """The face with a texture laid on it at a scale of ``size_m`` metres a repeat.

    Level faces are mapped from above along the direction ``along``; others along
    their own level direction, v pointing up.
    """
    normal = newell(plain.rings[0])
    if abs(normal[2]) > 0.999:
        u_axis = np.array([along[0], along[1], 0.0])
    else:
        u_axis = np.array([-normal[1], normal[0], 0.0])
    u_axis /= np.linalg.norm(u_axis)
    v_axis = np.cross(normal, u_axis)
    base = plain.rings[0][0] if abs(normal[2]) <= 0.999 else np.zeros(3)
    uvs = tuple(
        np.column_stack(((ring - base) @ u_axis, (ring - base) @ v_axis)) / size_m
        for ring in plain.rings
    )
    return replace(plain, uvs=uvs)


def newell(ring: Points) -> Points:
    """Unit normal of a ring (Newell's method), pointing to the side that sees it run left."""
    following = np.roll(ring, -1, axis=0)
    normal = np.cross(ring, following).sum(axis=0)
    length = float(np.linalg.norm(normal))
    return np.asarray(normal / length if length else normal, dtype=np.float64)


def moved(
    faces: Iterable[Face], x: float, y: float, z: float = 0.0, angle_rad: float = 0.0
) -> Faces:
    """The faces turned about z by ``angle_rad`` and then shifted."""
    shift = np.array([x, y, z])
    return [
        replace(f, rings=tuple(turn(ring, angle_rad) + shift for ring in f.rings)) for f in faces
    ]


def box(
    low: Vec3,
    high: Vec3,
    look: str,
    top: str | None = None,
    bottom: bool = False,
    role: str | None = None,
) -> Faces:
    """An upright box in one look, its top perhaps in another; open below unless ``bottom``."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    return prism([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], z0, z1, look, top, bottom, role)


def prism(
    outline: Sequence[Vec2],
    z0: float,
    z1: float,
    look: str,
    top: str | None = None,
    bottom: bool = False,
    role: str | None = None,
) -> Faces:
    """A counter-clockwise outline pulled up from z0 to z1; open below unless ``bottom``."""
    made = [face([(*a, z0), (*b, z0), (*b, z1), (*a, z1)], look, role) for a, b in pairs(outline)]
    made.append(face([(x, y, z1) for x, y in outline], top or look, role and ROOF))
    if bottom:
        made.append(face([(x, y, z0) for x, y in reversed(outline)], look, role and CEILING))
    return made


def pairs(outline: Sequence[Vec2]) -> list[tuple[Vec2, Vec2]]:
    """The edges of a closed outline."""
    return list(zip(outline, [*outline[1:], outline[0]], strict=True))


def beam(
    start: Vec3, end: Vec3, width: float, height: float, look: str, ends: bool = True
) -> Faces:
    """A straight bar with a rectangular section between two points (not for upright bars)."""
    a, b = np.array(start), np.array(end)
    level = np.array([b[0] - a[0], b[1] - a[1], 0.0])
    side = np.array([-level[1], level[0], 0.0]) / np.linalg.norm(level) * (width / 2)
    up = np.array([0.0, 0.0, height / 2])
    corners = [(-side - up), (side - up), (side + up), (-side + up)]
    return _tube([a + c for c in corners], [b + c for c in corners], look, ends)


def post(
    foot: Vec3, height: float, radius: float, look: str, sides: int = 6, taper: float = 1.0
) -> Faces:
    """An upright round post, perhaps narrowing to ``taper`` times its radius, capped."""
    x, y, z = foot
    low = ring_points(x, y, z, radius, sides)
    high = ring_points(x, y, z + height, radius * taper, sides)
    return [*_tube(low, high, look, ends=False), face([tuple(p) for p in high], look)]


def ring_points(x: float, y: float, z: float, radius: float, sides: int) -> list[Points]:
    """Points of a level regular polygon, counter-clockwise from above."""
    angles = [2 * math.pi * (k + 0.5) / sides for k in range(sides)]
    return [np.array([x + radius * math.cos(t), y + radius * math.sin(t), z]) for t in angles]


def loft(rings: Sequence[Sequence[Points]], look: str, cap: bool = True) -> Faces:
    """Skin between equal rings from bottom to top, with lids; quads are cut in triangles."""
    made: Faces = []
    for low, high in pairwise(rings):
        for k in range(len(low)):
            n = (k + 1) % len(low)
            made.append(face([_t(low[k]), _t(low[n]), _t(high[n])], look))
            made.append(face([_t(low[k]), _t(high[n]), _t(high[k])], look))
    if cap:
        made.append(face([_t(p) for p in rings[-1]], look))
        made.append(face([_t(p) for p in reversed(rings[0])], look))
    return made


def _t(point: Points) -> Vec3:
    return float(point[0]), float(point[1]), float(point[2])


def _tube(low: Sequence[Points], high: Sequence[Points], look: str, ends: bool) -> Faces:
    made = []
    for k in range(len(low)):
        n = (k + 1) % len(low)
        made.append(face([_t(low[k]), _t(low[n]), _t(high[n]), _t(high[k])], look))
    if ends:
        made.append(face([_t(p) for p in high], look))
        made.append(face([_t(p) for p in reversed(low)], look))
    return made


def icosphere(frequency: int) -> tuple[Points, list[tuple[int, int, int]]]:
    """A unit sphere of 20 times ``frequency`` squared triangles, turned outwards."""
    g = (1 + math.sqrt(5)) / 2
    corners = [
        np.array(p, dtype=np.float64)
        for p in (
            (-1, g, 0),
            (1, g, 0),
            (-1, -g, 0),
            (1, -g, 0),
            (0, -1, g),
            (0, 1, g),
            (0, -1, -g),
            (0, 1, -g),
            (g, 0, -1),
            (g, 0, 1),
            (-g, 0, -1),
            (-g, 0, 1),
        )
    ]
    known: dict[tuple[float, ...], int] = {}
    points: list[Points] = []
    triangles: list[tuple[int, int, int]] = []
    for a, b, c in ICOSAHEDRON:
        triangles += _divided(corners[a], corners[b], corners[c], frequency, points, known)
    return np.array(points), triangles


ICOSAHEDRON = (
    (0, 11, 5),
    (0, 5, 1),
    (0, 1, 7),
    (0, 7, 10),
    (0, 10, 11),
    (1, 5, 9),
    (5, 11, 4),
    (11, 10, 2),
    (10, 7, 6),
    (7, 1, 8),
    (3, 9, 4),
    (3, 4, 2),
    (3, 2, 6),
    (3, 6, 8),
    (3, 8, 9),
    (4, 9, 5),
    (2, 4, 11),
    (6, 2, 10),
    (8, 6, 7),
    (9, 8, 1),
)


def _divided(
    a: Points,
    b: Points,
    c: Points,
    n: int,
    points: list[Points],
    known: dict[tuple[float, ...], int],
) -> list[tuple[int, int, int]]:
    """One face of the icosahedron cut in n squared; equal points are shared through ``known``."""

    def number(i: int, j: int) -> int:
        point = a + (b - a) * (i / n) + (c - a) * (j / n)
        point = point / np.linalg.norm(point)
        key = tuple(round(float(v), 6) + 0.0 for v in point)
        if key not in known:
            known[key] = len(points)
            points.append(point)
        return known[key]

    made = []
    for i in range(n):
        for j in range(n - i):
            made.append((number(i, j), number(i + 1, j), number(i, j + 1)))
            if i + j < n - 1:
                made.append((number(i + 1, j), number(i + 1, j + 1), number(i, j + 1)))
    return made
