"""Brings streets to life: trees, lamps, parked cars, people, benches, bicycles, boats."""

import math

import numpy as np
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from models.maker import layout
from models.maker.frame import Z_PLATFORM, Z_WATER, generator
from models.maker.layout import PLATFORMS, STREETS, WATER, Street
from models.maker.planted import add_car, add_tree
from models.maker.streets import PARK_LOOP, crossings_of
from models.maker.things.catalogue import CYCLISTS, STANDERS, WALKERS
from models.maker.town import Town

FURNITURE = "CityFurniture"
PERSON = FURNITURE


# Passers-by where one looks first: near the viewpoints at eye height.
STAGED = (
    ("person_b", -133.0, -145.6, 3.1),
    ("child_a", -133.6, -144.9, 3.2),
    ("cyclist_b", -141.0, -138.6, 3.14),
    ("cyclist_c", -152.0, -141.2, 0.0),
    ("person_d", -158.0, -134.2, 0.1),
    ("person_f", -52.0, 178.0, 0.3),
    ("person_a", -51.6, 178.9, 0.3),
    ("cyclist_a", -40.0, 179.4, 3.3),
    ("person_e", -49.5, 183.6, 1.7),
    ("person_g", 21.0, 184.0, 2.0),
    ("person_c", 84.0, 47.5, 2.4),
    ("person_b", 79.0, 44.0, 0.3),
    ("cyclist_c", 92.0, 57.6, 3.14),
)


def fill(town: Town) -> None:
    """Put everything that stands along streets and on squares."""
    for street in STREETS:
        if street.profile is layout.AVENUE:
            _avenue(town, street)
        elif street.profile is layout.STREET:
            _street(town, street)
        _people_along(town, street)
    _quays(town)
    _boats(town)
    _square(town)
    _platforms(town)
    _park(town)
    _fences(town)
    for kind, x, y, angle in STAGED:
        town.put("person", FURNITURE, kind, x, y, angle, function="mens")


def beside(street: Street, along: float, sideways: float) -> tuple[float, float, float]:
    """Point ``sideways`` to the left of a street's middle, and the street's angle there."""
    line = street.line
    a, b = line.interpolate(along), line.interpolate(min(along + 0.5, line.length))
    if a.distance(b) < 0.01:
        a, b = line.interpolate(along - 0.5), line.interpolate(along)
    angle = math.atan2(b.y - a.y, b.x - a.x)
    return a.x - math.sin(angle) * sideways, a.y + math.cos(angle) * sideways, angle


def _open(point: tuple[float, float], keep_off: BaseGeometry, clear: float) -> bool:
    spot = Point(point)
    inside = layout.EXTENT.buffer(-2).contains(spot)
    return bool(inside and spot.distance(keep_off) > clear and spot.distance(WATER) > 3.0)


def _avenue(town: Town, street: Street) -> None:
    rng = generator(street.name)
    keep_off = crossings_of(street)
    for k in range(int(street.line.length / 13)):
        for side in (-1, 1):
            x, y, angle = beside(street, 5 + k * 13.0, side * 4.3)
            if _open((x, y), keep_off, 19):
                add_tree(town, "tree_lime", x, y, rng, float(rng.uniform(0.85, 1.0)))
            x, y, angle = beside(street, 11.5 + k * 13.0, side * 3.9)
            if k % 5 == (2 if side > 0 else 4) and _open((x, y), keep_off, 14):
                town.put("lamp", FURNITURE, "lamp", x, y, angle - side * math.pi / 2)


def _street(town: Town, street: Street) -> None:
    rng = generator(street.name)
    keep_off = crossings_of(street)
    for k in range(int(street.line.length / 5.6)):
        for side in (-1, 1):
            x, y, angle = beside(street, 3 + k * 5.6, side * 3.62)
            if not _open((x, y), keep_off, 16.5):
                continue
            if k % 4 == (1 if side > 0 else 3):
                if abs(x) < 250 and rng.random() < 0.45:
                    add_tree(
                        town,
                        "tree_small" if "r" in street.name[:2] else "tree_birch",
                        x,
                        y,
                        rng,
                        float(rng.uniform(0.8, 1.0)),
                    )
            elif rng.random() < (0.30 if abs(x) < 230 else 0.10):
                add_car(town, x, y, angle, rng)
            if k % 16 == (0 if side > 0 else 8):
                x, y, angle = beside(street, 3 + k * 5.6, side * 5.0)
                town.put("lamp", FURNITURE, "lamp", x, y, angle - side * math.pi / 2)


