"""Finding the pages of forms in a photograph, and laying each flat.

At least two corner tags of a page must be seen. Where fewer than four are, the corners of the
square code help. Lens distortion is not taken away: every box is looked for around its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from threading import Lock
from typing import Any, Final

import cv2
import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyapriltags import Detector

from mrapp.model.tiles import PAPER_TAGS
from mrapp.paper.elements import Rect
from mrapp.paper.mark import PageMark, is_ours, read_mark
from mrapp.paper.photographs import Colours
from mrapp.paper.sizes import PAGE_HEIGHT, PAGE_WIDTH, SQUARE, TAG, tags_of

Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

PX_PER_MM: Final = 8
"""Of a page that was laid flat."""

_ONE_AT_A_TIME: Final = Lock()  # the library keeps what it works on in the detector
_LEAST_MARGIN: Final = 25.0
_MOST_FAR: Final = 0.35  # of the way to a tag: how far off it may lie for being seen aslant
_MOST_OFF_MM: Final = 3.0
_KINDS: Final = len(PAPER_TAGS) // 4
_MARGIN_MM: Final = 3.5


@dataclass(frozen=True, eq=False)
class FoundPage:
    """A page in a photograph.

    mark: None where its square code was not read, `text` being what was. flat: the page from
    above, `PX_PER_MM`. seen: which of it is in the photograph, of the same size. fine: pixels per
    millimetre in the photograph. tags: how many were seen.
    """

    mark: PageMark | None
    text: str
    flat: Colours
    seen: Grey
    fine: float
    tags: int
    off_mm: float


@dataclass(frozen=True, eq=False)
class _Tag:
    """A tag that was seen. kind: of which row of pages; corners (4, 2), px, from the top left."""

    kind: int
    place: int
    corners: Float64

    @property
    def middle(self) -> Float64:
        return np.asarray(self.corners.mean(axis=0))

    def predicted(self, place: int) -> Float64:
        """Return about where another tag of the page is, from how large and turned this one is."""
        rects = tags_of(last=self.kind == _KINDS - 1)
        right = (self.corners[1] - self.corners[0] + self.corners[2] - self.corners[3]) / 2 / TAG
        down = (self.corners[3] - self.corners[0] + self.corners[2] - self.corners[1]) / 2 / TAG
        dx, dy = rects[place].x - rects[self.place].x, rects[place].y - rects[self.place].y
        return np.asarray(self.middle + right * dx + down * dy)


def find_pages(picture: Colours) -> list[FoundPage]:
    """Return the pages in a photograph, in no order; also of one that was mirrored."""
    found = list(_pages_in(picture))
    return found or list(_pages_in(np.ascontiguousarray(picture[:, ::-1])))


def _pages_in(picture: Colours) -> Iterator[FoundPage]:
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    for group in _grouped(_tags_in(grey)):
        if len(group) >= 2:
            page = _page(picture, grey, group)
            if page is not None:
                yield page


@cache
def _detector(decimate: float) -> Any:  # noqa: ANN401 - the library has no types
    return Detector(
        families="tag36h11", nthreads=2, quad_decimate=decimate, refine_edges=1,
        decode_sharpening=0.25,
    )  # fmt: skip


def _tags_in(grey: Grey) -> list[_Tag]:
    decimate = 2.0 if grey.size > 6_000_000 else 1.0
    tags = []
    with _ONE_AT_A_TIME:
        found = _detector(decimate).detect(np.ascontiguousarray(grey))
    for each in found:
        if each.tag_id in PAPER_TAGS and each.decision_margin >= _LEAST_MARGIN:
            kind, place = divmod(each.tag_id - PAPER_TAGS.start, 4)
            # As pixel middles, from the top left clockwise.
            corners = np.asarray(each.corners, np.float64)[[1, 0, 3, 2]] - 0.5
            tags.append(_Tag(kind, place, corners))
    return tags


def _grouped(tags: Sequence[_Tag]) -> list[list[_Tag]]:
    """Return the tags of each page; several pages may have the same ones."""
    left = sorted(tags, key=lambda each: -cv2.contourArea(each.corners.astype(np.float32)))
    groups = []
    while left:
        first = left.pop(0)
        group = [first]
        for place in range(4):
            near = _nearest(group, place, left)
            if near is not None:
                left.remove(near)
                group.append(near)
        groups.append(group)
    return groups


def _nearest(group: Sequence[_Tag], place: int, left: Sequence[_Tag]) -> _Tag | None:
    """Return the tag that stands where a page with these would have one."""
    first = group[0]
    if any(each.place == place for each in group):
        return None
    wanted = first.predicted(place)
    reach = _MOST_FAR * float(np.linalg.norm(wanted - first.middle))
    fitting = [each for each in left if each.kind == first.kind and each.place == place]
    away = {id(each): float(np.linalg.norm(each.middle - wanted)) for each in fitting}
    fitting = [each for each in fitting if away[id(each)] < reach]
    return min(fitting, key=lambda each: away[id(each)], default=None)


def _corners_of(rect: Rect) -> Float64:
    return np.array(
        [(rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom)]
    )


def _page(picture: Colours, grey: Grey, group: Sequence[_Tag]) -> FoundPage | None:
    rects = tags_of(last=group[0].kind == _KINDS - 1)
    on_page = np.concatenate([_corners_of(rects[each.place]) for each in group])
    in_photograph = np.concatenate([each.corners for each in group])
    if not _is_page(group):
        return None
    roughly = _fitted(on_page, in_photograph)
    text = _square_code(grey, roughly) if roughly is not None else ""
    if len(group) < 4 and (at := _corners_of_square(grey, text)) is not None:
        on_page = np.concatenate([on_page, _corners_of(SQUARE)])
        in_photograph = np.concatenate([in_photograph, at])
    photograph_from_page = _fitted(on_page, in_photograph)
    if photograph_from_page is None:
        return None
    fine = _fineness(photograph_from_page)
    there = cv2.perspectiveTransform(on_page[None], photograph_from_page)[0]
    off_mm = float(np.sqrt(((there - in_photograph) ** 2).sum(axis=1).mean())) / max(fine, 1e-6)
    if off_mm > _MOST_OFF_MM:
        return None
    flat, seen = _laid_flat(picture, photograph_from_page)
    mark = read_mark(text)
    return FoundPage(mark, text, flat, seen, fine, len(group), off_mm)


def _is_page(group: Sequence[_Tag]) -> bool:
    """Tell whether the tags go around as those of a page do, not as seen in a mirror or knotted."""
    middles = [each.middle for each in sorted(group, key=lambda each: each.place)]
    if len(middles) < 3:
        return True
    ring = [*middles, middles[0]]
    return sum(float(a[0] * b[1] - b[0] * a[1]) for a, b in pairwise(ring)) > 0


def _fitted(on_page: Float64, in_photograph: Float64) -> Float64 | None:
    found: object = cv2.findHomography(on_page, in_photograph, 0)[0]
    return None if found is None else np.asarray(found, np.float64)


def _fineness(photograph_from_page: Float64) -> float:
    """Return how many pixels a millimetre has in the middle of the page."""
    middle = np.array([PAGE_WIDTH / 2, PAGE_HEIGHT / 2])
    around = middle + np.array([[(0.0, 0.0), (10.0, 0.0), (0.0, 10.0)]])
    a, b, c = cv2.perspectiveTransform(around, photograph_from_page)[0]
    return float(min(np.linalg.norm(b - a), np.linalg.norm(c - a))) / 10


def _laid_flat(picture: Colours, photograph_from_page: Float64) -> tuple[Colours, Grey]:
    size = (round(PAGE_WIDTH * PX_PER_MM), round(PAGE_HEIGHT * PX_PER_MM))
    to_mm = np.diag([1 / PX_PER_MM, 1 / PX_PER_MM, 1.0])
    # Middles of pixels: pixel 0 of the flat page shows what is half a pixel from its edge.
    to_mm[:2, 2] = 0.5 / PX_PER_MM
    way = photograph_from_page @ to_mm
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    white = (255, 255, 255)
    flat = cv2.warpPerspective(picture, way, size, flags=flags, borderValue=white)
    whole = np.full(picture.shape[:2], 255, np.uint8)
    seen = cv2.warpPerspective(whole, way, size, flags=flags, borderValue=0)
    return np.asarray(flat, np.uint8), np.asarray(seen, np.uint8)


def _square_code(grey: Grey, photograph_from_page: Float64) -> str:
    """Return what the square code of a page says; "" where it cannot be read."""
    for tried in _views_of_square(grey, photograph_from_page):
        for text, _ in _read_all(tried):
            return text
    return ""


def _corners_of_square(grey: Grey, text: str) -> Float64 | None:
    return next((corners for said, corners in _read_all(grey) if said == text), None)


def _views_of_square(grey: Grey, photograph_from_page: Float64) -> Iterator[Grey]:
    """Go through the square laid flat: as it is, evenly lit, and sharpened."""
    fine, area = 14, SQUARE.grown(_MARGIN_MM)
    to_mm = np.array([[1 / fine, 0, area.x], [0, 1 / fine, area.y], [0, 0, 1.0]])
    size = (round(area.width * fine), round(area.height * fine))
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    way = photograph_from_page @ to_mm
    flat = cv2.warpPerspective(grey, way, size, flags=flags, borderValue=255)
    yield np.asarray(flat, np.uint8)
    even = cv2.createCLAHE(3.0, (3, 3)).apply(flat)
    yield np.asarray(even, np.uint8)
    for width in (5, 9):
        soft = cv2.GaussianBlur(flat, (0, 0), width)
        yield np.asarray(cv2.addWeighted(flat, 2.5, soft, -1.5, 0), np.uint8)


def _read_all(picture: Grey) -> Iterator[tuple[str, Float64]]:
    for each in zxingcpp.read_barcodes(
        picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    ):
        if is_ours(each.text):
            where = each.position
            corners = (where.top_left, where.top_right, where.bottom_right, where.bottom_left)
            yield each.text, np.array([(corner.x, corner.y) for corner in corners], np.float64)
