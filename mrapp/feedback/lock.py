"""The lock that all programs keep to while they write; the system takes it back from who ends.

The file stays open between writes, as opening it each time takes longer than all else but the disk.
"""

import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_POLL_S = 0.005


class StoreLock:
    """The lock in the file at `path`. One thread at a time may use it; it may hold it again."""

    def __init__(self, path: Path) -> None:
        """Prepare; nothing is opened yet."""
        self._path = path
        self._handle: int | None = None
        self._depth = 0

    def acquire(self, timeout_s: float) -> None:
        """Hold it; raises TimeoutError where another program does for so long, and OSError."""
        end = time.monotonic() + timeout_s
        while not self._depth and not self._taken():
            if time.monotonic() > end:
                raise TimeoutError
            time.sleep(_POLL_S)
        self._depth += 1

    def release(self) -> None:
        """Let it go, if it was not held before as well."""
        self._depth -= 1
        if not self._depth and self._handle is not None:
            _let_go(self._handle)

    def close(self) -> None:
        """Close the file, unless it is held; safe twice."""
        if self._handle is not None and not self._depth:
            os.close(self._handle)
            self._handle = None

    def _taken(self) -> bool:
        if self._handle is None:
            self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if not _take(self._handle):
            return False
        if os.fstat(self._handle).st_nlink:
            return True
        # Somebody removed the file: others may hold another one of that name.
        self.close()
        return False


if sys.platform == "win32":

    def _take(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        return True

    def _let_go(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _let_go(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
