"""Allotments, parks, a sports pitch and paved corners."""

from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from models.maker.buildings.large import warehouse
from models.maker.frame import Z_PAVEMENT, generator
from models.maker.planted import add_tree, frame_of, lawn, paths, trees_in
from models.maker.town import Town


def fill_allotments(town: Town, block: Polygon, number: int) -> None:
    """Allotment gardens with their small houses."""
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
            town.build(
                "gardenhouse",
                front,
                faces,
                (x + 4, y + 1),
                (4.0, 3.2),
                Z_PAVEMENT,
                4.5,
                function="tuinhuis",
                storeysAboveGround=1,
            )
    for look, shapes in looks.items():
        town.paint(
            f"allotment-{look}-{number:02d}",
            "PlantCover",
            look,
            Z_PAVEMENT,
            [s.intersection(block) for s in shapes],
            attributes={"function": "volkstuin"},
        )
    paths(
        town,
        number,
        block,
        [front.rectangle(-3, width + 3, depth / 2 - 2, depth / 2)],
        "gravelpath",
    )


def fill_green(town: Town, block: Polygon, number: int) -> None:
    """A lawn with trees."""
    rng = generator(f"green-{number}")
    lawn(town, block, number)
    if block.area > 900:
        trees_in(
            town,
            block,
            int(block.area / 600),
            rng,
            ("tree_round", "tree_lime", "tree_birch", "tree_poplar"),
        )


def fill_pitch(town: Town, block: Polygon, number: int) -> None:
    """A sports pitch with poplars."""
    rng = generator("pitch")
    lawn(town, block, number, "sportpark")
    front, width, depth = frame_of(block)
    field = front.rectangle(6, width - 6, 6, depth - 6)
    town.paint(
        f"pitch-{number:02d}",
        "LandUse",
        "pitch",
        Z_PAVEMENT,
        field,
        attributes={"function": "sportveld"},
    )
    x0, y0, x1, y1 = field.buffer(-2).bounds
    lines = [
        box(x0, y0, x1, y1).boundary.buffer(0.06, cap_style="flat"),
        box((x0 + x1) / 2 - 0.06, y0, (x0 + x1) / 2 + 0.06, y1),
        front.rectangle(0, 0.1, 0, 0.1).centroid.buffer(0.01),
    ]
    town.paint(
        f"pitch-lines-{number:02d}",
        "LandUse",
        "linewhite",
        Z_PAVEMENT,
        lines[:2],
        attributes={"function": "belijning"},
    )
    for k in range(8):
        add_tree(town, "tree_poplar", x0 + k * 11, y1 + 4.6, rng)


def fill_paved(town: Town, block: Polygon, number: int) -> None:
    """Pavement all over."""
    town.paint(
        f"paved-{number:02d}",
        "Road",
        "slabs",
        Z_PAVEMENT,
        block,
        attributes={"function": "voetgangersgebied"},
    )
