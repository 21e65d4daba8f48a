"""Blocks of flats, offices, halls and old warehouses."""

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from models.maker.buildings.large import Slab, flats, hall, plant_on_roof, slab, warehouse
from models.maker.buildings.walls import STOREY, rectangle
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.fronts import Front
from models.maker.planted import frame_of, lawn, park_cars, paths, trees_in
from models.maker.rows import street_near
from models.maker.town import Town

HIGH_LOOKS = (
    ("red_ground", "red_upper"),
    ("flats", "flats"),
    ("yellow_ground", "yellow_upper"),
    ("grey_ground", "grey_upper"),
    ("shops", "brown_upper"),
)


def fill_flats(town: Town, block: Polygon, number: int) -> None:
    """Slabs of flats in green, with long balconies."""
    rng = generator(f"flats-{number}")
    lawn(town, block, number, "woongroen")
    front, width, depth = frame_of(block)
    low, high = HIGH_LOOKS[int(rng.integers(len(HIGH_LOOKS)))]
    deep, floors = 11.2, int(rng.choice([3, 4, 4, 5]))
    rows = 2 if depth > 42 else 1
    shapes: list[BaseGeometry] = []
    for row in range(rows):
        y = 4.0 if row == 0 else depth - deep - 4.0
        count = 2 if width > 70 else 1
        long = (width - 6 - 10 * (count - 1)) / count
        for k in range(count):
            x = 3 + k * (long + 10)
            _flat_block(town, front, (x, y), (long, deep), floors, (low, high), rng)
        shapes.append(front.rectangle(0, width, y + deep + 1.2, y + deep + 3.0))
    shapes.append(front.rectangle(width / 2 - 1.2, width / 2 + 1.2, -3, depth + 3))
    paths(town, number, block, shapes)
    free = (
        front.rectangle(3, width - 3, deep + 9, depth - deep - 7)
        if rows == 2
        else front.rectangle(3, width - 3, deep + 8, depth)
    )
    trees_in(town, free.intersection(block), int(free.area / 430) if free.is_valid else 0, rng)


def _flat_block(
    town: Town,
    front: Front,
    spot: tuple[float, float],
    size: tuple[float, float],
    floors: int,
    looks: tuple[str, str],
    rng: np.random.Generator,
) -> None:
    faces = flats(size[0], size[1], floors, looks[0], looks[1], int(rng.integers(8)))
    x, y = front.at(spot[0], spot[1])
    street = street_near(x, y)
    town.counts[street] = town.counts.get(street, 0) + 4
    first = town.counts[street] * 2
    town.build(
        "flats",
        front,
        faces,
        spot,
        size,
        Z_PAVEMENT,
        floors * STOREY + 2.6,
        name=f"{street} {first} t/m {first + 2 * floors * 6}",
        function="appartementen",
        yearOfConstruction=int(rng.integers(1955, 2005)),
        storeysAboveGround=floors,
    )


def fill_offices(town: Town, block: Polygon, number: int) -> None:
    """Two offices along the street, cars behind."""
    rng = generator(f"offices-{number}")
    lawn(town, block, number)
    front, width, depth = frame_of(block)
    looks = ("office_bands", "office_glass", "grey_upper", "plan_light")
    for k in range(2):
        look = looks[int(rng.integers(len(looks)))]
        w, floors = (width - 16) / 2, int(rng.integers(4, 7))
        deep = min(depth - 16, 22.0)
        x, y = 4 + k * (w + 8), depth - deep - 4
        s = Slab(tuple(rectangle(0, 0, w, deep)), floors, "plinth", look, "bitumen", 3.3)
        faces = [*slab(s), *plant_on_roof(w, deep, floors * 3.3)]
        town.build(
            "office",
            front,
            faces,
            (x, y),
            (w, deep),
            Z_PAVEMENT,
            s.top,
            name=f"Spoorlaan {number * 2 + k * 2}",
            function="kantoor",
            yearOfConstruction=int(rng.integers(1978, 2015)),
            storeysAboveGround=floors,
        )
    lot = front.rectangle(3, width - 3, 6, depth - 30)
    if lot.is_valid and lot.area > 100:
        paths(
            town,
            number,
            block,
            [front.rectangle(2, width - 2, 2, depth - 28)],
            "clinker_grey",
            "parkeerterrein",
        )
        park_cars(town, front, width, 6.0, rng)


def fill_halls(town: Town, block: Polygon, number: int) -> None:
    """Two halls on a yard."""
    rng = generator(f"halls-{number}")
    town.paint(
        f"yard-{number:02d}",
        "LandUse",
        "clinker_grey",
        Z_PAVEMENT,
        block,
        attributes={"function": "bedrijfsterrein"},
    )
    front, width, depth = frame_of(block)
    for k in range(2):
        w = (width - 14) / 2
        look = ("corrugated", "brown_blank", "grey_blank")[int(rng.integers(3))]
        deep = depth - 22
        town.build(
            "hall",
            front,
            hall(w, deep, 6.5, look, "zincroof"),
            (4 + k * (w + 6), 16),
            (w, deep),
            Z_PAVEMENT,
            6.5 + w * 0.14,
            name=f"{street_near(*front.at(width / 2))} {number}{'ab'[k]}",
            function="bedrijfshal",
            storeysAboveGround=1,
            yearOfConstruction=int(rng.integers(1975, 2010)),
        )
    park_cars(town, front, width, 6.0, rng)


def fill_wharf(town: Town, block: Polygon, number: int) -> None:
    """Four old warehouses along the basin, now lived and worked in."""
    rng = generator("wharf")
    town.paint(
        f"yard-{number:02d}",
        "LandUse",
        "clinker_brown",
        Z_PAVEMENT,
        block,
        attributes={"function": "kadeplein"},
    )
    front, width, depth = frame_of(block)
    w = (width - 8) / 4
    for k in range(4):
        tile = ("tile_red", "tile_orange", "tile_dark", "tile_orange")[k]
        high = ("warehouse", "brown_upper", "red_upper", "dark_upper")[k]
        floors = (4, 3, 4, 3)[k]
        town.build(
            "warehouse",
            front,
            warehouse(w - 0.6, 26, floors, tile, high=high),
            (4 + k * w, 7),
            (w - 0.6, 26),
            Z_PAVEMENT,
            floors * STOREY + w * 0.4,
            name=f"Pakhuis {('Oost', 'West', 'Java', 'Riga')[k]}",
            function="wonen en werken",
            yearOfConstruction=1880 + 7 * k,
            storeysAboveGround=floors + 1,
        )
    green = front.rectangle(2, width - 2, 40, depth)
    town.paint(
        f"lawn-{number:02d}",
        "PlantCover",
        "grass",
        Z_PAVEMENT,
        green.intersection(block),
        attributes={"function": "groen"},
    )
    trees_in(town, green.intersection(block), 12, rng)
