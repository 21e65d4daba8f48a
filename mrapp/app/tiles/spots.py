"""What is where somebody wants to lay a tile: ground, water, a roof overhead, or nothing known.

Pure: the meshes that are loaded, RD/NAP metres.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.ground import GROUND_SURFACES
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.texts import Notice, Phrase
from mrapp.model.tiles import Tile, TileState

Float64 = NDArray[np.float64]

_COVERS = (Surface.ROOF, Surface.OTHER, Surface.WALL)
"""What is overhead where a phone hardly sees the sky, and a camera little light."""

_OVERHEAD_M = 1.8
_OFF_GROUND_M = 0.15
_NEAREST_M = 1.0

_WATER = Phrase(
    nl="Hier is water. Leg de tegel op de kant.",
    en="There is water here. Lay the tile on the bank.",
)
_INSIDE = Phrase(
    nl="Hier staat een gebouw of een dak boven de tegel: niemand kan er staan, of er is weinig "
    "licht voor een camera.",
    en="A building or a roof is above the tile here: nobody can stand there, or there is little "
    "light for a camera.",
)
_OUTSIDE = Phrase(
    nl="Deze plek ligt buiten het model. Er is niets te zien en het maaiveld is niet bekend.",
    en="This place is outside the model. There is nothing to see and the ground is not known.",
)
_RAIL = Phrase(
    nl="Hier ligt spoor. Een tegel moet voor iedereen te bereiken zijn.",
    en="There are rails here. Everybody must be able to reach a tile.",
)
_ABOVE = Phrase(
    nl="De tegel zweeft {off} m boven het maaiveld.",
    en="The tile floats {off} m above the ground.",
)
_BELOW = Phrase(
    nl="De tegel ligt {off} m onder het maaiveld.",
    en="The tile lies {off} m below the ground.",
)
_TWO = Phrase(
    nl="{name} ligt op {off} m: een camera ziet beide tegels tegelijk.",
    en="{name} lies {off} m away: a camera sees both tiles at once.",
)


@dataclass(frozen=True)
class Spot:
    """What is at a place. ground_nap: None where none is known; surface: what that ground is."""

    ground_nap: float | None
    surface: Surface | None = None
    covered: bool = False


class Spots:
    """Knows what is at a place, of some meshes: those of the city and of the plan that is shown."""

    def __init__(self, meshes: Sequence[CityMesh]) -> None:
        corners = [mesh.points_rd[mesh.triangles] for mesh in meshes]
        kinds = [mesh.surface for mesh in meshes]
        self._corners = np.concatenate([np.zeros((0, 3, 3)), *corners])
        self._kinds = np.concatenate([np.zeros(0, dtype=np.int64), *kinds])
        flat = self._corners[:, :, :2]
        self._low, self._high = flat.min(axis=1), flat.max(axis=1)

    def at(self, x: float, y: float) -> Spot:
        """Return what is at RD x, y."""
        place = np.array((x, y))
        near = ((self._low <= place) & (place <= self._high)).all(axis=1)
        heights, kinds = _heights(self._corners[near], x, y), self._kinds[near]
        there = np.isfinite(heights)
        heights, kinds = heights[there], kinds[there]
        is_ground = np.isin(kinds, [int(kind) for kind in GROUND_SURFACES])
        if not is_ground.any():
            covered = np.isin(kinds, [int(kind) for kind in _COVERS]).any()
            return Spot(None, None, bool(covered))
        top = np.flatnonzero(is_ground)[np.argmax(heights[is_ground])]
        above = heights > heights[top] + _OVERHEAD_M
        covered = (above & np.isin(kinds, [int(kind) for kind in _COVERS])).any()
        return Spot(float(heights[top]), Surface(int(kinds[top])), bool(covered))


def spots_of(meshes: Mapping[str, CityMesh], shown: Sequence[str]) -> Spots:
    """Return what knows the places of the files that are shown, by `mesh_key`."""
    return Spots([meshes[key] for key in shown if key in meshes])


def spot_warnings(tile: Tile, spot: Spot, others: Sequence[Tile], language: str) -> list[Notice]:
    """Return what is wrong with the place of a tile, the worst first; others: of the project."""
    found: list[Notice] = []
    if spot.ground_nap is None:
        found.append(Notice(_INSIDE if spot.covered else _OUTSIDE))
    elif spot.surface == Surface.WATER:
        found.append(Notice(_WATER))
    elif spot.covered:
        found.append(Notice(_INSIDE))
    elif spot.surface == Surface.RAIL:
        found.append(Notice(_RAIL))
    if spot.ground_nap is not None and tile.sheet is None:
        off = tile.stands.nap - spot.ground_nap
        if abs(off) > _OFF_GROUND_M:
            values = {"off": _metres(abs(off), language)}
            found.append(Notice(_ABOVE if off > 0 else _BELOW, values))
    return found + _near(tile, others, language)


def _near(tile: Tile, others: Sequence[Tile], language: str) -> list[Notice]:
    here = tile.stands
    found = []
    for other in others:
        there = other.stands
        off = math.dist((here.x, here.y, here.nap), (there.x, there.y, there.nap))
        if (
            other.id != tile.id
            and other.state != TileState.REMOVED
            and off < _NEAREST_M + tile.size_mm / 1000.0
        ):
            name = other.name.get(language) or next(iter(other.name.values()), other.id)
            found.append(Notice(_TWO, {"name": name, "off": _metres(off, language)}))
    return found


def _metres(length_m: float, language: str) -> str:
    words = f"{length_m:.2f}" if length_m < 10.0 else f"{length_m:.0f}"
    return words.replace(".", ",") if language == "nl" else words


def _heights(corners: Float64, x: float, y: float) -> Float64:
    """Return the height of each triangle (k, 3, 3) at x, y: (k,); not a number beside it."""
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = (corners[:, i].T for i in range(3))
    twice = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    safe = np.where(np.abs(twice) < 1e-9, np.nan, twice)
    second = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / safe
    third = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / safe
    first = 1.0 - second - third
    inside = np.minimum(np.minimum(first, second), third) >= -1e-9
    return np.asarray(np.where(inside, first * az + second * bz + third * cz, np.nan))
