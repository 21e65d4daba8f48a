"""Variant "low": two blocks of four to six storeys round planted courtyards, a green square."""

import math

from shapely.geometry import box

from models.maker.frame import generator
from models.maker.layout import SITE
from models.maker.plan_parts import PlanBlock, build
from models.maker.plan_tower import island, people, rename
from models.maker.planning import lay
from models.maker.planted import add_tree
from models.maker.town import Town

DEEP = 11.5


def make_low() -> Town:
    """The whole variant: buildings, ground, trees, people."""
    town = Town()
    _ground(town)
    _block(town, "a", 122.0, 170.0, ("plan_brick", "plan_light", "plan_green", "plan_brick"))
    _block(town, "b", 178.0, 224.5, ("plan_light", "plan_timber", "plan_brick", "plan_green"))
    _things(town)
    return town


def _ground(town: Town) -> None:
    courts = [
        box(122 + DEEP, -7 + DEEP, 170 - DEEP, 51 - DEEP),
        box(178 + DEEP, -7 + DEEP, 224.5 - DEEP, 51 - DEEP),
    ]
    lanes = [box(170, -10, 178, 53.6), box(118, -10, 122, 53.6)]
    beds = [island(101, 42, 8, 3), island(92, 8, 4, 5), island(111, 8, 4, 5)]
    paths = [box(82, 21, 122, 23.6), box(99.6, -2, 102.2, 53.6)]
    terraces = [c.difference(c.buffer(-2.2)) for c in courts]
    court_beds = [island(c.centroid.x, c.centroid.y - 6, 5, 4) for c in courts]
    lay(
        town,
        (
            ("square", "TransportSquare", "stone_light", 0.0, [SITE], "plein"),
            ("lane", "Road", "clinker_red", 0.0, lanes, "woonstraat"),
            ("lawn", "PlantCover", "grass", 0.0, [island(101, 24, 14, 22)], "groen plein"),
            ("beds", "PlantCover", "planting", 0.35, beds, "beplanting"),
            ("path", "Road", "gravelpath", 0.0, paths, "voetpad"),
            ("court", "PlantCover", "grass", 0.0, courts, "binnentuin"),
            ("court-terraces", "Road", "stone_warm", 0.0, terraces, "terras"),
            ("court-beds", "PlantCover", "planting", 0.0, court_beds, "beplanting"),
        ),
    )


def _block(town: Town, letter: str, x0: float, x1: float, looks: tuple[str, ...]) -> None:
    """Four sides round a courtyard, with a gate in the south."""
    y0, y1, d = -7.0, 51.0, DEEP
    gate = (x0 + x1) / 2
    name = f"plan-low-{letter}"
    sides = (
        ("north", [(x0, y1 - d), (x1, y1 - d), (x1, y1), (x0, y1)], 5, 0, (0,)),
        ("west", [(x0, y0 + d), (x0 + d, y0 + d), (x0 + d, y1 - d), (x0, y1 - d)], 4, 1, (1, 3)),
        ("east", [(x1 - d, y0 + d), (x1, y0 + d), (x1, y1 - d), (x1 - d, y1 - d)], 4, 3, (3, 1)),
        ("southwest", [(x0, y0), (gate - 3, y0), (gate - 3, y0 + d), (x0, y0 + d)], 6, 2, (2,)),
        ("southeast", [(gate + 3, y0), (x1, y0), (x1, y0 + d), (gate + 3, y0 + d)], 4, 2, (2,)),
    )
    dutch = ("noord", "west", "oost", "zuidwest", "zuidoost")
    for k, (side, outline, floors, court, balconies) in enumerate(sides):
        build(
            town,
            PlanBlock(
                f"{name}-{side}",
                f"Hof {letter.upper()} {dutch[k]}",
                tuple(outline),
                floors,
                looks[k % 4],
                function="wonen en winkels" if k == 0 else "wonen",
                balconies=balconies,
                quiet=(court,),
                start=k,
            ),
        )


def _things(town: Town) -> None:
    rng = generator("plan-low")
    for k in range(9):
        angle = k * 0.698
        x, y = 101 + 11 * math.cos(angle), 24 + 17 * math.sin(angle)
        add_tree(town, ("tree_round", "tree_lime")[k % 2], x, y, rng, 0.9)
    for piece in town.pieces:
        if piece.name == "plan-court":
            for part in piece.shape.geoms:
                c = part.centroid
                for dx, dy in ((-6, 6), (6, 8), (0, 12), (-7, -10), (7, -12)):
                    add_tree(
                        town,
                        ("tree_birch", "tree_small")[int(rng.integers(2))],
                        c.x + dx,
                        c.y + dy,
                        rng,
                        0.9,
                    )
    for k in range(5):
        add_tree(town, "tree_birch", 174.0, -4 + k * 12.5, rng, 0.8)
        town.put("plan-bench", "CityFurniture", "bench", 88.5, 6 + k * 9.0, 1.5708)
        town.put("plan-rack", "CityFurniture", "rack", 116.6, 2 + k * 9.0, 1.5708)
    for k in range(6):
        town.put(
            "plan-terrace",
            "CityFurniture",
            ("parasol_red", "parasol_cream")[k % 2],
            88 + k * 4.5,
            49.5,
            0.2 * k,
        )
    town.put("play", "CityFurniture", "playset", 96, 16)
    town.put("play", "CityFurniture", "playset", 107, 31, 0.8)
    people(town, rng)
    rename(town)
