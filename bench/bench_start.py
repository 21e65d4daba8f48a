"""From starting the program to the first frame, beside a bare Qt and VTK window with one cube."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.first_frame import FIRST_FRAME, WHOLE_CITY
from bench.measure import Figure

DEMO = Path(__file__).resolve().parent.parent / "models" / "spoorzone"
TIMES = 5
LONGEST_S = 120


def figures() -> Iterator[Figure]:
    """Seconds, warm: each program is started once before it counts."""
    bare = _starts(["bare"])[FIRST_FRAME]
    yield Figure("bare window with a cube", bare, "s")
    city = _starts(["mrapp", str(DEMO)])
    yield Figure("mrapp on the demo project, first frame", city[FIRST_FRAME], "s")
    yield Figure("mrapp on the demo project, whole city", city[WHOLE_CITY], "s")
    yield Figure("first frame against the bare window", city[FIRST_FRAME] / bare, "x", "at most 2")
    yield Figure("whole city against the bare window", city[WHOLE_CITY] / bare, "x")


def _starts(words: list[str]) -> dict[str, float]:
    """The median time at which each thing was said, over some starts."""
    runs = [_start(words) for _ in range(TIMES + 1)][1:]
    return {said: median(run[said] for run in runs) for said in runs[0]}


def _start(words: list[str]) -> dict[str, float]:
    """Start once; raises CalledProcessError where the program fails."""
    begun = time.perf_counter()
    command = [sys.executable, "-m", "bench.first_frame", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        said = {line.strip(): time.perf_counter() - begun for line in program.stdout}
        code = program.wait(LONGEST_S)
    if code:
        raise subprocess.CalledProcessError(code, command)
    return said
