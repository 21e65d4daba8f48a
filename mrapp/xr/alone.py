"""A headset without a window beside it: to measure, to report, and where there is no screen."""

import threading
import time
from collections.abc import Callable
from typing import Any

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.model.headset_errors import HeadsetHeldError
from mrapp.model.texts import Phrase
from mrapp.xr.device import Headset
from mrapp.xr.exchange import Exchange, Failed, SceneUpdate, Start, Told
from mrapp.xr.loop import USUAL, LoopOptions
from mrapp.xr.report import report
from mrapp.xr.thread import HeadsetThread
from mrapp.xr.times import FrameTimes

_WALKING = Phrase(nl="{done} van {all} beelden", en="{done} of {all} frames")
_LOOK_S = 0.2


def walk_alone(
    make: Callable[[], Headset],
    update: SceneUpdate,
    start: Start,
    frames: int,
    options: LoopOptions = USUAL,
    *,
    retries: int = 0,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
) -> dict[str, Any]:
    """Show a scene in a headset for so many frames; returns the report.

    make: makes the device. retries: how often to try again where the runtime goes. Where it cannot
    go on at all the report's `error` says why.
    """
    exchange = Exchange()
    exchange.show(update)
    exchange.wish(lambda loop: loop.restart(start))
    thread = HeadsetThread(make, exchange, options, retries=retries, frames=frames)
    begun_s = time.perf_counter()
    thread.start()
    happened: list[str] = []
    try:
        _watch(thread, exchange, frames, happened, progress, cancelled)
    finally:
        if not thread.end():
            happened.append(f"held: {HeadsetHeldError()}")
    loop, headset = thread.loop, thread.headset
    times = loop.pacing.times if loop is not None else FrameTimes()
    first_s = loop.first_s - begun_s if loop is not None and loop.first_s is not None else None
    error = thread.error if not len(times) else None
    return report(
        headset.facts if headset is not None else None,
        thread.conditions,
        times,
        drawn=loop.pacing.drawn if loop is not None else None,
        started_s=first_s,
        level=loop.pacing.budget.number if loop is not None else 0,
        changes=loop.pacing.changes if loop is not None else (),
        error=str(error or ""),
    ) | {"happened": happened}


def _watch(
    thread: threading.Thread,
    exchange: Exchange,
    frames: int,
    happened: list[str],
    progress: Progress,
    cancelled: Cancelled,
) -> None:
    made = 0
    while thread.is_alive() and not cancelled():
        thread.join(_LOOK_S)
        for news in exchange.news():
            if isinstance(news, Told) and news.kind != "condition":
                happened.append(f"{news.kind}: {news.what}")
            elif isinstance(news, Failed):
                happened.append(f"failed: {news.error}")
        glimpse = exchange.glimpse()
        if glimpse is not None and glimpse.frames != made:
            made = glimpse.frames
            progress(made / frames, _WALKING.filled(done=made, all=frames))
