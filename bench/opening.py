"""From the command to the window of the demo project: with 100,000 remarks in the store, and none.

As in `bench_start`, with meshes kept from earlier; both sides take turns, each in a new process.
"""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.bench_start import FILL, ROOT, started
from bench.measure import Figure

_CODE = "from runpy import run_module; run_module('bench.opening_window', run_name='__main__')"
_TIMES = 3
DEMO = ROOT / "models" / "spoorzone"


def figures(scratch: Path, full: Path, count: int) -> Iterator[Figure]:
    """Yield seconds and their ratios; medians of three, after one that is not counted.

    full: a folder of stores with `count` remarks on the demo project.
    """
    cache = str(scratch / "kept")
    started(FILL, str(scratch), str(DEMO), cache=cache).wait()
    stores = {"no": scratch / "none", f"{count:,}": full}
    rounds: dict[str, list[dict[str, float]]] = {what: [] for what in stores}
    for _ in range(_TIMES + 1):
        for what, remarks in stores.items():
            rounds[what].append(_taken(str(scratch), cache, remarks))
    typical = {
        what: {key: median(each[key] for each in all_[1:]) for key in all_[0]}
        for what, all_ in rounds.items()
    }
    for what, took in typical.items():
        yield Figure(f"{what} remarks: from the command to the first frame", took["frame"], "s")
        yield Figure(f"{what} remarks: to all of the demo project", took["whole"], "s")
        yield Figure(f"{what} remarks: to the list and the pins", took["there"], "s")
        yield Figure(f"{what} remarks: longest block meanwhile", took["other_s"] * 1e3, "ms")
        yield Figure(f"{what} remarks: the same, with a frame", took["drawn_s"] * 1e3, "ms")
    bare, with_them = typical.values()
    for key, words in (("frame", "first frame"), ("whole", "all of the demo project")):
        ratio = with_them[key] / bare[key]
        yield Figure(f"{words}: with {count:,} remarks / without", ratio, "x", "at most 1.2")


def _taken(scratch: str, cache: str, remarks: Path) -> dict[str, float]:
    """Open the window once; seconds until it says each word, and of its blocks."""
    start = time.perf_counter()
    said: dict[str, float] = {}
    with started(_CODE, scratch, str(DEMO), cache=cache, MRAPP_REMARKS=str(remarks)) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.startswith("{"):
                said |= json.loads(line)
            else:
                said[line.strip()] = time.perf_counter() - start
    return said
