"""The next visitor by mistake: the last one comes back with everything, or is gone for good."""

import pytest
from PySide6.QtCore import QObject

from mrapp.app.headset.telling import Note, Telling
from mrapp.app.headset.wanted import ChangeComfort
from mrapp.app.remarks.keeping import Draft
from mrapp.model.texts import Phrase
from mrapp.ui.headset.aside import HandingOn, put_back, set_aside
from mrapp.ui.robot import Robot, wait_for
from tests.ui.hands import idle
from tests.ui.headset.visitor import Visitor, say
from tests.ui.pretended_sound import PretendedSound

pytestmark = pytest.mark.window

LOOKING = Phrase(nl="Kijken", en="Looking")
TO_THE_NOTE = ("theme:green", "on", "answer:never", *["on"] * 6)


def drafts(beside: Robot) -> list[Draft]:
    found: list[Draft] = []
    beside.window.door.ask(LOOKING, lambda store: store.drafts(), found.extend)
    idle(beside)
    return found


def test_who_was_ended_by_mistake_goes_on_where_they_were(
    visitor: Visitor, beside: Robot, sound: PretendedSound
) -> None:
    desk, session = visitor.desk, beside.session
    desk.menu_button()
    visitor.press("more", "comfort", "seated", "back", "language", "close")
    say(visitor, *TO_THE_NOTE)
    variant, comfort = session.view.variant, desk.comfort
    while "record" not in visitor.can_press()["saying"]:
        visitor.press("on")
    visitor.press("record")
    idle(beside)
    sound.recordings[-1].seconds = 4.0
    aside = set_aside(desk, session, None, 0.0)
    desk.next_visitor()
    # At once nobody is recorded any more, and nothing is on the disk.
    idle(beside)
    assert sound.recordings[-1].ended == "stopped"
    assert drafts(beside) == []
    assert desk.language == "nl"
    assert not desk.comfort.seated
    put_back(desk, session, aside)
    idle(beside)
    telling = desk.speaking.telling
    assert telling.answers == {"how": "never"}
    assert telling.voice is not None
    assert (telling.note, telling.voice.seconds) == (Note.THERE, 4.0)
    assert (desk.language, session.view.variant, desk.comfort) == ("en", variant, comfort)
    assert visitor.told[-1] == ChangeComfort(comfort)
    assert [each.content["answers"] for each in drafts(beside)] == [{"how": "never"}]


def test_after_the_time_nothing_is_left_and_a_key_pressed_twice_loses_nothing(
    visitor: Visitor, beside: Robot
) -> None:
    desk, parent = visitor.desk, QObject()
    handing = HandingOn(parent, undo_ms=100)
    say(visitor, *TO_THE_NOTE)
    first = set_aside(desk, beside.session, None, 0.0)
    handing.hold(first)
    desk.next_visitor()
    handing.hold(set_aside(desk, beside.session, None, 0.0))
    assert handing.held is first
    assert first.said.telling.answers == {"how": "never"}
    wait_for(handing.changed, lambda: handing.held is None, 30.0)
    assert first.said.telling == Telling()
    assert handing.take() is None
    parent.deleteLater()
