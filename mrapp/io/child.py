"""A started process that reads: how to speak with it, how to end it, and how it came to its end."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections import deque
from enum import Enum
from io import BufferedIOBase
from pathlib import Path
from typing import IO, BinaryIO, cast

import mrapp
from mrapp.io.confine.limits import Limits

FAREWELL_S = 5.0
"""How long one waits for a process that was told to end."""

_SAID_BYTES = 2000
# Of its memory: a library that falls over holding more than this most likely wanted more.
_MUCH = 0.5
# What Rust, C++, the system and glibc write when there is no memory left and they give up.
_NO_MEMORY = ("memory allocation of", "bad_alloc", "annot allocate memory", "ut of memory")
# ERROR_NOT_ENOUGH_QUOTA and STATUS_QUOTA_EXCEEDED: a job of Windows ended a process for its time.
_NO_TIME_ON_WINDOWS = frozenset({1816, 0xC0000044})


class Ending(Enum):
    """Why a process ended by itself."""

    MEMORY = "it met its limit of memory"
    TIME = "it met its limit of computing time"
    UNKNOWN = "a fault in a library, or the system ended it"


class Child:
    """A process that has been started and waits for a request."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._held_bytes = 0
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-P", "-m", "mrapp.io.worker_child"),
                *(str(limits.memory_bytes), str(limits.cpu_s)),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.requests = cast("BinaryIO", self.process.stdin)
        self.replies = cast("BufferedIOBase", self.process.stdout)
        self._overheard = _Overheard(cast("IO[bytes]", self.process.stderr))

    def last_words(self) -> str:
        """Return the end of what the process wrote on its standard error; once it has ended."""
        return self._overheard.words()

    def look(self) -> None:
        """Notice how much memory the process has; to be called now and then while it reads."""
        if sys.platform == "linux":
            with contextlib.suppress(OSError, IndexError):
                pages = Path(f"/proc/{self.process.pid}/statm").read_text().split()[5]
                self._held_bytes = max(self._held_bytes, int(pages) * os.sysconf("SC_PAGE_SIZE"))

    def ending(self) -> Ending:
        """Return why the process ended; to be asked once it has let go of its replies."""
        code = self.process.wait()
        if _is_out_of_time(code):
            return Ending.TIME
        # Some libraries (orjson) fall over without a word when they are refused memory.
        fell_full = code < 0 and self._held_bytes > _MUCH * self._limits.memory_bytes
        words = self.last_words()
        if fell_full or any(sign in words for sign in _NO_MEMORY):
            return Ending.MEMORY
        return Ending.UNKNOWN

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(FAREWELL_S)

    def close(self) -> None:
        """Let go of what connected us to it, once it has ended and nobody listens."""
        with contextlib.suppress(BrokenPipeError):
            self.requests.close()
        self.replies.close()
        self._overheard.close()


def _is_out_of_time(code: int) -> bool:
    if sys.platform == "win32":
        return code in _NO_TIME_ON_WINDOWS
    return code == -signal.SIGXCPU


class _Overheard:
    """The end of what a process says aside; taken in all the time, lest it wait for a listener.

    A pipe, and not a file: the process may write no files.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._said: deque[int] = deque(maxlen=_SAID_BYTES)
        self._thread = threading.Thread(target=self._listen, name="overhearing", daemon=True)
        self._thread.start()

    def words(self) -> str:
        self._thread.join(FAREWELL_S)
        return bytes(self._said).decode(errors="replace").strip()

    def close(self) -> None:
        self._thread.join(FAREWELL_S)
        if not self._thread.is_alive():
            self._stream.close()

    def _listen(self) -> None:
        while some := os.read(self._stream.fileno(), 65536):
            self._said.extend(some)


def _environment() -> dict[str, str]:
    """Let the child find mrapp where this process found it, and numpy use one core."""
    home = str(Path(mrapp.__file__).parent.parent)
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
