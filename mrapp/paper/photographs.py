"""Photographs and scans as they come from a camera, a telephone or a copier."""

import struct
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.model.texts import Phrase
from mrapp.paper.errors import PhotographUnreadError

Colours = NDArray[np.uint8]
"""(height, width, 3), blue, green, red."""

_MOST_BYTES: Final = 150 * 2**20
_MOST_PIXELS: Final = 250_000_000
_MOST_OF_PNG: Final = 100_000_000  # which is unpacked whole, however small it is wanted
_ENOUGH_PIXELS: Final = 26_000_000
_LEAST_SIDE: Final = 200
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}

_TOO_LARGE = Phrase(nl="het bestand is te groot", en="the file is too large")
_NO_KIND = Phrase(nl="het is geen JPEG of PNG", en="it is no JPEG or PNG")
_BROKEN = Phrase(nl="het bestand is beschadigd", en="the file is damaged")
_TOO_SMALL = Phrase(
    nl="de foto is te klein ({width} bij {height} punten)",
    en="the photograph is too small ({width} by {height} pixels)",
)


def read_photograph(path: Path) -> Colours:
    """Return a photograph, upright as the camera says; very large ones at half the size or less.

    Raises `PhotographUnreadError` in words; OSError where the file cannot be read at all.
    """
    if path.stat().st_size > _MOST_BYTES:
        raise PhotographUnreadError(file=path.name, reason=_TOO_LARGE)
    return decoded(path.read_bytes(), path.name)


def decoded(content: bytes, name: str) -> Colours:
    """Return what is in a file's content; see `read_photograph`."""
    width, height = _size(content, name)
    if min(width, height) < _LEAST_SIDE:
        reason = _TOO_SMALL.filled(width=width, height=height)
        raise PhotographUnreadError(file=name, reason=reason)
    most = _MOST_OF_PNG if content.startswith(_PNG) else _MOST_PIXELS
    if width * height > most:
        raise PhotographUnreadError(file=name, reason=_TOO_LARGE)
    flag = cv2.IMREAD_COLOR
    for smaller in (cv2.IMREAD_REDUCED_COLOR_2, cv2.IMREAD_REDUCED_COLOR_4):
        if width * height > _ENOUGH_PIXELS:
            flag, width, height = smaller, width // 2, height // 2
    try:
        picture = cv2.imdecode(np.frombuffer(content, np.uint8), flag)
    except cv2.error:
        picture = None
    if picture is None:
        raise PhotographUnreadError(file=name, reason=_BROKEN)
    return np.asarray(picture, np.uint8)


def _size(content: bytes, name: str) -> tuple[int, int]:
    """Return width and height as the file's head says, before any of it is unpacked."""
    try:
        if content.startswith(_PNG):
            width, height = struct.unpack_from(">II", content, 16)
            return int(width), int(height)
        if content.startswith(_JPEG):
            return _jpeg_size(content)
    except (struct.error, IndexError):
        raise PhotographUnreadError(file=name, reason=_BROKEN) from None
    raise PhotographUnreadError(file=name, reason=_NO_KIND)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Source: ITU-T T.81, annex B.2."""
    at = 2
    while True:
        while content[at] == 0xFF and content[at + 1] == 0xFF:
            at += 1
        kind = content[at + 1]
        if kind in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return int(width), int(height)
        (size,) = struct.unpack_from(">H", content, at + 2)
        at += 2 + max(int(size), 2)
