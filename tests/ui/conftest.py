"""A real window on a small project, on a screen that may be virtual."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mrapp.app.ports import Services
from mrapp.app.settings import KeptInMemory, Settings
from mrapp.bootstrap import build_services
from mrapp.scene.quality import Quality
from mrapp.ui.application import make_window
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import Robot
from tests.ui.kiosks import Kiosk, close_kiosk, open_kiosk, write_kiosk_project
from tests.ui.screen import needs_screen
from tests.ui.small import write_project

Opener = Callable[..., Robot]


def show_window(services: Services | None = None, settings: Settings | None = None) -> MainWindow:
    """Return a window of 1280 by 720 with no project in it."""
    needs_screen()
    # What a window costs here is the drawing; with all care it is drawn in tests/scene.
    store = KeptInMemory(settings or Settings(hints_seen=True, quality=Quality.FAST))
    window = make_window(services or build_services(), store)
    window.resize(1280, 720)
    window.show()
    return window


def open_window(
    project: Path | None, settings: Settings | None = None, services: Services | None = None
) -> MainWindow:
    """Return a window of 1280 by 720 on a project, with all its files in it."""
    window = show_window(services, settings)
    if project is not None:
        window.open(project)
        Robot(window).ready()
    return window


def close_window(window: MainWindow) -> None:
    """Close a window without the question about unsaved changes, and delete it."""
    window.bench.leave()
    window.close()
    window.deleteLater()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project of one test's own."""
    return write_project(tmp_path / "klein")


@pytest.fixture
def robot(project: Path) -> Iterator[Robot]:
    """Hands and eyes for a window on a project of the test's own."""
    window = open_window(project)
    yield Robot(window)
    close_window(window)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Robot]:
    """The same, shared by tests that leave everything as they found it."""
    window = open_window(write_project(tmp_path_factory.mktemp("shared") / "klein"))
    # Threads that live as long as the window begin here, and not in the middle of a test.
    window.saving.save()
    robot = Robot(window)
    robot.wait(window.bench.tasks.idle, lambda: not window.bench.tasks.running)
    window.parts.view.notices.clear()
    yield robot
    close_window(window)


@pytest.fixture
def kiosk_project(tmp_path: Path) -> Path:
    """A small project with all kinds of questions."""
    return write_kiosk_project(tmp_path / "klein")


@pytest.fixture
def kiosk(kiosk_project: Path, tmp_path: Path) -> Iterator[Kiosk]:
    """A kiosk at which nobody is."""
    opened = open_kiosk(kiosk_project, tmp_path / "store")
    yield opened
    close_kiosk(opened)
