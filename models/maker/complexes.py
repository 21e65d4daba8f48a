"""Fills the blocks that are not row houses: flats, offices, halls, school, church, green."""

from collections.abc import Callable

import numpy as np
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from models.maker.buildings.church import church
from models.maker.buildings.large import (
    Slab, flats, hall, plant_on_roof, slab, warehouse,
)
from models.maker.buildings.walls import STOREY, rectangle
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.fronts import Front
from models.maker.rows import street_near
from models.maker.town import Town

HIGH_LOOKS = (("red_ground", "red_upper"), ("flats", "flats"), ("yellow_ground", "yellow_upper"),
              ("grey_ground", "grey_upper"), ("shops", "brown_upper"))


def frame_of(block: Polygon) -> tuple[Front, float, float]:
    """The block's inner box as a front along its south side, with its width and depth."""
    x0, y0, x1, y1 = block.buffer(-2.5, join_style="mitre").bounds
    slack = max(0.0, (block.envelope.area - block.area) / (y1 - y0) * 0.5)
    x0, x1 = x0 + slack * 0.7, x1 - slack * 0.7
    return Front(x0, y0, 0.0, x1 - x0, 0, 0), x1 - x0, y1 - y0


def lawn(town: Town, block: Polygon, number: int, function: str = "groen") -> None:
    """Grass all over a block."""
    town.paint(f"lawn-{number:02d}", "PlantCover", "grass", Z_PAVEMENT, block,
               attributes={"function": function})


def paths(town: Town, number: int, block: Polygon, shapes: list[BaseGeometry],
          look: str = "slabs", function: str = "voetpad") -> None:
    """Paved pieces on top of a block's lawn."""
    cut = [s.intersection(block) for s in shapes]
    town.paint(f"paths-{number:02d}", "Road", look, Z_PAVEMENT, cut,
               attributes={"function": function})


def trees_in(town: Town, area: BaseGeometry, count: int, rng: np.random.Generator,
             kinds: tuple[str, ...] = ("tree_round", "tree_lime", "tree_birch")) -> None:
    """Trees strewn over an area, 4 m from its edge and 5 m apart."""
    x0, y0, x1, y1 = area.bounds
    inner, done = area.buffer(-2.5), 0
    spots: list[tuple[float, float]] = []
    for _ in range(count * 12):
        x, y = float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1))
        near = any((x - a) ** 2 + (y - b) ** 2 < 30 for a, b in spots)
        if done < count and not near and inner.contains(Polygon(rectangle(
                x - .1, y - .1, x + .1, y + .1))):
            add_tree(town, kinds[int(rng.integers(len(kinds)))], x, y, rng)
            spots.append((x, y))
            done += 1


SPECIES = {"tree_round": "plataan", "tree_lime": "linde", "tree_birch": "berk",
           "tree_poplar": "populier", "tree_small": "sierkers"}


def add_tree(town: Town, kind: str, x: float, y: float, rng: np.random.Generator,
             size: float | None = None) -> None:
    """One tree of a kind, in a size and turn of its own."""
    s = size if size is not None else float(rng.uniform(0.8, 1.15))
    tall = s * float(rng.uniform(0.92, 1.1))
    heights = {"tree_round": 11.0, "tree_lime": 12.0, "tree_birch": 10.5, "tree_poplar": 19.0,
               "tree_small": 5.5}
    near = -190 < x < 260 and -110 < y < 240 or -105 < x < 24 and -280 < y < -60
    form = kind if near or kind == "tree_small" else f"{kind}_far"
    town.put("tree", "SolitaryVegetationObject", form, x, y, float(rng.uniform(0, 6.28)),
             (s, s, tall), species=SPECIES[kind], height=round(heights[kind] * tall, 1))


def _flats(town: Town, block: Polygon, number: int) -> None:
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
    free = front.rectangle(3, width - 3, deep + 9, depth - deep - 7) if rows == 2 else \
        front.rectangle(3, width - 3, deep + 8, depth)
    trees_in(town, free.intersection(block), int(free.area / 330) if free.is_valid else 0, rng)


def _flat_block(town: Town, front: Front, spot: tuple[float, float], size: tuple[float, float],
                floors: int, looks: tuple[str, str], rng: np.random.Generator) -> None:
    faces = flats(size[0], size[1], floors, looks[0], looks[1], int(rng.integers(8)))
    x, y = front.at(spot[0], spot[1])
    street = street_near(x, y)
    town.counts[street] = town.counts.get(street, 0) + 4
    first = town.counts[street] * 2
    town.build("flats", front, faces, spot, size, Z_PAVEMENT, floors * STOREY + 2.6,
               name=f"{street} {first} t/m {first + 2 * floors * 6}", function="appartementen",
               yearOfConstruction=int(rng.integers(1955, 2005)), storeysAboveGround=floors)


