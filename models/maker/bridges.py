"""Bridges over the canal: arched decks that join the streets, with stone parapets."""

from itertools import pairwise

import numpy as np
from shapely.geometry import LineString, Point, box

from models.maker.frame import Z_PAVEMENT, Z_ROAD, Z_WATER, Vec3
from models.maker.layout import AVENUE, BRIDGES, STREETS, WATER
from models.maker.looks import IMAGES
from models.maker.mesh import Faces, face, mapped
from models.maker.town import Built, Town

RISE = 0.75
STEPS = 10


def build_bridges(town: Town) -> None:
    """All bridges as works of their own."""
    for name, x, half in BRIDGES:
        y0, y1 = _span(x, half)
        bands = _bands(x, half)
        faces = [f for band in bands for f in _deck(band, y0, y1)]
        faces += _parapets(x, half, y0, y1)
        faces += _arch(x, half, y0, y1)
        outline = box(x - half, y0, x + half, y1)
        town.works.append(
            Built(
                f"bridge-{name.lower()}",
                faces,
                outline,
                Z_WATER,
                Z_ROAD + RISE + 1.0,
                {"name": name, "function": "brug"},
                "Bridge",
            )
        )


def _span(x: float, half: float) -> tuple[float, float]:
    """Where the water begins and ends under a bridge (the widest part)."""
    bounds = [
        WATER.intersection(LineString([(at, 100), (at, 260)])).bounds
        for at in (x - half, x, x + half)
    ]
    return min(b[1] for b in bounds) - 0.02, max(b[3] for b in bounds) + 0.02


def _bands(x: float, half: float) -> list[tuple[float, float, str, float]]:
    """Strips across the deck: from, to, look and height above the road."""
    street = min(
        STREETS,
        key=lambda s: (
            abs(s.line.interpolate(s.line.project(_point(x))).x - x) + s.line.distance(_point(x))
        ),
    )
    road = min(street.profile.road, half - 1.2)
    kerb = Z_PAVEMENT - Z_ROAD
    look = "asphalt" if street.profile is AVENUE else "clinker_red"
    if street.profile is not AVENUE:
        return [
            (x - half, x - road, "slabs", kerb),
            (x - road, x + road, look, 0.0),
            (x + road, x + half, "slabs", kerb),
        ]
    return [
        (x - half, x - 7.6, "slabs", kerb),
        (x - 7.6, x - 5.4, "cycle_red", kerb),
        (x - 5.4, x - road, "slabs", kerb),
        (x - road, x + road, look, 0.0),
        (x + road, x + 5.4, "slabs", kerb),
        (x + 5.4, x + 7.6, "cycle_red", kerb),
        (x + 7.6, x + half, "slabs", kerb),
    ]


def _point(x: float) -> Point:
    return LineString([(x, 150), (x, 210)]).intersection(WATER).centroid


def _profile(y0: float, y1: float) -> list[tuple[float, float]]:
    t = np.linspace(0, 1, STEPS + 1)
    return [(float(y0 + (y1 - y0) * k), float(Z_ROAD + RISE * np.sin(np.pi * k))) for k in t]


def _deck(band: tuple[float, float, str, float], y0: float, y1: float) -> Faces:
    xa, xb, look, up = band
    made: Faces = []
    line = _profile(y0, y1)
    for (ya, za), (yb, zb) in pairwise(line):
        top: list[Vec3] = [
            (xa, ya, za + up),
            (xb, ya, za + up),
            (xb, yb, zb + up),
            (xa, yb, zb + up),
        ]
        made.append(mapped(face(top, look), IMAGES[look].width_m))
        if up:
            for x, order in ((xa, -1), (xb, 1)):
                side: list[Vec3] = [(x, ya, za), (x, yb, zb), (x, yb, zb + up), (x, ya, za + up)]
                made.append(face(side[::order], "kerb"))
    return made


def _parapets(x: float, half: float, y0: float, y1: float) -> Faces:
    """Brick parapets with a stone cap on both sides."""
    made: Faces = []
    line = [(y0 - 2.0, Z_ROAD), *_profile(y0, y1), (y1 + 2.0, Z_ROAD)]
    for inner, outer in ((x - half + 0.3, x - half - 0.05), (x + half - 0.3, x + half + 0.05)):
        left, right = min(inner, outer), max(inner, outer)
        for (ya, za), (yb, zb) in pairwise(line):
            made += _wall_piece(left, right, (ya, za - 0.3), (yb, zb - 0.3), 1.15, "brickbrown")
            made += _wall_piece(
                left - 0.06, right + 0.06, (ya, za + 0.85), (yb, zb + 0.85), 0.15, "coping"
            )
    return made


def _wall_piece(
    left: float,
    right: float,
    a: tuple[float, float],
    b: tuple[float, float],
    high: float,
    look: str,
) -> Faces:
    (ya, za), (yb, zb) = a, b
    return [
        face(
            [(right, ya, za), (right, yb, zb), (right, yb, zb + high), (right, ya, za + high)], look
        ),
        face([(left, yb, zb), (left, ya, za), (left, ya, za + high), (left, yb, zb + high)], look),
        face(
            [
                (left, ya, za + high),
                (right, ya, za + high),
                (right, yb, zb + high),
                (left, yb, zb + high),
            ],
            look,
        ),
        face(
            [(left, ya, za), (right, ya, za), (right, ya, za + high), (left, ya, za + high)], look
        ),
        face(
            [(right, yb, zb), (left, yb, zb), (left, yb, zb + high), (right, yb, zb + high)], look
        ),
    ]


def _arch(x: float, half: float, y0: float, y1: float) -> Faces:
    """The side walls over the arch, and its underside."""
    made: Faces = []
    top = _profile(y0, y1)
    t = np.linspace(0, 1, STEPS + 1)
    low = [
        (y, float(Z_WATER - 0.1 + 1.55 * np.sin(np.pi * k) ** 0.6))
        for (y, _), k in zip(top, t, strict=True)
    ]
    for k in range(STEPS):
        (ya, za), (yb, zb) = low[k], low[k + 1]
        (_, ta), (_, tb) = top[k], top[k + 1]
        right: list[Vec3] = [
            (x + half, ya, za),
            (x + half, yb, zb),
            (x + half, yb, tb),
            (x + half, ya, ta),
        ]
        left: list[Vec3] = [
            (x - half, yb, zb),
            (x - half, ya, za),
            (x - half, ya, ta),
            (x - half, yb, tb),
        ]
        under: list[Vec3] = [
            (x - half, yb, zb),
            (x + half, yb, zb),
            (x + half, ya, za),
            (x - half, ya, za),
        ]
        made += [face(right, "brickbrown"), face(left, "brickbrown"), face(under, "brickdark")]
    return made
