"""Whole numbers that stand for things: which occur, and where. Numpy only."""

from collections.abc import Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.integer]

_Int = TypeVar("_Int", bound=np.integer)
_Kind = TypeVar("_Kind", bound=np.generic)

# Over a range so many times as long as the list a mark for each number costs more than sorting.
_SPAN = 8
_SHORT = 2**16
_PART = 2**15


def numbered(values: Ints) -> tuple[Ints, Ints]:
    """Return which whole numbers occur, (k,) ascending, and of each value which of them it is.

    values: of any shape, at least one.
    """
    low, high = int(values.min()), int(values.max())
    if low == high:
        return values.reshape(-1)[:1], np.broadcast_to(np.intp(0), values.shape)
    if high - low > _SPAN * values.size:
        found, index = np.unique(values, return_inverse=True)
        return found, index.reshape(values.shape)
    places = values - low
    occurs = marked(high - low + 1, places)
    number = (np.cumsum(occurs) - 1).astype(np.int32)
    return np.flatnonzero(occurs) + low, number.take(places)


def marked(count: int, *lists: Ints) -> NDArray[np.bool_]:
    """Return which of the numbers below `count` are in some lists of these, of any shape."""
    marks = np.zeros(count, dtype=bool)
    for each in lists:
        flat = each.reshape(-1)
        # numpy converts other numbers one by one, which takes longer than the marking itself; by
        # parts, as what fits in the processor's own memory need not be fetched.
        for start in range(0, len(flat), _PART):
            marks[flat[start : start + _PART].astype(np.intp)] = True
    return marks


def grouped(index: Ints, count: int) -> list[NDArray[np.int64]]:
    """Return for each number below `count` where in index, (n,), it stands, ascending."""
    if count == 1:
        return [np.arange(len(index))]
    # Short numbers are sorted without being compared.
    order = np.argsort(index.astype(np.uint16) if count <= _SHORT else index, kind="stable")
    ends = np.cumsum(np.bincount(index, minlength=count))
    return np.split(order, ends[:-1])


def among(values: NDArray[np.uint8], numbers: Iterable[int]) -> NDArray[np.bool_]:
    """Return which values are one of some numbers, all below 256."""
    table = np.zeros(256, dtype=bool)
    table[list(numbers)] = True
    return looked_up(table, lean(values))


def lean(numbers: NDArray[_Int]) -> NDArray[_Int]:
    """Return a list of numbers; where all are the same, in the room of one, not to be changed."""
    if not len(numbers) or is_lean(numbers) or numbers.min() != numbers.max():
        return numbers
    return np.broadcast_to(numbers[0], numbers.shape)


def is_lean(values: NDArray[Any]) -> bool:
    """Tell whether a list is all one value, in the room of one."""
    return len(values) > 0 and values.strides[0] == 0


def looked_up(table: NDArray[_Kind], index: Ints) -> NDArray[_Kind]:
    """Return the rows of a table that an index, (n,), names; of a lean one, a list is lean too."""
    if not is_lean(index):
        return table.take(index, axis=0)
    one = table[index[0]]
    return np.broadcast_to(one, index.shape) if one.ndim == 0 else one[None].repeat(len(index), 0)
