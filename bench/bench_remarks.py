"""Keeping remarks: one durable append, and reading all of them, with 100,000 remarks in the store.

The floor of an append is a bare SQLite insert (WAL, synchronous FULL) of the same bytes plus one
line of them appended to a file and brought to the disk; both sides take turns.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench import counting, opening
from bench.bench_cityjson import timed_s
from bench.measure import Figure, median_s, medians_in_turns_s
from bench.opinions import PROJECT, fill, remarks, said
from mrapp.app.remarks.receipts import Seal
from mrapp.feedback.folders import project_folder
from mrapp.feedback.store import FolderStore
from mrapp.feedback.stores import FolderStores
from mrapp.io.capsule import CapsuleStore
from mrapp.model.remark import Remark

_BATCH, _TURNS = 40, 15
_MANY = 100_000


def figures() -> Iterator[Figure]:
    """Seconds and ratios; the append also into the store that is full already."""
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        yield from _appends(FolderStores(base / "empty"), base / "bare", "an empty store")
        fill(project_folder(base / "full", PROJECT), _MANY)
        stores = FolderStores(base / "full")
        yield from _appends(stores, base / "bare2", f"{_MANY:,} remarks")
        yield from _reading(stores)
        demo = CapsuleStore().load(opening.DEMO).project
        fill(project_folder(base / "demo", demo.id), _MANY, demo)
        yield from counting.figures(base / "demo", demo, _MANY)
        yield from opening.figures(base, base / "demo", _MANY)


def _appends(stores: FolderStores, bare: Path, what: str) -> Iterator[Figure]:
    made = iter(_made(7))
    packed = iter([said(remark, sealed) for remark, sealed in _made(8)])
    with closing(stores.open(PROJECT)) as store, closing(_Bare(bare)) as floor:

        def ours() -> None:
            for remark, sealed in (next(made) for _ in range(_BATCH)):
                store.add(remark, sealed, {})

        def theirs() -> None:
            for content in (next(packed) for _ in range(_BATCH)):
                floor.add(content)

        ours_s, bare_s = medians_in_turns_s([ours, theirs], _TURNS)
        yield Figure(f"{what}: bare insert and synced line", bare_s / _BATCH * 1e3, "ms")
        yield Figure(f"{what}: keeping a remark", ours_s / _BATCH * 1e3, "ms")
        yield Figure(f"{what}: rate to the bare rate", bare_s / ours_s, "x", "at least 0.5")


def _reading(stores: FolderStores) -> Iterator[Figure]:
    opening_s = median_s(lambda: stores.open(PROJECT).close())
    yield Figure(f"{_MANY:,} remarks: opening the store", opening_s * 1e3, "ms")
    with closing(stores.open(PROJECT)) as store:
        yield Figure(f"{_MANY:,} remarks: all columns", median_s(store.columns), "s")
        yield Figure(f"{_MANY:,} remarks: the outbox", median_s(store.outbox) * 1e3, "ms")
        yield Figure(f"{_MANY:,} remarks: all of them whole", median_s(store.kept, 1), "s")
        yield Figure(f"{_MANY:,} remarks: looking at every entry", _checked_s(store), "s")


def _checked_s(store: FolderStore) -> float:
    assert store.check().whole
    return timed_s(store.check)


def _made(seed: int) -> Sequence[tuple[Remark, Seal]]:
    return list(remarks(_BATCH * (_TURNS + 1), seed))


class _Bare:
    """A table with one row for each remark and a file with one line, durable one by one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True)
        self._conn = sqlite3.connect(folder / "bare.sqlite", isolation_level=None)
        self._conn.execute("PRAGMA journal_mode = WAL")
        self._conn.execute("PRAGMA synchronous = FULL")
        self._conn.execute("CREATE TABLE said (n INTEGER PRIMARY KEY, content BLOB)")
        self._lines = (folder / "lines").open("ab", buffering=0)

    def add(self, content: bytes) -> None:
        """Keep what is to be kept, made ready."""
        self._lines.write(content + b"\n")
        os.fsync(self._lines.fileno())
        self._conn.execute("INSERT INTO said (content) VALUES (?)", (content,))

    def close(self) -> None:
        """Let go of both files."""
        self._conn.close()
        self._lines.close()
