"""Larger buildings: flats, offices, schools, halls and converted warehouses."""

from dataclasses import dataclass

from models.maker.buildings.walls import (
    STOREY,
    blank,
    flat_roof,
    floor,
    railing,
    rectangle,
    shelf,
    storeys,
    wall,
)
from models.maker.frame import Vec2, Vec3
from models.maker.mesh import ROOF, WALL, Faces, box, face


@dataclass(frozen=True)
class Slab:
    """A building on any outline with storeys, a flat roof and two wall looks."""

    outline: tuple[Vec2, ...]
    floors: int
    low: str
    high: str
    roof: str = "gravel"
    storey: float = STOREY
    start: int = 0
    z: float = 0.0

    @property
    def top(self) -> float:
        """Height of the parapet."""
        return self.z + self.floors * self.storey + 0.45


def slab(s: Slab) -> Faces:
    """Walls, flat roof with parapet, and ground surface."""
    outline = list(s.outline)
    height = s.z + s.floors * s.storey
    return [
        *storeys(outline, s.z, s.floors, s.low, s.high, s.start, s.storey),
        *flat_roof(outline, height, s.roof),
        floor(outline, s.z),
    ]


def flats(width: float, depth: float, floors: int, low: str, high: str, start: int) -> Faces:
    """A block of flats with long balconies on one side and a stair tower on the roof."""
    outline = rectangle(0, 0, width, depth)
    made = slab(Slab(tuple(outline), floors, low, high, "gravel", start=start))
    for k in range(1, floors):
        z = k * STOREY + 0.05
        made += shelf((1.2, -1.5, z - 0.2), (width - 1.2, 0, z), "lightgrey", role=WALL)
        made += railing(
            [(1.2, 0), (1.2, -1.5), (width - 1.2, -1.5), (width - 1.2, 0)],
            z,
            "glassgreen" if start % 2 else "lightgrey",
            1.0,
        )
    top = floors * STOREY
    made += box(
        (width * 0.45, depth * 0.3, top),
        (width * 0.45 + 5, depth * 0.75, top + 2.6),
        "grey",
        "lead",
        role=WALL,
    )
    return made


def plant_on_roof(width: float, depth: float, z: float) -> Faces:
    """Air handling units and panels on a flat roof."""
    made: Faces = []
    for x, y, w, d, h in ((0.2, 0.3, 4, 3, 1.8), (0.55, 0.45, 6, 3, 2.2), (0.8, 0.25, 2, 2, 1.2)):
        made += box(
            (width * x, depth * y, z),
            (width * x + w, depth * y + d, z + h),
            "zinc",
            "lightgrey",
            role=ROOF,
        )
    return made


def hall(width: float, depth: float, height: float, wall_look: str, roof: str) -> Faces:
    """A hall with a low gable along y, walls of one look, no windows above."""
    ridge = height + width * 0.14
    a, b = (0.0, 0.0), (width, 0.0)
    c, d = (width, depth), (0.0, depth)
    made = [
        blank([(*p, 0), (*q, 0), (*q, height), (*p, height)], wall_look)
        for p, q in ((a, b), (b, c), (c, d), (d, a))
    ]
    half = width / 2
    made.append(blank([(0, 0, height), (width, 0, height), (half, 0, ridge)], wall_look))
    made.append(
        blank([(width, depth, height), (0, depth, height), (half, depth, ridge)], wall_look)
    )
    left: list[Vec3] = [
        (-0.3, depth, height - 0.08),
        (-0.3, 0, height - 0.08),
        (half, 0, ridge),
        (half, depth, ridge),
    ]
    right: list[Vec3] = [
        (width + 0.3, 0, height - 0.08),
        (width + 0.3, depth, height - 0.08),
        (half, depth, ridge),
        (half, 0, ridge),
    ]
    made += [
        blank(left, roof, ROOF),
        blank(right, roof, ROOF),
        floor(rectangle(0, 0, width, depth), 0.0),
    ]
    for k in range(max(1, int(width // 9))):
        x = width * (k + 0.5) / max(1, int(width // 9))
        made.append(
            face(
                [
                    (x - 2, -0.04, 0.1),
                    (x + 2, -0.04, 0.1),
                    (x + 2, -0.04, 4.2),
                    (x - 2, -0.04, 4.2),
                ],
                "steeldark",
                WALL,
            )
        )
    return made


def warehouse(
    width: float,
    depth: float,
    floors: int,
    tile: str,
    low: str = "warehouse",
    high: str = "warehouse",
) -> Faces:
    """A brick warehouse of whole storeys with its gable to the front."""
    e = floors * STOREY
    half, ridge = width / 2, e + width / 2 * 0.8
    outline = rectangle(0, 0, width, depth)
    made = storeys(outline, 0, floors, low, high)
    made.append(blank([(0, 0, e), (width, 0, e), (half, 0, ridge)], "brown_blank"))
    made.append(blank([(width, depth, e), (0, depth, e), (half, depth, ridge)], "brown_blank"))
    made += [
        blank(
            [(-0.25, depth, e - 0.2), (-0.25, 0, e - 0.2), (half, 0, ridge), (half, depth, ridge)],
            tile,
            ROOF,
        ),
        blank(
            [
                (width + 0.25, 0, e - 0.2),
                (width + 0.25, depth, e - 0.2),
                (half, depth, ridge),
                (half, 0, ridge),
            ],
            tile,
            ROOF,
        ),
        floor(outline, 0),
    ]
    for x0, x1 in ((-0.35, -0.1), (width + 0.1, width + 0.35)):
        made += box((x0, 0, e - 0.3), (x1, depth, e - 0.12), "zinc", bottom=True, role=ROOF)
    return made


def sawtooth(width: float, depth: float, height: float, teeth: int) -> Faces:
    """An old works hall: brick walls, a roof of saw teeth with glass to the north."""
    outline = rectangle(0, 0, width, depth)
    made = [
        wall(a, b, 0, height, "warehouse", 1)
        for a, b in zip(outline, [*outline[1:], outline[0]], strict=True)
    ]
    step, rise = depth / teeth, 2.6
    for k in range(teeth):
        y0, y1 = k * step, (k + 1) * step
        made.append(
            blank(
                [
                    (0, y0, height),
                    (width, y0, height),
                    (width, y1, height + rise),
                    (0, y1, height + rise),
                ],
                "bitumen",
                ROOF,
            )
        )
        made.append(
            face(
                [
                    (width, y1, height),
                    (0, y1, height),
                    (0, y1, height + rise),
                    (width, y1, height + rise),
                ],
                "glassdark",
                ROOF,
            )
        )
        made.append(
            blank(
                [(width, y0, height), (width, y1, height), (width, y1, height + rise)],
                "brown_blank",
            )
        )
        made.append(
            blank([(0, y1, height), (0, y0, height), (0, y1, height + rise)], "brown_blank")
        )
    return [*made, floor(outline, 0)]
