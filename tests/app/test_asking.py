"""Questionnaires: which questions are asked, which answers fit, and which version counts."""

import itertools

import pytest

from mrapp.app.questions.answering import Answering
from mrapp.app.questions.asking import asked, checked, current, order_shown, reached, version_of
from mrapp.model.errors import NotInProjectError
from mrapp.model.questions import RATHER_NOT, Answer, Condition, Question, Questionnaire
from mrapp.model.remark_errors import AnswersWrongError
from tests.app.forms import everything
from tests.app.moments import NOON, station

FULL: dict[str, Answer] = {
    "know": "yes",
    "why": "De krant",
    "likes": ("green", "shops"),
    "busy": 9,
    "too-busy": "Het fietspad",
    "feel": 4,
    "order": ("c", "a", "b"),
    "best": "low",
    "where": (105_400.0, 424_560.0, 1.7),
    "age": RATHER_NOT,
    "home": "BU05050102",
}


def test_answers_to_every_kind_of_question_are_kept_as_codes() -> None:
    as_json = {key: list(a) if isinstance(a, tuple) else a for key, a in FULL.items()}
    assert checked(everything(), as_json) == FULL
    assert checked(everything(), {**as_json, "likes": ["shops", "green"]}) == FULL


def test_a_question_is_asked_when_earlier_answers_call_for_it() -> None:
    form = everything()
    ids = {question.id for question in asked(form, {"know": "no", "busy": 7})}
    assert ids.isdisjoint({"why", "too-busy"})
    assert {"why", "too-busy"} <= {question.id for question in asked(form, FULL)}


def test_at_the_desk_no_more_questions_follow_than_was_said() -> None:
    answering = Answering.begun(everything(), 0)
    said = [answering.left]
    while answering.left:
        value = FULL.get(answering.question.id)
        further = answering.answered(value).moved(1)
        assert further is not None
        answering = further
        said.append(answering.left)
    assert said[0] == len(everything().questions) - 1
    assert all(later < before for before, later in itertools.pairwise(said))
    # "why" hangs on the first answer: once that is no, it is not counted any more.
    second = Answering.begun(everything(), 0).answered("no").moved(1)
    assert second is not None
    assert second.left < said[1]


def test_an_answer_left_behind_counts_for_nothing() -> None:
    """Somebody goes back and changes an answer: what hung from it goes, and what hung from that."""
    chain = Questionnaire(
        id="chain",
        name={"nl": "x"},
        questions=tuple(
            Question(
                id=name,
                kind="scale",
                text={"nl": name},
                when=(Condition(question=before, holds="answered"),) if before else when,
            )
            for name, before, when in (
                ("a", "", ()),
                ("b", "", (Condition(question="a", value=1),)),
                ("c", "b", ()),
            )
        ),
    )
    assert reached(chain, {"a": 1, "b": 2, "c": 3}) == {"a": 1, "b": 2, "c": 3}
    assert reached(chain, {"a": 2, "b": 2, "c": 3}) == {"a": 2}
    with pytest.raises(AnswersWrongError, match="'b' is not asked"):
        checked(chain, {"a": 2, "b": 2})


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("know", "perhaps"),
        ("know", ["yes"]),
        ("know", RATHER_NOT),
        ("why", "   "),
        ("why", 5),
        ("why", "x" * (2**20 + 1)),
        ("likes", []),
        ("likes", ["green", "green"]),
        ("likes", ["green", "water", "shops"]),
        ("likes", "green"),
        ("busy", 11),
        ("busy", True),
        ("busy", "9"),
        ("feel", 0),
        ("order", ["a", "b"]),
        ("best", "now"),
        ("where", [1.0, 2.0]),
        ("where", [1.0, 2.0, float("nan")]),
        ("where", ["1", "2", "3"]),
        ("home", "BU00000000"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_and_named(question: str, answer: object) -> None:
    given = {"know": "yes", question: answer}
    with pytest.raises(AnswersWrongError) as caught:
        checked(everything(), given)
    assert f"'{question}'" in str(caught.value)
    assert f"'{question}'" in caught.value.text("nl")


def test_what_must_be_answered_and_what_is_unknown_are_named() -> None:
    with pytest.raises(AnswersWrongError, match="'know' needs an answer"):
        checked(everything(), {"busy": 3})
    with pytest.raises(AnswersWrongError, match="no question 'shoe-size'"):
        checked(everything(), {"know": "no", "shoe-size": 43})


def test_orders_of_a_comparison_are_balanced_over_visitors() -> None:
    best = everything().question("best")
    assert best is not None
    orders = [order_shown(best, visitor) for visitor in range(101)]
    first = sum(order[0] == "tower" for order in orders)
    assert abs(first - (101 - first)) == 1
    assert {frozenset(order) for order in orders} == {frozenset(("tower", "low"))}


def test_the_last_published_version_is_asked_and_older_ones_stay() -> None:
    first = everything()
    second = first.model_copy(update={"version": 2, "questions": first.questions[:3]})
    writing = first.model_copy(update={"version": 3, "published_utc": None})
    other = Questionnaire(id="other", name={"nl": "b"}, published_utc=NOON)
    project = station().model_copy(update={"questionnaires": (first, writing, second, other)})
    assert current(project) == second
    assert current(project, "other") == other
    assert version_of(project, "opinion", 1) == first
    assert version_of(project, "opinion", 9) is None
    assert current(station()) is None
    with pytest.raises(NotInProjectError, match="opinion, other"):
        current(project, "x")


@pytest.mark.parametrize(
    ("questions", "said"),
    [
        ((Question(id="a", kind="mood", text={}), Question(id="a", kind="mood", text={})), "twice"),
        (
            (Question(id="a", kind="mood", text={}, when=(Condition(question="b"),)),),
            "does not come before",
        ),
    ],
)
def test_a_questionnaire_that_cannot_be_gone_through_is_refused(
    questions: tuple[Question, ...], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        Questionnaire(id="x", name={}, questions=questions)
