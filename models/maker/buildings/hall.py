"""The station hall: a vaulted hall with a glass front between two brick wings."""

import math
from itertools import pairwise

import numpy as np

from models.maker.buildings.walls import blank, floor, rectangle, shelf, wall
from models.maker.frame import Vec2, Vec3
from models.maker.mesh import ROOF, WALL, Face, Faces, box, face, pairs, post, quad

WIDE, DEEP = 96.0, 19.0
HALL = (31.0, 65.0)
SPRING, RISE = 9.0, 6.5
WING, PAVILION = 7.4, 9.2


def station_hall() -> Faces:
    """The whole hall, its front along y = 0 over 96 m."""
    made = [*_vault(), *_front(), *_wings(), *_awning()]
    for x0, x1, y in ((0.0, 14.0, -1.5), (82.0, 96.0, -1.5)):
        made += _hipped(x0, x1, y, DEEP, PAVILION, 4.2, floors=2)
    return [*made, floor(rectangle(0, 0, WIDE, DEEP), 0)]


def _arc(steps: int = 14) -> list[Vec2]:
    """The vault's profile over the hall, from right to left: (x, z)."""
    middle, half = (HALL[0] + HALL[1]) / 2, (HALL[1] - HALL[0]) / 2
    angles = [math.pi * k / steps for k in range(steps + 1)]
    return [(middle + half * math.cos(t), SPRING + RISE * math.sin(t)) for t in angles]


def _vault() -> Faces:
    """The zinc vault, its side walls with high windows, and its back."""
    made: Faces = []
    arc = _arc()
    for (ax, az), (bx, bz) in pairwise(arc):
        ring: list[Vec3] = [(ax, -0.8, az), (ax, DEEP, az), (bx, DEEP, bz), (bx, -0.8, bz)]
        made.append(blank(ring, "zincroof", ROOF))
        rim: list[Vec3] = [
            (ax, -0.8, az),
            (bx, -0.8, bz),
            (bx, -0.8, bz - 0.5),
            (ax, -0.8, az - 0.5),
        ]
        made.append(face(rim, "coping", ROOF))
        made.append(
            face(
                [
                    (bx, 0.0, bz - 0.5),
                    (ax, 0.0, az - 0.5),
                    (ax, -0.8, az - 0.5),
                    (bx, -0.8, bz - 0.5),
                ][::-1],
                "cream",
                ROOF,
            )
        )
    for x, (a, b) in ((HALL[1], (0.0, DEEP)), (HALL[0], (DEEP, 0.0))):
        made.append(wall((x, a), (x, b), 0, SPRING, "station_hall", bays=5))
    back: list[Vec3] = [
        (HALL[1], DEEP, 0),
        (HALL[0], DEEP, 0),
        *[(x, DEEP, z) for x, z in reversed(arc)],
    ]
    made.append(blank(back, "yellow_blank"))
    return made


def _front() -> Faces:
    """Light stone piers below, one great window in the arch, a clock and the name."""
    x0, x1 = HALL
    made = [wall((x0, 0), (x1, 0), 0, SPRING, "station_hall", bays=8)]
    outer = _arc()
    middle, half = (x0 + x1) / 2, (x1 - x0) / 2
    inner = [
        (
            middle + (half - 2.2) * math.cos(math.pi * k / 12),
            SPRING + 0.5 + (RISE - 1.6) * math.sin(math.pi * k / 12),
        )
        for k in range(13)
    ]
    made.append(_stone_arch(outer, inner))
    made.append(_arch_glass(inner))
    made += _mullions(inner)
    made += _clock(middle, SPRING + 4.4, 1.25)
    return made + _name(middle - 6.0, SPRING - 1.15, 12.0, 2.0)


def _stone_arch(outer: list[Vec2], inner: list[Vec2]) -> Face:
    """The gable between the vault and the window: one face with the window as a hole."""
    base = np.array([(x, 0.0, z) for x, z in outer])
    hole = np.array([(x, 0.0, z) for x, z in reversed(inner)])
    return Face((base, hole), "cream", None, WALL)


def _arch_glass(inner: list[Vec2]) -> Face:
    return face([(x, 0.25, z) for x, z in inner], "glassdark", WALL)


def _mullions(inner: list[Vec2]) -> Faces:
    """Upright bars across the great window, and one level bar."""
    made: Faces = []
    low = inner[0][1]
    left, right = inner[-1][0], inner[0][0]
    for k in range(1, 12):
        x = left + (right - left) * k / 12
        top = _height(inner, x)
        made.append(
            face(
                [
                    (x - 0.09, 0.12, low),
                    (x + 0.09, 0.12, low),
                    (x + 0.09, 0.12, top),
                    (x - 0.09, 0.12, top),
                ],
                "white",
                WALL,
            )
        )
    z = low + 2.2
    reach = [x for x, h in inner if h >= z]
    made.append(
        face(
            [
                (min(reach), 0.11, z),
                (max(reach), 0.11, z),
                (max(reach), 0.11, z + 0.18),
                (min(reach), 0.11, z + 0.18),
            ],
            "white",
            WALL,
        )
    )
    return made


