"""The list of viewpoints, worked as a person does: rename, remove, undo, and go on by keyboard."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton

from mrapp.ui.panels.viewpoints_panel import ViewpointsPanel
from mrapp.ui.robot import Robot

pytestmark = pytest.mark.window


def panel_of(robot: Robot) -> ViewpointsPanel:
    return robot.window.parts.side.viewpoints


def names(robot: Robot) -> list[str]:
    buttons = panel_of(robot).go_buttons.values()
    return [button.accessibleName().removeprefix("Vlieg naar ") for button in buttons]


def choose(robot: Robot, number: int, action: int) -> None:
    """Open the menu of a row and choose from it; the row's button has the focus, as it would."""
    button = panel_of(robot).findChildren(QToolButton, options=_DEEP)[_buttons(robot)[number]]
    button.setFocus()
    button.menu().actions()[action].trigger()


_DEEP = Qt.FindChildOption.FindChildrenRecursively


def _buttons(robot: Robot) -> list[int]:
    every = panel_of(robot).findChildren(QToolButton, options=_DEEP)
    return [n for n, button in enumerate(every) if button.menu() is not None]


def settle() -> None:
    """Let go of the rows that were replaced, as the event loop does between two actions."""
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))


def rename(robot: Robot, number: int, name: str) -> None:
    choose(robot, number, 0)
    field = panel_of(robot).findChildren(QLineEdit)[-1]
    field.setText(name)
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle()


def test_a_new_name_shows_at_once_and_can_be_undone_and_removed(robot: Robot) -> None:
    assert names(robot) == ["Van boven", "Op straat"]
    rename(robot, 1, "Bij de bakker")
    assert names(robot) == ["Van boven", "Bij de bakker"]
    rename(robot, 0, "Hoog")
    assert names(robot) == ["Hoog", "Bij de bakker"]
    robot.session.undo()
    assert names(robot) == ["Van boven", "Bij de bakker"]
    choose(robot, 0, 1)
    assert names(robot) == ["Bij de bakker"]
    robot.session.undo()
    robot.session.undo()
    assert names(robot) == ["Van boven", "Op straat"]
    settle()


def test_what_happens_during_a_rename_leaves_the_list_usable(robot: Robot) -> None:
    choose(robot, 1, 0)
    robot.window.parts.actions["language.switch"].trigger()
    robot.window.parts.actions["language.switch"].trigger()
    settle()
    assert names(robot) == ["Van boven", "Op straat"]
    rename(robot, 1, "Bij de bakker")
    assert names(robot) == ["Van boven", "Bij de bakker"]


def test_after_removing_one_the_next_has_the_focus(robot: Robot) -> None:
    choose(robot, 0, 1)
    left = panel_of(robot).go_buttons["street"]
    assert QApplication.focusWidget() is left
    choose(robot, 0, 1)
    assert QApplication.focusWidget() is panel_of(robot).save
    settle()


def test_rows_that_were_replaced_at_once_are_seen_nowhere(robot: Robot) -> None:
    """They are about to be shown, but no longer in the window."""
    for language in ("en", "nl"):
        robot.window.bench.change_settings(language=language)
    QApplication.sendPostedEvents()
    tops = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert tops == [robot.window]
