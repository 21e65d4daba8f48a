"""A visit to a kiosk as a value: pages, answers that stay, the countdown, what is left behind."""

import itertools
import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.drafts import draft_of, of_kiosk, visit_of
from mrapp.app.kiosk.progress import how_far
from mrapp.app.kiosk.staff import TRIES, WAIT_S, StaffPin, Tries, is_pin, new_pin
from mrapp.app.kiosk.visit import Page, Patience, Visit
from mrapp.app.questions.answering import toggled
from mrapp.app.remarks.keeping import Draft
from mrapp.model.project import Project
from mrapp.model.questions import (
    RATHER_NOT,
    Choice,
    Condition,
    Kind,
    Question,
    Questionnaire,
)
from mrapp.model.remark import new_id
from mrapp.model.texts import Notice, Phrase

NOW = datetime(2026, 12, 3, 19, 0, tzinfo=UTC)
PATIENCE = Patience(60.0, 20.0)
BROKEN = Notice(Phrase(nl="de schijf is vol", en="the disk is full"))


def asks(key: str, kind: Kind, *choices: str, **named: Any) -> Question:
    made = tuple(Choice(id=each, text={"nl": each}) for each in choices)
    return Question(id=key, kind=kind, text={"nl": key}, choices=made, **named)


FORM = Questionnaire(
    id="form",
    name={"nl": "Vragen"},
    published_utc=NOW,
    questions=(
        asks("how", "single", "train", "never", required=True),
        asks("missed", "multiple", "a", "b", "c", most=2,
             when=(Condition(question="how", holds="is_not", value="never"),)),
        asks("best", "compare", variants=("tower", "low")),
        asks("order", "ranking", "x", "y", "z"),
        asks("age", "age", "young", "old"),
    ),
)  # fmt: skip
PROJECT = Project.model_validate(
    {
        "id": "p",
        "name": {"nl": "P"},
        "origin": {"x": 105_000, "y": 425_000},
        "plans": [
            {"id": "plan", "name": {}, "variants": [
                {"id": "tower", "name": {"nl": "Toren"}}, {"id": "low", "name": {"nl": "Laag"}},
            ]}
        ],
        "questionnaires": [FORM],
        "themes": [{"id": "green", "name": {"nl": "Groen"}}],
    }
)  # fmt: skip


def begun(visitors: int = 0) -> Visit:
    """A visit that has come to the first question."""
    visit = kiosk.begin(Visit(), 100.0)
    assert visit.page == Page.LANGUAGE
    visit = kiosk.look_around(kiosk.speak(visit, "en"))
    return kiosk.give_opinion(visit, FORM, visitors, new_id(), NOW, themed=True)


def through(visit: Visit, **answers: Any) -> Visit:
    """Answer what is asked and go on, up to sending."""
    while visit.step != kiosk.SEND:
        question = kiosk.question(visit)
        if question is not None and question.id in answers:
            visit = kiosk.answer(visit, question.id, answers[question.id])
        visit = kiosk.go_on(visit)
    return visit


def test_an_answer_that_is_needed_is_asked_for_once_more() -> None:
    visit = kiosk.go_on(begun())
    assert (visit.step, visit.nudged) == ("ask:how", True)
    visit = kiosk.go_on(kiosk.answer(visit, "how", "train"))
    assert (visit.step, visit.nudged) == ("ask:missed", False)


def choose(visit: Visit, question: Question, *choices: str) -> Visit:
    """Choose one of several after the other."""
    for choice in choices:
        now = toggled(question, visit.answers.get(question.id), choice)
        visit = kiosk.answer(visit, question.id, now)
    return visit


def test_back_and_forth_keeps_every_answer() -> None:
    visit = through(begun(), how="train", missed=("a", "c"), best="low", age=RATHER_NOT)
    visit = kiosk.say(visit, "Meer bomen")
    for _step in range(20):
        visit = kiosk.go_back(visit)
    assert visit.page == Page.LANGUAGE
    visit = kiosk.give_opinion(kiosk.look_around(visit), FORM, 7, new_id(), NOW)
    told = kiosk.said(through(visit))
    assert told.text == "Meer bomen"
    assert told.answers == {"how": "train", "missed": ("a", "c"), "best": "low", "age": RATHER_NOT}


def test_answers_to_questions_left_behind_are_not_sent() -> None:
    visit = through(begun(), how="train", missed=("a",))
    visit = kiosk.answer(visit, "how", "never")
    assert "ask:missed" not in kiosk.steps(visit)
    assert kiosk.said(visit).answers == {"how": "never"}


