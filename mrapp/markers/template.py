"""What a tile looks like, as far as its codes tell: the drawing that is laid over pictures."""

from collections.abc import Mapping
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.aligning import Template
from mrapp.markers.codes import qr_modules, tag_modules
from mrapp.model.tile_layout import TAG_MODULES, TileLayout

Float64 = NDArray[np.float64]

_ACROSS_PX = 750  # of the whole tile: 20 to a module of a tag
_FINE = 4
_BLACK, _WHITE = 35.0, 225.0


def tile_template(layout: TileLayout, tags: Mapping[int, int], text: str | None) -> Template:
    """Return the drawing of a tile of which these tags are known, id by place from the top left.

    text: what its QR code says, where that is known.
    """
    return _made(layout, tuple(sorted(tags.items())), text)


@lru_cache(maxsize=128)
def _made(layout: TileLayout, tags: tuple[tuple[int, int], ...], text: str | None) -> Template:
    ink = np.full((_ACROSS_PX, _ACROSS_PX), _WHITE, np.float32)
    there = np.zeros_like(ink)
    corners = layout.tag_corners()
    module = layout.tag_m / TAG_MODULES
    for place, tag_id in tags:
        _put(ink, there, layout, corners[place], tag_modules(tag_id), module)
    if text is not None:
        modules = qr_modules(text).modules
        if len(modules) == layout.modules:
            _put(ink, there, layout, layout.qr_corners(), modules, 2 * layout.module_m)
    return Template(ink, there, layout.size_m, module)


def _put(
    ink: NDArray[np.float32],
    there: NDArray[np.float32],
    layout: TileLayout,
    corners: Float64,
    modules: NDArray[np.bool_],
    white_m: float,
) -> None:
    """Draw a code with the white around it, its edges between the pixels where they are."""
    count = len(modules)
    scale = _ACROSS_PX / layout.size_m
    left = (corners[0, 0] + layout.size_m / 2) * scale
    top = (layout.size_m / 2 - corners[0, 1]) * scale
    step = (corners[1, 0] - corners[0, 0]) * scale / count
    # Each module as a block of pixels; brought over four times as fine, then averaged.
    blocks = np.kron(np.where(modules, _BLACK, _WHITE).astype(np.float32), np.ones((32, 32)))
    ratio = step * _FINE / 32
    first = np.array([left, top]) * _FINE + ratio / 2 - 0.5
    drawn = cv2.warpAffine(
        blocks.astype(np.float32),
        np.array([[ratio, 0, first[0]], [0, ratio, first[1]]]),
        (_ACROSS_PX * _FINE, _ACROSS_PX * _FINE),
        flags=cv2.INTER_NEAREST,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=_WHITE,
    )
    drawn = cv2.resize(drawn, (_ACROSS_PX, _ACROSS_PX), interpolation=cv2.INTER_AREA)
    margin = white_m * scale
    whole = step * count + margin
    rows = slice(max(0, round(top - margin)), min(_ACROSS_PX, round(top + whole)))
    columns = slice(max(0, round(left - margin)), min(_ACROSS_PX, round(left + whole)))
    ink[rows, columns] = drawn[rows, columns]
    there[rows, columns] = 1.0
