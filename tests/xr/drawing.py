"""What tests of a device share: a hidden window that draws, and a loop that uses the device."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from vtkmodules.vtkRenderingCore import vtkRenderer
from vtkmodules.vtkRenderingOpenGL2 import vtkOpenGLRenderWindow

from mrapp.xr import hidden
from mrapp.xr.device import BlendMode, Frame, Happening, Headset, Quad

SIZE = (96, 64)
PATIENCE_S = 30.0
"""How long at most to wait for what must come: long, for other programs may hold it up."""
SKY = (0.2, 0.4, 0.6)

ANOTHER_PROGRAM = """
import select, sys
from mrapp.xr.openxr.headset import OpenXrHeadset
from tests.xr.drawing import go_on, hidden_window

device = OpenXrHeadset()
with hidden_window() as window:
    device.open(window)
    go_on(device, window, lambda: bool(select.select([sys.stdin], [], [], 0)[0]))
    device.close()
"""
"""A program that shows itself in a headset until its standard input ends."""


@contextmanager
def hidden_window(size_px: tuple[int, int] = SIZE) -> Iterator[vtkOpenGLRenderWindow]:
    """A window that nobody sees, with its context current; it draws nothing but the sky."""
    with hidden.hidden_window(size_px) as window:
        renderer = vtkRenderer()
        renderer.SetBackground(*SKY)
        window.AddRenderer(renderer)
        yield window


def frame_of(
    device: Headset,
    window: vtkOpenGLRenderWindow,
    size_px: tuple[int, int] = SIZE,
    quads: tuple[Quad, ...] = (),
    blend: BlendMode = BlendMode.OPAQUE,
) -> Frame:
    """Make one frame as the loop of the application does."""
    frame = device.wait()
    if frame.seen:
        for eye in range(len(frame.eyes)):
            window.Render()
            device.take_eye(frame, eye, window, size_px)
    device.submit(frame, quads, blend)
    return frame


def go_on(
    device: Headset,
    window: vtkOpenGLRenderWindow,
    until: Callable[[], bool],
) -> list[Happening]:
    """Use a device until something is so; returns what came about."""
    happened: list[Happening] = []
    ends = time.monotonic() + PATIENCE_S
    while time.monotonic() < ends:
        happened += device.poll()
        if until():
            return happened
        if device.running:
            frame_of(device, window)
        else:
            time.sleep(0.001)
    raise AssertionError(f"never so; {device.condition}, {happened}")
