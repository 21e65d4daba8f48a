"""The normals of a file, and those of the faces where it says nothing."""

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import Corners
from mrapp.model.faces import face_vectors, unit_normals

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
    flat = unit_normals(*face_vectors(points, triangles[faces]))
    return Corners(np.concatenate([unit, flat]), places)
