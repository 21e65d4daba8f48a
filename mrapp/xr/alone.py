"""A headset without a window beside it: to measure, to report, and where there is no screen."""

import time
from collections.abc import Callable, Iterator
from typing import Any, Final

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.model.errors import MrappError
from mrapp.model.headset_errors import HeadsetHeldError
from mrapp.model.texts import Phrase
from mrapp.xr.device import Headset
from mrapp.xr.exchange import Exchange, Failed, News, SceneUpdate, Start, Told
from mrapp.xr.loop import USUAL, LoopOptions
from mrapp.xr.report import report
from mrapp.xr.thread import HeadsetThread
from mrapp.xr.times import FrameTimes

_WALKING = Phrase(nl="{done} van {all} beelden", en="{done} of {all} frames")
_LOOK_S = 0.2

STOPPED: Final = "stopped"
"""What happened to a walk that somebody broke off."""


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
    language: str = "en",
) -> dict[str, Any]:
    """Show a scene in a headset for so many frames; returns the report.

    make: makes the device. retries: how often to try again where the runtime goes. Where it cannot
    go on at all the report's `error` says why, in a language. A walk that somebody interrupts from
    the keyboard ends there: its report is of what was, with `STOPPED` as the last that happened.
    """
    exchange = Exchange()
    exchange.show(update)
    exchange.wish(lambda loop: loop.restart(start))
    thread = HeadsetThread(make, exchange, options, retries=retries, frames=frames)
    begun_s = time.perf_counter()
    thread.start()
    happened: list[str] = []
    try:
        for news in _news(thread, exchange, frames, progress, cancelled):
            if isinstance(news, Told) and news.kind != "condition":
                happened.append(f"{news.kind}: {news.what}")
            elif isinstance(news, Failed):
                happened.append(f"failed: {_words(news.error, language)}")
    except KeyboardInterrupt:
        happened.append(STOPPED)
    finally:
        if not thread.end():
            happened.append(f"held: {HeadsetHeldError().text(language)}")
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
        error=error.text(language) if error is not None else "",
    ) | {"happened": happened}


def _news(
    thread: HeadsetThread,
    exchange: Exchange,
    frames: int,
    progress: Progress,
    cancelled: Cancelled,
) -> Iterator[News]:
    """Yield what the headset tells until it ends; somebody hears meanwhile how far it is."""
    made, ended = 0, False
    while not ended and not cancelled():
        ended = thread.wait(_LOOK_S)
        yield from exchange.news()
        glimpse = exchange.glimpse()
        if glimpse is not None and glimpse.frames != made:
            made = glimpse.frames
            progress(made / frames, _WALKING.filled(done=made, all=frames))


def _words(error: Exception, language: str) -> str:
    return error.text(language) if isinstance(error, MrappError) else str(error)
