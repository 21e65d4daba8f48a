"""Saying something with a headset on, as a value: it ends in the remark that a kiosk would keep."""

import json
import random
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mrapp.app.headset import saying, saying_kept, saying_note, saying_steps
from mrapp.app.headset.saying_drafts import draft_of, of_headset, telling_of
from mrapp.app.headset.saying_sheets import pressed, sheet_of
from mrapp.app.headset.sheets import MOST_ITEMS
from mrapp.app.headset.telling import SEND, VOICE, Note, Page, Seen, Telling
from mrapp.app.headset.wanted import AskToStop, ChooseVariant, EndRecording, GoTo, Record, Send
from mrapp.app.history import Moment
from mrapp.app.kiosk import visit as kiosk
from mrapp.app.questions.answering import orders_for
from mrapp.app.remarks.keeping import Draft
from mrapp.app.remarks.making import GivenFile, Look, Occasion, Said, remark_of
from mrapp.app.remarks.sound import SpokenNote
from mrapp.app.state import ViewState
from mrapp.model.project import Project, Theme
from mrapp.model.questions import RATHER_NOT, Condition, Question, Questionnaire
from mrapp.model.remark import Channel, Remark, Thing, new_id
from mrapp.model.texts import Notice, Phrase
from tests.app.forms import everything
from tests.app.moments import NOON, station

FORM = everything()
PROJECT = station().model_copy(
    update={"questionnaires": (FORM,), "themes": (Theme(id="green", name={"nl": "Groen"}),)}
)
MOMENT = Moment(PROJECT, ViewState(time_utc=NOON, variant="tower"))
LOOK = Look((105_400.0, 424_560.0, 1.7), 0.4, -0.1, 1.5, (960, 540))
SEEN = Seen(MOMENT, LOOK)
POINT = (105_410.0, 424_570.0, 2.0)
ELSEWHERE = (105_450.0, 424_600.0, 0.5)
THING = Thing(asset="assets/city.json", object_id="house-1")
RECORDED = SpokenNote(b"OggS" + bytes(20), 7.0)
DRAFT = new_id()


def begun(form: Questionnaire | None = FORM, *, themed: bool = True) -> Telling:
    orders = orders_for(form, 1)
    return saying.begin(Telling(), form, orders, SEEN, DRAFT, NOON, themed=themed)


def press(telling: Telling, *areas: str) -> Telling:
    for area in areas:
        telling, _wanted = pressed(PROJECT, telling, area)
    return telling


def told() -> Telling:
    """Return an opinion with an answer of every kind that can be pointed at."""
    telling = saying.pointed(begun(), POINT, THING, SEEN)
    telling = press(telling, "theme:green", "on", "answer:yes", "on")
    telling = press(telling, "answer:green", "answer:shops", "on", "answer:9", "on")
    telling = press(telling, "answer:4", "on", "answer:c", "answer:a", "on")
    telling = press(telling, "look:low", "answer:low", "on", "answer:point")
    telling = press(saying.pointed(telling, ELSEWHERE), "on", "answer:18-64", "on")
    return press(telling, f"answer:{RATHER_NOT}", "on")


def test_the_remark_is_the_one_that_a_kiosk_would_keep() -> None:
    telling = told()
    assert telling.step == VOICE
    visit = kiosk.give_opinion(kiosk.Visit(), FORM, 1, DRAFT, NOON, themed=True)
    visit = kiosk.choose_theme(replace(visit, pin=POINT, thing=THING), "green")
    answers: Mapping[str, Any] = {
        "know": "yes", "likes": ("green", "shops"), "busy": 9, "feel": 4,
        "order": ("c", "a", "b"), "best": "low", "where": ELSEWHERE, "age": "18-64",
        "home": RATHER_NOT,
    }  # fmt: skip
    for key, value in answers.items():
        visit = kiosk.answer(visit, key, value)

    def made(said: Said, channel: Channel) -> Remark:
        remark = remark_of(MOMENT, said, LOOK, Occasion(channel, "nl", NOON), {}, DRAFT)
        return remark.model_copy(update={"channel": "any"})

    assert made(saying_kept.said(telling, "nl"), Channel.VR) == made(
        kiosk.said(visit), Channel.KIOSK
    )


