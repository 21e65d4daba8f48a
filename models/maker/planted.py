"""Lawns, paths, trees and parked cars: what lies and stands on a block beside its buildings."""

import math

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from models.maker.buildings.walls import rectangle
from models.maker.frame import Z_PAVEMENT
from models.maker.fronts import Front
from models.maker.town import Town


def frame_of(block: Polygon) -> tuple[Front, float, float]:
    """The block's inner box as a front along its south side, with its width and depth."""
    x0, y0, x1, y1 = block.buffer(-2.5, join_style="mitre").bounds
    slack = max(0.0, (block.envelope.area - block.area) / (y1 - y0) * 0.5)
    x0, x1 = x0 + slack * 0.7, x1 - slack * 0.7
    return Front(x0, y0, 0.0, x1 - x0, 0, 0), x1 - x0, y1 - y0


def lawn(town: Town, block: Polygon, number: int, function: str = "groen") -> None:
    """Grass all over a block."""
    town.paint(
        f"lawn-{number:02d}",
        "PlantCover",
        "grass",
        Z_PAVEMENT,
        block,
        attributes={"function": function},
    )


def paths(
    town: Town,
    number: int,
    block: Polygon,
    shapes: list[BaseGeometry],
    look: str = "slabs",
    function: str = "voetpad",
) -> None:
    """Paved pieces on top of a block's lawn."""
    cut = [s.intersection(block) for s in shapes]
    town.paint(
        f"paths-{number:02d}", "Road", look, Z_PAVEMENT, cut, attributes={"function": function}
    )


def trees_in(
    town: Town,
    area: BaseGeometry,
    count: int,
    rng: np.random.Generator,
    kinds: tuple[str, ...] = ("tree_round", "tree_lime", "tree_birch"),
) -> None:
    """Trees strewn over an area, 4 m from its edge and 5 m apart."""
    x0, y0, x1, y1 = area.bounds
    inner, done = area.buffer(-2.5), 0
    spots: list[tuple[float, float]] = []
    for _ in range(count * 12):
        x, y = float(rng.uniform(x0, x1)), float(rng.uniform(y0, y1))
        near = any((x - a) ** 2 + (y - b) ** 2 < 30 for a, b in spots)
        if (
            done < count
            and not near
            and inner.contains(Polygon(rectangle(x - 0.1, y - 0.1, x + 0.1, y + 0.1)))
        ):
            add_tree(town, kinds[int(rng.integers(len(kinds)))], x, y, rng)
            spots.append((x, y))
            done += 1


FINE_SPOTS = ((0.0, 38.0), (90.0, 46.0), (-60.0, 182.0), (15.0, 196.0), (-135.0, -144.0))


def _fineness(x: float, y: float) -> str:
    """How fine a tree is made: near the viewpoints finest, in the outskirts coarse."""
    away = min(math.hypot(x - a, y - b) for a, b in FINE_SPOTS)
    if away < 36:
        return "_near"
    return "" if away < 95 else "_far"


SPECIES = {
    "tree_round": "plataan",
    "tree_lime": "linde",
    "tree_birch": "berk",
    "tree_poplar": "populier",
    "tree_small": "sierkers",
}


def add_tree(
    town: Town, kind: str, x: float, y: float, rng: np.random.Generator, size: float | None = None
) -> None:
    """One tree of a kind, in a size and turn of its own."""
    s = size if size is not None else float(rng.uniform(0.8, 1.15))
    tall = s * float(rng.uniform(0.92, 1.1))
    heights = {
        "tree_round": 11.0,
        "tree_lime": 12.0,
        "tree_birch": 10.5,
        "tree_poplar": 19.0,
        "tree_small": 5.5,
    }
    form = kind + _fineness(x, y)
    town.put(
        "tree",
        "SolitaryVegetationObject",
        form,
        x,
        y,
        float(rng.uniform(0, 6.28)),
        (s, s, tall),
        species=SPECIES[kind],
        height=round(heights[kind] * tall, 1),
    )


CARS = ("car_white", "car_grey", "car_black", "car_blue", "car_red", "car_silver", "van_white")


def add_car(
    town: Town, x: float, y: float, angle: float, rng: np.random.Generator, far: bool | None = None
) -> None:
    """A parked car, its nose either way; a simple one when it stands far off."""
    kind = CARS[int(rng.integers(len(CARS)))]
    flip = np.pi if rng.random() < 0.5 else 0.0
    if far is None:
        far = min(math.hypot(x - a, y - b) for a, b in FINE_SPOTS) > 110
    kind = f"{kind}_far" if far and kind.startswith("car") else kind
    town.put("car", "CityFurniture", kind, x, y, float(angle + flip), function="auto")


def park_cars(
    town: Town, front: Front, width: float, inwards: float, rng: np.random.Generator
) -> None:
    """Park cars side by side along a front, with some places left free."""
    for k in range(int((width - 8) / 2.7)):
        if rng.random() < 0.42:
            x, y = front.at(5 + k * 2.7, inwards)
            add_car(town, x, y, front.angle_rad + np.pi / 2, rng)
