"""How high a terrain is at a place, by its own triangles; for tests."""

import numpy as np
import shapely
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh

Floats = NDArray[np.float64]


def height_at(ground: CityMesh, xy_rd: Floats) -> Floats:
    """Return the height (n,) of a terrain at RD xy (n, 2), nan where it has no triangle."""
    zero = ground.points_rd.min(axis=0)
    corners = (ground.points_rd - zero)[ground.triangles]
    spots = xy_rd - zero[:2]
    shapes = shapely.polygons(corners[:, :, :2])
    spot, triangle = shapely.STRtree(shapes).query(shapely.points(spots), predicate="intersects")
    a, b, c = (corners[triangle, corner] for corner in range(3))
    normal = np.cross(b - a, c - a)
    run = ((spots[spot] - a[:, :2]) * normal[:, :2]).sum(axis=1)
    height = np.full(len(spots), np.nan)
    height[spot] = a[:, 2] - run / normal[:, 2] + zero[2]
    return height
