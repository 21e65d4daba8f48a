"""What happens while something else is going on: opening, saving, adding, undoing."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mrapp.app.ports import Services
from mrapp.app.state import ESTIMATED_GROUND, ObjectRef
from mrapp.bootstrap import build_services
from mrapp.ui.panels.notices import NoticeCard
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, show_window
from tests.ui.hands import (
    FaultyReader,
    PatientReader,
    PatientStore,
    answer,
    idle,
    no_frames,
    question,
    read_before,
)
from tests.ui.screen import needs_screen
from tests.ui.small import write_city, write_land, write_project, write_tower

pytestmark = pytest.mark.window

Opener = Callable[[Services], Robot]

CITY = "assets/rijen.city.json"


@pytest.fixture
def opened(project: Path) -> Iterator[Opener]:
    """Makes a window with other services, on the small project or none, and closes it."""
    robots: list[Robot] = []

    def make(services: Services) -> Robot:
        robots.append(Robot(show_window(services)))
        robots[0].window.open(project)
        return robots[0]

    yield make
    for robot in robots:
        close_window(robot.window)


def test_what_changed_while_a_project_was_opened_is_asked_about(
    opened: Opener, project: Path, tmp_path: Path
) -> None:
    other = write_project(tmp_path / "ander")
    store = PatientStore(other)
    robot = opened(replace(build_services(), projects=store))
    robot.ready()
    for words, place in (("Annuleren", project), ("Niet opslaan", other)):
        store.go[other].clear()
        robot.window.desk.open(other)
        robot.window.seeing.save_viewpoint("Intussen")
        store.go[other].set()
        idle(robot)
        answer(words)
        idle(robot)
        assert robot.session.opened.path == place
    assert len(robot.session.project.viewpoints) == 2
    saved = json.loads((project / "project.json").read_text(encoding="utf-8"))
    assert len(saved["viewpoints"]) == 2


@pytest.mark.parametrize("slow_one", ["eerste", "laatste"])
def test_the_project_that_was_asked_for_last_is_open(
    opened: Opener, tmp_path: Path, slow_one: str
) -> None:
    first, last = write_project(tmp_path / "eerste"), write_project(tmp_path / "laatste")
    store = PatientStore(tmp_path / slow_one)
    robot = opened(replace(build_services(), projects=store))
    robot.ready()
    robot.window.desk.open(first)
    robot.window.desk.open(last)
    tasks = robot.window.bench.tasks
    robot.wait(tasks.progressed, lambda: len(tasks.running) == 1)
    store.go[tmp_path / slow_one].set()
    idle(robot)
    robot.ready()
    assert robot.session.opened.path == last
    assert robot.view.notices.texts == []


def test_another_project_opens_while_one_is_loading(opened: Opener, tmp_path: Path) -> None:
    reader = PatientReader("rijen.city.json")
    robot = opened(replace(build_services(), read_mesh=reader))
    other = write_project(tmp_path / "ander")
    robot.window.desk.open(other)
    robot.wait(robot.window.bench.opened, lambda: robot.session.opened.path == other)
    reader.go.set()
    robot.ready()
    assert set(robot.session.meshes) >= {CITY, ESTIMATED_GROUND}
    assert robot.view.notices.texts == []


def test_a_file_that_was_read_ahead_may_be_the_only_one(project: Path) -> None:
    needs_screen()
    document = json.loads((project / "project.json").read_text(encoding="utf-8"))
    document["plans"] = []
    (project / "project.json").write_text(json.dumps(document), encoding="utf-8")
    reader = PatientReader()
    services = replace(build_services(), read_mesh=reader)
    pending = read_before(project, services)
    window = show_window(services)
    window.desk.open_now(project, pending)
    Robot(window).ready()
    assert set(Robot(window).session.meshes) == {CITY, ESTIMATED_GROUND}
    assert reader.asked == ["rijen.city.json"]
    close_window(window)


def test_adding_a_file_during_the_first_load_reads_nothing_twice(
    opened: Opener, tmp_path: Path
) -> None:
    reader = PatientReader("rijen.city.json")
    robot = opened(replace(build_services(), read_mesh=reader))
    robot.window.desk.add(write_tower(tmp_path / "los" / "blok.city.json"), None)
    robot.wait(robot.window.bench.changed, lambda: len(robot.session.project.layers) == 2)
    reader.go.set()
    robot.ready()
    assert sorted(reader.asked) == ["blok.city.json", "rijen.city.json", "toren.city.json"]
    assert ESTIMATED_GROUND in robot.session.meshes


def test_a_file_that_is_added_goes_where_the_project_was_saved_meanwhile(
    opened: Opener, tmp_path: Path
) -> None:
    reader = PatientReader("blok.city.json")
    robot = opened(replace(build_services(), read_mesh=reader))
    robot.ready()
    robot.window.desk.add(write_tower(tmp_path / "los" / "blok.city.json"), None)
    robot.window.saving.save_in(tmp_path / "kopie")
    robot.wait(robot.window.bench.changed, lambda: robot.session.opened.path == tmp_path / "kopie")
    reader.go.set()
    idle(robot)
    assert [layer.asset for layer in robot.session.project.layers] == [
        CITY,
        "assets/blok.city.json",
    ]
    assert (tmp_path / "kopie" / "assets" / "blok.city.json").is_file()
    assert reader.asked.count("blok.city.json") == 1
    assert robot.view.notices.texts[0].endswith("toegevoegd aan de stad zoals die nu is.")


def test_what_changes_while_saving_stays_unsaved_and_leaving_waits(
    opened: Opener, project: Path
) -> None:
    store = PatientStore(project)
    store.go[project].set()
    robot = opened(replace(build_services(), projects=store))
    robot.ready()
    store.go[project].clear()
    robot.window.seeing.save_viewpoint("Voor")
    robot.window.parts.actions["project.save"].trigger()
    robot.window.seeing.save_viewpoint("Tijdens")
    assert not robot.window.close()
    assert question() is None, "one that leaves waits for what is being written"
    store.go[project].set()
    idle(robot)
    assert robot.session.history.unsaved
    saved = json.loads((project / "project.json").read_text(encoding="utf-8"))
    assert [point["name"]["nl"] for point in saved["viewpoints"]][2:] == ["Voor"]
    answer("Opslaan")
    robot.wait(robot.window.bench.tasks.idle, lambda: not robot.window.isVisible())
    saved = json.loads((project / "project.json").read_text(encoding="utf-8"))
    assert len(saved["viewpoints"]) == 4


def test_a_save_that_is_stopped_leaves_the_old_file_and_the_work(
    opened: Opener, tmp_path: Path
) -> None:
    goal = tmp_path / "plan.mrapp"
    store = PatientStore(goal)
    store.go[goal].set()
    robot = opened(replace(build_services(), projects=store))
    robot.ready()
    robot.window.saving.save_in(goal)
    idle(robot)
    before = goal.read_bytes()
    robot.window.seeing.save_viewpoint("Hier")
    store.go[goal].clear()
    robot.window.saving.save()
    robot.view.progress.stop.click()
    store.go[goal].set()
    idle(robot)
    assert robot.view.notices.texts[0] == "Gestopt. Er is niets veranderd."
    assert goal.read_bytes() == before
    assert robot.session.history.unsaved
    robot.window.saving.save()
    idle(robot)
    assert robot.window.saving.settled
    assert len(build_services().projects.load(goal).project.viewpoints) == 3


def test_undoing_a_layer_that_brought_ground_brings_the_estimate_back(
    robot: Robot, tmp_path: Path
) -> None:
    assert ESTIMATED_GROUND in robot.session.meshes
    robot.window.desk.add(write_land(tmp_path / "los" / "land.city.json"), None)
    robot.wait(robot.window.bench.changed, lambda: len(robot.session.project.layers) == 2)
    idle(robot)
    assert ESTIMATED_GROUND not in robot.session.meshes
    robot.window.bench.undo()
    robot.wait(robot.window.bench.loaded, lambda: ESTIMATED_GROUND in robot.session.meshes)
    robot.window.bench.redo()
    idle(robot)
    assert ESTIMATED_GROUND not in robot.session.meshes


@pytest.mark.logs
def test_a_fault_in_reading_leaves_nothing_hanging(opened: Opener) -> None:
    robot = opened(replace(build_services(), read_mesh=FaultyReader()))
    robot.ready()
    assert robot.view.progress.isHidden()
    assert not robot.window.bench.loader.busy
    assert "door een fout in mrapp zelf" in robot.view.notices.texts[0]


def write_town(file: Path, rows: int = 120) -> Path:
    """Write more small houses than one frame brings into view."""
    places = [(6.0 * row, 200.0 + 6.0 * column) for row in range(rows) for column in range(rows)]
    boxes: dict[str, tuple[Any, Any, dict[str, Any]]] = {
        f"huis-{x:g}-{y:g}": ((x, y, 1.0), (4.0, 4.0, 5.0), {}) for x, y in places
    }
    return write_city(file, boxes)


def begin_town(robot: Robot, folder: Path, variant: str | None = None) -> None:
    """Let a town be about to come into view: all of it is read, and that it comes is said."""
    progress = robot.view.progress

    def said() -> bool:
        return progress.stop.isVisible() and "In beeld brengen" in progress.words.text()

    robot.window.desk.add(write_town(folder / "los" / "dorp.city.json"), variant)
    idle(robot)
    assert robot.city.incomplete
    robot.wait(progress.resized, said)


def stop_town(robot: Robot, folder: Path, variant: str | None = None) -> None:
    """Stop a town that is about to come into view."""
    with no_frames(robot):
        begin_town(robot, folder, variant)
        robot.click(robot.view.progress.stop)
    robot.rest()
    assert halted(robot)


def test_a_large_file_comes_into_view_bit_by_bit_and_that_is_said(
    robot: Robot, tmp_path: Path
) -> None:
    fillings: list[bool] = []
    robot.city.filling.connect(fillings.append)
    with no_frames(robot):
        begin_town(robot, tmp_path)
        assert fillings[-1:] == [True]
        assert robot.city.moving
        frames: list[bool] = []
        robot.city.painted.connect(lambda: frames.append(robot.city.incomplete))
    robot.wait(robot.city.filling, lambda: fillings[-1:] == [False])
    assert frames.count(True) >= 2
    robot.rest()
    idle(robot)
    assert robot.view.progress.isHidden()
    assert not robot.city.incomplete


def test_leaving_a_project_while_it_comes_into_view(robot: Robot, tmp_path: Path) -> None:
    other = write_project(tmp_path / "ander")
    with no_frames(robot):
        begin_town(robot, tmp_path)
        robot.window.bench.leave()
        robot.window.desk.open(other)
    robot.ready()
    assert robot.session.opened.path == other
    assert not robot.city.incomplete
    assert robot.view.notices.texts[1:] == []


def test_what_comes_into_view_can_be_stopped_and_shown_after_all(
    robot: Robot, tmp_path: Path
) -> None:
    """What is there stays, something new goes on with it, and nothing in the project changes."""
    notices = robot.view.notices
    # With land there is no ground to estimate, which could be stopped too.
    robot.window.desk.add(write_land(tmp_path / "los" / "land.city.json"), None)
    idle(robot)
    robot.rest()
    stop_town(robot, tmp_path)
    before = robot.session.project
    fillings: list[bool] = []
    robot.city.filling.connect(fillings.append)
    assert robot.view.progress.isHidden()
    assert "niet te zien" in notices.texts[0]
    robot.window.bench.select(ObjectRef(CITY, "huis-1-1"))
    robot.rest()
    assert halted(robot), "what was selected is nothing new"
    card = notices.first_focus().parentWidget()
    assert isinstance(card, NoticeCard)
    assert card.offer is not None
    card.offer.click()
    robot.wait(robot.city.filling, lambda: fillings == [True, False])
    assert not halted(robot)
    assert all("niet te zien" not in text for text in notices.texts)
    assert robot.session.project == before


@pytest.mark.parametrize("variant", [None, "high"])
def test_what_was_stopped_comes_when_it_is_shown_again(
    robot: Robot, tmp_path: Path, variant: str | None
) -> None:
    """Also once the note is put away: by its layer, or by another variant and back."""
    notices, seeing = robot.view.notices, robot.window.seeing
    # With land there is no ground to estimate, which would be something new.
    robot.window.desk.add(write_land(tmp_path / "los" / "land.city.json"), None)
    idle(robot)
    seeing.choose(variant)
    robot.rest()
    stop_town(robot, tmp_path, variant)
    card = notices.first_focus().parentWidget()
    assert isinstance(card, NoticeCard)
    card.close_button.click()
    layer = robot.session.project.layers[-1].id

    def see(seen: bool) -> None:
        if variant is None:
            seeing.show_layer(layer, seen)
        else:
            seeing.choose(variant if seen else None)

    see(False)
    robot.rest()
    assert halted(robot), "what was hidden is nothing new"
    see(True)
    assert robot.city.incomplete
    robot.wait(robot.city.filling, lambda: not robot.city.incomplete)
    assert not robot.city.city.unfinished
    assert not halted(robot)


def test_what_is_all_there_is_not_called_stopped(robot: Robot, tmp_path: Path) -> None:
    """Nobody can see yet that the last of it came with the frame that was just drawn."""
    stopped: list[bool] = []

    def stop_after_the_last() -> None:
        if robot.city.incomplete and not robot.city.city.unfinished:
            stopped.append(True)
            robot.view.progress.stop.click()

    with no_frames(robot):
        begin_town(robot, tmp_path)
        robot.city.painted.connect(stop_after_the_last)
    robot.rest()
    assert stopped
    assert not halted(robot)
    assert all("niet te zien" not in text for text in robot.view.notices.texts)


def test_it_is_said_at_once_that_a_project_is_being_opened(opened: Opener) -> None:
    """Over the empty plain, until something stands in it."""
    reader = PatientReader("rijen.city.json", "toren.city.json")
    robot = opened(replace(build_services(), read_mesh=reader))
    progress = robot.view.progress
    assert not progress.isHidden()
    assert progress.words.text() == "Het project wordt geopend…"
    seen = []
    robot.city.painted.connect(lambda: seen.append((progress.isHidden(), bare(robot))))
    robot.frame()
    robot.turn()
    assert not progress.isHidden()
    reader.go.set()
    robot.ready()
    assert progress.isHidden()
    assert (True, True) not in seen
    assert seen[-1] == (True, False)


def halted(robot: Robot) -> bool:
    """Whether bringing the project into view was stopped."""
    return robot.city.city.building.halted


def bare(robot: Robot) -> bool:
    """Whether nothing of the project is seen yet."""
    return robot.city.city.building.bare
