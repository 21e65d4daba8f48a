"""Paints streets, quays, water, railway and squares, with kerbs, cycle paths and markings."""

import math

import shapely
import shapely.affinity
from shapely.geometry import LineString, Point, box
from shapely.geometry.base import BaseGeometry

from models.maker import layout
from models.maker.frame import Z_CYCLE, Z_PAVEMENT, Z_RAIL, Z_ROAD, Z_WATER
from models.maker.layout import BRIDGES, QUAY_M, QUAYS, STREETS, WATER, Street
from models.maker.town import Town


def slug(name: str) -> str:
    """A street's name as part of an id."""
    return name.lower().replace(" ", "-")


def paint_streets(town: Town) -> None:
    """All streets with their bands, then the markings on the carriageways."""
    for street in STREETS:
        look = "slabs"
        town.paint(
            f"pavement-{slug(street.name)}",
            "Road",
            look,
            Z_PAVEMENT,
            street.band(street.profile.pavement).buffer(0.02),
            attributes={"function": "trottoir", "name": street.name},
        )
    for street in STREETS:
        _paint_bands(town, street)
    roads = _rounded(shapely.union_all([s.band(s.profile.road) for s in STREETS]), 3.5)
    for street in STREETS:
        shape = roads.intersection(street.band(street.profile.pavement + 0.5))
        town.paint(
            f"road-{slug(street.name)}",
            "Road",
            street.profile.look,
            Z_ROAD,
            shape,
            attributes={"function": "rijbaan", "name": street.name},
            along=_direction(street),
        )
    for street in STREETS:
        if street.profile is layout.AVENUE:
            _centre_dashes(town, street)
    _zebras(town)


def _paint_bands(town: Town, street: Street) -> None:
    p = street.profile
    crossings = _crossings(street)
    name = slug(street.name)
    if p.parking > p.road:
        shape = (
            street.band(p.parking).difference(street.band(p.road)).difference(crossings.buffer(13))
        )
        town.paint(
            f"parking-{name}",
            "Road",
            "clinker_grey",
            Z_ROAD,
            shape,
            attributes={"function": "parkeerstrook", "name": street.name},
        )
    if p.green > p.parking:
        shape = (
            street.band(p.green).difference(street.band(p.parking)).difference(crossings.buffer(16))
        )
        town.paint(
            f"verge-{name}",
            "PlantCover",
            "grass",
            Z_PAVEMENT,
            shape,
            attributes={"function": "berm", "name": street.name},
        )
    if p.cycle > p.green:
        shape = street.band(p.cycle).difference(street.band(p.green))
        town.paint(
            f"cyclepath-{name}",
            "Road",
            "cycle_red",
            Z_CYCLE,
            shape,
            attributes={"function": "fietspad", "name": street.name},
        )


def crossings_of(street: Street) -> BaseGeometry:
    """The points where a street meets others."""
    return _crossings(street)


def _crossings(street: Street) -> BaseGeometry:
    points = [street.line.intersection(s.line) for s in STREETS if s is not street]
    return shapely.union_all([p for p in points if not p.is_empty])


def _rounded(shape: BaseGeometry, radius: float) -> BaseGeometry:
    """The shape with its inner corners rounded: kerbs at junctions."""
    return shape.buffer(radius, quad_segs=4).buffer(-radius, quad_segs=4).simplify(0.02)


def _direction(street: Street) -> tuple[float, float]:
    (ax, ay), (bx, by) = street.points[0], street.points[-1]
    length = math.hypot(bx - ax, by - ay)
    return (bx - ax) / length, (by - ay) / length


def _centre_dashes(town: Town, street: Street) -> None:
    line, keep_off = street.line, _crossings(street).buffer(16)
    dashes = []
    for k in range(int(line.length / 9)):
        dash = LineString([line.interpolate(k * 9.0), line.interpolate(k * 9.0 + 3)])
        shape = dash.buffer(0.07, cap_style="flat")
        if not shape.intersects(keep_off):
            dashes.append(shape)
    town.paint(
        f"marking-{slug(street.name)}",
        "Road",
        "linewhite",
        Z_ROAD,
        dashes,
        attributes={"function": "markering"},
    )


def _zebras(town: Town) -> None:
    """Zebra crossings on the avenue, beside the junctions with a street name to it."""
    stripes: list[BaseGeometry] = []
    for x in (-14.0, 14.0, -110.0, 134.0, 226.0):
        stripes += [box(x - 2.0, 61.05 + k, x + 2.0, 61.55 + k) for k in range(6)]
    for y in (78.5, 114.0, 142.0):
        stripes += [box(-2.95 + k, y - 2.0, -2.45 + k, y + 2.0) for k in range(6)]
    town.paint(
        "zebra", "Road", "linewhite", Z_ROAD, stripes, attributes={"function": "oversteekplaats"}
    )


def paint_canal(town: Town) -> None:
    """Quays of clinkers with a stone edge, and the water below them."""
    roads = shapely.union_all(
        [
            s.band(s.profile.pavement)
            for s in STREETS
            if s.profile is not layout.AVENUE or "laan" in s.name
        ]
    )
    quay = QUAYS.difference(WATER)
    edge = WATER.buffer(0.5, join_style="mitre").difference(WATER)
    lane = quay.difference(WATER.buffer(QUAY_M - 1.8, join_style="mitre"))
    town.paint(
        "quay",
        "Road",
        "clinker_brown",
        Z_PAVEMENT,
        quay.difference(roads.buffer(-2.2)),
        attributes={"function": "kade", "name": "Merwekade"},
        edge="quaystone",
    )
    town.paint(
        "quay-pavement",
        "Road",
        "slabs",
        Z_PAVEMENT,
        lane.difference(roads.buffer(-2.2)),
        attributes={"function": "trottoir", "name": "Merwekade"},
        edge="quaystone",
    )
    town.paint(
        "quay-edge",
        "Road",
        "coping",
        Z_PAVEMENT,
        edge.difference(_bridge_ends()),
        attributes={"function": "kaderand"},
        edge="quaystone",
    )
    town.paint(
        "water-canal",
        "WaterBody",
        "water",
        Z_WATER,
        WATER,
        attributes={"function": "gracht", "name": "Spoorhaven"},
    )


