"""From a first guess to a tile: laid exactly, its other tags looked for where they must be.

What is known of a tile is not taken for seen: each tag has to look like its drawing, and a code
that cannot be read must not look like another one.
"""

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
_SIGNS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")  # ISO/IEC 18004, table 5
_INSIDE = 0.85  # of a tag that must be in the picture
_SAMPLES = 4  # along a module
# Codes that were not read: those of the tile itself agree with their drawing to 0.75 and more,
# those of other tiles with the same host in it to 0.47 at most; smaller modules tell nothing.
_OWN_CODE, _LEAST_MODULE_PX = 0.6, 0.9
_COVERED = 0.6  # of the contrast that the tags have: a hand or a worn code says nothing
_EYE_MODULES = 8  # all codes have these corners alike


@dataclass(frozen=True, eq=False)
class Found:
    """A tile laid exactly. tags: ids by place, of those that are seen.

    other_code: its code cannot be read, but is not that of the known tile with these tags.
    """

    layout: TileLayout
    tags: dict[int, int]
    text: str | None
    alignment: Alignment
    other_code: bool = False


def completed(picture: Grey, guess: Guess) -> Found | None:
    """Return the tile of a guess, or of the rival that explains the picture best; None for none.

    picture: grey, without distortion.
    """
    tried = [_completed(picture, each) for each in (replace(guess, rivals=()), *guess.rivals)]
    found = sorted(
        (each for each in tried if each), key=lambda each: (each.other_code, -_seen(each))
    )
    if not found:
        return None
    best, *others = found
    if best.other_code:
        # Laid anew without that code, which would draw it where it is not.
        bare = _completed(picture, replace(guess, known=None, rivals=()))
        return replace(bare, other_code=True) if bare else None
    rivals = [each for each in others if not each.other_code and _seen(each) == _seen(best)]
    return (
        best
        if all((each.tags, each.layout) == (best.tags, best.layout) for each in rivals)
        else None
    )


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
    other = text is None and known is not None and _is_another(found, guess.layout, drawn_text)
    return Found(guess.layout, seen, text, found, other)


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
    return text if text and len(text) < 60 and _SIGNS.issuperset(text) else None


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


def _is_another(found: Alignment, layout: TileLayout, text: str | None) -> bool:
    """Tell whether the code that is seen, though unread, is plainly not that of a text."""
    matrix = found.part.shift @ found.px_from_tile
    module_px = float(np.sqrt(abs(np.linalg.det(matrix) / matrix[2, 2] ** 3))) * layout.module_m
    if _drawable(text) is None or module_px < _LEAST_MODULE_PX:
        return False
    pick = _told_modules(found, layout)
    window = max(5, int(5 * module_px) // 2 * 2 + 1)
    seen, drawn = (_without_light(each, window) for each in (found.part.seen, found.drawn))
    tags = _area_mask(found, layout.tag_corners()[:, :, :2]) > 0
    contrast = seen[tags].std() / max(float(drawn[tags].std()), 1e-6)
    if (
        min(pick.sum(), tags.sum()) < 200
        or seen[pick].std() < _COVERED * contrast * drawn[pick].std()
    ):
        return False
    return float(np.corrcoef(seen[pick], drawn[pick])[0, 1]) < _OWN_CODE


def _without_light(pixels: NDArray[np.float32], window: int) -> NDArray[np.float32]:
    return np.asarray(pixels - cv2.boxFilter(pixels, -1, (window, window)), np.float32)


def _area_mask(found: Alignment, corners: Float64) -> NDArray[np.uint8]:
    """The pixels of the part that lie in quadrangles, (n, 4, 2) on the tile: 1, others 0."""
    mask = np.zeros(found.part.seen.shape, np.uint8)
    for ends in mapped(found.part.shift @ found.px_from_tile, corners):
        cv2.fillConvexPoly(mask, np.round(ends).astype(np.int32), 1)
    return mask


def _told_modules(found: Alignment, layout: TileLayout) -> NDArray[np.bool_]:
    """Where the modules are that differ between codes, (height, width) of the part."""
    whole = layout.qr_corners()[:, :2]
    eye = _EYE_MODULES * layout.module_m
    inwards = np.sign(-whole[:, None, :]) * eye * np.array([[0, 0], [1, 0], [1, 1], [0, 1]])
    eyes = (whole[:, None, :] + inwards)[[0, 1, 3]]
    return np.asarray(_area_mask(found, whole[None]) > _area_mask(found, eyes))


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
