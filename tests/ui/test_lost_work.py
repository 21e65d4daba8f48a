"""No work is lost: a window that is killed, two windows on one project, a disk that is full."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mrapp.app.opened import OpenProject
from mrapp.app.ports import NothingKept, Services, Work
from mrapp.app.settings import KeptInMemory, Settings
from mrapp.bootstrap import build_services
from mrapp.model.errors import NotKeptError
from mrapp.model.project import Project
from mrapp.model.texts import Phrase
from mrapp.ui.application import make_window
from mrapp.ui.main_window import MainWindow
from mrapp.ui.panels.notices import NoticeCard
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window
from tests.ui.hands import answer, idle, question
from tests.ui.screen import needs_screen
from tests.ui.small import write_project, write_tower

pytestmark = pytest.mark.window

# A real window that edits, says so, and goes on until it is killed.
EDITING = """
import sys, time
from pathlib import Path
from mrapp.app.settings import KeptInMemory, Settings
from mrapp.bootstrap import build_services
from mrapp.ui.application import make_window
from mrapp.ui.robot import Robot
window = make_window(build_services(), KeptInMemory(Settings(hints_seen=True)))
window.show()
window.open(Path(sys.argv[1]))
robot = Robot(window)
robot.ready()
window.seeing.save_viewpoint("Opgeslagen")
window.saving.save()
robot.wait(window.bench.tasks.idle, lambda: not window.bench.tasks.running)
if len(sys.argv) > 2:
    window.desk.add(Path(sys.argv[2]), None)
    robot.wait(window.bench.tasks.idle, lambda: not window.bench.tasks.running)
for number in range(10_000):
    window.seeing.save_viewpoint(f"Kijkpunt {number}")
    print(number, flush=True)
    robot.frame()
"""


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each test a folder of its own for what is kept."""
    needs_screen()
    monkeypatch.setenv("MRAPP_STATE", str(tmp_path / "state"))


@pytest.fixture
def windows() -> Iterator[list[MainWindow]]:
    """The windows of a test, closed afterwards."""
    made: list[MainWindow] = []
    yield made
    for window in made:
        close_window(window)


