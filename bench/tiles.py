"""The files that reading is measured on: a real 3DBAG tile, and one of 60 MB made of it."""

import os
from pathlib import Path
from typing import Any, TypeAlias

import orjson

# Vertex numbers in rings in surfaces in shells, as deep as a geometry goes.
_Nested: TypeAlias = "int | list[_Nested]"

_TILE = "cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_2092.json"
_LARGE_BYTES = 60_000_000
_STEP_M = 2_500.0


def tiles(folder: Path) -> tuple[Path, Path] | None:
    """Return the real tile and the large synthetic one, written to `folder`.

    None, and said, where the folder of test data is not named.
    """
    tile = Path(os.environ.get("MRAPP_TESTDATA") or ".") / _TILE
    if not tile.is_file():
        print(f"  {_TILE}: not there (MRAPP_TESTDATA)")
        return None
    large = folder / "synthetic.city.json"
    large.write_bytes(repeated(tile.read_bytes(), _LARGE_BYTES))
    return tile, large


def repeated(tile: bytes, size: int) -> bytes:
    """Return a file of about `size` bytes: copies of a tile beside each other. Synthetic."""
    source = orjson.loads(tile)
    vertices, objects = list(source["vertices"]), dict(source["CityObjects"])
    scale = source["transform"]["scale"]
    for copy in range(1, max(1, size // len(tile))):
        east, north = round(copy % 6 * _STEP_M / scale[0]), round(copy // 6 * _STEP_M / scale[1])
        first = len(vertices)
        vertices += [[x + east, y + north, z] for x, y, z in source["vertices"]]
        for name, each in source["CityObjects"].items():
            objects[f"{name}#{copy}"] = _copied(each, first, copy)
    return orjson.dumps({**source, "CityObjects": objects, "vertices": vertices})


def _copied(thing: dict[str, Any], first: int, copy: int) -> dict[str, Any]:
    made = dict(thing)
    for key in ("parents", "children"):
        if key in thing:
            made[key] = [f"{name}#{copy}" for name in thing[key]]
    made["geometry"] = [
        {**each, "boundaries": _shifted(each["boundaries"], first)} for each in thing["geometry"]
    ]
    return made


def _shifted(nested: _Nested, by: int) -> _Nested:
    return nested + by if isinstance(nested, int) else [_shifted(each, by) for each in nested]