def _offices(town: Town, block: Polygon, number: int) -> None:
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
        town.build("office", front, faces, (x, y), (w, deep), Z_PAVEMENT, s.top,
                   name=f"Spoorlaan {number * 2 + k * 2}", function="kantoor",
                   yearOfConstruction=int(rng.integers(1978, 2015)), storeysAboveGround=floors)
    lot = front.rectangle(3, width - 3, 6, depth - 30)
    if lot.is_valid and lot.area > 100:
        paths(town, number, block, [front.rectangle(2, width - 2, 2, depth - 28)], "clinker_grey",
              "parkeerterrein")
        _parked(town, front, width, 6.0, rng)


def _parked(town: Town, front: Front, width: float, inwards: float,
            rng: np.random.Generator) -> None:
    for k in range(int((width - 8) / 2.7)):
        if rng.random() < 0.6:
            x, y = front.at(5 + k * 2.7, inwards)
            add_car(town, x, y, front.angle_rad + np.pi / 2, rng)


CARS = ("car_white", "car_grey", "car_black", "car_blue", "car_red", "car_silver", "van_white")


def add_car(town: Town, x: float, y: float, angle: float, rng: np.random.Generator) -> None:
    """A parked car, its nose either way."""
    kind = CARS[int(rng.integers(len(CARS)))]
    flip = np.pi if rng.random() < 0.5 else 0.0
    town.put("car", "GenericCityObject", kind, x, y, float(angle + flip), function="auto")


def _halls(town: Town, block: Polygon, number: int) -> None:
    rng = generator(f"halls-{number}")
    town.paint(f"yard-{number:02d}", "LandUse", "clinker_grey", Z_PAVEMENT, block,
               attributes={"function": "bedrijfsterrein"})
    front, width, depth = frame_of(block)
    for k in range(2):
        w = (width - 14) / 2
        look = ("corrugated", "brown_blank", "grey_blank")[int(rng.integers(3))]
        deep = depth - 22
        town.build("hall", front, hall(w, deep, 6.5, look, "zincroof"),
                   (4 + k * (w + 6), 16), (w, deep), Z_PAVEMENT, 6.5 + w * 0.14,
                   name=f"{street_near(*front.at(width / 2))} {number}{'ab'[k]}",
                   function="bedrijfshal", storeysAboveGround=1,
                   yearOfConstruction=int(rng.integers(1975, 2010)))
    _parked(town, front, width, 6.0, rng)


def _school(town: Town, block: Polygon, number: int) -> None:
    rng = generator(f"school-{number}")
    lawn(town, block, number, "schoolterrein")
    front, width, depth = frame_of(block)
    outline = ((0.0, 0.0), (44.0, 0.0), (44.0, 12.0), (13.0, 12.0), (13.0, 28.0), (0.0, 28.0))
    s = Slab(outline, 2, "red_back", "red_upper", "sedum", 3.3)
    town.build("school", front, slab(s), (8, 4), (44, 28), Z_PAVEMENT, s.top,
               name=f"Basisschool De Wissel {number}", function="onderwijs",
               yearOfConstruction=1998, storeysAboveGround=2)
    paths(town, number, block, [front.rectangle(22, 60, 17, min(depth - 4, 36))], "terrace",
          "schoolplein")
    for k in range(5):
        x, y = front.at(26 + k * 6.5, 22)
        town.put("play", "CityFurniture", "playset" if k % 2 else "bench", x, y, 0.4 * k)
    trees_in(town, front.rectangle(62, width, 3, depth).intersection(block), 9, rng)


def _church(town: Town, block: Polygon, number: int) -> None:
    rng = generator("church")
    lawn(town, block, number, "kerktuin")
    front, width, depth = frame_of(block)
    town.build("church", front, church(), (8, 24), (46, 20), Z_PAVEMENT, 54.5,
               name="Sint-Joriskerk (fictief)", function="kerk", yearOfConstruction=1868)
    paths(town, number, block, [
        front.rectangle(-3, 6.5, -3, depth + 3), front.rectangle(-3, width + 3, 12, 15),
        front.rectangle(6, 60, 19, 22.6), front.rectangle(6, 60, 46, 48.5)], "clinker_brown")
    trees_in(town, front.rectangle(64, width - 1, 18, depth), 10, rng, ("tree_lime", "tree_round"))
    trees_in(town, front.rectangle(8, 62, 50, depth), 9, rng, ("tree_lime", "tree_birch"))
    for k in range(6):
        add_tree(town, "tree_lime", *front.at(12 + k * 9.5, 7.5), rng, 0.75)


