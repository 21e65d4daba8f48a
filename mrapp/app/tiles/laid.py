"""Tiles as a view is to show them: where each lies, how large, in which state, with its picture."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.project import Project
from mrapp.model.tiles import Tile, TilePlace, TileState

Grey = NDArray[np.uint8]

PictureOf = Callable[[Tile], Grey | None]
"""Gives the drawn design of a tile, (n, n), its top at the top; None while there is none."""


@dataclass(frozen=True, eq=False)
class LaidTile:
    """One tile in the view. picture: (n, n) grey, its top at the top; None: not drawn yet."""

    id: str
    place: TilePlace
    size_m: float
    state: TileState
    picture: Grey | None = None


@dataclass(frozen=True, eq=False)
class LaidTiles:
    """The tiles that a view shows; `chosen` is the id of the one that stands out.

    handled: whether handles lie round that one, which leave no room for its sign.
    """

    tiles: tuple[LaidTile, ...]
    chosen: str | None = None
    handled: bool = False


def laid_tiles(
    project: Project, picture_of: PictureOf, chosen: str | None = None, *, handled: bool = False
) -> LaidTiles:
    """Return the tiles of a project as a view shows them: each where it lies as far as is known."""
    tiles = tuple(
        LaidTile(tile.id, tile.stands, tile.size_mm / 1000.0, tile.state, picture_of(tile))
        for tile in project.tiles
    )
    return LaidTiles(tiles, chosen, handled)
