"""One measured figure, and how to take it so that a busy moment does not spoil it."""

import ctypes
import gc
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_AIM = re.compile(r"at (most|least) (\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Figure:
    """What was measured: `value` in `unit`, and the `aim` that the project set itself, if any.

    An aim that reads "at most 3" or "at least 50", in the same unit, is looked at; any other is
    words for people.
    """

    name: str
    value: float
    unit: str
    aim: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none to look at."""
        said = _AIM.fullmatch(self.aim)
        if said is None:
            return None
        limit = float(said[2])
        return self.value <= limit if said[1] == "most" else self.value >= limit


@dataclass(frozen=True)
class Memory:
    """What something takes of memory, MB: `most` while it goes on, of which `stays` is kept."""

    most: float
    stays: float


def memory_mb(run: Callable[[], object]) -> Memory:
    """Return what `run` takes, whatever was taken and given back before it. On Linux alone."""
    _give_back()
    before = _told_mb("VmRSS")
    # Else the most of all that came before would count: see proc_pid_clear_refs(5).
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    run()
    most = _told_mb("VmHWM") - before
    _give_back()
    return Memory(most, _told_mb("VmRSS") - before)


def _give_back() -> None:
    """Let the system have what is free: what `run` finds free it would not seem to take."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


def _told_mb(what: str) -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    found = re.search(rf"^{what}:\s+(\d+) kB$", status, re.MULTILINE)
    assert found is not None, f"this system does not tell {what}"
    return int(found[1]) / 1024.0


def median_s(run: Callable[[], object], times: int = 5) -> float:
    """Seconds that `run` takes: the median of `times`, after one that is not counted."""
    run()
    return median(_taken_s(run) for _ in range(times))


def medians_in_turns_s(runs: Sequence[Callable[[], object]], times: int = 15) -> list[float]:
    """Seconds that each of `runs` takes: the medians of `times` rounds, after one not counted.

    In turns, so that a busy moment, and what memory the process has kept, are there for all.
    """
    rounds = [[_taken_s(run) for run in runs] for _ in range(times + 1)][1:]
    return [median(taken) for taken in zip(*rounds, strict=True)]


def _taken_s(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def fresh_python_s(code: str, times: int = 5) -> float:
    """Seconds that a new Python takes to start and run `code`; raises CalledProcessError."""
    return median_s(lambda: subprocess.run([sys.executable, "-c", code], check=True), times)
