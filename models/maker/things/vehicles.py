"""Cars, a van, a bus, bicycles and small boats."""

import math
from collections.abc import Callable

import numpy as np

from models.maker.frame import Points, Vec3
from models.maker.mesh import Face, Faces, beam, box, face, moved, prism


def _profile(
    points: list[tuple[float, float]],
    half: float,
    look: str,
    glazed: dict[int, str] | None = None,
    inset: float = 0.0,
) -> Faces:
    """A body from a side view (x, z), clockwise from above left; top narrowed by ``inset``."""
    glazed = glazed or {}
    zs = [z for _, z in points]
    low, high = min(zs), max(zs)

    def y(z: float) -> float:
        return half - inset * (z - low) / (high - low)

    made: Faces = []
    for k, (x, z) in enumerate(points):
        nx, nz = points[(k + 1) % len(points)]
        made.append(
            face(
                [(x, y(z), z), (x, -y(z), z), (nx, -y(nz), nz), (nx, y(nz), nz)],
                glazed.get(k, look),
            )
        )
    return made + _cheeks(points, y, look)


def _cheeks(points: list[tuple[float, float]], y: Callable[[float], float], look: str) -> Faces:
    right: list[Vec3] = [(x, -y(z), z) for x, z in points]
    left: list[Vec3] = [(x, y(z), z) for x, z in reversed(points)]
    return [face(right, look), face(left, look)]


def _wheel(x: float, y: float, radius: float, thick: float) -> Faces:
    """The outer side of a wheel with its hub; what is under the car is not made."""
    ring = [
        (radius * math.cos(2 * math.pi * k / 10), radius * math.sin(2 * math.pi * k / 10))
        for k in range(10)
    ]
    side = 1 if y > 0 else -1
    outer: list[Vec3] = [(x + a, y + side * thick, radius + b) for a, b in ring]
    hub: list[Vec3] = [
        (x + a * 0.55, y + side * (thick + 0.01), radius + b * 0.55) for a, b in ring[::2]
    ]
    return [face(outer[::-side], "tyre"), face(hub[::-side], "carsilver")]


def _axle(x: float, half: float, radius: float) -> Faces:
    """Both tyres seen from before and behind, as one dark bar under the body."""
    return box((x - radius * 0.6, -half, 0.02), (x + radius * 0.6, half, radius), "tyre")[:4]


def _lights(x: float, way: int, z: float, look: str) -> Faces:
    made = []
    for y0 in (-0.8, 0.5):
        ring: list[Vec3] = [
            (x, y0, z),
            (x, y0 + 0.3, z),
            (x, y0 + 0.3, z + 0.14),
            (x, y0, z + 0.14),
        ]
        made.append(face(ring[::way], look))
    return made


def car(look: str) -> Faces:
    """A family car of 4.2 m, its nose towards positive x."""
    body = [
        (-2.1, 0.32),
        (2.05, 0.32),
        (2.12, 0.62),
        (1.95, 0.80),
        (0.95, 0.93),
        (-1.95, 0.96),
        (-2.12, 0.75),
    ]
    cabin = [(-1.85, 0.94), (1.0, 0.92), (0.25, 1.42), (-1.3, 1.46)]
    made = [
        *_profile(body, 0.86, look, inset=0.06),
        *_windows(_profile(cabin, 0.78, "glassdark", {2: look}, inset=0.14), look),
    ]
    for x in (-1.3, 1.32):
        for y in (-0.76, 0.76):
            made += _wheel(x, y, 0.32, 0.1)
        made += _axle(x, 0.84, 0.32)
    return made + _lights(2.13, 1, 0.62, "white") + _lights(-2.13, -1, 0.7, "red")


def far_car(look: str) -> Faces:
    """The same car for far off: body, cabin and dark wheels only."""
    body = [(-2.1, 0.3), (2.08, 0.3), (2.0, 0.80), (0.95, 0.93), (-2.05, 0.96)]
    cabin = [(-1.85, 0.94), (1.0, 0.92), (0.25, 1.42), (-1.3, 1.46)]
    made = [*_profile(body, 0.86, look), *_profile(cabin, 0.76, "glassdark", {2: look}, inset=0.1)]
    for x in (-1.3, 1.32):
        made += box((x - 0.3, -0.87, 0.0), (x + 0.3, 0.87, 0.5), "tyre")[:4]
    return made


