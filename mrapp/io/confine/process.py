"""The doors that a reader's process closes behind itself, in two steps, the same on all systems."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from mrapp.io.confine.watch import Watch


@dataclass(frozen=True)
class Walls:
    """Which walls of the system stand, besides the audit hook, which always does."""

    limits: bool
    network: bool


class Confinement:
    """Closes the doors of this process; nothing opens them again."""

    def __init__(self) -> None:
        self._watch = Watch()

    def begin(self, memory_bytes: int, cpu_s: int) -> Walls:
        """Bound memory and time, and leave network and writing; before any file is looked at.

        To be called while the process has one thread: Linux lets only such a one leave.
        """
        if sys.platform == "linux":
            # Late, here and below: each exists on its own system only.
            from mrapp.io.confine import linux

            linux.limit(memory_bytes, cpu_s)
            walls = Walls(limits=True, network=linux.leave_network())
        elif sys.platform == "win32":
            from mrapp.io.confine import windows

            walls = Walls(limits=windows.limit(memory_bytes, cpu_s), network=False)
        else:
            walls = Walls(limits=False, network=False)
        self._watch.begin()
        return walls

    def only_read(self, path: Path) -> bool:
        """Open nothing any more but `path`, what lies beside and below it, and Python's own.

        Returns whether the system sees to it; the audit hook does in any case.
        """
        folders = [str(path.parent), *filter(None, sys.path)]
        files = [str(path)]
        held = False
        if sys.platform == "linux":
            from mrapp.io.confine import linux

            held = linux.only_read(folders, files)
        # After that: it would refuse the files that the system is told of.
        self._watch.only(folders, [*files, os.devnull])
        return held


def breathe() -> None:
    """Allow a little more memory, where it is bounded here, to say that it ran out."""
    if sys.platform == "linux":
        from mrapp.io.confine import linux

        linux.breathe()
