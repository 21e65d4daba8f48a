"""One measured figure, and how to take it so that a busy moment does not spoil it."""

import re
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
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


def median_s(run: Callable[[], object], times: int = 5) -> float:
    """Seconds that `run` takes: the median of `times`, after one that is not counted."""
    run()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        taken.append(time.perf_counter() - start)
    return median(taken)


def fresh_python_s(code: str, times: int = 5) -> float:
    """Seconds that a new Python takes to start and run `code`; raises CalledProcessError."""
    return median_s(lambda: subprocess.run([sys.executable, "-c", code], check=True), times)