def test_pictures_and_voice_go_along() -> None:
    picture = GivenFile("picture", "image/jpeg", b"jpeg")
    telling = saying.pointed(begun(None), POINT, None, replace(SEEN, picture=picture))
    telling = saying_note.noted(telling, RECORDED)
    assert saying_kept.says_something(telling)
    said = saying_kept.said(telling, "nl")
    assert [(each.role, each.media_type) for each in said.files] == [
        ("picture", "image/jpeg"),
        ("voice", "audio/ogg"),
    ]
    assert saying_kept.said(saying_note.drop_note(telling), "nl").files == (picture,)
    assert not saying_kept.says_something(saying_note.drop_note(telling))


def test_each_press_that_needs_hands_is_wanted() -> None:
    telling = saying.pointed(begun(), POINT)
    compare = saying.go_to(press(telling, "on", "answer:yes"), "ask:best")
    where = saying.go_to(compare, "ask:where")
    voice = saying.go_to(compare, VOICE)
    for at, area, wanted in (
        (compare, "look:tower", ChooseVariant("tower")),
        (where, "again", GoTo("square")),
        (voice, "record", Record()),
        (saying_note.recording(voice), "record-end", EndRecording()),
        (saying.go_to(compare, SEND), "keep", Send()),
        (compare, "stop", AskToStop()),
    ):
        assert pressed(PROJECT, at, area)[1] == wanted
    assert pressed(PROJECT, voice, "record")[0].note is Note.OPENING


def test_the_recording_is_asked_for_first_and_can_be_dropped() -> None:
    voice = saying.go_to(saying.pointed(begun(None), None), VOICE)
    sheet = sheet_of(PROJECT, voice)
    assert sheet is not None
    assert any("herkennen" in line.nl for line in sheet.words)
    assert [item.id for item in sheet.items] == ["on", "record"]
    noted = saying_note.noted(
        saying_note.packing(saying_note.recording(saying_note.opening(voice))), RECORDED
    )
    assert press(noted, "drop-note") == voice
    assert press(noted, "record-again").note is Note.OPENING
    fault = Notice(Phrase(nl="geen microfoon", en="no microphone"))
    assert saying_note.not_noted(saying_note.opening(noted), fault).voice == RECORDED
    refused = sheet_of(PROJECT, saying_note.not_noted(saying_note.opening(voice), fault))
    assert refused is not None
    assert refused.notice == Phrase(nl="geen microfoon", en="no microphone")


def test_where_an_answer_is_needed_one_is_told_and_stays() -> None:
    telling = press(saying.pointed(begun(), POINT), "on")
    nudged = press(telling, "on")
    sheet = sheet_of(PROJECT, nudged)
    assert nudged.step == telling.step == "ask:know"
    assert sheet is not None
    assert sheet.notice is not None
    assert press(nudged, "answer:no", "on").step == "ask:likes"


def test_questions_for_words_are_left_out_and_named_before_one_speaks() -> None:
    telling = told()
    assert "ask:why" not in saying_steps.steps(telling)
    assert [each.id for each in saying_steps.worded(telling)] == ["why", "too-busy"]
    sheet = sheet_of(PROJECT, telling)
    assert sheet is not None
    assert "Waarvan?" in " ".join(line.nl for line in sheet.words)
    assert saying_kept.said(telling, "nl").answers.keys().isdisjoint({"why", "too-busy"})


