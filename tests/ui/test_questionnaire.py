"""The editor of questionnaires: what staff do in it, by mouse and by keys, in two languages."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QListWidget, QPlainTextEdit, QWidget

from mrapp.app import form_choices, forms
from mrapp.app.form_edits import versions
from mrapp.app.form_files import read_form
from mrapp.app.history import changed_project
from mrapp.model.questions import Condition, Questionnaire
from mrapp.model.texts import Phrase
from mrapp.ui.questionnaire.editor import QuestionEditor
from mrapp.ui.questionnaire.fields import TextField
from mrapp.ui.robot import Robot
from tests.app.forms import everything
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import answer
from tests.ui.small import write_project
from tests.ui.test_access import clipped, controls, english, said

pytestmark = pytest.mark.window
FORM = "uw-mening"


@pytest.fixture
def robot(shared: Robot) -> Iterator[Robot]:
    """The window of all these tests, which each leaves with the project as it was."""
    yield shared
    shared.window.questioning.close()
    while shared.session.history.done:
        shared.window.bench.undo()
    shared.window.bench.change_settings(text_scale=1.0, language="nl")
    shared.session.speak("nl")
    shared.turn()


@pytest.fixture
def editor(robot: Robot) -> QuestionEditor:
    """The editor on a project without questions."""
    robot.window.parts.actions["questions.edit"].trigger()
    opened = robot.window.questioning.editor
    assert opened is not None
    robot.turn()
    return opened


@pytest.fixture
def filled(robot: Robot, editor: QuestionEditor) -> QuestionEditor:
    """The editor on a questionnaire with a question of every kind."""
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
    return editor


def refresh(robot: Robot, editor: QuestionEditor) -> None:
    """Let all that follows soon follow now."""
    robot.turn()
    editor.preview.show_now()
    editor.findings.show_now()
    robot.turn()


def shown(editor: QuestionEditor) -> Questionnaire:
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
    return editor.question.texts["text"].fields.fields[language]


def press(robot: Robot, widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    robot.turn()


def words(rows: QListWidget) -> list[str]:
    return [rows.item(place).text() for place in range(rows.count())]


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


def give_name_in(editor: QuestionEditor, path: Path) -> None:
    """Type a path where the editor asks for one."""
    dialog = editor.findChild(QFileDialog)
    assert dialog is not None
    dialog.selectFile(str(path))
    dialog.accept()


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
