"""Many places by a few small matrices, quicker than by a library for large ones."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Float = TypeVar("_Float", np.float32, np.float64)


def moved(
    places: NDArray[np.floating], matrices: NDArray[np.float64], room: NDArray[_Float]
) -> NDArray[_Float]:
    """Return places (n, 3) moved by each of matrices (k, 3 or 4, 4), in `room` (k, n, 3).

    Not by matmul, whose threads wait for each other over matrices so small; and what a matrix does
    not mix, as most that turn upright things do not, costs nothing.
    """
    for row in range(3):
        along = room[:, :, row]
        factors = matrices[:, row, :, None].astype(room.dtype)
        mixed = np.flatnonzero(factors[:, :3].any(axis=(0, 2)))
        along[:] = 0.0 if not len(mixed) else places[:, mixed[0]] * factors[:, mixed[0]]
        for column in mixed[1:]:
            along += places[:, column] * factors[:, column]
        along += factors[:, 3]
    return room
