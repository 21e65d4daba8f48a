"""The camera's window, with a camera that a test holds."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from mrapp.ar.cameras import CameraName
from mrapp.ar.frames import Frame, FrameSource
from mrapp.ar.looking import Look
from mrapp.model.tiles import TileState
from mrapp.ui.ar.eyes import eyes_of
from mrapp.ui.ar.guiding import Guiding
from mrapp.ui.ar.sources import Eyes, Source
from mrapp.ui.ar.window import ArWindow
from mrapp.ui.robot import Robot
from tests.ar.scripted import ScriptedSource
from tests.ui.ar.rendered import frame, tile

OURS, GONE = tile(), tile("9K3F9Q2M", (21, 22, 23, 24), TileState.REMOVED)


class Bench:
    """A window with a camera that the test holds."""

    def __init__(self, robot: Robot) -> None:
        self.robot = robot
        self.live = True
        self.sources: list[ScriptedSource] = []
        bench = robot.window.bench
        eyes = eyes_of(bench.services)
        held = Eyes(eyes.looker, lambda: (CameraName(0, "Webcam C920"),), self._open, 0.05, 3600.0)
        self.guiding = Guiding(bench, held, robot.window)
        self.at_s = 0.0

    def _open(self, _source: Source) -> FrameSource:
        self.sources.append(ScriptedSource(live=self.live))
        return self.sources[-1]

    @property
    def window(self) -> ArWindow:
        """The window, which is open."""
        assert self.guiding.window is not None
        return self.guiding.window

    def allow(self) -> None:
        """Open it, and say yes to the camera."""
        self.guiding.open()
        self.window.start.click()
        self.window.yes.click()

    def until(self, held: Callable[[], bool]) -> None:
        """Wait for something."""
        self.robot.wait(self.guiding.seeing.shown, held)

    def see(self, *steps: tuple[object, ...], drawn: bool = False) -> Look:
        """Hold the camera over tiles, one picture for each; return the look at the last one."""
        looks: list[Look] = []
        self.guiding.seeing.shown.connect(looks.append)
        for shown, at, *text in steps:
            count, self.at_s = len(looks), self.at_s + 0.05
            self.sources[-1].go(frame(self.at_s, shown, at, *text))  # type: ignore[arg-type]
            self.until(partial(_more, looks, count))
        if drawn:
            tasks = self.robot.window.bench.tasks
            self.robot.wait(tasks.idle, lambda: not tasks.running)
        self.guiding.seeing.shown.disconnect(looks.append)
        return looks[-1]

    def see_frame(self, given: Frame) -> Look:
        """Give the camera one picture; return the look at it."""
        looks: list[Look] = []
        self.guiding.seeing.shown.connect(looks.append)
        self.at_s += 0.05
        self.sources[-1].go(replace(given, at_s=self.at_s))
        self.until(partial(_more, looks, 0))
        self.guiding.seeing.shown.disconnect(looks.append)
        return looks[-1]

    def pixels(self) -> NDArray[np.uint8]:
        """Return what the window shows, (h, w, 3) RGB."""
        image = self.window.picture.image
        assert image is not None
        image = image.convertToFormat(QImage.Format.Format_RGB888)
        rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
        return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def shows(window: ArWindow) -> bool:
    """Return whether there is a picture in the window."""
    return window.picture.image is not None


def _more(looks: list[Look], count: int) -> bool:
    return len(looks) > count