@pytest.mark.parametrize("spoken", [True, False])
def test_words_that_a_question_insists_on_lose_no_other_answer(spoken: bool) -> None:
    asks = (
        Question(id="why", kind="text", text={"nl": "Waarom?"}, required=True),
        Question(id="feel", kind="mood", text={"nl": "Gevoel?"},
                 when=(Condition(question="why", holds="answered"),)),
        Question(id="busy", kind="scale", text={"nl": "Druk?"}),
    )  # fmt: skip
    form = FORM.model_copy(update={"questions": asks})
    telling = saying.go_to(saying.pointed(begun(form), POINT), "ask:busy")
    telling = press(telling, "answer:3")
    # What hangs on words that cannot be written is asked all the same.
    assert "ask:feel" in saying_steps.steps(telling)
    telling = saying_note.noted(telling, RECORDED) if spoken else telling
    said = saying_kept.said(telling, "en")
    words = saying_steps.SPOKEN if spoken else saying_steps.UNSPOKEN
    assert said.answers == {"why": words.en, "busy": 3}
    remark_of(MOMENT, said, LOOK, Occasion(Channel.VR, "en", NOON), {}, DRAFT)
    # Nobody said anything: then nothing is put into their mouth.
    untouched = saying_note.noted(saying.pointed(begun(form), POINT), RECORDED)
    assert saying_kept.said(untouched, "en").answers == {}


def test_a_place_may_be_none_and_a_question_does_not_move_it() -> None:
    nowhere = press(begun(), "no-place")
    assert (nowhere.page, nowhere.point) == (Page.STEP, None)
    asked = press(saying.go_to(press(nowhere, "on", "answer:yes"), "ask:where"), "answer:point")
    assert asked.pointing
    there = saying.pointed(asked, ELSEWHERE)
    assert (there.point, there.answers["where"]) == (ELSEWHERE, ELSEWHERE)
    again = saying.pointed(press(there, "answer:point"), POINT)
    assert (again.point, again.answers["where"]) == (ELSEWHERE, POINT)
    assert press(again, "answer:point", "not-now") == again
    assert "where" not in press(again, "answer:none").answers
    # A press in the city that nobody asked for tells nothing.
    assert saying.pointed(again, POINT) is again


def test_put_aside_it_waits_and_forgotten_it_is_gone() -> None:
    telling = told()
    aside = saying.put_aside(telling)
    assert sheet_of(PROJECT, aside) is None
    assert saying.begin(aside, None, {}, None, "other", NOON, themed=False).answers
    again = saying.begin(aside, None, {}, None, "other", NOON, themed=False)
    assert (again.page, again.step, again.draft_id) == (telling.page, telling.step, DRAFT)
    doubting = press(telling, "forget")
    assert doubting.page is Page.FORGET
    assert press(doubting, "keep-on") == press(doubting, "back")
    assert press(doubting, "keep-on").answers == telling.answers
    assert press(doubting, "forget-now") == Telling()
    # From the place one leads back to looking around.
    assert press(begun(), "back").page is Page.NONE


def test_back_leads_through_every_step_to_the_place() -> None:
    telling, seen = told(), []
    while telling.page is Page.STEP:
        seen.append(telling.step)
        telling = press(telling, "back")
    assert telling.page is Page.POINT
    assert tuple(reversed(seen)) == saying_steps.steps(told())[: len(seen)]


def test_a_draft_brings_back_all_but_the_picture() -> None:
    picture = GivenFile("picture", "image/jpeg", b"jpeg")
    telling = saying_note.noted(replace(told(), seen=replace(SEEN, picture=picture)), RECORDED)
    draft = draft_of(telling, "en")
    assert draft is not None
    kept = Draft(draft.id, draft.begun_utc, json.loads(json.dumps(draft.content)))
    other = Draft(new_id(), NOON, {"channel": "kiosk"})
    assert of_headset([other, kept]) == (kept,)
    back = telling_of(kept, Moment(PROJECT, ViewState(time_utc=NOON)))
    assert back is not None
    found, language = back
    assert language == "en"
    assert found.page is Page.RECOVERED
    assert found.seen is not None
    assert (found.seen.look, found.seen.moment.view.variant) == (LOOK, "tower")
    on = press(found, "recover")
    same = {"page", "seen", "orders"}
    assert {k: v for k, v in vars(on).items() if k not in same} == {
        k: v for k, v in vars(telling).items() if k not in same
    }
    assert dict(on.orders) == dict(telling.orders)


