"""The edges that give a shape its form: where faces meet at an angle, or end. Numpy only."""

import math

import numpy as np
from numpy.typing import NDArray

_SHARP = math.cos(math.radians(24.0))


def feature_edges(
    points: NDArray[np.float64], triangles: NDArray[np.integer], owner: NDArray[np.integer]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the edges (e, 2) into points (n, 3) that form a shape, and whose they are (e,).

    Those are the edges that are sharp, open, or shared by more than two faces of one owner; the
    seams between the triangles of one flat face are left out. owner: (k,) of each triangle.
    """
    if not len(triangles):
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0, dtype=np.int64)
    normals = _unit_normals(points[triangles])
    ends = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    keys = np.column_stack([np.tile(owner, 3), np.sort(ends, axis=1)]).astype(np.int64)
    face = np.tile(np.arange(len(triangles)), 3)
    order = np.lexsort(keys.T[::-1])
    keys, face = keys[order], face[order]
    first = np.flatnonzero(np.r_[True, np.any(np.diff(keys, axis=0) != 0, axis=1)])
    count = np.diff(np.r_[first, len(keys)])
    pair = np.minimum(first + 1, len(keys) - 1)
    level = np.einsum("ij,ij->i", normals[face[first]], normals[face[pair]])
    kept = keys[first[(count != 2) | (np.abs(level) < _SHARP)]]
    return kept[:, 1:], kept[:, 0]


def _unit_normals(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))
