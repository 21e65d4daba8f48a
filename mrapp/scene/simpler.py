"""A piece with fewer faces, for where it is far away: can be made in any thread. Numpy only."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import Surface
from mrapp.model.numbering import among, numbered
from mrapp.scene.drawn import Drawn
from mrapp.scene.land import LAND

# What is smaller than this is left out, or falls together with what is beside it; in the crowns of
# trees, whose faces shade into each other, that may be more.
_DETAIL_M, _LEAVES_M = 0.6, 1.5
_BLOCK_M = 100.0
# Fewer faces are not worth an actor of their own, nor is what hardly gets fewer.
_LEAST, _WORTH = 400, 0.8


@dataclass(frozen=True, eq=False)
class Simpler:
    """What is drawn of a piece that is far away, and the blocks that are far away or not.

    corners, normals, colours, uv, more: as in `Drawn`; triangles: (k, 3) int32 into these; of: (k,)
    the triangle of the piece that each stands for. Whole things lie in one block each: block: of
    each triangle of the piece; middles: (b, 3) and radii_m: (b,) the ball round each, local metres.
    """

    corners: NDArray[np.float32]
    normals: NDArray[np.float32]
    colours: NDArray[np.uint8]
    uv: NDArray[np.float32] | None
    more: Mapping[str, NDArray[np.float32]]
    triangles: NDArray[np.int32]
    of: NDArray[np.int64]
    block: NDArray[np.int32]
    middles: NDArray[np.float64]
    radii_m: NDArray[np.float64]


def simpler(drawn: Drawn, roots: NDArray[np.int64]) -> Simpler | None:
    """Return a piece with fewer faces; None where there would not be many fewer.

    roots: (objects,) of its mesh, see `extents.roots_of`.
    """
    count = len(drawn.triangles)
    if count < _LEAST:
        return None
    at, kept = _fallen_together(drawn)
    if len(kept) > _WORTH * count:
        return None
    corners = drawn.triangles[kept].reshape(-1)
    block, boxes = _blocks(drawn, roots)
    return Simpler(
        at[corners],
        drawn.normals[corners],
        drawn.colours[corners],
        None if drawn.uv is None else drawn.uv[corners],
        {name: values[corners] for name, values in drawn.more.items()},
        np.arange(len(corners), dtype=np.int32).reshape(-1, 3),
        kept,
        block,
        boxes.mean(axis=1),
        np.linalg.norm(boxes[:, 1] - boxes[:, 0], axis=1) / 2.0,
    )


def _fallen_together(drawn: Drawn) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Return where corners come to be that lie in one small cube, and which triangles are left.

    Land stays as it is: it lies in thin layers, which must not come up through each other.
    """
    piece, triangles = drawn.piece, drawn.triangles
    side_m = _LEAVES_M if piece.smooth else _DETAIL_M
    cube = np.floor((drawn.corners - drawn.low) / side_m).astype(np.int64)
    wide, deep, _ = (cube.max(axis=0) + 1).tolist()
    cell = numbered(cube[:, 0] + wide * (cube[:, 1] + deep * cube[:, 2]))[1].astype(np.int64)
    land = among(piece.taken(piece.mesh.surface), (*LAND, Surface.WATER))
    lies = np.zeros(len(cell), np.bool_)
    lies[triangles[land]] = True
    cells = int(cell.max()) + 1
    cell = np.where(lies, cells + np.arange(len(cell)), cell)
    weight = np.maximum(np.bincount(cell), 1)
    sums = [np.bincount(cell, drawn.corners[:, axis]) / weight for axis in range(3)]
    at = np.stack(sums, axis=1)[cell].astype(np.float32)
    ends = np.sort(cell[triangles], axis=1)
    real = np.flatnonzero((ends[:, 0] != ends[:, 1]) & (ends[:, 1] != ends[:, 2]))
    # Two sides of what is thin lie in one place by now, and would be seen by turns.
    once = np.unique(ends[real], axis=0, return_index=True)[1]
    return at, real[np.sort(once)]


def _blocks(
    drawn: Drawn, roots: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """Return the block of each triangle, (k,), and the box round each, (b, 2, 3) local metres."""
    whole = numbered(roots[drawn.piece.object_index])[1].astype(np.int64)
    first = drawn.corners[drawn.triangles[:, 0], :2].astype(np.float64)
    count = np.bincount(whole)[:, None]
    middle = np.stack([np.bincount(whole, first[:, axis]) for axis in (0, 1)], axis=1) / count
    square = np.floor((middle - drawn.low[:2]) / _BLOCK_M).astype(np.int64)
    of_whole = numbered(square[:, 0] + (int(square[:, 0].max()) + 1) * square[:, 1])[1]
    block = of_whole.astype(np.int32)[whole]
    boxes = np.empty((int(block.max()) + 1, 2, 3))
    boxes[:, 0], boxes[:, 1] = np.inf, -np.inf
    corners = drawn.corners[drawn.triangles].astype(np.float64)
    np.minimum.at(boxes[:, 0], block, corners.min(axis=1))
    np.maximum.at(boxes[:, 1], block, corners.max(axis=1))
    return block, boxes
