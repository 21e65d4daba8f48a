"""Coming back to a kiosk with a code: what leads where, and what stays until an answer comes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from mrapp.app.kiosk import coming_back as back
from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.came_back import CameBack
from mrapp.app.kiosk.visit import Page, Patience, Visit
from mrapp.app.remarks.keeping import Kept, State
from mrapp.app.remarks.making import addition_of
from mrapp.app.syncing import Became
from mrapp.model.remark import Channel, new_id
from mrapp.model.texts import Notice, Phrase

NOW = datetime(2026, 12, 3, 19, 0, tzinfo=UTC)
KEPT = Kept(1, new_id(), NOW, State.WAITING, None)
WHY = Notice(Phrase(nl="de schijf is vol", en="the disk is full"))
SHOWN = Became("shown")
CODE = "K7QM-3XWT-9PRD-5HJA"


def at_code(visit: Visit | None = None) -> Visit:
    """Somebody who gave a code."""
    visit = back.begin(visit or kiosk.begin(Visit(), 5.0))
    for end in range(len(CODE) + 1):
        visit = back.give_code(visit, CODE[:end].lower().replace("1", "l"))
    return visit


def test_a_code_is_shown_as_it_is_printed_however_it_is_typed() -> None:
    assert at_code().came.code == CODE
    assert back.give_code(at_code(), "o0-iL u\u00e9*8").came.code == "0011-V8"
    assert back.give_code(at_code(), CODE * 3).came.code == CODE


def test_from_the_code_to_the_opinion_to_more_and_away() -> None:
    visit = back.found(back.asked(at_code()), KEPT, SHOWN)
    assert (visit.page, visit.came) == (Page.MINE, CameBack(code=CODE, kept=KEPT, became=SHOWN))
    visit = back.say_more(back.add_more(visit), "En een kraan")
    assert kiosk.go_back(visit).page == Page.MINE
    addition = addition_of(visit.came.more, "nl", Channel.KIOSK, NOW)(KEPT.id)
    visit = back.added(back.asked(visit), addition)
    assert visit.came.kept == replace(KEPT, additions=(addition,))
    assert (visit.page, visit.came.more, visit.came.told is None) == (Page.MINE, "", False)
    visit = back.doubt(visit)
    assert (kiosk.go_back(visit).page, visit.came.told) == (Page.MINE, None)
    visit = back.taken(back.asked(visit))
    assert (visit.page, visit.came) == (Page.TAKEN, CameBack())
    assert kiosk.finish(visit) == Visit(touched_s=5.0)


def test_while_the_store_is_asked_nothing_changes_under_it() -> None:
    visit = back.asked(back.add_more(back.found(at_code(), KEPT, SHOWN)))
    for act in (
        kiosk.go_back,
        lambda it: back.say_more(it, "x"),
        lambda it: back.give_code(it, ""),
    ):
        assert act(visit) == visit
    visit = back.refused(visit, WHY)
    assert (visit.page, visit.came.busy, visit.came.told) == (Page.MORE, False, WHY)
    assert back.say_more(visit, "x").came.told is None


def test_who_does_nothing_is_forgotten_with_the_code() -> None:
    patience = Patience(60.0, 20.0)
    assert kiosk.tick(at_code(), 85.0, patience) == Visit(touched_s=5.0)


@pytest.mark.parametrize("page", [Page.THANKS, Page.MINE])
def test_there_is_more_time_to_copy_a_code(page: Page) -> None:
    visit, patience = Visit(page=page, touched_s=100.0), Patience(60.0, 20.0, receipt_s=120.0)
    idle_s = 120.0 if page == Page.THANKS else 60.0
    assert kiosk.stays_s(visit, 110.0, patience) == idle_s + 10
    assert kiosk.countdown_s(visit, 99.9 + idle_s, patience) is None
    assert kiosk.countdown_s(visit, 100.0 + idle_s, patience) == 20
    assert kiosk.tick(visit, 120.0 + idle_s, patience).page == Page.ATTRACT
