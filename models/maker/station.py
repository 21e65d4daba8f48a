"""The station: hall, platforms with roofs, tracks, wires, a train and a footbridge."""

import math

from shapely.geometry import box as plan_box

from models.maker import frame
from models.maker.buildings.hall import station_hall
from models.maker.buildings.walls import railing, rectangle
from models.maker.frame import Z_PAVEMENT, Z_PLATFORM, Z_RAIL, Vec3
from models.maker.fronts import Front
from models.maker.layout import HALL, PLATFORMS, TRACKS
from models.maker.looks import IMAGES
from models.maker.mesh import ROOF, Face, Faces, beam, box, face, mapped, pairs, post, quad
from models.maker.town import Built, Town


def fill_station(town: Town) -> None:
    """The hall as a building, the rest as works along the railway."""
    _hall(town)
    for number, (x0, x1, y0, y1) in enumerate(PLATFORMS, 1):
        _work(
            town,
            f"platform-{number}",
            _platform(x0, x1, y0, y1),
            (x0, y0, x1, y1),
            Z_PLATFORM,
            "perron",
            f"Perron {number}",
        )
        _work(
            town,
            f"canopy-{number}",
            _canopy(number),
            (-90, y0, 90, y1),
            Z_PLATFORM + 4.5,
            "perronkap",
            f"Perronkap {number}",
        )
    _work(town, "rails", _rails(), (-450, -56, 450, -26), Z_RAIL + 0.2, "rails", "Rails")
    _work(town, "catenary", _catenary(), (-450, -58, 450, -26), 8.5, "bovenleiding", "Bovenleiding")
    _work(
        town,
        "train",
        _train(-96.0, TRACKS[1], 4),
        (-96, -36, 12, -33),
        5.0,
        "trein",
        "Sprinter (fictief)",
        "CityFurniture",
    )
    _work(
        town,
        "train-2",
        _train(60.0, TRACKS[3], 3),
        (60, -55, 140, -51),
        5.0,
        "trein",
        "Sprinter (fictief)",
        "CityFurniture",
    )
    _work(
        town,
        "footbridge",
        _footbridge(),
        (58, -68, 64, -8),
        10.0,
        "voetgangersbrug",
        "Spoorpassage",
        "Bridge",
    )


def _work(
    town: Town,
    name: str,
    faces: Faces,
    bounds: tuple[float, float, float, float],
    top: float,
    function: str,
    title: str,
    kind: str = "OtherConstruction",
) -> None:
    town.works.append(
        Built(
            name,
            faces,
            plan_box(*bounds),
            Z_PAVEMENT,
            top,
            {"function": function, "name": title},
            kind,
        )
    )


def _hall(town: Town) -> None:
    x0, x1, y0, y1 = HALL
    front = Front(x1, y1, math.pi, x1 - x0, 0, 0)
    town.build(
        "station-hall",
        front,
        station_hall(),
        (0, 0),
        (x1 - x0, y1 - y0),
        Z_PAVEMENT,
        15.5,
        name="Station Spoorzone (fictief)",
        function="station",
        yearOfConstruction=1938,
        storeysAboveGround=2,
    )


def _looked(plain: Face) -> Face:
    return mapped(plain, IMAGES[plain.look].width_m)


def _platform(x0: float, x1: float, y0: float, y1: float) -> Faces:
    """A platform with white edges and a strip of ribbed tiles."""
    z, low = Z_PLATFORM, frame.Z_PAVEMENT - 0.3
    made = [
        face([(*a, low), (*b, low), (*b, z), (*a, z)], "concrete")
        for a, b in pairs(rectangle(x0, y0, x1, y1))
    ]
    strips = (
        (y0, y0 + 0.35, "white"),
        (y0 + 0.35, y0 + 0.9, "grey"),
        (y0 + 0.9, y1 - 0.9, "slabs"),
        (y1 - 0.9, y1 - 0.35, "grey"),
        (y1 - 0.35, y1, "white"),
    )
    for a, b, look in strips:
        ring: list[Vec3] = [(x0, a, z), (x1, a, z), (x1, b, z), (x0, b, z)]
        made.append(_looked(face(ring, look)) if look in IMAGES else face(ring, look))
    return made


