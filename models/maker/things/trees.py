"""Tree forms: a trunk and a crown of low, soft facets in several greens."""

import math
from dataclasses import dataclass

import numpy as np

from models.maker.frame import Points, generator
from models.maker.mesh import Face, Faces, Vec3, box, face, icosphere, loft, ring_points

Blob = tuple[float, float, float, float]


@dataclass(frozen=True)
class Form:
    """A crown of blobs (x, y, z, radius), stretched in z, on a trunk; metres."""

    name: str
    trunk: float
    radius: float
    blobs: tuple[Blob, ...]
    centre: float
    stretch: float
    palette: str
    bark: str = "bark"
    frequency: int = 3
    rough: float = 0.10


FORMS: tuple[Form, ...] = (
    Form("tree_round", 3.6, 0.24, ((0, 0, 0, 3.1), (1.6, .8, -.2, 2.3), (-1.5, 1.0, .2, 2.3),
                                   (-.6, -1.7, -.1, 2.3), (.5, .2, 1.8, 2.3)), 6.7, 1.05, "leaf"),
    Form("tree_lime", 2.9, 0.2, ((0, 0, -1.1, 2.5), (0.5, -.3, .7, 2.3), (-.4, .4, 2.3, 1.7),
                                 (.9, .9, -1.2, 2.0), (-1.0, -.7, -.9, 2.0)), 6.6, 1.25, "lime"),
    Form("tree_birch", 3.3, 0.13, ((0, 0, -1.0, 1.7), (.5, .3, .6, 1.5), (-.4, -.2, 2.0, 1.1),
                                   (-.7, .6, -1.2, 1.3), (.4, -.8, -.5, 1.3)), 6.4, 1.3, "birch",
         "birchbark", rough=0.16),
    Form("tree_poplar", 2.2, 0.26, ((0, 0, -3.0, 1.9), (.3, 0, 0, 1.9), (-.2, .3, 3.0, 1.6),
                                    (0, -.2, 5.2, 1.0)), 10.4, 1.25, "poplar"),
    Form("tree_small", 1.7, 0.11, ((0, 0, 0, 1.5), (.8, .3, -.1, 1.1), (-.7, .5, .1, 1.1),
                                   (0, -.8, .1, 1.1)), 3.7, 0.95, "pink", frequency=2),
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
    rng = generator(form.name)
    directions, triangles = icosphere(form.frequency)
    reach = np.array([_reach(d, form.blobs) for d in directions])
    reach *= 1 + form.rough * rng.standard_normal(len(reach))
    points = directions * reach[:, None] * np.array([1, 1, form.stretch])
    points[:, 2] += form.centre
    low, high = float(points[:, 2].min()), float(points[:, 2].max())
    made: Faces = []
    for a, b, c in triangles:
        made.append(_leaf(points[[a, b, c]], (low, high), form, rng))
    return made


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


def _leaf(points: Points, span: tuple[float, float], form: Form,
          rng: np.random.Generator) -> Face:
    """A facet in a green for its height and slope, a little by chance."""
    normal = np.cross(points[1] - points[0], points[2] - points[0])
    up = float(normal[2] / np.linalg.norm(normal))
    height = (float(points[:, 2].mean()) - span[0]) / (span[1] - span[0])
    light = 0.55 * height + 0.35 * up + 0.16 * float(rng.standard_normal())
    shade = "shade" if light < 0.02 else "1" if light < 0.32 else "2" if light < 0.6 else "3"
    corners: list[Vec3] = [(float(x), float(y), float(z)) for x, y, z in points]
    return face(corners, f"{form.palette}{shade}")


def hedge() -> Faces:
    """A hedge of 1 m long along x, 1 m wide and high, to be stretched."""
    return box((0, -0.5, 0), (1, 0.5, 1), "hedge", "hedgetop")


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
