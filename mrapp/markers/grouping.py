"""Which of the tags and codes in a picture are one tile, and where that is: a first guess.

All tiles have the same proportions, so one tag tells where the other three and the QR code must be,
whatever the size: what is there belongs to it. Tags alike in two places are two tiles.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from mrapp.markers.known import KnownTile
from mrapp.markers.planes import homography, in_front, mapped
from mrapp.markers.qr_reader import QrSeen
from mrapp.markers.tag_reader import TagSeen, area
from mrapp.model.tile_layout import TileLayout

Float64 = NDArray[np.float64]

_NEAR_SIDES = 0.6  # of a tag: how far from its place one may seem to be, told from one tag alone
_FIT_SIDES = 0.12  # and once several tell together
_LEAST_PX = 1.5
_MOST_TAGS = 100  # the largest; a picture with more is made to keep one busy
_CLEAR = 3  # codes in their places of a known tile: no need to think of another


@dataclass(frozen=True, eq=False)
class Guess:
    """What may be a tile. tags: by place, clockwise from the top left; px_from_tile: (3, 3).

    known: which it is, if that is told. rivals: other ways to place the same tags.
    """

    layout: TileLayout
    px_from_tile: Float64
    tags: dict[int, TagSeen]
    code: QrSeen | None = None
    known: KnownTile | None = None
    rivals: tuple["Guess", ...] = field(default=())


def guesses(
    tags: Sequence[TagSeen],
    codes: Sequence[QrSeen],
    known: Sequence[KnownTile],
    unknown: TileLayout,
) -> list[Guess]:
    """Return what may be tiles, the best told first; each tag and code belongs to one at most.

    unknown: the measures of a tile that is not among the known.
    """
    left = sorted(tags, key=lambda tag: -tag.side_px)[:_MOST_TAGS]
    codes_left = list(codes)
    found: list[Guess] = []
    ways: dict[int, list[Guess]] = {}
    while left:
        tried: list[Guess] = []
        for tag in left:
            if id(tag) not in ways:
                ways[id(tag)] = _around(tag, left, codes_left, known, unknown)
            tried += ways[id(tag)]
            if any(len(each.tags) == min(4, len(left)) for each in ways[id(tag)]):
                break  # nobody else could tell more
        best = max(tried, key=_told)
        if _told(best)[0] == 1:  # nothing that is left belongs to anything else
            return found + _alone(tried) + _of_codes(codes_left, known, unknown)
        rivals = [
            each
            for each in tried
            if _told(each) == _told(best)
            and {id(tag) for tag in each.tags.values()} == {id(tag) for tag in best.tags.values()}
        ]
        found.append(replace(best, rivals=_distinct(best, rivals)))
        used = {id(tag) for tag in best.tags.values()}
        left = [tag for tag in left if id(tag) not in used]
        codes_left = [code for code in codes_left if code is not best.code]
        # Only who counted on what is gone has to look around again.
        ways = {
            key: kept
            for key, kept in ways.items()
            if key not in used
            and not any(
                (best.code is not None and each.code is best.code)
                or used & {id(tag) for tag in each.tags.values()}
                for each in kept
            )
        }
    return found + _of_codes(codes_left, known, unknown)


def _alone(tried: Sequence[Guess]) -> list[Guess]:
    """One guess for each tag, its rivals the other places that it may have."""
    ways: dict[int, list[Guess]] = {}
    for each in sorted(tried, key=lambda guess: guess.known is None):
        (tag,) = each.tags.values()
        ways.setdefault(id(tag), []).append(each)
    return [
        first if first.known else replace(first, rivals=tuple(others))
        for first, *others in ways.values()
    ]


def _told(guess: Guess) -> tuple[int, bool, bool]:
    agrees = guess.code is not None and guess.known is not None
    return (
        len(guess.tags) + (guess.code is not None),
        agrees,
        guess.known is not None,
    )


def _distinct(best: Guess, rivals: Sequence[Guess]) -> tuple[Guess, ...]:
    """One of each."""
    kept = {_key(best): best}
    for each in rivals:
        kept.setdefault(_key(each), each)
    return tuple(kept.values())[1:]


def _key(guess: Guess) -> tuple[object, ...]:
    return (guess.known and (guess.known.tile_id, guess.known.text), *sorted(guess.tags))


def _around(
    tag: TagSeen,
    tags: Sequence[TagSeen],
    codes: Sequence[QrSeen],
    known: Sequence[KnownTile],
    unknown: TileLayout,
) -> list[Guess]:
    """Every way in which a tag can be part of a tile, with what else would be of that tile."""
    mine = [
        _gathered(tag, tile.tags.index(tag.tag_id), tags, codes, tile.layout, tile)
        for tile in known
        if tag.tag_id in tile.tags
    ]
    if any(_told(each)[0] >= _CLEAR and each.known for each in mine):
        return mine
    return mine + [_gathered(tag, place, tags, codes, unknown, None) for place in range(4)]


def _gathered(
    first: TagSeen,
    place: int,
    tags: Sequence[TagSeen],
    codes: Sequence[QrSeen],
    layout: TileLayout,
    known: KnownTile | None,
) -> Guess:
    flat = layout.tag_corners()[:, :, :2]
    matrix = homography(flat[place], first.corners)
    assert matrix is not None, "a tag has four corners"
    mine = {place: first}
    if not in_front(matrix, layout.corners()[:, :2]):
        return Guess(layout, matrix, mine, None, known)
    for other in range(4):
        if other == place:
            continue
        wished = mapped(matrix, flat[other])
        reach = _NEAR_SIDES * float(np.sqrt(abs(area(wished))))
        near = [
            (off, tag)
            for tag in tags
            if tag is not first
            and (known is None or tag.tag_id == known.tags[other])
            and (off := float(np.abs(tag.corners - wished).mean())) < reach
        ]
        if near:
            mine[other] = min(near, key=lambda each: each[0])[1]
    mine = _agreeing(mine, flat, place)
    matrix = _fitted(mine, flat)
    code = next((each for each in codes if _holds(matrix, layout, each)), None)
    if known is not None and code is not None and code.text not in (None, known.text):
        known = None  # what the code says has the last word
    return Guess(layout, matrix, mine, code, known)


def _fitted(tags: dict[int, TagSeen], flat: Float64) -> Float64:
    places = sorted(tags)
    matrix = homography(
        np.concatenate([flat[each] for each in places]),
        np.concatenate([tags[each].corners for each in places]),
    )
    assert matrix is not None, "a tag has four corners"
    return matrix


def _agreeing(tags: dict[int, TagSeen], flat: Float64, first: int) -> dict[int, TagSeen]:
    """Leave out, one by one, whichever tag the others do not agree with."""
    alone = {first: tags[first]}
    while len(tags) > 1:
        matrix = _fitted(tags, flat)
        off = {
            each: float(np.abs(mapped(matrix, flat[each]) - tag.corners).max())
            / max(_LEAST_PX, _FIT_SIDES * tag.side_px)
            for each, tag in tags.items()
        }
        if max(off.values()) <= 1.0:
            break
        if len(tags) == 2:
            return alone
        worst = max(off, key=lambda each: off[each])
        tags = {each: tag for each, tag in tags.items() if each != worst}
    return tags


def _holds(matrix: Float64, layout: TileLayout, code: QrSeen) -> bool:
    """Whether a code lies where the tile's own must be."""
    wished = mapped(matrix, layout.qr_corners()[:, :2])
    side = float(np.sqrt(abs(area(wished))))
    return bool(np.abs(wished - code.corners).mean() < 0.15 * side + 2)


def _of_codes(
    codes: Sequence[QrSeen], known: Sequence[KnownTile], unknown: TileLayout
) -> list[Guess]:
    return [each for code in codes if (each := _of_code(code, known, unknown))]


def _of_code(code: QrSeen, known: Sequence[KnownTile], unknown: TileLayout) -> Guess | None:
    """A tile of which the code alone was seen."""
    if area(code.corners) <= 0:
        return None
    tile = next((each for each in known if code.text and each.text == code.text), None)
    layout = tile.layout if tile else unknown
    matrix = homography(layout.qr_corners()[:, :2], code.corners)
    return None if matrix is None else Guess(layout, matrix, {}, code, tile)
