"""Saying something with a headset on: from the place to the thanks, into the same store."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from mrapp.app.headset.panels import Done, PanelEvent
from mrapp.app.headset.telling import Note, Page
from mrapp.app.kiosk import visit as kiosk
from mrapp.app.questions.asking import current
from mrapp.app.remarks.keeping import Draft, Kept, RemarkStore
from mrapp.app.remarks.making import Occasion, remark_of
from mrapp.model.remark import Channel, Remark
from mrapp.model.texts import Phrase
from mrapp.ui.robot import Robot
from tests.ui.hands import idle
from tests.ui.headset.conftest import desk_of
from tests.ui.headset.visitor import GLANCE, SPOT, Visitor, say
from tests.ui.pretended_sound import PretendedSound
from tests.ui.small import X, Y

pytestmark = pytest.mark.window

KEEPING = Phrase(nl="Kijken", en="Looking")
OTHER = (5.0, 45.0, 0.5)


@pytest.fixture
def store(beside: Robot) -> Iterator[RemarkStore]:
    """The store, as another program on this machine sees it."""
    opened = beside.session.services.remarks.open("klein")
    yield opened
    opened.close()


TO_THE_NOTE = (
    "theme:green", "on", "answer:train", "on", "answer:trees", "answer:seats", "on", "answer:low",
    "on", "answer:4", "on", "answer:2", "on", "answer:green", "answer:sun", "answer:view", "on",
    "on", "answer:18-34", "on", "on",
)  # fmt: skip
"""An answer to each question but two, up to the spoken note."""


def record(visitor: Visitor, beside: Robot, sound: PretendedSound, seconds: float = 4.0) -> None:
    visitor.press("record")
    idle(beside)
    sound.recordings[-1].seconds = seconds
    visitor.press("record-end")
    idle(beside)


def last(store: RemarkStore) -> Kept:
    return store.kept()[-1]


def drafts(beside: Robot) -> list[Draft]:
    """Return the drafts as the window's own store has them: another would not be told of them."""
    found: list[Draft] = []
    beside.window.door.ask(KEEPING, lambda store: store.drafts(), found.extend)
    idle(beside)
    return found


def test_an_opinion_goes_from_the_place_to_the_thanks_and_into_the_store(
    visitor: Visitor, beside: Robot, sound: PretendedSound, store: RemarkStore
) -> None:
    count = store.count()
    visitor.desk.at_event("evening-1")
    say(visitor, *TO_THE_NOTE)
    assert sound.recordings == []
    record(visitor, beside, sound)
    visitor.press("on")
    assert visitor.reads("Uw gesproken notitie: 0:04")
    thanked: list[int] = []
    visitor.desk.kept.connect(lambda _receipt: thanked.append(store.count()))
    visitor.press("keep")
    assert visitor.desk.speaking.telling.page is Page.SENDING
    idle(beside)
    assert thanked == [count + 1], "nobody is thanked before it is kept"
    (receipt,) = visitor.receipts
    assert visitor.reads(receipt.replace("-", " - "))
    remark = last(store).remark
    assert remark is not None
    assert store.count() == count + 1
    assert (remark.channel, remark.language, remark.event) == (Channel.VR, "nl", "evening-1")
    assert [each.role for each in remark.attachments] == ["picture", "voice"]
    assert remark.thing is not None
    assert (remark.thing.object_id, bool(remark.thing.name)) == ("huis-1-1", True)
    assert remark == _as_a_kiosk_keeps_it(beside, remark)
    assert drafts(beside) == []
    visitor.press("done")
    assert "saying" not in visitor.can_press()


def _as_a_kiosk_keeps_it(beside: Robot, remark: Remark) -> Remark:
    """Return what a kiosk would keep of the same words, seen from the same place."""
    session, sight = beside.session, remark.sight
    assert sight is not None
    assert remark.answered is not None
    form = current(session.project)
    visit = kiosk.give_opinion(kiosk.Visit(), form, 0, remark.id, remark.made_utc, themed=True)
    visit = replace(
        visit, orders=dict(remark.answered.orders), pin=remark.point, thing=remark.thing
    )
    visit = kiosk.choose_theme(visit, "green")
    for key, value in (
        ("how", "train"), ("missed", ("trees", "seats")), ("which", "low"), ("high", 4),
        ("mood", 2), ("important", ("green", "sun", "view", "homes")), ("age", "18-34"),
    ):  # fmt: skip
        visit = kiosk.answer(visit, key, value)
    assert (sight.variant, round(sight.heading_rad, 3), sight.pitch_rad) == ("now", 0.785, 0.0)
    assert list(sight.eye) == [X, Y - 30.0, 1.7]
    assert remark.point == (X + SPOT[0], Y + SPOT[1], SPOT[2])
    files = {
        asset: session.services.fingerprint(session.opened.asset_path(asset))
        for asset in session.project.seen_files(None)
    }
    occasion = Occasion(Channel.KIOSK, "nl", remark.made_utc, "evening-1")
    made = remark_of(session.moment, kiosk.said(visit), None, occasion, files, remark.id)
    other = {"channel": Channel.VR, "sight": sight, "attachments": remark.attachments}
    return made.model_copy(update=other)


