"""Reading in a process of its own: it can be stopped at once, and a fault in it stays in it."""

import logging
import os
import queue
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.io import meshwire
from mrapp.io.child import FAREWELL_S, Child, Ending
from mrapp.io.confine.limits import Limits
from mrapp.io.naming import shown_name
from mrapp.io.sound import check_mesh
from mrapp.model import errors
from mrapp.model.citymesh import CityMesh, FileReport
from mrapp.model.errors import (
    CancelledError,
    MrappError,
    ReadTooLargeError,
    ReadTooLongError,
    WorkerLostError,
)
from mrapp.model.texts import Phrase

_log = logging.getLogger(__name__)

_LOOK_EVERY_S = 0.05
# All that taking in what a broken or hostile process wrote may end in.
_NO_ANSWER = (
    OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, MemoryError
)  # fmt: skip
_ERRORS: Mapping[str, type[MrappError]] = {
    each.__name__: each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, MrappError)
}


_SILENCE = Phrase(
    nl="na {seconds} seconden zat er nog geen beweging in",
    en="for {seconds} seconds nothing moved",
)
_COMPUTING = Phrase(
    nl="na {seconds} seconden rekenen was het nog niet klaar",
    en="after {seconds} seconds of computing it was not done",
)


class PendingRead:
    """A file that is being read in another process, from the moment this is made.

    Its answer is taken in by a thread, so nothing waits until it is asked for.
    """

    def __init__(
        self, child: Child, path: Path, lod: str | None, describe: bool, limits: Limits
    ) -> None:
        self._child = child
        self._file = shown_name(path)
        self._limits = limits
        self._heard_s = time.monotonic()
        self._told: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._request = {"path": os.fsencode(path).hex(), "lod": lod, "describe": describe}
        self._unwanted = threading.Event()
        self._thread = threading.Thread(
            target=self._listen, name=f"reading {self._file}", daemon=True
        )
        self._thread.start()

    @property
    def process_id(self) -> int:
        """The number of the process that reads."""
        return self._child.process.pid

    def mesh(
        self, *, progress: Progress = ignore_progress, cancelled: Cancelled = never_cancelled
    ) -> CityMesh:
        """Wait for the mesh and return it; to be called once.

        Raises `ReadError` when the file cannot be read (`ReadTooLargeError` and `ReadTooLongError`
        when it met a limit, `WorkerLostError` when the process died) and `CancelledError` when
        cancelled; then the process is gone too.
        """
        return cast("CityMesh", self._wait(progress, cancelled)["mesh"])

    def report(
        self, *, progress: Progress = ignore_progress, cancelled: Cancelled = never_cancelled
    ) -> FileReport:
        """Wait for the report of a read that only describes; otherwise like `mesh`."""
        return cast("FileReport", self._wait(progress, cancelled)["report"])

    def cancel(self) -> None:
        """Stop the process; safe at any time."""
        self._unwanted.set()
        self._child.stop()
        self._thread.join(FAREWELL_S)
        self._child.close()

    def _wait(self, progress: Progress, cancelled: Cancelled) -> Mapping[str, Any]:
        while True:
            if cancelled():
                self.cancel()
                raise CancelledError
            try:
                told = self._told.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                self._look()
                continue
            if "progress" in told:
                progress(*told["progress"])
                continue
            self.cancel()
            if "error" in told:
                raise told["error"]
            return told

    def _look(self) -> None:
        self._child.look()
        if time.monotonic() - self._heard_s > self._limits.silence_s:
            self.cancel()
            raise _too_long(self._file, _SILENCE, self._limits.silence_s)

    def _listen(self) -> None:
        """Ask, and pass on what the process says until it has answered; runs in the thread.

        Whatever happens here, the last that is told is an error, so that nobody waits for ever.
        """
        lost: MrappError = WorkerLostError(file=self._file)
        try:
            meshwire.write_frame(self._child.requests, self._request)
            self._child.requests.flush()
            while True:
                told = self._hear()
                self._heard_s = time.monotonic()
                self._told.put(told)
                if "progress" not in told:
                    return
        except _NO_ANSWER:
            # One that was stopped on purpose is no loss.
            if not self._unwanted.is_set():
                lost = self._loss()
        finally:
            self._told.put({"error": lost})

    def _loss(self) -> MrappError:
        """Return why the process ended by itself, as far as it can be told."""
        ending = self._child.ending()
        if ending is Ending.MEMORY:
            return ReadTooLargeError(file=self._file)
        if ending is Ending.TIME:
            return _too_long(self._file, _COMPUTING, self._limits.cpu_s)
        _log.warning("worker for %s was lost: %s", self._file, self._child.last_words())
        return WorkerLostError(file=self._file)

    def _hear(self) -> dict[str, Any]:
        """Return the next thing it says, made sure of; raises one of `_NO_ANSWER`."""
        told = meshwire.read_frame(self._child.replies)
        if "progress" in told:
            fraction, nl, en = told["progress"]
            return {"progress": (float(fraction), Phrase(nl=str(nl), en=str(en)))}
        if "mesh" in told:
            return {"mesh": check_mesh(meshwire.read_mesh(self._child.replies))}
        if "report" in told:
            return {"report": meshwire.report_from_json(told["report"])}
        return {"error": _error_from_json(told["error"])}


def _error_from_json(plain: Mapping[str, Any]) -> MrappError:
    values = {
        key: Phrase(nl=value["nl"], en=value["en"]) if isinstance(value, dict) else value
        for key, value in plain["values"].items()
    }
    return _ERRORS[plain["kind"]](**values)


def _too_long(file: str, detail: Phrase, seconds: float) -> ReadTooLongError:
    said = (each.format(seconds=round(seconds)) for each in (detail.nl, detail.en))
    return ReadTooLongError(file=file, detail=Phrase(*said))


class WorkerReader:
    """Reads each file in a process of its own, within limits; a `MeshReader`."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._spare: Child | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Start a process for the next file now, so that it need not start then."""
        with self._lock:
            if self._spare is None:
                self._spare = Child(self._limits)

    def close(self) -> None:
        """End the process kept warm, if there is one."""
        with self._lock:
            spare, self._spare = self._spare, None
        if spare is not None:
            spare.stop()
            spare.close()

    def start(self, path: Path, lod: str | None = None, *, describe: bool = False) -> PendingRead:
        """Begin to read a file and return at once; ask the result for its mesh or report.

        Raises `WorkerLostError` if the system can start no process.
        """
        with self._lock:
            spare, self._spare = self._spare, None
        try:
            child = spare or Child(self._limits)
            return PendingRead(child, path.absolute(), lod, describe, self._limits)
        except OSError as error:
            raise WorkerLostError(file=shown_name(path)) from error

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Return the mesh in LoD `lod` (None: per object the highest).

        Raises `ReadError` when the file cannot be read and `CancelledError` when cancelled.
        """
        return self.start(path, lod).mesh(progress=progress, cancelled=cancelled)

    def describe(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> FileReport:
        """Return what is in a file, also of one whose mesh is refused (see its `errors`)."""
        pending = self.start(path, lod, describe=True)
        return pending.report(progress=progress, cancelled=cancelled)
