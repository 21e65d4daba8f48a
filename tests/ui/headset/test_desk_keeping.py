"""Where keeping an opinion from a headset fails, is doubted, or cannot be begun."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from mrapp.app.headset.telling import Page
from mrapp.app.remarks.keeping import Kept
from mrapp.bootstrap import build_services
from mrapp.model.remark_errors import RemarkNotKeptError
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.robot import Robot
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
