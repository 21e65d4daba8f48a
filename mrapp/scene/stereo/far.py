"""Draws what is far from a visitor with fewer faces, and changes it over where nobody looks."""

import math
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.asset_view import AssetView
from mrapp.scene.pose import Vec3
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.simpler import Simpler
from mrapp.scene.tile_view import TileView

Array = NDArray[np.float64]

MIDDLE_RAD = math.radians(35.0)
"""So far from straight ahead the eye sees well; nothing changes over there while it is seen."""

# Who steps to and fro at the edge of what is far does not change it with each step.
_NEARER = 0.9
# What a frame may take for it: of one that is seen, and of one that is not.
_SEEN_S, _UNSEEN_S = 0.0015, 0.020
_NONE = np.zeros((0, 3))


@dataclass(frozen=True, eq=False)
class _Tile:
    """A tile that can be drawn with fewer faces; its blocks have the numbers from `first` on."""

    asset: AssetView
    view: TileView
    simpler: Simpler
    first: int

    @property
    def blocks(self) -> slice:
        return slice(self.first, self.first + len(self.simpler.middles))


class FarBlocks:
    """Blocks of the city that are drawn with fewer faces from `far_m` on; None: none are.

    The plan itself is always drawn whole. shown: tells what is shown.
    """

    def __init__(self, shown: Callable[[], Sequence[AssetView]]) -> None:
        self.far_m: float | None = None
        self._shown = shown
        self._maker: ThreadPoolExecutor | None = None
        self._made: dict[PreparedMesh, Future[None]] = {}
        self._of: tuple[AssetView, ...] = ()
        self._tiles: list[_Tile] = []
        self._middles, self._radii = _NONE, _NONE[:, 0]
        self._far = self._wanted = np.zeros(0, np.bool_)

    @property
    def waiting(self) -> bool:
        """Whether any block is still to change over, such as what the visitor looks at now."""
        return bool((self._wanted != self._far).any())

    @property
    def share(self) -> float:
        """The share of the blocks that are drawn with fewer faces now."""
        return float(self._far.mean()) if len(self._far) else 0.0

    def update(self, head: Vec3, ahead: Vec3, *, unseen: bool) -> None:
        """Change over what is to, and may: what does not lie ahead, all where it is unseen.

        head: local metres; ahead: where the visitor looks, a unit vector.
        """
        if self.far_m is None and not self._far.any():
            self._wanted = self._far
            return
        self._take_in()
        away = self._middles - np.array(head)
        distance = np.linalg.norm(away, axis=1)
        edge = np.where(self._far, _NEARER, 1.0) * (np.inf if self.far_m is None else self.far_m)
        self._wanted = distance - self._radii > edge
        changing = self._wanted != self._far
        if changing.any() and not unseen:
            changing &= ~_in_the_middle(away, distance, self._radii, np.array(ahead))
        if changing.any():
            self._change(changing, time.perf_counter() + (_UNSEEN_S if unseen else _SEEN_S))

    def close(self) -> None:
        """Make no more."""
        if self._maker is not None:
            self._maker.shutdown(cancel_futures=True)
        self._maker = None
        self._made.clear()

    def _change(self, changing: NDArray[np.bool_], until_s: float) -> None:
        for tile in self._tiles:
            if changing[tile.blocks].any():
                self._far[tile.blocks] ^= changing[tile.blocks]
                tile.view.draw_far(tile.simpler, self._far[tile.blocks])
                if time.perf_counter() > until_s:
                    return

    def _take_in(self) -> None:
        """Take in what is shown now, once it is all there and made ready."""
        shown = self._shown()
        views = tuple(view for view in shown if self._ready(view))
        if views == self._of:
            return
        for tile in self._tiles:
            if tile.asset in shown and tile.asset not in views:
                tile.view.draw_far(tile.simpler, np.zeros(len(tile.simpler.middles), np.bool_))
        kept = {view.prepared for view in shown}
        self._made = {prepared: made for prepared, made in self._made.items() if prepared in kept}
        self._of, self._tiles, count = views, [], 0
        for asset in views:
            for view, simpler in zip(asset.tiles, asset.prepared.simpler or (), strict=True):
                if simpler is not None:
                    self._tiles.append(_Tile(asset, view, simpler, count))
                    count += len(simpler.middles)
        tiles = self._tiles
        self._middles = np.concatenate([_NONE, *(tile.simpler.middles for tile in tiles)])
        self._radii = np.concatenate([_NONE[:, 0], *(tile.simpler.radii_m for tile in tiles)])
        self._far = np.zeros(count, np.bool_)
        for tile in tiles:
            if tile.view.far is not None:
                self._far[tile.blocks] = tile.view.far

    def _ready(self, view: AssetView) -> bool:
        # What is carried about is near at hand, and not where its blocks are.
        if view.role == "design" or view.carry.rows is not None or view.unbuilt:
            return False
        if view.prepared not in self._made:
            if self._maker is None:
                self._maker = ThreadPoolExecutor(1, thread_name_prefix="far blocks")
            self._made[view.prepared] = self._maker.submit(view.prepared.find_simpler)
        return self._made[view.prepared].done() and view.prepared.simpler is not None


def _in_the_middle(away: Array, distance: Array, radii: Array, ahead: Array) -> NDArray[np.bool_]:
    """Return which balls (n,) reach into the middle of the view. away: from the eye, (n, 3)."""
    straight = np.arccos(np.clip(away @ ahead / np.maximum(distance, 1e-6), -1.0, 1.0))
    half = np.arcsin(np.clip(radii / np.maximum(distance, 1e-6), 0.0, 1.0))
    found: NDArray[np.bool_] = (straight - half < MIDDLE_RAD) | (distance <= radii)
    return found
