"""Run Python inside the runtime's libraries: its client needs a newer libc than Debian 12 has.

What a process inside starts by `sys.executable` is outside again: it knows no headset. To start
another one inside, use `run`.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NoReturn

from tests.xr.rig.packages import Prefix

ROOT: Final = Path(__file__).parents[3]


@dataclass(frozen=True)
class Ran:
    """How a program ended: its exit code (negative: the signal that ended it) and what it said."""

    code: int
    out: str
    err: str

    @property
    def result(self) -> dict[str, Any]:
        """The JSON object in the last line that it printed. Raises ValueError or TypeError."""
        lines = [line for line in self.out.splitlines() if line.strip()]
        if not lines:
            raise ValueError(f"nothing was printed; it ended with {self.code}: {self.err[-2000:]}")
        told = json.loads(lines[-1])
        if not isinstance(told, dict):
            raise TypeError(f"no object of JSON: {lines[-1]}")
        return told


def command(prefix: Prefix, *arguments: str) -> list[str]:
    """Return the command that runs this environment's Python inside, as `python ARGUMENTS`."""
    # By its name in .venv Python finds the packages there; the file itself is the one behind it.
    return prefix.start(Path(sys.executable).resolve(), *arguments, name=sys.executable)


def environment(prefix: Prefix, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return this process's environment and what drawing inside takes; more: over all that."""
    return {**os.environ, **prefix.drawing(), **(more or {})}


def start(prefix: Prefix, *arguments: str) -> subprocess.Popen[str]:
    """Start `python ARGUMENTS` inside, in the project's folder, and talk to it by pipes."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command(prefix, *arguments),
        cwd=ROOT,
        env=environment(prefix),
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        text=True,
    )


def run(prefix: Prefix, *arguments: str, timeout_s: float = 300.0) -> Ran:
    """Run `python ARGUMENTS` inside to its end. Raises subprocess.TimeoutExpired: ended it."""
    done = subprocess.run(
        command(prefix, *arguments),
        cwd=ROOT,
        env=environment(prefix),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout_s,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def become(prefix: Prefix, *arguments: str) -> NoReturn:
    """Go on as `python ARGUMENTS` inside, as the same process."""
    words = command(prefix, *arguments)
    os.execve(words[0], words, environment(prefix))
