"""The QR codes of a picture, by zxing-cpp, and what is tried where that alone reads nothing."""

from dataclasses import dataclass

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray

from mrapp.markers.planes import mapped

Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

LEAST_SIDE_PX = 16
_LONGEST_TEXT = 4000
_QR_ALONE = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])


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


def read_straightened(
    picture: Grey, px_from_flat: Float64, reach: float, modules: int
) -> str | None:
    """Return what a QR code says that lies in a plane whose homography is known.

    It is straightened first, with its quiet zone: the light evened out if need be. reach: half of
    the side to look at, in the plane's units; modules: along it.
    """
    a_module = _module_px(px_from_flat, 2 * reach / modules)
    for size in (max(4, min(8, round(a_module * 1.5))), 4):
        side = size * modules
        step = 2 * reach / side
        flat = np.array([[step, 0, step / 2 - reach], [0, -step, reach - step / 2], [0, 0, 1.0]])
        straight = cv2.warpPerspective(
            picture,
            px_from_flat @ flat,
            (side, side),
            flags=cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        grey = np.asarray(straight, np.uint8)
        for tried in (grey, evened(grey, 7 * size)):
            for code in read_codes(tried):
                if code.text:
                    return code.text
    return None


def _module_px(px_from_flat: Float64, module: float) -> float:
    ends = mapped(px_from_flat, np.array([[0.0, 0.0], [module, 0.0], [0.0, module]]))
    across, down = ends[1] - ends[0], ends[2] - ends[0]
    return float(np.sqrt(abs(across[0] * down[1] - across[1] * down[0])))


def evened(grey: Grey, window_px: float) -> Grey:
    """Return a picture with its light evened out: between the darkest and the lightest around."""
    smooth = cv2.GaussianBlur(grey, (0, 0), 1.0).astype(np.float32)
    window = max(3, int(window_px) | 1)
    around = np.ones((window, window), np.uint8)
    high = cv2.GaussianBlur(cv2.dilate(smooth, around), (0, 0), window_px / 3)
    low = cv2.GaussianBlur(cv2.erode(smooth, around), (0, 0), window_px / 3)
    even = (grey.astype(np.float32) - low) / (high - low + 12) * 255
    return np.asarray(np.clip(even, 0, 255).astype(np.uint8))
