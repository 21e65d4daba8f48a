"""Pictures and videos by others as grey pixels: looked at before they are unpacked, and bounded.

Sources: PNG (Third Edition), W3C; JPEG, ITU-T T.81, annex B; WebP container (RFC 9649); Exif 3.0,
JEITA CP-3451F.
"""

import errno
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.model.system import reason_of
from mrapp.model.texts import Phrase
from mrapp.model.tile_errors import PictureUnreadError

Grey = NDArray[np.uint8]

MOST_BYTES: Final = 300 * 2**20
MOST_PIXELS: Final = 400_000_000  # of a JPEG, which is unpacked smaller
MOST_WHOLE: Final = 100_000_000  # of any other, which is unpacked as it is
ENOUGH_PIXELS: Final = 25_000_000

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BARE_MARKERS = {0x01, *range(0xD0, 0xDA), 0xFF}
_EXIF_PART, _FOCAL_35 = 0x8769, 0xA405
_VIDEOS = {".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mjpeg", ".mjpg"}
_REDUCED = {
    1: cv2.IMREAD_GRAYSCALE,
    2: cv2.IMREAD_REDUCED_GRAYSCALE_2,
    4: cv2.IMREAD_REDUCED_GRAYSCALE_4,
    8: cv2.IMREAD_REDUCED_GRAYSCALE_8,
}

_TOO_LARGE = Phrase(
    nl="het is te groot ({width} bij {height} beeldpunten); maak het eerst kleiner",
    en="it is too large ({width} by {height} pixels); make it smaller first",
)
_TOO_HEAVY = Phrase(nl="het bestand is groter dan 300 MB", en="the file is larger than 300 MB")
_NO_KIND = Phrase(
    nl="het is geen JPEG, PNG of WebP; bewaar het eerst zo",
    en="it is no JPEG, PNG or WebP; save it as one first",
)
_BROKEN = Phrase(
    nl="het bestand is beschadigd of houdt te vroeg op", en="the file is damaged or ends too early"
)
_NO_VIDEO = Phrase(
    nl="er is geen beeld uit te lezen; is het wel een video?",
    en="no frame can be read from it; is it a video?",
)


@dataclass(frozen=True, eq=False)
class ReadPicture:
    """A picture, upright. shrunk: how many times smaller than in the file.

    focal_35mm: the focal length on 35 mm film that the camera noted, None where it did not.
    """

    grey: Grey
    shrunk: int = 1
    focal_35mm: float | None = None


@dataclass(frozen=True)
class _Head:
    width: int
    height: int
    exif: bytes = b""


@dataclass(eq=False)
class Video:
    """The frames of a video file. `read`: how many there were; `cut_short`: fewer than it says."""

    path: Path
    read: int = 0
    cut_short: bool = False
    seconds: list[float] = field(default_factory=list)

    def frames(self) -> Iterator[Grey]:
        """Yield the frames in grey, with their times in `seconds`.

        Raises `PictureUnreadError` where there is none, or where they are too large.
        """
        if not self.path.is_file():
            missing = reason_of(FileNotFoundError(errno.ENOENT, ""))
            raise PictureUnreadError(file=self.path.name, reason=missing)
        capture = cv2.VideoCapture(str(self.path))
        try:
            size = [int(capture.get(each)) for each in (cv2.CAP_PROP_FRAME_WIDTH, _HEIGHT)]
            if size[0] * size[1] > ENOUGH_PIXELS:
                reason = _TOO_LARGE.filled(width=size[0], height=size[1])
                raise PictureUnreadError(file=self.path.name, reason=reason)
            told = capture.get(cv2.CAP_PROP_FRAME_COUNT)
            while True:
                there, frame = capture.read()
                if not there or frame is None:
                    break
                self.read += 1
                self.seconds.append(capture.get(cv2.CAP_PROP_POS_MSEC) / 1000)
                yield np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2GRAY), np.uint8)
        finally:
            capture.release()
        if self.read == 0:
            raise PictureUnreadError(file=self.path.name, reason=_NO_VIDEO)
        self.cut_short = self.read < told - 1


_HEIGHT = cv2.CAP_PROP_FRAME_HEIGHT


def is_video(path: Path) -> bool:
    """Tell by its name whether a file is a video."""
    return path.suffix.lower() in _VIDEOS


