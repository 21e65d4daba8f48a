"""Pins that would lie over each other become one mark with a count. Numpy only.

The directions from the eye are divided into cells on a cube that stands round it, its faces to the
north, the sky and so on: what is grouped depends on where the eye is, not on where it looks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.pose import Vec3

Array = NDArray[np.float64]
# Cells along a quarter of a circle, at most: the keys of cells must not run into each other.
_MOST = 1 << 16


@dataclass(frozen=True, eq=False)
class Groups:
    """Marks for n pins.

    mark, (n,): the number of the mark each pin belongs to. at, (m,): the pin where a mark stands,
    the one in the middle of its pins. counts, (m,): how many pins it stands for.
    """

    mark: NDArray[np.intp]
    at: NDArray[np.intp]
    counts: NDArray[np.int64]


def grouped(places: Array, eye: Vec3, cell_rad: float, apart: int | None = None) -> Groups:
    """Return the marks for pins at `places` (n, 3), local metres, seen from an eye.

    cell_rad: what lies within about this angle becomes one. apart: the number of a pin that is
    grouped with no other.
    """
    if not len(places):
        none = np.zeros(0, dtype=np.intp)
        return Groups(none, none, np.zeros(0, dtype=np.int64))
    ways = places - np.array(eye)
    ways /= np.maximum(np.linalg.norm(ways, axis=1), 1e-9)[:, None]
    first, count = _numbered(_cells(ways, cell_rad, 0.0))
    # Once more in cells that lie half a cell aside: what was divided by an edge comes together.
    again, count = _numbered(_cells(_means(ways, first, count), cell_rad, 0.5))
    mark = again[first]
    if apart is not None:
        mark[apart] = count
        mark, count = _numbered(mark)
    return Groups(mark, _middles(ways, mark, count), np.bincount(mark, minlength=count))


def _cells(ways: Array, cell_rad: float, shift: float) -> NDArray[np.int64]:
    """Return the key of the cell that each direction (n, 3) falls in."""
    axis = np.abs(ways).argmax(axis=1)
    rows = np.arange(len(ways))
    main = ways[rows, axis]
    main = np.where(np.abs(main) < 1e-12, 1e-12, main)
    # Equal angles, not equal steps: else cells would be small in the corners of a face.
    one = np.arctan(ways[rows, (axis + 1) % 3] / main)
    two = np.arctan(ways[rows, (axis + 2) % 3] / main)
    step = max(cell_rad, np.pi / _MOST)
    u, v = (np.floor(angle / step + shift).astype(np.int64) + _MOST // 2 for angle in (one, two))
    face = 2 * axis + (main > 0.0)
    return np.asarray((face * _MOST + u) * _MOST + v)


def _numbered(keys: NDArray[np.integer]) -> tuple[NDArray[np.intp], int]:
    """Return keys as numbers from 0 on, and how many there are."""
    found, number = np.unique(keys, return_inverse=True)
    return number.reshape(-1), len(found)


def _means(ways: Array, group: NDArray[np.intp], count: int) -> Array:
    """Return the mean direction of each group, (count, 3); not of unit length."""
    return np.stack([np.bincount(group, ways[:, axis], count) for axis in range(3)], axis=1)


def _middles(ways: Array, group: NDArray[np.intp], count: int) -> NDArray[np.intp]:
    """Return of each group the one that lies nearest to its mean direction."""
    near = np.einsum("nk,nk->n", ways, _means(ways, group, count)[group])
    best = np.full(count, -np.inf)
    np.maximum.at(best, group, near)
    numbers = np.flatnonzero(near == best[group])
    result = np.zeros(count, dtype=np.intp)
    result[group[numbers]] = numbers
    return result
