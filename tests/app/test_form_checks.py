"""What is wrong with a questionnaire is found and named: routing, lost things, texts that lack."""

import random
from itertools import product

import pytest

from mrapp.app.history import Moment
from mrapp.app.questions import form_choices as choices
from mrapp.app.questions import forms
from mrapp.app.questions.asking import asked
from mrapp.app.questions.findings import Finding, Grade
from mrapp.app.questions.form_checks import faults
from mrapp.app.questions.form_edits import next_version
from mrapp.app.questions.form_words import routing_words
from mrapp.app.questions.routing import can_be_asked
from mrapp.model.project import Project
from mrapp.model.questions import Choice, Condition, Kind, Question, Questionnaire
from tests.app.forms import everything
from tests.app.test_forms import FORM, with_form


def found(moment: Moment) -> dict[str | None, list[str]]:
    """Return the faults in words, by question."""
    form = next_version(moment.project, FORM)
    said: dict[str | None, list[str]] = {}
    for finding in faults(moment.project, form):
        said.setdefault(finding.question, []).append(finding.text("en"))
    return said


def routed(*conditions: Condition, goal: str = "where") -> Moment:
    """Return the questionnaire with a question that is asked under conditions."""
    return forms.set_conditions(with_form(), FORM, goal, conditions).after


def test_a_questionnaire_that_works_has_no_faults() -> None:
    assert found(with_form()) == {}


@pytest.mark.parametrize(
    "conditions",
    [
        (Condition(question="know", value="yes"), Condition(question="know", value="no")),
        (
            Condition(question="busy", holds="at_least", value=5),
            Condition(question="busy", holds="at_most", value=4),
        ),
        # "too-busy" is only asked from 8 on.
        (
            Condition(question="too-busy", holds="answered"),
            Condition(question="busy", holds="at_most", value=7),
        ),
        # It must be answered, and has no third answer.
        (
            Condition(question="know", holds="is_not", value="yes"),
            Condition(question="know", holds="is_not", value="no"),
        ),
        # Two may be chosen, not three.
        tuple(
            Condition(question="likes", holds="has", value=each)
            for each in ("green", "water", "shops")
        ),
    ],
)
def test_a_question_that_can_never_be_asked_is_named(conditions: tuple[Condition, ...]) -> None:
    assert found(routed(*conditions)) == {
        "where": ["This question can never be asked: its conditions contradict each other."]
    }


@pytest.mark.parametrize(
    "conditions",
    [
        (Condition(question="why", holds="is_not", value="x"),),
        (
            Condition(question="too-busy", holds="answered"),
            Condition(question="busy", holds="at_least", value=9),
        ),
        (Condition(question="likes", holds="has", value="green"),) * 2,
    ],
)
def test_a_question_that_can_be_asked_is_left_alone(conditions: tuple[Condition, ...]) -> None:
    form = next_version(routed(*conditions).project, FORM)
    goal = form.question("where")
    assert goal is not None
    assert can_be_asked(form, goal)


def test_a_condition_on_a_choice_that_went_is_named() -> None:
    moment = choices.remove_choice(with_form(), FORM, "know", "yes").after
    said = found(moment)
    assert len(said["why"]) == 1
    assert "'the answer to question 1 is ‘yes’' names an answer" in said["why"][0]
    moment = forms.set_scale(with_form(), FORM, "busy", 0, 5).after
    assert "at least ‘8’" in found(moment)["too-busy"][0]


def test_a_condition_that_does_not_go_with_the_kind_is_named() -> None:
    said = found(routed(Condition(question="likes", value="green")))
    assert "never holds" in said["where"][0]


def test_variants_and_viewpoints_that_went_are_named() -> None:
    moment = with_form()
    plan = moment.project.plans[0]
    fewer = plan.model_copy(update={"variants": plan.variants[1:]})
    fields = {**dict(moment.project), "plans": (fewer,), "viewpoints": ()}
    said = found(Moment(Project.model_validate(fields), moment.view))
    assert "'tower' is not in the project any more" in said["best"][0]
    assert "'square' is not in the project any more" in said["where"][0]
    assert set(said) == {"best", "where"}