def _bridge_ends() -> BaseGeometry:
    return shapely.union_all(
        [box(x - half + 1.2, 100, x + half - 1.2, 260) for _, x, half in BRIDGES]
    )


def paint_railway(town: Town) -> None:
    """Ballast with sleepers under the tracks, verges along the fence."""
    town.paint(
        "verge-rail",
        "PlantCover",
        "meadow",
        Z_PAVEMENT,
        box(-480, -66, 480, -13),
        attributes={"function": "spoorberm"},
    )
    town.paint(
        "ballast",
        "Railway",
        "ballast",
        Z_RAIL,
        box(-480, -56.2, 480, -26.5),
        attributes={"function": "spoor"},
        edge="ballast",
    )
    for number, y in enumerate(layout.TRACKS, 1):
        town.paint(
            f"track-{number}",
            "Railway",
            "track",
            Z_RAIL,
            box(-480, y - 1.5, 480, y + 1.5),
            attributes={"function": "spoor", "name": f"spoor {number}"},
        )


def paint_square(town: Town) -> None:
    """The station square: light stone, planted islands, a cycle path along its north side."""
    square = layout.STATION_SQUARE
    town.paint(
        "square-station",
        "TransportSquare",
        "stone_light",
        Z_PAVEMENT,
        square,
        attributes={"function": "plein", "name": "Stationsplein"},
    )
    town.paint(
        "square-lines",
        "TransportSquare",
        "stone_warm",
        Z_PAVEMENT,
        [box(x, 0, x + 0.5, 54) for x in range(-68, 70, 8) if abs(x) > 6]
        + [box(-70, y, 70, y + 0.5) for y in range(14, 54, 8)],
        attributes={"function": "plein", "name": "Stationsplein"},
    )
    town.paint(
        "square-axis",
        "TransportSquare",
        "clinker_red",
        Z_PAVEMENT,
        box(-5, 0, 5, 54),
        attributes={"function": "plein", "name": "Stationsplein"},
    )
    beds = [box(x, y, x + 20, y + 7) for x in (-56, -32, 12, 36) for y in (19, 35)]
    town.paint(
        "square-green",
        "PlantCover",
        "grass",
        Z_PAVEMENT + 0.35,
        [bed.buffer(1.2, quad_segs=4) for bed in beds],
        attributes={"function": "plantsoen"},
        edge="coping",
    )
    town.paint(
        "square-flowers",
        "PlantCover",
        "planting",
        Z_PAVEMENT + 0.35,
        [bed.buffer(0.6, quad_segs=4).difference(bed.buffer(-1.0)) for bed in beds],
        attributes={"function": "beplanting"},
        edge="coping",
    )


PARK_LOOP = LineString(
    (
        (-95, -210),
        (-70, -165),
        (-35, -158),
        (5, -170),
        (12, -215),
        (-8, -258),
        (-55, -266),
        (-88, -245),
        (-95, -210),
    )
)


def paint_park(town: Town) -> None:
    """The park: lawns, gravel paths and a pond."""
    park = layout.PARK
    town.paint(
        "park",
        "PlantCover",
        "grass",
        Z_PAVEMENT,
        park,
        attributes={"function": "park", "name": "Zuiderpark"},
    )
    spurs = (
        ((-101, -152), (-70, -165)),
        ((19, -152), (5, -170)),
        ((-101, -270), (-88, -245)),
        ((19, -270), (-8, -258)),
        ((-41, -147), (-35, -158)),
    )
    paths = [_curve(PARK_LOOP), *(LineString(spur) for spur in spurs)]
    town.paint(
        "park-paths",
        "Road",
        "gravelpath",
        Z_PAVEMENT,
        [p.buffer(1.4, quad_segs=3) for p in paths],
        attributes={"function": "voetpad", "name": "Zuiderpark"},
    )
    pond = Point(-42, -212).buffer(1, quad_segs=10)
    pond = shapely.affinity.scale(pond, 30, 19).union(
        shapely.affinity.scale(Point(-62, -222).buffer(1, quad_segs=8), 16, 12)
    )
    town.paint(
        "park-bank",
        "PlantCover",
        "planting",
        Z_PAVEMENT,
        pond.buffer(2.2, quad_segs=4),
        attributes={"function": "oever"},
        edge="planting",
    )
    town.paint(
        "water-pond",
        "WaterBody",
        "water",
        0.55,
        pond.simplify(0.1),
        attributes={"function": "vijver", "name": "Zuiderpark"},
    )


def _curve(line: LineString) -> LineString:
    """The closed line with its corners cut, twice (Chaikin)."""
    points = [(float(x), float(y)) for x, y in line.coords[:-1]]
    for _ in range(2):
        made = []
        for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
            made += [
                (0.75 * ax + 0.25 * bx, 0.75 * ay + 0.25 * by),
                (0.25 * ax + 0.75 * bx, 0.25 * ay + 0.75 * by),
            ]
        points = made
    return LineString([*points, points[0]])
