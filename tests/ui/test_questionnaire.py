"""The editor of questionnaires: how staff make one, by mouse and by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mrapp.app.questions import form_choices, forms
from mrapp.app.questions.form_edits import versions
from mrapp.model.questions import Condition
from mrapp.ui.questionnaire.editor import QuestionEditor
from mrapp.ui.questionnaire.fields import TextField
from mrapp.ui.robot import Robot
from tests.app.forms import everything
from tests.ui.hands import answer
from tests.ui.questionnaires import (
    FORM,
    choose,
    fill,
    leave_as_found,
    open_editor,
    press,
    refresh,
    shown,
    text_field,
    words,
)

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


def test_a_first_questionnaire_is_made_and_published(robot: Robot, editor: QuestionEditor) -> None:
    press(robot, editor.bar.new)
    assert shown(editor).name == {"nl": "Uw mening", "en": "Your opinion"}
    press(robot, editor.bar.publish)
    assert "nog geen enkele vraag" in editor.said.text()
    kinds = {action.text(): action for action in editor.questions.menu.actions()}
    kinds["Gezichtjes"].trigger()
    robot.turn()
    assert isinstance(QApplication.focusWidget(), TextField), "one can type at once"
    robot.type_words("Hoe is het hier?")
    refresh(robot, editor)
    assert words(editor.questions.rows)[1] == "1. Hoe is het hier?"
    assert editor.preview.view is not None
    assert editor.preview.view.heading == "Hoe is het hier?"
    press(robot, editor.bar.publish)
    answer("Terug")
    assert shown(editor).published_utc is None, "the English text lacks, and nobody confirmed"
    robot.turn()
    press(robot, editor.bar.publish)
    answer("Toch publiceren")
    robot.turn()
    assert shown(editor).published_utc is not None
    assert "Versie 1 is gepubliceerd" in editor.said.text()
    assert not editor.bar.publish.isEnabled()


def test_what_is_changed_after_publishing_is_the_next_version(
    robot: Robot, filled: QuestionEditor
) -> None:
    project = robot.session.project
    filled.editing.act(forms.publish, everything().published_utc, confirmed=True)
    choose(robot, filled, "know")
    assert "wordt versie 2" in filled.bar.state.text()
    assert not filled.question.kind.isEnabled()
    QTest.keyClicks(text_field(filled, "nl"), "!")
    robot.turn()
    assert [each.version for each in versions(robot.session.project, FORM)] == [1, 2]
    assert versions(robot.session.project, FORM)[0].questions == project.questionnaires[0].questions
    filled.bar.version_chosen.emit(1)
    robot.turn()
    assert "oudere versie" in filled.bar.state.text()
    assert text_field(filled, "nl").isReadOnly()
    assert not filled.questions.add.isEnabled()
    told = [filled.bar.versions.itemText(at) for at in range(filled.bar.versions.count())]
    assert told == ["Versie 2, in de maak", "Versie 1, gepubliceerd op 21 juni 2026"]


def test_typing_in_a_field_is_one_step_of_undo_for_the_whole_window(
    robot: Robot, filled: QuestionEditor
) -> None:
    choose(robot, filled, "know")
    field = text_field(filled, "nl")
    field.setFocus()
    before = shown(filled).question("know")
    QTest.keyClicks(field, "Zegt u eens: ")
    assert shown(filled).question("know") != before
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    robot.turn()
    assert shown(filled).question("know") == before
    assert field.toPlainText() == "Kent u het?"
    QTest.keyClick(
        field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert field.toPlainText() == "Zegt u eens: Kent u het?"


def test_questions_move_and_go_by_keys(robot: Robot, filled: QuestionEditor) -> None:
    choose(robot, filled, "feel")
    rows = filled.questions.rows
    QTest.keyClick(rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each.id for each in shown(filled).questions][4] == "feel"
    assert rows.currentItem().text().startswith("5.")
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert shown(filled).question("feel") is None
    assert filled.editing.question is not None, "the next one is chosen"
    choose(robot, filled, "know")
    QTest.keyClick(rows, Qt.Key.Key_Delete)
    assert shown(filled).question("know") is not None
    assert "hangt van deze vraag af" in filled.said.text()
    rows.moved.emit(0, 5)
    robot.turn()
    assert "hangt af van vraag" in filled.said.text()
    assert words(rows)[1].startswith("1. Kent u"), "what cannot be moved stands where it stood"


def test_choices_are_typed_moved_and_removed(robot: Robot, filled: QuestionEditor) -> None:
    choose(robot, filled, "likes")
    part = filled.question.choices
    QTest.keyClicks(part.new, "Rust")
    QTest.keyClick(part.new, Qt.Key.Key_Return)
    robot.turn()
    assert list(part.rows) == ["green", "water", "shops", "rust"]
    QTest.keyClick(part.new, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert list(part.rows) == ["green", "water", "shops"], "undo is the window's, here too"
    robot.window.bench.redo()
    press(robot, part.rows["rust"].up)
    press(robot, part.rows["green"].remove)
    question_now = shown(filled).question("likes")
    assert question_now is not None
    assert [each.id for each in question_now.choices] == ["water", "rust", "shops"]
    QTest.keyClicks(part.rows["rust"].texts.fields["en"], "Quiet")
    question_now = shown(filled).question("likes")
    assert question_now is not None
    assert question_now.choices[1].text == {"nl": "Rust", "en": "Quiet"}


def test_the_tab_key_visits_what_was_made_later_in_its_place(
    robot: Robot, filled: QuestionEditor
) -> None:
    choose(robot, filled, "likes")
    part = filled.question.choices
    filled.question.texts["help"].fields.last.setFocus()
    visited = []
    for _ in range(6):
        QTest.keyClick(robot.focus(), Qt.Key.Key_Tab)
        visited.append(robot.focus())
    row = part.rows["green"]
    wanted = [*row.texts.fields.values(), row.up, row.down, row.remove]
    able = [each for each in wanted if each.isEnabled()]
    assert visited[: len(able)] == able


def test_routing_is_chosen_from_lists_and_reads_as_a_sentence(
    robot: Robot, filled: QuestionEditor
) -> None:
    choose(robot, filled, "too-busy")
    routing = filled.question.routing
    assert routing.sentence.text() == (
        "Stel deze vraag alleen als het antwoord op vraag 4 ten minste ‘8’ is."
    )
    row = routing.rows[0]
    row.question.setCurrentIndex(0)
    row.question.activated.emit(0)
    robot.turn()
    assert routing.sentence.text() == (
        "Stel deze vraag alleen als het antwoord op vraag 1 ‘yes (nl)’ is."
    )
    press(robot, routing.add)
    changed = shown(filled).question("too-busy")
    assert changed is not None
    assert changed.when == (
        Condition(question="know", value="yes"),
        Condition(question="busy", value=0),
    )
    while routing.rows:
        press(robot, routing.rows[0].remove)
    assert routing.sentence.text() == "Deze vraag wordt altijd gesteld."


def test_what_stands_out_leads_to_its_place(robot: Robot, filled: QuestionEditor) -> None:
    editing = filled.editing
    editing.act(form_choices.remove_choice, "know", "yes")
    editing.act(forms.set_question_text, "feel", "text", "en", "")
    editing.act(forms.set_question_text, "busy", "text", "nl", "Hoe druk is het thans?")
    refresh(robot, filled)
    found = words(filled.findings.rows)
    found = [line.replace("een antwoord dat die vraag niet (meer) heeft", "…") for line in found]
    assert found.pop() == (
        "Advies · Vraag 4, Nederlands: ‘thans’ is voor veel mensen een moeilijk woord. "
        "Schrijf liever: nu."
    )
    assert found == [
        "Eerst oplossen · Vraag 1: Er zijn nog niet genoeg keuzes (1).",
        "Let op · Vraag 2: In de voorwaarde 'het antwoord op vraag 1 ‘yes’ is' staat ….",
        "Let op · Vraag 6, Engels: De tekst ontbreekt: de vraag.",
    ]
    rows = filled.findings.rows
    rows.setCurrentRow(2)
    rows.itemActivated.emit(rows.item(2))
    refresh(robot, filled)
    assert editing.question is not None
    assert editing.question.id == "feel"
    assert filled.preview.buttons["en"].isChecked()


def test_the_preview_shows_each_language_and_keeps_what_was_tried(
    robot: Robot, filled: QuestionEditor
) -> None:
    choose(robot, filled, "know")
    view = filled.preview.view
    assert view is not None
    view.area.tiles["yes"].click()
    press(robot, filled.preview.buttons["en"])
    assert filled.preview.view is not None
    assert filled.preview.view.heading == "Do you know it?"
    assert filled.preview.view.answer == "yes"


def test_a_question_is_dragged_to_another_place(robot: Robot, filled: QuestionEditor) -> None:
    choose(robot, filled, "know")
    rows = filled.questions.rows
    choose(robot, filled, "feel")
    over = rows.visualItemRect(rows.item(3)).center().toPointF()
    none = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    dropped = QDropEvent(over, Qt.DropAction.MoveAction, QMimeData(), *none)
    rows.dropEvent(dropped)
    robot.turn()
    assert [each.id for each in shown(filled).questions][:4] == ["know", "why", "feel", "likes"]
    assert dropped.dropAction() == Qt.DropAction.IgnoreAction, "the list itself moves nothing"
    assert filled.editing.question is not None
    assert filled.editing.question.id == "feel"
