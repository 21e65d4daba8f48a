"""A file without a place of its own: where it comes to stand, and its panel."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mrapp.model.placing import placed
from mrapp.model.project import Placement
from mrapp.scene.handles import Part
from mrapp.ui.arriving import FEW
from mrapp.ui.dialogs.add_file import AddFileDialog
from mrapp.ui.dialogs.model_files import model_kinds
from mrapp.ui.dialogs.new_project import NewProjectDialog
from mrapp.ui.panels.place_panel import PlacePanel
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.small import X, Y, write_block
from tests.ui.test_access import clipped, controls, outside

pytestmark = pytest.mark.window


def added(robot: Robot, tmp_path: Path, variant: str | None = "high") -> PlacePanel:
    """Add a block from the window; return the panel that opens."""
    robot.window.desk.add(write_block(tmp_path / "los" / "blok.obj"), variant)
    idle(robot)
    robot.rest()
    robot.turn()
    return robot.window.parts.side.place


def place_of(robot: Robot) -> Placement:
    """Return where the last thing that was added stands."""
    place = robot.session.project.items()[-1].place
    assert place is not None
    return place


def fill_in(panel: PlacePanel, field: str, value: str) -> None:
    """Type a number and press Enter."""
    number = panel.numbers[field]
    number.setFocus()
    number.selectAll()
    QTest.keyClicks(number, value)
    QTest.keyClick(number, Qt.Key.Key_Return)


def test_it_comes_to_stand_on_the_ground_in_the_middle_of_what_is_seen(
    robot: Robot, tmp_path: Path
) -> None:
    seen = robot.city.hit_middle()
    assert seen is not None
    panel = added(robot, tmp_path)
    assert robot.session.view.variant == "high", "the variant that it was added to is shown"
    selection = robot.session.view.selection
    assert selection is not None
    assert selection.asset == robot.session.project.items()[-1].mesh_key
    place = place_of(robot)
    assert (place.x - X, place.y - Y) == pytest.approx(seen.point_local[:2], abs=0.02)
    stands = robot.session.meshes[selection.asset].points_rd
    assert stands[:, 2].min() == pytest.approx(1.0, abs=0.3), "the ground of the houses is at 1 m"
    assert panel.isVisible()
    before = robot.session.history.now
    robot.window.bench.undo()
    assert robot.session.view.variant != "high"
    assert not panel.isVisible()
    robot.window.bench.redo()
    assert robot.session.project == before.project


def test_numbers_move_it_one_step_of_undo_each(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path)
    first = place_of(robot)
    key = robot.session.project.items()[-1].mesh_key
    fill_in(panel, "x", str(X + 6))
    fill_in(panel, "y", str(Y + 45))
    fill_in(panel, "turn_deg", "45")
    assert place_of(robot) == Placement(x=X + 6, y=Y + 45, nap=place_of(robot).nap, turn_deg=45.0)
    assert np.ptp(robot.session.meshes[key].points_rd[:, 0]) == pytest.approx(20 * 2**0.5)
    fill_in(panel, "scale", "0,5")
    assert np.ptp(robot.session.meshes[key].points_rd[:, 2]) == pytest.approx(6.0)
    assert "0,5 maal zo groot" in panel.steps.text()
    fill_in(panel, "nap", "3,25")
    assert place_of(robot).nap == 3.25
    fill_in(panel, "x", str(X + 8))
    assert place_of(robot).nap == 3.25, "a height that was given is kept"
    panel.ground.click()
    assert place_of(robot).nap == pytest.approx(1.0, abs=0.3)
    # Seven edits were seven steps.
    for _step in range(7):
        robot.window.bench.undo()
    assert place_of(robot) == first
    assert panel.numbers["x"].value() == pytest.approx(first.x)


def test_the_axis_that_points_up_can_be_chosen(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path)
    key = robot.session.project.items()[-1].mesh_key
    panel.up.setFocus()
    QTest.keyClick(panel.up, Qt.Key.Key_Down)
    assert place_of(robot).up == "z"
    assert np.ptp(robot.session.meshes[key].points_rd[:, 2]) == pytest.approx(20.0)
    QTest.keyClick(panel.up, Qt.Key.Key_Up)
    assert place_of(robot).up is None


def test_the_buildings_under_it_are_demolished_in_one_step(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path)
    fill_in(panel, "x", str(X - 24))
    fill_in(panel, "y", str(Y + 5))
    assert "Gebouwen onder dit ontwerp: 2" in panel.under.text()
    robot.click(panel.demolish)
    variant = robot.session.project.variant("high")
    assert variant is not None
    assert variant.removes == ("huis-2-1", "huis-0-0", "huis-0-1")
    assert "Aangewezen als sloop: 2" in panel.under.text()
    assert not panel.demolish.isEnabled()
    robot.window.bench.undo()
    variant = robot.session.project.variant("high")
    assert variant is not None
    assert variant.removes == ("huis-2-1",)


def test_it_is_found_again_by_the_layers(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path, None)
    assert panel.under.isHidden(), "what is there now replaces nothing"
    robot.window.bench.select(None)
    assert not panel.isVisible()
    robot.window.parts.side.layers.offer(robot.session.project.layers[-1].id, "place").trigger()
    assert panel.isVisible()
    assert robot.focus() is panel.numbers["x"]


def test_a_wheel_in_passing_changes_no_number(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path)
    number, before = panel.numbers["x"], place_of(robot)
    robot.city.setFocus()
    middle = number.rect().center().toPointF()
    event = QWheelEvent(
        middle,
        number.mapToGlobal(middle),
        number.rect().topLeft(),
        number.rect().topLeft() + robot.city.rect().center(),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(number, event)
    assert place_of(robot) == before


def test_every_dialog_offers_the_same_files(robot: Robot) -> None:
    assert all(f"*{kind}" in model_kinds() for kind in (".city.json", ".glb", ".gltf", ".obj"))
    for kind in (AddFileDialog, NewProjectDialog):
        robot.window.desk.ask_add() if kind is AddFileDialog else robot.window.desk.ask_new()
        dialog = robot.window.desk.dialog
        assert isinstance(dialog, kind)
        assert "glTF" in dialog.file.line.accessibleName()
        dialog.reject()


def test_a_new_project_around_it_asks_for_its_zero(tmp_path: Path) -> None:
    window = open_window(None)
    robot = Robot(window)
    window.desk.ask_new()
    dialog = window.desk.dialog
    assert isinstance(dialog, NewProjectDialog)
    dialog.file.line.setText(str(write_block(tmp_path / "blok.obj")))
    dialog.file.line.editingFinished.emit()
    idle(robot)
    dialog.folder.line.setText(str(tmp_path / "nieuw"))
    for _time in range(2):
        assert "zegt niet waar het staat" in dialog.wrong.text()
        dialog.accept_button.click()
        idle(robot)
    assert not (tmp_path / "nieuw").exists()
    dialog.origin[0].setValue(X)
    dialog.origin[1].setValue(Y)
    dialog.accept_button.click()
    robot.wait(window.bench.opened, lambda: window.bench.session is not None)
    robot.ready()
    assert place_of(robot) == Placement(x=X, y=Y)
    close_window(window)


def test_the_panel_is_for_everyone(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path)
    assert [type(w).__name__ for w in controls(panel) if not w.accessibleName()] == []
    for language in ("nl", "en"):
        for scale in (1.0, 1.5, 2.0):
            robot.window.bench.change_settings(text_scale=scale, language=language)
            robot.session.speak(language)
            robot.rest()
            robot.turn()
            assert clipped(panel) == []
            assert outside(robot) == []
    robot.window.bench.change_settings(text_scale=1.0, language="nl")
    robot.city.setFocus()
    visited = set()
    for _step in range(9):
        robot.key(Qt.Key.Key_F6)
        visited.add(robot.focus())
    assert panel.header in visited
    panel.header.setFocus()
    for _step in range(13):
        robot.key(Qt.Key.Key_Tab)
        visited.add(robot.focus())
    buttons = {panel.fly, panel.bring, panel.ground, panel.done}
    assert {*panel.numbers.values(), panel.up, panel.stay, *buttons} <= visited


def handle(robot: Robot, part: Part) -> QPoint:
    """Return a place in the view where a handle is; fails where it is not shown."""
    robot.rest()
    robot.frame()
    handles, scale = robot.city.city.handles, robot.city.devicePixelRatioF()
    middle = robot.city.rect().center()
    steps = [QPoint(x, y) for x in range(-240, 241, 6) for y in range(-240, 241, 6)]
    for step in sorted(steps, key=lambda step: step.x() ** 2 + step.y() ** 2):
        place = middle + step
        if handles.part_at(place.x() * scale, place.y() * scale) is part:
            return place
    raise AssertionError(f"no {part} in view")


def point(robot: Robot, place: QPoint, held: Qt.MouseButton = Qt.MouseButton.NoButton) -> None:
    """Bring the pointer to a place in the view."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        place.toPointF(),
        robot.city.mapToGlobal(place).toPointF(),
        Qt.MouseButton.NoButton,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(robot.city, event)


