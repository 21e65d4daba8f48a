"""The two kinds of code on a tile as modules: QR and AprilTag 36h11."""

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_ALPHA_NUM, QRData, lost_point

from mrapp.model.tile_layout import TAG_MODULES

Modules = NDArray[np.bool_]
"""(n, n), row by row from the top left; True is dark. Without a quiet zone."""

# The strongest first: of those that need no more modules it costs nothing.
_LEVELS = (
    ("H", ERROR_CORRECT_H),
    ("Q", ERROR_CORRECT_Q),
    ("M", ERROR_CORRECT_M),
    ("L", ERROR_CORRECT_L),
)
_LARGEST_VERSION = 10
_MASKS = 8  # each is tried whole: the library weighs them before it writes which one it took


@dataclass(frozen=True, eq=False)
class QrModules:
    """A QR code: its modules, and which version and level of error correction it has."""

    modules: Modules
    version: int
    level: str


@cache
def qr_modules(text: str) -> QrModules:
    """Return the QR code of a text in alphanumeric mode, with the largest modules.

    The smallest version that holds it, then the strongest level that needs no larger one: larger
    modules were read from further away than any correction made up for. The mask is the one with
    the lowest penalty (ISO/IEC 18004, 7.8.3). Raises ValueError for a text that the alphanumeric
    mode has no signs for, or that is too long.
    """
    data = QRData(text.encode(), mode=MODE_ALPHA_NUM)
    for version in range(1, _LARGEST_VERSION + 1):
        for name, level in _LEVELS:
            try:
                modules = min(
                    (_matrix(data, version, level, mask) for mask in range(_MASKS)), key=lost_point
                )
            except DataOverflowError:
                continue
            return QrModules(np.array(modules, bool), version, name)
    raise ValueError(f"too long for a tile: {len(text)} signs")


def _matrix(data: QRData, version: int, level: int, mask: int) -> list[list[bool]]:
    code = qrcode.QRCode(version=version, error_correction=level, border=0, mask_pattern=mask)
    code.add_data(data, optimize=0)
    code.make(fit=False)
    matrix: list[list[bool]] = code.get_matrix()
    return matrix


@cache
def _family() -> cv2.aruco.Dictionary:
    return cv2.aruco.getPredefinedDictionary(cv2.aruco.DICT_APRILTAG_36h11)


def tag_modules(tag_id: int) -> Modules:
    """Return an AprilTag 36h11, (8, 8), its black border among it."""
    return np.asarray(cv2.aruco.generateImageMarker(_family(), tag_id, TAG_MODULES)) < 128
