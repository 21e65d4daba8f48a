"""Printed codes that a headset sees, and the tile that they tell: the port, and what is made of it.

stage: the headset's own frame, metres, y up. Frame `tile` as in `mrapp.model.tile_layout`.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mrapp.app.anchors import Anchor, AnchorFilter, Array, Calm, levelled, metres_apart, tilt_rad
from mrapp.app.tiles.address import tile_address
from mrapp.model.project import Project
from mrapp.model.tile_layout import TileLayout
from mrapp.model.tiles import TileState

_UP = np.array([0.0, 1.0, 0.0])
# Steeper than this it hangs on a wall, or was seen wrongly: nothing can stand on it.
_MOST_TILT_RAD = math.radians(25.0)
_LEAST_TAGS = 2
# Modules do not matter for where the tags are.
_ANY_MODULES = 25


@dataclass(frozen=True, eq=False)
class MarkerSeen:
    """A printed code as a headset tells of it.

    stage_from_marker: (4, 4), turn and shift; zero in its middle, x to the right and y up as a
    reader sees it, z out of it. text: of a QR code; tag: the id of an AprilTag 36h11.
    """

    stage_from_marker: Array
    text: str | None = None
    tag: int | None = None


class MarkerTracking(Protocol):
    """Finds printed codes round a headset, without ever waiting for them."""

    def look(self, time_ns: int) -> Sequence[MarkerSeen] | None:
        """Return what is tracked now; None: nothing new since the last time. On its own clock."""
        ...

    def close(self) -> None:
        """Look no more; safe to call twice."""
        ...


@dataclass(frozen=True)
class KnownTile:
    """A tile on which the city may be put: where it belongs, local metres, and its measures.

    text: what its QR code says. heading_rad: which way its top points, clockwise from north.
    """

    tile_id: str
    text: str
    tags: tuple[int, int, int, int]
    size_m: float
    place: tuple[float, float, float]
    heading_rad: float


def known_tiles(project: Project) -> tuple[KnownTile, ...]:
    """Return the tiles of a project that count, as a headset may meet them."""
    origin = project.origin.frame()
    found = []
    for tile in project.tiles:
        if tile.state is TileState.REMOVED:
            continue
        lies = tile.stands
        text = tile_address(project.tiling.host, tile.code)
        place = (lies.x - origin.x, lies.y - origin.y, lies.nap - origin.nap)
        heading = math.radians(lies.heading_deg)
        found.append(KnownTile(tile.id, text, tile.tags, tile.size_mm / 1000, place, heading))
    return tuple(found)


@dataclass(frozen=True, eq=False)
class TileFound:
    """A tile that a headset sees. anchor: stage_from_tile, calmed and level."""

    tile: KnownTile
    anchor: Anchor


class TileAnchors:
    """Says where tiles lie in the stage, from what is seen again and again."""

    def __init__(self, tiles: Iterable[KnownTile]) -> None:
        self._tiles = tuple(tiles)
        # Three centimetres of a change are more than noise; half a metre is waited for once more.
        apart = metres_apart(0.3, 0.03)
        calm = Calm(least=0.2, jump=15.0, again_s=2.0)
        self._filters = {tile.tile_id: AnchorFilter(apart, calm) for tile in self._tiles}

    def take(self, markers: Sequence[MarkerSeen], at_s: float) -> TileFound | None:
        """Take in what is seen; returns a tile that lies level among it, by its QR code first."""
        for tile in self._tiles:
            seen = stage_from_tile(tile, markers)
            if seen is not None and tilt_rad(seen, _UP) <= _MOST_TILT_RAD:
                anchor = self._filters[tile.tile_id].seen(levelled(seen, _UP), at_s)
                return TileFound(tile, anchor)
        return None


def stage_from_tile(tile: KnownTile, markers: Sequence[MarkerSeen]) -> Array | None:
    """Return where a tile is by its own codes: the QR code, else two tags; None: neither is seen.

    A QR code that says something else is another's, whatever tags lie beside it.
    """
    for marker in markers:
        if marker.text is not None and marker.text.upper() == tile.text.upper():
            return marker.stage_from_marker
    tags = {marker.tag: marker for marker in markers if marker.tag is not None}
    there = [number for number, tag in enumerate(tile.tags) if tag in tags]
    if len(there) < _LEAST_TAGS or any(marker.text is not None for marker in markers):
        return None
    middles = TileLayout(tile.size_m, _ANY_MODULES).tag_corners().mean(axis=1)
    # Points a little above the tags tell which way is out where only two are seen.
    outs = (0.0, tile.size_m)
    on_tile = [middles[number] + [0.0, 0.0, out] for number in there for out in outs]
    seen = [tags[tile.tags[number]].stage_from_marker for number in there]
    in_stage = [each[:3, 3] + each[:3, 2] * out for each in seen for out in outs]
    return _moved(np.array(on_tile), np.array(in_stage))


def _moved(points: Array, there: Array) -> Array:
    """Return the turn and shift that bring points, (n, 3), nearest to others.

    Source: Kabsch, "A solution for the best rotation to relate two sets of vectors" (1976).
    """
    middle, to = points.mean(axis=0), there.mean(axis=0)
    left, _, right = np.linalg.svd((points - middle).T @ (there - to))
    sign = np.sign(np.linalg.det(right.T @ left.T))
    result = np.eye(4)
    result[:3, :3] = right.T @ np.diag([1.0, 1.0, sign]) @ left.T
    result[:3, 3] = to - result[:3, :3] @ middle
    return result
