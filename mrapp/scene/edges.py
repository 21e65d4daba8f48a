"""The edges that give a shape its form: where faces meet at an angle, or end. Numpy only."""

import math

import numpy as np
from numpy.typing import NDArray

_SHARP = math.cos(math.radians(24.0))


def feature_edges(
    points: NDArray[np.float64], triangles: NDArray[np.integer], shortest_m: float = 0.0
) -> NDArray[np.int64]:
    """Return the edges (e, 2) into points (n, 3) that are sharp, open, or shared by more than two.

    The seams between the triangles of one flat face are left out, and edges under `shortest_m`.
    """
    if not len(triangles):
        return np.zeros((0, 2), dtype=np.int64)
    normals = _unit_normals(points[triangles])
    ends = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [2, 0]]])
    face = np.tile(np.arange(len(triangles)), 3)
    ends = np.sort(ends.astype(np.int64), axis=1)
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    ends, face = ends[order], face[order]
    first = np.flatnonzero(np.r_[True, np.any(np.diff(ends, axis=0) != 0, axis=1)])
    count = np.diff(np.r_[first, len(ends)])
    pair = np.minimum(first + 1, len(ends) - 1)
    level = np.einsum("ij,ij->i", normals[face[first]], normals[face[pair]])
    keep = (count != 2) | (np.abs(level) < _SHARP)
    edges = ends[first[keep]]
    lengths = np.linalg.norm(points[edges[:, 1]] - points[edges[:, 0]], axis=1)
    return np.asarray(edges[lengths >= shortest_m])


def _unit_normals(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))
