"""Outlines as pixels, each as dark as the part of it that they cover: exact, not sampled."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Float64 = NDArray[np.float64]
Float32 = NDArray[np.float32]

_ROWS = 512  # at once: a whole picture of 7,000 pixels would take a gigabyte


def covered(polygons: Sequence[Float64], width: int, height: int) -> Float32:
    """Return how much of each pixel closed polygons cover, (height, width), 0..1.

    polygons: corners, (n, 2), pixel edges, x to the right and y down; all of one winding that
    overlap count once, holes go the other way round. By the areas to the right of each edge, summed
    along the rows.
    """
    parts = [np.hstack([line, np.roll(line, -1, axis=0)]) for line in polygons]
    edges = np.concatenate([np.zeros((0, 4)), *parts])
    edges = edges[edges[:, 1] != edges[:, 3]]
    picture = np.zeros((height, width), np.float32)
    low, high = edges[:, 1::2].min(axis=1), edges[:, 1::2].max(axis=1)
    for top in range(0, height, _ROWS):
        rows = min(_ROWS, height - top)
        near = edges[(low < top + rows) & (high > top)] - np.array([0.0, top, 0.0, top])
        picture[top : top + rows] = _band(near, width, rows)
    return picture


def _band(edges: Float64, width: int, height: int) -> Float32:
    pieces = _cut(edges[:, [1, 0, 3, 2]], height)[:, [1, 0, 3, 2]]
    row = np.floor((pieces[:, 1] + pieces[:, 3]) / 2).astype(np.int64)
    pieces[:, ::2] = np.clip(pieces[:, ::2], 0.0, width)
    upright = pieces[:, 0] == pieces[:, 2]
    row = np.concatenate([row[upright], _rows_of(pieces[~upright])])
    pieces = np.concatenate([pieces[upright], _cut(pieces[~upright], width)])
    middle = (pieces[:, 0] + pieces[:, 2]) / 2
    column = np.minimum(np.floor(middle), width).astype(np.int64)
    fall, beside = pieces[:, 3] - pieces[:, 1], middle - column
    wide = width + 2
    at = row * wide + column
    sums = np.bincount(at, fall * (1 - beside), height * wide)
    sums += np.bincount(at + 1, fall * beside, height * wide)
    summed = np.cumsum(sums.reshape(height, wide), axis=1)[:, :width]
    return np.minimum(np.abs(summed), 1.0).astype(np.float32)


def _rows_of(pieces: Float64) -> NDArray[np.int64]:
    """Return the row of each part that `_cut` makes of pieces within one row."""
    rows = np.floor((pieces[:, 1] + pieces[:, 3]) / 2).astype(np.int64)
    return np.repeat(rows, _counts(pieces)[1])


def _counts(edges: Float64) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return in which whole step of the first axis edges begin, and how many they meet."""
    first = np.floor(edges[:, ::2].min(axis=1)).astype(np.int64)
    count = np.ceil(edges[:, ::2].max(axis=1)).astype(np.int64) - first
    return first, np.maximum(count, 1)


def _cut(edges: Float64, most: int) -> Float64:
    """Return edges (a0, b0, a1, b1) cut at whole a, the parts outside 0..most left out."""
    a0, b0, a1, b1 = edges.T
    # Cut off what lies outside, so that the number of parts stays small.
    ends = np.clip(np.stack([a0, a1]), 0, most)
    slope = (b1 - b0) / np.where(a1 == a0, 1.0, a1 - a0)
    edges = np.stack(
        [ends[0], b0 + (ends[0] - a0) * slope, ends[1], b0 + (ends[1] - a0) * slope], axis=1
    )
    first, count = _counts(edges)
    which = np.repeat(np.arange(len(edges)), count)
    begins = np.cumsum(count) - count
    step = first[which] + np.arange(len(which)) - begins[which]
    a0, b0, a1, b1 = edges[which].T
    slope = slope[which]
    starts, stops = np.clip(a0, step, step + 1), np.clip(a1, step, step + 1)
    return np.stack([starts, b0 + (starts - a0) * slope, stops, b0 + (stops - a0) * slope], axis=1)
