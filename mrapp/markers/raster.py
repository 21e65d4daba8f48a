"""A tile as a picture of pixels, for trying and showing; print is made of paths."""

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.codes import Modules, tag_modules
from mrapp.markers.design import TileArt
from mrapp.markers.filling import covered
from mrapp.model.tile_layout import TileLayout

Grey = NDArray[np.uint8]


def codes_raster(layout: TileLayout, tags: Sequence[int], qr: Modules, px_per_mm: float) -> Grey:
    """Return the codes alone, black on white, (n, n): the tile from above, its top at the top."""
    side = round(layout.size_m * 1000 * px_per_mm)
    picture = np.full((side, side), 255, np.uint8)
    for corners, modules in zip(
        (layout.qr_corners(), *layout.tag_corners()), (qr, *map(tag_modules, tags)), strict=True
    ):
        _put(picture, corners, modules, side / layout.size_m)
    return picture


def art_raster(art: TileArt, px_per_mm: float) -> Grey:
    """Return the whole drawing as it is printed, (n, n): the tile from above, its top at the top.

    Each pixel is as dark as the part of it that is inked, so that edges are where they are drawn,
    between pixels too. The rim, which is no ink, is left out.
    """
    side = round(art.size_mm * px_per_mm)
    scale = side / art.size_mm
    lines = [line * (scale, -scale) + side / 2 for line in art.ink.polygons]
    picture = 1.0 - covered(lines, side, side)
    if art.mark:
        left, bottom, right, top = art.mark.box
        at = [round(side / 2 + each * scale) for each in (left, -top, right, -bottom)]
        shown = cv2.cvtColor(art.mark.mark.pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
        size = (max(1, at[2] - at[0]), max(1, at[3] - at[1]))
        picture[at[1] : at[1] + size[1], at[0] : at[0] + size[0]] = cv2.resize(
            shown, size, interpolation=cv2.INTER_AREA
        )
    return (picture * 255 + 0.5).astype(np.uint8)


def _put(picture: Grey, corners: NDArray[np.float64], modules: Modules, px_per_m: float) -> None:
    half = picture.shape[0] / 2
    left, top = round(half + corners[0, 0] * px_per_m), round(half - corners[0, 1] * px_per_m)
    right, bottom = round(half + corners[2, 0] * px_per_m), round(half - corners[2, 1] * px_per_m)
    inked = np.where(modules, 0, 255).astype(np.uint8)
    picture[top:bottom, left:right] = cv2.resize(
        inked, (right - left, bottom - top), interpolation=cv2.INTER_NEAREST
    )
