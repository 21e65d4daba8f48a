"""A window without a screen, for tests that draw."""

from collections.abc import Iterator

import pytest
from vtkmodules.vtkRenderingCore import vtkRenderWindow

from mrapp.scene.snapshot import offscreen_window


@pytest.fixture
def window(request: pytest.FixtureRequest) -> Iterator[vtkRenderWindow]:
    """Return a window of the size that the tests of a module want, freed after the test."""
    made = offscreen_window()
    made.SetSize(*request.module.SIZE_PX)
    yield made
    made.Finalize()
