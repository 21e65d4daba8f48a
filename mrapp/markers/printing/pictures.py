"""A page as a picture, to look at before it is printed."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.filling import covered
from mrapp.markers.printing.pages import Page

Rgb = NDArray[np.uint8]


def picture(page: Page, px_per_mm: float) -> Rgb:
    """Return a page, (height, width, 3)."""
    height, width = round(page.height_mm * px_per_mm), round(page.width_mm * px_per_mm)
    shown = np.full((height, width, 3), 255, np.float32)
    for layer in page.layers:
        left, bottom, right, top = layer.shape.box
        x0, x1 = _within(left * px_per_mm, right * px_per_mm, width)
        y0, y1 = _within(height - top * px_per_mm, height - bottom * px_per_mm, height)
        if x1 <= x0 or y1 <= y0:
            continue
        turn, zero = (px_per_mm, -px_per_mm), (-x0, height - y0)
        lines = [line * turn + zero for line in layer.shape.polygons]
        part = covered(lines, x1 - x0, y1 - y0)[:, :, None]
        place = shown[y0:y1, x0:x1]
        place += part * (np.array(layer.ink.rgb, np.float32) - place)
    for mark in page.marks:
        left, bottom, right, top = (round(edge * px_per_mm) for edge in mark.box)
        size = (max(1, right - left), max(1, top - bottom))
        small = cv2.resize(mark.mark.pixels, size, interpolation=cv2.INTER_AREA)
        shown[height - bottom - size[1] : height - bottom, left : left + size[0]] = small
    return np.asarray(shown + 0.5).astype(np.uint8)


def _within(low: float, high: float, most: int) -> tuple[int, int]:
    return max(0, int(np.floor(low))), min(most, int(np.ceil(high)))


def png(page: Page, px_per_mm: float) -> bytes:
    """Return a page as a PNG file."""
    _, content = cv2.imencode(".png", picture(page, px_per_mm)[:, :, ::-1])
    return content.tobytes()
