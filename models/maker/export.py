"""Turns the collected city into CityJSON files."""

from pathlib import Path
from typing import Any

import shapely

from models.maker.buildings.walls import simple_block
from models.maker.cityjson import CityFile, Placed
from models.maker.partition import Edge, Ground, edge_heights, faces_of
from models.maker.things.catalogue import CATALOGUE
from models.maker.town import Built, Thing, Town


def buildings_file(title: str, built: list[Built], coarse: bool = True) -> CityFile:
    """Buildings in LoD 2.2, and in LoD 1.2 as simple blocks."""
    file = CityFile(title)
    for b in built:
        add_built(file, b, coarse)
    return file


def add_built(file: CityFile, b: Built, coarse: bool = True) -> None:
    """Add one building or other construction to a file."""
    geometries = [file.surfaces(b.faces, "2.2")]
    if coarse:
        ring = shapely.geometry.polygon.orient(b.footprint).exterior.coords[:-1]
        outline = [(float(x), float(y)) for x, y in ring]
        geometries.insert(
            0, file.solid(simple_block(outline, b.z, b.z + (b.top - b.z) * 0.85), "1.2")
        )
    file.add(b.name, b.kind, b.attributes, geometries)


def add_ground(file: CityFile, ground: Ground, heights: dict[Edge, float]) -> None:
    """Add every piece of a partition to a file."""
    for number, piece in enumerate(ground.pieces):
        faces = faces_of(ground, number, heights)
        file.add(piece.name, piece.kind, piece.attributes, [file.surfaces(faces, "2")])


def ground_file(title: str, ground: Ground) -> CityFile:
    """The ground of the city as one file."""
    file = CityFile(title)
    add_ground(file, ground, edge_heights(ground))
    return file


def add_things(
    file: CityFile, things: list[Thing], grounds: list[Ground], counts: dict[str, int]
) -> None:
    """Add instances, standing on the first of the grounds that lies under them.

    Raises ValueError when something stands on no ground at all.
    """
    for thing in things:
        z = thing.z if thing.z is not None else _height(thing, grounds)
        file.template(thing.template, CATALOGUE[thing.template]())
        counts[thing.prefix] = counts.get(thing.prefix, 0) + 1
        placed = Placed(thing.template, thing.x, thing.y, z, thing.angle_rad, thing.scale)
        file.add(
            f"{thing.prefix}-{counts[thing.prefix]:04d}",
            thing.kind,
            thing.attributes,
            [file.instance(placed)],
        )


def _height(thing: Thing, grounds: list[Ground]) -> float:
    for ground in grounds:
        z = ground.height_at(thing.x, thing.y)
        if z is not None:
            return z
    raise ValueError(f"{thing.prefix} at {thing.x:.1f}, {thing.y:.1f} stands on nothing")


GREEN = ("SolitaryVegetationObject", "PlantCover")


def write_context(town: Town, ground: Ground, folder: Path) -> dict[str, Any]:
    """Write the files of the city of now; returns the ids by file."""
    green, street = CityFile("Bomen en hagen"), CityFile("Straatmeubilair en mensen")
    counts: dict[str, int] = {}
    add_things(green, [t for t in town.things if t.kind in GREEN], [ground], counts)
    add_things(street, [t for t in town.things if t.kind not in GREEN], [ground], counts)
    files = {
        "buildings": buildings_file("Gebouwen", town.buildings),
        "ground": ground_file("Grond en water", ground),
        "green": green,
        "street": street,
        "rail": buildings_file("Spoor en bruggen", town.works, coarse=False),
    }
    for name, file in files.items():
        file.write(folder / f"{name}.city.json")
    return {name: list(file.objects) for name, file in files.items()}
