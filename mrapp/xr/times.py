"""Where the time of frames goes, for reports: each part in seconds, and what is our own."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from mrapp.xr.device import Cost


@dataclass(frozen=True)
class FrameTime:
    """Seconds of one frame.

    wait: until the runtime wanted it. render: VTK's drawing of both eyes. runtime: the runtime's
    other calls (begin, acquire, release, end). copy: of both pictures. total: all of it.
    """

    wait_s: float
    render_s: float
    runtime_s: float
    copy_s: float
    total_s: float

    @property
    def own_s(self) -> float:
        """All that is neither drawing nor the runtime's: ours, the copies too."""
        return max(self.total_s - self.wait_s - self.render_s - self.runtime_s, 0.0)

    @property
    def work_s(self) -> float:
        """All but the wait: what must fit in a frame's time."""
        return self.total_s - self.wait_s


def frame_time(before: Cost, now: Cost, render_s: float, total_s: float) -> FrameTime:
    """Return where a frame's time went, from what the device had spent before it and after it."""
    parts = ("begin_s", "acquire_s", "submit_s")
    runtime_s = sum(getattr(now, name) - getattr(before, name) for name in parts)
    wait_s, copy_s = now.wait_s - before.wait_s, now.copy_s - before.copy_s
    return FrameTime(wait_s, render_s, runtime_s, copy_s, total_s)


class FrameTimes:
    """The times of the last frames, at most so many."""

    def __init__(self, most: int = 20_000) -> None:
        self._most = most
        self._times: list[FrameTime] = []

    def add(self, time: FrameTime) -> None:
        """Add a frame."""
        if len(self._times) < self._most:
            self._times.append(time)

    def __len__(self) -> int:
        return len(self._times)

    @property
    def all(self) -> Sequence[FrameTime]:
        """The times, in order."""
        return self._times

    def summary(self) -> dict[str, dict[str, float]]:
        """Return median, 99 % and longest of each part, milliseconds; empty without frames."""
        if not self._times:
            return {}
        rows = [asdict(time) | {"own_s": time.own_s, "work_s": time.work_s} for time in self._times]
        names = ("wait", "render", "copy", "runtime", "own", "work", "total")
        return {name: _spread([row[f"{name}_s"] for row in rows]) for name in names}


def _spread(values: list[float]) -> dict[str, float]:
    ordered = sorted(values)
    return {
        name: round(1e3 * _at(ordered, share), 3)
        for name, share in (("median_ms", 0.5), ("p99_ms", 0.99), ("most_ms", 1.0))
    }


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(math.ceil(share * len(ordered)), len(ordered)) - 1]
