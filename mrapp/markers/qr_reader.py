"""The QR codes of a picture, by zxing-cpp, and what is tried where that alone reads nothing."""

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from mrapp.markers.planes import mapped
from mrapp.model.tile_layout import QUIET_MODULES, TileLayout

Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

LEAST_SIDE_PX = 16
_LONGEST_TEXT = 4000
_QR_ALONE = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2])


@dataclass(frozen=True, eq=False)
class QrSeen:
    """A QR code. corners: (4, 2) pixels, of its modules, clockwise from its own top left.

    text: None where it is one, but cannot be read.
    """

    corners: Float64
    text: str | None


def read_codes(grey: Grey, *, unread: bool = False) -> list[QrSeen]:
    """Return the QR codes in a grey picture; unread: also those that cannot be read."""
    if min(grey.shape) < LEAST_SIDE_PX:
        return []
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(grey), formats=_QR_ALONE, return_errors=unread
    )
    return [QrSeen(_corners(each.position), _text(each)) for each in found]


def _text(code: zxingcpp.Barcode) -> str | None:
    return code.text[:_LONGEST_TEXT] if code.valid and code.text else None


def _corners(at: zxingcpp.Position) -> Float64:
    ends = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
    return np.array([[each.x, each.y] for each in ends], np.float64)


def read_laid(picture: Grey, px_from_tile: Float64, layout: TileLayout) -> str | None:
    """Return what the QR code of a tile says that lies where a homography tells; None for nothing.

    Each module is looked at in its middle, so nothing has to be found first. What the camera has
    blurred into its neighbours is taken back, dark is told from light by what is around, and what
    every code of this size has is put in, before the code is read as if it were newly printed.
    """
    count = layout.modules + 2 * QUIET_MODULES
    across = (np.arange(count) + 0.5 - count / 2) * layout.module_m
    flat = np.stack(np.meshgrid(across, -across), axis=-1)
    at = mapped(px_from_tile, flat).astype(np.float32)
    seen = cv2.remap(
        picture, at[..., 0], at[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    light = np.asarray(seen, np.float32)
    for sharper, window in _WAYS:
        sharp = light
        for amount in sharper:
            sharp = sharp + amount * (sharp - _beside(sharp))
        dark = (sharp < cv2.boxFilter(sharp, -1, (window, window)))[_INNER, _INNER]
        if text := _read_modules(_with_patterns(dark)):
            return text
    return None


# How much is taken back of the neighbours' light, once or twice, and the modules around that tell
# dark from light; the first reads most.
_WAYS = (((0.5, 0.5), 5), ((0.5,), 9), ((), 7))
_INNER = slice(QUIET_MODULES, -QUIET_MODULES)


def _beside(light: Float32) -> Float32:
    """The mean of each module's four neighbours."""
    cross = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32) / 4
    return np.asarray(cv2.filter2D(light, -1, cross), np.float32)


def _with_patterns(dark: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Put in what every code of this size has (ISO/IEC 18004, 6.3)."""
    whole, side = dark.copy(), len(dark)
    ring = np.maximum(*np.abs(np.mgrid[-4:5, -4:5]))
    eye = (ring != 2) & (ring != 4)
    whole[:8, :8], whole[:8, -8:], whole[-8:, :8] = eye[1:, 1:], eye[1:, :-1], eye[:-1, 1:]
    beat = np.arange(8, side - 8) % 2 == 0
    whole[6, 8:-8], whole[8:-8, 6] = beat, beat
    if 25 <= side <= 41:  # versions 2 to 6 have one smaller eye
        whole[-9:-4, -9:-4] = ring[2:-2, 2:-2] != 1
    return whole


def _read_modules(dark: NDArray[np.bool_]) -> str | None:
    fresh = np.pad(np.where(dark, 0, 255).astype(np.uint8), QUIET_MODULES, constant_values=255)
    large = np.kron(fresh, np.ones((4, 4), np.uint8))
    return next((code.text for code in read_codes(large) if code.text), None)
