"""What several tests do by hand: answer questions, name a file, hold up a reader or a store."""

import threading
from collections.abc import Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from mrapp.app.opened import OpenProject
from mrapp.app.ports import Services
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.bootstrap import begin_reading
from mrapp.io.ahead import Arrange
from mrapp.io.capsule import CapsuleStore
from mrapp.io.worker import WorkerReader
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase
from mrapp.ui.arriving import Arrived, arrive_as_shown
from mrapp.ui.loading import Pending
from mrapp.ui.robot import Robot


def idle(robot: Robot) -> None:
    """Wait until no task is left."""
    tasks = robot.window.bench.tasks
    robot.wait(tasks.idle, lambda: not tasks.running)


def read_before(project: Path, services: Services) -> Pending:
    """Read what a project shows first, as the program does before there is a window."""
    arrange: Future[Arrange[Arrived]] = Future()
    arrange.set_result(arrive_as_shown)
    pending = begin_reading(project, services, arrange)
    wait(pending.values())
    return pending


@contextmanager
def no_frames(robot: Robot) -> Iterator[None]:
    """Draw nothing in the view during a block: what comes frame by frame stays on its way."""
    robot.city.setUpdatesEnabled(False)
    try:
        yield
    finally:
        robot.city.setUpdatesEnabled(True)


def question() -> QMessageBox | None:
    """Return the question that stands in front of the window."""
    box = QApplication.activeModalWidget()
    return box if isinstance(box, QMessageBox) else None


def answer(words: str) -> None:
    """Press a button of the question that stands in front of the window."""
    box = question()
    assert box is not None, "nothing is asked"
    found = [b for b in box.buttons() if b.text().replace("&", "") == words]
    assert found, [b.text() for b in box.buttons()]
    found[0].click()


def give_name(robot: Robot, path: Path, reply: str = "") -> None:
    """Type a path where the window asks for one, and press its button.

    reply: the answer to the question whether to overwrite, which Qt asks or we do. After a no,
    nothing is asked any more.
    """
    dialog = robot.window.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(path))
    # Qt asks with "Yes" and "No", and holds up everything until it has been answered.
    own = {"Vervangen": "Ja", "Annuleren": "Nee"}

    def press() -> None:
        box = question()
        assert box is not None, "nothing is asked"
        words = {b.text().replace("&", "") for b in box.buttons()}
        answer(reply if reply in words else own[reply])

    if reply:
        QTimer.singleShot(0, press)
    dialog.accept()
    robot.turn()
    left = robot.window.findChild(QFileDialog)
    if left is not None:
        left.reject()
    robot.turn()


class EndlessReader:
    """A reader that never comes to an end by itself; only cancelling ends it."""

    def __init__(self) -> None:
        self.begun = threading.Event()

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Read until somebody cancels."""
        progress(0.5, Phrase(nl=f"{path.name} {lod} lezen", en=f"reading {path.name} {lod}"))
        self.begun.set()
        pause = threading.Event()
        while not cancelled():
            pause.wait(0.005)
        raise CancelledError


class FaultyReader:
    """A reader with a fault that nobody foresaw."""

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Come upon the fault."""
        progress(0.1, Phrase(nl=f"{path.name} {lod}", en=f"{path.name} {lod}"))
        raise ZeroDivisionError(f"cancelled: {cancelled()}")


class PatientReader(WorkerReader):
    """Reads as ever, but waits for `go` with the files that are named; counts what it is asked."""

    def __init__(self, *held: str) -> None:
        super().__init__()
        self.go = threading.Event()
        self.asked: list[str] = []
        self._held = held

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Read, once it may."""
        self.asked.append(path.name)
        while path.name in self._held and not self.go.wait(0.005):
            if cancelled():
                raise CancelledError
        return super().__call__(path, lod=lod, progress=progress, cancelled=cancelled)


class PatientStore(CapsuleStore):
    """Opens and saves as ever, but waits for the `go` of each place that is named."""

    def __init__(self, *held: Path) -> None:
        super().__init__()
        self.go = {place: threading.Event() for place in held}

    def load(self, path: Path) -> OpenProject:
        """Open, once it may."""
        self._wait(path)
        return super().load(path)

    def save(
        self,
        opened: OpenProject,
        path: Path | None = None,
        *,
        anyway: bool = False,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> OpenProject:
        """Save, once it may."""
        self._wait(path or opened.path)
        return super().save(opened, path, anyway=anyway, progress=progress, cancelled=cancelled)

    def _wait(self, place: Path) -> None:
        if place in self.go:
            self.go[place].wait(timeout=120)
