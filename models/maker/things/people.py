"""People for scale: low-poly figures, standing, walking, a child and a cyclist."""

import math
from dataclasses import dataclass

import numpy as np

from models.maker.frame import Points
from models.maker.mesh import Face, Faces, beam, box, loft, moved
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
    Figure("person_a", "coatblue", "trousers", "skin1", "hairdark", 0.21),
    Figure("person_b", "coatred", "jeans", "skin1", "hairblond", 0.19, 0.95, bag="wood"),
    Figure("person_c", "coatgreen", "jeans", "skin2", "hairdark", 0.0),
    Figure("person_d", "coatyellow", "trousers", "skin3", "hairdark", 0.22, 0.97),
    Figure("person_e", "coatgrey", "jeans", "skin1", "hairgrey", 0.0, 0.96, bag="darkgrey"),
    Figure("person_f", "coatwhite", "jeans", "skin2", "hairdark", 0.16, 0.98, skirt=True),
    Figure("person_g", "coatpurple", "trousers", "skin1", "hairdark", 0.0, 0.93, skirt=True),
    Figure("child_a", "playred", "jeans", "skin1", "hairblond", 0.15, 0.68),
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
        made += loft(
            [
                _ring(step, side, 0.07, 0.06, 0.055, 4),
                _ring(step * 0.62, side, 0.5, 0.085, 0.075, 4),
                _ring(0, side, 0.92, 0.105, 0.095, 4),
            ],
            f.legs,
            cap=False,
        )
        made += moved(box((-0.08, -0.045, 0), (0.16, 0.045, 0.08), "black"), step, side)
    if f.skirt:
        made += loft(
            [_ring(0, 0, 0.5, 0.24, 0.25, 6), _ring(0, 0, 0.95, 0.13, 0.17, 6)], f.coat, cap=False
        )
    return made


def _torso(f: Figure) -> Faces:
    return loft(
        [
            _ring(0, 0, 0.82, 0.13, 0.17, 6),
            _ring(0, 0, 1.08, 0.12, 0.155, 6),
            _ring(0, 0, 1.34, 0.125, 0.185, 6),
            _ring(0, 0, 1.46, 0.06, 0.1, 6),
        ],
        f.coat,
    )


def _arms(f: Figure) -> Faces:
    made: Faces = []
    for side, swing in ((1, -f.stride * 0.9), (-1, f.stride * 0.9)):
        made += loft(
            [
                _ring(swing, side * 0.225, 0.86, 0.04, 0.04, 4),
                _ring(swing * 0.3, side * 0.225, 1.12, 0.05, 0.048, 4),
                _ring(0, side * 0.185, 1.43, 0.06, 0.06, 4),
            ],
            f.coat,
            cap=False,
        )
        made += moved(_hand(f.skin), swing, side * 0.225, 0.87)
    return made


def _head(f: Figure) -> Faces:
    made = loft(
        [_ring(0, 0, 1.42, 0.05, 0.05, 5), _ring(0.01, 0, 1.54, 0.05, 0.05, 5)], f.skin, cap=False
    )
    face_rings = [
        _ring(0.015 + x, 0, z, deep, wide, 6)
        for x, z, deep, wide in (
            (0.01, 1.52, 0.06, 0.05),
            (0.01, 1.59, 0.10, 0.078),
            (0.0, 1.67, 0.112, 0.09),
        )
    ]
    hair_rings = [
        _ring(0.005 + x, 0, z, deep, wide, 6)
        for x, z, deep, wide in (
            (-0.008, 1.66, 0.122, 0.1),
            (-0.01, 1.73, 0.105, 0.088),
            (-0.01, 1.775, 0.05, 0.045),
        )
    ]
    made += loft(face_rings, f.skin, cap=False) + loft(hair_rings, f.hair)[:-1]
    back = [_ring(-0.045, 0, z, 0.075, 0.092, 5) for z in (1.55, 1.68)]
    return made + loft(back, f.hair, cap=False)


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
