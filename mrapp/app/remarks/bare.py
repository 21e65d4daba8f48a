"""Pictures and sound without what stands beside them in the file: where, when and with what made.

A photograph tells the place, the time, the camera and its number, and so may a recording. What is
seen or heard stays as it was, to the byte; only parts of the file that carry it are kept.
Sources: PNG (Third Edition), W3C, section 5; JPEG, ITU-T T.81, annex B; Exif 3.0, JEITA CP-3451F;
"Multimedia Programming Interface and Data Specifications 1.0" (RIFF), IBM and Microsoft.
"""

import re
import struct
from collections.abc import Callable, Mapping

from mrapp.model.remark import MediaType

_PNG_HEAD = 8
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"IDAT", b"IEND"}

_WAV_KEPT = {b"fmt ", b"fact", b"data"}

_SOS, _EOI, _JFIF, _EXIF, _ADOBE = 0xDA, 0xD9, 0xE0, 0xE1, 0xEE
# Frames and tables of how they are packed: C0 to CF; DB quantisation, DC lines, DD restarts.
_JPEG_KEPT = {*range(0xC0, 0xD0), 0xDB, 0xDC, 0xDD, _SOS}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # zeros and restarts belong to what is packed

_ORIENTATION, _SHORT = 0x0112, 3
_UPRIGHT = 1


def bare(media_type: MediaType, content: bytes) -> bytes | None:
    """Return a file with nothing in it but what is seen or heard; None where it is broken.

    Which side of a photograph is up is kept. Ogg stays as it is.
    """
    make = _BARE.get(media_type)
    try:
        return make(content) if make else content
    except (struct.error, IndexError):
        return None  # it ends too early


def _bare_png(content: bytes) -> bytes:
    parts, at, kind = [content[:_PNG_HEAD]], _PNG_HEAD, b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + size
        if end > len(content):
            raise IndexError
        if kind in _PNG_KEPT:
            parts.append(content[at:end])
        at = end
    return b"".join(parts)


def _bare_jpeg(content: bytes) -> bytes:
    parts, at, marker = [content[:2]], 2, 0
    while True:
        found = _MARKER.search(content, at)
        if found is None:
            raise IndexError
        if marker == _SOS:
            parts.append(content[at : found.start()])  # packed rows
        marker = content[found.end() - 1]
        if marker == _EOI:
            return b"".join([*parts, found[0]])
        (size,) = struct.unpack_from(">H", content, found.end())
        at = found.end() + size
        if size < 2 or at > len(content):
            raise IndexError
        parts.append(_bare_segment(marker, content[found.start() : at]))


def _bare_segment(marker: int, segment: bytes) -> bytes:
    """Return a part of a JPEG as it is kept, with its marker and size; nothing where it goes."""
    said = segment[4:]
    if marker in _JPEG_KEPT:
        return segment
    if marker == _JFIF and said.startswith(b"JFIF\0"):
        return _segment(marker, said[:12] + bytes(2))  # without a small picture
    if marker == _ADOBE and said.startswith(b"Adobe"):
        return _segment(marker, said[:12])  # how its colours are meant
    if marker == _EXIF and said.startswith(b"Exif\0\0"):
        turned = _orientation(said[6:])
        return _segment(marker, _only_orientation(turned)) if turned != _UPRIGHT else b""
    return b""


def _segment(marker: int, said: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(said) + 2) + said


def _orientation(exif: bytes) -> int:
    """Return which side of a photograph is up, 1 to 8 as Exif counts; 1 where that is not said."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, first)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", exif, first + 2 + 12 * number)
            if (tag, kind) == (_ORIENTATION, _SHORT):
                return int(value) if 1 <= value <= 8 else _UPRIGHT
    except struct.error:
        return _UPRIGHT
    return _UPRIGHT


def _only_orientation(turned: int) -> bytes:
    entry = struct.pack(">HHIHH", _ORIENTATION, _SHORT, 1, turned, 0)
    return b"Exif\0\0MM\0*" + struct.pack(">IH", 8, 1) + entry + bytes(4)


def _bare_wav(content: bytes) -> bytes:
    """Return a recording; raises IndexError for one in which nothing is heard.

    One that is said to be longer than the file goes on to the end of that.
    """
    parts, found, at = [b"WAVE"], set[bytes](), 12
    while at + 8 <= len(content):
        kind, size = struct.unpack_from("<4sI", content, at)
        said = content[at + 8 : at + 8 + size]
        if kind in _WAV_KEPT:
            parts.append(struct.pack("<4sI", kind, len(said)) + said + bytes(len(said) % 2))
            found |= {kind} if said else set()
        at += 8 + size + size % 2
    if not {b"fmt ", b"data"} <= found:
        raise IndexError
    whole = b"".join(parts)
    return struct.pack("<4sI", b"RIFF", len(whole)) + whole


_BARE: Mapping[MediaType, Callable[[bytes], bytes]] = {
    "image/png": _bare_png,
    "image/jpeg": _bare_jpeg,
    "audio/wav": _bare_wav,
}
