"""A piece of the city round a place, as a city of its own: for a model on a tile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh, Corners, Surface
from mrapp.scene.round_cut import rounded

# What reaches far as one object: of this each face counts by itself.
_SPREAD = (
    *(Surface.TERRAIN, Surface.ROAD, Surface.GREEN, Surface.RAIL, Surface.SQUARE),
    Surface.WATER,
)
# What is wider than this share of the radius is cut; smaller things are whole, or left out.
_WIDE = 0.5
_Floats = NDArray[np.float64]
_Lying = tuple[NDArray[np.int64], _Floats, _Floats, _Floats]
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
        """Return the round piece at a place; see `cut_out`."""
        asked = (*place_rd, radius_m)
        pieces: dict[str, CityMesh] = {}
        for show in state.shows:
            kept = self._kept.get(show.asset)
            if kept is None or kept[0] is not meshes[show.asset] or kept[1] != asked:
                mesh = meshes[show.asset]
                plan = show.role == "design"
                kept = mesh, asked, cut_out(mesh, place_rd, radius_m, plan=plan)
                self._kept[show.asset] = kept
            if len(kept[2].triangles):
                pieces[show.asset] = kept[2]
        shows = tuple(show for show in state.shows if show.asset in pieces)
        return CutOut(replace(state, shows=shows), pieces)


def cut_out(
    mesh: CityMesh, place_rd: tuple[float, float], radius_m: float, *, plan: bool = False
) -> CityMesh:
    """Return what of a mesh is within so many metres of a place, seen from above.

    Land, and what is as wide as land, is cut along the circle; a house or a tree that the circle
    goes through is left out, so that none stands there cut open. plan: nothing is left out of it.
    """
    flat = mesh.points_rd[:, :2] - np.array(place_rd)
    corners = flat[mesh.triangles]
    # A large face may reach across without a corner inside: by the box round it, then.
    nearest = np.clip(0.0, corners.min(axis=1), corners.max(axis=1))
    near = np.hypot(*nearest.T) <= radius_m
    stays = _staying(mesh, corners, radius_m)[mesh.object_index]
    keep = near & (plan | stays | np.isin(mesh.surface, _SPREAD))
    return rounded(_only(mesh, keep), place_rd, radius_m)


def reach_m(mesh: CityMesh, place_rd: tuple[float, float], radius_m: float) -> float:
    """Return how far a circle must reach for what begins within the radius to be whole in it."""
    corners = (mesh.points_rd[:, :2] - np.array(place_rd))[mesh.triangles]
    _, nearest, farthest, wide = _lying(mesh, corners)
    whole = (nearest <= radius_m) & (wide <= _WIDE * radius_m)
    return float(max(farthest[whole], default=0.0))


def _staying(mesh: CityMesh, corners: NDArray[np.float64], radius_m: float) -> NDArray[np.bool_]:
    """Return which objects lie wholly within the radius, or are wide, (objects,)."""
    root, _, farthest, wide = _lying(mesh, corners)
    stays: NDArray[np.bool_] = ((farthest <= radius_m) | (wide > _WIDE * radius_m))[root]
    return stays


def _lying(mesh: CityMesh, corners: NDArray[np.float64]) -> _Lying:
    """Return which thing each object belongs to, and how near, how far and how wide things are.

    The parts of one building are one thing. Metres from the middle, (things,) each.
    corners: (m, 3, 2) of the triangles, from the middle.
    """
    roots: dict[str, int] = {}
    numbers = [roots.setdefault(each.root, len(roots)) for each in mesh.objects]
    root = np.array(numbers, dtype=np.int64)
    whose = root[mesh.object_index]
    far = np.hypot(corners[..., 0], corners[..., 1])
    nearest, farthest = np.full(len(roots), np.inf), np.zeros(len(roots))
    np.minimum.at(nearest, whose, far.min(axis=1))
    np.maximum.at(farthest, whose, far.max(axis=1))
    low, high = np.full((len(roots), 2), np.inf), np.full((len(roots), 2), -np.inf)
    np.minimum.at(low, whose, corners.min(axis=1))
    np.maximum.at(high, whose, corners.max(axis=1))
    return root, nearest, farthest, (high - low).max(axis=1)


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
