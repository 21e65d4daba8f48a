"""Which texture lies on which surface, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.cityjson.appearance import PartLooks
from mrapp.io.cityjson.document import Value, as_list
from mrapp.io.triangulate import Rings


@dataclass(frozen=True)
class Patch:
    """The texture values of one shell, whose first surface has number `first`."""

    first: int
    values: list[Any]
    part: int


@dataclass(frozen=True)
class Worn:
    """texture: (s,) a texture or -1; uv: (c, 2) per corner; bad: (s,) whose values do not fit."""

    texture: NDArray[np.int32]
    uv: NDArray[np.float32]
    bad: NDArray[np.bool_]


def wear(patches: Sequence[Patch], rings: Rings, looks: Sequence[PartLooks]) -> Worn:
    """Return the textures of all surfaces, from the patches that say so."""
    worn = Worn(
        np.full(len(rings.ring_counts), -1, np.int32),
        np.zeros((len(rings.corners), 2), np.float32),
        np.zeros(len(rings.ring_counts), dtype=bool),
    )
    first_ring, counts = rings.first_ring.tolist(), rings.ring_counts.tolist()
    starts, sizes = rings.ring_start.tolist(), rings.ring_sizes.tolist()
    for patch in patches:
        look = looks[patch.part]
        for number, values in enumerate(patch.values, patch.first):
            if not _is_worn(values):
                continue
            ring = first_ring[number]
            indices = _texture_indices(values, sizes[ring : ring + counts[number]], look)
            if indices is None:
                worn.bad[number] = True
                continue
            worn.texture[number] = look.textures[values[0][0]]
            worn.uv[starts[ring] : starts[ring] + len(indices)] = look.uv[indices]
    return worn


def _is_worn(values: Value) -> bool:
    """Tell whether a surface's texture values name a texture: [[null]] and null mean none."""
    if type(values) is not list or not values:
        return False
    return not all(each is None for ring in values for each in as_list(ring))


def _texture_indices(values: list[Any], sizes: list[int], look: PartLooks) -> list[int] | None:
    """Return the texture vertices of a surface's corners, or None if they do not fit."""
    indices: list[int] = []
    if len(values) != len(sizes):
        return None
    for ring, size in zip(values, sizes, strict=True):
        if type(ring) is not list or len(ring) != size + 1 or type(ring[0]) is not int:
            return None
        indices.extend(ring[1:])
    sound = all(type(each) is int and 0 <= each < len(look.uv) for each in indices)
    return indices if sound and values[0][0] in look.textures else None
