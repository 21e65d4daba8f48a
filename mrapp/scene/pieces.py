"""Splits a city mesh into the pieces that are drawn. Numpy only.

Few enough to be quick, small enough to change one building without touching the city.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh
from mrapp.model.numbering import Ints, grouped, lean, looked_up, numbered
from mrapp.scene.looks import Looks, looks_of

_Kind = TypeVar("_Kind", bound=np.generic)

TILE_OBJECTS = 500
# Each texture makes one more piece a tile, so a file with many gets larger tiles.
_MANY_TEXTURES = 12
_LARGE_TILE_OBJECTS = 5_000


@dataclass(frozen=True, eq=False)
class Piece:
    """Triangles of one mesh that are drawn together.

    triangles: (k,) numbers of triangles of the mesh, ascending. texture: into the mesh's textures,
    -1 for none. smooth: whether neighbouring faces share their shading (crowns of trees). looks:
    those of the mesh; special: whether those here are more than plain paint; blended: see-through
    as their image says.
    """

    mesh: CityMesh
    looks: Looks
    triangles: NDArray[np.int64]
    texture: int
    smooth: bool
    special: bool
    blended: bool

    def taken(self, values: NDArray[_Kind]) -> NDArray[_Kind]:
        """Return the rows (k, ...) of its triangles from those (m, ...) of the mesh's."""
        # As many as there are, in order: it is all of them.
        if len(values) == len(self.triangles):
            return values
        return values.take(self.triangles, axis=0)

    @cached_property
    def object_index(self) -> NDArray[np.int32]:
        """The object of each triangle, (k,) into the mesh's objects."""
        return lean(self.taken(self.mesh.object_index))

    @cached_property
    def objects(self) -> Ints:
        """The objects that have a triangle here, each once."""
        return numbered(self.object_index)[0]


def split(mesh: CityMesh) -> list[Piece]:
    """Return the pieces of a mesh: tiles of neighbouring objects, parts with their building."""
    if not len(mesh.triangles):
        return []
    looks = looks_of(mesh)
    many = len(numbered(looks.texture)[0]) > _MANY_TEXTURES
    tile_of = object_tiles(mesh, _LARGE_TILE_OBJECTS if many else TILE_OBJECTS)
    columns = (looks.texture, looks.smooth, looks.special, looks.blended)
    kinds, kind_of = np.unique(np.stack(columns, axis=1), axis=0, return_inverse=True)
    # Far fewer kinds and tiles than triangles: both fit in one number.
    tile = looked_up(tile_of * len(kinds), lean(mesh.object_index))
    found, index = numbered(tile + looked_up(kind_of.reshape(-1), looks.of))
    pieces = []
    for kind, triangles in zip(found % len(kinds), grouped(index, len(found)), strict=True):
        texture, *flags = kinds[kind].tolist()
        pieces.append(Piece(mesh, looks, triangles, texture, *map(bool, flags)))
    return pieces


def object_tiles(mesh: CityMesh, size: int) -> NDArray[np.int64]:
    """Return a tile number for each object, at most `size` root objects a tile."""
    root_of = root_indices(mesh)
    tile_of_root = np.zeros(len(mesh.objects), dtype=np.int64)
    used, _ = numbered(root_of[numbered(mesh.object_index)[0]])
    if len(used) <= size:
        return tile_of_root
    centres = _root_centres(mesh, root_of)
    for number, members in enumerate(_halve(centres, used, size)):
        tile_of_root[members] = number
    return tile_of_root[root_of]


def root_indices(mesh: CityMesh) -> NDArray[np.int64]:
    """Return the index of each object's root; an object whose root is absent is its own."""
    index = mesh.index_of()
    roots = [index.get(thing.root, number) for number, thing in enumerate(mesh.objects)]
    return np.array(roots, dtype=np.int64)


def _root_centres(mesh: CityMesh, root_of: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the mean place of each root's triangles, (objects, 2)."""
    owner = root_of[mesh.object_index]
    places = mesh.points_rd[mesh.triangles[:, 0], :2]
    count = np.maximum(np.bincount(owner, minlength=len(mesh.objects)), 1)
    sums = [np.bincount(owner, places[:, axis], len(mesh.objects)) for axis in (0, 1)]
    return np.stack(sums, axis=1) / count[:, None]


def _halve(centres: NDArray[np.float64], members: Ints, size: int) -> list[Ints]:
    """Cut the members in halves along the longer side until each part has at most `size`."""
    if len(members) <= size:
        return [members]
    places = centres[members]
    axis = int(np.argmax(np.ptp(places, axis=0)))
    order = members[np.argsort(places[:, axis], kind="stable")]
    middle = len(order) // 2
    return _halve(centres, order[:middle], size) + _halve(centres, order[middle:], size)
