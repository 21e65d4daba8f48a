"""What kind of file some bytes are, told by the bytes: not by what somebody says of them.

Sources: PNG (Third Edition), W3C, section 11.2.1; JPEG, ITU-T T.81, section B.2.2; Ogg, RFC 3533;
"Multimedia Programming Interface and Data Specifications 1.0" (RIFF), IBM and Microsoft.
"""

import re
import struct
from typing import Final

from mrapp.model.remark import MediaType

MOST_PIXELS: Final = 40_000_000
"""The largest picture: more than any camera of a phone makes, and what a browser still shows."""

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
# Frames: C0 to CF but for tables (C4), reserved (C8) and conditioning (CC).
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_MARKER = re.compile(rb"\xff+([^\x00\xff])")


def media_type_of(content: bytes) -> MediaType | None:
    """Return what a file is; None: nothing that a remark may have, or a picture that is too large.

    Only the beginning is looked at.
    """
    if content.startswith(_PNG):
        return "image/png" if _is_small(_size_of_png(content)) else None
    if content.startswith(_JPEG):
        return "image/jpeg" if _is_small(_size_of_jpeg(content)) else None
    if content.startswith(b"OggS"):
        return "audio/ogg"
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return "audio/wav"
    return None


def _is_small(size_px: tuple[int, int] | None) -> bool:
    return size_px is not None and 0 < size_px[0] * size_px[1] <= MOST_PIXELS


def _size_of_png(content: bytes) -> tuple[int, int] | None:
    if content[12:16] != b"IHDR" or len(content) < 24:
        return None
    width, height = struct.unpack_from(">II", content, 16)
    return (width, height)


def _size_of_jpeg(content: bytes) -> tuple[int, int] | None:
    at = 2
    while (found := _MARKER.match(content, at)) and found.end() + 9 <= len(content):
        (size,) = struct.unpack_from(">H", content, found.end())
        if found[1][0] in _FRAMES:
            height, width = struct.unpack_from(">HH", content, found.end() + 3)
            return (width, height)
        at = found.end() + size
    return None
