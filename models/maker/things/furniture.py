"""Street furniture: lamps, benches, racks, bollards, shelters, fences, masts and a playground."""

from models.maker.frame import Vec3
from models.maker.mesh import Faces, beam, box, face, moved, post, prism, quad
from models.maker.things.vehicles import bicycle


def lamp() -> Faces:
    """A street lamp of 5.5 m, its arm towards positive x."""
    return [
        *post((0, 0, 0), 5.3, 0.07, "steeldark", 5, 0.6),
        *beam((0, 0, 5.25), (1.0, 0, 5.5), 0.06, 0.06, "steeldark", ends=False),
        *box((0.75, -0.13, 5.42), (1.45, 0.13, 5.54), "steeldark", bottom=True),
    ]


def lantern() -> Faces:
    """A classic lantern of 4 m for quays and squares."""
    return [
        *post((0, 0, 0), 0.5, 0.12, "green", 6),
        *post((0, 0, 0.5), 2.7, 0.05, "green", 6),
        *prism([(-0.12, -0.12), (0.12, -0.12), (0.12, 0.12), (-0.12, 0.12)], 3.2, 3.25, "green"),
        *_cone_up(0.14, 0.22, 3.25, 3.75, "cream"),
        *_cone_up(0.26, 0.04, 3.75, 4.0, "green"),
    ]


def _cone_up(low: float, high: float, z0: float, z1: float, look: str) -> Faces:
    corners = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    made = []
    for k in range(4):
        (ax, ay), (bx, by) = corners[k], corners[(k + 1) % 4]
        made.append(
            face(
                [
                    (ax * low, ay * low, z0),
                    (bx * low, by * low, z0),
                    (bx * high, by * high, z1),
                    (ax * high, ay * high, z1),
                ],
                look,
            )
        )
    return [*made, face([(x * high, y * high, z1) for x, y in corners], look)]


def bench() -> Faces:
    """A wooden bench of 1.8 m along x, its back at positive y."""
    made: Faces = []
    for k in range(3):
        made += box((-0.9, -0.25 + k * 0.17, 0.43), (0.9, -0.12 + k * 0.17, 0.47), "wood")
    for z in (0.6, 0.76):
        made += box((-0.9, 0.24, z), (0.9, 0.28, z + 0.12), "wood")
    for x in (-0.7, 0.65):
        made += box((x, -0.25, 0), (x + 0.05, 0.28, 0.43), "steeldark")
        made += box((x, 0.26, 0.43), (x + 0.05, 0.30, 0.88), "steeldark")
    return made


def bollard() -> Faces:
    """A bollard of 0.9 m with a white band."""
    return [
        *post((0, 0, 0), 0.72, 0.07, "darkgrey"),
        *post((0, 0, 0.72), 0.08, 0.075, "white"),
        *post((0, 0, 0.8), 0.08, 0.07, "darkgrey"),
    ]


def mooring() -> Faces:
    """A short iron mooring post on a quay."""
    return [*post((0, 0, 0), 0.35, 0.13, "black"), *post((0, 0, 0.35), 0.12, 0.2, "black")]


def rack() -> Faces:
    """A bicycle rack of 2.8 m with four bicycles across it."""
    made = box((-1.4, 0.45, 0.0), (1.4, 0.52, 0.35), "steel")
    for k, look in enumerate(("black", "deepblue", "green")):
        bike = list(moved(bicycle(look), 0, 0))
        made += moved(bike, -0.95 + k * 0.95, 0.05 * (k % 2), 0.0, 1.5708)
    return made


def bin_() -> Faces:
    """A litter bin."""
    return [
        *post((0, 0, 0), 0.85, 0.24, "darkgrey", 8),
        *post((0, 0, 0.85), 0.08, 0.27, "steel", 8),
    ]


def fence() -> Faces:
    """A garden fence of 1 m along x, 1.75 m high, to be stretched in x."""
    return box((0, -0.03, 0), (1, 0.03, 1.75), "fence")


def rail_fence() -> Faces:
    """A bar fence of 12 m along x beside the railway."""
    made = box((0, -0.03, 0), (0.06, 0.03, 1.3), "steel")
    made += box((4, -0.03, 0), (4.06, 0.03, 1.3), "steel")
    made += box((8, -0.03, 0), (8.06, 0.03, 1.3), "steel")
    for z in (0.5, 1.15):
        made += box((0, -0.02, z), (12, 0.02, z + 0.06), "steel")
    return made


