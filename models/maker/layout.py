"""The plan of the demo city: streets, canal, railway, site and what each block is used for.

City frame: the railway runs along x, the station looks north over its square.
"""

from dataclasses import dataclass

import shapely
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry

from models.maker.frame import HALF_HEIGHT_M, HALF_WIDTH_M, Vec2

EXTENT = box(-HALF_WIDTH_M, -HALF_HEIGHT_M, HALF_WIDTH_M, HALF_HEIGHT_M)


@dataclass(frozen=True)
class Profile:
    """Half widths of a street from its middle: carriageway, parking, green, cycle path, pavement.

    A band that is absent has the same half width as the band inside it.
    """

    road: float
    parking: float
    green: float
    cycle: float
    pavement: float
    look: str


AVENUE = Profile(3.2, 3.2, 5.4, 7.6, 10.4, "asphalt")
STREET = Profile(2.6, 4.6, 4.6, 4.6, 7.0, "clinker_red")
LANE = Profile(2.3, 2.3, 2.3, 2.3, 4.2, "clinker_brown")


@dataclass(frozen=True)
class Street:
    """A street with a (fictitious) Dutch name, its middle line and profile."""

    name: str
    points: tuple[Vec2, ...]
    profile: Profile

    @property
    def line(self) -> LineString:
        """Middle line in the city frame."""
        return LineString(self.points)

    def band(self, half_width: float) -> BaseGeometry:
        """The ground within ``half_width`` of the middle line."""
        return self.line.buffer(half_width, cap_style="flat", join_style="mitre")


STREETS: tuple[Street, ...] = (
    Street("Stationsweg", ((0, 54), (0, 192)), AVENUE),
    Street("Havenlaan", ((0, 200), (0, 380)), AVENUE),
    Street("Spoorlaan", ((-480, 64), (480, 64)), AVENUE),
    Street("Lindenstraat", ((-480, 128), (480, 128)), STREET),
    Street("Merwestraat", ((-480, 296), (480, 296)), STREET),
    Street("Kuiperstraat", ((-122, 64), (-135, 184)), STREET),
    Street("Zeilmakersgang", ((-240, 64), (-246, 165)), LANE),
    Street("Ankerstraat", ((-346, 64), (-352, 160)), STREET),
    Street("Drukkerijstraat", ((122, 64), (116, 195)), STREET),
    Street("Wantijstraat", ((240, -14.5), (245, 184)), STREET),
    Street("Oosterlaan", ((348, -14.5), (352, 186)), STREET),
    Street("Bruggang", ((-134, 186), (-128, 380)), STREET),
    Street("Veerstraat", ((-250, 178), (-256, 380)), STREET),
    Street("Kade west", ((-354, 168), (-360, 380)), LANE),
    Street("Molenstraat", ((116, 198), (124, 380)), STREET),
    Street("Wilgenstraat", ((245, 190), (250, 380)), STREET),
    Street("Essenstraat", ((353, 195), (358, 380)), LANE),
    Street("Westgang", ((-236, -14.5), (-240, 64)), LANE),
    Street("Ankergang", ((-346, -14.5), (-346, 64)), LANE),
    Street("Zuidendijk", ((-480, -72), (480, -72)), STREET),
    Street("Parkstraat", ((-480, -140), (480, -140)), STREET),
    Street("Beukenstraat", ((-480, -208), (-108, -212)), STREET),
    Street("Kastanjestraat", ((26, -212), (480, -208)), STREET),
    Street("Zuiderlaan", ((-480, -280), (480, -280)), STREET),
    Street("Zwanenstraat", ((-342, -72), (-346, -380)), STREET),
    Street("Reigerstraat", ((-226, -72), (-228, -380)), LANE),
    Street("Meeuwenstraat", ((-108, -72), (-108, -380)), STREET),
    Street("Spechtstraat", ((26, -72), (26, -380)), STREET),
    Street("Merelstraat", ((142, -72), (146, -380)), LANE),
    Street("Lijsterstraat", ((256, -72), (256, -380)), STREET),
    Street("Mezenstraat", ((360, -72), (364, -380)), LANE),
)

