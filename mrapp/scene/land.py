"""The land beyond the data, as plain arithmetic: what is drawn of it is what a ray meets."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.numbering import among, marked
from mrapp.model.points import box_of, level_of
from mrapp.scene.carry import Carry
from mrapp.scene.moving import Box
from mrapp.scene.pose import Vec3

Corner = tuple[float, float]

LAND = (Surface.TERRAIN, Surface.ROAD, Surface.GREEN, Surface.SQUARE, Surface.RAIL)

# So far under the lowest measured land that nothing shows through thin gaps as a flicker.
_BELOW_M = 0.6
# Under what stands on the level: a floor at just that height would flicker through the plane.
_JUST_BELOW_M = 0.03
# A file within so many metres of the project shares its land.
_NEAR_M = 500.0
_UP: Vec3 = (0.0, 0.0, 1.0)


@dataclass(frozen=True, eq=False)
class Ground:
    """The land of a file: the corners of the box round it, local (3,), and its usual height.

    measured: whether there is land in the file; else it is taken from the lowest points.
    """

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    level_m: float
    measured: bool

    def carried(self, carry: Carry) -> "Ground":
        """Return the land of the same file where that is carried to."""
        low, high = carry.boxes(np.array([self.low, self.high]))
        middle = (self.low + self.high) / 2.0
        level = carry.points(np.array([middle[0], middle[1], self.level_m]))
        return Ground(low, high, float(level[2]), self.measured)


@dataclass(frozen=True)
class Meeting:
    """Where a ray meets the land: how far along (0..1), the place, and the land's unit normal."""

    share: float
    place: Vec3
    normal: Vec3


@dataclass(frozen=True)
class Land:
    """A plane to the horizon at `level_m`; where land was measured there is a hole in it.

    hole: its south-western and north-eastern corner, local metres; None for a plane without.
    below_m: the height of the floor of the hole, below all that was measured. Upright sides join
    the two, or the sky would show between them.
    """

    level_m: float = 0.0
    hole: tuple[Corner, Corner] | None = None
    below_m: float = 0.0

    def over_hole(self, x: float, y: float) -> bool:
        """Whether a place (local metres) is over or in the hole."""
        if self.hole is None:
            return False
        (west, south), (east, north) = self.hole
        return west < x < east and south < y < north

    def met_by(self, start: Vec3, end: Vec3) -> Meeting | None:
        """Return where a ray from `start` to `end` (local metres) first meets the land."""
        met = [*self._floors(start, end), *self._sides(start, end)]
        return min(met, key=lambda meeting: meeting.share) if met else None

    def _floors(self, start: Vec3, end: Vec3) -> Iterator[Meeting]:
        fall = end[2] - start[2]
        for height_m, in_hole in ((self.level_m, False), (self.below_m, True)):
            if fall >= 0.0 or not start[2] >= height_m >= end[2]:
                continue
            met = _at(start, end, (height_m - start[2]) / fall, _UP)
            if self.over_hole(*met.place[:2]) == in_hole:
                yield met

    def _sides(self, start: Vec3, end: Vec3) -> Iterator[Meeting]:
        """Yield where the ray, below the level, leaves the hole."""
        if self.hole is None or min(start[2], end[2]) >= self.level_m:
            return
        low, high = self.hole
        for axis in (0, 1):
            way = end[axis] - start[axis]
            if way == 0.0:
                continue
            rim = high[axis] if way > 0.0 else low[axis]
            inward = -1.0 if way > 0.0 else 1.0
            normal = (inward, 0.0, 0.0) if axis == 0 else (0.0, inward, 0.0)
            met = _at(start, end, (rim - start[axis]) / way, normal)
            other = 1 - axis
            within = low[other] <= met.place[other] <= high[other]
            if 0.0 < met.share <= 1.0 and within and self.below_m <= met.place[2] < self.level_m:
                yield met


def land_round(grounds: Iterable[Ground], focus: Box) -> Land:
    """Return the land beyond some files: round what was measured, else under everything.

    focus: where the project is. Files far from it do not count, or one hole would span all the
    land between, unless there are no others.
    """
    grounds = list(grounds)
    grounds = [ground for ground in grounds if _near(ground, focus)] or grounds
    measured = [ground for ground in grounds if ground.measured]
    level_m = level_of(np.array([g.level_m for g in measured or grounds])) if grounds else 0.0
    if not measured:
        return Land(level_m - _JUST_BELOW_M if grounds else level_m)
    low = np.min([ground.low for ground in measured], axis=0)
    high = np.max([ground.high for ground in measured], axis=0)
    below_m = min(float(low[2]), level_m) - _BELOW_M
    hole = (float(low[0]), float(low[1])), (float(high[0]), float(high[1]))
    return Land(level_m, hole, below_m)


def ground_of(mesh: CityMesh, local: NDArray[np.float32]) -> Ground | None:
    """Return the land of a mesh, None where it has no face. local: its points, (n, 3) metres."""
    if not len(mesh.triangles):
        return None
    land = among(mesh.surface, LAND)
    measured = bool(land.any())
    if measured or not mesh.only_triangles:
        triangles = mesh.triangles[land] if measured else mesh.triangles
        local = local[marked(len(local), triangles)]
    low, high = (corner.astype(np.float64) for corner in box_of(local))
    share = 0.5 if measured else 0.03
    return Ground(low, high, level_of(local[:, 2], share), measured)


def _near(ground: Ground, focus: Box) -> bool:
    return focus.touches(ground.low, ground.high, _NEAR_M)


def _at(start: Vec3, end: Vec3, share: float, normal: Vec3) -> Meeting:
    x, y, z = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return Meeting(share, (x, y, z), normal)
