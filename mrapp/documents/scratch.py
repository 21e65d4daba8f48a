"""A folder to build a file in before it is put in its place.

What stands in it are remarks, also those that are withdrawn a minute later. So what a program that
was killed left there goes with the next export, whatever that is of.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock, Timeout

_PREFIX = "mrapp-export-"
_LOCK = ".lock"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Give a folder that nobody else has, for as long as this lasts."""
    base = Path(gettempdir())
    _clear(base)
    folder = base / f"{_PREFIX}{secrets.token_hex(8)}"
    lock = _lock_of(folder)
    # Held from before the folder is there until it is gone: who can take it knows that it is left.
    try:
        with FileLock(lock):
            try:
                folder.mkdir(mode=0o700)
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    finally:
        lock.unlink(missing_ok=True)


def _clear(base: Path) -> None:
    """Remove the folders of programs that ended by themselves."""
    for left in base.glob(f"{_PREFIX}*"):
        lock = _lock_of(left.with_suffix(""))
        # Those of others on this machine are not ours to open.
        with suppress(OSError, Timeout):
            with FileLock(lock, timeout=0):
                shutil.rmtree(left.with_suffix(""), ignore_errors=True)
            lock.unlink(missing_ok=True)


def _lock_of(folder: Path) -> Path:
    return folder.with_suffix(_LOCK)
