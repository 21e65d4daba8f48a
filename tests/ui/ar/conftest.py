"""A small town with two tiles in its project, and the camera's window over it."""

from collections.abc import Iterator

import pytest

from mrapp.ui.robot import Robot
from tests.ui.ar.held import GONE, OURS, Bench
from tests.ui.ar.rendered import lay_tiles
from tests.ui.conftest import close_window, open_window
from tests.ui.hands import idle
from tests.ui.small import write_project


@pytest.fixture(scope="module")
def robot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Robot]:
    folder = write_project(tmp_path_factory.mktemp("ar") / "klein")
    lay_tiles(folder, OURS, GONE)
    window = open_window(folder)
    yield Robot(window)
    close_window(window)


@pytest.fixture
def bench(robot: Robot) -> Iterator[Bench]:
    made = Bench(robot)
    yield made
    made.guiding.close()
    robot.window.bench.change_settings(language="nl", text_scale=1.0)
    idle(robot)
