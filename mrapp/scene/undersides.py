"""Which faces are the floors on which buildings stand: hidden from above. Numpy only."""

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.faces import face_vectors
from mrapp.scene.palette import Role

_OPAQUE = 0.999
# So much of a floor must be under a roof, seen from above: roofs and floors are rarely equal.
_COVERED = 0.95


def undersides(mesh: CityMesh, role: Role) -> NDArray[np.bool_]:
    """Return (m,) whether a triangle is a floor that nobody sees but from below or from inside.

    Those are a sixth of a 3DBAG tile. Where the roof is smaller than the floor, or there is none
    (a footprint), one sees it from above; through a window or glass one sees in; and a design is
    drawn as it was made.
    """
    floors = mesh.surface == Surface.GROUND
    if role == "design" or not floors.any():
        return np.zeros(len(floors), dtype=np.bool_)
    owner, opacity = mesh.object_index, np.array([*(m.opacity for m in mesh.materials), 1.0])
    into = (mesh.surface == Surface.WINDOW) | (opacity[mesh.material] < _OPAQUE)
    roofs = mesh.surface == Surface.ROOF
    closed = _seen_from_above(mesh, roofs) >= _COVERED * _seen_from_above(mesh, floors)
    closed[owner[into]] = False
    return np.asarray(floors & closed[owner])


def _seen_from_above(mesh: CityMesh, mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return the area of the triangles of a mask (m,) as a map shows it, (objects,) m2."""
    _, _, up = face_vectors(mesh.points_rd, mesh.triangles[mask])
    areas = np.bincount(mesh.object_index[mask], np.abs(up) / 2.0, len(mesh.objects))
    return areas.astype(np.float64)
