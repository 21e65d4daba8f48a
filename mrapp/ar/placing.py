"""How the city lies on a tile: as a model of a scale that suits the tile, or at full size."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import SceneState
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.frames import Origin
from mrapp.model.sightings import Camera
from mrapp.model.tile_layout import rd_from_tile
from mrapp.model.tiles import Tile
from mrapp.scene.ar_view import Standing
from mrapp.scene.cut_out import CutOut, Cutter, reach_m

Array = NDArray[np.float64]

MODEL_REACH_M = 150.0
"""So far round a tile the model on it reaches at best, metres of the city."""

SCALES = (50, 100, 200, 250, 500, 1000, 2000)
"""The scales that models are made at: one to so many."""

# A model is wider than its tile: the tile lies under it, and its corners stay to be seen.
_WIDER = 1.6
# So much wider it may be still, for a building of the plan to stand on it whole.
_WIDER_YET, _ROOM = 1.35, 1.02
_PLATE_M = 0.006
_FULL_REACH_M = 80.0
_LAND = (Surface.TERRAIN, Surface.ROAD, Surface.GREEN, Surface.RAIL, Surface.SQUARE)


class Mode(StrEnum):
    """How large the city is."""

    MODEL = "model"
    FULL = "full"


class Side(StrEnum):
    """Which way to turn a camera."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, eq=False)
class Laid:
    """The city on a tile, ready for `ArView`. local_from_tile: (4, 4), turn, shift and scale.

    scale: one to so many. middle: of what is planned, local metres, at full size. empty: there is
    nothing to show here.
    """

    local_from_tile: Array
    standing: Standing
    piece: CutOut
    scale: float
    middle: tuple[float, float, float] | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing of the project is here."""
        return not self.piece.state.shows


def scale_for(size_m: float) -> int:
    """Return the scale for a tile with sides of so many metres."""
    wanted = 2.0 * MODEL_REACH_M / (_WIDER * size_m)
    return min(SCALES, key=lambda scale: abs(math.log(scale / wanted)))


class Laying:
    """Lays states on tiles; what was cut out for the last one is kept."""

    def __init__(self) -> None:
        self._cutter = Cutter()
        self._rims: dict[tuple[str, int], float] = {}

    def lay(
        self, tile: Tile, state: SceneState, meshes: Mapping[str, CityMesh], mode: Mode
    ) -> Laid:
        """Return how a state lies on a tile."""
        if mode is Mode.FULL:
            return _at_full_size(tile, state, meshes)
        size_m = tile.size_mm / 1000.0
        scale, place = scale_for(size_m), tile.stands
        rim_m = self._rim_m(tile, state, meshes, scale)
        piece = self._cutter.cut(state, meshes, (place.x, place.y), rim_m)
        rise_m = _PLATE_M * scale
        foot_m = _ground_m(piece, state.origin, place.nap) - rise_m
        local_from_tile = _local_from_tile(tile, state.origin, scale)
        local_from_tile[2, 3] = foot_m
        x, y, z = local_from_tile[:3, 3].tolist()
        standing = Standing((x, y, z), 2.2 * rim_m, rim_m, rise_m)
        return Laid(local_from_tile, standing, piece, float(scale))

    def _rim_m(
        self, tile: Tile, state: SceneState, meshes: Mapping[str, CityMesh], scale: int
    ) -> float:
        """Return how far the model reaches; it grows for a variant, and does not shrink after."""
        rim_m, here = _WIDER * tile.size_mm / 2000.0 * scale, (tile.stands.x, tile.stands.y)
        plans = [meshes[show.asset] for show in state.shows if show.role == "design"]
        wanted = _ROOM * max((reach_m(each, here, rim_m) for each in plans), default=0.0)
        known = self._rims.get((tile.id, scale), rim_m)
        self._rims[tile.id, scale] = max(known, min(wanted, _WIDER_YET * rim_m))
        return self._rims[tile.id, scale]


def _at_full_size(tile: Tile, state: SceneState, meshes: Mapping[str, CityMesh]) -> Laid:
    """Return the plan at full size: what exists is in the camera's picture itself."""
    shows = tuple(show for show in state.shows if show.role == "design")
    planned = {show.asset: meshes[show.asset] for show in shows}
    local_from_tile = _local_from_tile(tile, state.origin, 1.0)
    x, y, z = local_from_tile[:3, 3].tolist()
    piece = CutOut(replace(state, shows=shows), planned)
    middle = _middle(planned, state.origin)
    return Laid(local_from_tile, Standing((x, y, z), _FULL_REACH_M), piece, 1.0, middle)


def _middle(planned: Mapping[str, CityMesh], origin: Origin) -> tuple[float, float, float] | None:
    points = [mesh.points_rd for mesh in planned.values() if len(mesh.points_rd)]
    if not points:
        return None
    x, y, z = (np.median(np.concatenate(points), axis=0) - origin.rd).tolist()
    return x, y, z


def way_to(
    place: tuple[float, float, float], local_from_camera: Array, camera: Camera
) -> Side | None:
    """Return which way to turn a camera to a place, local metres; None: it is in the picture."""
    x, y, z = (np.linalg.inv(local_from_camera) @ [*place, 1.0])[:3].tolist()
    (fx, fy), (cx, cy) = camera.focal_px, camera.centre_px
    if z <= 0.0 or not -0.5 <= fx * x / z + cx <= camera.width_px - 0.5:
        return Side.RIGHT if x > 0.0 else Side.LEFT
    down = fy * y / z + cy
    if -0.5 <= down <= camera.height_px - 0.5:
        return None
    return Side.UP if down < 0.0 else Side.DOWN


def _local_from_tile(tile: Tile, origin: Origin, scale: float) -> Array:
    result = rd_from_tile(tile.stands)
    result[:3, 3] -= origin.rd
    result[:3, :3] *= scale
    return result


def _ground_m(piece: CutOut, origin: Origin, otherwise_nap: float) -> float:
    """Return the usual height of the land in a piece, local metres."""
    heights = [
        mesh.points_rd[mesh.triangles[np.isin(mesh.surface, _LAND)], 2].ravel()
        for mesh in piece.meshes.values()
    ]
    found = np.concatenate([np.zeros(0), *heights])
    nap = float(np.median(found)) if len(found) else otherwise_nap
    return nap - float(origin.rd[2])
