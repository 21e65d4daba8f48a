"""Where keeping an opinion from a headset fails, is doubted, or cannot be begun."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QObject

from mrapp.app.headset.telling import Page
from mrapp.app.remarks.keeping import Kept
from mrapp.bootstrap import build_services
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.ui.headset.aside import HandingOn, put_back, set_aside
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.robot import Robot
from mrapp.xr.simulated import HandClock, SimulatedHeadset
from tests.app.kept_in_memory import MemoryStores
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.headset.conftest import begin_threads, desk_of
from tests.ui.headset.visitor import Visitor, say
from tests.ui.kiosks import FULL, write_kiosk_project
from tests.ui.pretended_sound import PretendedSound

pytestmark = pytest.mark.window


@dataclass
class Failing:
    """A visitor at a window whose store a test lets fail. since: what was kept in it before."""

    visitor: Visitor
    robot: Robot
    stores: MemoryStores
    since: int

    @property
    def kept(self) -> list[Kept]:
        """What was kept in this test."""
        return list(self.stores.store.kept())[self.since :]


@pytest.fixture(scope="module")
def frail(
    tmp_path_factory: pytest.TempPathFactory, sound: PretendedSound
) -> Iterator[tuple[Robot, MemoryStores]]:
    """A window with a store that can be told to fail."""
    stores = MemoryStores()
    services = replace(build_services(), remarks=stores, sound=sound)
    project = write_kiosk_project(tmp_path_factory.mktemp("frail") / "klein")
    robot = Robot(open_window(project, services=services))
    begin_threads(robot)
    yield robot, stores
    close_window(robot.window)


@pytest.fixture
def failing(frail: tuple[Robot, MemoryStores]) -> Iterator[Failing]:
    """A visitor there."""
    robot, stores = frail
    desk = desk_of(robot)
    desk.next_visitor()
    idle(robot)
    yield Failing(Visitor(desk), robot, stores, stores.store.count())
    desk.speaking.forget()
    idle(robot)
    desk.end()
    desk.deleteLater()


UP_TO_KEEPING = ("theme:green", "on", "answer:never", *["on"] * 8)


def test_a_full_disk_is_told_and_trying_again_keeps_it_once(failing: Failing) -> None:
    visitor, robot, store = failing.visitor, failing.robot, failing.stores.store
    say(visitor, *UP_TO_KEEPING)
    store.trouble = RemarkNotKeptError(reason=FULL)
    visitor.press("keep")
    idle(robot)
    assert visitor.reads("Uw mening is nog niet bewaard")
    assert visitor.reads("de schijf is vol")
    store.late_trouble = RemarkNotKeptError(reason=FULL)
    visitor.press("try-again")
    idle(robot)
    visitor.press("try-again")
    idle(robot)
    (receipt,) = visitor.receipts
    assert visitor.reads(receipt.replace("-", " - "))
    assert len(failing.kept) == 1


def test_what_is_taken_back_while_it_is_being_kept_is_withdrawn(failing: Failing) -> None:
    visitor, robot = failing.visitor, failing.robot
    for late in (False, True):
        say(visitor, *UP_TO_KEEPING, "keep", "forget")
        if late:
            # It is kept by the time that they make up their mind.
            idle(robot)
        visitor.press("forget-now")
        idle(robot)
        assert visitor.desk.speaking.telling.page is Page.NONE
    assert [each.remark for each in failing.kept] == [None, None]


def test_who_doubts_in_vain_is_thanked_and_who_is_gone_is_kept(failing: Failing) -> None:
    visitor, robot = failing.visitor, failing.robot
    say(visitor, *UP_TO_KEEPING, "keep", "forget")
    idle(robot)
    visitor.press("keep-on")
    assert visitor.reads(visitor.receipts[0].replace("-", " - "))
    visitor.press("done")
    say(visitor, *UP_TO_KEEPING, "keep")
    visitor.desk.next_visitor()
    idle(robot)
    assert not visitor.desk.speaking.telling.begun
    assert [each.remark is not None for each in failing.kept] == [True, True]
    assert len(visitor.receipts) == 2


def test_without_a_store_nobody_begins(failing: Failing) -> None:
    window = failing.robot.window
    shut = StoreDoor(window.bench, window.parts.view.city, window)
    desk = HeadsetDesk(window.bench, failing.robot.session, shut, window)
    desk.begin()
    desk.menu_button()
    visitor = Visitor(desk)
    assert "say" not in visitor.can_press()["menu"]
    assert visitor.reads("Nu kan er niets bewaard worden.")
    desk.end()
    for each in (desk, shut):
        each.deleteLater()


def test_who_is_ended_while_it_is_kept_and_it_fails_can_be_taken_back_and_staff_hear_of_it(
    failing: Failing,
) -> None:
    visitor, robot, store = failing.visitor, failing.robot, failing.stores.store
    desk, heard = visitor.desk, list[object]()
    desk.missed.connect(heard.append)
    say(visitor, *UP_TO_KEEPING)
    store.late_trouble = RemarkNotKeptError(reason=FULL)
    visitor.press("keep")
    aside = set_aside(desk, robot.session, None, 0.0)
    desk.next_visitor()
    idle(robot)
    assert [type(each) for each in heard] == [RemarkNotKeptError]
    put_back(desk, robot.session, aside)
    assert visitor.reads("Uw mening is nog niet bewaard")
    visitor.press("try-again")
    idle(robot)
    assert len(visitor.receipts) == 1
    assert len(failing.kept) == 1, "it is tried as it was, and is there once"


def test_nothing_of_who_is_gone_stays_in_memory(failing: Failing) -> None:
    visitor, robot = failing.visitor, failing.robot
    desk, parent = visitor.desk, QObject()
    for kept in (True, False):
        say(visitor, *UP_TO_KEEPING)
        seen = desk.speaking.telling.seen
        assert seen is not None
        assert seen.picture is not None
        picture = weakref.ref(seen.picture)
        del seen
        if not kept:
            failing.stores.store.trouble = RemarkNotKeptError(reason=FULL)
        visitor.press("keep")
        idle(robot)
        handing = HandingOn(parent)
        handing.hold(set_aside(desk, robot.session, None, 0.0))
        desk.next_visitor()
        idle(robot)
        handing.forget()
        gc.collect()
        assert picture() is None
    parent.deleteLater()


def test_what_was_being_kept_when_the_headset_ended_gives_its_code_and_is_not_offered_again(
    frail: tuple[Robot, MemoryStores],
) -> None:
    robot, stores = frail
    guiding, count = robot.window.headset.guiding, stores.store.count()

    def make() -> SimulatedHeadset:
        return SimulatedHeadset(clock=HandClock(), eye_px=(64, 64), rate=20.0)

    for trouble in (False, True):
        guiding.open()
        guiding.begin(make)
        assert guiding.visiting is not None
        assert guiding.shown is not None
        say(Visitor(guiding.visiting.desk), *UP_TO_KEEPING)
        if trouble:
            stores.store.trouble = RemarkNotKeptError(reason=FULL)
        Visitor(guiding.visiting.desk).press("keep")
        guiding.runner.stop()
        idle(robot)
        told = guiding.shown.news.text()
        assert ("schijf is vol" if trouble else "Geef de bezoeker de code mee") in told
        assert stores.store.count() == count + 1
        assert len(stores.store.kept_drafts) == int(trouble), "only what is not kept is a draft"
    guiding.begin(make)
    idle(robot)
    assert guiding.visiting is not None
    assert guiding.visiting.desk.speaking.telling.page is Page.RECOVERED
    guiding.visiting.desk.next_visitor()
    idle(robot)
    assert stores.store.kept_drafts == {}
    guiding.close()


def test_an_opinion_is_given_at_the_session_that_the_facilitator_chose(
    frail: tuple[Robot, MemoryStores],
) -> None:
    robot, stores = frail
    guiding = robot.window.headset.guiding
    guiding.open()
    assert guiding.shown is not None
    choice = guiding.shown.events.choice
    assert choice.isVisibleTo(guiding.shown)
    evening = robot.session.project.events[-1].id
    choice.setCurrentIndex(choice.findData(evening))
    choice.activated.emit(choice.currentIndex())
    guiding.begin(lambda: SimulatedHeadset(clock=HandClock(), eye_px=(64, 64), rate=20.0))
    assert guiding.visiting is not None
    assert guiding.shown.focusWidget() is guiding.shown.buttons["panels"], "no setting by mistake"
    visitor = Visitor(guiding.visiting.desk)
    for event in (evening, None):
        say(visitor, *UP_TO_KEEPING, "keep")
        idle(robot)
        remark = stores.store.kept()[-1].remark
        assert remark is not None
        assert remark.event == event
        visitor.press("done")
        choice.setCurrentIndex(0)
        choice.activated.emit(0)
    guiding.close()
