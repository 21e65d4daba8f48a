"""Numbers that a person types: read as they are written here, or kept and marked as wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from mrapp.ui.dialogs.new_project import NewProjectDialog
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.small import X, Y, write_block
from tests.ui.test_placing import added, fill_in, place_of

pytestmark = pytest.mark.window


@pytest.fixture
def elsewhere(project: Path) -> Iterator[Robot]:
    """The window of a process whose system writes numbers as C does."""
    QLocale.setDefault(QLocale.c())
    window = open_window(project)
    yield Robot(window)
    close_window(window)


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("nl", "105450,25", 105450.25),
        ("nl", "105.450,25", 105450.25),
        ("nl", "105450.25", 105450.25),
        ("nl", "105 450,25", 105450.25),
        ("nl", "105450", 105450.0),
        ("en", "105,450.25", 105450.25),
        ("en", "105450,25", 105450.25),
        ("en", "105450.125", 105450.125),
    ],
)
def test_a_number_is_read_as_it_is_written_here(
    elsewhere: Robot, tmp_path: Path, language: str, typed: str, meant: float
) -> None:
    panel = added(elsewhere, tmp_path)
    elsewhere.window.bench.change_settings(language=language)
    fill_in(panel, "x", typed)
    assert place_of(elsewhere).x == meant
    point = "," if language == "nl" else "."
    assert panel.numbers["x"].text() == f"{meant:.3f}".rstrip("0").rstrip(".").replace(".", point)
    fill_in(panel, "scale", "0,01")
    assert place_of(elsewhere).scale == 0.01
    assert panel.numbers["scale"].text() == f"0{point}01"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("x", "999999", "RD x (m): vul een getal in van -7000 tot 300000."),
        ("x", "1e5", "-7000 tot 300000"),
        ("x", "105.450", "105450 of als 105,45"),
        ("scale", "1/2", "0,000001 tot 1000000"),
        ("scale", "", "0,000001 tot 1000000"),
        ("nap", "-500", "-100 tot 1000"),
        ("turn_deg", "noord", "vul een getal in"),
    ],
)
def test_what_is_typed_wrong_stays_is_marked_and_is_not_applied(
    robot: Robot, tmp_path: Path, field: str, typed: str, said: str
) -> None:
    panel = added(robot, tmp_path)
    before, number = place_of(robot), panel.numbers[field]
    right = number.text()
    number.selectAll()
    QTest.keyClick(number, Qt.Key.Key_Backspace)
    fill_in(panel, field, typed)
    panel.stay.setFocus()
    assert place_of(robot) == before
    assert number.text() == typed
    words = "\n".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    assert said in words
    assert said in number.accessibleDescription()
    other = "y" if field != "y" else "x"
    fill_in(panel, other, f"{(Y if other == 'y' else X) + 3}")
    assert number.text() == typed, "it waits to be mended"
    fill_in(panel, field, right)
    assert said not in panel.wrong.text()
    assert not panel.wrong_frame.isVisible()
    assert number.accessibleDescription() == number.toolTip()


@pytest.mark.parametrize(("typed", "turn"), [("-30", 330.0), ("400", 40.0), ("360", 0.0)])
def test_a_turn_of_any_angle_is_taken_round(
    robot: Robot, tmp_path: Path, typed: str, turn: float
) -> None:
    panel = added(robot, tmp_path)
    fill_in(panel, "turn_deg", "10")
    fill_in(panel, "turn_deg", typed)
    assert place_of(robot).turn_deg == turn
    assert panel.numbers["turn_deg"].text() == f"{turn:g}"
    assert not panel.wrong_frame.isVisible()


def test_escape_brings_the_number_back_that_holds(robot: Robot, tmp_path: Path) -> None:
    """And does in the window what it always does only when there is nothing to take back."""
    panel = added(robot, tmp_path)
    before, number = place_of(robot), panel.numbers["x"]
    right = number.text()
    fill_in(panel, "x", "999999")
    number.setFocus()
    QTest.keyClick(number, Qt.Key.Key_Escape)
    assert number.text() == right
    assert not panel.wrong_frame.isVisible()
    QTest.keyClicks(number, "123")
    QTest.keyClick(number, Qt.Key.Key_Escape)
    panel.stay.setFocus()
    assert (number.text(), place_of(robot)) == (right, before)
    assert robot.session.view.selection is not None


def test_the_zero_of_a_new_project_is_not_bent_into_a_number(robot: Robot, tmp_path: Path) -> None:
    robot.window.bench.change_settings(language="nl")
    robot.window.parts.actions["project.new"].trigger()
    dialog = robot.window.desk.dialog
    assert isinstance(dialog, NewProjectDialog)
    dialog.file.line.setText(str(write_block(tmp_path / "blok.obj")))
    dialog.file.line.editingFinished.emit()
    idle(robot)
    dialog.folder.line.setText(str(tmp_path / "nieuw"))
    x, y, nap = dialog.origin
    for field, typed in ((x, "105.400"), (y, "424 560,5"), (nap, "twee")):
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field, typed)
    dialog.accept_button.click()
    assert not (tmp_path / "nieuw").exists()
    assert (x.text(), y.value(), nap.text()) == ("105.400", 424560.5, "twee")
    assert "x: dit is te lezen als 105400 of als 105,4" in dialog.wrong.text()
    assert "NAP: vul een getal in van -50 tot 400." in nap.accessibleDescription()
    QTest.keyClick(nap, Qt.Key.Key_Escape)
    assert (nap.text(), dialog.isVisible()) == ("0", True)
    x.setFocus()
    x.selectAll()
    QTest.keyClicks(x, "105400")
    y.setFocus()
    assert not dialog.wrong.isVisible()
    dialog.accept_button.click()
    robot.wait(robot.window.bench.loaded, lambda: robot.session.project.origin.y == 424560.5)
    assert robot.session.project.origin.x == 105400.0


def test_an_arrow_key_goes_on_from_the_number_that_holds(robot: Robot, tmp_path: Path) -> None:
    panel = added(robot, tmp_path)
    before, number = place_of(robot), panel.numbers["x"]
    fill_in(panel, "x", "999999")
    QTest.keyClick(number, Qt.Key.Key_Up)
    assert place_of(robot).x == before.x + 1
    assert not panel.wrong_frame.isVisible()
