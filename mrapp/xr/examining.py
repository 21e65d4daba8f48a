"""Asking the VR software whether it has a headset, in a process of its own.

A runtime is a library of somebody else's with a driver below it: it may hang, and it may fall over.
"""

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast

import mrapp
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.model.errors import CancelledError
from mrapp.model.headset_errors import HeadsetCrashedError, HeadsetTimedOutError
from mrapp.model.headset_faults import HeadsetError
from mrapp.model.texts import Phrase
from mrapp.xr.doctor import Answer, Diagnosis, diagnose, error_of
from mrapp.xr.registered import registered_runtime

PROBE: tuple[str, ...] = (sys.executable, "-P", "-m", "mrapp.xr.openxr.probe")
"""How the process is started that asks."""

LATEST_S = 30.0
"""How long a runtime may take, in all; one that is started by being asked takes some ten."""

STEPS: Mapping[str, Phrase] = {
    "start": Phrase(nl="mrapp start een proefje", en="mrapp starts a trial"),
    "loader": Phrase(nl="de VR-software zoeken", en="looking for the VR software"),
    "window": Phrase(nl="een venster voor de headset maken", en="making a window for the headset"),
    "session": Phrase(nl="de headset vragen", en="asking for the headset"),
}
_LOOK_EVERY_S = 0.05


def examine(
    *,
    command: Sequence[str] = PROBE,
    timeout_s: float = LATEST_S,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
) -> Diagnosis:
    """Look at how this machine is set, ask the runtime for a session, and say what was found.

    Not while a session of our own runs: some runtimes give the headset to who asks last. Raises
    `CancelledError`.
    """
    registered = registered_runtime()
    return diagnose(registered, ask(command, timeout_s, progress, cancelled))


def ask(
    command: Sequence[str] = PROBE,
    timeout_s: float = LATEST_S,
    progress: Progress = ignore_progress,
    cancelled: Cancelled = never_cancelled,
) -> Answer:
    """Return what the runtime answers; raises `CancelledError`, and nothing else."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    lines: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    listening = threading.Thread(
        target=_listen, args=(process.stdout, lines.put), name="asking the headset", daemon=True
    )
    listening.start()
    try:
        return _Hearing(process, lines, timeout_s, progress, cancelled).answer()
    finally:
        process.kill()
        process.wait()
        listening.join()
        cast("IO[bytes]", process.stdout).close()


class _Hearing:
    """Hears one process to its end."""

    def __init__(
        self,
        process: subprocess.Popen[bytes],
        lines: "queue.SimpleQueue[bytes | None]",
        timeout_s: float,
        progress: Progress,
        cancelled: Cancelled,
    ) -> None:
        self._process, self._lines = process, lines
        self._timeout_s, self._progress, self._cancelled = timeout_s, progress, cancelled
        self._steps: list[str] = []
        self._told: Mapping[str, Any] | None = None
        self._step("start")

    def answer(self) -> Answer:
        ends = time.monotonic() + self._timeout_s
        while True:
            if self._cancelled():
                raise CancelledError
            try:
                line = self._lines.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                if time.monotonic() > ends:
                    return self._failed(
                        HeadsetTimedOutError(seconds=round(self._timeout_s), step=self._doing)
                    )
                continue
            if line is None:
                return self._ended()
            self._hear(line)
            if self._told is not None:
                return self._answered(self._told)

    @property
    def _doing(self) -> Phrase:
        return STEPS[self._steps[-1]]

    def _step(self, name: str) -> None:
        self._steps.append(name)
        self._progress(len(self._steps) / (len(STEPS) + 1), STEPS[name])

    def _hear(self, line: bytes) -> None:
        """Take in a line; a runtime may write others of its own."""
        with contextlib.suppress(ValueError):
            said = json.loads(line)
            if isinstance(said, dict) and said.get("step") in STEPS:
                self._step(said["step"])
            elif isinstance(said, dict) and ("device" in said or "error" in said):
                self._told = said

    def _answered(self, told: Mapping[str, Any]) -> Answer:
        if "device" in told:
            return Answer(device=told["device"], steps=tuple(self._steps))
        return self._failed(error_of(told["error"], told["values"]))

    def _ended(self) -> Answer:
        code = self._process.wait()
        return self._failed(HeadsetCrashedError(step=self._doing, code=code))

    def _failed(self, error: HeadsetError) -> Answer:
        return Answer(error=error, steps=tuple(self._steps))


def _listen(stream: IO[bytes], hear: Callable[[bytes | None], None]) -> None:
    for line in stream:
        hear(line)
    hear(None)


def _environment() -> dict[str, str]:
    """Let the process find mrapp where this one found it."""
    home = str(Path(mrapp.__file__).parent.parent)
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path}