def test_several_are_chosen_up_to_the_most_and_the_last_of_a_ranking_follows() -> None:
    visit, missed, order = begun(), FORM.questions[1], FORM.questions[3]
    visit = choose(visit, missed, "a", "b", "c")
    assert visit.answers["missed"] == ("a", "b")
    visit = choose(visit, order, "z")
    assert "order" not in kiosk.given(visit)
    visit = choose(visit, order, "x")
    assert kiosk.given(visit)["order"] == ("z", "x", "y")


def test_the_two_plans_take_turns_and_nothing_names_them_before_the_opinion_is_kept() -> None:
    turns = [{"tower": "plan A", "low": "plan B"}, {"tower": "plan B", "low": "plan A"}]
    assert [kiosk.blind(begun(visitors), None, 0) for visitors in (0, 1)] == turns
    visit = Visit(language="en")
    assert kiosk.blind(visit, FORM, 1) == turns[1]
    visit = kiosk.look_around(kiosk.begin(visit, 100.0, FORM, 1))
    assert kiosk.blind(visit, FORM, 2) == turns[1]
    visit = kiosk.give_opinion(kiosk.show_variant(visit, "tower"), FORM, 2, new_id(), NOW)
    visit = kiosk.go_to(kiosk.answer(visit, "how", "train"), "ask:best")
    assert visit.variant == "low"  # not what was looked at, but what comes first
    visit = kiosk.answer(visit, "best", "tower")
    for _step in range(3):
        assert (visit.variant, kiosk.blind(visit, FORM, 0)) == ("tower", turns[1])
        visit = kiosk.go_on(visit)
    assert kiosk.go_to(visit, "ask:best").variant == "tower"
    assert kiosk.blind(kiosk.sent(visit, "CODE", 5.0), FORM, 0) == {}


def test_how_far_one_is_never_turns_out_to_be_farther() -> None:
    never, after = (Condition(question="how", holds=holds, value="never")
                    for holds in ("is_not", "is"))  # fmt: skip
    placed = Condition(question="where", holds="answered")
    form = FORM.model_copy(
        update={
            "questions": (
                asks("how", "single", "train", "never"),
                asks("missed", "single", "a", when=(never,)),
                asks("where", "pin", when=(after,)),
                asks("why", "single", "a", when=(placed,)),
                asks("other", "single", "a", when=(placed, never)),
            )
        }
    )
    begun_here = kiosk.give_opinion(Visit(), form, 0, new_id(), NOW)
    assert how_far(begun_here) == (1, 6)
    ways = 0
    for answers in itertools.product([True, False], repeat=5):
        for how in ("train", "never"):
            visit, most = begun_here, 99
            while visit.step != kiosk.SEND:
                number, left = how_far(visit)
                assert left < most
                question = kiosk.question(visit)
                if question is not None and answers[number % 5]:
                    point = (1.0, 2.0, 3.0)
                    given = {"how": how, "where": point}.get(question.id, "a")
                    visit = kiosk.answer(visit, question.id, given)
                visit, most = kiosk.go_on(visit), left
            assert most == 0
            ways += 1
    assert ways == 64


def test_who_does_nothing_is_asked_and_then_forgotten() -> None:
    visit = kiosk.say(kiosk.answer(begun(), "how", "train"), "Geheim")
    visit = kiosk.touch(kiosk.touch(visit, 150.0, PATIENCE), 200.0, PATIENCE)
    assert kiosk.countdown_s(visit, 259.9, PATIENCE) is None
    assert kiosk.countdown_s(visit, 260.0, PATIENCE) == 20
    assert kiosk.tick(visit, 279.0, PATIENCE) is visit
    assert kiosk.tick(visit, 280.0, PATIENCE) == Visit(touched_s=200.0)


def test_only_the_answer_stops_a_countdown_not_the_touch_of_a_stranger() -> None:
    visit = kiosk.still_here(begun(), 200.0)
    assert kiosk.touch(visit, 265.0, PATIENCE) is visit
    there = kiosk.still_here(visit, 265.0)
    assert kiosk.countdown_s(there, 300.0, PATIENCE) is None


@pytest.mark.parametrize("page", [Page.ATTRACT, Page.SENDING])
def test_nobody_is_asked_while_nobody_is_there_or_something_is_kept(page: Page) -> None:
    assert kiosk.countdown_s(replace(begun(), page=page), 9_999.0, PATIENCE) is None


