"""A city of 100,000 houses in tiles against the same as one merged mesh; a change and a click."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure

_ROOT = Path(__file__).parents[1]


def figures() -> Iterator[Figure]:
    """Frames from above and in the street, memory, hiding a house, and a click."""
    tiles, one = _taken("tiles"), _taken("merged")
    for form, taken in (("tiles", tiles), ("merged", one)):
        yield Figure(f"{form}: show", taken["show"], "s")
        for name in ("overview", "street", "street in the middle"):
            yield Figure(f"{form}: a frame, {name}", taken[name] * 1e3, "ms")
        yield Figure(f"{form}: memory for showing it", taken["memory"], "MB")
        yield Figure(f"{form}: memory at most meanwhile", taken["memory at most"], "MB")
    aims = {"overview": "at most 0.75", "street": "at most 0.7"}
    for name in ("overview", "street", "street in the middle"):
        ratio = tiles[name] / one[name]
        yield Figure(f"a frame in tiles / merged, {name}", ratio, "", aims.get(name, ""))
    for name in ("memory", "memory at most"):
        ratio = tiles[name] / one[name]
        yield Figure(f"{name}, tiles / merged", ratio, "", "at most 1.5")
    yield Figure("tiles: hide a house", tiles["hide"] * 1e3, "ms")
    yield Figure("tiles: a click", tiles["pick"] * 1e6, "us")
    queries = tiles["pick"] / tiles["query"]
    yield Figure("a click / a query of a bare static locator", queries, "", "at most 20")


def _taken(form: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.city_frames", form]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found