def test_a_place_is_asked_for_in_the_city_and_seen_as_a_pin(visitor: Visitor) -> None:
    desk = visitor.desk
    # Nobody asked for a place yet: a press in the city tells nothing.
    assert not desk.pointed(SPOT, None, GLANCE)
    pointing: list[bool] = []
    desk.scene_changed.connect(lambda: pointing.append(desk.pointing))
    say(visitor)
    assert pointing == [True, False]
    pin = desk.pinned
    assert pin is not None
    assert desk.pinned is pin
    visitor.press("on", "answer:train")
    desk.menu_button()
    assert not desk.pointing
    # A press that was on its way to the panel behind the menu.
    desk.take(PanelEvent(Done.PRESSED, "saying", "forget"))
    visitor.press("say")
    assert visitor.reads("Hoe komt u het meest")
    # Put aside, it waits; from its first page back leads to the place, and then to the city.
    for _ in range(3):
        desk.back_button()
    assert "saying" not in visitor.can_press()
    desk.menu_button()
    assert visitor.reads("Ga verder met uw mening")


def test_a_question_for_a_place_is_answered_in_the_city(visitor: Visitor) -> None:
    say(visitor, *TO_THE_NOTE[:17], "answer:point")
    assert visitor.desk.pointing
    assert visitor.desk.pointed(OTHER, None, GLANCE)
    telling = visitor.desk.speaking.telling
    assert telling.answers["place"] == (X + OTHER[0], Y + OTHER[1], OTHER[2])
    assert telling.point == (X + SPOT[0], Y + SPOT[1], SPOT[2])
    visitor.press("again")
    assert [type(each).__name__ for each in visitor.told] == ["GoTo"]


def test_plans_are_compared_blind_and_the_first_one_is_shown_first(
    visitor: Visitor, beside: Robot
) -> None:
    session = beside.session
    say(visitor, "on", "answer:never", "on")
    order = visitor.desk.speaking.telling.orders["which"]
    assert session.view.variant == order[0]
    assert visitor.reads("Bekijk plan A")
    visitor.press(f"look:{order[1]}")
    assert session.view.variant == order[1]
    visitor.press(f"answer:{order[0]}")
    assert session.view.variant == order[0]
    assert visitor.desk.scene.captions[0].endswith("plan A")
    visitor.press("again")
    assert session.view.variant == order[0]


def test_the_level_is_seen_and_silence_and_no_microphone_are_told(
    visitor: Visitor, beside: Robot, sound: PretendedSound
) -> None:
    say(visitor, *TO_THE_NOTE)
    visitor.press("record")
    assert visitor.reads("Even wachten op de microfoon")
    idle(beside)
    quiet = visitor.panel("saying")
    sound.recordings[0].seconds, sound.recordings[0].level = 3.0, 1.0
    note = visitor.desk.speaking.note
    note.look()
    assert visitor.panel("saying") is not quiet
    assert visitor.reads("0:03 van 1:00")
    for _ in range(30):
        note.look()
    assert visitor.reads("gaf geen geluid")
    idle(beside)
    assert sound.recordings[0].ended == "dropped"
    sound.absent = True
    visitor.press("record")
    idle(beside)
    assert visitor.reads("er is geen microfoon")
    assert not visitor.reads("schrijf")
    visitor.press("on")
    assert visitor.reads("Dit hebt u gezegd")


@pytest.mark.parametrize("way", ["back", "menu", "stop", "headset off"])
def test_nothing_is_recorded_that_the_visitor_does_not_see(
    visitor: Visitor, beside: Robot, sound: PretendedSound, way: str
) -> None:
    say(visitor, *TO_THE_NOTE, "record")
    idle(beside)
    sound.recordings[0].seconds = 5.0
    if way in ("back", "stop"):
        visitor.press(way)
    elif way == "menu":
        visitor.desk.menu_button()
    else:
        visitor.desk.wear(False)
    idle(beside)
    assert sound.recordings[0].ended == "stopped"
    assert not visitor.desk.speaking.note.recording
    # What was said up to there is still there.
    telling = visitor.desk.speaking.telling
    assert (telling.note, telling.voice is not None) == (Note.THERE, True)