def killed_while_editing(project: Path, *words: Path) -> int:
    """Let a window of another process work on a project and kill it; the last number it told."""
    command = [sys.executable, "-c", EDITING, str(project), *map(str, words)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = [int(process.stdout.readline()) for _ in range(3)]
        os.kill(process.pid, signal.SIGKILL)
        told += [int(line) for line in process.stdout.read().splitlines()]
    return told[-1]


def window_on(
    project: Path | None, windows: list[MainWindow], services: Services | None = None
) -> Robot:
    """Show a window as the application does, maybe on a project."""
    store = KeptInMemory(Settings(hints_seen=True))
    window = make_window(services or build_services(), store)
    windows.append(window)
    window.resize(1280, 720)
    if project is not None:
        window.open(project)
    window.show()
    robot = Robot(window)
    if project is not None:
        robot.ready()
    idle(robot)
    return robot


def names(robot: Robot) -> list[str]:
    """Return the names of the viewpoints."""
    return [point.name["nl"] for point in robot.session.project.viewpoints]


@pytest.mark.parametrize("kind", ["folder", "capsule"])
def test_work_of_a_window_that_was_killed_comes_back(
    tmp_path: Path, windows: list[MainWindow], kind: str
) -> None:
    project = write_project(tmp_path / "klein")
    if kind == "capsule":
        store = build_services().projects
        project = store.save(store.load(project), tmp_path / "klein.mrapp").path
    last = killed_while_editing(project, write_tower(tmp_path / "los" / "blok.city.json"))
    robot = window_on(project, windows)
    box = question()
    assert box is not None
    assert "Kleine stad" in box.text()
    assert str(project) in box.text()
    answer("Terughalen")
    robot.ready()
    idle(robot)
    assert names(robot)[2] == "Opgeslagen"
    assert len(names(robot)) - 4 in (last, last + 1)
    assert "assets/blok.city.json" in robot.session.meshes
    assert robot.session.history.unsaved
    assert "is terug" in robot.view.notices.texts[0]
    robot.window.bench.undo()
    assert names(robot)[2:] == ["Opgeslagen"]
    robot.window.bench.redo()
    # Brought back, it is kept again: another crash would not lose it either, and none asks twice.
    assert build_services().keeper.lost() == ()
    robot.window.saving.save()
    idle(robot)
    assert question() is None


def test_not_now_asks_again_and_throwing_away_only_after_a_second_thought(
    tmp_path: Path, windows: list[MainWindow]
) -> None:
    project = write_project(tmp_path / "klein")
    killed_while_editing(project)
    robot = window_on(write_project(tmp_path / "ander"), windows)
    assert question() is None, "it is another project that is open"
    told = [text for text in robot.view.notices.texts if "niet is opgeslagen" in text]
    assert len(told) == 1
    assert "Kleine stad" in told[0]
    robot.window.desk.open(project)
    robot.wait(robot.window.bench.opened, lambda: robot.session.opened.path == project.resolve())
    robot.ready()
    idle(robot)
    answer("Niet nu")
    assert question() is None
    robot.window.desk.open(project)
    robot.ready()
    idle(robot)
    answer("Weggooien")
    answer("Annuleren")
    assert len(build_services().keeper.lost()) == 1
    answer("Weggooien")
    answer("Weggooien")
    assert build_services().keeper.lost() == ()
    assert names(robot)[2:] == ["Opgeslagen"]
    for notice in robot.view.notices.findChildren(NoticeCard):
        if notice.offer is not None:
            notice.offer.click()
    idle(robot)
    assert question() is None, "what was dealt with is not asked about again"


def test_what_cannot_be_brought_back_is_not_thrown_away(
    tmp_path: Path, windows: list[MainWindow]
) -> None:
    project = write_project(tmp_path / "klein")
    killed_while_editing(project)
    project.rename(tmp_path / "elders")
    robot = window_on(None, windows)
    assert question() is None
    notice = robot.view.notices.findChild(NoticeCard)
    assert isinstance(notice, NoticeCard)
    assert notice.offer is not None
    notice.offer.click()
    idle(robot)
    answer("Terughalen")
    idle(robot)
    assert "niet weggegooid" in robot.view.notices.texts[0]
    (tmp_path / "elders").rename(project)
    # Nor while another window works on the project.
    work = build_services().keeper.begin(build_services().projects.load(project))
    robot.window.desk.open(project)
    robot.wait(robot.window.bench.opened, lambda: robot.window.bench.session is not None)
    robot.ready()
    idle(robot)
    answer("Terughalen")
    robot.ready()
    idle(robot)
    assert "ook open in een ander venster" in robot.view.notices.texts[0]
    assert names(robot)[2:] == ["Opgeslagen"]
    work.end()
    assert len(build_services().keeper.lost()) == 1


def test_two_windows_on_one_project_know_of_each_other(
    tmp_path: Path, windows: list[MainWindow]
) -> None:
    project = write_project(tmp_path / "klein")
    first, second = window_on(project, windows), window_on(project, windows)
    assert first.view.notices.texts == []
    assert "ook open in een ander venster" in second.view.notices.texts[0]
    second.window.seeing.save_viewpoint("Hier")
    first.window.seeing.save_viewpoint("Daar")
    second.window.saving.save()
    idle(second)
    first.window.saving.save()
    idle(first)
    answer("Annuleren")
    first.window.saving.save_in(tmp_path / "kopie")
    idle(first)
    windows.pop(0)
    close_window(first.window)
    close_window(windows.pop(0))
    assert question() is None
    window_on(project, windows)
    assert question() is None, "what was left on purpose is not lost"


class FullDisk(NothingKept):
    """A keeper, and its work, without room to keep anything."""

    def begin(self, _opened: OpenProject) -> Work:
        """Begin, which there is still room for."""
        return self

    def keep(self, _project: Project) -> None:
        """Refuse."""
        raise NotKeptError(reason=Phrase(nl="de schijf is vol", en="the disk is full"))


def test_a_full_disk_is_told_once(tmp_path: Path, windows: list[MainWindow]) -> None:
    services = replace(build_services(), keeper=FullDisk())
    robot = window_on(write_project(tmp_path / "klein"), windows, services)
    for number in range(3):
        robot.window.seeing.save_viewpoint(f"Kijkpunt {number}")
        told = [text for text in robot.view.notices.texts if "kunnen nu niet" in text]
        assert len(told) == (1 if number == 0 else 0)
        robot.view.notices.clear()
    assert len(names(robot)) == 5
