"""What comes at a bad moment, or is about something else: it ends no session and moves nobody."""

from collections.abc import Iterator

import pytest
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.xr.device import Condition, Hand, Happening
from tests.xr.drawing import go_on, hidden_window
from tests.xr.rig.remote import Remote

pytestmark = pytest.mark.headset


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> Iterator[vtkOpenGLRenderWindow]:
    """A window by EGL, so that nothing of a screen is needed."""
    monkeypatch.delenv("DISPLAY", raising=False)
    with hidden_window() as window:
        yield window


def test_a_tick_without_controllers_and_the_move_of_another_space_are_no_matter(
    visitor: Remote, window: vtkOpenGLRenderWindow
) -> None:
    import xr

    from mrapp.xr.openxr.headset import OpenXrHeadset

    del visitor
    device = OpenXrHeadset()
    device.open(window)
    try:
        go_on(device, window, lambda: device.condition is Condition.READY)
        live = device._session
        # It has them until the next poll tells otherwise.
        live.actions.buzz(Hand.LEFT, 0.5, 0.01)
        kind = xr.StructureType.EVENT_DATA_REFERENCE_SPACE_CHANGE_PENDING.value
        for space in (xr.ReferenceSpaceType.LOCAL_FLOOR, xr.ReferenceSpaceType.STAGE):
            moved = xr.EventDataReferenceSpaceChangePending(reference_space_type=space)
            own = space is live._space_kind
            expected = Happening("recentred", "by the runtime") if own else None
            assert live._heard(kind, moved) == expected
        assert live._space_kind in {xr.ReferenceSpaceType.LOCAL_FLOOR, xr.ReferenceSpaceType.STAGE}
    finally:
        device.close()
