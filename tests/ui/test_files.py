"""Opening, making, adding and leaving: what is told, what is kept, and that nothing lingers."""

import json
import math
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer

from mrapp.app.state import ESTIMATED_GROUND
from mrapp.bootstrap import build_services
from mrapp.ui.dialogs.add_file import AddFileDialog
from mrapp.ui.dialogs.new_project import NewProjectDialog
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window, show_window
from tests.ui.hands import EndlessReader, answer, give_name, idle
from tests.ui.small import X, Y, write_city, write_rows

if sys.platform != "win32":
    import resource

pytestmark = pytest.mark.window


@pytest.fixture
def empty() -> Iterator[Robot]:
    """A window without a project."""
    window = open_window(None)
    yield Robot(window)
    close_window(window)


def window_on(reader: EndlessReader, project: Path) -> MainWindow:
    """Return a window that is loading a project with this reader."""
    window = show_window(replace(build_services(), read_mesh=reader))
    window.open(project)
    return window


def test_cancel_while_loading_changes_nothing(project: Path) -> None:
    before = (project / "project.json").read_bytes()
    window = window_on(EndlessReader(), project)
    robot = Robot(window)
    robot.wait(window.parts.view.progress.resized, window.parts.view.progress.isVisible)
    assert robot.session.view.variant is None
    robot.click(window.parts.view.progress.stop)
    robot.wait(window.bench.loaded, lambda: not window.bench.loader.busy)
    assert robot.view.notices.texts[0].startswith("Het laden is gestopt.")
    assert robot.view.progress.isHidden()
    assert not robot.session.history.unsaved
    assert (project / "project.json").read_bytes() == before
    close_window(window)


def test_closing_while_loading_leaves_nothing_running(project: Path) -> None:
    reader = EndlessReader()
    window = window_on(reader, project)
    assert reader.begun.wait(timeout=120)
    close_window(window)
    assert [t for t in window.findChildren(QTimer) if t.isActive()] == []
    assert [t.name for t in threading.enumerate() if t.name.startswith("mrapp-task")] == []


def test_a_broken_file_is_told_and_the_rest_is_shown(project: Path) -> None:
    (project / "assets" / "toren.city.json").write_text('{"type": "CityJSON"', encoding="utf-8")
    window = open_window(project)
    robot = Robot(window)
    assert robot.view.notices.texts[0].startswith("toren.city.json kan niet worden gelezen")
    assert "assets/rijen.city.json" in robot.session.meshes
    window.seeing.choose("high")
    assert "Niet geladen" in window.parts.side.layers.box("tower").accessibleDescription()
    close_window(window)


def test_without_ground_one_is_estimated_and_says_so(robot: Robot) -> None:
    assert ESTIMATED_GROUND in robot.session.meshes
    box = robot.window.parts.side.layers.box(ESTIMATED_GROUND)
    assert box.accessibleDescription() == "Geschat uit de gebouwen"


def test_what_is_no_project_is_told(empty: Robot, tmp_path: Path) -> None:
    assert empty.view.welcome.isVisible()
    empty.window.desk.open(tmp_path / "nergens")
    empty.wait(empty.window.bench.tasks.idle, lambda: bool(empty.view.notices.texts))
    assert empty.view.notices.texts[0].startswith("Er staat geen project op ")


def fill_in(empty: Robot, file: Path, folder: Path) -> NewProjectDialog:
    """Fill in the dialog for a new project and wait until the file was read."""
    empty.window.parts.actions["project.new"].trigger()
    dialog = empty.window.desk.dialog
    assert isinstance(dialog, NewProjectDialog)
    dialog.file.line.setText(str(file))
    dialog.file.line.editingFinished.emit()
    idle(empty)
    dialog.folder.line.setText(str(folder))
    return dialog


def test_a_new_project_from_a_file(empty: Robot, tmp_path: Path) -> None:
    dialog = fill_in(empty, write_rows(tmp_path / "rijtjes.city.json"), tmp_path / "nieuw")
    assert dialog.name.text() == "rijtjes"
    assert [box.value() for box in dialog.origin] == [X + 6, Y + 45, 0]
    dialog.accept_button.click()
    empty.wait(
        empty.window.bench.loaded,
        lambda: (
            ESTIMATED_GROUND in (empty.window.bench.session or empty.session).meshes
            if empty.window.bench.session
            else False
        ),
    )
    assert empty.window.desk.dialog is None
    saved = json.loads((tmp_path / "nieuw" / "project.json").read_text(encoding="utf-8"))
    assert [layer["asset"] for layer in saved["layers"]] == ["assets/rijtjes.city.json"]
    assert (tmp_path / "nieuw" / "assets" / "rijtjes.city.json").is_file()
    assert not empty.session.history.unsaved
    assert not empty.view.welcome.isVisible()
    empty.rest()
    assert empty.city.pose == empty.city.city.navigator.home


