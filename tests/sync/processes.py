"""Processes that may be killed at any instant: forked, so that beginning one takes no time."""

import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path

_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG, see prctl(2)
_LIBC = ctypes.CDLL(None)


def begin(work: Callable[[], object], errors: Path | None = None) -> int:
    """Do some work in a process of its own; returns its id. errors: where it says what went wrong.

    It ends with whoever began it.
    """
    sys.stdout.flush()
    pid = os.fork()
    if pid:
        return pid
    code = 3
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _LIBC.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if errors is not None:
            to = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.dup2(to, 1)
            os.dup2(to, 2)
        _close_pipes()
        work()
        code = 0
    finally:
        if code:
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _close_pipes() -> None:
    """Let go of pipes of whoever began this: somebody may wait for their end."""
    for each in Path("/proc/self/fd").iterdir():
        if int(each.name) > 2 and each.is_fifo():
            os.close(int(each.name))


def kill(pids: Iterable[int]) -> bool:
    """Kill processes; tells whether all of them were still at work."""
    found = list(pids)
    for pid in found:
        os.kill(pid, signal.SIGKILL)
    ends = [os.waitpid(pid, 0)[1] for pid in found]
    return all(os.WIFSIGNALED(each) for each in ends)


def done(pids: Iterable[int]) -> bool:
    """Wait for processes to end by themselves; tells whether all went well."""
    ends = [os.waitpid(pid, 0)[1] for pid in pids]
    return not any(ends)
