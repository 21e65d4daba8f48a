"""Opening a file a second time, from what was kept of the first, against the first time.

The first time is that of a person: from the file, through a worker, with an empty cache. It is kept
after that, which is waited for apart. They take turns, so that a busy moment spoils both.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.bench_cityjson import LOD, timed_s
from bench.measure import Figure
from bench.tiles import tiles
from mrapp.io.cache import CachedReader
from mrapp.io.entries import Entries
from mrapp.io.worker import WorkerReader

_ROUNDS = 7


def figures() -> Iterator[Figure]:
    """Ratios for a real tile and for a synthetic one of 60 MB, the tile shifted and repeated."""
    with tempfile.TemporaryDirectory() as folder:
        found = tiles(Path(folder))
        if found is None:
            return
        tile, large = found
        for name, path in (("3DBAG tile", tile), ("synthetic 60 MB", large)):
            bare_s, first_s, keeping_s, again_s = in_turns(path, Path(folder) / "cache")
            yield Figure(f"{name}, through a worker, without a cache", bare_s, "s")
            yield Figure(f"{name}, first opening", first_s, "s")
            yield Figure(f"{name}, keeping it afterwards", keeping_s, "s")
            yield Figure(f"{name}, second opening", again_s, "s")
            yield Figure(f"{name}, second to first opening", again_s / first_s, "x", "at most 0.2")


def in_turns(path: Path, folder: Path) -> list[float]:
    """Return the median seconds of a read without a cache, a first one, keeping it, a second."""
    worker = WorkerReader()
    rounds = [_round(path, worker, folder / f"{path.stem}-{n}") for n in range(_ROUNDS + 1)][1:]
    return [median(each) for each in zip(*rounds, strict=True)]


def _round(path: Path, worker: WorkerReader, folder: Path) -> list[float]:
    cached = CachedReader(worker, Entries(folder))
    bare_s = timed_s(lambda: worker(path, lod=LOD))
    first_s = timed_s(lambda: cached(path, lod=LOD))
    keeping_s = timed_s(cached.wait)
    return [bare_s, first_s, keeping_s, timed_s(lambda: cached(path, lod=LOD))]