def test_a_real_tile_becomes_a_project_to_walk_in(
    empty: Robot, tmp_path: Path, testdata: Path
) -> None:
    tile = testdata / "cityjson" / "3dbag_v210908" / "c1_rh" / "3dbag_v210908_fd2cee53_2092.json"
    bench = empty.window.bench
    fill_in(empty, tile, tmp_path / "tegel").accept_button.click()
    empty.wait(bench.loaded, lambda: bench.session is not None and not bench.loader.busy)
    empty.wait(bench.loaded, lambda: ESTIMATED_GROUND in empty.session.meshes)
    empty.rest()
    assert len(empty.session.meshes["assets/3dbag_v210908_fd2cee53_2092.json"].objects) == 567
    empty.window.parts.actions["move.walk"].trigger()
    empty.rest()
    before = empty.city.pose.eye
    empty.hold(Qt.Key.Key_Up, 10)
    assert empty.city.mode.value == "walk"
    assert math.dist(before[:2], empty.city.pose.eye[:2]) > 0.5
    assert abs(before[2] - empty.city.pose.eye[2]) < 0.5


def test_a_folder_that_is_taken_stays_as_it_is(empty: Robot, tmp_path: Path) -> None:
    taken = tmp_path / "bezet"
    taken.mkdir()
    (taken / "brief.txt").write_text("van mij", encoding="utf-8")
    dialog = fill_in(empty, write_rows(tmp_path / "rijtjes.city.json"), taken)
    dialog.accept_button.click()
    empty.wait(empty.window.bench.tasks.idle, lambda: bool(dialog.wrong.text()))
    assert "staat al iets" in dialog.wrong.text()
    assert [path.name for path in taken.iterdir()] == ["brief.txt"]
    assert empty.window.bench.session is None
    dialog.reject()


def test_a_file_that_cannot_be_read_leaves_no_half_made_project(
    empty: Robot, tmp_path: Path
) -> None:
    file, folder = tmp_path / "rijtjes.city.json", tmp_path / "nieuw"
    file.write_text('{"type": "CityJSON"', encoding="utf-8")
    dialog = fill_in(empty, file, folder)
    for _try in range(2):
        assert dialog.wrong.text().startswith("rijtjes.city.json kan niet worden gelezen")
        dialog.accept_button.click()
        idle(empty)
    assert not folder.exists()
    write_rows(file)
    for _try in range(2):
        dialog.accept_button.click()
        idle(empty)
    assert empty.session.opened.path == folder
    assert empty.window.desk.dialog is None


def test_what_has_nothing_to_show_leaves_no_half_made_project(empty: Robot, tmp_path: Path) -> None:
    folder = tmp_path / "nieuw"
    dialog = fill_in(empty, write_city(tmp_path / "leeg.city.json", {}), folder)
    dialog.accept_button.click()
    idle(empty)
    assert "er staat niets in dat getoond kan worden" in dialog.wrong.text()
    assert not folder.exists()
    assert dialog.accept_button.isEnabled()
    dialog.reject()


def test_making_waits_for_reading_and_cancel_stops_it(project: Path) -> None:
    reader = EndlessReader()
    window = show_window(replace(build_services(), read_mesh=reader))
    window.desk.ask_new()
    dialog = window.desk.dialog
    assert isinstance(dialog, NewProjectDialog)
    dialog.file.line.setText(str(project / "assets" / "rijen.city.json"))
    dialog.file.line.editingFinished.emit()
    assert reader.begun.wait(timeout=120)
    assert not dialog.accept_button.isEnabled()
    assert dialog.progress.isVisible()
    dialog.cancel_button.click()
    idle(Robot(window))
    assert window.desk.dialog is None
    assert window.parts.view.notices.texts == []
    close_window(window)


def test_a_design_for_a_new_variant(robot: Robot, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "los" / "blok.city.json")
    robot.window.desk.add(file, "Groen")
    idle(robot)
    variant = robot.session.project.variant("groen")
    assert variant is not None
    assert [design.asset for design in variant.adds] == ["assets/blok.city.json"]
    assert robot.view.notices.texts[0] == "blok.city.json is toegevoegd aan de variant Groen."


@pytest.mark.parametrize("name", ["", "Nu", "Een lange naam " * 20])
def test_what_cannot_be_a_variants_name_is_said_before_a_file_is_read(
    robot: Robot, tmp_path: Path, name: str
) -> None:
    file = write_rows(tmp_path / "los" / "blok.city.json")
    robot.window.desk.ask_add()
    dialog = robot.window.desk.dialog
    assert isinstance(dialog, AddFileDialog)
    dialog.file.line.setText(str(file))
    dialog.target.setCurrentIndex(dialog.target.count() - 1)
    dialog.new_name.setText(name)
    dialog.accept_button.click()
    robot.turn()
    assert "kan niet de naam van een variant zijn" in dialog.wrong.text()
    assert not robot.window.bench.tasks.running
    dialog.reject()
    # Who asks otherwise is refused as well, in words.
    robot.window.desk.add(file, name or " ")
    idle(robot)
    assert "kan niet de naam van een variant zijn" in robot.view.notices.texts[0]
    assert [v.id for v in robot.session.project.variants()] == ["high"]


