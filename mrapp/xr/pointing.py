"""What a hand points at: first a panel, then the city. Pure maths over poses."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from mrapp.app.headset.panels import PanelPicture
from mrapp.scene.world import Hit, World
from mrapp.xr.device import Quad
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.tabletop import Table
from mrapp.xr.rig import StagePlace

_PARALLEL = 1e-6
_REACH_M = 400.0


@dataclass(frozen=True, eq=False)
class StandingPanel:
    """A panel and where it stands in the stage; it faces +z of its pose."""

    picture: PanelPicture
    pose: RigidPose

    @property
    def quad(self) -> Quad:
        """The same for a device."""
        return Quad(self.picture.key, self.pose, self.picture.size_m)


@dataclass(frozen=True)
class Spot:
    """A place on a panel. across, down: shares 0..1 from its top left; away_m: from the hand."""

    key: str
    area: str | None
    across: float
    down: float
    away_m: float


def spot_on(panels: Iterable[StandingPanel], aim: RigidPose) -> Spot | None:
    """Return the nearest place on a panel that a hand points at; None where it points past all."""
    matrix = aim.matrix
    start, way = matrix[:3, 3], -matrix[:3, 2]
    spots = [spot for panel in panels if (spot := _met(panel, start, way)) is not None]
    return min(spots, key=lambda spot: spot.away_m, default=None)


def _met(panel: StandingPanel, start: np.ndarray, way: np.ndarray) -> Spot | None:
    """Return where a ray meets the front of a panel."""
    at = panel.pose.matrix
    right, up, out = at[:3, 0], at[:3, 1], at[:3, 2]
    towards = float(way @ out)
    # From behind nothing is pressed.
    if towards > -_PARALLEL:
        return None
    away = float((at[:3, 3] - start) @ out) / towards
    place = start + away * way - at[:3, 3]
    wide, high = panel.picture.size_m
    across, down = 0.5 + float(place @ right) / wide, 0.5 - float(place @ up) / high
    if away <= 0.0 or not (0.0 <= across <= 1.0 and 0.0 <= down <= 1.0):
        return None
    area = panel.picture.at(across, down)
    return Spot(panel.picture.key, area.id if area else None, across, down, away)


def along(aim: RigidPose, metres: float) -> Vec3:
    """Return the place so far along a pose's -z."""
    matrix = aim.matrix
    x, y, z = (matrix[:3, 3] - metres * matrix[:3, 2]).tolist()
    return (x, y, z)


def hit_in_city(
    world: World, place: StagePlace, aim: RigidPose, table: Table | None = None
) -> Hit | None:
    """Return what a hand points at in the city that stands so in the stage; None: at nothing.

    table: on which the city stands as a model; what is beyond its edge is cut away.
    """
    near, far = (0.0, _REACH_M) if table is None else _over(table, aim)
    if near >= far:
        return None
    return world.first_hit(place.local(along(aim, near)), place.local(along(aim, far)))


def met_in_city(
    world: World, place: StagePlace, aim: RigidPose, table: Table | None = None
) -> Vec3 | None:
    """Return the place that a hand points at, local metres; None: at nothing. See `hit_in_city`."""
    hit = hit_in_city(world, place, aim, table)
    return None if hit is None else hit.point_local


def _over(table: Table, aim: RigidPose) -> tuple[float, float]:
    """Return between which distances from a hand a ray is over a table; 0, 0: never."""
    start, way = aim.matrix[[0, 2], 3], -aim.matrix[[0, 2], 2]
    off = start - np.array((table.centre[0], table.centre[2]))
    across, along_m = float(way @ way), float(way @ off)
    beyond = float(off @ off) - table.radius_m**2
    if across < _PARALLEL:
        return (0.0, _REACH_M) if beyond <= 0.0 else (0.0, 0.0)
    inside = along_m**2 - across * beyond
    if inside <= 0.0:
        return (0.0, 0.0)
    half = math.sqrt(inside)
    return max((-along_m - half) / across, 0.0), (-along_m + half) / across
