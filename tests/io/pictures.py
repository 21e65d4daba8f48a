"""PNG files made in code, for tests, by the PNG specification and nothing else."""

import struct
import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

_KINDS = {1: 0, 2: 4, 3: 2, 4: 6}  # channels: colour type


def png(pixels: NDArray[Any], palette: bytes = b"", clear: bytes = b"") -> bytes:
    """Return an image of uint8 or uint16, shape (height, width, channels); grey without the last.

    palette: RGB triples that `pixels` of one channel are numbers in; clear: the opacity of each.
    """
    height, width = pixels.shape[:2]
    kind = 3 if palette else _KINDS[pixels.reshape(height, width, -1).shape[2]]
    lines = pixels.astype(pixels.dtype.newbyteorder(">")).reshape(height, -1)
    raw = b"".join(b"\0" + line.tobytes() for line in lines)
    header = struct.pack(">IIBBBBB", width, height, 8 * pixels.dtype.itemsize, kind, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data)
        for name, data in (
            (b"IHDR", header),
            (b"PLTE", palette),
            (b"tRNS", clear),
            (b"IDAT", zlib.compress(raw, 9)),
            (b"IEND", b""),
        )
        if data or name == b"IEND"
    )


def white_png(width: int, height: int) -> bytes:
    """Return a large picture in few bytes: white, one bit to a pixel; width: a multiple of 8."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = (b"\0" + b"\xff" * (width // 8)) * height
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))


def plain(colour: tuple[int, ...] = (200, 100, 50), size: int = 4) -> bytes:
    """Return a PNG of one colour."""
    return png(np.full((size, size, len(colour)), colour, np.uint8))