def read_picture(path: Path) -> ReadPicture:
    """Return the picture in a file.

    Very large JPEGs are read at a half, a quarter or an eighth. Raises `PictureUnreadError`, in
    words, for any file that gives no picture.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureUnreadError(file=path.name, reason=_TOO_HEAVY)
        content = path.read_bytes()
    except OSError as error:
        raise PictureUnreadError(file=path.name, reason=reason_of(error)) from error
    return decoded(content, path.name)


def decoded(content: bytes, name: str) -> ReadPicture:
    """Return the picture in a file's content; see `read_picture`."""
    try:
        head = _head(content)
    except (struct.error, IndexError):
        raise PictureUnreadError(file=name, reason=_BROKEN) from None
    if head is None:
        raise PictureUnreadError(file=name, reason=_NO_KIND)
    pixels = head.width * head.height
    is_jpeg = content.startswith(_JPEG)
    if not 0 < pixels <= (MOST_PIXELS if is_jpeg else MOST_WHOLE):
        reason = _TOO_LARGE.filled(width=head.width, height=head.height) if pixels else _BROKEN
        raise PictureUnreadError(file=name, reason=reason)
    shrunk = 1
    while is_jpeg and shrunk < 8 and pixels / shrunk**2 > ENOUGH_PIXELS:
        shrunk *= 2
    grey = _unpacked(content, shrunk)
    if grey is None:
        raise PictureUnreadError(file=name, reason=_BROKEN)
    return ReadPicture(grey, shrunk, _focal_35mm(head.exif))


def _unpacked(content: bytes, shrunk: int) -> Grey | None:
    data = np.frombuffer(content, np.uint8)
    try:
        if content.startswith(_JPEG):
            found = cv2.imdecode(data, _REDUCED[shrunk])
        else:
            found = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    except cv2.error:
        return None
    return None if found is None else _in_grey(np.asarray(found))


def _in_grey(found: NDArray[np.generic]) -> Grey | None:
    """Grey of eight bits; what is clear shows white, as paper does."""
    if found.dtype == np.uint16:
        found = (found >> 8).astype(np.uint8)  # type: ignore[operator]
    pixels = np.asarray(found)
    if pixels.dtype != np.uint8 or not pixels.size:
        return None
    if pixels.ndim == 2:
        return np.asarray(pixels, np.uint8)
    if pixels.shape[2] == 4:
        share = pixels[..., 3:].astype(np.float32) / 255
        whole = pixels[..., :3] * share + 255 * (1 - share)
        pixels = np.asarray(whole + 0.5, np.uint8)
    return np.asarray(cv2.cvtColor(np.asarray(pixels, np.uint8), cv2.COLOR_BGR2GRAY), np.uint8)


def _head(content: bytes) -> _Head | None:
    """What the file's head says of the picture; None where it is no kind that is read here."""
    if content.startswith(_PNG):
        width, height = struct.unpack_from(">II", content, 16)
        return _Head(width, height)
    if content.startswith(_JPEG):
        return _jpeg_head(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return _webp_head(content)
    return None


def _jpeg_head(content: bytes) -> _Head:
    at, exif, size = 2, b"", (0, 0)
    while size == (0, 0):
        if content[at] != 0xFF:
            raise IndexError
        marker = content[at + 1]
        if marker in _BARE_MARKERS:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        said = content[at + 4 : at + 2 + length]
        if marker == 0xE1 and said.startswith(b"Exif\0\0"):
            exif = said[6:]
        elif marker in _FRAMES:
            height, width = struct.unpack_from(">HH", said, 1)
            size = (width, height)
        at += 2 + length
    return _Head(*size, exif)


def _webp_head(content: bytes) -> _Head:
    kind = content[12:16]
    if kind == b"VP8X":
        width = 1 + int.from_bytes(content[24:27], "little")
        height = 1 + int.from_bytes(content[27:30], "little")
    elif kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", content, 21)
        width, height = 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    else:
        width, height = (each & 0x3FFF for each in struct.unpack_from("<HH", content, 26))
    return _Head(width, height)


def _focal_35mm(exif: bytes) -> float | None:
    """Return the focal length on 35 mm film that Exif tells, millimetres."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        inner = _entry(exif, order, first, _EXIF_PART)
        focal = _entry(exif, order, inner, _FOCAL_35) if inner else None
    except struct.error:
        return None
    return float(focal) if focal and 5 <= focal <= 2000 else None


def _entry(exif: bytes, order: str, at: int, wished: int) -> int | None:
    """Return a whole number of a list of Exif's; raises struct.error where that is cut off."""
    (count,) = struct.unpack_from(f"{order}H", exif, at)
    for number in range(count):
        tag, kind = struct.unpack_from(f"{order}HH", exif, at + 2 + 12 * number)
        if tag == wished and kind in (3, 4):
            (value,) = struct.unpack_from(f"{order}{'HI'[kind - 3]}", exif, at + 10 + 12 * number)
            return int(value)
    return None
