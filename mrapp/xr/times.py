"""Where the time of frames goes, for reports: each part in seconds, and what is our own."""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from mrapp.xr.device import Cost

_PARTS = (
    "wait", "render", "maps", "copy", "submit", "runtime", "python", "own", "work", "total",
)  # fmt: skip


@dataclass(frozen=True)
class FrameTime:
    """Seconds of one frame.

    wait: until the runtime wanted it. render: VTK's drawing of both eyes. runtime: the runtime's
    other calls (begin, acquire, release, end), of which submit: to end it. copy: of both pictures.
    total: all of it. maps: drawing the maps of shadow and sky, once in a while. seen: whether
    anybody saw the city in it; behind a fade, and before it is all there, nobody does.
    """

    wait_s: float
    render_s: float
    runtime_s: float
    copy_s: float
    total_s: float
    maps_s: float = 0.0
    submit_s: float = 0.0
    seen: bool = True

    @classmethod
    def between(
        cls, before: Cost, after: Cost, render_s: float, total_s: float, maps_s: float, seen: bool
    ) -> Self:
        """Return that of a frame, from what the device had added up before it and after it."""
        submit_s = after.submit_s - before.submit_s
        runtime_s = after.begin_s - before.begin_s + after.acquire_s - before.acquire_s + submit_s
        wait_s, copy_s = after.wait_s - before.wait_s, after.copy_s - before.copy_s
        return cls(wait_s, render_s, runtime_s, copy_s, total_s, maps_s, submit_s, seen)

    @property
    def own_s(self) -> float:
        """All that is neither drawing nor the runtime's: ours, the copies too."""
        others_s = self.wait_s + self.render_s + self.runtime_s + self.maps_s
        return max(self.total_s - others_s, 0.0)

    @property
    def python_s(self) -> float:
        """What is ours without the copies."""
        return max(self.own_s - self.copy_s, 0.0)

    @property
    def work_s(self) -> float:
        """All but the wait: what must fit in a frame's time."""
        return self.total_s - self.wait_s


class FrameTimes:
    """The times of the last frames, at most so many; its length is how many there were in all."""

    def __init__(self, most: int = 20_000) -> None:
        self._times: deque[FrameTime] = deque(maxlen=most)
        self._count = 0

    def add(self, time: FrameTime) -> None:
        """Add a frame."""
        self._times.append(time)
        self._count += 1

    def __len__(self) -> int:
        return self._count

    @property
    def all(self) -> Sequence[FrameTime]:
        """The times that are kept, in order."""
        return self._times

    def summary(self) -> dict[str, dict[str, float]]:
        """Return median, 99 % and longest of each part, milliseconds; empty without frames.

        own_seen: ours in the frames in which anybody saw the city; the others are of all frames.
        """
        if not self._times:
            return {}
        parts = {name: [getattr(time, f"{name}_s") for time in self._times] for name in _PARTS}
        seen = [time.own_s for time in self._times if time.seen]
        return {name: _spread(values) for name, values in (parts | {"own_seen": seen}).items()}


def _spread(values: list[float]) -> dict[str, float]:
    ordered = sorted(values) or [0.0]
    return {
        name: round(1e3 * _at(ordered, share), 3)
        for name, share in (("median_ms", 0.5), ("p99_ms", 0.99), ("most_ms", 1.0))
    }


def _at(ordered: list[float], share: float) -> float:
    return ordered[min(math.ceil(share * len(ordered)), len(ordered)) - 1]
