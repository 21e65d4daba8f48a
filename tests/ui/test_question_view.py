"""One question on screen: each kind is answered by hand, in the form in which answers are kept."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget

from mrapp.app.questions.asking import checked
from mrapp.app.questions.question_words import RATHER_NOT_WORDS
from mrapp.model.questions import RATHER_NOT, Answer, Choice, Question, Questionnaire
from mrapp.ui.application import make_application
from mrapp.ui.asking.areas import Asked, ChoiceArea
from mrapp.ui.asking.looks import FEWEST_PX, Looks
from mrapp.ui.asking.tiles import Tile
from mrapp.ui.asking.view import QuestionView
from mrapp.ui.kiosk.hearing import heard
from mrapp.ui.style import style_sheet
from tests.app.forms import everything
from tests.ui.screen import needs_screen
from tests.ui.test_access import controls

pytestmark = pytest.mark.window


@pytest.fixture
def stage() -> Iterator[QWidget]:
    """A window of its own to put questions in."""
    needs_screen()
    make_application()
    window = QWidget()
    window.resize(480, 900)
    yield window
    window.close()
    window.deleteLater()


def put(stage: QWidget, key: str, language: str = "nl", **named: Any) -> QuestionView:
    """Show one of the questions, in a window with the style of the program."""
    question = everything().question(key)
    assert question is not None
    return put_question(stage, question, language, **named)


def put_question(
    stage: QWidget, question: Question, language: str = "nl", **named: Any
) -> QuestionView:
    stage.setStyleSheet(style_sheet(1.0))
    named.setdefault("looks", Looks())
    view = QuestionView(Asked(question, language, order=("low", "tower"), **named))
    view.setParent(stage)
    view.resize(480, max(view.heightForWidth(480), 100))
    stage.show()
    view.show()
    QApplication.sendPostedEvents()
    return view


def button(view: QWidget, words: str) -> Tile:
    """Return the button that says these words."""
    return next(b for b in view.findChildren(Tile) if b.text() == words)


def press(view: QWidget, *words: str) -> None:
    """Press buttons one after the other."""
    for each in words:
        QTest.mouseClick(button(view, each), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("key", "presses", "answer"),
    [
        ("know", ("no (nl)", "yes (nl)"), "yes"),
        ("likes", ("water (nl)", "green (nl)"), ("green", "water")),
        ("busy", ("0",), 0),
        ("feel", ("Heel tevreden",), 5),
        ("order", ("c (nl)", "a (nl)"), ("c", "a", "b")),  # the last follows by itself
        ("best", ("Ik kies plan B",), "tower"),  # the second of the order that was given
        ("age", ("65+ (nl)",), "65+"),
        ("home", (RATHER_NOT_WORDS.nl,), RATHER_NOT),
    ],
)
def test_each_kind_is_answered_as_it_is_kept(
    stage: QWidget, key: str, presses: tuple[str, ...], answer: Answer
) -> None:
    view = put(stage, key)
    told: list[object] = []
    view.answered.connect(told.append)
    press(view, *presses)
    assert told[-1] == view.answer == answer
    only = Questionnaire(id="x", name={}, questions=(view.question,))
    assert checked(only, {key: view.answer}) == {key: answer}


def test_an_answer_is_shown_without_being_told_and_can_be_taken_back(stage: QWidget) -> None:
    view = put(stage, "know")
    told: list[object] = []
    view.answered.connect(told.append)
    view.show_answer("yes")
    assert button(view, "yes (nl)").isChecked()
    assert told == []
    press(view, "yes (nl)")
    assert told == [None]


def test_no_more_than_may_be_chosen(stage: QWidget) -> None:
    view = put(stage, "likes")
    press(view, "green (nl)", "water (nl)", "shops (nl)")
    assert view.answer == ("green", "water")
    press(view, "green (nl)", "shops (nl)")
    assert view.answer == ("water", "shops")


def test_half_a_ranking_is_told_too_with_the_places_so_far(stage: QWidget) -> None:
    view = put(stage, "order")
    told: list[object] = []
    view.answered.connect(told.append)
    press(view, "b (nl)")
    assert button(view, "b (nl)").accessibleName() == "b (nl), plaats 1"
    press(view, "a (nl)", "b (nl)")
    assert told == [("b",), ("b", "a", "c"), ("a", "c")]
    assert button(view, "b (nl)").accessibleName() == "b (nl), nog geen plaats"


def test_it_asks_for_a_place_a_viewpoint_and_a_variant(stage: QWidget) -> None:
    asked: list[object] = []
    for beside, point in ((True, "Zet de pin in de ring"), (False, "Wijs de plek aan")):
        view = put(stage, "where", beside=beside)
        view.pin_wanted.connect(lambda: asked.append("pin"))
        view.viewpoint_wanted.connect(asked.append)
        view.zoom_wanted.connect(asked.append)
        assert not button(view, "Haal de plek weg").isEnabled()
        press(view, point, "Laat het nog eens zien")
        view.show_answer((1.0, 2.0, 3.0))
        press(view, "Haal de plek weg", *(["Verder weg"] if beside else []))
        assert view.answer is None
    assert asked == ["pin", "square", -2.0, "pin", "square"]
    comparison = put(stage, "best")
    comparison.variant_wanted.connect(asked.append)
    press(comparison, "Bekijk plan A")
    assert asked[-1] == "low"
    comparison.show_variant("tower")
    assert [t.isChecked() for t in comparison.findChildren(Tile)] == [False, True, False, False]


def test_a_screen_reader_hears_which_are_one_of_several_and_what_is_chosen(stage: QWidget) -> None:
    """Radio buttons and check boxes, as the accessible tree has them."""
    told = {}
    for key, words in (("know", "yes (nl)"), ("likes", "water (nl)"), ("busy", "3"),
                       ("feel", "Tevreden"), ("best", "Ik kies plan B"), ("age", "65+ (nl)"),
                       ("order", "c (nl)")):  # fmt: skip
        view = put(stage, key)
        press(view, words)
        told[key] = [line.strip().split(": ", 1) for line in heard(view)]
        view.setParent(None)
    roles = {key: {role for role, _ in lines} - {"StaticText"} for key, lines in told.items()}
    boxes = {"likes", "order"}
    assert roles == {key: {"CheckBox" if key in boxes else "RadioButton"} for key in told}
    chosen = {
        key: [said.removesuffix(" (checked)") for _, said in lines if said.endswith("checked)")]
        for key, lines in told.items()
    }
    assert chosen == {
        "know": ["yes (nl)"], "likes": ["water (nl)"], "busy": ["3 van 0 tot 10"],
        "feel": ["Tevreden"], "best": ["Ik kies plan B"], "age": ["65+ (nl)"],
        "order": ["c (nl), plaats 1"],
    }  # fmt: skip


def test_words_are_told_at_every_key(stage: QWidget) -> None:
    view = put(stage, "why")
    told: list[object] = []
    view.answered.connect(told.append)
    field = view.findChild(QPlainTextEdit)
    assert field is not None
    QTest.keyClicks(field, " Hoi")
    assert told == [" ", " H", " Ho", " Hoi"]
    view.show_answer("Dag")
    assert len(told) == 4


def test_a_long_list_is_searched_and_never_hides_rather_not(stage: QWidget) -> None:
    areas = [Choice(id=f"BU{n}", text={"nl": f"Buurt {n}"}) for n in range(40)]
    view = put_question(
        stage,
        Question(id="home", kind="neighbourhood", text={"nl": "Waar?"}, choices=tuple(areas)),
        keys=True,
    )
    stage.activateWindow()
    assert isinstance(view.area, ChoiceArea)
    view.area.search.line.setFocus()
    for sign in "39":
        press(view, sign)
    shown = [tile.text() for tile in view.area.tiles.values() if tile.isVisible()]
    assert shown == ["Buurt 39", RATHER_NOT_WORDS.nl]


def test_it_is_answered_with_keys_alone(stage: QWidget) -> None:
    view = put(stage, "know")
    stage.activateWindow()
    QTest.keyClick(button(view, "yes (nl)"), Qt.Key.Key_Return)
    assert view.answer == "yes"
    QTest.keyClick(button(view, "no (nl)"), Qt.Key.Key_Space)
    assert view.answer == "no"
    button(view, "no (nl)").setFocus()
    QTest.keyClick(button(view, "no (nl)"), Qt.Key.Key_Up)
    assert stage.focusWidget() is button(view, "yes (nl)")
    assert view.answer == "no"


@pytest.mark.parametrize("size", [0, 2])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_is_big_enough_named_and_unclipped(
    stage: QWidget, size: int, language: str
) -> None:
    for question in everything().questions:
        view = put(stage, question.id, language, looks=Looks(size=size))
        tiles = [tile for tile in view.findChildren(Tile) if tile.isVisible()]
        assert [t.text() for t in tiles if min(t.width(), t.height()) < FEWEST_PX] == []
        assert [t.text() for t in tiles if t.width() < t.minimumSizeHint().width()] == []
        assert [t.text() for t in tiles if t.height() < t.heightForWidth(t.width())] == []
        assert [type(w).__name__ for w in controls(view) if not w.accessibleName()] == []
        assert view.heading == question.text[language]
        assert all(label.height() >= label.heightForWidth(label.width())
                   for label in view.findChildren(QLabel) if label.isVisible())  # fmt: skip
        view.hide()
