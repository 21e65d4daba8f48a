"""What a visitor sees at last, and what becomes of mrapp when another program comes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.xr.device import Condition, Hand, HandState, Headset
from tests.ui.screen import needs_screen
from tests.xr.drawing import ANOTHER_PROGRAM, SKY, go_on, hidden_window
from tests.xr.rig import inside
from tests.xr.rig.control import give_controllers, program, show
from tests.xr.rig.packages import Prefix
from tests.xr.rig.remote import Remote
from tests.xr.rig.screen import screenshot
from tests.xr.rig.service import Service

pytestmark = pytest.mark.headset

SCREEN_PART = 0.2
"""How much of the screen is surely sky: the window fills half its width and half its height."""


@pytest.mark.parametrize("runtime", [("remote", "window")], indirect=True)
@pytest.mark.usefixtures("runtime")
def test_what_is_drawn_comes_to_the_visitor_in_its_own_colour(tmp_path: Path) -> None:
    needs_screen()
    sky = tuple(round(255 * part) for part in SKY)

    def is_sky() -> bool:
        screenshot(tmp_path / "screen.png")
        with Image.open(tmp_path / "screen.png") as picture:
            colours = picture.convert("RGB").getcolors(picture.width * picture.height)
            assert colours is not None
            count = {colour: count for count, colour in colours}.get(sky, 0)
            return count > SCREEN_PART * picture.width * picture.height

    with _focused() as (device, window):
        go_on(device, window, is_sky)


def test_another_program_takes_the_eyes_and_gives_them_back(
    runtime: Service, debian: Prefix
) -> None:
    us = os.getpid()
    with _focused() as (device, window), inside.start(debian, "-c", ANOTHER_PROGRAM) as other:
        go_on(device, window, lambda: device.condition is Condition.READY)
        assert not program(runtime, us).seen
        assert program(runtime, other.pid).focused
        show(runtime, us)
        go_on(device, window, lambda: device.condition is Condition.FOCUSED)
        assert other.stdin is not None
        other.stdin.close()
        go_on(device, window, lambda: other.poll() is not None)
        assert other.returncode == 0
        assert device.condition is Condition.FOCUSED


def test_the_controllers_are_taken_and_given_back(runtime: Service, visitor: Remote) -> None:
    visitor.right(trigger=1.0)
    with _focused() as (device, window):
        go_on(device, window, lambda: _right(device).trigger == 1.0)
        give_controllers(runtime, os.getpid(), given=False)
        go_on(device, window, lambda: not _right(device).present)
        assert device.condition is Condition.FOCUSED
        give_controllers(runtime, os.getpid(), given=True)
        go_on(device, window, lambda: _right(device).trigger == 1.0)


@contextmanager
def _focused() -> Iterator[tuple[Headset, vtkOpenGLRenderWindow]]:
    # Late: its library takes a second, also where these tests skip.
    from mrapp.xr.openxr.headset import OpenXrHeadset

    device = OpenXrHeadset()
    with hidden_window() as window:
        device.open(window)
        try:
            go_on(device, window, lambda: device.condition is Condition.FOCUSED)
            yield device, window
        finally:
            device.close()


def _right(device: Headset) -> HandState:
    frame = device.wait()
    hand = device.inputs(frame).hands[Hand.RIGHT]
    device.submit(frame)
    return hand
