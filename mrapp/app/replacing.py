"""Files that are written whole or not at all, for every room that writes any."""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

BESIDE = ".mrapp-part"
"""How files end that are being written and will replace another."""

_NEW_FILE = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


@contextmanager
def writing(goal: Path) -> Iterator[BinaryIO]:
    """Write to what a person named: as `replacing` does, but a link stays and leads to the result.

    What exists and is no regular file, such as a pipe or /dev/stdout, is written straight into: a
    file in its place would reach nobody. Files that only a project names go by `replacing`, or a
    link in the project could lead anywhere.
    """
    if goal.exists() and not goal.is_file():
        with goal.open("wb") as stream:
            yield stream
    else:
        with replacing(Path(os.path.realpath(goal))) as stream:
            yield stream


@contextmanager
def replacing(goal: Path, *, on_disk: bool = True, private: bool = False) -> Iterator[BinaryIO]:
    """Write beside, flush to the disk, then replace: a crash leaves the old file or the new.

    What a crash left beside goes the next time. on_disk False does not wait for the disk: the file
    then outlives this process, but perhaps not a power cut. Others may read a new file where that
    is this person's custom (the umask); private: never, not even the one that was there before.
    """
    goal.parent.mkdir(parents=True, exist_ok=True)
    mode = 0o600 if private else goal.stat().st_mode & 0o777 if goal.exists() else None
    clear_beside(goal)
    handle, beside = _new_beside(goal, 0o666 if mode is None else mode)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            if on_disk:
                os.fsync(stream.fileno())
            if sys.platform != "win32":
                # Still held: else another writer takes it for one that was left, and removes it.
                _take_its_place(beside, goal, mode)
        if sys.platform == "win32":  # which renames nothing that is open
            _take_its_place(beside, goal, mode)
    finally:
        beside.unlink(missing_ok=True)


def _take_its_place(beside: Path, goal: Path, mode: int | None) -> None:
    if mode is not None:
        beside.chmod(mode)
    beside.replace(goal)


def _new_beside(goal: Path, mode: int) -> tuple[int, Path]:
    """Return a new file beside `goal`, open and held for as long as it is."""
    while True:
        beside = goal.with_name(f".{goal.name}-{secrets.token_hex(4)}{BESIDE}")
        # Not by tempfile: only the system knows the umask without changing it for all threads.
        handle = os.open(beside, _NEW_FILE, mode)
        # Another writer may have taken it for one that was left, just before we held it.
        if _hold(handle) and os.fstat(handle).st_nlink:
            return handle, beside
        os.close(handle)


def clear_beside(goal: Path) -> None:
    """Remove what writers of `goal` left that ended by themselves."""
    for left in goal.parent.glob(f".{escape(goal.name)}-*{BESIDE}"):
        # On Windows a file that is open cannot be removed at all.
        with suppress(OSError), left.open("rb") as stream:
            if _hold(stream.fileno()):
                left.unlink()


def _hold(handle: int) -> bool:
    """Hold an open file until it is closed; False if somebody else does."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True  # a disk that knows no locks
    return True
