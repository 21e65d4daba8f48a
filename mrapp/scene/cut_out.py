"""A piece of the city round a place, as a city of its own: for a model on a tile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh, Corners, Surface

# What reaches far as one object: of this each face counts by itself.
_SPREAD = (
    *(Surface.TERRAIN, Surface.ROAD, Surface.GREEN, Surface.RAIL, Surface.SQUARE),
    Surface.WATER,
)
# The corners of a hexagon round the circle.
_RIM = 1.16
_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class CutOut:
    """What is within so many metres of a place, RD; files with nothing there are left out."""

    state: SceneState
    meshes: Mapping[str, CityMesh]


class Cutter:
    """Cuts pieces out, and keeps the last ones: the same mesh cut alike is the same mesh again."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[CityMesh, tuple[float, ...], CityMesh]] = {}

    def cut(
        self,
        state: SceneState,
        meshes: Mapping[str, CityMesh],
        place_rd: tuple[float, float],
        radius_m: float,
    ) -> CutOut:
        """Return the piece round a place. Land is cut by its faces, a building stays whole."""
        asked = (*place_rd, radius_m)
        pieces: dict[str, CityMesh] = {}
        for show in state.shows:
            kept = self._kept.get(show.asset)
            if kept is None or kept[0] is not meshes[show.asset] or kept[1] != asked:
                mesh = meshes[show.asset]
                kept = mesh, asked, cut_out(mesh, place_rd, radius_m)
                self._kept[show.asset] = kept
            if len(kept[2].triangles):
                pieces[show.asset] = kept[2]
        shows = tuple(show for show in state.shows if show.asset in pieces)
        return CutOut(replace(state, shows=shows), pieces)


def cut_out(mesh: CityMesh, place_rd: tuple[float, float], radius_m: float) -> CityMesh:
    """Return what of a mesh is within so many metres of a place, seen from above."""
    flat = mesh.points_rd[:, :2] - np.array(place_rd)
    corners = flat[mesh.triangles]
    # A large face may reach across without a corner inside: by the box round it, then.
    nearest = np.clip(0.0, corners.min(axis=1), corners.max(axis=1))
    near = np.hypot(*nearest.T) <= _RIM * radius_m
    whole = _near_objects(mesh, corners.mean(axis=1), radius_m)[mesh.object_index]
    return _only(mesh, np.where(np.isin(mesh.surface, _SPREAD), near, whole))


def _near_objects(
    mesh: CityMesh, middles: NDArray[np.float64], radius_m: float
) -> NDArray[np.bool_]:
    """Return which objects have their middle within the radius, (objects,)."""
    count = len(mesh.objects)
    faces = np.maximum(np.bincount(mesh.object_index, minlength=count), 1)
    x, y = (np.bincount(mesh.object_index, axis, minlength=count) / faces for axis in middles.T)
    near: NDArray[np.bool_] = np.hypot(x, y) <= radius_m
    return near


def _only(mesh: CityMesh, keep: NDArray[np.bool_]) -> CityMesh:
    used, numbers = np.unique(mesh.triangles[keep], return_inverse=True)
    none = np.zeros(0, dtype=np.int32)
    return replace(
        mesh,
        points_rd=mesh.points_rd[used],
        triangles=numbers.reshape(-1, 3).astype(np.int32),
        object_index=mesh.object_index[keep],
        surface=mesh.surface[keep],
        material=mesh.material[keep],
        texture=mesh.texture[keep],
        lines=none.reshape(0, 2),
        line_object=none,
        spots=none,
        spot_object=none,
        uv=_corners(mesh.uv, keep, used),
        normals=_corners(mesh.normals, keep, used),
        colours=_corners(mesh.colours, keep, used),
    )


def _corners(
    values: Corners[_Kind] | None, keep: NDArray[np.bool_], used: NDArray[np.int32]
) -> Corners[_Kind] | None:
    if values is None:
        return None
    if values.index is None:
        return Corners(values.values[used])
    return Corners(values.values, values.index[keep])
