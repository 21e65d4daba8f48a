"""The whole job with the keyboard alone, in Dutch."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QRadioButton

from mrapp.app.clock import local_from_utc
from mrapp.app.commands import all_commands
from mrapp.ui.application import make_application
from mrapp.ui.robot import Robot

pytestmark = pytest.mark.window

KEY, CTRL, SHIFT, ALT = (
    Qt.Key,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def go_to_view(robot: Robot) -> None:
    """Press F6 until the view has the focus."""
    for _press in range(12):
        if robot.city.hasFocus():
            return
        robot.key(KEY.Key_F6)
    pytest.fail("F6 does not reach the view")


def mode_of(robot: Robot) -> str:
    """Return how one moves now."""
    return robot.city.mode.value


def tab_to(robot: Robot, name: str) -> None:
    """Press Tab until the control with this name has the focus."""
    for _press in range(60):
        if robot.focus().accessibleName() == name:
            return
        robot.key(KEY.Key_Tab)
    pytest.fail(f"Tab does not reach {name}")


def test_the_whole_job(robot: Robot) -> None:
    _choose_the_variant(robot)
    _turn_the_sun(robot)
    _fly_and_walk(robot)
    _select_hide_and_demolish(robot)
    _save_a_viewpoint(robot)
    robot.key(KEY.Key_S, CTRL)
    tasks = robot.window.bench.tasks
    robot.wait(tasks.idle, lambda: not tasks.running)
    assert robot.view.notices.texts[0].startswith("Bewaard in ")
    saved = json.loads((robot.session.opened.path / "project.json").read_text(encoding="utf-8"))
    assert saved["viewpoints"][-1]["name"] == {"nl": "Bij de bakker"}
    assert not robot.session.history.unsaved


def _choose_the_variant(robot: Robot) -> None:
    go_to_view(robot)
    robot.key(KEY.Key_F6)
    assert isinstance(robot.focus(), QRadioButton)
    assert robot.focus().accessibleName() == "Nu"
    robot.key(KEY.Key_Down)
    assert robot.session.view.variant == "high"
    assert robot.focus().accessibleName() == "Hoog"


def _turn_the_sun(robot: Robot) -> None:
    zone = robot.session.project.time_zone
    tab_to(robot, "Tijd van de dag")
    before = local_from_utc(robot.session.view.time_utc, zone)
    robot.key(KEY.Key_PageDown)
    robot.key(KEY.Key_Left)
    after = local_from_utc(robot.session.view.time_utc, zone)
    assert before.minutes - after.minutes == 70
    tab_to(robot, "Zon op een decembermiddag")
    robot.key(KEY.Key_Space)
    winter = local_from_utc(robot.session.view.time_utc, zone)
    assert (winter.day.month, winter.clock(), winter.summer) == (12, "15:00", False)
    assert "wintertijd" in robot.window.parts.side.time.day_words.text()


def _fly_and_walk(robot: Robot) -> None:
    tab_to(robot, "Vlieg naar Op straat")
    robot.key(KEY.Key_Space)
    robot.rest()
    assert mode_of(robot) == "walk"
    go_to_view(robot)
    before = robot.city.pose.eye
    robot.hold(KEY.Key_Up, 10)
    assert robot.city.pose.eye[1] > before[1] + 0.5
    robot.key(KEY.Key_F2)
    robot.key(KEY.Key_Home)
    robot.rest()
    assert mode_of(robot) == "orbit"


def _select_hide_and_demolish(robot: Robot) -> None:
    go_to_view(robot)
    robot.key(KEY.Key_Period)
    first = robot.session.view.selection
    robot.key(KEY.Key_Period)
    second = robot.session.view.selection
    assert first is not None
    assert second is not None
    assert first != second
    robot.key(KEY.Key_Comma)
    assert robot.session.view.selection == first
    assert robot.view.card.isVisible()
    robot.key(KEY.Key_H, CTRL)
    assert first in robot.session.view.hidden_objects
    robot.key(KEY.Key_Z, CTRL)
    assert robot.session.view.hidden_objects == frozenset()
    robot.key(KEY.Key_D, CTRL | SHIFT)
    variant = robot.session.project.variant("high")
    assert variant is not None
    assert first.object_id in variant.removes
    robot.key(KEY.Key_Z, CTRL)
    robot.key(KEY.Key_Escape)
    assert robot.session.view.selection is None


def _save_a_viewpoint(robot: Robot) -> None:
    robot.key(KEY.Key_B, CTRL)
    robot.type_words("Bij de bakker")
    robot.key(KEY.Key_Return)
    assert robot.session.project.viewpoints[-1].name["nl"] == "Bij de bakker"
    assert robot.city.hasFocus()


def test_enter_selects_what_is_in_the_middle(robot: Robot) -> None:
    go_to_view(robot)
    robot.key(KEY.Key_Period)
    assert robot.view.mark.isVisible()
    wanted = robot.session.view.selection
    assert wanted is not None
    robot.key(KEY.Key_Return, SHIFT)
    robot.rest()
    robot.key(KEY.Key_Escape)
    for _turn in range(40):
        robot.key(KEY.Key_Return)
        if robot.session.view.selection is not None:
            break
        robot.hold(KEY.Key_Right, 3)
    assert robot.session.view.selection is not None


def test_menus_open_with_their_letter(robot: Robot) -> None:
    go_to_view(robot)
    robot.key(KEY.Key_B, ALT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.title().replace("&", "") == "Bestand"
    menu.close()


def test_help_tells_every_key_and_closes_with_escape(robot: Robot) -> None:
    go_to_view(robot)
    robot.key(KEY.Key_F1)
    page = robot.window.arranging.help_dialog.page
    robot.wait(make_application().focusChanged, page.hasFocus)
    assert page.accessibleName() == "Hulp en toetsen"
    told = page.toPlainText()
    for command in all_commands().values():
        assert command.title.nl in told
        assert command.help.nl in told
    robot.key(KEY.Key_Escape)
    robot.turn()
    assert robot.window.findChild(QDialog) is None


@pytest.mark.parametrize("command", ["project.new", "project.add", "project.save_as", "help.about"])
def test_a_window_that_asked_something_is_gone_after_escape(shared: Robot, command: str) -> None:
    shared.window.parts.actions[command].trigger()
    dialog = shared.window.findChild(QDialog)
    assert dialog is not None
    assert dialog.isVisible()
    QTest.keyClick(dialog, KEY.Key_Escape)
    shared.turn()
    assert shared.window.findChild(QDialog) is None
