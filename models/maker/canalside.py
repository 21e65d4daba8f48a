"""Blocks along the canal: canal houses on the water, town houses round a green court."""

import numpy as np
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from models.maker.buildings.canal import CanalHouse, canal_house
from models.maker.buildings.walls import STOREY, chimney, flat_roof, floor, rectangle, storeys
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.fronts import Lot, fronts, lots
from models.maker.rows import street_near
from models.maker.town import Town

GABLES = ("step", "neck", "cornice", "bell", "cornice", "spout", "step")
CANAL_BRICKS = ("dark", "red", "rendered", "brown", "red", "dark", "orange")


def fill_canal(town: Town, block: Polygon, number: int, water: BaseGeometry) -> None:
    """Canal houses on the fronts along the water, larger town houses on the others."""
    rng = generator(f"canal-{number}")
    town.paint(
        f"yard-{number:02d}",
        "LandUse",
        "terrace",
        Z_PAVEMENT,
        block,
        attributes={"function": "binnenterrein"},
    )
    court = block.buffer(-18, join_style="mitre")
    town.paint(
        f"court-{number:02d}",
        "PlantCover",
        "grass",
        Z_PAVEMENT,
        court,
        attributes={"function": "binnentuin"},
    )
    taken: BaseGeometry = Polygon()
    for front in fronts(block, 12.5):
        middle = Point(front.at(front.length / 2))
        wet = water.distance(middle) < 14
        for lot in lots(front, 6.4 if wet else 11.5, rng, (6, 30), 0.0):
            plot = lot.front.rectangle(lot.start, lot.start + lot.width, 0, 12.5)
            if plot.buffer(-0.1).intersects(taken):
                continue
            taken = taken.union(_canal_lot(town, lot, rng) if wet else _town_lot(town, lot, rng))
    _court_trees(town, court, rng)


def _canal_lot(town: Town, lot: Lot, rng: np.random.Generator) -> Polygon:
    h = CanalHouse(
        lot.width,
        12.5,
        int(rng.choice([3, 3, 3, 4])),
        CANAL_BRICKS[int(rng.integers(len(CANAL_BRICKS)))],
        GABLES[int(rng.integers(len(GABLES)))],
        ("tile_orange", "tile_red", "tile_dark")[int(rng.integers(3))],
        bool(rng.random() < 0.25),
        int(rng.integers(4)),
    )
    count = town.counts.get("kade", 0) + 1
    town.counts["kade"] = count
    gables = {
        "step": "trapgevel",
        "neck": "halsgevel",
        "bell": "klokgevel",
        "spout": "tuitgevel",
        "cornice": "lijstgevel",
    }
    return town.build(
        "canalhouse",
        lot.front,
        canal_house(h),
        (lot.start, 0.0),
        (lot.width, 12.5),
        Z_PAVEMENT,
        h.top,
        name=f"Merwekade {count}",
        function="woning",
        gable=gables[h.gable],
        yearOfConstruction=int(rng.integers(1630, 1790)),
        storeysAboveGround=h.floors + 1,
    ).footprint


def _town_lot(town: Town, lot: Lot, rng: np.random.Generator) -> Polygon:
    floors = int(rng.choice([3, 4]))
    brick = ("red", "dark", "brown", "yellow", "orange")[int(rng.integers(5))]
    outline = rectangle(0, 0, lot.width, 12.5)
    low = "shops" if rng.random() < 0.3 else f"{brick}_ground"
    top = floors * STOREY
    faces = [
        *storeys(outline, 0, floors, low, f"{brick}_upper", int(rng.integers(4))),
        *flat_roof(outline, top, ("bitumen", "gravel")[int(rng.integers(2))]),
        floor(outline, 0),
        *chimney(0.6, 6.0, top, top + 1.3, "brickdark"),
    ]
    x, y = lot.front.at(lot.start + lot.width / 2)
    street = street_near(x, y)
    town.counts[street] = town.counts.get(street, 0) + 1
    return town.build(
        "townhouse",
        lot.front,
        faces,
        (lot.start, 0.0),
        (lot.width, 12.5),
        Z_PAVEMENT,
        top + 0.45,
        name=f"{street} {town.counts[street] * 2}",
        function="woning",
        yearOfConstruction=int(rng.integers(1895, 1935)),
        storeysAboveGround=floors,
    ).footprint


def _court_trees(town: Town, court: BaseGeometry, rng: np.random.Generator) -> None:
    if court.is_empty:
        return
    x0, y0, x1, y1 = court.bounds
    for _ in range(int(court.area / 260)):
        x, y = float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1))
        if court.buffer(-3).contains(Point(x, y)):
            size = float(rng.uniform(0.7, 1.0))
            town.put(
                "tree",
                "SolitaryVegetationObject",
                "tree_round_far",
                x,
                y,
                float(rng.uniform(0, 6)),
                (size, size, size),
                species="linde",
            )
