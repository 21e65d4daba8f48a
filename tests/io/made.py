"""Small CityJSON files made in code, for tests: each says in a few lines what it is about."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Point = tuple[float, float, float]

ORIGIN: Point = (105_000.0, 424_000.0, 0.0)
RD = "https://www.opengis.net/def/crs/EPSG/0/7415"

CUBE_FACES = [
    [[0, 3, 2, 1]],
    [[4, 5, 6, 7]],
    [[0, 1, 5, 4]],
    [[1, 2, 6, 5]],
    [[2, 3, 7, 6]],
    [[3, 0, 4, 7]],
]
"""Bottom, top, south, east, north, west, seen from outside counter-clockwise."""


def cube(corner: Point = (0.0, 0.0, 0.0), size: float = 1.0) -> list[Point]:
    """Return the vertices that go with `CUBE_FACES`."""
    x, y, z = corner
    flat = [(0, 0), (1, 0), (1, 1), (0, 1)]
    return [(x + size * u, y + size * v, z + size * w) for w in (0, 1) for u, v in flat]


def faces(first: int = 0, inward: bool = False) -> list[Any]:
    """Return `CUBE_FACES` for a cube whose vertices start at `first`, turned over for a cavity."""
    turned = [[ring[::-1] for ring in face] if inward else face for face in CUBE_FACES]
    return [[[number + first for number in ring] for ring in face] for face in turned]


def geometry(kind: str, boundaries: list[Any], lod: str | float | None = "2", **more: Any) -> Json:
    """Return a geometry; `more` are members such as semantics."""
    made = {"type": kind, "boundaries": boundaries, **more}
    return made if lod is None else {**made, "lod": lod}


def thing(*geometries: Json, kind: str = "Building", **more: Any) -> Json:
    """Return an object; `more` are members such as parents."""
    return {"type": kind, "geometry": list(geometries), **more}


def document(
    objects: Mapping[str, Json],
    vertices: Sequence[Sequence[float]],
    **more: Any,
) -> Json:
    """Return a CityJSON 2.0 file at `ORIGIN`, with vertices (metres from there) in millimetres."""
    made = {
        "type": "CityJSON",
        "version": "2.0",
        "metadata": {"referenceSystem": RD},
        "transform": {"scale": [0.001, 0.001, 0.001], "translate": list(ORIGIN)},
        "CityObjects": dict(objects),
        "vertices": [[round(each * 1000) for each in vertex] for vertex in vertices],
        **more,
    }
    return {key: value for key, value in made.items() if value is not None}


def write(folder: Path, source: Json, name: str = "made.city.json") -> Path:
    """Write a document; return where."""
    path = folder / name
    path.write_text(json.dumps(source), encoding="utf-8")
    return path


def write_lines(folder: Path, lines: Sequence[Json], name: str = "made.city.jsonl") -> Path:
    """Write a sequence; return where."""
    path = folder / name
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def boxes(path: Path, objects: Mapping[str, Json], **more: Any) -> Path:
    """Write a file of objects over the vertices of one unit cube."""
    return write(path, document(objects, cube(), **more))
