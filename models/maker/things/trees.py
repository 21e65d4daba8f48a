"""Tree forms: a trunk and a crown of low, soft facets in several greens."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.maker.frame import Points, generator
from models.maker.mesh import Face, Faces, box, face, icosphere, loft, ring_points

Blob = tuple[float, float, float, float]


@dataclass(frozen=True)
class Form:
    """A crown of blobs (x, y, z, radius), stretched in z, on a trunk; metres.

    ``frequency`` sets how fine the crown is: 20 times its square is the number of facets.
    """

    name: str
    trunk: float
    radius: float
    blobs: tuple[Blob, ...]
    centre: float
    stretch: float
    look: str
    bark: str = "bark"
    rough: float = 0.06
    repeats: int = 5
    frequency: int = 3


FORMS: tuple[Form, ...] = (
    Form(
        "tree_round",
        4.0,
        0.24,
        (
            (0, 0, 0.2, 2.7),
            (1.9, 0.9, -0.3, 2.0),
            (-1.7, 1.2, 0.1, 2.1),
            (-0.7, -1.9, -0.2, 2.1),
            (1.5, -1.3, 0.6, 1.8),
            (0.3, 0.3, 2.0, 2.0),
            (-1.2, -0.4, 1.5, 1.7),
        ),
        7.0,
        0.98,
        "foliage_leaf",
    ),
    Form(
        "tree_lime",
        3.4,
        0.19,
        (
            (0, 0, -1.0, 2.2),
            (0.6, -0.4, 0.6, 2.1),
            (-0.5, 0.5, 2.0, 1.6),
            (1.1, 1.0, -1.1, 1.7),
            (-1.2, -0.8, -0.9, 1.7),
            (-0.9, 1.1, -0.2, 1.6),
            (0.9, -1.2, -0.7, 1.6),
        ),
        7.0,
        1.2,
        "foliage_lime",
    ),
    Form(
        "tree_birch",
        3.6,
        0.12,
        (
            (0, 0, -0.9, 1.5),
            (0.6, 0.3, 0.6, 1.4),
            (-0.4, -0.3, 2.0, 1.0),
            (-0.8, 0.7, -1.0, 1.1),
            (0.6, -0.9, -0.5, 1.1),
            (-0.6, -0.5, 0.7, 1.2),
        ),
        6.6,
        1.25,
        "foliage_birch",
        "birchbark",
        rough=0.10,
        repeats=3,
    ),
    Form(
        "tree_poplar",
        2.2,
        0.26,
        (
            (0, 0, -4.2, 1.6),
            (0.3, 0.2, -1.5, 1.9),
            (-0.2, 0.1, 1.5, 1.7),
            (0.1, -0.2, 4.0, 1.3),
            (0, 0, 6.0, 0.8),
        ),
        9.6,
        1.15,
        "foliage_poplar",
        repeats=3,
    ),
    Form(
        "tree_small",
        1.8,
        0.10,
        (
            (0, 0, 0, 1.3),
            (0.9, 0.4, -0.1, 1.0),
            (-0.8, 0.6, 0.1, 1.0),
            (0, -0.9, 0.1, 1.0),
            (0.1, 0.1, 0.8, 0.9),
        ),
        3.7,
        0.95,
        "foliage_blossom",
        repeats=3,
    ),
)


def tree(form: Form) -> Faces:
    """A whole tree."""
    return [*_trunk(form), *_crown(form)]


def _trunk(form: Form) -> Faces:
    rings = []
    for z, r in ((-0.1, 1.3), (form.trunk + 0.8, 0.7)):
        rings.append(ring_points(0, 0, z, form.radius * r, 5))
    return loft(rings, form.bark, cap=False)


def _crown(form: Form) -> Faces:
    """The crown's facets, one picture of leaves laid round it."""
    rng = generator(form.name)
    directions, triangles = icosphere(form.frequency)
    reach = np.array([_reach(d, form.blobs) for d in directions])
    reach *= 1 + form.rough * rng.standard_normal(len(reach))
    points = directions * reach[:, None] * np.array([1, 1, form.stretch])
    points[:, 2] += form.centre
    around = np.arctan2(directions[:, 1], directions[:, 0]) / (2 * math.pi) * form.repeats
    up = 0.5 + 0.96 * np.arcsin(np.clip(directions[:, 2], -1, 1)) / math.pi
    at_pole = np.abs(directions[:, 2]) > 0.999
    return [
        Face((points[list(t)],), form.look, (_leaf_uv(around, up, at_pole, t, form.repeats),))
        for t in triangles
    ]


def _leaf_uv(
    around: Points,
    up: Points,
    at_pole: NDArray[np.bool_],
    triangle: tuple[int, int, int],
    repeats: int,
) -> Points:
    """Texture coordinates of a facet, unrolled so that it does not run back round the crown."""
    corners = list(triangle)
    first = next(c for c in corners if not at_pole[c])
    u = [around[c] + repeats * round((around[first] - around[c]) / repeats) for c in corners]
    usual = [value for value, c in zip(u, corners, strict=True) if not at_pole[c]]
    middle = sum(usual) / len(usual)
    u = [middle if at_pole[c] else value for value, c in zip(u, corners, strict=True)]
    return np.column_stack((u, up[corners]))


def _reach(direction: Points, blobs: tuple[Blob, ...]) -> float:
    """How far the union of blobs reaches from the centre in a direction."""
    far = 0.35
    for x, y, z, r in blobs:
        centre = np.array([x, y, z])
        along = float(direction @ centre)
        beside = float(centre @ centre) - along * along
        if beside < r * r:
            far = max(far, along + math.sqrt(r * r - beside))
    return far


def hedge() -> Faces:
    """A hedge of 1 m long along x, 1 m wide and high, to be stretched."""
    made = []
    for f in box((0, -0.5, 0), (1, 0.5, 1), "foliage_hedge"):
        ring = f.rings[0]
        level = float(np.ptp(ring[:, 2])) == 0
        uv = ring[:, [0, 1]] * (1.0, 0.3) if level else ring[:, [0, 2]] * (1.0, 0.5)
        if float(np.ptp(ring[:, 0])) == 0:
            uv = ring[:, [1, 2]] * (0.4, 0.5)
        made.append(Face((ring,), f.look, (uv + np.array([0.0, 0.45]),)))
    return made


def shrub() -> Faces:
    """A round shrub of 1.2 m."""
    rng = generator("shrub")
    directions, triangles = icosphere(2)
    reach = 0.65 * (1 + 0.12 * rng.standard_normal(len(directions)))
    points = directions * reach[:, None] * np.array([1, 1, 0.9])
    points[:, 2] += 0.5
    return [_shrub_leaf(points[[a, b, c]], rng) for a, b, c in triangles]


def _shrub_leaf(points: Points, rng: np.random.Generator) -> Face:
    look = "shrub1" if rng.random() < 0.55 else "shrub2"
    return face([(float(x), float(y), float(z)) for x, y, z in points], look)
