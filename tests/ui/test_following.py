"""A large file that was moved: where it counts as standing before its arrays have followed."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel

from mrapp.app.placing import place_item
from mrapp.app.progress import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.bootstrap import build_services
from mrapp.io.worker import WorkerReader
from mrapp.model.citymesh import CityMesh
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window, show_window
from tests.ui.hands import idle, read_before
from tests.ui.screen import needs_screen
from tests.ui.small import X, Y, write_block, write_project
from tests.ui.test_meanwhile import write_town
from tests.ui.test_placing import added, fill_in, place_of, write_blocks

pytestmark = pytest.mark.window


def move_to(robot: Robot, east: float, north: float, **fields: float) -> None:
    """Put what was added last somewhere else, metres from X, Y; do not wait for its arrays."""
    item = [each for each in robot.session.project.items() if each.place is not None][-1]
    assert item.place is not None
    wanted = {"x": X + east, "y": Y + north, **fields}
    robot.window.bench.act(place_item, item.id, item.place.model_copy(update=wanted))
    assert item.mesh_key in robot.session.behind()


def removed(robot: Robot) -> tuple[str, ...]:
    """Return what is marked as demolished."""
    variant = robot.session.project.variant("high")
    assert variant is not None
    return variant.removes


def test_what_is_asked_of_a_place_is_asked_of_the_new_one(robot: Robot, tmp_path: Path) -> None:
    """The buildings under it, its height, the way to it and the next one in view."""
    panel = added(robot, tmp_path)
    robot.session.patient_from = 1
    move_to(robot, -39.0, 5.0)
    idle(robot)
    move_to(robot, 51.0, 85.0, scale=0.5)
    assert "Gebouwen onder dit ontwerp" not in panel.under.text(), "nobody has looked there yet"
    robot.window.placing.demolish()
    assert removed(robot) == ("huis-2-1",)
    idle(robot)
    assert "Gebouwen onder dit ontwerp: 1" in panel.under.text()
    assert "6 m" in [label.text() for label in robot.view.card.findChildren(QLabel)]
    robot.window.placing.demolish()
    assert removed(robot) == ("huis-2-1", "huis-2-3")
    robot.window.moves.walk_to_selected()
    robot.wait(robot.city.settled, lambda: not robot.city.travelling)
    assert np.hypot(*(np.array(robot.city.pose.eye[:2]) - (51.0, 85.0))) < 60.0


def test_the_ground_is_estimated_once_a_moved_layer_is_there(robot: Robot, tmp_path: Path) -> None:
    file = write_block(tmp_path / "los" / "blok.obj")
    file.write_text(file.read_text(encoding="utf-8").replace("o blok", "o blok\nusemtl Building"))
    robot.window.desk.add(file, None)
    idle(robot)
    robot.session.patient_from = 1
    move_to(robot, 300.0, 200.0, nap=8.0)
    idle(robot)
    ground = robot.session.meshes[ESTIMATED_GROUND].points_rd
    assert ground[:, 0].max() > X + 290.0
    context = robot.session.ground_to_estimate()
    assert context is not None
    services, origin = robot.session.services, robot.session.project.origin.frame()
    afresh = services.estimate_ground(context, origin)
    assert afresh is not None
    assert np.array_equal(ground, afresh.points_rd)


class Scarce(np.ndarray[Any, np.dtype[np.float64]]):
    """Points that nothing can be worked out of in a task while memory is `short`.

    Nor of many of them in the thread that is `barred`.
    """

    short = False
    barred: threading.Thread | None = None

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any, **named: Any) -> object:
        """Do as ever, on plain arrays, if there is memory for it."""
        if Scarce.short and threading.current_thread() is not threading.main_thread():
            raise MemoryError
        many = any(np.size(each) > 9_000 for each in inputs)
        assert not many or threading.current_thread() is not Scarce.barred
        plain = [np.asarray(each) if isinstance(each, Scarce) else each for each in inputs]
        return getattr(ufunc, method)(*plain, **named)


class ScarceReader(WorkerReader):
    """Reads as ever, into points that are `Scarce`."""

    def __call__(
        self,
        path: Path,
        *,
        lod: str | None = None,
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Read."""
        mesh = super().__call__(path, lod=lod, progress=progress, cancelled=cancelled)
        return replace(mesh, points_rd=mesh.points_rd.view(Scarce))


