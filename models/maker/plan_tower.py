"""Variant "tower": a tower of some 72 m on a plinth, lower wings, a wide square."""

import math
from dataclasses import replace

import numpy as np
from shapely import affinity
from shapely.geometry import Point, Polygon, box

from models.maker.buildings.walls import balcony, flat_roof, rectangle, storeys
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.layout import SITE
from models.maker.lively import add_person
from models.maker.mesh import Faces, moved, pairs
from models.maker.plan_parts import PlanBlock, build, roof_hut
from models.maker.planning import add_plan_building, lay
from models.maker.planted import add_tree
from models.maker.town import Town

TOWER = (171.0, 1.0, 193.0, 23.0)
TOWER_FLOORS = 21
STOREY = 3.05


def make_tower() -> Town:
    """The whole variant: buildings, ground, trees, people."""
    town = Town()
    _ground(town)
    for wing in WINGS:
        build(town, wing)
    _tower(town)
    _things(town)
    return town


def _ground(town: Town) -> None:
    bands = [box(86 + k * 16, 14, 88 + k * 16, 50) for k in range(5)]
    spots = ((96, 24, 13, 7), (128, 22, 12, 6), (111, 40, 17, 6.5), (147, 40, 10, 6))
    green = [island(*spot) for spot in spots]
    rims = [g.difference(g.buffer(-1.6)) for g in green]
    lay(
        town,
        (
            ("square", "TransportSquare", "stone_light", 0.0, [SITE], "plein"),
            ("square-bands", "TransportSquare", "stone_warm", 0.0, bands, "plein"),
            ("passage", "Road", "clinker_red", 0.0, [box(82, 8.6, 226, 12.6)], "fietspad"),
            ("green", "PlantCover", "grass", 0.35, green, "groen"),
            ("planting", "PlantCover", "planting", 0.35, rims, "beplanting"),
            ("water", "WaterBody", "water", -0.12, [island(160, 22, 5, 6)], "waterspiegel"),
        ),
    )


def island(x: float, y: float, half_x: float, half_y: float) -> Polygon:
    """An egg-shaped bed."""
    return affinity.scale(Point(x, y).buffer(1.0, quad_segs=7), half_x, half_y)


WINGS = (
    PlanBlock(
        "plan-tower-wing-rail",
        "Perronvleugel",
        ((88, -8), (164, -8), (164, 5), (88, 5)),
        5,
        "plan_brick",
        "wonen en winkels",
        balconies=(2,),
        quiet=(0,),
    ),
    PlanBlock(
        "plan-tower-wing-east",
        "Houten vleugel",
        ((203, 14), (224, 14), (224, 52), (203, 52)),
        6,
        "plan_timber",
        balconies=(3,),
        quiet=(1,),
        start=1,
    ),
    PlanBlock(
        "plan-tower-wing-north",
        "Spoorlaanvleugel",
        ((171, 38), (197, 38), (197, 52), (171, 52)),
        4,
        "plan_light",
        "kantoor en ateliers",
        balconies=(0,),
        start=2,
    ),
    PlanBlock(
        "plan-tower-plinth",
        "Plint met horeca",
        ((168, -8), (224, -8), (224, 8.5), (198, 8.5), (198, 26), (168, 26)),
        2,
        "plinth",
        "horeca en winkels",
    ),
)


def _tower(town: Town) -> None:
    """The shaft rises from the plinth; its top storeys stand back as a light crown."""
    outline = rectangle(*TOWER)
    foot = Z_PAVEMENT + 4.2 + 2.95
    faces = storeys(outline, foot, TOWER_FLOORS, "tower", "tower", 0, STOREY)
    top = foot + TOWER_FLOORS * STOREY
    faces += flat_roof(outline, top, "sedum", "coping", 1.1, 0.4)
    inner = rectangle(TOWER[0] + 4, TOWER[1] + 4, TOWER[2] - 4, TOWER[3] - 4)
    faces += storeys(inner, top + 0.1, 1, "office_glass", "office_glass", 0, 3.8)
    faces += flat_roof(inner, top + 3.9, "gravel", "coping", 0.5)
    faces += _corner_balconies(outline, foot)
    add_plan_building(
        town,
        "plan-tower",
        faces,
        Polygon(outline),
        Z_PAVEMENT,
        top + 4.4,
        name="Spoortoren",
        function="wonen",
        storeysAboveGround=TOWER_FLOORS + 3,
    )
    town.buildings[-1].faces.extend(roof_hut(205, -6, Z_PAVEMENT + 7.2, 8, 6))


def _corner_balconies(outline: list[tuple[float, float]], foot: float) -> Faces:
    """Balconies at two bays of each side, on every storey but the lowest."""
    made: Faces = []
    for number, (a, b) in enumerate(pairs(outline)):
        angle = math.atan2(b[1] - a[1], b[0] - a[0])
        for level in range(1, TOWER_FLOORS):
            x = 2.85 if (level + number) % 2 else 13.9
            part = balcony(x, x + 5.3, foot + level * STOREY + 0.04, 1.6, "glassgreen", "coping")
            made += moved(part, a[0], a[1], 0.0, angle)
    return made


def _things(town: Town) -> None:
    rng = generator("plan-tower")
    for x, y in (
        (90, 24),
        (99, 26),
        (104, 21),
        (122, 23),
        (131, 19),
        (135, 24),
        (100, 41),
        (108, 38),
        (116, 43),
        (123, 40),
        (143, 41),
        (151, 38),
    ):
        add_tree(
            town,
            ("tree_round", "tree_birch", "tree_lime")[int(rng.integers(3))],
            x,
            y,
            rng,
            float(rng.uniform(0.75, 1.0)),
        )
    for k in range(8):
        add_tree(town, "tree_small", 92 + k * 9.0, 14.8, rng, 0.9)
    for k in range(6):
        add_tree(town, "tree_lime", 88 + k * 13.0, 51.5, rng, 0.85)
    for k in range(9):
        town.put("plan-bench", "CityFurniture", "bench", 90 + k * 8.3, 31.6, 0.0)
    for k in range(8):
        kind = ("parasol_cream", "parasol_green")[k % 2]
        town.put(
            "plan-terrace",
            "CityFurniture",
            kind,
            172 + (k % 4) * 5.5,
            28.5 + (k // 4) * 3.8,
            0.2 * k,
        )
    for k in range(5):
        town.put("plan-lantern", "CityFurniture", "lantern", 92 + k * 17.0, 33.6, 0.0)
    for k in range(5):
        town.put("plan-rack", "CityFurniture", "rack", 206 + k * 3.2, 11.0, 0.0)
    people(town, rng)
    rename(town)


def people(town: Town, rng: np.random.Generator) -> None:
    """People on the plan's ground, clear of walls and beds."""
    taken = [Polygon(b.footprint.exterior).buffer(0.6) for b in town.buildings]
    beds = [p.shape.buffer(0.4) for p in town.pieces if p.name in ("plan-green", "plan-water")]
    for _ in range(70):
        x, y = float(rng.uniform(84, 224)), float(rng.uniform(6, 52))
        if not any(s.contains(Point(x, y)) for s in (*taken, *beds)):
            add_person(town, x, y, float(rng.uniform(0, 6.28)), rng, bool(rng.random() < 0.7))


def rename(town: Town) -> None:
    """Give everything of the plan ids of its own."""
    for k, t in enumerate(town.things):
        prefix = t.prefix if t.prefix.startswith("plan-") else f"plan-{t.prefix}"
        town.things[k] = replace(t, prefix=prefix, attributes={**t.attributes, "class": "plan"})
