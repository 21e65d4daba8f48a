"""Splits a city mesh into the pieces that are drawn. Numpy only.

Few enough to be quick, small enough to change one building without touching the city.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.scene.looks import Looks, looks_of
from mrapp.scene.palette import drawn_textures

TILE_OBJECTS = 500
# Each texture makes one more piece a tile, so a file with many gets larger tiles.
_MANY_TEXTURES = 12
_LARGE_TILE_OBJECTS = 5_000


@dataclass(frozen=True, eq=False)
class Piece:
    """Triangles of one mesh that are drawn together.

    triangles: (k,) numbers of triangles of the mesh. texture: into the mesh's textures, -1 for
    none. smooth: whether neighbouring faces share their shading (crowns of trees). looks: what they
    look like beyond their colour, None for plain paint; blended: see-through as their image says.
    """

    mesh: CityMesh
    triangles: NDArray[np.int64]
    texture: int
    smooth: bool
    looks: Looks | None = None
    blended: bool = False

    @cached_property
    def object_index(self) -> NDArray[np.int32]:
        """The object of each triangle, (k,) into the mesh's objects."""
        return self.mesh.object_index[self.triangles]

    @cached_property
    def objects(self) -> NDArray[np.int32]:
        """The objects that have a triangle here, each once."""
        return np.unique(self.object_index)


def split(mesh: CityMesh) -> list[Piece]:
    """Return the pieces of a mesh: tiles of neighbouring objects, parts with their building."""
    if not len(mesh.triangles):
        return []
    textures = drawn_textures(mesh)
    many = len(np.unique(textures)) > _MANY_TEXTURES
    tile_of = object_tiles(mesh, _LARGE_TILE_OBJECTS if many else TILE_OBJECTS)
    smooth, looks = mesh.surface == Surface.TREE, looks_of(mesh)
    kinds = (tile_of[mesh.object_index], textures, smooth, looks.special, looks.blended)
    keys = np.stack(kinds, axis=1).astype(np.int64)
    order = np.lexsort(keys.T[::-1])
    changed = np.any(np.diff(keys[order], axis=0) != 0, axis=1)
    groups = np.split(order, np.flatnonzero(changed) + 1)

    def piece(group: NDArray[np.int64]) -> Piece:
        _, texture, is_smooth, is_special, is_blended = keys[group[0]].tolist()
        special = looks if is_special else None
        return Piece(mesh, np.sort(group), texture, bool(is_smooth), special, bool(is_blended))

    return [piece(group) for group in groups]


def object_tiles(mesh: CityMesh, size: int) -> NDArray[np.int64]:
    """Return a tile number for each object, at most `size` root objects a tile."""
    root_of = root_indices(mesh)
    tile_of_root = np.zeros(len(mesh.objects), dtype=np.int64)
    centres = _root_centres(mesh, root_of)
    used = np.unique(root_of[np.unique(mesh.object_index)])
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


def _halve(
    centres: NDArray[np.float64], members: NDArray[np.int64], size: int
) -> list[NDArray[np.int64]]:
    """Cut the members in halves along the longer side until each part has at most `size`."""
    if len(members) <= size:
        return [members]
    places = centres[members]
    axis = int(np.argmax(np.ptp(places, axis=0)))
    order = members[np.argsort(places[:, axis], kind="stable")]
    middle = len(order) // 2
    return _halve(centres, order[:middle], size) + _halve(centres, order[middle:], size)


def corner_normals(piece: Piece) -> NDArray[np.float32]:
    """Return a unit normal for each corner, (3k, 3).

    The file's own; where it gives none the face's, or smoothed over the object.
    """
    mesh = piece.mesh
    if mesh.normals is not None:
        return mesh.normals.at(mesh, piece.triangles).reshape(-1, 3)
    triangles = mesh.triangles[piece.triangles]
    corners = mesh.points_rd[triangles]
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    if piece.smooth:
        return _unit(_point_sums(triangles, normals)).astype(np.float32)
    return np.repeat(_unit(normals), 3, axis=0).astype(np.float32)


def _point_sums(triangles: NDArray[np.int32], normals: NDArray[np.float64]) -> NDArray[np.float64]:
    points, inverse = np.unique(triangles.ravel(), return_inverse=True)
    sums = np.zeros((len(points), 3), dtype=np.float64)
    np.add.at(sums, inverse.ravel(), np.repeat(normals, 3, axis=0))
    return np.asarray(sums[inverse.ravel()])


def _unit(vectors: NDArray[np.float64]) -> NDArray[np.float64]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    # A face without area has no normal; up keeps it from being drawn black.
    safe = np.where(lengths > 0.0, lengths, 1.0)
    return np.where(lengths > 0.0, vectors / safe, np.array([0.0, 0.0, 1.0]))