def _canopy(number: int) -> Faces:
    """A butterfly roof on steel posts over 180 m of platform."""
    x0, x1, y0, y1 = -90.0, 90.0, *PLATFORMS[number - 1][2:]
    middle, z = (y0 + y1) / 2, Z_PLATFORM
    top, edge = z + 4.0, z + 4.7
    made: Faces = []
    for y, order in ((y0 + 0.6, 1), (y1 - 0.6, -1)):
        ring: list[Vec3] = [(x0, y, edge), (x1, y, edge), (x1, middle, top), (x0, middle, top)]
        made.append(_looked(face(ring[::order], "zincroof", ROOF)))
        made.append(face([(x, py, pz - 0.18) for x, py, pz in ring[::-order]], "cream"))
        rim: list[Vec3] = [
            (x0, y, edge - 0.18),
            (x1, y, edge - 0.18),
            (x1, y, edge + 0.05),
            (x0, y, edge + 0.05),
        ]
        made.append(face(rim[::order], "white"))
    for k in range(16):
        x = x0 + 6 + k * 11.2
        made += post((x, middle, z), 4.0, 0.14, "green", 8)
        for y in (y0 + 1.2, y1 - 1.2):
            made += beam((x, middle, z + 3.3), (x, y, z + 4.35), 0.12, 0.16, "green")
    return made


def _rails() -> Faces:
    made: Faces = []
    for y in TRACKS:
        for side in (-0.75, 0.75):
            a, b, z = y + side - 0.04, y + side + 0.04, Z_RAIL
            x0, x1 = -450.0, 450.0
            made += [
                face([(x0, a, z), (x1, a, z), (x1, a, z + 0.15), (x0, a, z + 0.15)], "brickgrey"),
                face([(x1, b, z), (x0, b, z), (x0, b, z + 0.15), (x1, b, z + 0.15)], "brickgrey"),
                face(
                    [(x0, a, z + 0.15), (x1, a, z + 0.15), (x1, b, z + 0.15), (x0, b, z + 0.15)],
                    "steel",
                ),
            ]
    return made


def _catenary() -> Faces:
    """Portals every 60 m, and where the land ends, with contact wires 5.5 m above the rails."""
    made: Faces = []
    south, z = -57.2, Z_RAIL
    for x in (-449.0, *(-420.0 + k * 60.0 for k in range(15)), 449.0):
        made += box((x - 0.12, south - 0.12, z - 0.3), (x + 0.12, south + 0.12, z + 7.4), "steel")
        north_y = -26.9 if abs(x) > 178 else -19.7
        foot = z - 0.3 if abs(x) > 178 else Z_PLATFORM
        made += box((x - 0.12, north_y - 0.12, foot), (x + 0.12, north_y + 0.12, z + 7.4), "steel")
        made += beam((x, south, z + 7.2), (x, north_y, z + 7.2), 0.2, 0.35, "steel")
        for y in TRACKS:
            made += box((x - 0.04, y - 0.04, z + 5.6), (x + 0.04, y + 0.04, z + 7.1), "steeldark")
    for y in TRACKS:
        for height in (5.5, 6.5):
            made += beam(
                (-449, y, z + height), (449, y, z + height), 0.035, 0.035, "grey", ends=False
            )
    return made


def _train(x: float, y: float, coaches: int) -> Faces:
    """A train of coaches of 26 m, noses at both ends."""
    made: Faces = []
    for k in range(coaches):
        a, b = x + k * 26.6, x + k * 26.6 + 26.0
        made += _coach(a, b, y)
        if k < coaches - 1:
            made += box((b, y - 1.1, 2.3), (b + 0.6, y + 1.1, 4.9), "darkgrey", role=None)
    made += _nose(x + (coaches - 1) * 26.6 + 26.0, y, 1) + _nose(x, y, -1)
    return made


