"""Which faces are the floors on which buildings stand: seen from below only. Numpy only."""

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.scene.palette import Role

_OPAQUE = 0.999


def undersides(mesh: CityMesh, role: Role) -> NDArray[np.bool_]:
    """Return (m,) whether a triangle is the floor of something closed that one cannot see into.

    Those are a sixth of a 3DBAG tile. What has no roof may be a footprint, which is seen from
    above; through a window or glass one sees in; and a design is drawn as it was made.
    """
    floors = mesh.surface == Surface.GROUND
    if role == "design" or not floors.any():
        return np.zeros(len(floors), dtype=np.bool_)
    owner, opacity = mesh.object_index, np.array([*(m.opacity for m in mesh.materials), 1.0])
    into = (mesh.surface == Surface.WINDOW) | (opacity[mesh.material] < _OPAQUE)
    closed = np.zeros(len(mesh.objects), dtype=np.bool_)
    closed[owner[mesh.surface == Surface.ROOF]] = True
    closed[owner[into]] = False
    return np.asarray(floors & closed[owner])