def drag(robot: Robot, start: QPoint, by: QPoint, *, drop: bool = True) -> None:
    """Drag from a place in the view, a few frames long, and let go."""
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    QTest.mousePress(robot.city, left, none, start)
    for step in range(1, 4):
        point(robot, start + by * step / 3, left)
        robot.frame()
    if drop:
        QTest.mouseRelease(robot.city, left, none, start + by)
        robot.rest()


def test_handles_drag_it_and_each_drag_is_one_step(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path)
    pose, first = robot.city.pose, place_of(robot)
    drag(robot, handle(robot, Part.MOVE), QPoint(60, 0))
    moved = place_of(robot)
    assert moved.x > first.x + 2
    assert (moved.turn_deg, moved.scale) == (0.0, 1.0)
    assert panel.numbers["x"].value() == pytest.approx(moved.x)
    drag(robot, handle(robot, Part.TURN), QPoint(0, -80))
    turned = place_of(robot)
    assert turned.turn_deg != 0.0
    assert (turned.x, turned.y) == pytest.approx((moved.x, moved.y), abs=0.01)
    drag(robot, handle(robot, Part.LIFT), QPoint(0, -40))
    lifted = place_of(robot)
    assert lifted.nap > turned.nap + 1
    assert not panel.stay.isChecked()
    assert robot.city.pose == pose, "the view stays"
    for before in (turned, moved, first):
        robot.window.bench.undo()
        assert place_of(robot) == before