def test_drafts_that_tell_nothing_or_nonsense_are_not_offered() -> None:
    only_place = draft_of(saying.pointed(begun(), POINT), "nl")
    assert only_place is not None
    back = telling_of(only_place, MOMENT)
    assert back is not None
    assert press(back[0], "recover").point == POINT
    not_even_that = draft_of(begun(), "nl")
    assert not_even_that is not None
    assert telling_of(not_even_that, MOMENT) is None
    for content in ({"channel": "vr"}, {"channel": "vr", "language": "nl", "voice": {"ogg": "?"}}):
        assert telling_of(Draft(DRAFT, NOON, content), MOMENT) is None
    assert draft_of(Telling(), "nl") is None


def test_a_draft_outlives_its_questions() -> None:
    draft = draft_of(saying_note.noted(told(), RECORDED), "nl")
    assert draft is not None
    newer = FORM.model_copy(update={"version": 2, "questions": FORM.questions[:1]})
    project = PROJECT.model_copy(update={"questionnaires": (newer,), "themes": ()})
    back = telling_of(draft, Moment(Project.model_validate(project), MOMENT.view))
    assert back is not None
    found = back[0]
    assert (found.form, found.answers, found.theme) == (newer, {}, None)
    assert found.voice == RECORDED
    assert found.step in saying_steps.steps(found)


def test_how_far_one_is_never_turns_out_to_be_farther() -> None:
    dice = random.Random(3)
    for _ in range(30):
        telling, most = saying.pointed(begun(), POINT), 99
        while telling.step != SEND:
            number, left = saying_steps.how_far(telling)
            assert number + left <= most
            most = number + left
            telling = _some_answer(telling, dice)
            telling = press(telling, "on")


def test_whatever_is_pressed_there_is_a_way_back_out_and_off() -> None:
    dice, pages = random.Random(8), set()
    telling = begun()
    for _ in range(1500):
        if telling.page is Page.NONE:
            telling = begun()
        if telling.pointing and dice.random() < 0.5:
            telling = saying.pointed(telling, POINT)
        sheet = sheet_of(PROJECT, telling)
        assert sheet is not None
        pages.add(telling.page)
        assert [item.id for item in sheet.foot] == ["back", "forget", "stop"]
        assert sheet.foot[2].enabled
        assert len(sheet.items) <= MOST_ITEMS or sheet.items[0].label.nl == "0"
        # Going on is likelier than going: else nobody comes to the end.
        leads = [each for each in _areas(telling) if each in ("on", "keep-on", "keep", "record")]
        areas = leads if leads and dice.random() < 0.6 else _areas(telling)
        telling, wanted = pressed(PROJECT, telling, dice.choice(areas))
        telling = _carried_out(telling, wanted)
    assert pages >= {Page.POINT, Page.STEP, Page.FORGET, Page.FAILED, Page.THANKS}


def _areas(telling: Telling) -> list[str]:
    sheet = sheet_of(PROJECT, telling)
    assert sheet is not None
    return [item.id for item in sheet.all_items() if item.enabled]


def _some_answer(telling: Telling, dice: random.Random) -> Telling:
    areas = [each for each in _areas(telling) if ":" in each and each != "answer:point"]
    return press(telling, dice.choice(areas)) if areas else telling


def _carried_out(telling: Telling, wanted: object) -> Telling:
    if isinstance(wanted, Record):
        return saying_note.noted(telling, RECORDED)
    if isinstance(wanted, Send):
        if len(telling.answers) % 2:
            return saying_kept.sent(telling, "CODE")
        return saying_kept.failed(telling, Notice(Phrase("a", "b")))
    return telling
