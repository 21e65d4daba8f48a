"""A source and a finder of tiles that do what a test says."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mrapp.ar.frames import Bgr, Frame
from mrapp.model.ar_errors import PictureSourceError
from mrapp.model.sightings import Camera, TileSighting

Step = Frame | PictureSourceError | None


def frame(at_s: float, value: int = 0, size_px: tuple[int, int] = (64, 48)) -> Frame:
    """Return a picture of one grey, with its left column white: so that a mirror shows."""
    pixels = np.full((size_px[1], size_px[0], 3), value, np.uint8)
    pixels[:, 0] = 255
    return Frame(pixels, at_s)


@dataclass
class ScriptedSource:
    """Gives what it is told to, one for each `go`; raises errors, and ends at None.

    hangs: while this is not set, its driver does not let go of it.
    """

    live: bool = True
    opened: int = 0
    closed: int = 0
    refuses: list[PictureSourceError] = field(default_factory=list)
    hangs: threading.Event | None = None
    _steps: list[Step] = field(default_factory=list)
    _more: threading.Condition = field(default_factory=threading.Condition)
    _stopped: bool = False

    def go(self, *steps: Step) -> None:
        """Let these come next."""
        with self._more:
            self._steps += steps
            self._more.notify_all()

    def open(self) -> None:
        """Begin, or refuse."""
        self.opened += 1
        if self.refuses:
            raise self.refuses.pop(0)

    def read(self) -> Frame | None:
        """Return what comes next."""
        with self._more:
            self._more.wait_for(lambda: self._steps or self._stopped, 60)
            step = None if self._stopped else self._steps.pop(0)
        if isinstance(step, PictureSourceError):
            raise step
        return step

    def stop(self) -> None:
        """Wait no more."""
        with self._more:
            self._stopped = True
            self._more.notify_all()

    def close(self) -> None:
        """Count it."""
        if self.hangs is not None:
            self.hangs.wait(60)
        self.closed += 1


CAMERA = Camera(64, 48, (60.0, 60.0), (31.5, 23.5))


def camera_of(size_px: tuple[int, int]) -> Camera:
    """Return a camera for pictures of a size."""
    wide, high = size_px
    return Camera(wide, high, (60.0, 60.0), ((wide - 1) / 2.0, (high - 1) / 2.0))


def pose(x: float = 0.0, z: float = 1.0) -> NDArray[np.float64]:
    """Return camera_from_tile for a tile that faces the camera."""
    result = np.diag([1.0, -1.0, -1.0, 1.0])
    result[:3, 3] = x, 0.0, z
    return result


def sighting(
    tags: Sequence[int], text: str | None = None, at: NDArray[np.float64] | None = None
) -> TileSighting:
    """Return a sighting with these tags in a row."""
    square = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]])
    corners = {tag: square + np.array([6.0 * n, 0.0]) for n, tag in enumerate(tags)}
    found = at if len(tags) >= 2 else None
    return TileSighting(corners, text, None, found, quality="good" if found is not None else "none")


@dataclass
class ScriptedEyes:
    """Finds in each picture what a test says; only pictures that are not mirrored have tags."""

    seen: Callable[[Bgr], Sequence[TileSighting]]
    looked: int = 0

    def __call__(self, pixels: Bgr, _camera: Camera, _at_s: float) -> Sequence[TileSighting]:
        """Find what is said to be there."""
        self.looked += 1
        return self.seen(pixels)