def write_blocks(file: Path, rows: int = 52) -> Path:
    """Write a square of 20 m of small blocks as OBJ, y up: more than is placed in a moment."""
    lines, step = ["o blokken"], 20.0 / rows
    corners = [(x, y, z) for y in (0, 1) for z in (0, 1) for x in (0, 1)]
    faces = [(1, 3, 4, 2), (5, 6, 8, 7), (1, 2, 6, 5), (2, 4, 8, 6), (4, 3, 7, 8), (3, 1, 5, 7)]
    for number in range(rows * rows):
        east, south = step * (number % rows) - 10.0, step * (number // rows) - 10.0
        lines += [
            f"v {east + 0.7 * step * x} {9.0 * y} {south + 0.7 * step * z}" for x, y, z in corners
        ]
        lines += ["f " + " ".join(str(8 * number + k) for k in face) for face in faces]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_a_large_design_is_carried_while_it_is_dragged_and_follows_at_the_end(
    robot: Robot, tmp_path: Path
) -> None:
    robot.window.desk.add(write_blocks(tmp_path / "los" / "blokken.obj"), "high")
    idle(robot)
    robot.rest()
    key, first = robot.session.project.items()[-1].mesh_key, place_of(robot)
    there = robot.session.meshes[key]
    assert len(there.triangles) > FEW
    start = handle(robot, Part.MOVE)
    drag(robot, start, QPoint(60, 0), drop=False)
    assert place_of(robot).x > first.x + 2
    assert robot.session.meshes[key] is there, "its arrays stay while it is dragged"
    QTest.mouseRelease(robot.city, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 0))
    moved = place_of(robot)
    for place, undo in ((moved, True), (first, False)):
        assert place_of(robot) == place
        assert robot.session.scene_state().shows[-1].carried is not None
        idle(robot)
        robot.rest()
        stands = placed(robot.session.file_of(key), place).points_rd
        assert np.abs(robot.session.meshes[key].points_rd - stands).max() < 1e-9
        assert robot.session.scene_state().shows[-1].carried is None
        if undo:
            robot.window.bench.undo()
    assert not robot.session.behind()


def test_escape_gives_up_a_drag_and_nothing_else(robot: Robot, tmp_path: Path) -> None:
    added(robot, tmp_path)
    before = robot.session.history
    drag(robot, handle(robot, Part.MOVE), QPoint(60, 30), drop=False)
    assert robot.session.project != before.now.project
    QTest.keyClick(robot.city, Qt.Key.Key_Escape)
    assert robot.session.history.now == before.now
    assert len(robot.session.history.done) == len(before.done)
    QTest.mouseRelease(robot.city, Qt.MouseButton.LeftButton)
    assert robot.session.history.now == before.now
    QTest.keyClick(robot.city, Qt.Key.Key_Escape)
    assert robot.session.view.selection is None
    with pytest.raises(AssertionError, match="no move in view"):
        handle(robot, Part.MOVE)


def test_the_pointer_shows_what_can_be_grabbed_and_a_new_view_has_handles_too(
    robot: Robot, tmp_path: Path
) -> None:
    added(robot, tmp_path)
    point(robot, handle(robot, Part.LIFT))
    assert robot.city.cursor().shape() == Qt.CursorShape.SizeVerCursor
    point(robot, QPoint(5, 5))
    assert robot.city.cursor().shape() == Qt.CursorShape.ArrowCursor
    robot.window.parts.actions["quality.high"].trigger()
    robot.frame()
    handle(robot, Part.MOVE)
