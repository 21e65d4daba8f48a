"""Brings large files onto the screen bit by bit, so that no frame takes long for it."""

import math
import time
from collections.abc import Callable, Iterable, Sequence

from mrapp.scene.asset_view import AssetView
from mrapp.scene.pose import Vec3
from mrapp.scene.tile_view import TileView

# What one frame may bring: so many triangles to upload, and so long to make them ready for it.
_TRIANGLES = 150_000
_TIME_S = 0.020


class Building:
    """What is being brought onto the screen of a view, frame by frame, until somebody halts it."""

    def __init__(self, shown: Callable[[], Sequence[AssetView]]) -> None:
        """shown: tells what is shown, or is to be."""
        self._shown = shown
        self._halted = False

    @property
    def halted(self) -> bool:
        """Whether somebody halted it before all was there."""
        return self._halted

    @property
    def unfinished(self) -> bool:
        """Whether there is more to come with the next frames."""
        return not self._halted and any(view.unfinished for view in self._shown())

    @property
    def bare(self) -> bool:
        """Whether nothing of any file is there yet."""
        return not any(tile.built for view in self._shown() for tile in view.tiles)

    def some(self, eye: Vec3) -> bool:
        """Bring what one frame can. Returns whether that was any."""
        return not self._halted and build_some(self._shown(), eye)

    def halt(self) -> None:
        """Bring no more until `go_on`; what is there stays. Where all is there, nothing halts."""
        self._halted = any(view.lacking for view in self._shown())

    def go_on(self) -> None:
        """Bring the rest, or what is new or shown again."""
        self._halted = False


def build_some(views: Iterable[AssetView], eye: Vec3) -> bool:
    """Build what one frame can bring, nearest to the eye first. Returns whether that was any."""
    views = list(views)
    begun_s = time.perf_counter()
    tiles = sorted((tile for view in views for tile in view.unbuilt), key=lambda t: _away(t, eye))
    left = _TRIANGLES
    for number, tile in enumerate(tiles):
        left -= len(tile.piece.triangles)
        if number and (left < 0 or time.perf_counter() - begun_s > _TIME_S):
            return True
        tile.build()
    edged = [view for view in views if view.unfinished]
    while edged and time.perf_counter() - begun_s < _TIME_S:
        edged[0].build_edges()
        edged = [view for view in edged if view.unfinished]
    return bool(tiles or edged)


def _away(tile: TileView, eye: Vec3) -> float:
    low, high = tile.bounds
    return math.dist((low + high) / 2.0, eye)
