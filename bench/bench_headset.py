"""A headset: what is ours of a frame, both eyes against bare VTK, and what many frames leave."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.measure import Figure
from mrapp.xr.scripts import walk
from tests.xr.rig import inside
from tests.xr.rig.packages import UnavailableError, installed
from tests.xr.rig.remote import Pose, Remote
from tests.xr.rig.service import running_service

_ROOT = Path(__file__).parents[1]
_STEP_S = 1.0 / 30.0


def figures() -> Iterator[Figure]:
    """Frames with a real runtime where there is one, and a simulated headset; eyes; growth."""
    yield from _frames("simulated", _taken("frames"))
    try:
        yield from _frames("Monado", _with_runtime())
    except UnavailableError as error:
        print(f"  no runtime here: {error}", flush=True)
    eyes = _taken("eyes")
    yield Figure("both eyes, bare VTK", eyes["bare_s"] * 1e3, "ms")
    yield Figure("both eyes, ours", eyes["ours_s"] * 1e3, "ms")
    yield Figure("both eyes: ours / bare", eyes["ours_s"] / eyes["bare_s"], "", "at most 1.15")
    for name, more in _taken("growth").items():
        unit = "MB" if name == "memory_mb" else ""
        aim = "" if name == "memory_mb" else "at most 0"
        yield Figure(f"9,000 frames at 64 px: more {name.removesuffix('_mb')}", more, unit, aim)


def _frames(name: str, told: dict[str, Any]) -> Iterator[Figure]:
    times = told["times_ms"]
    if not times:
        raise RuntimeError(f"{name}: {told['error']}")
    own, seen, render = times["own"], times["own_seen"], times["render"]
    yield Figure(f"{name}: from the start to the first frame", told["first_frame_s"], "s")
    yield Figure(f"{name}: drawing both eyes", render["median_ms"], "ms")
    yield Figure(f"{name}: the runtime's own calls", times["runtime"]["median_ms"], "ms")
    yield Figure(f"{name}: ours", own["median_ms"], "ms", "aim 3")
    yield Figure(f"{name}: ours, 99 % of those seen within", seen["p99_ms"], "ms", "aim 6")
    yield Figure(f"{name}: ours, 99 % of all within", own["p99_ms"], "ms")
    yield Figure(f"{name}: maps of shadow and sky, in the longest", times["maps"]["most_ms"], "ms")
    ratio = own["median_ms"] / render["median_ms"]
    yield Figure(f"{name}: ours / drawing both eyes", ratio, "", "at most 0.15")


def _taken(what: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.headset_frames", what]
    done = subprocess.run(command, cwd=_ROOT, check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _with_runtime() -> dict[str, Any]:
    """Return the report of a walk with Monado, whose head sways as the simulated one does."""
    debian = installed()
    with running_service(debian) as service, Remote() as remote:
        os.environ.update(service.client)
        over = threading.Event()
        swaying = threading.Thread(target=_sway, args=(remote, over))
        swaying.start()
        try:
            return inside.run(debian, "-m", "bench.headset_frames", "real").result
        finally:
            over.set()
            swaying.join()


def _sway(remote: Remote, over: threading.Event) -> None:
    for cue in walk(600.0):
        if over.wait(_STEP_S):
            return
        if cue.head is not None:
            remote.do(head=Pose(cue.head.position, cue.head.turned))
