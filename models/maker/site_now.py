"""What stands on the site now: an old works hall, a row of offices, a car park, some trees."""

from dataclasses import replace

from shapely.geometry import box

from models.maker.buildings.large import Slab, plant_on_roof, sawtooth, slab, warehouse
from models.maker.buildings.walls import rectangle
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.fronts import Front
from models.maker.layout import SITE
from models.maker.planted import add_car, add_tree
from models.maker.town import Town

X0, Y0, X1, Y1 = SITE.bounds


def fill_site(town: Town) -> None:
    """Paint the ground of the site and put the old buildings, cars and trees on it."""
    _ground(town)
    _buildings(town)
    _things(town)


def _ground(town: Town) -> None:
    town.paint(
        "site-yard",
        "LandUse",
        "clinker_grey",
        Z_PAVEMENT,
        SITE,
        attributes={"function": "bedrijfsterrein"},
    )
    town.paint(
        "site-parking",
        "Road",
        "asphalt",
        Z_PAVEMENT,
        box(X0 + 50, 17, X1 - 4, Y1 - 6),
        attributes={"function": "parkeerterrein", "name": "Parkeerterrein Spoorlaan"},
    )
    town.paint(
        "site-verge",
        "PlantCover",
        "grass",
        Z_PAVEMENT,
        box(X0 + 50, Y1 - 4.5, X1 - 14, Y1),
        attributes={"function": "berm"},
    )
    lines = []
    for y in (20.0, 31.0, 44.5):
        lines += [
            box(X0 + 54 + k * 2.6, y, X0 + 54.1 + k * 2.6, y + (4.5 if y > 40 else 5.0))
            for k in range(31)
        ]
    town.paint(
        "site-markings",
        "Road",
        "linewhite",
        Z_PAVEMENT,
        [line.intersection(box(X0 + 50, 17, X1 - 4, Y1 - 6)) for line in lines],
        attributes={"function": "markering"},
    )


def _buildings(town: Town) -> None:
    front = Front(X0, Y0, 0.0, X1 - X0, 0, 0)
    town.build(
        "site-works",
        front,
        sawtooth(62, 21, 5.8, 3),
        (56, 3),
        (62, 21),
        Z_PAVEMENT,
        8.4,
        name="Voormalige wagenwerkplaats",
        function="leegstaande werkplaats",
        yearOfConstruction=1923,
        storeysAboveGround=1,
    )
    town.build(
        "site-shed",
        front,
        warehouse(14, 20, 2, "tile_dark"),
        (123, 3),
        (14, 20),
        Z_PAVEMENT,
        11.4,
        name="Goederenloods",
        function="opslag",
        yearOfConstruction=1911,
        storeysAboveGround=2,
    )
    for k, (y, floors) in enumerate(((4.0, 3), (26.0, 4), (46.0, 3))):
        deep = (19.0, 17.0, 13.0)[k]
        s = Slab(
            tuple(rectangle(0, 0, 42, deep)), floors, "office_bands", "office_bands", "bitumen", 3.1
        )
        town.build(
            "site-office",
            front,
            [*slab(s), *plant_on_roof(42, deep, floors * 3.1)],
            (3, y),
            (42, deep),
            Z_PAVEMENT,
            s.top,
            name=f"Spoorlaan {40 + 2 * k}",
            function="verouderd kantoor",
            yearOfConstruction=1971,
            storeysAboveGround=floors,
        )


def _things(town: Town) -> None:
    rng = generator("site")
    start = len(town.things)
    for y, turn in ((22.5, 1), (33.5, -1), (47.0, 1)):
        for k in range(30):
            if rng.random() < 0.72:
                add_car(town, X0 + 55.4 + k * 2.6, y, turn * 1.5708, rng, far=k > 8)
    for k in range(9):
        add_tree(town, "tree_lime", X0 + 56 + k * 8.4, Y1 - 2.3, rng, 0.8)
    for x, y in ((X0 + 48, 10.0), (X0 + 49, 22.0), (X0 + 47.5, 40.0), (X1 - 2.5, 24), (X1 - 2, 36)):
        add_tree(town, "tree_birch", x, y, rng)
    for k in range(3):
        town.put("lamp", "CityFurniture", "lamp", X0 + 58 + k * 30, 38.8, 1.57)
    named = {"tree": "site-tree", "car": "site-car", "lamp": "site-lamp"}
    for k in range(start, len(town.things)):
        t = town.things[k]
        town.things[k] = replace(t, prefix=named[t.prefix])