CANAL_LINE = LineString(
    (
        (-480, 164),
        (-380, 163),
        (-300, 166),
        (-220, 172),
        (-140, 184),
        (-60, 193),
        (20, 196),
        (100, 196),
        (180, 190),
        (260, 186),
        (340, 190),
        (480, 200),
    )
)
CANAL_HALF_M = 9.5
BASIN = Polygon(((-338, 150), (-262, 152), (-262, 200), (-338, 198)))
WATER = shapely.union_all(
    [CANAL_LINE.buffer(CANAL_HALF_M, cap_style="flat", join_style="mitre"), BASIN]
)
QUAY_M = 9.0
QUAYS = WATER.buffer(QUAY_M, join_style="mitre")
BRIDGES: tuple[tuple[str, float, float], ...] = (
    ("Stationsbrug", 0.0, 14.0),
    ("Kuipersbrug", -133.0, 8.0),
    ("Wantijbrug", 245.0, 9.0),
    ("Ankerbrug", -354.0, 7.0),
    ("Drukkersbrug", 117.0, 7.0),
)

RAIL = box(-480, -60, 480, -14)
TRACKS = (-30.0, -34.5, -48.5, -53.0)
PLATFORMS = ((-178.0, 178.0, -28.3, -19.0), (-178.0, 178.0, -46.8, -36.2))
STATION_SQUARE = box(-70, -14, 70, 54)
HALL = (-48.0, 48.0, -19.0, 0.0)

SITE = box(82, -10, 226, 53.6)
PARK = box(-101, -273, 19, -147)


def streets_total() -> BaseGeometry:
    """All ground taken by streets, up to the fronts of the blocks."""
    return shapely.union_all([s.band(s.profile.pavement) for s in STREETS])


def blocks() -> list[Polygon]:
    """The ground between streets, quays, railway and squares, as polygons from west to east."""
    taken = shapely.union_all([streets_total(), QUAYS, RAIL, STATION_SQUARE, PARK, SITE])
    rest = EXTENT.difference(taken)
    parts = [p for p in shapely.get_parts(rest) if p.area > 250]
    return sorted(parts, key=lambda p: (round(p.centroid.x), round(p.centroid.y)))


def use_of(block: Polygon) -> str:
    """What a block is used for: the nearest named spot inside it, else lawn."""
    for (x, y), use in USES:
        if block.contains(shapely.Point(x, y)):
            return use
    return "green"


USES: tuple[tuple[Vec2, str], ...] = (
    ((63, 250), "church"),
    ((-67, 251), "canal"),
    ((-190, 250), "canal"),
    ((183, 252), "canal"),
    ((302, 253), "flats"),
    ((-306, 249), "wharf"),
    ((-406, 236), "flats"),
    ((405, 250), "flats"),
    ((-407, 326), "allotments"),
    ((-308, 326), "flats"),
    ((-192, 326), "flats"),
    ((-66, 326), "school"),
    ((63, 326), "flats"),
    ((185, 326), "flats"),
    ((304, 326), "green"),
    ((405, 326), "flats"),
    ((-404, 140), "green"),
    ((-302, 139), "green"),
    ((-274, 142), "green"),
    ((-189, 143), "canal"),
    ((-68, 151), "canal"),
    ((60, 156), "canal"),
    ((181, 152), "canal"),
    ((297, 151), "canal"),
    ((404, 154), "flats"),
    ((-403, 98), "flats"),
    ((-295, 98), "school"),
    ((-185, 98), "town"),
    ((-65, 98), "town"),
    ((62, 98), "town"),
    ((181, 98), "town"),
    ((296, 98), "thirties"),
    ((404, 98), "flats"),
    ((-400, 25), "halls"),
    ((-295, 25), "offices"),
    ((-152, 32), "station_west"),
    ((76, 22), "paved"),
    ((229, 30), "paved"),
    ((290, 25), "offices"),
    ((403, 22), "halls"),
    ((-400, -106), "flats"),
    ((-283, -106), "seventies"),
    ((-169, -106), "thirties"),
    ((-41, -106), "thirties"),
    ((86, -106), "thirties"),
    ((198, -106), "seventies"),
    ((310, -106), "offices"),
    ((407, -106), "flats"),
    ((-400, -174), "allotments"),
    ((-284, -175), "seventies"),
    ((-169, -175), "thirties"),
    ((86, -175), "thirties"),
    ((198, -175), "seventies"),
    ((310, -175), "flats"),
    ((408, -174), "green"),
    ((-401, -245), "pitch"),
    ((-284, -245), "flats"),
    ((-169, -246), "school"),
    ((87, -246), "seventies"),
    ((199, -245), "flats"),
    ((311, -245), "halls"),
    ((408, -245), "flats"),
    ((-401, -318), "green"),
    ((-285, -318), "flats"),
    ((-169, -318), "flats"),
    ((-41, -318), "flats"),
    ((87, -318), "flats"),
    ((199, -318), "green"),
    ((311, -318), "halls"),
    ((409, -318), "green"),
)
