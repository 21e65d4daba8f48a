"""No file stays in a project without need, and none goes that anybody may want."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from mrapp.app.opened import OpenProject
from mrapp.app.progress import Cancelled, never_cancelled
from mrapp.bootstrap import build_services
from mrapp.io.capsule import CapsuleStore
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window, show_window
from tests.ui.hands import FaultyReader, answer, idle, question
from tests.ui.screen import needs_screen
from tests.ui.small import write_project, write_tower

pytestmark = pytest.mark.window

NEW = "blok.city.json"

# A real window that brings a file in, says so, and goes on until it is killed.
ADDING = """
import sys, time
from pathlib import Path
from tests.ui.conftest import open_window
from tests.ui.hands import idle
from mrapp.ui.robot import Robot
robot = Robot(open_window(Path(sys.argv[1])))
robot.window.desk.add(Path(sys.argv[2]), None)
idle(robot)
print("added", flush=True)
time.sleep(600)
"""


class SlowCopies(CapsuleStore):
    """A store that waits in the middle of each copy until it may go on."""

    def __init__(self, home: Path) -> None:
        super().__init__(home / "unpacked", home / "brought")
        self.copying, self.go = threading.Event(), threading.Event()

    def adopt(
        self,
        opened: OpenProject,
        file: Path,
        companions: Sequence[str] = (),
        *,
        cancelled: Cancelled = never_cancelled,
    ) -> str:
        """Copy a file into the project once it may."""

        def waiting() -> bool:
            self.copying.set()
            self.go.wait(60.0)
            return cancelled()

        return super().adopt(opened, file, companions, cancelled=waiting)


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a folder of its own for what is kept."""
    needs_screen()
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))


@pytest.fixture
def block(tmp_path: Path) -> Path:
    """A file to add."""
    return write_tower(tmp_path / "los" / NEW)


def files(project: Path) -> set[str]:
    """Return what lies in a project's assets."""
    return {each.name for each in (project / "assets").iterdir()}


def added(robot: Robot, file: Path) -> None:
    """Add a file to what stands there now."""
    robot.window.desk.add(file, None)
    idle(robot)
    assert f"assets/{file.name}" in robot.session.project.assets()


def test_what_was_added_and_undone_goes_when_the_project_is_left(
    robot: Robot, project: Path, block: Path
) -> None:
    before = files(project)
    added(robot, block)
    robot.window.bench.undo()
    robot.window.saving.save()
    idle(robot)
    assert files(project) == {*before, NEW}
    robot.window.bench.redo()
    robot.ready()
    assert f"assets/{NEW}" in robot.session.meshes
    robot.window.bench.undo()
    robot.window.bench.leave()
    assert files(project) == before


def test_what_a_new_step_made_impossible_to_redo_goes_with_saving(
    robot: Robot, project: Path, block: Path
) -> None:
    before = files(project)
    added(robot, block)
    robot.window.bench.undo()
    robot.window.seeing.save_viewpoint("Anders")
    robot.window.saving.save()
    idle(robot)
    assert files(project) == before


def test_what_was_saved_once_stays_also_when_it_was_removed(project: Path, block: Path) -> None:
    """An older copy of the project may be put back one day."""
    before = files(project)
    window = open_window(project)
    added(Robot(window), block)
    window.saving.save()
    idle(Robot(window))
    close_window(window)
    assert files(project) == {*before, NEW}
    window = open_window(project)
    layers = window.bench.session.project.layers if window.bench.session else ()
    window.seeing.remove_layer(layers[-1].id)
    window.saving.save()
    idle(Robot(window))
    close_window(window)
    assert files(project) == {*before, NEW}


@pytest.mark.parametrize("leave", ["open another", "close"])
def test_leaving_while_a_file_is_copied_leaves_nothing_behind(
    tmp_path: Path, project: Path, block: Path, leave: str
) -> None:
    before, other = files(project), write_project(tmp_path / "ander")
    store = SlowCopies(tmp_path / "state")
    window = show_window(replace(build_services(), projects=store))
    robot = Robot(window)
    window.open(project)
    robot.ready()
    window.desk.add(block, None)
    assert store.copying.wait(60.0)
    if leave == "open another":
        window.open(other)
        store.go.set()
        robot.ready()
        idle(robot)
        assert files(project) == before
        close_window(window)
    else:
        threading.Timer(0.2, store.go.set).start()
        close_window(window)
    assert files(project) == before


@pytest.mark.parametrize("words", ["Weggooien", "Terughalen"])
def test_what_a_killed_window_brought_in_stays_as_long_as_it_may_be_wanted(
    project: Path, block: Path, words: str
) -> None:
    before = files(project)
    command = [sys.executable, "-c", ADDING, str(project), str(block)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "added\n"
        os.kill(process.pid, signal.SIGKILL)
    window: MainWindow = open_window(project)
    robot = Robot(window)
    idle(robot)
    assert question() is not None
    assert files(project) == {*before, NEW}
    answer(words)
    if words == "Weggooien":
        answer(words)
    robot.ready()
    idle(robot)
    if words == "Terughalen":
        assert f"assets/{NEW}" in robot.session.meshes
        window.saving.save()
        idle(robot)
    close_window(window)
    assert files(project) == ({*before, NEW} if words == "Terughalen" else before)


def test_a_file_that_is_there_already_is_refused_before_it_is_read(
    robot: Robot, tmp_path: Path, block: Path
) -> None:
    added(robot, block)
    services = replace(robot.window.bench.services, read_mesh=FaultyReader())
    robot.session.services = services
    again = tmp_path / NEW
    again.write_bytes(block.read_bytes())
    robot.window.desk.add(again, None)
    idle(robot)
    assert "zit al in het project, als 'blok'" in robot.view.notices.texts[0]
