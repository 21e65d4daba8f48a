"""Puts the city on a tile that a visitor's headset sees, and again where the tile is moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from mrapp.app.anchors import Array, metres_apart
from mrapp.app.marker_tracking import KnownTile, TileAnchors
from mrapp.xr.device import Frame, Headset
from mrapp.xr.moving.walker import Walker

# A tile that is shoved this far was moved on purpose; less may be what the headset learns.
_MOVED_M = 0.05
# It is to be seen so often alike before the city goes there.
_SURE = 2


class Came(StrEnum):
    """What came of a tile in sight: the city stands on it, or it lies where no model can stand."""

    FOUND = "found"
    REFUSED = "refused"


@dataclass
class _Wish:
    anchors: TileAnchors
    life_size: bool
    seen: int = 0
    laid: Array | None = None


class Anchoring:
    """Looks for tiles while that is wished, and moves nothing but through the walker."""

    def __init__(self, headset: Headset, walker: Walker) -> None:
        self._headset, self._walker = headset, walker
        self._wish: _Wish | None = None
        self._apart = metres_apart(0.3, _MOVED_M)

    def look_for(self, tiles: Sequence[KnownTile], *, life_size: bool) -> None:
        """Put the city on the first of these that is seen, from now on."""
        self._wish = _Wish(TileAnchors(tiles), life_size)

    def stop(self) -> None:
        """Look no more; the city stays where it is."""
        self._wish = None

    def follow(self, frame: Frame) -> Came | None:
        """Take in a frame; returns what came of it, once for each place where a tile lies."""
        wish = self._wish
        if wish is None:
            return None
        seen = self._headset.codes(frame)
        found = wish.anchors.take(seen, frame.shown_at_ns / 1e9) if seen else None
        if found is None:
            return None
        matrix = found.anchor.matrix
        if wish.laid is not None and self._apart(wish.laid, matrix) < 1.0:
            return None
        wish.seen += 1
        if wish.seen < _SURE:
            return None
        wish.seen = 0
        wish.laid = matrix
        stands = self._walker.stand_on_tile(found, life_size=wish.life_size)
        return Came.FOUND if stands else Came.REFUSED
