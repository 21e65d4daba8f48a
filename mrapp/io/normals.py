"""The normals of a file, and those of the faces where it says nothing."""

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import Corners

_UNIT = 1e-4  # so near to one a squared length may be


@np.errstate(over="ignore", invalid="ignore", divide="ignore")
def corner_normals(
    given: NDArray[np.float32],
    index: NDArray[np.int32] | None,
    points: NDArray[np.float64],
    triangles: NDArray[np.int32],
) -> Corners[np.float32]:
    """Return normals as in `CityMesh`, of unit length; a corner without one has that of its face.

    given: (k, 3) of any length, zeros or not finite for none; index: as in `Corners`; points (n, 3)
    and triangles (m, 3) tell the normals of faces, which is up for one without area.
    """
    x, y, z = given.T
    square = x * x + y * y + z * z
    if (np.abs(square - 1.0) < _UNIT).all():
        return Corners(given, index)
    sound = np.isfinite(square) & (square > 0.0)
    unit = np.zeros_like(given)
    unit[sound] = given[sound] / np.sqrt(square[sound])[:, None]
    places = triangles if index is None else index
    bare = ~sound[places]
    if not bare.any():
        return Corners(unit, index)
    faces = np.flatnonzero(bare.any(axis=1))
    own = np.arange(len(unit), len(unit) + len(faces), dtype=np.int32)
    places = places.copy()
    places[faces] = np.where(bare[faces], own[:, None], places[faces])
    return Corners(np.concatenate([unit, _face_normals(points[triangles[faces]])]), places)


def _face_normals(corners: NDArray[np.float64]) -> NDArray[np.float32]:
    """Return the unit normals of triangles (k, 3, 3); up where one has none."""
    normal = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    length = np.linalg.norm(normal, axis=1, keepdims=True)
    unit = np.where(length > 0.0, normal / length, [0.0, 0.0, 1.0])
    return unit.astype(np.float32)
