"""The vertices of a document as one table of coordinates."""

from array import array
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.cityjson.document import Document, numbers
from mrapp.io.reading import FARTHEST


@dataclass(frozen=True)
class Vertices:
    """points: (n, 3) float64 in the file's CRS; usable: (n,); first: (parts + 1,) of each part."""

    points: NDArray[np.float64]
    usable: NDArray[np.bool_]
    first: NDArray[np.int64]


def read_vertices(document: Document) -> Vertices:
    """Return the scaled and shifted vertices of all parts, one after the other.

    Float64 holds the file's integers exactly (up to 2**53), so nothing is rounded before scaling.
    A vertex that is not three finite, thinkable numbers is not usable.
    """
    lists = [part.vertices for part in document.parts]
    first = np.cumsum([0, *map(len, lists)])
    return scaled(
        lists[0] if len(lists) == 1 else list(chain.from_iterable(lists)),
        document.scale, document.translate, first,
    )  # fmt: skip


def scaled(
    vertices: list[Any],
    scale: NDArray[np.float64],
    translate: NDArray[np.float64],
    first: NDArray[np.int64],
) -> Vertices:
    """Return a table of `vertices` times `scale` plus `translate`, both of shape (3,)."""
    with np.errstate(over="ignore", invalid="ignore"):
        points = _raw(vertices) * scale + translate
    return Vertices(points, _usable(points), first)


def _usable(points: NDArray[np.float64]) -> NDArray[np.bool_]:
    if len(points) and not max(-points.min(), points.max()) < FARTHEST:  # also where it is NaN
        return np.asarray((np.abs(points) < FARTHEST).all(axis=1))
    return np.ones(len(points), dtype=bool)


def _raw(vertices: list[Any]) -> NDArray[np.float64]:
    try:
        if set(map(len, vertices)) <= {3}:
            return _numbers(list(chain.from_iterable(vertices))).reshape(-1, 3)
    except (TypeError, ValueError, OverflowError):
        return _carefully(vertices)
    return _carefully(vertices)


def _numbers(flat: list[Any]) -> NDArray[np.float64]:
    """Return numbers as float64; whole ones, as CityJSON has them, go the shorter way."""
    try:
        return np.frombuffer(array("q", flat), np.int64).astype(np.float64)
    except (TypeError, OverflowError):
        return np.fromiter(flat, np.float64, len(flat))


def _carefully(vertices: list[Any]) -> NDArray[np.float64]:
    nowhere = np.full(3, np.nan)
    triples = [numbers(each, 3) for each in vertices]
    return np.array([nowhere if each is None else each for each in triples]).reshape(-1, 3)
