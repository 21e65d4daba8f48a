"""The nested lists of CityJSON: boundaries, and the values that run along with them."""

from array import array
from collections.abc import Iterable, Mapping
from itertools import chain, repeat
from typing import Any

import numpy as np

from mrapp.io.cityjson.document import Value, as_list
from mrapp.io.triangulate import Rings

DEPTHS = {
    "MultiSurface": 1,
    "CompositeSurface": 1,
    "Solid": 2,
    "MultiSolid": 3,
    "CompositeSolid": 3,
}
"""How many lists there are around a surface."""


def shells_of(boundaries: list[Any], depth: int) -> list[Any]:
    """Return the shells in `boundaries`: lists of surfaces, which lie `depth` lists deep."""
    if depth == 1:
        return [boundaries]
    if depth == 2:
        return boundaries
    return list(chain.from_iterable(map(as_list, boundaries)))


def per_shell(values: Value, boundaries: list[Any], depth: int) -> list[list[Any] | None]:
    """Return the values that go with each shell, None where they are null or missing."""
    if depth == 1:
        return [values if type(values) is list else None]
    if depth == 2:
        its = [_item(values, place) for place in range(len(boundaries))]
        return [each if type(each) is list else None for each in its]
    return list(
        chain.from_iterable(
            per_shell(_item(values, place), as_list(solid), 2)
            for place, solid in enumerate(boundaries)
        )
    )


def _item(values: Value, place: int) -> Value:
    return values[place] if type(values) is list and place < len(values) else None


def looked_up(
    table: Mapping[Any, int], values: Iterable[Any] | None, count: int, absent: int, broken: int
) -> list[int]:
    """Return `count` entries of `table`: `absent` past the end of `values`, `broken` if unknown."""
    if values is None:
        return [absent] * count
    try:
        codes = list(map(table.get, values, repeat(broken)))
    except TypeError:  # a list or an object where a number should be
        codes = [table.get(each, broken) if type(each) is int else broken for each in values]
    if len(codes) != count:
        codes = codes[:count] + [absent] * (count - len(codes))
    return codes


def laid_out(shells: list[list[Any]]) -> Rings:
    """String the surfaces of all shells together. Raises TypeError if one is ill-formed."""
    surfaces = list(chain.from_iterable(shells))
    counts = np.fromiter(map(len, surfaces), np.int64, len(surfaces))
    rings = list(chain.from_iterable(surfaces))
    sizes = np.fromiter(map(len, rings), np.int64, len(rings))
    # An array refuses what is not a whole number; numpy would round it.
    corners = array("q", list(chain.from_iterable(rings)))
    return Rings(np.frombuffer(corners, np.int64), sizes, counts)


def is_surface(surface: Value) -> bool:
    """Tell whether `surface` is a list of rings of whole numbers."""
    return type(surface) is list and all(
        type(ring) is list and all(type(each) is int and abs(each) < 2**62 for each in ring)
        for ring in surface
    )
