"""The municipality's mark: a picture that stands beside the code."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.svg_marks import Layers, is_svg, read_svg

_MOST_PX = 1200  # along the longer side: 600 dpi on the largest place it has on 300 mm


@dataclass(frozen=True, eq=False)
class Mark:
    """A picture: (height, width, 3), RGB on white, uint8.

    layers: the same as shapes; empty where it came as pixels.
    """

    pixels: NDArray[np.uint8]
    layers: Layers = ()

    @property
    def aspect(self) -> float:
        """How many times as wide as high."""
        high, wide, _ = self.pixels.shape
        return float(wide / high)


def read_mark(content: bytes) -> Mark | None:
    """Return the mark in a PNG, JPEG or SVG file, on white where it is see-through.

    None where there is none, or it is SVG with more than `mrapp.markers.svg_marks` takes.
    """
    if is_svg(content):
        drawn = read_svg(content)
        return drawn and Mark(drawn[1], drawn[0])
    try:
        read = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error:  # nothing at all, or sizes out of all bounds
        return None
    if read is None:
        return None
    small = (read / 257).astype(np.uint8) if read.dtype == np.uint16 else read.astype(np.uint8)
    picture = _on_white(small if small.ndim == 3 else np.dstack([small] * 3))
    scale = _MOST_PX / max(picture.shape[:2])
    if scale < 1:
        picture = np.asarray(
            cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8
        )
    return Mark(np.ascontiguousarray(picture[:, :, ::-1]))


def _on_white(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return BGR for BGR or BGRA."""
    if picture.shape[2] < 4:
        return picture
    alpha = picture[:, :, 3:].astype(np.float32) / 255
    shown: NDArray[np.uint8] = (picture[:, :, :3] * alpha + 255 * (1 - alpha)).astype(np.uint8)
    return shown