@pytest.fixture
def scarce(project: Path) -> Iterator[Robot]:
    """A window in which tasks can be made to run out of memory."""
    services = replace(build_services(), read_mesh=ScarceReader())
    window = open_window(project, services=services)
    yield Robot(window)
    Scarce.short, Scarce.barred = False, None
    close_window(window)


def test_a_number_that_is_typed_leaves_the_arrays_to_a_task(scarce: Robot, tmp_path: Path) -> None:
    """The window's thread goes through all its points once, and not for each number."""
    scarce.window.desk.add(write_blocks(tmp_path / "los" / "blokken.obj"), "high")
    idle(scarce)
    scarce.rest()
    panel = scarce.window.parts.side.place
    fill_in(panel, "x", str(X))
    idle(scarce)
    Scarce.barred = threading.main_thread()
    for field, typed in (("x", str(X + 51)), ("y", str(Y + 85)), ("turn_deg", "10"), ("nap", "2")):
        fill_in(panel, field, typed)
        assert scarce.session.behind()
        idle(scarce)
    panel.ground.click()
    idle(scarce)
    assert "Gebouwen onder dit ontwerp: " in panel.under.text()
    assert place_of(scarce).nap == pytest.approx(1.0, abs=0.3)
    scarce.window.bench.undo()
    idle(scarce)
    assert place_of(scarce).nap == 2.0


def test_what_was_read_before_there_was_a_window_is_ready_to_be_drawn(project: Path) -> None:
    needs_screen()
    write_town(project / "assets" / "rijen.city.json", 52)
    services = replace(build_services(), read_mesh=ScarceReader())
    pending = read_before(project, services)
    assert [each.exception() for each in pending.values()] == [None]
    window = show_window(services)
    Scarce.barred = threading.main_thread()
    try:
        window.desk.open_now(project, pending)
        Robot(window).ready()
    finally:
        Scarce.barred = None
        close_window(window)


@pytest.mark.logs
def test_what_could_not_follow_is_tried_again_at_its_next_place(
    scarce: Robot, tmp_path: Path
) -> None:
    added(scarce, tmp_path)
    scarce.session.patient_from = 1
    scarce.view.notices.clear()
    Scarce.short = True
    move_to(scarce, 10.0, 10.0)
    idle(scarce)
    assert len(scarce.view.notices.texts) == 1
    Scarce.short = False
    scarce.window.bench.select(None)
    assert scarce.session.behind(), "where it failed nothing is tried twice"
    assert not scarce.window.bench.tasks.running
    move_to(scarce, 60.0, 60.0)
    idle(scarce)
    assert not scarce.session.behind()
    assert len(scarce.view.notices.texts) == 1


@pytest.mark.logs
def test_edges_that_cannot_be_found_are_told_once(scarce: Robot, tmp_path: Path) -> None:
    scarce.view.notices.clear()
    file = write_town(tmp_path / "los" / "dorp.city.json", 52)

    def run_short() -> None:
        # It is there; what is left to do are its edges.
        Scarce.short = True

    scarce.session.listen(run_short)
    scarce.window.desk.add(file, "high")
    idle(scarce)
    texts = scarce.view.notices.texts
    assert sum("door een fout in mrapp zelf" in text for text in texts) == 1, texts
    assert not scarce.window.bench.loader.busy


def test_a_project_that_is_left_while_a_file_is_made_ready_gets_no_copy_of_it(
    robot: Robot, project: Path, tmp_path: Path
) -> None:
    other = write_project(tmp_path / "ander")
    before = sorted(each.name for each in (project / "assets").iterdir())
    robot.view.notices.clear()
    tasks = robot.window.bench.tasks
    robot.window.desk.add(write_blocks(tmp_path / "los" / "blokken.obj"), "high")
    (reading,) = tasks.running

    def leave_once_it_is_read() -> None:
        # At once: what makes it ready may be done before anybody is back from waiting.
        if tasks.running and reading not in tasks.running:
            tasks.progressed.disconnect(leave_once_it_is_read)
            robot.window.bench.leave()
            robot.window.desk.open(other)

    tasks.progressed.connect(leave_once_it_is_read)
    robot.wait(robot.window.bench.opened, lambda: robot.session.opened.path == other)
    idle(robot)
    robot.ready()
    assert robot.session.opened.path == other
    assert robot.view.notices.texts == []
    assert sorted(each.name for each in (project / "assets").iterdir()) == before
