"""School, church, and what lies west of the station: buses, bicycles, a hotel, an office."""

from shapely.geometry import Polygon, box

from models.maker.buildings.church import church
from models.maker.buildings.large import Slab, plant_on_roof, slab
from models.maker.buildings.walls import rectangle
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.fronts import Front
from models.maker.green_blocks import fill_paved
from models.maker.planted import add_tree, frame_of, lawn, paths, trees_in
from models.maker.town import Town


def fill_school(town: Town, block: Polygon, number: int) -> None:
    """A school with a playground."""
    rng = generator(f"school-{number}")
    lawn(town, block, number, "schoolterrein")
    front, width, depth = frame_of(block)
    outline = ((0.0, 0.0), (44.0, 0.0), (44.0, 12.0), (13.0, 12.0), (13.0, 28.0), (0.0, 28.0))
    s = Slab(outline, 2, "red_back", "red_upper", "sedum", 3.3)
    town.build(
        "school",
        front,
        slab(s),
        (8, 4),
        (44, 28),
        Z_PAVEMENT,
        s.top,
        name=f"Basisschool De Wissel {number}",
        function="onderwijs",
        yearOfConstruction=1998,
        storeysAboveGround=2,
    )
    paths(
        town,
        number,
        block,
        [front.rectangle(22, 60, 17, min(depth - 4, 36))],
        "terrace",
        "schoolplein",
    )
    for k in range(5):
        x, y = front.at(26 + k * 6.5, 22)
        town.put("play", "CityFurniture", "playset" if k % 2 else "bench", x, y, 0.4 * k)
    trees_in(town, front.rectangle(62, width, 3, depth).intersection(block), 9, rng)


def fill_church(town: Town, block: Polygon, number: int) -> None:
    """The church in its garden."""
    rng = generator("church")
    lawn(town, block, number, "kerktuin")
    front, width, depth = frame_of(block)
    town.build(
        "church",
        front,
        church(),
        (8, 24),
        (46, 20),
        Z_PAVEMENT,
        54.5,
        name="Sint-Joriskerk (fictief)",
        function="kerk",
        yearOfConstruction=1868,
    )
    paths(
        town,
        number,
        block,
        [
            front.rectangle(-3, 6.5, -3, depth + 3),
            front.rectangle(-3, width + 3, 12, 15),
            front.rectangle(6, 60, 19, 22.6),
            front.rectangle(6, 60, 46, 48.5),
        ],
        "clinker_brown",
    )
    trees_in(town, front.rectangle(64, width - 1, 18, depth), 10, rng, ("tree_lime", "tree_round"))
    trees_in(town, front.rectangle(8, 62, 50, depth), 9, rng, ("tree_lime", "tree_birch"))
    for k in range(6):
        add_tree(town, "tree_lime", *front.at(12 + k * 9.5, 7.5), rng, 0.75)


def fill_station_west(town: Town, block: Polygon, number: int) -> None:
    """West of the square: a bus station, a bicycle parking, a hotel and an office."""
    rng = generator("station-west")
    fill_paved(town, block, number)
    _west_buildings(town)
    town.paint(
        "bus-station",
        "Road",
        "asphalt",
        Z_PAVEMENT - 0.12,
        box(-168, 19, -80, 45).buffer(3, quad_segs=4),
        attributes={"function": "busbaan"},
    )
    islands = [box(-160, y, -88, y + 3.4).buffer(1.2, quad_segs=4) for y in (25.0, 36.0)]
    town.paint(
        "bus-platforms",
        "Road",
        "stone_light",
        Z_PAVEMENT,
        islands,
        attributes={"function": "busperron"},
    )
    beds = [box(-226, 28, -178, 46), box(-168, 4, -128, 9)]
    town.paint(
        "west-green", "PlantCover", "grass", Z_PAVEMENT, beds, attributes={"function": "groen"}
    )
    for y in (26.7, 37.7):
        for k in range(4):
            town.put("shelter", "CityFurniture", "shelter", -152 + k * 19.0, y + 0.9, 0.0)
            town.put("bus_sign", "CityFurniture", "bus_sign", -157 + k * 19.0, y - 0.8, 0.0)
    for x, y in ((-140, 22.4), (-104, 22.4), (-122, 33.4)):
        town.put("bus", "CityFurniture", "bus", x, y, 0.0, function="stadsbus")
    trees_in(town, beds[0], 7, rng)
    for k in range(6):
        add_tree(town, "tree_birch", -165 + k * 7.0, 6.5, rng, 0.85)
        add_tree(town, "tree_lime", -166 + k * 16.0, 49.5, rng, 0.85)


def _west_buildings(town: Town) -> None:
    front = Front(-232, -13.5, 0.0, 160, 0, 0)
    for prefix, x, y, w, d, floors, looks, title, function in (
        ("office", 5, 3, 50, 24, 7, ("plinth", "office_glass"), "Spoorkantoor", "kantoor"),
        ("hotel", 66, 2, 34, 15, 6, ("plinth", "red_upper"), "Hotel De Wissel", "hotel"),
    ):
        s = Slab(tuple(rectangle(0, 0, w, d)), floors, looks[0], looks[1], "gravel", 3.2)
        town.build(
            prefix,
            front,
            [*slab(s), *plant_on_roof(w, d, floors * 3.2)],
            (x, y),
            (w, d),
            Z_PAVEMENT,
            s.top,
            name=title,
            function=function,
            yearOfConstruction=2009,
            storeysAboveGround=floors,
        )
    s = Slab(tuple(rectangle(0, 0, 38, 14)), 1, "office_glass", "office_glass", "sedum", 3.6)
    town.build(
        "bicycle-parking",
        front,
        slab(s),
        (116, 4),
        (38, 14),
        Z_PAVEMENT,
        s.top,
        name="Fietsenstalling Spoorzone",
        function="fietsenstalling",
        yearOfConstruction=2016,
        storeysAboveGround=1,
    )
