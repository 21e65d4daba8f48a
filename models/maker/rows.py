"""Blocks of row houses with front and back gardens."""

import math
from dataclasses import dataclass

import numpy as np
from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry

from models.maker.buildings.houses import House, house
from models.maker.buildings.walls import floor, rectangle
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.fronts import Front, Lot, fronts, lots
from models.maker.layout import STREETS
from models.maker.mesh import WALL, box
from models.maker.town import Town


@dataclass(frozen=True)
class Style:
    """How the houses of a block look: measures in metres, chances from 0 to 1."""

    width: float
    depth: float
    setback: float
    floors: tuple[int, ...]
    bricks: tuple[str, ...]
    roofs: tuple[str, ...]
    tiles: tuple[str, ...]
    years: tuple[int, int]
    erker: float = 0.0
    dormer: float = 0.3
    shop: float = 0.0


THIRTIES = Style(
    6.3,
    9.4,
    2.8,
    (2,),
    ("red", "brown", "red"),
    ("gable",),
    ("tile_orange", "tile_orange", "tile_red"),
    (1924, 1938),
    erker=0.6,
    dormer=0.35,
)
SEVENTIES = Style(
    6.5,
    9.2,
    3.2,
    (2,),
    ("yellow", "grey", "orange"),
    ("gable",),
    ("tile_dark", "tile_dark", "tile_red"),
    (1968, 1984),
    dormer=0.45,
)
TOWN = Style(
    6.6,
    11.0,
    0.0,
    (3, 3, 4),
    ("red", "dark", "brown", "orange"),
    ("mansard", "flat", "mansard", "gable"),
    ("slate", "tile_dark", "tile_red"),
    (1888, 1915),
    dormer=0.2,
    shop=0.75,
)
STYLES = {"thirties": THIRTIES, "seventies": SEVENTIES, "town": TOWN}


def street_near(x: float, y: float) -> str:
    """Name of the street nearest to a point."""
    point = Point(x, y)
    return min(STREETS, key=lambda s: s.line.distance(point)).name


def fill_rows(town: Town, block: Polygon, style: Style, number: int) -> None:
    """Houses on all fronts of a block, gardens behind and before them."""
    rng = generator(f"rows-{number}")
    town.paint(
        f"yard-{number:02d}",
        "LandUse",
        "slabs",
        Z_PAVEMENT,
        block,
        attributes={"function": "achterpad"},
    )
    if style.setback:
        inner = block.buffer(-style.setback, join_style="mitre")
        town.paint(
            f"frontgardens-{number:02d}",
            "PlantCover",
            "planting",
            Z_PAVEMENT,
            block.difference(inner),
            attributes={"function": "voortuinen"},
        )
    taken: BaseGeometry = Polygon()
    row = None
    patches: dict[str, list[BaseGeometry]] = {}
    for front in fronts(block, style.depth, style.setback):
        for lot in lots(front, style.width, rng):
            row = _row_house(style, rng) if lot.first or row is None else row
            built = _lot_house(town, lot, style, row, rng)
            taken = taken.union(built)
            _front_path(town, lot, style, rng, patches)
    _gardens(town, block, style, rng, taken, patches)
    looks = {"terrace": "LandUse", "grass": "PlantCover", "planting": "PlantCover"}
    for look, shapes in patches.items():
        town.paint(
            f"garden-{look}-{number:02d}",
            looks[look],
            look,
            Z_PAVEMENT,
            shapes,
            attributes={"function": "tuin"},
        )


def _row_house(style: Style, rng: np.random.Generator) -> House:
    """What the houses of one row have in common."""

    def pick(options: tuple[str, ...]) -> str:
        return options[int(rng.integers(len(options)))]

    floors = style.floors[int(rng.integers(len(style.floors)))]
    return House(
        style.width,
        style.depth,
        floors,
        pick(style.bricks),
        pick(style.roofs),
        pick(style.tiles),
        erker=bool(rng.random() < style.erker),
    )


def _lot_house(town: Town, lot: Lot, style: Style, row: House, rng: np.random.Generator) -> Polygon:
    hips = row.roof == "gable" and row.brick in ("red", "brown") and style is THIRTIES
    main = lot.front.length > 40
    h = House(
        lot.width,
        style.depth,
        row.floors,
        row.brick,
        row.roof,
        row.tile,
        open_left=lot.first,
        open_right=lot.last,
        hip_left=hips and lot.first,
        hip_right=hips and lot.last,
        dormer=bool(rng.random() < style.dormer),
        rear_dormer=bool(rng.random() < style.dormer),
        erker=row.erker,
        shop=bool(rng.random() < style.shop) and main,
        solar=bool(rng.random() < 0.22),
        start=int(rng.integers(0, 4)),
    )
    x, y = lot.front.at(lot.start + lot.width / 2)
    street = street_near(x, y)
    built = town.build(
        "house",
        lot.front,
        house(h),
        (lot.start, 0.0),
        (lot.width, style.depth),
        Z_PAVEMENT,
        h.top,
        name=f"{street} {town.counts.get(street, 0) * 2 + 1}",
        function="winkel met woning" if h.shop else "woning",
        yearOfConstruction=int(rng.integers(*style.years)),
        storeysAboveGround=h.floors + 1,
        roofType={"gable": "zadeldak", "flat": "plat dak", "mansard": "mansardedak"}[h.roof],
    )
    town.counts[street] = town.counts.get(street, 0) + 1
    return built.footprint


