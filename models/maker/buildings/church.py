"""The church: nave, aisles and a tower with a spire."""

from itertools import pairwise

import numpy as np

from models.maker.buildings.walls import blank, floor, rectangle
from models.maker.frame import Vec3
from models.maker.mesh import ROOF, WALL, Face, Faces, box, face, prism, quad


def church() -> Faces:
    """A brick church 46 m long from its tower in the west (x = 0) to its choir in the east."""
    return [*_tower(), *_nave(), *_choir(), *_buttresses()]


def _bay_wall(a: tuple[float, float], b: tuple[float, float], z0: float, z1: float) -> Face:
    length = float(np.hypot(b[0] - a[0], b[1] - a[1]))
    return quad(
        [(*a, z0), (*b, z0), (*b, z1), (*a, z1)], "church", (max(1, round(length / 4.8)), 1.0), WALL
    )


def _nave() -> Faces:
    """Nave with a steep roof, y from 5 to 15, aisles beside it, x from 8 to 37."""
    x0, x1 = 8.0, 37.0
    made = [
        _bay_wall((x0, 0), (x1, 0), 0, 7.5),
        _bay_wall((x1, 20), (x0, 20), 0, 7.5),
        _bay_wall((x0, 20), (x0, 13.5), 0, 7.5),
        _bay_wall((x0, 6.5), (x0, 0), 0, 7.5),
        _bay_wall((x1, 0), (x1, 20), 0, 7.5),
        _bay_wall((x0, 5), (x1, 5), 10.0, 14.5),
        _bay_wall((x1, 15), (x0, 15), 10.0, 14.5),
    ]
    made += [
        blank([(x0, -0.4, 7.3), (x1, -0.4, 7.3), (x1, 5, 10.2), (x0, 5, 10.2)], "slate", ROOF),
        blank([(x1, 20.4, 7.3), (x0, 20.4, 7.3), (x0, 15, 10.2), (x1, 15, 10.2)], "slate", ROOF),
        blank([(x0, 4.6, 14.2), (x1, 4.6, 14.2), (x1, 10, 22.5), (x0, 10, 22.5)], "slate", ROOF),
        blank([(x1, 15.4, 14.2), (x0, 15.4, 14.2), (x0, 10, 22.5), (x1, 10, 22.5)], "slate", ROOF),
    ]
    for x, turn in ((x0, -1), (x1, 1)):
        gable: list[Vec3] = [
            (x, 0, 7.5),
            (x, 20, 7.5),
            (x, 15, 10.2),
            (x, 15, 14.5),
            (x, 10, 22.5),
            (x, 5, 14.5),
            (x, 5, 10.2),
        ]
        made.append(blank(gable[::turn], "brown_blank"))
    return [*made, floor(rectangle(x0, 0, x1, 20), 0)]


def _choir() -> Faces:
    """A choir of five sides behind the nave."""
    ring = [(37.0, 5.0), (42.0, 5.0), (45.5, 8.0), (45.5, 12.0), (42.0, 15.0), (37.0, 15.0)]
    made = [_bay_wall(a, b, 0, 13.0) for a, b in pairwise(ring)]
    top = (40.0, 10.0, 20.5)
    made.append(blank([(37, 4.7, 12.9), (42, 4.7, 12.9), top, (37, 10, 20.5)], "slate", ROOF))
    made.append(blank([(42, 15.3, 12.9), (37, 15.3, 12.9), (37, 10, 20.5), top], "slate", ROOF))
    for a, b in (((42, 4.7), (45.8, 7.9)), ((45.8, 7.9), (45.8, 12.1)), ((45.8, 12.1), (42, 15.3))):
        made.append(blank([(*a, 12.9), (*b, 12.9), top], "slate", ROOF))
    return [*made, floor(ring, 0)]


def _tower() -> Faces:
    """A square tower of 8 m with a stone gallery, belfry windows and a slate spire."""
    outline = rectangle(0.0, 6.0, 8.0, 14.0)
    edges = list(zip(outline, [*outline[1:], outline[0]], strict=True))
    made = [floor(outline, 0)]
    for a, b in edges:
        made.append(blank([(*a, 0), (*b, 0), (*b, 12), (*a, 12)], "brown_blank"))
        made.append(_bay_wall(a, b, 12, 20))
        made.append(_bay_wall(a, b, 20, 28))
    made += prism(rectangle(-0.4, 5.6, 8.4, 14.4), 27.6, 28.6, "coping", bottom=True, role=WALL)
    made += _clock(4.0, 5.95, 30.2)
    inner = rectangle(1.2, 7.2, 6.8, 12.8)
    made += prism(inner, 28.6, 33.0, "brickbrown", "lead", role=WALL)
    peak = (4.0, 10.0, 52.0)
    ring = [(0.9, 6.9), (7.1, 6.9), (7.1, 13.1), (0.9, 13.1)]
    for a, b in zip(ring, [*ring[1:], ring[0]], strict=True):
        made.append(blank([(*a, 33.0), (*b, 33.0), peak], "slate", ROOF))
    made += box((3.93, 9.93, 51.5), (4.07, 10.07, 54.5), "bronze", role=ROOF)
    return made


def _clock(x: float, y: float, z: float) -> Faces:
    made: Faces = []
    ring = [
        (x + 1.0 * float(np.cos(t)), z + 1.0 * float(np.sin(t)))
        for t in np.linspace(0, 2 * np.pi, 13)[:-1]
    ]
    made.append(face([(px, y + 1.2, pz) for px, pz in ring], "cream", WALL))
    return made


def _buttresses() -> Faces:
    made: Faces = []
    for k in range(7):
        x = 8.0 + k * 29.0 / 6
        for y0, y1 in ((-1.0, 0.0), (20.0, 21.0)):
            made += box((x - 0.4, y0, 0), (x + 0.4, y1, 6.0), "brickbrown", "coping", role=WALL)
    return made
