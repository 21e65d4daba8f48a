"""How fast CityJSON becomes triangles, against a bare parse of the same bytes and against cjio.

Both sides read the file with the garbage collector off, and both have let go of the parsed JSON
when the clock stops: taking it apart costs two thirds of what parsing it costs. They take turns, so
that a busy moment spoils both. What counts is the ratio, not the seconds.
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import orjson

from bench.measure import Figure
from mrapp.io.readers import read_file
from mrapp.io.worker import WorkerReader

# Vertex numbers in rings in surfaces in shells, as deep as a geometry goes.
_Nested: TypeAlias = "int | list[_Nested]"

TILE = "cityjson/3dbag_v210908/c1_rh/3dbag_v210908_fd2cee53_2092.json"
LOD = "2.2"
LARGE_BYTES = 60_000_000
_ROUNDS = {"3DBAG tile": 15, "synthetic 60 MB": 3}
_STEP_M = 2_500.0


def figures() -> Iterator[Figure]:
    """Ratios for a real tile and for a synthetic one of 60 MB, the tile shifted and repeated."""
    tile = Path(os.environ.get("MRAPP_TESTDATA") or ".") / TILE
    if not tile.is_file():
        print(f"  {TILE}: not there (MRAPP_TESTDATA)")
        return
    with tempfile.TemporaryDirectory() as folder:
        large = Path(folder) / "synthetic.city.json"
        large.write_bytes(repeated(tile.read_bytes(), LARGE_BYTES))
        ours_s = 0.0
        for path, (name, rounds) in zip((large, tile), reversed(_ROUNDS.items()), strict=True):
            bare_s, ours_s, worker_s = in_turns(path, rounds)
            yield Figure(f"{name}, bare orjson.loads", bare_s, "s")
            yield Figure(f"{name} to triangles, LoD {LOD}", ours_s, "s")
            yield Figure(f"{name}, the same through the worker", worker_s, "s")
            yield Figure(f"{name}, triangles to bare", ours_s / bare_s, "x", "at most 3")
    for what, lod, aim in (("whole", "", "at least 50"), (f"only LoD {LOD}", LOD, "")):
        yield Figure(f"3DBAG tile, cjio ({what}) to ours", cjio_s(tile, lod) / ours_s, "x", aim)


def in_turns(path: Path, rounds: int) -> list[float]:
    """Return the median seconds of a bare parse, of our load, and of our load in the worker."""
    reader = WorkerReader()
    steps: list[Callable[[], object]] = [
        lambda: orjson.loads(path.read_bytes()),
        lambda: read_file(path, lod=LOD),
        lambda: reader(path, lod=LOD),
    ]
    gc.disable()
    times = [[timed_s(step) for step in steps] for _ in range(rounds + 1)][1:]
    gc.enable()
    return [median(each) for each in zip(*times, strict=True)]


def timed_s(step: Callable[[], object]) -> float:
    """Return how many seconds a step takes, with its result dropped."""
    start = time.perf_counter()
    step()
    return time.perf_counter() - start


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


def cjio_s(path: Path, lod: str) -> float:
    """Return how long cjio takes to read a file, take one LoD of it ("": all) and triangulate it.

    It uses earcut too; its other way needs a library that may not be used commercially.
    """
    program = (
        "import sys, time; from cjio import cityjson; start = time.perf_counter();"
        "model = cityjson.reader(open(sys.argv[1])); sys.argv[2] and model.filter_lod(sys.argv[2]);"
        "model.triangulate(True); print(time.perf_counter() - start)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), lod], capture_output=True, text=True, check=True
    )
    return float(done.stdout.split()[-1])