def _people_along(town: Town, street: Street) -> None:
    rng = generator(f"people-{street.name}")
    p = street.profile
    busy = 3.0 if p is layout.AVENUE else 0.9
    for _ in range(int(street.line.length / 100 * busy)):
        side = 1 if rng.random() < 0.5 else -1
        middle = (p.cycle + p.pavement) / 2 + float(rng.uniform(-0.5, 0.5))
        x, y, angle = beside(street, float(rng.uniform(5, street.line.length - 5)), side * middle)
        if _open((x, y), LineString(), 0):
            add_person(town, x, y, angle + (math.pi if rng.random() < 0.5 else 0), rng, True)
    if p is layout.AVENUE:
        for _ in range(int(street.line.length / 90)):
            side = 1 if rng.random() < 0.5 else -1
            x, y, angle = beside(street, float(rng.uniform(5, street.line.length - 5)), side * 6.5)
            if _open((x, y), LineString(), 0):
                kind = CYCLISTS[int(rng.integers(len(CYCLISTS)))]
                town.put(
                    "cyclist",
                    PERSON,
                    kind,
                    x,
                    y,
                    angle + (math.pi if side > 0 else 0),
                    function="fietser",
                )


def add_person(
    town: Town,
    x: float,
    y: float,
    angle: float,
    rng: np.random.Generator,
    walking: bool,
    z: float | None = None,
) -> None:
    """A person, walking or standing."""
    kinds = WALKERS if walking else STANDERS
    kind = kinds[int(rng.integers(len(kinds)))]
    s = float(rng.uniform(0.95, 1.04))
    town.put("person", PERSON, kind, x, y, angle, (s, s, s), z, function="mens")


def _quays(town: Town) -> None:
    """Limes, lanterns, mooring posts, benches and cars along the water."""
    rng = generator("quays")
    rail = WATER.buffer(2.4, join_style="round").boundary
    for line in rail.geoms if hasattr(rail, "geoms") else [rail]:
        for k in range(int(line.length / 4.5)):
            a = line.interpolate(k * 4.5)
            b = line.interpolate(k * 4.5 + 0.3)
            angle = math.atan2(b.y - a.y, b.x - a.x)
            if not _free_quay(a):
                continue
            if k % 3 == 0 and (k % 2 == 0 or abs(a.x) < 200):
                add_tree(town, "tree_lime", a.x, a.y, rng, float(rng.uniform(0.72, 0.88)))
            elif k % 9 == 1:
                town.put("lantern", FURNITURE, "lantern", a.x, a.y, angle)
            elif k % 9 == 4:
                town.put("bench", FURNITURE, "bench", a.x, a.y, angle + math.pi)
            elif k % 9 == 7:
                town.put("mooring", FURNITURE, "mooring", *_nearer(a), angle)
            elif rng.random() < 0.1:
                town.put("rack", FURNITURE, "rack", a.x, a.y, angle)
    _quay_people(town, rng)


def _nearer(point: Point) -> tuple[float, float]:
    edge = WATER.boundary.interpolate(WATER.boundary.project(point))
    return edge.x + (point.x - edge.x) * 0.3, edge.y + (point.y - edge.y) * 0.3


def _free_quay(point: Point) -> bool:
    if not layout.EXTENT.buffer(-3).contains(point):
        return False
    return all(abs(point.x - x) > half + 3.5 for _, x, half in layout.BRIDGES)


def _quay_people(town: Town, rng: np.random.Generator) -> None:
    walk = WATER.buffer(5.2).boundary
    for _ in range(26):
        a = walk.interpolate(float(rng.uniform(0, walk.length)))
        if _free_quay(a):
            add_person(town, a.x, a.y, float(rng.uniform(0, 6.28)), rng, bool(rng.random() < 0.7))


def _boats(town: Town) -> None:
    """Boats along both sides of the canal and barges in the basin."""
    rng = generator("boats")
    kinds = ("boat_white", "boat_blue", "boat_wood")
    for side in (-1, 1):
        line = layout.CANAL_LINE.offset_curve(side * (layout.CANAL_HALF_M - 1.7))
        for k in range(int(line.length / 14)):
            a, b = line.interpolate(k * 14.0), line.interpolate(k * 14.0 + 1)
            wide = layout.BASIN.buffer(3).contains(a)
            if rng.random() < 0.5 and _free_quay(a) and not wide:
                town.put(
                    "boat",
                    PERSON,
                    kinds[int(rng.integers(3))],
                    a.x,
                    a.y,
                    math.atan2(b.y - a.y, b.x - a.x),
                    z=Z_WATER,
                    function="boot",
                )
    for x, y, angle in (
        (-318.0, 194.6, 0.05),
        (-288.0, 195.8, 0.04),
        (-312.0, 155.8, 0.03),
        (-284.0, 157.0, 0.02),
    ):
        town.put("barge", PERSON, "barge", x, y, angle, z=Z_WATER, function="woonschip")