def test_what_could_not_be_kept_stays_is_tried_once_more_and_then_erased() -> None:
    visit = kiosk.send(kiosk.say(begun(), "Meer bomen"), 5.0)
    assert visit.page == Page.SENDING
    visit = kiosk.failed(visit, BROKEN, 300.0)
    assert (visit.page, visit.text, visit.fault) == (Page.FAILED, "Meer bomen", BROKEN)
    visit = kiosk.tick(visit, 380.0, PATIENCE)
    assert (visit.page, visit.tried) == (Page.SENDING, True)
    visit = kiosk.failed(visit, BROKEN, 381.0)
    assert kiosk.tick(visit, 381.0, PATIENCE).page == Page.ATTRACT


def test_nothing_said_is_not_sent_and_thanks_hold_only_the_code() -> None:
    visit = begun()
    assert kiosk.send(visit, 5.0) is visit
    thanks = kiosk.sent(kiosk.say(visit, "Meer bomen"), "K7QM-3XWT-9PRD-5HJA", 400.0)
    assert (thanks.page, thanks.text, thanks.answers) == (Page.THANKS, "", {})
    assert draft_of(thanks) is None
    assert kiosk.finish(thanks).receipt == ""


def test_a_draft_comes_back_as_it_was() -> None:
    visit = choose(kiosk.answer(begun(1), "how", "train"), FORM.questions[3], "y")
    visit = kiosk.choose_theme(kiosk.feel(kiosk.say(visit, 'Ö\n"=1+1'), 2), "green")
    visit = kiosk.place_pin(visit, (105_001.0, 425_002.0, 3.0))
    draft = draft_of(visit)
    assert draft is not None
    written = Draft(draft.id, draft.begun_utc, json.loads(json.dumps(draft.content)))
    back = visit_of(written, PROJECT, 5.0)
    assert back is not None
    assert back.page == Page.RECOVERED
    assert replace(back, page=visit.page, touched_s=visit.touched_s, begun_utc=NOW) == visit


def test_drafts_of_others_are_left_alone_and_broken_ones_offer_nothing() -> None:
    ours = draft_of(begun())
    assert ours is not None
    desk = Draft("d", NOW, {"channel": "desktop", "text": "x"})
    odd = Draft("o", NOW, {"channel": "kiosk", "step": 3})
    assert of_kiosk([desk, ours]) == (ours,)
    assert visit_of(odd, PROJECT, 0.0) is None


def test_a_draft_of_a_version_that_is_gone_keeps_its_words() -> None:
    visit = kiosk.say(kiosk.answer(begun(), "how", "train"), "Meer bomen")
    draft = draft_of(visit)
    assert draft is not None
    gone = replace(draft, content={**draft.content, "questionnaire": ["form", 9]})
    back = visit_of(gone, PROJECT.model_copy(update={"questionnaires": ()}), 0.0)
    assert back is not None
    assert (back.text, back.answers, back.form) == ("Meer bomen", {}, None)
    assert back.step in kiosk.steps(back)
    other = asks("how", "text"), *FORM.questions[1:]
    later = FORM.model_copy(update={"version": 2, "questions": other})
    back = visit_of(gone, PROJECT.model_copy(update={"questionnaires": (later,)}), 0.0)
    assert back is not None
    assert (back.text, back.answers, back.form) == ("Meer bomen", {}, later)
    assert back.orders == {"best": ("tower", "low")}


def test_a_pin_opens_only_by_itself_and_five_wrong_ones_cost_a_minute() -> None:
    assert [is_pin(code) for code in ("4711", "1111", "123", "12a4", "١٢٣٤")] == [
        True, False, False, False, False
    ]  # fmt: skip
    pin = new_pin("4711", rounds=1_000)
    kept = StaffPin.model_validate_json(pin.model_dump_json())
    assert kept.opens("4711")
    assert not kept.opens("4712")
    assert "4711" not in pin.model_dump_json()
    tries = Tries()
    for wrong in range(TRIES):
        assert (tries.waits_s(10.0), tries.left) == (0, TRIES - wrong)
        tries = tries.after_wrong(10.0)
    assert tries.waits_s(10.0) == WAIT_S
    assert tries.waits_s(10.0 + WAIT_S) == 0
    assert tries.after_wrong(99.0).left == TRIES - 1
