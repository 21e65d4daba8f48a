"""How long the window stands still while a file of 60 MB comes in: the longest gap of a timer.

The real window is open and at rest; then a project with that file is opened in it, as from the
menu, until all is drawn and nothing moves any more. A second run looks which function of ours the
window's thread was in during the longest blocks; looking costs time, so its times are not used.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

import orjson

from bench.measure import Figure
from bench.tiles import tiles

if TYPE_CHECKING:
    # That module opens windows; it runs in a process of its own.
    from bench.loop_window import Told

_ROOT = Path(__file__).parents[1]
_ROUNDS = 3
_LONG_MS = 100.0
_SHOWN = 12


def figures() -> Iterator[Figure]:
    """Yield the longest block of a typical run, and how much of the wait was made of blocks."""
    with tempfile.TemporaryDirectory() as place:
        project = Path(place) / "city"
        found = tiles(Path(place))
        if found is None:
            return
        tile, large = found
        _make_project(project, large, tile.read_bytes())
        # The one in the middle, by the longest block.
        told = sorted((_run(project) for _ in range(_ROUNDS)), key=_longest_ms)[_ROUNDS // 2]
        yield from _figures(told)
        _print_where(_run(project, "--where"))


def _figures(told: "Told") -> Iterator[Figure]:
    blocks = told["blocks"]
    long_ms = [block["ms"] for block in blocks if block["ms"] > _LONG_MS]
    other_ms = max((block["ms"] for block in blocks if not block["drawn"]), default=0.0)
    yield Figure("the longest block of the event loop", _longest_ms(told), "ms", "at most 100")
    yield Figure("the longest without a frame in it", other_ms, "ms", "at most 100")
    yield Figure("one frame at rest, all there, for comparison", told["frame_ms"], "ms")
    yield Figure("blocks of over 100 ms", float(len(long_ms)), "")
    yield Figure("those together", sum(long_ms) / 1e3, "s")
    yield Figure("frames drawn meanwhile", float(told["frames"]), "")
    yield Figure("from opening to all drawn and at rest", told["seconds"], "s")


def _longest_ms(told: "Told") -> float:
    return max((block["ms"] for block in told["blocks"]), default=0.0)


def _make_project(project: Path, file: Path, tile: bytes) -> None:
    """Make a project with the large file in it, by the program's own commands."""
    x, y, _z = orjson.loads(tile)["transform"]["translate"]
    origin = [str(round(x)), str(round(y)), "0"]
    for words in (
        ["new", str(project), "--name", "Synthetic", "--origin", *origin],
        ["add", str(project), str(file)],
    ):
        subprocess.run(
            [sys.executable, "-m", "mrapp", *words],
            cwd=_ROOT,
            env={**os.environ, "MRAPP_CACHE": "off"},
            capture_output=True,
            check=True,
        )


def _run(project: Path, *options: str) -> "Told":
    """Open the project as for the first time, in a window of its own process; what that says."""
    cache = tempfile.mkdtemp(dir=project.parent)
    told = subprocess.run(
        [sys.executable, "-m", "bench.loop_window", str(project), *options],
        cwd=_ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "MRAPP_CACHE": cache},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return cast("Told", json.loads(told.stdout.splitlines()[-1]))


def _print_where(told: "Told") -> None:
    print("  where the longest blocks come from (of another run, while looking):")
    for block in sorted(told["blocks"], key=lambda each: each["ms"], reverse=True)[:_SHOWN]:
        kind = "with a frame" if block["drawn"] else ""
        places = "; ".join(block["where"])
        print(f"  {block['ms']:>6.0f} ms at {block['at_s']:>5.1f} s {kind:<12}  {places}")
