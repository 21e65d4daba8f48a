"""One window for the tests of a file: each leaves it as it found it."""

import threading
from collections.abc import Iterator

import pytest

from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.robot import Robot
from mrapp.ui.tiles.studio import TileStudio
from tests.ui.tiles.hands import leave_as_found, open_studio

_QUICK = 2


@pytest.fixture(scope="module")
def robot(shared: Robot) -> Robot:
    """Hands and eyes for the window, whose threads for quick tasks have all begun."""
    all_there = threading.Barrier(_QUICK)
    errors: list[MrappError] = []
    for _ in range(_QUICK):
        shared.window.bench.tasks.start(
            Phrase(nl="beginnen", en="beginning"),
            lambda _progress, _cancelled: all_there.wait(30),
            lambda _number: None,
            errors.append,
            quick=True,
        )
    shared.idle()
    assert errors == []
    return shared


@pytest.fixture
def studio(robot: Robot) -> Iterator[TileStudio]:
    """The studio on a project without tiles."""
    studio = open_studio(robot)
    yield studio
    leave_as_found(robot, studio)
