"""One question on screen: each kind is answered by hand, in the form in which answers are kept."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from mrapp.app.asking import checked
from mrapp.app.question_words import RATHER_NOT_WORDS
from mrapp.model.questions import RATHER_NOT, Answer, Choice, Question, Questionnaire
from mrapp.ui.application import make_application
from mrapp.ui.questionnaire.answer_areas import ChoiceArea
from mrapp.ui.questionnaire.answer_button import AnswerButton
from mrapp.ui.questionnaire.question_view import QuestionView
from mrapp.ui.style import style_sheet
from tests.app.forms import everything
from tests.ui.conftest import needs_screen
from tests.ui.test_access import clipped, controls

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


def put(stage: QWidget, key: str, language: str = "nl", *, scale: float = 1.0) -> QuestionView:
    """Show one of the questions; its style is that of the program."""
    question = everything().question(key)
    assert question is not None
    return put_question(stage, question, language, scale)


def put_question(
    stage: QWidget, question: Question, language: str = "nl", scale: float = 1.0
) -> QuestionView:
    stage.setStyleSheet(style_sheet(scale))
    view = QuestionView(question, language, order=("low", "tower"), parent=stage)
    view.resize(480, max(view.heightForWidth(480), 100))
    stage.show()
    view.show()
    QApplication.sendPostedEvents()
    return view


def button(view: QWidget, words: str) -> AnswerButton:
    """Return the button that says these words."""
    return next(b for b in view.findChildren(AnswerButton) if b.words == words)


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
        ("order", ("c (nl)", "a (nl)", "b (nl)"), ("c", "a", "b")),
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


def test_a_ranking_counts_once_all_have_a_place(stage: QWidget) -> None:
    view = put(stage, "order")
    told: list[object] = []
    view.answered.connect(told.append)
    press(view, "a (nl)", "b (nl)")
    assert told == []
    assert button(view, "b (nl)").accessibleName() == "b (nl), plaats 2"
    press(view, "c (nl)", "a (nl)")
    assert told == [("a", "b", "c"), None]
    assert button(view, "b (nl)").accessibleName() == "b (nl), plaats 1"


def test_it_asks_for_a_place_a_viewpoint_and_a_variant(stage: QWidget) -> None:
    view = put(stage, "where")
    asked: list[object] = []
    view.pin_wanted.connect(lambda: asked.append("pin"))
    view.viewpoint_wanted.connect(asked.append)
    press(view, "Wijs de plek aan", "Laat het nog eens zien")
    assert asked == ["pin", "square"]
    view.show_answer((1.0, 2.0, 3.0))
    press(view, "Haal de plek weg")
    assert view.answer is None
    comparison = put(stage, "best")
    comparison.variant_wanted.connect(asked.append)
    press(comparison, "Bekijk plan A")
    assert asked[-1] == "low"


def test_words_are_told_at_every_key(stage: QWidget) -> None:
    view = put(stage, "why")
    told: list[object] = []
    view.answered.connect(told.append)
    field = view.findChild(QPlainTextEdit)
    assert field is not None
    QTest.keyClicks(field, " Hoi")
    assert told == [None, " H", " Ho", " Hoi"]
    view.show_answer("Dag")
    assert len(told) == 4


def test_a_long_list_is_searched_and_never_hides_rather_not(stage: QWidget) -> None:
    areas = [Choice(id=f"BU{n}", text={"nl": f"Buurt {n}"}) for n in range(40)]
    view = put_question(
        stage, Question(id="home", kind="neighbourhood", text={"nl": "Waar?"}, choices=tuple(areas))
    )
    assert isinstance(view.area, ChoiceArea)
    view.area.search.setText("buurt 39")
    shown = [b.words for b in view.findChildren(AnswerButton) if b.isVisible()]
    assert shown == ["Buurt 39", RATHER_NOT_WORDS.nl]


def test_it_is_answered_with_keys_alone(stage: QWidget) -> None:
    view = put(stage, "know")
    stage.activateWindow()
    QTest.keyClick(button(view, "yes (nl)"), Qt.Key.Key_Return)
    assert view.answer == "yes"
    QTest.keyClick(button(view, "no (nl)"), Qt.Key.Key_Space)
    assert view.answer == "no"


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_kind_is_big_enough_named_and_unclipped(
    stage: QWidget, scale: float, language: str
) -> None:
    for question in everything().questions:
        view = put(stage, question.id, language, scale=scale)
        buttons = [b for b in view.findChildren(AnswerButton) if b.isVisible()]
        assert [b.words for b in buttons if min(b.width(), b.height()) < 57] == []
        assert [type(w).__name__ for w in controls(view) if not w.accessibleName()] == []
        if len(buttons) > 3:
            assert clipped(view) == []
        assert view.spoken()[0] == question.text[language]
        view.hide()
