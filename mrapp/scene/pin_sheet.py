"""All pictures that pins need, side by side in one image, so that one draw call draws them all."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.pins import By
from mrapp.scene.pin_art import (
    CLUSTERS_PX,
    FONT_PX,
    Pixels,
    cluster_picture,
    looks_drawn,
    pin_picture,
    ring_picture,
)
from mrapp.scene.plates import ink_of

_WIDEST_PX = 2048
_SIGNS = "0123456789k"
_MOST_COUNTED = 9_999

Written = tuple[NDArray[np.intp], NDArray[np.int64], NDArray[np.float64]]


@dataclass(frozen=True, eq=False)
class Sheet:
    """The pictures, and where each is.

    pixels: (h, w, 4) sRGB, top row first. boxes (s, 4): left, bottom, right and top of each, pixels
    from the place it belongs to. corners (s, 4): the same in the image, 0..1, from the lower left.
    looks: how many looks differ. digit_px: how far one digit is from the next.
    """

    pixels: Pixels
    boxes: NDArray[np.float32]
    corners: NDArray[np.float32]
    looks: int
    digit_px: int

    @property
    def ring(self) -> int:
        """The number of the picture that lies under the chosen pin."""
        return self.looks + 1

    def of_looks(self, looks: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of the pictures of pins with these looks."""
        return np.where(looks < 0, 0, looks % self.looks + 1)

    def of_counts(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the numbers of the pictures on which these counts stand."""
        digits = np.searchsorted([10, 100, 1_000], counts, side="right")
        return self.ring + 1 + digits

    def signs(self, counts: NDArray[np.int64]) -> list[Written]:
        """Return what is written: which counts have a sign, which picture it is, and how far aside.

        Thousands from ten on are written short, as in 12k.
        """
        first = self.ring + 1 + len(CLUSTERS_PX)
        short = counts > _MOST_COUNTED
        shown = np.where(short, counts // 1_000, counts)
        length = 1 + np.searchsorted([10, 100, 1_000], shown, side="right")
        right = (length + short).astype(np.float64) * self.digit_px / 2.0
        written: list[Written] = []
        for place in range(4):
            has = np.flatnonzero(length > place)
            aside = right[has] - (place + short[has] + 0.5) * self.digit_px
            written.append((has, first + shown[has] // 10**place % 10, np.rint(aside)))
        has = np.flatnonzero(short)
        kilo = np.full(len(has), first + _SIGNS.index("k"))
        return [*written, (has, kilo, np.round(right[has] - 0.5 * self.digit_px))]


def sheet_of(by: By, themes: int, scale: float) -> Sheet:
    """Return the pictures for so many themes, or for moods, at a scale."""
    looks = min(looks_drawn(by), max(themes, 1)) if by == "theme" else looks_drawn(by)
    inks = [_sign(sign, scale) for sign in _SIGNS]
    pictures = [
        *(pin_picture(by, look, scale) for look in range(-1, looks)),
        ring_picture(scale),
        *(cluster_picture(digits + 1, scale) for digits in range(len(CLUSTERS_PX))),
        *inks,
    ]
    cut = [_trimmed(picture) for picture in pictures]
    pixels, places = _packed([picture for picture, _ in cut])
    height, width = pixels.shape[:2]
    boxes = np.array([box for _, box in cut], dtype=np.float32)
    left, top = np.array(places, dtype=np.float64).T
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    edges = (left / width, 1.0 - (top + high) / height, (left + wide) / width, 1.0 - top / height)
    corners = np.stack(edges, axis=1).astype(np.float32)
    digit_px = max(int(ink[..., 3].any(axis=0).sum()) for ink in inks[:10]) + round(scale)
    return Sheet(pixels, boxes, corners, looks, digit_px)


def _sign(sign: str, scale: float) -> Pixels:
    """Return a digit in white, its middle in the middle of an image with even sides."""
    ink = ink_of(sign, round(FONT_PX * scale), bold=True)
    rows, columns = (np.flatnonzero((ink > 0.02).any(axis=axis)) for axis in (1, 0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    ink = np.pad(ink, [(0, size % 2) for size in ink.shape])
    pixels = np.full((*ink.shape, 4), 255, dtype=np.uint8)
    pixels[..., 3] = np.rint(ink * 255.0)
    return pixels


def _trimmed(picture: Pixels) -> tuple[Pixels, tuple[int, int, int, int]]:
    """Return a picture without its empty rim, and its box round the middle of what it was."""
    height, width = picture.shape[:2]
    rows, columns = (np.flatnonzero(picture[..., 3].any(axis=axis)) for axis in (1, 0))
    low, high = int(rows[0]), int(rows[-1]) + 1
    left, right = int(columns[0]), int(columns[-1]) + 1
    box = (left - width // 2, height // 2 - high, right - width // 2, height // 2 - low)
    return picture[low:high, left:right], box


def _packed(pictures: list[Pixels]) -> tuple[Pixels, list[tuple[int, int]]]:
    """Return one image with all pictures in rows, and the left and top pixel of each."""
    places, left, top, row_high = [], 0, 0, 0
    for picture in pictures:
        height, width = picture.shape[:2]
        if left + width > _WIDEST_PX:
            left, top, row_high = 0, top + row_high, 0
        places.append((left, top))
        left, row_high = left + width, max(row_high, height)
    image = np.zeros((top + row_high, _WIDEST_PX, 4), dtype=np.uint8)
    for picture, (x, y) in zip(pictures, places, strict=True):
        image[y : y + picture.shape[0], x : x + picture.shape[1]] = picture
    return image, places