def _windows(cabin: Faces, look: str) -> Faces:
    """The cabin with its door posts in the car's colour."""
    made = list(cabin)
    for side in (1, -1):
        for x0, x1 in ((-0.42, -0.30), (-1.28, -1.12)):
            ring: list[Vec3] = [
                (x0, side * 0.785, 0.95),
                (x1, side * 0.785, 0.95),
                (x1, side * 0.66, 1.43),
                (x0, side * 0.66, 1.43),
            ]
            made.append(face(ring[::-side], look))
    return made


def van(look: str) -> Faces:
    """A delivery van of 5.3 m."""
    body = [
        (-2.6, 0.35),
        (2.6, 0.35),
        (2.65, 0.8),
        (2.35, 1.12),
        (1.75, 1.2),
        (1.25, 2.1),
        (1.0, 2.25),
        (-2.6, 2.25),
    ]
    made = _profile(body, 0.95, look, {4: "glassdark"}, inset=0.08)
    for side in (1, -1):
        ring: list[Vec3] = [
            (0.55, side * 0.925, 1.2),
            (1.6, side * 0.925, 1.2),
            (1.2, side * 0.89, 1.95),
            (0.55, side * 0.89, 1.95),
        ]
        made.append(face(ring[::-side], "glassdark"))
    for x in (-1.7, 1.6):
        for y in (-0.84, 0.84):
            made += _wheel(x, y, 0.36, 0.12)
        made += _axle(x, 0.92, 0.36)
    return made


def bus() -> Faces:
    """A city bus of 12 m in white and teal, its doors on the right (negative y)."""
    made = box((-6, -1.25, 0.3), (6, 1.25, 3.0), "carwhite", "lightgrey", bottom=True)
    for side in (1, -1):
        for k in range(7):
            x0, x1 = -5.7 + k * 1.62, -4.25 + k * 1.62
            low = 0.45 if side < 0 and k in (3, 6) else 1.25
            ring: list[Vec3] = [
                (x0, side * 1.27, low),
                (x1, side * 1.27, low),
                (x1, side * 1.27, 2.6),
                (x0, side * 1.27, 2.6),
            ]
            made.append(face(ring[::-side], "glassdark"))
        strip: list[Vec3] = [
            (-6, side * 1.26, 0.35),
            (6, side * 1.26, 0.35),
            (6, side * 1.26, 0.85),
            (-6, side * 1.26, 0.85),
        ]
        made.append(face(strip[::-side], "teal"))
    made.append(
        face(
            [(6.02, -1.15, 1.0), (6.02, 1.15, 1.0), (6.02, 1.15, 2.8), (6.02, -1.15, 2.8)],
            "glassdark",
        )
    )
    for x in (-3.6, 3.9):
        for y in (-1.15, 1.15):
            made += _wheel(x, y, 0.48, 0.13)
    return made


def bicycle(look: str) -> Faces:
    """A Dutch city bicycle of 1.8 m along x."""
    made: Faces = []
    for x in (-0.55, 0.55):
        made += _rim(x, 0.34)
    spots: dict[str, Vec3] = {
        "rear": (-0.55, 0, 0.34),
        "crank": (-0.08, 0, 0.3),
        "seat": (-0.25, 0, 0.92),
        "head": (0.36, 0, 0.92),
        "front": (0.55, 0, 0.34),
    }
    for a, b in (
        ("rear", "crank"),
        ("crank", "head"),
        ("head", "front"),
        ("rear", "seat"),
        ("crank", "seat"),
    ):
        made += beam(spots[a], spots[b], 0.035, 0.05, look, ends=False)
    made += box((-0.38, -0.08, 0.95), (-0.12, 0.08, 1.02), "black")
    made += box((0.28, -0.28, 1.0), (0.33, 0.28, 1.08), "black")
    made += box((-0.78, -0.07, 0.7), (-0.36, 0.07, 0.73), "black")[-1:]
    return made


def _rim(x: float, radius: float) -> Faces:
    """A wheel as a thin ring, seen from both sides."""
    made = []
    sides = 8
    for k in range(sides):
        a, b = (2 * math.pi * n / sides for n in (k, k + 1))
        outer_a, outer_b = _at(x, radius, a), _at(x, radius, b)
        inner_a, inner_b = _at(x, radius * 0.86, a), _at(x, radius * 0.86, b)
        ring = np.array([outer_a, outer_b, inner_b, inner_a])
        made += [Face((ring,), "tyre"), Face((ring[::-1] + np.array([0, 0.02, 0]),), "tyre")]
    return made


