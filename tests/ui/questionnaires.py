"""The editor of questionnaires under test: opened, filled, looked at, and left as it was found."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QListWidget, QWidget

from mrapp.app.history import changed_project
from mrapp.app.questions import forms
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import Phrase
from mrapp.ui.questionnaire.editor import QuestionEditor
from mrapp.ui.questionnaire.fields import TextField
from mrapp.ui.robot import Robot
from tests.app.forms import everything

FORM = "uw-mening"


def leave_as_found(robot: Robot) -> None:
    """Close the editor and bring the project back to what it was."""
    robot.window.questioning.close()
    while robot.session.history.done:
        robot.window.bench.undo()
    robot.window.bench.change_settings(text_scale=1.0, language="nl")
    robot.session.speak("nl")
    robot.turn()


def open_editor(robot: Robot) -> QuestionEditor:
    """Return the editor on a project without questions."""
    robot.window.parts.actions["questions.edit"].trigger()
    opened = robot.window.questioning.editor
    assert opened is not None
    robot.turn()
    return opened


def fill(robot: Robot, editor: QuestionEditor) -> None:
    """Take in a questionnaire with a question of every kind."""
    moment = robot.session.moment
    plan = moment.project.plans[0]
    low = plan.variants[0].model_copy(update={"id": "low", "name": {"nl": "Laag"}, "adds": ()})
    tower = low.model_copy(update={"id": "tower"})
    plans = (plan.model_copy(update={"variants": (*plan.variants, low, tower)}),)
    square = moment.project.viewpoints[0].model_copy(update={"id": "square"})
    views = (*moment.project.viewpoints, square)
    label = Phrase(nl="x", en="x")
    robot.session.apply(changed_project(moment, label, plans=plans, viewpoints=views))
    whole = everything().model_copy(update={"id": FORM})
    editor.editing.add_form(forms.take_in, whole)
    refresh(robot, editor)


def refresh(robot: Robot, editor: QuestionEditor) -> None:
    """Let all that follows soon follow now."""
    robot.turn()
    editor.preview.show_now()
    editor.findings.show_now()
    robot.turn()


def shown(editor: QuestionEditor) -> Questionnaire:
    """Return the version that is shown."""
    form = editor.editing.shown
    assert form is not None
    return form


def choose(robot: Robot, editor: QuestionEditor, key: str) -> None:
    """Click a question in the list."""
    ids = [each.id for each in shown(editor).questions]
    rows = editor.questions.rows
    place = rows.visualItemRect(rows.item(ids.index(key) + 1)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    refresh(robot, editor)


def text_field(editor: QuestionEditor, language: str) -> TextField:
    """Return the field of the text of the question in a language."""
    return editor.question.texts["text"].fields.fields[language]


def press(robot: Robot, widget: QWidget) -> None:
    """Click a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    robot.turn()


def words(rows: QListWidget) -> list[str]:
    """Return what the rows say."""
    return [rows.item(place).text() for place in range(rows.count())]


def give_name_in(editor: QuestionEditor, path: Path) -> None:
    """Type a path where the editor asks for one."""
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(path))
    dialog.accept()
