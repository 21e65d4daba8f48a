"""Many points at a time, laid in rows of x, y and z: what numpy does slowly by row."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Float = TypeVar("_Float", np.float32, np.float64)

_FOLD = 256


def moved(
    points: NDArray[np.floating], matrices: NDArray[np.float64], room: NDArray[_Float]
) -> NDArray[_Float]:
    """Return points (n, 3) moved by each of matrices (k, 3 or 4, 4), in `room` (k, n, 3).

    Not by matmul, whose threads wait for each other over matrices so small; and what a matrix does
    not mix, as most that turn upright things do not, costs nothing.
    """
    factors = matrices[:, :3, :, None].astype(room.dtype)
    used = np.any(matrices[:, :3] != 0.0, axis=0)
    for row in range(3):
        along, factor = room[:, :, row], factors[:, row]
        first, *others = [column for column in range(3) if used[row, column]] or [0]
        np.multiply(points[:, first], factor[:, first], out=along)
        for column in others:
            along += points[:, column] * factor[:, column]
        if used[row, 3]:
            along += factor[:, 3]
    return room


def level_of(values: NDArray[np.floating], share: float = 0.5) -> float:
    """Return under what such a share of values, (n,), lies; that of a half is their median.

    As `np.quantile`, which imports all of `numpy.ma` to ask whether any value is masked: 20 ms,
    before the first frame.
    """
    place = share * (len(values) - 1)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    ordered = np.partition(values, (low, high))
    return float(ordered[low] + (place - low) * (ordered[high] - ordered[low]))


def box_of(points: NDArray[_Float]) -> tuple[NDArray[_Float], NDArray[_Float]]:
    """Return the lower and the upper corner, (3,), of the box round points (n, 3), at least one."""
    # Many rows side by side make a long one, over which numpy is quick.
    folds = len(points) // _FOLD
    folded = points[: folds * _FOLD].reshape(folds, _FOLD * 3)
    rest = points[folds * _FOLD :]

    def picked(pick: np.ufunc) -> NDArray[_Float]:
        rows = [rest, pick.reduce(folded, axis=0).reshape(_FOLD, 3)] if folds else [rest]
        return np.asarray(pick.reduce(np.concatenate(rows), axis=0))

    return picked(np.minimum), picked(np.maximum)