def _square(town: Town) -> None:
    """The station square: trees, benches, bicycles, bollards, buses, a terrace and people."""
    rng = generator("square")
    for x0 in (-56, -32, 12, 36):
        for y0 in (19, 35):
            for k in range(3):
                kind = "tree_small" if k == 1 else "tree_round"
                add_tree(town, kind, x0 + 3 + k * 7.0, y0 + 3.5, rng, 0.85)
            town.put("bench", FURNITURE, "bench", x0 + 6, y0 - 2.0, 0.0)
            town.put("bench", FURNITURE, "bench", x0 + 14, y0 - 2.0, 0.0)
    for k in range(6):
        town.put("rack", FURNITURE, "rack", -67 + k * 2.9, 3.0, 0.0)
        town.put("rack", FURNITURE, "rack", 51 + k * 2.9, 3.0, 0.0)
    for k in range(18):
        town.put("bollard", FURNITURE, "bollard", -68 + k * 8.0, 52.6)
    for k in range(10):
        town.put("lantern", FURNITURE, "lantern", -6.2 + 12.4 * (k % 2), 10.0 + (k // 2) * 9.5)
    for k in range(8):
        town.put(
            "terrace",
            FURNITURE,
            ("parasol_cream", "parasol_red")[k % 2],
            -42.0 + (k % 4) * 3.6,
            5.0 + (k // 4) * 3.6,
            0.3 * k,
        )
    town.put("fountain", FURNITURE, "fountain", 0.0, 30.0)
    _stops(town)
    _square_people(town, rng)


def _square_people(town: Town, rng: np.random.Generator) -> None:
    """Most people walk along the axis to the hall, the others anywhere but on the beds."""
    beds = [b.shape.buffer(0.5) for b in town.pieces if b.name == "square-green"]
    for k in range(64):
        spread = 5.0 if k % 2 else 60.0
        x, y = float(rng.uniform(-spread, spread)), float(rng.uniform(5, 51))
        if math.hypot(x, y - 30) > 4.5 and not any(b.contains(Point(x, y)) for b in beds):
            way = float(rng.choice([-math.pi / 2, math.pi / 2])) if k % 2 else 0.0
            turn = way + float(rng.normal(0, 0.35)) if k % 2 else float(rng.uniform(0, 6.28))
            add_person(town, x, y, turn, rng, bool(rng.random() < 0.75))


def _stops(town: Town) -> None:
    """Bus stops along Spoorlaan on both sides, two buses at them."""
    for x in (-46.0, 46.0):
        town.put("shelter", FURNITURE, "shelter", x, 53.6 - 1.6, math.pi)
        town.put("bus_sign", FURNITURE, "bus_sign", x - 4.0, 55.0, math.pi / 2)
    town.put("bus", PERSON, "bus", -43.0, 62.4, 0.0, function="stadsbus")
    town.put("bus", PERSON, "bus", 88.0, 65.6, math.pi, function="stadsbus")


def _platforms(town: Town) -> None:
    rng = generator("platforms")
    for x0, x1, y0, y1 in PLATFORMS:
        for k in range(9):
            x, y, way = -82.0 + k * 22.0, (y0 + y1) / 2, math.pi * (k % 2)
            town.put("bench", FURNITURE, "bench", x, y, way, z=Z_PLATFORM)
        for _ in range(17):
            x, y = float(rng.uniform(x0 + 40, x1 - 40)), float(rng.uniform(y0 + 1.2, y1 - 1.2))
            add_person(
                town, x, y, float(rng.uniform(0, 6.28)), rng, bool(rng.random() < 0.4), Z_PLATFORM
            )


def _park(town: Town) -> None:
    """Trees round the lawns, benches by the pond, a playground and strollers."""
    rng = generator("park")
    loop = PARK_LOOP
    pond = Point(-46, -214)
    kinds = ("tree_round", "tree_round", "tree_lime", "tree_birch", "tree_poplar")
    spots: list[tuple[float, float]] = []
    for _ in range(700):
        x, y = float(rng.uniform(-98, 16)), float(rng.uniform(-270, -150))
        near = any(math.hypot(x - a, y - b) < 8 for a, b in spots)
        path = loop.distance(Point(x, y))
        if len(spots) < 46 and not near and path > 4 and pond.distance(Point(x, y)) > 44:
            add_tree(town, kinds[int(rng.integers(len(kinds)))], x, y, rng)
            spots.append((x, y))
    for k in range(8):
        a = loop.interpolate(20 + k * 45.0)
        b = loop.interpolate(20.5 + k * 45.0)
        angle = math.atan2(b.y - a.y, b.x - a.x)
        x, y = a.x + math.sin(angle) * 1.2, a.y - math.cos(angle) * 1.2
        town.put("bench", FURNITURE, "bench", x, y, angle + math.pi)
        add_person(town, a.x, a.y, angle, rng, walking=True)
    town.put("play", FURNITURE, "playset", -84, -160)
    town.put("play", FURNITURE, "playset", -76, -155, 1.0)


def _fences(town: Town) -> None:
    """Bar fences between the railway and the city, left open at the station."""
    for k in range(75):
        x = -449.0 + k * 12.0
        town.put("fence-rail", FURNITURE, "rail_fence", x, -60.5)
        if abs(x + 6) > 188:
            town.put("fence-rail", FURNITURE, "rail_fence", x, -14.5)
