"""The editor of questionnaires: files, themes, texts, sizes, and what is left of it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidget, QPlainTextEdit

from mrapp.app.questions import forms
from mrapp.app.questions.form_files import read_form
from mrapp.ui.questionnaire.editor import QuestionEditor
from mrapp.ui.questionnaire.fields import TextField
from mrapp.ui.robot import Robot
from tests.app.moments import NOON
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.questionnaires import (
    FORM,
    choose,
    fill,
    give_name_in,
    leave_as_found,
    open_editor,
    press,
    refresh,
    shown,
    words,
)
from tests.ui.small import write_project
from tests.ui.test_access import clipped, controls, english, said

pytestmark = pytest.mark.window


@pytest.fixture
def robot(shared: Robot) -> Iterator[Robot]:
    """The window of all these tests, which each leaves with the project as it was."""
    yield shared
    leave_as_found(shared)


@pytest.fixture
def editor(robot: Robot) -> QuestionEditor:
    """The editor on a project without questions."""
    return open_editor(robot)


@pytest.fixture
def filled(robot: Robot, editor: QuestionEditor) -> QuestionEditor:
    """The editor on a questionnaire with a question of every kind."""
    fill(robot, editor)
    return editor


def test_neighbourhoods_and_questionnaires_come_out_of_files(
    robot: Robot, filled: QuestionEditor, tmp_path: Path
) -> None:
    choose(robot, filled, "home")
    areas = [{"properties": {"buurtcode": "BU05050101", "buurtnaam": "Centrum"}}]
    (tmp_path / "map.geojson").write_text(json.dumps({"features": areas}))
    filled.desk.take_neighbourhoods(tmp_path / "map.geojson")
    assert filled.said.text() == "Buurten uit het bestand: 1."
    assert words(filled.question.choices.names) == ["Centrum (BU05050101)"]
    filled.desk.take_neighbourhoods(tmp_path / "none.geojson")
    assert "kan niet worden ingelezen" in filled.said.text()
    filled.desk.ask_save()
    give_name_in(filled, tmp_path / "mening")
    assert read_form(tmp_path / "mening.json") == shown(filled)
    filled.desk.take(tmp_path / "mening.json")
    robot.turn()
    assert [each.id for each in robot.session.project.questionnaires] == [FORM, f"{FORM}-2"]
    assert shown(filled).id == f"{FORM}-2"


def test_themes_and_events_have_a_window_of_their_own(robot: Robot, editor: QuestionEditor) -> None:
    editor.desk.show_themes()
    dialog = editor.desk.themes
    assert dialog is not None
    for group, typed in ((dialog.themes, "Groen"), (dialog.events, "Inloopavond")):
        QTest.keyClicks(group.new, typed)
        QTest.keyClick(group.new, Qt.Key.Key_Return)
        robot.turn()
    project = robot.session.project
    assert [each.name for each in project.themes] == [{"nl": "Groen"}]
    assert [each.name for each in project.events] == [{"nl": "Inloopavond"}]
    field = next(f for f in dialog.findChildren(TextField) if f.accessibleName() == "Thema, Engels")
    QTest.keyClicks(field, "Green")
    assert robot.session.project.themes[0].name["en"] == "Green"
    assert [type(w).__name__ for w in controls(dialog) if not w.accessibleName()] == []
    assert clipped(dialog) == []
    dialog.accept()


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(("scale", "language"), [(1.0, "nl"), (2.0, "nl"), (2.0, "en")])
def test_everything_is_named_translated_and_unclipped(
    robot: Robot, scale: float, language: str
) -> None:
    bench = robot.window.bench
    bench.change_settings(text_scale=scale, language=language)
    robot.session.speak(language)
    window = robot.window.questioning.editor
    assert window is not None
    window.resize(1280, 720)
    patterns = english()
    for each in (None, *shown(window).questions):
        window.editing.choose_question(each.id if each else None)
        refresh(robot, window)
        assert (window.width(), window.height()) == (1280, 720)
        fields = [*controls(window), *window.findChildren(QPlainTextEdit)]
        fields += window.findChildren(QListWidget)
        assert [type(w).__name__ for w in fields if not w.accessibleName()] == []
        assert clipped(window) == []
        if language == "nl":
            lines = said(window)
            assert [line for line in lines if any(p.fullmatch(line) for p in patterns)] == []


def test_letters_of_another_size_keep_what_is_chosen(robot: Robot, filled: QuestionEditor) -> None:
    choose(robot, filled, "busy")
    robot.window.parts.actions["text.larger"].trigger()
    robot.turn()
    again = robot.window.questioning.editor
    assert again is not None
    assert again is not filled
    assert again.editing.question is not None
    assert again.editing.question.id == "busy"


def test_it_goes_with_its_project(project: Path, tmp_path: Path) -> None:
    window = open_window(project)
    window.questioning.open()
    window.open(write_project(tmp_path / "ander"))
    Robot(window).ready()
    assert window.questioning.editor is None
    window.questioning.open()
    close_window(window)
    assert window.questioning.editor is None


def test_undo_says_why_a_saved_version_stays(project: Path) -> None:
    robot = Robot(open_window(project))
    editor = open_editor(robot)
    fill(robot, editor)
    editor.editing.act(forms.publish, NOON, confirmed=True)
    press(robot, editor.bar.undo)
    assert shown(editor).published_utc is None
    press(robot, editor.bar.redo)
    robot.window.saving.save()
    idle(robot)
    press(robot, editor.bar.undo)
    assert shown(editor).published_utc is not None
    assert "er kunnen antwoorden bij horen" in editor.said.text()
    editor.editing.act(forms.set_required, "know", False)
    assert editor.said.text() == ""
    close_window(robot.window)


def test_nothing_of_a_closed_editor_is_left(robot: Robot) -> None:
    def there() -> int:
        robot.window.questioning.open()
        robot.turn()
        robot.window.questioning.close()
        robot.turn()
        return len(QApplication.allWidgets())

    first = [there() for _ in range(3)][-1]
    # Fewer, where something of an earlier test went meanwhile.
    assert [there() for _ in range(5)][-1] <= first
