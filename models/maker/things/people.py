"""People for scale: low-poly figures, standing, walking, a child and a cyclist."""

import math
from dataclasses import dataclass

import numpy as np

from models.maker.frame import Points
from models.maker.mesh import Face, Faces, beam, box, icosphere, loft, moved
from models.maker.things.vehicles import bicycle


@dataclass(frozen=True)
class Figure:
    """Clothes and pose: stride and swing in metres (0 stands still), height as a factor."""

    name: str
    coat: str
    legs: str
    skin: str
    hair: str
    stride: float = 0.0
    size: float = 1.0
    skirt: bool = False
    bag: str | None = None


FIGURES: tuple[Figure, ...] = (
    Figure("person_a", "coatblue", "trousers", "skin1", "hairdark", 0.32),
    Figure("person_b", "coatred", "jeans", "skin1", "hairblond", 0.28, 0.95, bag="wood"),
    Figure("person_c", "coatgreen", "jeans", "skin2", "hairdark", 0.0),
    Figure("person_d", "coatyellow", "trousers", "skin3", "hairdark", 0.34, 0.97),
    Figure("person_e", "coatgrey", "jeans", "skin1", "hairgrey", 0.0, 0.96, bag="darkgrey"),
    Figure("person_f", "coatwhite", "jeans", "skin2", "hairdark", 0.26, 0.98, skirt=True),
    Figure("person_g", "coatpurple", "trousers", "skin1", "hairdark", 0.0, 0.93, skirt=True),
    Figure("child_a", "playred", "jeans", "skin1", "hairblond", 0.2, 0.68),
    Figure("child_b", "coatyellow", "coatblue", "skin3", "hairdark", 0.15, 0.62),
)


def person(f: Figure) -> Faces:
    """A figure looking along positive x, 1.78 m times its size."""
    made = [*_legs(f), *_torso(f), *_arms(f), *_head(f)]
    if f.bag:
        made += beam((-0.05, -0.34, 0.66), (-0.05, -0.34 + 1e-3, 0.66), 0.3, 0.26, f.bag)
    return scaled(made, f.size)


def scaled(faces: Faces, size: float) -> Faces:
    """Faces made larger or smaller about the origin."""
    return [Face(tuple(r * size for r in f.rings), f.look, f.uvs, f.role) for f in faces]


def _ring(x: float, y: float, z: float, deep: float, wide: float, sides: int) -> list[Points]:
    angles = [2 * math.pi * (k + 0.5) / sides for k in range(sides)]
    return [np.array([x + deep * math.cos(t), y + wide * math.sin(t), z]) for t in angles]


def _legs(f: Figure) -> Faces:
    made: Faces = []
    for side, step in ((0.09, f.stride), (-0.09, -f.stride)):
        made += loft([_ring(step, side, 0.07, 0.055, 0.05, 4), _ring(step * 0.45, side, 0.5,
                     0.07, 0.06, 4), _ring(0, side, 0.92, 0.09, 0.085, 4)], f.legs, cap=False)
        made += moved(box((-0.08, -0.05, 0), (0.19, 0.05, 0.09), "black"), step, side)
    if f.skirt:
        made += loft([_ring(0, 0, 0.5, 0.24, 0.25, 6), _ring(0, 0, 0.95, 0.13, 0.17, 6)], f.coat,
                     cap=False)
    return made


def _torso(f: Figure) -> Faces:
    return loft([_ring(0, 0, 0.84, 0.13, 0.185, 6), _ring(0, 0, 1.08, 0.125, 0.17, 6),
                 _ring(0, 0, 1.36, 0.125, 0.215, 6), _ring(0, 0, 1.46, 0.07, 0.12, 6)], f.coat)


def _arms(f: Figure) -> Faces:
    made: Faces = []
    for side, swing in ((0.25, -f.stride * 0.7), (-0.25, f.stride * 0.7)):
        made += loft([_ring(swing, side * 1.06, 0.86, 0.04, 0.04, 4),
                      _ring(swing * 0.3, side * 1.08, 1.12, 0.05, 0.05, 4),
                      _ring(0, side * 0.92, 1.42, 0.055, 0.055, 4)], f.coat)
        made += moved(_hand(f.skin), swing, side * 1.06, 0.87)
    return made


def _head(f: Figure) -> Faces:
    made = loft([_ring(0, 0, 1.42, 0.05, 0.05, 5), _ring(0.01, 0, 1.54, 0.05, 0.05, 5)], f.skin,
                cap=False)
    directions, triangles = icosphere(2)
    points = directions * np.array([0.115, 0.095, 0.135]) + np.array([0.015, 0, 1.645])
    for a, b, c in triangles:
        middle = points[[a, b, c]].mean(axis=0)
        hair = middle[2] > 1.69 or (middle[0] < -0.03 and middle[2] > 1.58)
        made.append(Face((points[[a, b, c]],), f.hair if hair else f.skin))
    return made


def _hand(look: str) -> Faces:
    ring = _ring(0, 0, 0, 0.045, 0.045, 4)
    tip = np.array([0.01, 0.0, -0.13])
    return [Face((np.array([ring[(k + 1) % 4], ring[k], tip]),), look) for k in range(4)]


def cyclist(f: Figure) -> Faces:
    """A person on a bicycle riding along positive x."""
    lean = [*moved(_torso(f), 0.0, 0, 0.12), *moved(_head(f), 0.12, 0, 0.1)]
    made = [*bicycle("darkgrey"), *moved(lean, -0.2, 0, 0.1)]
    for side, foot in ((0.1, 0.12), (-0.1, 0.42)):
        made += beam((-0.2, side, 1.02), (0.18, side, foot + 0.42), 0.14, 0.14, f.legs)
        made += beam((0.18, side, foot + 0.42), (0.08, side, foot), 0.11, 0.11, f.legs)
    for side in (0.22, -0.22):
        made += beam((-0.15, side, 1.55), (0.42, side * 0.9, 1.08), 0.09, 0.09, f.coat)
    return made