def _at(x: float, radius: float, angle: float) -> Points:
    return np.array([x + radius * math.cos(angle), -0.01, 0.34 + radius * math.sin(angle)])


def boat(hull: str, top: str) -> Faces:
    """A small canal boat of 7 m with a cabin; z = 0 is the water."""
    made = _hull(hull)
    made += _profile(
        [(-1.5, 0.55), (1.3, 0.55), (0.9, 1.35), (-1.3, 1.45)],
        0.74,
        top,
        {1: "glassdark"},
        inset=0.12,
    )
    made += box((-1.6, -0.72, 1.42), (1.0, 0.72, 1.48), "boatwhite", bottom=True)
    for side in (1, -1):
        ring: list[Vec3] = [
            (-1.25, side * 0.735, 0.85),
            (0.95, side * 0.735, 0.85),
            (0.8, side * 0.67, 1.28),
            (-1.2, side * 0.67, 1.28),
        ]
        made.append(face(ring[::-side], "glassdark"))
    made += box((-2.9, -0.6, 0.55), (-2.5, 0.6, 0.8), "wood")
    return made


def _hull(look: str) -> Faces:
    """A hull with flared sides, a raised bow, a wooden deck and a pale rubbing strake."""
    plan = [(-3.4, 0.85), (-1.0, 1.1), (1.6, 1.05), (3.0, 0.55), (3.7, 0.04)]
    low = [(x * 0.95 - 0.1, -y * 0.72) for x, y in plan] + [
        (x * 0.95 - 0.1, y * 0.72) for x, y in reversed(plan)
    ]
    high = [(x, -y) for x, y in plan] + [(x, y) for x, y in reversed(plan)]
    lift = [0.0, 0.0, 0.08, 0.22, 0.34]
    tops = lift + lift[::-1]
    made: Faces = []
    for k in range(len(low)):
        n = (k + 1) % len(low)
        za, zb = 0.62 + tops[k], 0.62 + tops[n]
        made.append(face([(*low[k], -0.3), (*low[n], -0.3), (*high[n], zb)], look))
        made.append(face([(*low[k], -0.3), (*high[n], zb), (*high[k], za)], look))
    inner = [(x * 0.95, y * 0.9) for x, y in high]
    made.append(face([(x, y, 0.5) for x, y in inner], "wood"))
    for k in range(len(high)):
        n = (k + 1) % len(high)
        a, b, za, zb = high[k], high[n], 0.62 + tops[k], 0.62 + tops[n]
        made.append(face([(*a, za), (*b, zb), (*inner[n], 0.5)], "boatwhite"))
        made.append(face([(*a, za), (*inner[n], 0.5), (*inner[k], 0.5)], "boatwhite"))
    return made


def barge() -> Faces:
    """A Dutch barge of 24 m, lived in; z = 0 is the water."""
    outline = [
        (-11.5, -2.3),
        (9.0, -2.4),
        (11.6, -1.3),
        (12.4, 0.0),
        (11.6, 1.3),
        (9.0, 2.4),
        (-11.5, 2.3),
        (-12.2, 0.0),
    ]
    made = prism(outline, -0.4, 1.2, "carblack", "wooddark")
    made += prism(
        [
            (-12.25 + 0.8, -2.35),
            (9.0, -2.45),
            (11.7, -1.3),
            (12.5, 0),
            (11.7, 1.3),
            (9.0, 2.45),
            (-11.45, 2.35),
        ],
        1.2,
        1.4,
        "boatgreen",
        "wood",
    )
    made += box((-9.5, -1.7, 1.4), (5.5, 1.7, 2.6), "boatwood", "boatgreen")
    made += moved(box((-1.4, -1.3, 0), (1.4, 1.3, 2.4), "boatwhite", "boatwood"), -8.0, 0, 1.4)
    for side in (1, -1):
        for k in range(5):
            x = -5.0 + k * 2.1
            ring: list[Vec3] = [
                (x, side * 1.71, 1.75),
                (x + 1.1, side * 1.71, 1.75),
                (x + 1.1, side * 1.71, 2.35),
                (x, side * 1.71, 2.35),
            ]
            made.append(face(ring[::-side], "glassdark"))
    return made