def test_a_microphone_that_answers_too_late_is_let_go(
    visitor: Visitor, beside: Robot, sound: PretendedSound
) -> None:
    say(visitor, *TO_THE_NOTE, "record", "back")
    idle(beside)
    assert [each.ended for each in sound.recordings] == ["dropped"]
    assert visitor.desk.speaking.telling.note is Note.NONE


def test_a_headset_taken_off_and_a_runtime_that_dies_lose_nothing(
    visitor: Visitor, beside: Robot
) -> None:
    say(visitor, "theme:green", "on", "answer:train", "on")
    before = visitor.desk.words
    visitor.desk.wear(False)
    idle(beside)
    (draft,) = drafts(beside)
    assert draft.content["answers"] == {"how": "train"}
    visitor.desk.wear(True)
    assert visitor.desk.words == before


def test_a_draft_is_offered_after_a_crash_and_goes_on_to_the_store(
    visitor: Visitor, beside: Robot, sound: PretendedSound, store: RemarkStore
) -> None:
    visitor.desk.speak("en")
    say(visitor, *TO_THE_NOTE)
    record(visitor, beside, sound)
    visitor.desk.end()
    idle(beside)
    desk = desk_of(beside)
    desk.begin()
    idle(beside)
    again = Visitor(desk)
    assert again.reads("Iemand zei hier iets")
    assert not again.reads("Gr")
    again.press("recover")
    assert desk.language == "en"
    again.press("on", "keep")
    idle(beside)
    remark = last(store).remark
    assert remark is not None
    assert remark.language == "en"
    assert again.receipts
    assert remark.answered is not None
    assert remark.answered.answers["how"] == "train"
    assert remark.theme == "green"
    assert {each.role for each in remark.attachments} == {"picture", "voice"}
    assert remark.sight is not None
    assert list(remark.sight.eye) == [X, Y - 30.0, 1.7]
    assert drafts(beside) == []
    desk.end()
    desk.deleteLater()


@pytest.mark.parametrize("packing", [False, True])
def test_a_recording_that_the_end_of_the_headset_cuts_off_is_in_the_draft(
    visitor: Visitor, beside: Robot, sound: PretendedSound, packing: bool
) -> None:
    say(visitor, *TO_THE_NOTE, "record")
    idle(beside)
    sound.recordings[-1].seconds = 5.0
    if packing:
        visitor.press("record-end")
    visitor.desk.end()
    assert not visitor.desk.speaking.note.recording
    idle(beside)
    assert sound.recordings[-1].ended == "stopped"
    desk = desk_of(beside)
    desk.begin()
    idle(beside)
    again = Visitor(desk)
    again.press("recover")
    voice = desk.speaking.telling.voice
    assert voice is not None
    assert voice.seconds == 5.0
    desk.next_visitor()
    idle(beside)
    desk.end()
    desk.deleteLater()


def test_what_is_begun_anew_at_once_has_its_own_draft(visitor: Visitor, beside: Robot) -> None:
    # All of it while the first draft is still being written.
    say(visitor, "theme:green", "forget", "forget-now")
    say(visitor, "theme:traffic")
    idle(beside)
    assert [each.content["theme"] for each in drafts(beside)] == ["traffic"]


@pytest.mark.parametrize("way", ["forget", "stop", "next"])
def test_who_forgets_it_or_goes_leaves_nothing(
    visitor: Visitor, beside: Robot, store: RemarkStore, way: str
) -> None:
    count = store.count()
    say(visitor, "theme:green", "on", "answer:train")
    idle(beside)
    assert len(drafts(beside)) == 1
    if way == "forget":
        visitor.press("forget", "keep-on", "forget", "forget-now")
    elif way == "stop":
        visitor.press("stop", "stop-now")
    else:
        visitor.desk.next_visitor()
    idle(beside)
    assert not visitor.desk.speaking.telling.begun
    assert visitor.desk.pinned is None
    assert drafts(beside) == []
    assert store.count() == count


def test_after_the_thanks_the_names_of_the_plans_are_told(visitor: Visitor, beside: Robot) -> None:
    say(visitor, "theme:green", *["on"], "answer:never", "on", "answer:low", "on", "on", "on")
    visitor.press("on", "on", "on", "on", "on", "keep")
    idle(beside)
    visitor.press("done")
    visitor.desk.menu_button()
    visitor.press("variants")
    assert visitor.reads("Laag")
