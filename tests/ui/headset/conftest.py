"""A window with a project of all kinds of questions, and a visitor with a headset at its desk."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from mrapp.bootstrap import build_services
from mrapp.feedback.feelings import FolderFeelings
from mrapp.feedback.stores import FolderStores
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.robot import Robot
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.headset.visitor import GLANCE, Visitor
from tests.ui.kiosks import write_kiosk_project
from tests.ui.pretended_sound import PretendedSound


@pytest.fixture(scope="module")
def sound() -> PretendedSound:
    """A microphone that a test leads."""
    return PretendedSound()


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory, sound: PretendedSound) -> Iterator[Robot]:
    """The facilitator's window, with a store on disk; shared by the tests of a file."""
    folder = tmp_path_factory.mktemp("headset")
    stores = FolderStores(folder / "said")
    feelings = FolderFeelings(folder / "said")
    services = replace(build_services(), remarks=stores, sound=sound, feelings=feelings)
    robot = Robot(open_window(write_kiosk_project(folder / "klein"), services=services))
    begin_threads(robot)
    yield robot
    close_window(robot.window)


def begin_threads(robot: Robot) -> None:
    """Begin the threads that live as long as the window, and not in the middle of a test."""
    idle(robot)
    tasks, both = robot.window.bench.tasks, threading.Barrier(2)
    for quick in (True, True, False, False):
        tasks.start(_BEGINNING, lambda *_: both.wait(30.0), lambda _n: None, _not, quick=quick)
    idle(robot)


_BEGINNING = Phrase(nl="Beginnen", en="Beginning")


def _not(error: MrappError) -> None:
    raise error


def desk_of(robot: Robot) -> HeadsetDesk:
    """Return a desk at which nobody is yet."""
    window = robot.window
    return HeadsetDesk(window.bench, robot.session, window.door, window, lambda: GLANCE)


@pytest.fixture
def visitor(beside: Robot, sound: PretendedSound) -> Iterator[Visitor]:
    """A visitor who has just put the headset on; nothing is left of the ones before."""
    sound.recordings.clear()
    sound.absent = False
    desk = desk_of(beside)
    desk.next_visitor()
    idle(beside)
    yield Visitor(desk)
    desk.speaking.forget()
    idle(beside)
    desk.end()
    desk.deleteLater()