def test_unsaved_changes_are_asked_about(project: Path) -> None:
    window = open_window(project)
    window.seeing.save_viewpoint("Hier")
    assert not window.close()
    answer("Annuleren")
    assert window.isVisible()
    assert not window.close()
    answer("Opslaan")
    Robot(window).wait(window.bench.tasks.idle, lambda: not window.isVisible())
    saved = json.loads((project / "project.json").read_text(encoding="utf-8"))
    assert len(saved["viewpoints"]) == 3
    window.deleteLater()


def test_what_somebody_else_saved_is_replaced_only_after_a_yes(robot: Robot, project: Path) -> None:
    other = build_services().projects
    theirs = other.load(project)
    other.save(replace(theirs, project=theirs.project.model_copy(update={"viewpoints": ()})))
    robot.window.seeing.save_viewpoint("Hier")
    for words, count in (("Annuleren", 0), ("Vervangen", 3)):
        robot.window.saving.save()
        idle(robot)
        answer(words)
        idle(robot)
        assert len(other.load(project).project.viewpoints) == count
    assert not robot.session.history.unsaved


def test_a_picture_of_the_view_is_kept_or_told(robot: Robot, tmp_path: Path) -> None:
    robot.window.arranging.ask_picture()
    give_name(robot, tmp_path / "beeld")
    assert (tmp_path / "beeld.png").stat().st_size > 5_000
    robot.window.arranging.save_picture(tmp_path / "nergens" / "beeld.png")
    assert robot.view.notices.texts[0].startswith("De afbeelding kan niet worden bewaard")


@pytest.mark.skipif(sys.platform == "win32", reason="the limit that stands for a full disk")
def test_an_older_picture_stays_where_a_new_one_finds_no_room(robot: Robot, tmp_path: Path) -> None:
    older = tmp_path / "beeld.png"
    older.write_bytes(b"van mij")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        robot.window.arranging.save_picture(older)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert robot.view.notices.texts[0].startswith("De afbeelding kan niet worden bewaard")
    assert {each.name: each.read_bytes() for each in tmp_path.glob("beeld*")} == {
        "beeld.png": b"van mij"
    }


def _hostile(folder: Path) -> list[Path]:
    """Write files that are not what they seem: empty, of another kind, too large by their word."""
    folder.mkdir()
    named = {
        "leeg.glb": b"",
        "plaatje.city.json": b"\x89PNG\r\n\x1a\n",
        "bewering.glb": b"glTF" + (2).to_bytes(4, "little") + (2**31).to_bytes(4, "little"),
        "niets.obj": b"# no faces\n",
        "woorden.txt": b"good day",
    }
    for name, content in named.items():
        (folder / name).write_bytes(content)
    (folder / "map.glb").mkdir()
    return [*(folder / name for name in named), folder / "map.glb", folder / "weg.obj"]


def test_what_is_no_design_is_told_and_the_project_stays(robot: Robot, tmp_path: Path) -> None:
    before = robot.session.project
    folder = robot.session.opened.folder
    files = sorted(folder.rglob("*"))
    for file in _hostile(tmp_path / "vreemd"):
        robot.window.desk.add(file, "Nieuw")
        idle(robot)
        [said, *_] = robot.view.notices.texts
        assert said.startswith(file.name)
        assert "Er is niets veranderd." in said
    assert robot.session.project == before
    assert sorted(folder.rglob("*")) == files


@pytest.mark.parametrize("name", ["plan", "plan v1.2"])
def test_a_name_without_its_ending_overwrites_nothing_unasked(
    robot: Robot, tmp_path: Path, name: str
) -> None:
    there = tmp_path / f"{name}.mrapp"
    there.write_bytes(b"van mij")
    actions = robot.window.parts.actions
    for reply, kept in (("Annuleren", True), ("Vervangen", False)):
        actions["project.save_as"].trigger()
        give_name(robot, tmp_path / name, reply)
        idle(robot)
        assert (there.read_bytes() == b"van mij") is kept
    assert robot.session.opened.path == there
    assert sorted(tmp_path.glob("plan*")) == [there]


def test_a_project_is_kept_as_a_folder_of_that_very_name(robot: Robot, tmp_path: Path) -> None:
    robot.window.parts.actions["project.save_folder"].trigger()
    give_name(robot, tmp_path / "plan v1.2")
    idle(robot)
    assert (tmp_path / "plan v1.2" / "project.json").is_file()
    assert robot.session.opened.path == tmp_path / "plan v1.2"
