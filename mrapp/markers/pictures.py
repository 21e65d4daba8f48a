"""Pictures and videos by others: looked at before they are unpacked, and bounded.

The one reader of pictures in which tiles or forms are looked for, grey or in colours.

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
Colours = NDArray[np.uint8]
"""(height, width, 3), blue, green, red."""

MOST_BYTES: Final = 300 * 2**20
MOST_PIXELS: Final = 400_000_000  # of a JPEG that is unpacked smaller, row by row
MOST_WHOLE: Final = 100_000_000  # of any other, which lies in memory whole first
ENOUGH_PIXELS: Final = 26_000_000

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_BY_ROWS = {0xC0, 0xC1}  # any other frame (progressive) tells of all rows before one is whole
_BAND = 256  # rows that are turned into plain pixels together
_BARE_MARKERS = {0x01, *range(0xD0, 0xDA), 0xFF}
_EXIF_PART, _FOCAL_35 = 0x8769, 0xA405
_VIDEOS = {".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm", ".mjpeg", ".mjpg"}
_REDUCED = {
    1: (cv2.IMREAD_GRAYSCALE, cv2.IMREAD_COLOR),
    2: (cv2.IMREAD_REDUCED_GRAYSCALE_2, cv2.IMREAD_REDUCED_COLOR_2),
    4: (cv2.IMREAD_REDUCED_GRAYSCALE_4, cv2.IMREAD_REDUCED_COLOR_4),
    8: (cv2.IMREAD_REDUCED_GRAYSCALE_8, cv2.IMREAD_REDUCED_COLOR_8),
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
    by_rows: bool = False


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

    Very large ones are read at a half, a quarter or an eighth. Raises `PictureUnreadError`, in
    words, for any file that gives no picture.
    """
    return decoded(_content(path), path.name)


def read_colours(path: Path) -> Colours:
    """Return the picture in a file, in colours; otherwise as `read_picture`."""
    return decoded_colours(_content(path), path.name)


def decoded(content: bytes, name: str) -> ReadPicture:
    """Return the picture in a file's content; see `read_picture`."""
    head, shrunk = _bounded(content, name)
    grey = _unpacked(content, name, shrunk, colours=False)
    return ReadPicture(grey, shrunk, _focal_35mm(head.exif))


def decoded_colours(content: bytes, name: str) -> Colours:
    """Return the picture in a file's content, in colours; see `read_picture`."""
    _, shrunk = _bounded(content, name)
    return _unpacked(content, name, shrunk, colours=True)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise PictureUnreadError(file=path.name, reason=_TOO_HEAVY)
        return path.read_bytes()
    except OSError as error:
        raise PictureUnreadError(file=path.name, reason=reason_of(error)) from error


def _bounded(content: bytes, name: str) -> tuple[_Head, int]:
    """Return what a picture's head says, and how many times smaller it has to be."""
    try:
        head = _head(content)
    except (struct.error, IndexError):
        raise PictureUnreadError(file=name, reason=_BROKEN) from None
    if head is None:
        raise PictureUnreadError(file=name, reason=_NO_KIND)
    pixels = head.width * head.height
    if not 0 < pixels <= (MOST_PIXELS if head.by_rows else MOST_WHOLE):
        reason = _TOO_LARGE.filled(width=head.width, height=head.height) if pixels else _BROKEN
        raise PictureUnreadError(file=name, reason=reason)
    shrunk = 1
    while shrunk < 8 and pixels / shrunk**2 > ENOUGH_PIXELS:
        shrunk *= 2
    return head, shrunk


def _unpacked(content: bytes, name: str, shrunk: int, *, colours: bool) -> NDArray[np.uint8]:
    data = np.frombuffer(content, np.uint8)
    is_jpeg = content.startswith(_JPEG)
    try:
        found = cv2.imdecode(data, _REDUCED[shrunk][colours] if is_jpeg else cv2.IMREAD_UNCHANGED)
    except cv2.error:
        found = None
    plain = None if found is None else _plain(np.asarray(found), colours=colours)
    if plain is None:
        raise PictureUnreadError(file=name, reason=_BROKEN)
    if is_jpeg or shrunk == 1:
        return plain
    height, width = (max(each // shrunk, 1) for each in plain.shape[:2])
    smaller = cv2.resize(plain, (width, height), interpolation=cv2.INTER_AREA)
    return np.asarray(smaller, np.uint8)


def _plain(found: NDArray[np.generic], *, colours: bool) -> NDArray[np.uint8] | None:
    """Eight bits, grey or in colours; what is clear shows white, as paper does."""
    if found.dtype not in (np.uint8, np.uint16) or not found.size:
        return None
    if found.dtype == np.uint8 and found.ndim == (3 if colours else 2) and found.shape[2:] != (4,):
        return np.asarray(found, np.uint8)
    plain = np.empty(found.shape[:2] + ((3,) if colours else ()), np.uint8)
    for first in range(0, len(found), _BAND):
        band = found[first : first + _BAND]
        if band.dtype == np.uint16:
            band = (band >> 8).astype(np.uint8)  # type: ignore[operator]
        plain[first : first + _BAND] = _band(np.asarray(band, np.uint8), colours=colours)
    return plain


def _band(pixels: NDArray[np.uint8], *, colours: bool) -> NDArray[np.generic]:
    if pixels.ndim == 3 and pixels.shape[2] == 4:
        share = pixels[..., 3:].astype(np.float32) / 255
        whole = pixels[..., :3] * share + 255 * (1 - share)
        pixels = np.asarray(whole + 0.5, np.uint8)
    if colours == (pixels.ndim == 3):
        return pixels
    way = cv2.COLOR_GRAY2BGR if colours else cv2.COLOR_BGR2GRAY
    return np.asarray(cv2.cvtColor(pixels, way))


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
    at, exif, size, frame = 2, b"", (0, 0), 0
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
            size, frame = (width, height), marker
        at += 2 + length
    return _Head(*size, exif, frame in _BY_ROWS)


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