def _height(profile: list[Vec2], x: float) -> float:
    for (ax, az), (bx, bz) in pairwise(profile):
        if bx <= x <= ax:
            return az + (bz - az) * (ax - x) / (ax - bx)
    return profile[0][1]


def _clock(x: float, z: float, radius: float) -> Faces:
    """A white dial with hands at ten past ten."""

    def disc(r: float, y: float, look: str) -> Face:
        ring = [
            (x + r * math.cos(2 * math.pi * k / 20), y, z + r * math.sin(2 * math.pi * k / 20))
            for k in range(20)
        ]
        return face(ring, look, WALL)

    made = [disc(radius, -0.10, "darkgrey"), disc(radius * 0.9, -0.14, "white")]
    for turn, long, wide in ((2.53, 0.5, 0.09), (0.52, 0.75, 0.06)):
        dx, dz = math.cos(turn), math.sin(turn)
        ring: list[Vec3] = [
            (x + dz * wide, -0.18, z - dx * wide),
            (x + dx * long, -0.18, z + dz * long),
            (x - dz * wide, -0.18, z + dx * wide),
        ]
        made.append(face(ring, "black", WALL))
    return made


def _name(x: float, z: float, wide: float, high: float) -> Faces:
    board: list[Vec3] = [
        (x, -0.2, z),
        (x + wide, -0.2, z),
        (x + wide, -0.2, z + high),
        (x, -0.2, z + high),
    ]
    return [
        quad(board, "sign_station", (1, 1), WALL),
        *shelf((x, -0.19, z), (x + wide, 0.0, z + high), "deepblue", role=WALL),
    ]


def _wings() -> Faces:
    """Two wings of two storeys with tiled roofs between the hall and the end pavilions."""
    made: Faces = []
    for x0, x1 in ((14.0, HALL[0]), (HALL[1], 82.0)):
        made += [
            wall((x0, 1.5), (x1, 1.5), 0, 3.7, "station_low"),
            wall((x0, 1.5), (x1, 1.5), 3.7, WING, "red_upper", 1),
            wall((x1, DEEP), (x0, DEEP), 0, 3.7, "station_low"),
            wall((x1, DEEP), (x0, DEEP), 3.7, WING, "red_upper", 1),
        ]
        middle, ridge = (1.5 + DEEP) / 2, WING + 4.6
        made += [
            blank(
                [
                    (x0, 1.0, WING - 0.15),
                    (x1, 1.0, WING - 0.15),
                    (x1, middle, ridge),
                    (x0, middle, ridge),
                ],
                "tile_dark",
                ROOF,
            ),
            blank(
                [
                    (x1, DEEP + 0.5, WING - 0.15),
                    (x0, DEEP + 0.5, WING - 0.15),
                    (x0, middle, ridge),
                    (x1, middle, ridge),
                ],
                "tile_dark",
                ROOF,
            ),
        ]
        made += shelf((x0, 0.85, WING - 0.32), (x1, 1.5, WING - 0.1), "white")
    return made


def _hipped(
    x0: float, x1: float, y0: float, y1: float, eaves: float, rise: float, floors: int
) -> Faces:
    """A pavilion with a hipped roof."""
    outline = rectangle(x0, y0, x1, y1)
    storey = eaves / floors
    made = [wall(a, b, 0, storey, "station_low") for a, b in pairs(outline)]
    made += [wall(a, b, storey, eaves, "red_upper", floors - 1) for a, b in pairs(outline)]
    o, half, z = 0.5, (x1 - x0) / 2, eaves - 0.15
    a, b, c, d = rectangle(x0 - o, y0 - o, x1 + o, y1 + o)
    front, back = (x0 + half, y0 + half, eaves + rise), (x0 + half, y1 - half, eaves + rise)
    for p, q, top in (
        (a, b, [front]),
        (b, c, [back, front]),
        (c, d, [back]),
        (d, a, [front, back]),
    ):
        made.append(blank([(*p, z), (*q, z), *top], "tile_dark", ROOF))
    made += box(
        (x0 - 0.6, y0 - 0.6, z - 0.2), (x1 + 0.6, y1 + 0.6, z), "white", bottom=True, role=ROOF
    )
    return made


def _awning() -> Faces:
    """A flat awning on slender posts along the hall and the wings."""
    x0, x1, z = 16.0, 80.0, 4.1
    made = shelf((x0, -4.6, z), (x1, 0.0, z + 0.32), "white", "zinc")
    for k in range(9):
        made += post((x0 + 1.5 + k * (x1 - x0 - 3) / 8, -4.0, 0), z, 0.1, "steeldark", 6)
    return made
