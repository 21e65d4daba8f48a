"""Videos and pictures in place of a camera."""

import threading
import time
from pathlib import Path

import cv2
import numpy as np

from mrapp.ar.frames import Bgr, Frame
from mrapp.markers.pictures import ENOUGH_PIXELS, read_colours
from mrapp.model.ar_errors import NoPicturesError, VideoShortError, VideoUnreadableError
from mrapp.model.tile_errors import PictureUnreadError

ENDINGS = (".jpg", ".jpeg", ".png", ".webp")
VIDEO_ENDINGS = (".mp4", ".avi", ".mov", ".mkv", ".webm", ".mjpeg")
# Larger ones show nothing more in a window, and take long to look through.
_LARGEST_SIDE_PX = 1_920
_USUAL_RATE_HZ = 30.0
# A file may tell one more than it has, by how it counts.
_MISCOUNTED = 2
_HEIGHT = cv2.CAP_PROP_FRAME_HEIGHT


class _Pace:
    """Waits until the time of a picture; what is stopped waits no more."""

    def __init__(self) -> None:
        self._begun_s = 0.0
        self._stopped = threading.Event()

    def begin(self) -> None:
        self._begun_s = time.monotonic()

    def until(self, at_s: float) -> None:
        self._stopped.wait(max(0.0, self._begun_s + at_s - time.monotonic()))

    def stop(self) -> None:
        self._stopped.set()


class VideoSource:
    """A video file, as fast as it was taken, or so many times slower."""

    live = False

    def __init__(self, file: Path, slower: float = 1.0) -> None:
        self.file, self._slower = file, slower
        self._video: cv2.VideoCapture | None = None
        self._pace = _Pace()
        self._seen = self._told = 0
        self._rate_hz = _USUAL_RATE_HZ

    def open(self) -> None:
        """Begin at its beginning. Raises `VideoUnreadableError`."""
        video = cv2.VideoCapture(str(self.file)) if self.file.is_file() else None
        if video is None or not video.isOpened():
            raise VideoUnreadableError(file=self.file)
        if video.get(cv2.CAP_PROP_FRAME_WIDTH) * video.get(_HEIGHT) > ENOUGH_PIXELS:
            raise VideoUnreadableError(file=self.file)
        rate_hz = video.get(cv2.CAP_PROP_FPS)
        self._rate_hz = rate_hz if 1.0 <= rate_hz <= 240.0 else _USUAL_RATE_HZ
        self._told = max(int(video.get(cv2.CAP_PROP_FRAME_COUNT)), 0)
        self._video, self._seen = video, 0
        self._pace.begin()

    def read(self) -> Frame | None:
        """Return the next picture at its time. Raises `VideoShortError` where it breaks off."""
        assert self._video is not None
        given, pixels = self._video.read()
        if not given or pixels is None:
            self._check_end()
            return None
        at_s = self._seen / self._rate_hz
        self._seen += 1
        self._pace.until(at_s * self._slower)
        return Frame(smaller(pixels), at_s)

    def _check_end(self) -> None:
        if not self._seen:
            raise VideoUnreadableError(file=self.file)
        if self._seen < self._told - _MISCOUNTED:
            raise VideoShortError(file=self.file, seen=self._seen, told=self._told)

    def stop(self) -> None:
        """Wait no more."""
        self._pace.stop()

    def close(self) -> None:
        """Let go of the file."""
        video, self._video = self._video, None
        if video is not None:
            video.release()


class PicturesSource:
    """The pictures in a folder, by name, each for some seconds, and then from the first again.

    skipped: the names of those that could not be read.
    """

    live = False

    def __init__(self, folder: Path, each_s: float = 3.0) -> None:
        self.folder, self._each_s = folder, each_s
        self.skipped: list[str] = []
        self._files: list[Path] = []
        self._next = self._shown = 0
        self._pace = _Pace()

    def open(self) -> None:
        """Look what is there. Raises `NoPicturesError`."""
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        self._files = sorted(file for file in found if file.suffix.lower() in ENDINGS)
        self._next, self._shown = 0, 0
        self._pace.begin()
        self.skipped = []
        if not self._files:
            raise NoPicturesError(folder=self.folder)

    def read(self) -> Frame | None:
        """Return the next picture at its time. Raises `NoPicturesError` if none can be read."""
        for _ in range(len(self._files)):
            file = self._files[self._next]
            self._next = (self._next + 1) % len(self._files)
            pixels = _read(file)
            if pixels is None:
                if file.name not in self.skipped:
                    self.skipped.append(file.name)
                continue
            at_s = self._shown * self._each_s
            self._shown += 1
            self._pace.until(at_s)
            return Frame(pixels, at_s)
        raise NoPicturesError(folder=self.folder)

    def stop(self) -> None:
        """Wait no more."""
        self._pace.stop()

    def close(self) -> None:
        """Forget the names."""
        self._files = []


def _read(file: Path) -> Bgr | None:
    """Return a picture of any depth and kind as BGR; None where it is none."""
    try:
        return smaller(read_colours(file))
    except PictureUnreadError:
        return None


def smaller(pixels: "cv2.typing.MatLike") -> Bgr:
    """Return a picture with sides that a window can show."""
    high, wide = pixels.shape[:2]
    share = _LARGEST_SIDE_PX / max(high, wide)
    if share < 1.0:
        size = max(round(wide * share), 1), max(round(high * share), 1)
        pixels = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(pixels, dtype=np.uint8)