def shelter() -> Faces:
    """A bus shelter of 4 m along x, open towards negative y."""
    made = box((-2.1, -0.85, 2.45), (2.1, 0.85, 2.6), "darkgrey", "sedumgreen", bottom=True)
    for x in (-1.95, 1.9):
        made += box((x, 0.6, 0), (x + 0.06, 0.66, 2.45), "steeldark")
    made += [
        face(
            [(-1.95, 0.63, 0.2), (1.95, 0.63, 0.2), (1.95, 0.63, 2.3), (-1.95, 0.63, 2.3)], "glass"
        ),
        face(
            [(-1.92, 0.63, 0.2), (-1.92, -0.5, 0.2), (-1.92, -0.5, 2.3), (-1.92, 0.63, 2.3)],
            "glass",
        ),
    ]
    made += moved(list(bench()), 0.2, 0.2)
    return made


def bus_sign() -> Faces:
    """A bus stop's pole with its sign, legible from both sides."""
    board: list[Vec3] = [
        (0.05, -0.01, 2.0),
        (0.95, -0.01, 2.0),
        (0.95, -0.01, 2.45),
        (0.05, -0.01, 2.45),
    ]
    back: list[Vec3] = [
        (0.95, 0.01, 2.0),
        (0.05, 0.01, 2.0),
        (0.05, 0.01, 2.45),
        (0.95, 0.01, 2.45),
    ]
    return [
        *post((0, 0, 0), 2.6, 0.04, "steeldark"),
        quad(board, "sign_bus", (1, 1)),
        quad(back, "sign_bus", (1, 1)),
    ]


def parasol(look: str) -> Faces:
    """A terrace table with a parasol and two chairs."""
    made = [*post((0, 0, 0), 2.4, 0.03, "white", 4), *_parasol_top(look)]
    made += box((-0.4, -0.4, 0.70), (0.4, 0.4, 0.74), "woodlight", bottom=True)
    for x in (-0.75, 0.75):
        made += box((x - 0.2, -0.2, 0.4), (x + 0.2, 0.2, 0.45), "woodlight", bottom=True)
        back = x + (0.2 if x > 0 else -0.24)
        made += box((back, -0.2, 0.0), (back + 0.04, 0.2, 0.85), "woodlight")
    return made


def _parasol_top(look: str) -> Faces:
    corners = ((-1.4, -1.4), (1.4, -1.4), (1.4, 1.4), (-1.4, 1.4))
    made = []
    for k in range(4):
        a, b = corners[k], corners[(k + 1) % 4]
        made.append(face([(*a, 2.15), (*b, 2.15), (0, 0, 2.65)], look))
        made.append(face([(*b, 2.14), (*a, 2.14), (0, 0, 2.64)], look))
    return made


def playset() -> Faces:
    """A climbing frame with a slide."""
    made: Faces = []
    for x in (-0.7, 0.7):
        for y in (-0.7, 0.7):
            made += post((x, y, 0), 2.6, 0.06, "woodlight", 4)
    made += box((-0.8, -0.8, 1.2), (0.8, 0.8, 1.3), "playblue", bottom=True)
    made += beam((0.8, 0, 1.25), (3.0, 0, 0.2), 0.6, 0.06, "playred")
    roof = ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95))
    for k in range(4):
        made.append(face([(*roof[k], 2.5), (*roof[(k + 1) % 4], 2.5), (0, 0, 3.3)], "playred"))
    return made


def planter() -> Faces:
    """A tub of 1.6 m along x with shrubs."""
    return [
        *box((-0.8, -0.4, 0), (0.8, 0.4, 0.55), "wooddark", "shrub1"),
        *box((-0.7, -0.3, 0.55), (0.7, 0.3, 0.95), "shrub1", "shrub2"),
    ]


def fountain() -> Faces:
    """A low round basin with water and a stone in its middle."""
    made = [
        *post((0, 0, 0), 0.45, 3.0, "coping", 16),
        *post((0, 0, 0.45), 0.01, 2.6, "fountainwater", 16),
    ]
    return [*made, *post((0, 0, 0.4), 1.6, 0.5, "bronze", 6, 0.4)]
