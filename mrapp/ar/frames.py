"""Pictures one after the other, of a camera or in place of one; of those only the newest counts."""

import threading
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from mrapp.model.ar_errors import CameraError, PictureSourceError

Bgr = NDArray[np.uint8]
"""(h, w, 3), as OpenCV has it: blue first."""


@dataclass(frozen=True, eq=False)
class Frame:
    """One picture. at_s: when it was taken, seconds on the source's own clock, never backwards."""

    pixels: Bgr
    at_s: float

    @property
    def size_px(self) -> tuple[int, int]:
        """Width and height."""
        high, wide = self.pixels.shape[:2]
        return wide, high


class FrameSource(Protocol):
    """Where pictures come from. One thread opens, reads and closes it, maybe again and again.

    live: whether it shows what is there now, and so is worth another try after it failed.
    """

    live: bool

    def open(self) -> None:
        """Begin. Raises `PictureSourceError`."""

    def read(self) -> Frame | None:
        """Wait for the next picture and return it; None at the end. Raises `PictureSourceError`."""

    def stop(self) -> None:
        """Let a `read` that only waits for its time give up, for good; for any thread."""

    def close(self) -> None:
        """Let go of it; safe to call twice."""


class Reel:
    """Reads a source in a thread of its own and holds its newest picture, never a queue.

    wrong: what is wrong with the source, None while it gives pictures. ended: whether it came to
    its end. in_use: whether the source is open, or being opened or closed. missed: how many
    pictures were overtaken before anybody took them.
    """

    def __init__(self, source: FrameSource, *, retry_s: float = 2.0) -> None:
        self._source, self._retry_s = source, retry_s
        self._fresh = threading.Condition()
        self._newest: Frame | None = None
        self._stopping = threading.Event()
        self.wrong: PictureSourceError | None = None
        self.ended = self.in_use = False
        self.missed = 0
        self._thread = threading.Thread(target=self._run, name="mrapp-camera", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def take(self, wait_s: float) -> Frame | None:
        """Return the newest picture that was not taken yet, and forget it here; None: none came."""
        with self._fresh:
            self._fresh.wait_for(lambda: self._newest is not None or self._over, wait_s)
            frame, self._newest = self._newest, None
            return frame

    @property
    def _over(self) -> bool:
        return self._stopping.is_set() or self.ended

    @property
    def running(self) -> bool:
        """Whether the source may be open still: a camera's driver may take long to answer."""
        return self._thread.is_alive()

    def stop(self, wait_s: float = 1.0) -> None:
        """End it, and let go of the picture. The source closes once its driver answers."""
        self._stopping.set()
        self._source.stop()
        with self._fresh:
            self._newest = None
            self._fresh.notify_all()
        if self._thread.ident is not None:
            self._thread.join(wait_s)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.in_use = True
            try:
                self._source.open()
                self._read()
            except PictureSourceError as error:
                self._tell(error)
                if not isinstance(error, CameraError) or not self._source.live:
                    self._end()
            finally:
                self._source.close()
                self.in_use = False
            if self.ended or self._stopping.wait(self._retry_s):
                break
        with self._fresh:
            self._newest = None

    def _read(self) -> None:
        while not self._stopping.is_set():
            frame = self._source.read()
            if frame is None:
                self._end()
                return
            self._put(frame)

    def _put(self, frame: Frame) -> None:
        with self._fresh:
            if self._stopping.is_set():
                return
            self.wrong = None
            self.missed += self._newest is not None
            self._newest = frame
            self._fresh.notify_all()

    def _tell(self, error: PictureSourceError) -> None:
        with self._fresh:
            self.wrong = error

    def _end(self) -> None:
        with self._fresh:
            self.ended = True
            self._fresh.notify_all()