def _front_path(
    town: Town,
    lot: Lot,
    style: Style,
    rng: np.random.Generator,
    patches: dict[str, list[BaseGeometry]],
) -> None:
    """A path to the front door and a hedge or low fence along the pavement."""
    if not style.setback:
        return
    f, s, deep = lot.front, lot.start, style.setback
    patches.setdefault("terrace", []).append(f.rectangle(s + 0.35, s + 1.75, -deep, 0.0))
    if rng.random() < 0.65:
        x, y = f.at(s + 1.95, -deep + 0.35)
        tall = float(rng.uniform(0.5, 0.9))
        town.put("hedge", "PlantCover", "hedge", x, y, f.angle_rad, (lot.width - 2.1, 0.6, tall))


def _gardens(
    town: Town,
    block: Polygon,
    style: Style,
    rng: np.random.Generator,
    taken: BaseGeometry,
    patches: dict[str, list[BaseGeometry]],
) -> None:
    inner = block.buffer(-style.setback - style.depth - 0.5, join_style="mitre")
    deep = min(13.0, _half_width(inner) - 0.7)
    if deep < 3:
        return
    free = block.difference(taken.buffer(0.02))
    for front in fronts(block, style.depth, style.setback):
        for lot in lots(front, style.width, generator(f"fence-{front.x:.0f}-{front.y:.0f}")):
            near, far = style.depth, style.depth + deep
            plot = lot.front.rectangle(lot.start, lot.start + lot.width, near, far)
            plot = plot.intersection(free)
            if plot.geom_type != "Polygon" or plot.area < 15:
                continue
            free = free.difference(plot)
            _one_garden(town, lot, plot, near, deep, rng, patches)


def _half_width(shape: BaseGeometry) -> float:
    """Half the width of a block's inside: how far it can shrink before it is gone."""
    low, high = 0.0, 60.0
    for _ in range(20):
        middle = (low + high) / 2
        low, high = (low, middle) if shape.buffer(-middle).is_empty else (middle, high)
    return low


def _one_garden(
    town: Town,
    lot: Lot,
    plot: Polygon,
    near: float,
    deep: float,
    rng: np.random.Generator,
    patches: dict[str, list[BaseGeometry]],
) -> None:
    f, s, w = lot.front, lot.start, lot.width
    terrace = f.rectangle(s, s + w, near, near + float(rng.uniform(2.4, 4.0)))
    patches.setdefault("terrace", []).append(plot.intersection(terrace))
    look = "grass" if rng.random() < 0.68 else "planting"
    patches.setdefault(look, []).append(plot.difference(terrace))
    whole = plot.area > 0.9 * w * deep
    if not whole:
        return
    x, y = f.at(s, near)
    kind = "fence" if rng.random() < 0.6 else "hedge"
    scale = (deep, 1.0, 1.0) if kind == "fence" else (deep, 0.7, 1.7)
    town.put(
        kind,
        "CityFurniture" if kind == "fence" else "PlantCover",
        kind,
        x,
        y,
        f.angle_rad + math.pi / 2,
        scale,
    )
    if rng.random() < 0.42:
        _shed(town, f, s + w - 2.7, near + deep - 2.2)
    if rng.random() < 0.12:
        x, y = f.at(s + w * 0.4, near + deep * 0.6)
        size = float(rng.uniform(0.6, 0.85))
        town.put(
            "tree",
            "SolitaryVegetationObject",
            "tree_small" if rng.random() < 0.6 else "tree_birch_far",
            x,
            y,
            float(rng.uniform(0, 6)),
            (size, size, size),
            species="sierappel" if rng.random() < 0.5 else "berk",
        )


def _shed(town: Town, f: Front, along: float, inwards: float) -> None:
    faces = [
        *box((0, 0, 0), (2.4, 2.0, 2.3), "wood", "lead", role=WALL),
        floor(rectangle(0, 0, 2.4, 2), 0),
    ]
    town.build(
        "shed",
        f,
        faces,
        (along, inwards),
        (2.4, 2.0),
        Z_PAVEMENT,
        2.3,
        function="schuur",
        storeysAboveGround=1,
    )
