"""The window of `bench.opening`, in a process of its own: `python -m bench.opening_window PROJECT`.

Says "frame" and "whole" as in `bench_start`, then "there" once list and pins are shown, and at its
end a line of JSON: the longest blocks of the event loop, in seconds; see `Blocks`.
"""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from mrapp import bootstrap
from mrapp.__main__ import spare_start

if TYPE_CHECKING:
    from mrapp.ui.main_window import MainWindow


class Blocks(TypedDict):
    """The longest times without a tick: from the first whole frame until list and pins are there.

    drawn_s: with a frame in it; other_s: without.
    """

    drawn_s: float
    other_s: float


def watch(window: "MainWindow") -> None:
    """Say how far the window is, and end the process when all is there."""
    # Late: the program itself begins to read files before it imports Qt.
    import time

    from bench.loop_window import Ticks

    said: list[str] = []
    drawn_s: list[float] = []
    ticks = Ticks()

    def say(word: str) -> None:
        if word not in said:
            said.append(word)
            print(word, flush=True)

    def end() -> None:
        ticks.stop()
        taken = [
            (any(at <= each <= at + length_s for each in drawn_s), length_s)
            for at, length_s in ticks.gaps()
        ]
        longest = {
            drawn: max((s for was, s in taken if was is drawn), default=0.0)
            for drawn in (True, False)
        }
        print(json.dumps(Blocks(drawn_s=longest[True], other_s=longest[False])), flush=True)
        os._exit(0)

    def look() -> None:
        drawn_s.append(time.perf_counter())
        session = window.bench.session
        if session is None or not session.meshes:
            return
        say("frame")
        if window.bench.loader.busy:
            return
        if "whole" not in said:
            say("whole")
            ticks.start()
        if window.door.columns is not None:
            say("there")
            end()

    window.resize(1280, 720)
    window.parts.view.city.painted.connect(look)


if __name__ == "__main__":
    spare_start()
    path = Path(sys.argv[1])
    bootstrap.open_window(path, path, watch)
