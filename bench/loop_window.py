"""The window of `bench_loop`, in a process of its own: `python -m bench.loop_window PROJECT`.

Prints a line of JSON: see `Told`. With --where it also looks what the window's thread was doing.
"""

import json
import os
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from statistics import median
from types import FrameType
from typing import TypedDict

from PySide6.QtCore import Qt, QTimer

from mrapp import bootstrap
from mrapp.ui.application import make_window
from mrapp.ui.robot import Robot

_TICK_MS = 2
_BLOCK_S = 0.020
_LOOK_EVERY_S = 0.005
_SHOWN = 3
_FRAMES = 3
_OURS = f"{os.sep}mrapp{os.sep}"


class Block(TypedDict):
    """A time without a tick: when, how long, whether a frame was drawn in it, and where."""

    at_s: float
    ms: float
    drawn: bool
    where: list[str]


class Told(TypedDict):
    """What the window's process says at its end.

    `blocks` of over 20 ms; `seconds` from opening to rest; how many `frames` were drawn in that
    time; and `frame_ms`, the block that one such frame is when all is there.
    """

    blocks: list[Block]
    seconds: float
    frames: int
    frame_ms: float


class Ticks:
    """A timer of the window's thread, and when it ticked."""

    def __init__(self) -> None:
        self.times_s: list[float] = []
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(lambda: self.times_s.append(time.perf_counter()))

    def start(self) -> None:
        """Begin to tick."""
        self.times_s.append(time.perf_counter())
        self._timer.start()

    def stop(self) -> None:
        """Tick no more."""
        self._timer.stop()
        self.times_s.append(time.perf_counter())

    def gaps(self) -> list[tuple[float, float]]:
        """Return when each block began and how long it took, in seconds."""
        pairs = zip(self.times_s, self.times_s[1:], strict=False)
        return [(a, b - a) for a, b in pairs if b - a > _BLOCK_S]


class Watcher(threading.Thread):
    """Looks from aside, again and again, which function the window's thread is in."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seen: list[tuple[float, str]] = []
        self._thread = threading.get_ident()
        self._over = threading.Event()

    def run(self) -> None:
        """Look until `stop`."""
        while not self._over.wait(_LOOK_EVERY_S):
            frame = sys._current_frames().get(self._thread)
            self.seen.append((time.perf_counter(), _place(frame)))

    def stop(self) -> None:
        """Look no more."""
        self._over.set()
        if self.is_alive():
            self.join()

    def during(self, begin_s: float, length_s: float) -> list[str]:
        """Return where the thread was in that time: the most usual places, with their share."""
        places = Counter(p for at, p in self.seen if begin_s <= at <= begin_s + length_s)
        total = places.total() or 1
        return [f"{n / total:.0%} {place}" for place, n in places.most_common(_SHOWN)]


def _place(frame: FrameType | None) -> str:
    """Return the innermost function of ours and what it was called by: the outermost, too."""
    ours = []
    while frame is not None:
        if _OURS in frame.f_code.co_filename:
            file = frame.f_code.co_filename.rpartition(_OURS)[2]
            ours.append(f"{file}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return " < ".join(ours[:3]) or "Qt"


def main(project: Path, *, where: bool) -> None:
    """Open a project in a window at rest, and print how the event loop fared."""
    window = make_window(bootstrap.build_services())
    window.resize(1280, 720)
    window.show()
    robot = Robot(window)
    robot.rest()
    ticks, watcher = Ticks(), Watcher()
    drawn_s: list[float] = []
    robot.city.painted.connect(lambda: drawn_s.append(time.perf_counter()))
    if where:
        watcher.start()
    ticks.start()
    window.desk.open(project)
    robot.ready()
    ticks.stop()
    watcher.stop()
    told: Told = {
        "blocks": [
            {
                "at_s": at - ticks.times_s[0],
                "ms": length_s * 1e3,
                "drawn": any(at <= each <= at + length_s for each in drawn_s),
                "where": watcher.during(at, length_s),
            }
            for at, length_s in ticks.gaps()
        ],
        "seconds": ticks.times_s[-1] - ticks.times_s[0],
        "frames": len(drawn_s),
        "frame_ms": median(_frame_s(robot) for _ in range(_FRAMES)) * 1e3,
    }
    print(json.dumps(told), flush=True)
    # The window's own farewell is no part of this.
    os._exit(0)


def _frame_s(robot: Robot) -> float:
    """Return the longest block while one more frame is drawn."""
    ticks = Ticks()
    ticks.start()
    robot.frame()
    robot.turn()
    ticks.stop()
    return max((length_s for _at, length_s in ticks.gaps()), default=0.0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), where="--where" in sys.argv)
