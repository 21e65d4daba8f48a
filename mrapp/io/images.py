"""Images of strangers to pixels: bounded, and a damaged one costs no more than itself.

PNG, JPEG, WebP and what else OpenCV knows; and KTX2 with ETC1S or UASTC in it.
"""

import os
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from mrapp.io.findings import IMAGE_DAMAGED, IMAGE_SHRUNK, Findings
from mrapp.model.citymesh import Image

LARGEST_SIDE = 4096
BUDGET_BYTES = 2**29
_MOST_PIXELS = 2**27  # of an image before it is scaled down: 400 MB
_KTX2 = b"\xabKTX 20\xbb\r\n\x1a\n"

_Pixels: TypeAlias = NDArray[np.uint8]


class Album:
    """Turns the images of one file into pixels and keeps all of them together to a budget.

    An image over 4096 pixels a side, or over what is left of the budget, is scaled down.
    """

    def __init__(self, findings: Findings, budget_bytes: int = BUDGET_BYTES) -> None:
        self._findings = findings
        self._left_bytes = budget_bytes

    def image(self, data: bytes, name: str) -> Image | None:
        """Return the image in `data`; None, with a warning that names it, where there is none."""
        pixels = _decoded(data)
        if pixels is None:
            self._findings.add(IMAGE_DAMAGED, image=name[:200])
            return None
        fitted = self._fitted(pixels)
        if fitted is not pixels:
            height, width = fitted.shape[:2]
            self._findings.add(IMAGE_SHRUNK, image=name[:200], width=width, height=height)
        self._left_bytes -= fitted.nbytes
        return Image(fitted)

    def _fitted(self, pixels: _Pixels) -> _Pixels:
        height, width, channels = pixels.shape
        share = min(1.0, LARGEST_SIDE / max(height, width))
        affordable = max(self._left_bytes, 0) / (height * width * channels)
        share = min(share, affordable**0.5)
        return pixels if share >= 1.0 else _scaled(pixels, share)


def _decoded(data: bytes) -> _Pixels | None:
    """Return RGB or RGBA, shape (height, width, 3 or 4), the top row first."""
    return _from_ktx2(data) if data.startswith(_KTX2) else _from_file(data)


def _from_file(data: bytes) -> _Pixels | None:
    os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(_MOST_PIXELS))
    import cv2  # late: it takes 0.1 s, and most files have no images

    # What is wrong with an image we say ourselves.
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)
    to_rgb = {1: cv2.COLOR_GRAY2RGB, 3: cv2.COLOR_BGR2RGB, 4: cv2.COLOR_BGRA2RGBA}
    try:
        # Unchanged: with its opacity, and not turned by what a camera noted.
        found = np.asarray(
            cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED), order="C"
        )
        if found.dtype == np.uint16:
            found = (found >> 8).astype(np.uint8)
        channels = 1 if found.ndim == 2 else found.shape[-1] if found.ndim == 3 else 0
        if found.dtype != np.uint8 or not found.size or channels not in to_rgb:
            return None
        return np.asarray(cv2.cvtColor(found, to_rgb[channels]), np.uint8)
    except cv2.error:
        return None


def _from_ktx2(data: bytes) -> _Pixels | None:
    """Return the largest level that is small enough, so that no large one need be unpacked."""
    import opengl_basisu  # late: few files need it

    try:
        texture = opengl_basisu.open(data)
        level = 0
        while max(texture.level_size(level)) > LARGEST_SIDE and level + 1 < texture.levels:
            level += 1
        width, height = texture.level_size(level)
        if width * height > _MOST_PIXELS:
            return None
        found = texture.transcode(opengl_basisu.Target.RGBA8, level).data
    except (opengl_basisu.BasisuError, IndexError):
        return None
    pixels = np.asarray(found, np.uint8)
    return pixels if texture.has_alpha else np.ascontiguousarray(pixels[:, :, :3])


def _scaled(pixels: _Pixels, share: float) -> _Pixels:
    import cv2  # late, as above

    height, width = pixels.shape[:2]
    size = (max(1, int(width * share)), max(1, int(height * share)))
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
