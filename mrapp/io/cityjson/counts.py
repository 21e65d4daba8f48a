"""What is in a document as a whole, whatever of it is shown."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from mrapp.io.cityjson.document import Json, Value, as_list
from mrapp.io.cityjson.nesting import DEPTHS, shells_of
from mrapp.io.cityjson.objects import Thing, lod_of, lod_rank


def count_objects(things: Sequence[Thing]) -> dict[str, int]:
    """Return the number of objects of each type, the most frequent first."""
    return dict(Counter(thing.type for thing in things).most_common())


def count_surfaces(things: Sequence[Thing], templates: Sequence[Any]) -> int:
    """Return the number of polygons in all geometries of all LoDs.

    A polygon is an outer ring with its holes. Each template counts once; the instances that place
    it add none.
    """
    return sum(map(_surfaces_in, _geometries(things, templates)))


def list_lods(things: Sequence[Thing], templates: Sequence[Any]) -> tuple[str, ...]:
    """Return every LoD in the document, from low to high."""
    lods = {lod for thing in things for lod in thing.lods}
    lods |= {lod_of(each, ()) for each in templates if type(each) is dict} - {""}
    return tuple(sorted(lods, key=lambda lod: (lod_rank(lod), lod)))


def _geometries(things: Sequence[Thing], templates: Sequence[Any]) -> Iterator[Json]:
    for thing in things:
        yield from as_list(thing.source.get("geometry"))
    yield from templates


def _surfaces_in(geometry: Value) -> int:
    if type(geometry) is not dict:
        return 0
    kind, boundaries = geometry.get("type"), geometry.get("boundaries")
    depth = DEPTHS.get(kind) if isinstance(kind, str) else None
    if depth is None or type(boundaries) is not list:
        return 0
    try:
        return sum(map(len, shells_of(boundaries, depth)))
    except TypeError:  # a number where a list of surfaces should be
        return sum(map(len, map(as_list, shells_of(boundaries, depth))))