def test_choices_that_are_too_few_and_texts_that_lack_are_named() -> None:
    moment = choices.remove_choice(with_form(), FORM, "order", "a").after
    moment = choices.remove_choice(moment, FORM, "order", "b").after
    moment = forms.set_most(moment, FORM, "likes", 4).after
    moment = forms.set_question_text(moment, FORM, "busy", "low_text", "nl", "Rustig").after
    moment = choices.set_choice_text(moment, FORM, "age", "65+", "en", "").after
    said = found(moment)
    assert said == {
        "order": ["There are not enough choices yet (1)."],
        "likes": ["4 may be chosen, but there are only 3 choices."],
        "busy": ["The text is missing: what 0 means."],
        "age": ["The text is missing: choice 3."],
    }
    form = next_version(moment.project, FORM)
    first: Finding = faults(moment.project, form)[0]
    assert (first.grade, first.question) == (Grade.STOPS, "order"), "what stops comes first"
    assert first.placed(form).nl == "Vraag 7: Er zijn nog niet genoeg keuzes (1)."


def _random_form(seed: int) -> Questionnaire:
    """Return a small questionnaire with random routing."""
    draw = random.Random(seed)
    kinds: tuple[Kind, ...] = ("single", "multiple", "scale", "text", "age")
    questions: list[Question] = []
    for number in range(5):
        when = []
        for _ in range(draw.choice((0, 1, 1, 2, 3)) if questions else 0):
            source = draw.choice(questions)
            holds = draw.choice(("is", "is_not", "has", "at_least", "at_most", "answered"))
            value = draw.choice(("a", "b", 1, 2, 3))
            when.append(Condition(question=source.id, holds=holds, value=value))
        questions.append(
            Question(
                id=f"q{number}",
                kind=draw.choice(kinds),
                text={"nl": "x"},
                choices=tuple(Choice(id=each, text={"nl": each}) for each in "ab"),
                required=draw.random() < 0.5,
                high=3,
                when=tuple(when),
            )
        )
    return Questionnaire(id="x", name={"nl": "x"}, questions=tuple(questions))


_ALL: dict[str, tuple[object, ...]] = {
    "single": ("a", "b"),
    "age": ("a", "b", "rather-not-say"),
    "multiple": (("a",), ("b",), ("a", "b")),
    "scale": (1, 2, 3),
    "text": ("x",),
}


def _tried(form: Questionnaire) -> set[str]:
    """Return the questions that some row of answers leads to, by trying them all."""
    ways = [(None, *_ALL[question.kind]) for question in form.questions]
    led: set[str] = set()
    for row in product(*ways):
        given = {q.id: a for q, a in zip(form.questions, row, strict=True) if a is not None}
        shown = asked(form, given)
        skipped = [q for q in shown if q.required and q.id not in given]
        # A question that must be answered is not passed over to reach one behind it.
        end = shown.index(skipped[0]) + 1 if skipped else len(shown)
        led |= {question.id for question in shown[:end]}
    return led


def test_the_walk_finds_what_trying_every_answer_finds() -> None:
    dead = 0
    for seed in range(150):
        form = _random_form(seed)
        led = _tried(form)
        assert {q.id for q in form.questions if can_be_asked(form, q)} == led, seed
        dead += len(form.questions) - len(led)
    assert dead > 50, "there were some that are never asked"


def test_a_long_questionnaire_is_walked_in_no_time_to_speak_of() -> None:
    # Each question depends on all before it: 2 ** 40 rows of answers.
    asked_so_far: list[Question] = []
    for number in range(40):
        when = tuple(Condition(question=q.id, holds="is_not", value="a") for q in asked_so_far)
        options = tuple(Choice(id=each, text={"nl": each}) for each in "ab")
        asked_so_far.append(
            Question(id=f"q{number}", kind="single", text={}, choices=options, when=when)
        )
    form = Questionnaire(id="x", name={}, questions=tuple(asked_so_far))
    assert all(can_be_asked(form, question) for question in form.questions)


def test_routing_reads_as_a_sentence() -> None:
    form = everything()
    why = form.question("why")
    assert why is not None
    assert (
        routing_words(form, why, {}, "nl")
        == "Stel deze vraag alleen als het antwoord op vraag 1 ‘yes (nl)’ is."
    )
    assert routing_words(form, form.questions[0], {}, "en") == "This question is always asked."
