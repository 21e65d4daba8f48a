"""Canal houses: narrow, high, each with a gable of its own towards the water."""

from dataclasses import dataclass
from itertools import pairwise

from models.maker.buildings.walls import STOREY, blank, chimney, floor, rectangle, shelf, wall
from models.maker.frame import Vec2, Vec3
from models.maker.mesh import ROOF, WALL, Faces, face, quad

THICK = 0.32


@dataclass(frozen=True)
class CanalHouse:
    """One canal house, x along the quay, y inwards.

    ``gable`` is step, neck, bell, spout or cornice.
    """

    width: float
    depth: float
    floors: int
    brick: str
    gable: str
    tile: str
    shop: bool = False
    start: int = 0

    @property
    def eaves(self) -> float:
        """Height of the gutters above the quay."""
        return self.floors * STOREY

    @property
    def ridge(self) -> float:
        """Height of the ridge above the quay."""
        return self.eaves + self.width / 2 * 1.15

    @property
    def top(self) -> float:
        """Height of the gable's top above the quay."""
        return self.ridge + 0.6


def canal_house(h: CanalHouse) -> Faces:
    """All faces of a canal house."""
    w, d, e = h.width, h.depth, h.eaves
    low = "shops" if h.shop else "canal_ground"
    n = max(2, round(w / 2.6))
    upper = f"{h.brick}_upper"
    blank_look = "rendered" if h.brick == "rendered" else f"{h.brick}_blank"
    made = [
        wall((0, 0), (w, 0), 0, STOREY, low, 1, h.start * 2, n),
        wall((0, 0), (w, 0), STOREY, e, upper, h.floors - 1, h.start, n),
        wall((w, d), (0, d), 0, e, upper, h.floors, h.start, n),
        floor(rectangle(0, 0, w, d), 0.0),
    ]
    made += [
        blank([(w, 0, 0), (w, d, 0), (w, d, e), (w, 0, e)], blank_look),
        blank([(0, d, 0), (0, 0, 0), (0, 0, e), (0, d, e)], blank_look),
    ]
    made += _roof(h, blank_look)
    made += _cornice(h) if h.gable == "cornice" else _gable(h, blank_look)
    return made + chimney(0.5, d * 0.6, e, h.ridge + 0.4, "brickdark")


def _roof(h: CanalHouse, side: str) -> Faces:
    w, d, e, r = h.width, h.depth, h.eaves, h.ridge
    y0 = w * 0.45 if h.gable == "cornice" else THICK
    left: list[Vec3] = [(0, d, e), (0, 0, e), (w / 2, y0, r), (w / 2, d, r)]
    right: list[Vec3] = [(w, 0, e), (w, d, e), (w / 2, d, r), (w / 2, y0, r)]
    if h.gable != "cornice":
        left[1], right[0] = (0, THICK, e), (w, THICK, e)
    made = [
        blank(left, h.tile, ROOF),
        blank(right, h.tile, ROOF),
        blank([(w, d, e), (0, d, e), (w / 2, d, r)], side),
    ]
    if h.gable == "cornice":
        made.append(blank([(0, 0, e), (w, 0, e), (w / 2, y0, r)], h.tile, ROOF))
    return made


def _cornice(h: CanalHouse) -> Faces:
    w, e = h.width, h.eaves
    return shelf((-0.02, -0.4, e - 0.35), (w + 0.02, 0.05, e + 0.1), "white", role=WALL)


def outline(h: CanalHouse) -> list[Vec2]:
    """The gable seen from the quay above the gutters: (x, height), counter-clockwise."""
    makers = {"step": _stepped, "neck": _necked, "bell": _belled, "spout": _spouted}
    right = makers[h.gable](h.width / 2, h.ridge - h.eaves)
    half = h.width / 2
    points = [(half + x, h.eaves + z) for x, z in right]
    points += [(half - x, h.eaves + z) for x, z in reversed(right)]
    return list(dict.fromkeys((round(x, 4), round(z, 4)) for x, z in points))


def _stepped(half: float, rise: float) -> list[Vec2]:
    steps = 5
    made: list[Vec2] = [(half, 0.0)]
    for k in range(steps):
        x = half * (1 - k / steps)
        z = rise * (k + 1) / steps + 0.35
        made += [(x, z), (half * (1 - (k + 1) / steps) + (0.0 if k < steps - 1 else 0.45), z)]
    return [(max(x, 0.45), z) for x, z in made]


def _necked(half: float, rise: float) -> list[Vec2]:
    neck = half * 0.42
    return [
        (half, 0.0),
        (half, 0.5),
        (neck * 1.55, 0.9),
        (neck * 1.1, rise * 0.5),
        (neck, rise),
        (neck * 1.15, rise),
        (neck * 1.15, rise + 0.25),
        (0.0, rise + 1.0),
    ]


def _belled(half: float, rise: float) -> list[Vec2]:
    curve = (
        (1.0, 0.0),
        (1.0, 0.14),
        (0.78, 0.24),
        (0.6, 0.42),
        (0.5, 0.65),
        (0.42, 0.9),
        (0.3, 1.06),
        (0.12, 1.14),
        (0.0, 1.16),
    )
    return [(half * x, rise * z) for x, z in curve]


def _spouted(half: float, rise: float) -> list[Vec2]:
    return [(half, 0.0), (half, 0.4), (0.42, rise + 0.2), (0.42, rise + 0.9)]


def _gable(h: CanalHouse, look: str) -> Faces:
    points = outline(h)
    front: list[Vec3] = [(x, 0.0, z) for x, z in points]
    made = [blank(front, look), blank([(x, THICK, z) for x, z in reversed(points)], look)]
    for (ax, az), (bx, bz) in pairwise(points):
        made.append(
            face(
                [(ax, -0.06, az), (ax, THICK, az), (bx, THICK, bz), (bx, -0.06, bz)], "coping", WALL
            )
        )
    half, z = h.width / 2, h.eaves + 0.45
    made.append(
        quad(
            [
                (half - 0.5, -0.03, z),
                (half + 0.5, -0.03, z),
                (half + 0.5, -0.03, z + 1.5),
                (half - 0.5, -0.03, z + 1.5),
            ],
            "attic",
            (1, 1),
            WALL,
        )
    )
    return made
