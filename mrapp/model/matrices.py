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
        total = np.empty(room.shape[:2], room.dtype)
        total[:] = matrices[:, row, 3, None]
        for column in range(3):
            factors = matrices[:, row, column, None].astype(room.dtype)
            if factors.any():
                total += np.multiply(places[:, column], factors, dtype=room.dtype)
        room[:, :, row] = total
    return room
