"""Counting and searching 100,000 remarks in their store, as the window does in its tasks.

The floor is what it takes at least to look at all of them: every content out of SQLite and through
a quick reader of JSON, with nothing done to it. All sides take turns; seconds of processor time, as
other work on the machine would otherwise be counted too.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import orjson

from bench.measure import Figure
from mrapp.app.counting.overview import overview
from mrapp.app.counting.slips import day_slip
from mrapp.app.progress import ignore_progress, never_cancelled
from mrapp.app.remarks.reading import in_parts
from mrapp.app.remarks.samples import read_sample
from mrapp.feedback.folders import project_folder
from mrapp.feedback.stores import FolderStores
from mrapp.model.project import Project

_ROUNDS = 3
_TICK_S = 0.002


def figures(base: Path, project: Project, count: int) -> Iterator[Figure]:
    """Yield seconds, ratios to the floor, and the longest time without a turn for others."""
    path = project_folder(base, project.id) / "remarks.sqlite"
    with closing(FolderStores(base).open(project.id)) as store:
        ids = store.columns().ids

        def bare() -> None:
            with closing(sqlite3.connect(path)) as conn:
                for (content,) in conn.execute("SELECT content FROM entries ORDER BY n"):
                    orjson.loads(content)

        def counted() -> None:
            sample = read_sample(store, ids, ignore_progress, never_cancelled)
            overview(project, sample, by_month=True)

        def slip() -> None:
            now = datetime.now(UTC)
            day_slip(project, store.outline(), store.outbox(), now, "nl", day=now.date())

        def searched() -> None:
            for some in in_parts(ids, ignore_progress, never_cancelled):
                for text in store.texts(some).values():
                    text.casefold()

        runs = {"overview": counted, "day slip": slip, "searching words": searched}
        rounds = [[_cpu_s(run) for run in (bare, *runs.values())] for _ in range(_ROUNDS + 1)]
        floor_s, *taken = (median(each) for each in zip(*rounds[1:], strict=True))
        yield Figure(f"{count:,} remarks: bare reading, SQLite and JSON", floor_s, "s")
        for (name, run), took_s in zip(runs.items(), taken, strict=True):
            yield Figure(f"{name}", took_s, "s")
            yield Figure(f"{name} / bare reading", took_s / floor_s, "x")
            yield Figure(f"{name}: longest without a turn for others", 1e3 * _stall_s(run), "ms")


def _cpu_s(run: Callable[[], None]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _stall_s(run: Callable[[], None]) -> float:
    """Return the longest time in which a thread that wants a turn got none while `run` goes on."""
    worker = threading.Thread(target=run)
    worker.start()
    last, longest = time.perf_counter(), 0.0
    while worker.is_alive():
        time.sleep(_TICK_S)
        now = time.perf_counter()
        last, longest = now, max(longest, now - last)
    return longest
