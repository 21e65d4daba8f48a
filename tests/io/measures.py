"""Areas and volumes of meshes, for tests, each by its textbook formula."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Corners


def corners(mesh: CityMesh) -> NDArray[np.float64]:
    """Return the corners of each triangle, shape (m, 3, 3), relative to the first point."""
    return np.asarray((mesh.points_rd - mesh.points_rd[0])[mesh.triangles])


def at_corners(mesh: CityMesh, values: Corners[Any] | None) -> NDArray[Any]:
    """Return what the corners of each triangle have, shape (m, 3, d); it must be there."""
    assert values is not None
    return values.at(mesh)


def areas(mesh: CityMesh) -> NDArray[np.float64]:
    """Return the area of each triangle, m2."""
    a, b, c = corners(mesh).transpose(1, 0, 2)
    return np.asarray(np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2)


def normals(mesh: CityMesh) -> NDArray[np.float64]:
    """Return the unit normal of each triangle, shape (m, 3)."""
    a, b, c = corners(mesh).transpose(1, 0, 2)
    across = np.cross(b - a, c - a)
    return np.asarray(across / np.linalg.norm(across, axis=1)[:, None])


def volumes(mesh: CityMesh) -> NDArray[np.float64]:
    """Return the volume that each object's triangles enclose, m3, by the divergence theorem."""
    a, b, c = corners(mesh).transpose(1, 0, 2)
    parts = np.einsum("ij,ij->i", a, np.cross(b, c)) / 6
    return np.asarray(np.bincount(mesh.object_index, parts, len(mesh.objects)), np.float64)
