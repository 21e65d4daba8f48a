"""Opening, making, adding and leaving: what is told, what is kept, and that nothing lingers."""

import json
import math
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from mrapp.app.ports import Cancelled, Progress, ignore_progress, never_cancelled
from mrapp.app.settings import KeptInMemory, Settings
from mrapp.app.state import ESTIMATED_GROUND
from mrapp.bootstrap import build_services
from mrapp.model.citymesh import CityMesh
from mrapp.model.errors import CancelledError
from mrapp.model.texts import Phrase
from mrapp.ui.application import make_window
from mrapp.ui.dialogs.new_project import NewProjectDialog
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window
from tests.ui.small import X, Y, write_rows

pytestmark = pytest.mark.window


@pytest.fixture
def empty() -> Iterator[Robot]:
    """A window without a project."""
    window = open_window(None)
    yield Robot(window)
    close_window(window)


class EndlessReader:
    """A reader that never comes to an end by itself; only cancelling ends it."""

    def __init__(self) -> None:
        self.begun = threading.Event()

    def __call__(
        self,
        path: Path,  # noqa: ARG002  (the names of the port)
        *,
        lod: str | None = None,  # noqa: ARG002
        progress: Progress = ignore_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> CityMesh:
        """Read until somebody cancels."""
        progress(0.5, Phrase(nl="lezen", en="reading"))
        self.begun.set()
        pause = threading.Event()
        while not cancelled():
            pause.wait(0.005)
        raise CancelledError


def window_on(reader: EndlessReader, project: Path) -> MainWindow:
    """Return a window that is loading a project with this reader."""
    services = replace(build_services(), read_mesh=reader)
    window = make_window(services, KeptInMemory(Settings(hints_seen=True)))
    window.show()
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
    reader.begun.wait(timeout=10)
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
    empty.wait(empty.window.bench.tasks.idle, lambda: not empty.window.bench.tasks.running)
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
    assert not dialog.isVisible()
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


def test_a_design_for_a_new_variant(robot: Robot, tmp_path: Path) -> None:
    file = write_rows(tmp_path / "los" / "blok.city.json")
    robot.window.desk.add(file, "Groen")
    robot.wait(robot.window.bench.tasks.idle, lambda: not robot.window.bench.tasks.running)
    variant = robot.session.project.variant("Groen")
    assert variant is not None
    assert [design.asset for design in variant.adds] == ["assets/blok.city.json"]
    assert robot.view.notices.texts[0] == "blok.city.json is toegevoegd."


def answer(button: str) -> None:
    """Press a button of the question that is about to come."""

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        next(b for b in box.buttons() if b.text().replace("&", "") == button).click()

    QTimer.singleShot(0, press)


def test_unsaved_changes_are_asked_about(project: Path) -> None:
    window = open_window(project)
    window.seeing.save_viewpoint("Hier")
    answer("Annuleren")
    assert not window.close()
    assert window.isVisible()
    answer("Opslaan")
    assert window.close()
    saved = json.loads((project / "project.json").read_text(encoding="utf-8"))
    assert len(saved["viewpoints"]) == 3
    window.deleteLater()


def test_a_picture_of_the_view_is_kept_or_told(robot: Robot, tmp_path: Path) -> None:
    robot.window.arranging.save_picture(tmp_path / "beeld")
    assert (tmp_path / "beeld.png").stat().st_size > 5_000
    robot.window.arranging.save_picture(tmp_path / "nergens" / "beeld.png")
    assert robot.view.notices.texts[0].startswith("De afbeelding kan niet worden bewaard")
