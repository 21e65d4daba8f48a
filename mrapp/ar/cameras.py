"""Cameras of this machine, through OpenCV."""

import errno
import os
import platform
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from mrapp.ar.frames import Frame
from mrapp.model.ar_errors import (
    CameraBusyError,
    CameraError,
    CameraGoneError,
    CameraMissingError,
    CameraRefusedError,
)

WANTED_PX = (1280, 720)
# Where Linux lists cameras; elsewhere they are only known by number until one is opened.
_LISTED = Path("/sys/class/video4linux")
_DEVICES = Path("/dev")
_NUMBERS_TO_OFFER = 3
# So many in a row that cannot be read: it is no stutter of the driver.
_FAILS = 5
# A driver may wait ten seconds each time before it says that nothing came.
_PATIENCE_S = 3.0


@dataclass(frozen=True)
class CameraName:
    """A camera to choose. name: what its maker calls it, "" where nobody knows before it is on."""

    number: int
    name: str = ""


def cameras(listed: Path = _LISTED) -> tuple[CameraName, ...]:
    """Return the cameras to choose from. None is opened: that would need a yes."""
    if not _on_linux():
        return tuple(CameraName(number) for number in range(_NUMBERS_TO_OFFER))
    # A camera has more nodes than one; the first gives pictures, others tell about them.
    nodes = [node for node in listed.glob("video*") if _line(node / "index") == "0"]
    numbered = [(int(node.name[5:]), node) for node in nodes if node.name[5:].isdecimal()]
    return tuple(CameraName(number, _line(node / "name")) for number, node in sorted(numbered))


def _line(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def why_not(number: int, devices: Path = _DEVICES) -> CameraError:
    """Return why a camera that did not open gives nothing, as far as the system tells."""
    if not _on_linux():
        return CameraBusyError() if number == 0 else CameraMissingError()
    node = devices / f"video{number}"
    try:
        os.close(os.open(node, os.O_RDWR | os.O_NONBLOCK))
    except OSError as error:
        return _REASONS.get(error.errno or 0, CameraMissingError)()
    return CameraBusyError()


_REASONS: Mapping[int, type[CameraError]] = {
    errno.EACCES: CameraRefusedError,
    errno.EPERM: CameraRefusedError,
    errno.EBUSY: CameraBusyError,
}


class CameraSource:
    """A camera. Its pictures are as it gives them, mirrored where it mirrors."""

    live = True

    def __init__(self, number: int) -> None:
        self.number = number
        self._device: cv2.VideoCapture | None = None

    def open(self) -> None:
        """Switch it on, at about 1280 by 720. Raises `CameraError`."""
        # Asked first: OpenCV would only write to the console that it did not work.
        if _on_linux():
            found = why_not(self.number)
            if not isinstance(found, CameraBusyError):
                raise found
        device = cv2.VideoCapture(self.number, _backend())
        if not device.isOpened():
            device.release()
            raise why_not(self.number)
        device.set(cv2.CAP_PROP_FRAME_WIDTH, WANTED_PX[0])
        device.set(cv2.CAP_PROP_FRAME_HEIGHT, WANTED_PX[1])
        # What the driver keeps back is old by the time that it comes.
        device.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        self._device = device
        if not device.read()[0]:
            self.close()
            raise CameraBusyError

    def read(self) -> Frame | None:
        """Return the next picture. Raises `CameraGoneError` where it gives none any more."""
        assert self._device is not None
        begun_s = time.monotonic()
        for _ in range(_FAILS):
            given, pixels = self._device.read()
            now_s = time.monotonic()
            if given and pixels is not None:
                return Frame(np.asarray(pixels, dtype=np.uint8), now_s)
            if now_s - begun_s > _PATIENCE_S:
                break
        raise CameraGoneError

    def stop(self) -> None:
        """Do nothing: a driver cannot be hurried, and gives its next picture soon."""

    def close(self) -> None:
        """Switch it off."""
        device, self._device = self._device, None
        if device is not None:
            device.release()


def _on_linux() -> bool:
    return platform.system() == "Linux"


def _backend() -> int:
    if _on_linux():
        return cv2.CAP_V4L2
    return cv2.CAP_DSHOW if platform.system() == "Windows" else cv2.CAP_ANY