def _coach(a: float, b: float, y: float) -> Faces:
    low, high, half = Z_RAIL + 0.95, Z_RAIL + 3.65, 1.4
    sides: list[list[Vec3]] = [
        [(a, y - half, low), (b, y - half, low), (b, y - half, high), (a, y - half, high)],
        [(b, y + half, low), (a, y + half, low), (a, y + half, high), (b, y + half, high)],
    ]
    made = [quad(s, "train", (2, 1)) for s in sides]
    crown = high + 0.35
    for s, order in ((-1, 1), (1, -1)):
        ring: list[Vec3] = [
            (a, y + s * half, high),
            (b, y + s * half, high),
            (b, y + s * 0.7, crown),
            (a, y + s * 0.7, crown),
        ]
        made.append(face(ring[::order], "lightgrey"))
    made.append(
        face(
            [(a, y - 0.7, crown), (b, y - 0.7, crown), (b, y + 0.7, crown), (a, y + 0.7, crown)],
            "lightgrey",
        )
    )
    for x, order in ((a, -1), (b, 1)):
        end: list[Vec3] = [
            (x, y - half, low),
            (x, y + half, low),
            (x, y + half, high),
            (x, y + 0.7, crown),
            (x, y - 0.7, crown),
            (x, y - half, high),
        ]
        made.append(face(end[::order], "yellow"))
    for at in (a + 3.2, b - 6.2):
        made += box((at, y - 1.2, Z_RAIL + 0.15), (at + 3.0, y + 1.2, low), "black")
    made += box((a + 8, y - 1.25, Z_RAIL + 0.4), (b - 8, y + 1.25, low), "darkgrey", bottom=True)
    return made


def _nose(x: float, y: float, way: int) -> Faces:
    """A sloping front with a dark window, ``way`` is 1 for the east end and -1 for the west."""
    low, high = Z_RAIL + 0.7, Z_RAIL + 3.65
    side = [(0.0, low), (1.3, low), (1.5, low + 1.1), (0.5, high), (0.0, high + 0.2)]
    made: Faces = []
    looks = ["darkgrey", "yellow", "glassdark", "lightgrey"]
    for k, look in enumerate(looks):
        (xa, za), (xb, zb) = side[k], side[k + 1]
        ring: list[Vec3] = [
            (x + way * xa, y - 1.3, za),
            (x + way * xa, y + 1.3, za),
            (x + way * xb, y + 1.3, zb),
            (x + way * xb, y - 1.3, zb),
        ]
        made.append(face(ring[::way], look))
    for s in (-1, 1):
        cheek: list[Vec3] = [(x + way * a, y + s * 1.3, z) for a, z in side]
        made.append(face(cheek[:: -s * way], "yellow"))
    return made


def _footbridge() -> Faces:
    """A covered footbridge with stairs to the square, the island platform and the south side."""
    x0, x1, deck = 58.5, 63.5, Z_RAIL + 6.6
    made = box((x0, -69.5, deck - 0.5), (x1, -8.0, deck), "concrete", "lightgrey", bottom=True)
    for x in (x0 + 0.1, x1 - 0.1):
        made += railing([(x, -69.5), (x, -8.0)], deck, "glassgreen", 1.2)
    made += box(
        (x0 - 0.4, -70.0, deck + 3.1), (x1 + 0.4, -7.5, deck + 3.35), "white", "zinc", bottom=True
    )
    for k in range(9):
        y = -69.0 + k * 7.55
        for x in (x0 + 0.15, x1 - 0.15):
            made += box((x - 0.08, y - 0.08, deck), (x + 0.08, y + 0.08, deck + 3.1), "steeldark")
    for y in (-68.0, -57.5, -41.5, -23.5, -9.5):
        for x in (x0 + 0.8, x1 - 0.8):
            made += box((x - 0.3, y - 0.3, 0.8), (x + 0.3, y + 0.3, deck - 0.5), "concrete")
    for at, foot, way in (
        (-9.6, Z_PAVEMENT, -1),
        (-41.5, Z_PLATFORM, -1),
        (-23.6, Z_PLATFORM, -1),
        (-67.9, Z_PAVEMENT, -1),
    ):
        made += _stairs(x0, at, deck, foot, way)
    return made


def _stairs(x: float, y: float, top: float, foot: float, way: int) -> Faces:
    """Straight stairs along x from the deck's edge down to ``foot``, 2.6 m wide."""
    steps = 16
    rise, run = (top - foot) / steps, 0.62
    made: Faces = []
    for k in range(steps):
        a, b = x + way * k * run, x + way * (k + 1) * run
        z = top - (k + 1) * rise
        made += box(
            (min(a, b), y - 1.3, z - 0.25), (max(a, b), y + 1.3, z + 0.02), "concrete", bottom=True
        )
    for side in (-1.3, 1.3):
        ring: list[Vec3] = [
            (x, y + side, top),
            (x + way * steps * run, y + side, foot),
            (x + way * steps * run, y + side, foot + 1.1),
            (x, y + side, top + 1.1),
        ]
        made.append(face(ring, "glassgreen"))
    return made
