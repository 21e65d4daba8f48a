"""The ground of a project as heights under places, and a design put upon it."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import ESTIMATED_GROUND
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.errors import NoGroundError
from mrapp.model.placing import rd_from_model
from mrapp.model.project import Placement, Project

Float64 = NDArray[np.float64]

GROUND_SURFACES = (
    Surface.TERRAIN,
    Surface.ROAD,
    Surface.WATER,
    Surface.GREEN,
    Surface.RAIL,
    Surface.SQUARE,
)
_FOOT_M = 0.25  # so far above the lowest point still counts as what a design stands on
_MOST_FEET = 200


class Ground:
    """Knows the height of the ground, by the terrain of the layers or the estimated one."""

    def __init__(self, triangles_rd: Float64) -> None:
        """Take triangles, (k, 3, 3), RD/NAP metres."""
        self._corners = triangles_rd
        flat = triangles_rd[:, :, :2]
        self._low, self._high = flat.min(axis=1), flat.max(axis=1)

    def height_m(self, x: float, y: float) -> float | None:
        """Return the NAP height of the ground at RD x, y; None where there is none."""
        place = np.array((x, y))
        near = np.flatnonzero(((self._low <= place) & (place <= self._high)).all(axis=1))
        heights = [_height(self._corners[i], x, y) for i in near]
        there = [height for height in heights if height is not None]
        return max(there, default=None)

    def below(self, points: Float64) -> bool:
        """Tell whether there is ground under any of the lowest of `points`, (n, 3), RD/NAP."""
        return any(self.height_m(x, y) is not None for x, y, _ in lowest(points).tolist())


def _height(corners: Float64, x: float, y: float) -> float | None:
    """Return the height of a triangle, (3, 3), at x, y; None beside it or where it stands up."""
    (ax, ay, _), (bx, by, _), (cx, cy, _) = corners
    twice = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if abs(twice) < 1e-9:
        return None
    second = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / twice
    third = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / twice
    shares = np.array((1.0 - second - third, second, third))
    # A place on an edge belongs to both of its triangles, whatever was rounded.
    return float(shares @ corners[:, 2]) if shares.min() >= -1e-9 else None


def ground_of(project: Project, meshes: Mapping[str, CityMesh]) -> Ground:
    """Return the ground of what is loaded, by `mesh_key`: that of the city now, not of designs."""
    terrain = {layer.mesh_key for layer in project.layers if layer.kind == "terrain"}
    keys = [*(layer.mesh_key for layer in project.layers), ESTIMATED_GROUND]
    found = [_faces(meshes[key], key in terrain) for key in keys if key in meshes]
    return Ground(np.concatenate([np.zeros((0, 3, 3)), *found]))


def _faces(mesh: CityMesh, all_of_it: bool) -> Float64:
    kept = np.isin(mesh.surface, [int(kind) for kind in GROUND_SURFACES])
    return mesh.points_rd[mesh.triangles[kept | all_of_it]]


def on_ground(
    points: Float64, up: str, place: Placement, there: Placement, ground: Ground
) -> Placement:
    """Return `there` at the height at which a design's lowest points stand on the ground.

    points: those of the design, (n, 3), as it stands at `place`, RD/NAP; those it stands on are
    enough while the same axis points up. up: the axis that does by its format. Nothing of them
    hangs in the air: on a slope the others sink in. In whole millimetres. Without
    ground below, the height stays.
    """
    move = rd_from_model(there, up) @ np.linalg.inv(rd_from_model(place, up))
    feet = lowest(points @ move[:3, :3].T + move[:3, 3])
    gaps = [
        height - z for x, y, z in feet.tolist() if (height := ground.height_m(x, y)) is not None
    ]
    return there.model_copy(update={"nap": round(there.nap + min(gaps), 3)}) if gaps else there


def on_ground_as_read(mesh: CityMesh, there: Placement, ground: Ground) -> Placement:
    """Return `there` at the height at which a file, as it was read, stands on the ground.

    Raises `NoGroundError` where none is known below it.
    """
    feet = feet_of(mesh, there)
    if not ground.below(feet):
        raise NoGroundError
    return on_ground(feet, mesh.report.up, there, there, ground)


def feet_of(file: CityMesh, place: Placement) -> Float64:
    """Return the lowest points, (k, 3) RD/NAP, of a file as it was read when it is at a place."""
    move = rd_from_model(place, file.report.up)
    height_m = file.points_rd @ move[2, :3]
    low = file.points_rd[height_m <= height_m.min(initial=np.inf) + _FOOT_M]
    return lowest(low @ move[:3, :3].T + move[:3, 3])


def lowest(points: Float64) -> Float64:
    """Return what something stands on: its lowest points, (k, 3), at most some hundreds."""
    if not len(points):
        return points
    low = points[points[:, 2] <= points[:, 2].min() + _FOOT_M]
    low = np.unique(low.round(3), axis=0)
    return low[:: max(1, len(low) // _MOST_FEET)]
