"""From a first guess to a tile: laid exactly, its other tags looked for where they must be."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.aligning import Alignment, aligned
from mrapp.markers.codes import tag_modules
from mrapp.markers.grouping import Guess
from mrapp.markers.planes import mapped
from mrapp.markers.qr_reader import read_laid
from mrapp.markers.tag_reader import area
from mrapp.markers.template import tile_template
from mrapp.model.tile_layout import TAG_MODULES, TileLayout
from mrapp.model.tiles import TAG_COUNT

Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

_BLUR_PX = 0.9
_LIKE = 0.7  # correlation with its own drawing from which a tag counts as seen
_WRONG_BITS = 2  # as many as the library lets pass
_COARSE_PX = 1.5
_INSIDE = 0.85  # of a tag that must be in the picture
_SAMPLES = 4  # along a module


@dataclass(frozen=True, eq=False)
class Found:
    """A tile laid exactly. tags: ids by place; alignment: None where the codes do not tell it."""

    layout: TileLayout
    tags: dict[int, int]
    text: str | None
    alignment: Alignment


def completed(picture: Grey, guess: Guess) -> Found | None:
    """Return the tile of a guess, or of the rival that explains the picture best; None for none.

    picture: grey, without distortion.
    """
    if not guess.rivals:
        return _completed(picture, guess)
    tried = [_completed(picture, each) for each in (replace(guess, rivals=()), *guess.rivals)]
    found = sorted((each for each in tried if each), key=lambda each: -_seen(each))
    if not found or (len(found) > 1 and _seen(found[0]) == _seen(found[1])):
        return None
    return found[0]


def _seen(found: Found) -> int:
    return len(found.tags) + (found.text is not None)


def _completed(picture: Grey, guess: Guess) -> Found | None:
    text = guess.code.text if guess.code else None
    ids = {place: tag.tag_id for place, tag in guess.tags.items()}
    known = guess.known
    sure = len(ids) > 1
    matrix = guess.px_from_tile
    if known is not None:
        ids = dict(enumerate(known.tags))
    drawn_text = text or (known.text if known else None)
    if not ids and drawn_text is None:
        return None
    found = _laid(picture, matrix, guess.layout, ids, drawn_text, sure)
    if found is None:
        return None
    if known is None:
        more = _read_tags(picture, found.px_from_tile, guess.layout, ids)
        if more:
            ids |= more
            found = _laid(picture, found.px_from_tile, guess.layout, ids, drawn_text, True) or found
    if text is None:
        text = read_laid(picture, found.px_from_tile, guess.layout)
    seen = {
        place: tag for place, tag in ids.items() if _likeness(found, guess.layout, place) > _LIKE
    }
    return Found(guess.layout, seen, text, found)


def _laid(
    picture: Grey,
    matrix: Float64,
    layout: TileLayout,
    ids: Mapping[int, int],
    text: str | None,
    sure: bool,
) -> Alignment | None:
    template = tile_template(layout, ids, _drawable(text))
    coarse = 0.0 if sure else _COARSE_PX
    return aligned(picture, matrix, template, blur_px=_BLUR_PX, coarse_px=coarse)


def _drawable(text: str | None) -> str | None:
    """A text as our own codes say it; any other may be coded in another way, so is not drawn."""
    return text if text and text.upper() == text and len(text) < 60 else None


def _likeness(found: Alignment, layout: TileLayout, place: int) -> float:
    """How well the inside of a tag agrees with its drawing: the correlation, -1 to 1."""
    corners = layout.tag_corners()[place, :, :2]
    middle = corners.mean(axis=0)
    inner = middle + (corners - middle) * (TAG_MODULES - 2) / TAG_MODULES
    ends = mapped(found.part.shift @ found.px_from_tile, inner)
    mask = np.zeros(found.part.seen.shape, np.uint8)
    cv2.fillConvexPoly(mask, np.round(ends).astype(np.int32), 1)
    pick = mask.ravel() > 0
    if pick.sum() < max(20.0, _INSIDE * abs(area(ends))):  # too small, or not in the picture
        return 0.0
    seen, drawn = found.part.seen.ravel()[pick], found.drawn.ravel()[pick]
    if seen.std() < 1 or drawn.std() < 1:
        return 0.0
    return float(np.corrcoef(seen, drawn)[0, 1])


@cache
def _codebook() -> NDArray[np.int8]:
    """The inner modules of all tags, (587, 36): 1 light, -1 dark."""
    inner = [tag_modules(each)[1:-1, 1:-1].ravel() for each in range(TAG_COUNT)]
    return np.where(np.array(inner), -1, 1).astype(np.int8)


def _read_tags(
    picture: Grey, matrix: Float64, layout: TileLayout, seen: Mapping[int, int]
) -> dict[int, int]:
    """Read the tags that were not found where they must be."""
    places = (place for place in range(4) if place not in seen)
    read = {place: _read_tag(picture, matrix, layout, place) for place in places}
    return {place: tag for place, tag in read.items() if tag is not None}


def _read_tag(picture: Grey, matrix: Float64, layout: TileLayout, place: int) -> int | None:
    side = (TAG_MODULES + 2) * _SAMPLES
    corner = layout.tag_corners()[place, 0, :2]
    step = layout.tag_m / TAG_MODULES / _SAMPLES
    first = corner + np.array([-1.0, 1.0]) * step * (_SAMPLES - 0.5)
    flat = np.array([[step, 0, first[0]], [0, -step, first[1]], [0, 0, 1.0]])
    straight = cv2.warpPerspective(
        picture, matrix @ flat, (side, side), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    )
    blocks = straight.reshape(TAG_MODULES + 2, _SAMPLES, TAG_MODULES + 2, _SAMPLES)
    modules = blocks[:, 1:-1, :, 1:-1].mean(axis=(1, 3))
    black = np.concatenate(
        [modules[1, 1:-1], modules[-2, 1:-1], modules[1:-1, 1], modules[1:-1, -2]]
    )
    white = np.concatenate([modules[0], modules[-1], modules[:, 0], modules[:, -1]])
    if np.median(white) - np.median(black) < 12:
        return None
    threshold = (np.median(white) + np.median(black)) / 2
    if (black > threshold).mean() > 0.15 or (white < threshold).mean() > 0.15:
        return None
    bits = np.where(modules[2:-2, 2:-2].ravel() > threshold, 1, -1).astype(np.int8)
    wrong = (len(bits) - _codebook().astype(np.int32) @ bits) // 2
    best = int(wrong.argmin())
    return best if wrong[best] <= _WRONG_BITS else None
