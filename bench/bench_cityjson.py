"""How fast CityJSON becomes triangles, against a bare parse of the same bytes and against cjio.

Both sides read the file with the garbage collector off, and both have let go of the parsed JSON
when the clock stops: taking it apart costs two thirds of what parsing it costs. They take turns, so
that a busy moment spoils both. What counts is the ratio, not the seconds.
"""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import orjson

from bench.measure import Figure
from bench.tiles import tiles
from mrapp.io.readers import read_file
from mrapp.io.worker import WorkerReader

LOD = "2.2"
_ROUNDS = {"3DBAG tile": 15, "synthetic 60 MB": 3}


def figures() -> Iterator[Figure]:
    """Ratios for a real tile and for a synthetic one of 60 MB, the tile shifted and repeated."""
    with tempfile.TemporaryDirectory() as folder:
        found = tiles(Path(folder))
        if found is None:
            return
        tile, large = found
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
