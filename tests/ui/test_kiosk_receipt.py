"""Coming back to a kiosk with the code of a receipt, in a real window with a real store."""

from collections.abc import Iterator
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt

from mrapp.app.kiosk import coming_back as back
from mrapp.app.kiosk import visit as flow
from mrapp.app.kiosk.visit import Page
from mrapp.app.remarks.keeping import State
from mrapp.app.remarks.receipts import new_receipt, parse
from mrapp.feedback.store import FolderStore
from mrapp.model.remark import Addition
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.ui.asking.looks import FEWEST_PX
from mrapp.ui.kiosk.hands import KioskHands
from mrapp.ui.kiosk.hearing import heard
from tests.ui.kiosks import Kiosk

pytestmark = [pytest.mark.window, pytest.mark.kiosk]

SAID, MORE = "Wij wonen naast de bakker", "En een kraan"


def said(kiosk: Kiosk) -> str:
    """Somebody says something and goes; the code."""
    visiting = kiosk.hands.window.visiting
    visiting.begin()
    visiting.do(flow.look_around)
    visiting.give_opinion()
    visiting.do(flow.say, SAID)
    visiting.send()
    assert kiosk.hands.wait_for_page(Page.THANKS, Page.FAILED) == Page.THANKS
    code = visiting.visit.receipt
    kiosk.wait_s(100.0)
    assert not kiosk.hands.window.countdown.isVisible()
    assert any("40 seconden" in line for line in heard(kiosk.hands.window))
    kiosk.hands.tap("Meer tijd")
    assert visiting.stays_s == 140
    kiosk.hands.tap("Klaar")
    return code


def come_back(hands: KioskHands) -> None:
    hands.window.visiting.begin()
    hands.turn()
    hands.touch("Mijn bon  ·  My receipt")


def give(hands: KioskHands, code: str) -> None:
    """Give a code with the keys of a keyboard."""
    hands.type_words(code.lower().replace("-", " ").replace("1", "l"))
    hands.key(Qt.Key.Key_Return)
    hands.written()


def page(kiosk: Kiosk) -> Page:
    return kiosk.hands.window.visiting.visit.page


def left(kiosk: Kiosk, code: str) -> list[str]:
    """What still tells of a visitor, but for what was to be kept."""
    kept = ("journal.jsonl", "remarks.sqlite", "remarks.sqlite-wal")
    return [each for each in kiosk.traces(SAID, MORE, code) if each not in kept]


def told(kiosk: Kiosk) -> str:
    return "\n".join(heard(kiosk.hands.window))


@pytest.fixture
def fails_late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first addition is kept, and yet fails: the disk went full just after."""
    keeps, failed = FolderStore.add_to, iter([True])

    def add_to(self: FolderStore, *given: Any) -> Addition:
        added = keeps(self, *given)
        if next(failed, False):
            raise RemarkNotKeptError(reason="vol")
        return added

    monkeypatch.setattr(FolderStore, "add_to", add_to)


@pytest.fixture
def found(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """What a code leads to is found once this is set."""
    finds, found = FolderStore.of_receipt, Event()

    def of_receipt(self: FolderStore, *given: Any) -> object:
        assert found.wait(60.0), "nobody let it be found"
        return finds(self, *given)

    monkeypatch.setattr(FolderStore, "of_receipt", of_receipt)
    yield found
    found.set()


@pytest.mark.usefixtures("fails_late")
def test_with_the_code_one_reads_adds_and_withdraws(kiosk: Kiosk, found: Event) -> None:
    hands, window, code = kiosk.hands, kiosk.hands.window, said(kiosk)
    assert left(kiosk, code) == []
    assert kiosk.traces(code, code.replace("-", "")) == [], "nor where opinions are kept"
    come_back(hands)
    small = [t.text() for t in hands.tiles() if min(t.width(), t.height()) < FEWEST_PX]
    assert small == []
    for sign in code.replace("-", ""):
        hands.touch(sign)
    hands.touch("Eén teken wissen")
    hands.touch(code[-1])
    hands.touch("Zoek mijn mening")
    assert (window.visiting.visit.came.busy, "Een ogenblik." in told(kiosk)) == (True, True)
    found.set()
    hands.written()
    assert SAID in told(kiosk)
    hands.touch("Iets toevoegen")
    space = hands.tile("Spatie")
    assert space.visibleRegion().boundingRect() == space.rect(), "no scrolling to write"
    hands.type_words(MORE)
    hands.touch("Toevoegen")
    hands.written()
    assert "niet worden bewaard" in told(kiosk)
    hands.touch("Toevoegen")
    hands.written()
    assert "Bedankt" in told(kiosk)
    assert MORE in told(kiosk)
    kept = kiosk.store.of_receipt(parse(code))
    assert [each.text for each in kept.additions] == [MORE]
    hands.touch("Mijn mening intrekken")
    hands.touch("Laten staan")
    assert page(kiosk) == Page.MINE
    hands.touch("Mijn mening intrekken")
    hands.touch("Intrekken")
    hands.written()
    assert page(kiosk) == Page.TAKEN
    assert kiosk.store.of_receipt(parse(code)).state == State.WITHDRAWN
    hands.touch("Klaar")
    assert kiosk.traces(SAID, MORE, code) == []
    come_back(hands)
    give(hands, code)
    assert "ingetrokken" in told(kiosk)


def test_who_leaves_in_between_leaves_no_trace_and_guessing_costs_time(kiosk: Kiosk) -> None:
    hands, window, code = kiosk.hands, kiosk.hands.window, said(kiosk)
    come_back(hands)
    give(hands, code)
    assert left(kiosk, code)
    window.visiting.do(back.add_more)
    hands.turn()
    hands.type_words(MORE)
    kiosk.wait_s(61.0)
    kiosk.wait_s(20.0)
    hands.written()
    assert page(kiosk) == Page.ATTRACT
    assert left(kiosk, code) == []
    for _guess in range(5):
        window.visiting.stop()
        come_back(hands)
        give(hands, str(new_receipt()))
    assert "over 60 seconden" in told(kiosk)
    window.visiting.stop()
    come_back(hands)
    assert not hands.tile("Zoek mijn mening").isEnabled()
    for _half in range(2):
        window.visiting.still_here()
        kiosk.wait_s(30.0)
    give(hands, code)
    assert SAID in told(kiosk)
    # Whoever comes next is told nothing that the one before asked for.
    window.returning.take_back()
    window.visiting.stop()
    window.visiting.begin()
    hands.written()
    assert page(kiosk) == Page.LANGUAGE
    assert kiosk.store.of_receipt(parse(code)).state == State.WITHDRAWN
