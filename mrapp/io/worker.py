"""Reading in a process of its own: it can be stopped at once, and a fault in it stays in it."""

import contextlib
import logging
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from io import BufferedIOBase
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

import mrapp
from mrapp.app.ports import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.io import meshwire
from mrapp.io.naming import shown_name
from mrapp.model import errors
from mrapp.model.citymesh import CityMesh, FileReport
from mrapp.model.errors import CancelledError, MrappError, WorkerLostError
from mrapp.model.texts import Phrase

_log = logging.getLogger(__name__)

_LOOK_EVERY_S = 0.05
_FAREWELL_S = 5.0
_ERRORS: Mapping[str, type[MrappError]] = {
    each.__name__: each
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, MrappError)
}


class PendingRead:
    """A file that is being read in another process, from the moment this is made.

    Its answer is taken in by a thread, so nothing waits until it is asked for.
    """

    def __init__(self, child: "_Child", path: Path, lod: str | None, describe: bool) -> None:
        self._child = child
        self._path = path
        self._told: queue.SimpleQueue[Mapping[str, Any]] = queue.SimpleQueue()
        self._request = {"path": os.fsencode(path).hex(), "lod": lod, "describe": describe}
        self._unwanted = threading.Event()
        self._thread = threading.Thread(
            target=self._listen, name=f"reading {shown_name(path)}", daemon=True
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

        Raises `ReadError` when the file cannot be read (`WorkerLostError` when the process died)
        and `CancelledError` when cancelled; then the process is gone too.
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
        self._thread.join(_FAREWELL_S)
        self._child.close()

    def _wait(self, progress: Progress, cancelled: Cancelled) -> Mapping[str, Any]:
        while True:
            if cancelled():
                self.cancel()
                raise CancelledError
            try:
                told = self._told.get(timeout=_LOOK_EVERY_S)
            except queue.Empty:
                continue
            if "progress" in told:
                fraction, nl, en = told["progress"]
                progress(fraction, Phrase(nl=nl, en=en))
                continue
            self.cancel()
            if "error" in told:
                raise told["error"]
            return told

    def _listen(self) -> None:
        """Ask, and pass on what the process says until it has answered; runs in the thread.

        Whatever happens here, the last that is told is an error, so that nobody waits for ever.
        """
        lost = WorkerLostError(file=shown_name(self._path))
        try:
            meshwire.write_frame(self._child.requests, self._request)
            self._child.requests.flush()
            while True:
                told = self._hear()
                self._told.put(told)
                if "progress" not in told:
                    return
        except (OSError, ValueError):
            # One that was stopped on purpose is no loss.
            if not self._unwanted.is_set():
                _log.warning(
                    "worker for %s was lost: %s", lost.values["file"], self._child.last_words()
                )
        finally:
            self._told.put({"error": lost})

    def _hear(self) -> dict[str, Any]:
        told: dict[str, Any] = meshwire.read_frame(self._child.replies)
        if "mesh" in told:
            return {"mesh": meshwire.read_mesh(self._child.replies)}
        if "report" in told:
            return {"report": meshwire.report_from_json(told["report"])}
        if "error" in told:
            return {"error": _error_from_json(told["error"])}
        return told


def _error_from_json(plain: Mapping[str, Any]) -> MrappError:
    values = {
        key: Phrase(nl=value["nl"], en=value["en"]) if isinstance(value, dict) else value
        for key, value in plain["values"].items()
    }
    return _ERRORS[plain["kind"]](**values)


class _Child:
    """A started process that waits for a request."""

    def __init__(self) -> None:
        self._log: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "mrapp.io.worker_child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.requests = cast("BinaryIO", self.process.stdin)
        self.replies = cast("BufferedIOBase", self.process.stdout)

    def last_words(self) -> str:
        """Return the end of what the process wrote on its standard error."""
        self._log.seek(0)
        return self._log.read()[-2000:].decode(errors="replace").strip()

    def stop(self) -> None:
        """End the process, whatever it does."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(_FAREWELL_S)

    def close(self) -> None:
        """Let go of what connected us to it, once it has ended and nobody listens."""
        with contextlib.suppress(BrokenPipeError):
            self.requests.close()
        self.replies.close()
        self._log.close()


def _environment() -> dict[str, str]:
    """Let the child find mrapp where this process found it, and numpy use one core."""
    home = str(Path(mrapp.__file__).parent.parent)
    path = os.pathsep.join(filter(None, [home, os.environ.get("PYTHONPATH", "")]))
    return {**os.environ, "PYTHONPATH": path, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


class WorkerReader:
    """Reads each file in a process of its own; the `MeshReader` of the application."""

    def __init__(self) -> None:
        self._spare: _Child | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Start a process for the next file now, so that it need not start then."""
        with self._lock:
            if self._spare is None:
                self._spare = _Child()

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
            return PendingRead(spare or _Child(), path.absolute(), lod, describe)
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
