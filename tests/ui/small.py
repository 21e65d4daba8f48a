"""A small project to work with: twelve boxes in rows, a tower as a variant, two viewpoints."""

import json
from pathlib import Path
from typing import Any

X, Y = 105_400, 424_560
_CORNERS = [(x, y, z) for z in (0, 1) for y in (0, 1) for x in (0, 1)]
_FACES = [[0, 2, 3, 1], [4, 5, 7, 6], [0, 1, 5, 4], [1, 3, 7, 5], [3, 2, 6, 7], [2, 0, 4, 6]]
_KINDS = ["GroundSurface", "RoofSurface", "WallSurface"]


def box(
    number: int, low: tuple[float, float, float], size: tuple[float, float, float]
) -> tuple[dict[str, Any], list[list[float]]]:
    """Return a building of one box and its eight corners, in metres from X, Y."""
    corners = [[low[axis] + corner[axis] * size[axis] for axis in range(3)] for corner in _CORNERS]
    faces = [[[8 * number + index for index in face]] for face in _FACES]
    solid = {
        "type": "Solid",
        "lod": "2.2",
        "boundaries": [faces],
        "semantics": {
            "surfaces": [{"type": kind} for kind in _KINDS],
            "values": [[0, 1, 2, 2, 2, 2]],
        },
    }
    return solid, corners


def write_city(file: Path, boxes: dict[str, tuple[Any, Any, dict[str, Any]]]) -> Path:
    """Write a CityJSON file of boxes: id to (low corner, size, attributes)."""
    objects, vertices = {}, []
    for number, (name, (low, size, attributes)) in enumerate(boxes.items()):
        solid, corners = box(number, low, size)
        vertices += [[round(1000 * c) for c in corner] for corner in corners]
        objects[name] = {"type": "Building", "attributes": attributes, "geometry": [solid]}
    document = {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [0.001] * 3, "translate": [X, Y, 0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
        "CityObjects": objects,
        "vertices": vertices,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def write_rows(file: Path) -> Path:
    """Write twelve houses in three rows, with the attributes of a Dutch register."""
    return write_city(
        file,
        {
            f"huis-{row}-{column}": (
                (30.0 * column - 45.0, 40.0 * row, 1.0),
                (12.0, 10.0, 6.0 + row),
                {"oorspronkelijkbouwjaar": 1900 + 10 * row + column, "eigen_kenmerk": "ja"},
            )
            for row in range(3)
            for column in range(4)
        },
    )


def write_tower(file: Path) -> Path:
    """Write one tower of 40 m."""
    tower = {"toren": ((0.0, 130.0, 1.0), (18.0, 18.0, 40.0), {"function": "woning"})}
    return write_city(file, tower)


def _viewpoint(name: str, dutch: str, eye: list[float], target: list[float]) -> dict[str, Any]:
    return {
        "id": name,
        "name": {"nl": dutch, "en": name.capitalize()},
        "eye": [X + eye[0], Y + eye[1], eye[2]],
        "target": [X + target[0], Y + target[1], target[2]],
    }


def write_project(folder: Path) -> Path:
    """Write the project into `folder` and return it."""
    write_rows(folder / "assets" / "rijen.city.json")
    write_tower(folder / "assets" / "toren.city.json")
    source = {"source": "Eigen tekening", "date": "2026-11-21", "attribution": "Eigen tekening"}
    design = {
        "id": "tower",
        "name": {"nl": "Woontoren", "en": "Residential tower"},
        "asset": "assets/toren.city.json",
        "status": "proposal",
        "provenance": source,
    }
    variant = {
        "id": "high",
        "name": {"nl": "Hoog", "en": "High"},
        "description": {"nl": "Een toren van 40 meter.", "en": "A tower of 40 metres."},
        "adds": [design],
        "removes": ["huis-2-1"],
    }
    project = {
        "format": "mrapp-project",
        "format_version": 1,
        "id": "klein",
        "name": {"nl": "Kleine stad", "en": "Small town"},
        "origin": {"x": X, "y": Y, "nap": 0.0},
        "layers": [
            {
                "id": "rows",
                "name": {"nl": "Huizen", "en": "Houses"},
                "asset": "assets/rijen.city.json",
                "provenance": source,
            }
        ],
        "plans": [{"id": "plan", "name": {"nl": "Plan", "en": "Plan"}, "variants": [variant]}],
        "viewpoints": [
            _viewpoint("above", "Van boven", [0.0, -120.0, 90.0], [6.0, 50.0, 0.0]),
            _viewpoint("street", "Op straat", [6.0, -30.0, 2.65], [6.0, 50.0, 3.0]),
        ],
        "start": {"viewpoint": "above", "time": "2026-06-21T12:00:00+02:00"},
    }
    (folder / "project.json").write_text(json.dumps(project), encoding="utf-8")
    return folder


def write_block(file: Path, side_m: float = 20.0, height_m: float = 12.0) -> Path:
    """Write a block as OBJ, y up, its zero in the middle of its floor: a file without a place."""
    half = side_m / 2
    corners = [((2 * x - 1) * half, z * height_m, (1 - 2 * y) * half) for x, y, z in _CORNERS]
    lines = ["o blok", *("v {} {} {}".format(*corner) for corner in corners)]
    lines += ["f " + " ".join(str(index + 1) for index in face) for face in _FACES]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def write_land(file: Path) -> Path:
    """Write a terrain of two triangles under all of it."""
    corners = [(-100, -100, 1), (200, -100, 1), (200, 200, 1), (-100, 200, 1)]
    surface = {
        "type": "CompositeSurface",
        "lod": "1",
        "boundaries": [[[0, 1, 2]], [[0, 2, 3]]],
    }
    document = {
        "type": "CityJSON",
        "version": "2.0",
        "transform": {"scale": [1.0] * 3, "translate": [X, Y, 0]},
        "metadata": {"referenceSystem": "https://www.opengis.net/def/crs/EPSG/0/7415"},
        "CityObjects": {"land": {"type": "TINRelief", "geometry": [surface]}},
        "vertices": corners,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(document), encoding="utf-8")
    return file