def _wharf(town: Town, block: Polygon, number: int) -> None:
    rng = generator("wharf")
    town.paint(f"yard-{number:02d}", "LandUse", "clinker_brown", Z_PAVEMENT, block,
               attributes={"function": "kadeplein"})
    front, width, depth = frame_of(block)
    w = (width - 8) / 4
    for k in range(4):
        tile = ("tile_red", "tile_orange", "tile_dark", "tile_orange")[k]
        high = ("warehouse", "brown_upper", "red_upper", "dark_upper")[k]
        floors = (4, 3, 4, 3)[k]
        town.build("warehouse", front, warehouse(w - 0.6, 26, floors, tile, high=high),
                   (4 + k * w, 7), (w - 0.6, 26), Z_PAVEMENT, floors * STOREY + w * 0.4,
                   name=f"Pakhuis {('Oost', 'West', 'Java', 'Riga')[k]}",
                   function="wonen en werken", yearOfConstruction=1880 + 7 * k,
                   storeysAboveGround=floors + 1)
    green = front.rectangle(2, width - 2, 40, depth)
    town.paint(f"lawn-{number:02d}", "PlantCover", "grass", Z_PAVEMENT, green.intersection(block),
               attributes={"function": "groen"})
    trees_in(town, green.intersection(block), 12, rng)


def _allotments(town: Town, block: Polygon, number: int) -> None:
    rng = generator(f"allotments-{number}")
    lawn(town, block, number, "volkstuinen")
    front, width, depth = frame_of(block)
    looks: dict[str, list[BaseGeometry]] = {"planting": [], "sand": [], "meadow": []}
    columns, rows = int(width // 14), 2
    for i in range(columns):
        for j in range(rows):
            x, y = 1 + i * 14.0, 2 + j * (depth / 2)
            look = ("planting", "sand", "meadow")[int(rng.integers(3))]
            looks[look].append(front.rectangle(x, x + 12, y, y + depth / 2 - 6))
            faces = warehouse(4.0, 3.2, 1, "tile_dark", "corrugated", "corrugated")
            town.build("gardenhouse", front, faces, (x + 4, y + 1), (4.0, 3.2), Z_PAVEMENT, 4.5,
                       function="tuinhuis", storeysAboveGround=1)
    for look, shapes in looks.items():
        town.paint(f"allotment-{look}-{number:02d}", "PlantCover", look, Z_PAVEMENT,
                   [s.intersection(block) for s in shapes], attributes={"function": "volkstuin"})
    paths(town, number, block, [front.rectangle(-3, width + 3, depth / 2 - 2, depth / 2)],
          "gravelpath")


def _green(town: Town, block: Polygon, number: int) -> None:
    rng = generator(f"green-{number}")
    lawn(town, block, number)
    if block.area > 900:
        trees_in(town, block, int(block.area / 480), rng,
                 ("tree_round", "tree_lime", "tree_birch", "tree_poplar"))


def _pitch(town: Town, block: Polygon, number: int) -> None:
    rng = generator("pitch")
    lawn(town, block, number, "sportpark")
    front, width, depth = frame_of(block)
    field = front.rectangle(6, width - 6, 6, depth - 6)
    town.paint(f"pitch-{number:02d}", "LandUse", "pitch", Z_PAVEMENT, field,
               attributes={"function": "sportveld"})
    x0, y0, x1, y1 = field.buffer(-2).bounds
    lines = [box(x0, y0, x1, y1).boundary.buffer(0.06, cap_style="flat"),
             box((x0 + x1) / 2 - .06, y0, (x0 + x1) / 2 + .06, y1),
             front.rectangle(0, 0.1, 0, 0.1).centroid.buffer(0.01)]
    town.paint(f"pitch-lines-{number:02d}", "LandUse", "linewhite", Z_PAVEMENT, lines[:2],
               attributes={"function": "belijning"})
    for k in range(8):
        add_tree(town, "tree_poplar", x0 + k * 11, y1 + 4.6, rng)


def _paved(town: Town, block: Polygon, number: int) -> None:
    town.paint(f"paved-{number:02d}", "Road", "slabs", Z_PAVEMENT, block,
               attributes={"function": "voetgangersgebied"})


FILLERS: dict[str, Callable[[Town, Polygon, int], None]] = {
    "flats": _flats, "offices": _offices, "halls": _halls, "school": _school, "church": _church,
    "wharf": _wharf, "allotments": _allotments, "green": _green, "pitch": _pitch,
    "paved": _paved,
}
