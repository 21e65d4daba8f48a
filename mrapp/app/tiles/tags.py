"""The AprilTags of tiles: which a new one gets, and which tile two of them mean."""

import math
from collections.abc import Collection, Iterable
from typing import cast

from mrapp.model.project import Project
from mrapp.model.tiles import PAPER_TAGS, Tile, TilePlace, TileState

Tags = tuple[int, int, int, int]

_LEAST = 2  # so many tags mean a tile: one alone may be of another


def free_tags(tiles: Iterable[Tile], place: TilePlace) -> Tags:
    """Return the tags for a new tile at a place.

    Those that no tile has come first; once the family is used up, those whose tiles lie farthest
    away, no two of one tile as long as that can be. A removed tile holds on to its tags until then.
    """
    users: dict[int, list[Tile]] = {tag: [] for tag in range(PAPER_TAGS.start)}
    for tile in tiles:
        for tag in tile.tags:
            users[tag].append(tile)
    ordered = sorted(users, key=lambda tag: (-_nearest_m(users[tag], place), tag))
    chosen: list[int] = []
    shared: set[str] = set()
    for tag in ordered:
        ids = {tile.id for tile in users[tag]}
        if not ids & shared:
            chosen.append(tag)
            shared |= ids
        if len(chosen) == 4:
            break
    rest = (tag for tag in ordered if tag not in chosen)
    chosen.extend(next(rest) for _missing in range(4 - len(chosen)))
    return cast("Tags", tuple(chosen))


def _nearest_m(tiles: Iterable[Tile], place: TilePlace) -> float:
    """Return how far the nearest of some tiles is; one that was removed is farther than any."""
    far = (
        1e9 if tile.state is TileState.REMOVED else math.dist(_flat(tile.stands), _flat(place))
        for tile in tiles
    )
    return min(far, default=math.inf)


def tiles_with(
    project: Project, tags: Collection[int], near: TilePlace | None = None, within_m: float = 100.0
) -> tuple[Tile, ...]:
    """Return the tiles that seen tags may be of: one is an answer, several ask "which?".

    At least two tags mean a tile; those with most of them count. near, within_m: where the picture
    was taken, as far as is known; what lies farther away is not meant.
    """
    seen = set(tags)
    places = [
        tile
        for tile in project.tiles
        if near is None or math.dist(_flat(tile.stands), _flat(near)) <= within_m
    ]
    most = max((len(seen & set(tile.tags)) for tile in places), default=0)
    if most < _LEAST:
        return ()
    return tuple(tile for tile in places if len(seen & set(tile.tags)) == most)


def _flat(place: TilePlace) -> tuple[float, float]:
    return place.x, place.y
