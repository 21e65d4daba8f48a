"""Where a label points, and what it should leave in sight. Numpy only."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.frames import Origin
from mrapp.model.points import level_of
from mrapp.scene.carry import Carry
from mrapp.scene.land import LAND
from mrapp.scene.pose import Vec3

# What is no building: nobody minds a label before it.
_LOOSE = (*LAND, Surface.WATER, Surface.TREE, Surface.FURNITURE, Surface.GROUND)
# What lies so little under the highest point is the top too, as a parapet is.
_TOP_M = 1.0
_SAMPLES = 300


@dataclass(frozen=True, eq=False)
class Anchor:
    """The place of something for its label, local metres.

    top: the middle of its highest part, or of most of it if it is no building. foot_m: its lowest
    height. built: (n, 3) places spread evenly over the faces of buildings.
    """

    top: Vec3
    foot_m: float
    built: NDArray[np.float64]

    def carried(self, carry: Carry) -> "Anchor":
        """Return the place of the same thing where that is carried to."""
        x, y, z = carry.points(np.array(self.top)).tolist()
        foot = carry.points(np.array([*self.top[:2], self.foot_m]))
        return Anchor((x, y, z), float(foot[2]), carry.points(self.built))


def anchor_of(mesh: CityMesh, origin: Origin, objects: list[int]) -> Anchor | None:
    """Return the anchor of the objects with these numbers; None if they have no faces."""
    wanted = np.isin(mesh.object_index, objects)
    if not wanted.any():
        return None
    local = origin.local_from_rd(mesh.points_rd[mesh.triangles[wanted]]).astype(np.float64)
    surface = mesh.surface[wanted]
    built = local[~np.isin(surface, _LOOSE)]
    top = _highest(built.reshape(-1, 3)) if len(built) else _most(local, surface)
    return Anchor(top, float(local[..., 2].min()), _spread(built))


def _highest(points: NDArray[np.float64]) -> Vec3:
    top = points[points[:, 2] > points[:, 2].max() - _TOP_M]
    x, y, _ = (top.min(axis=0) + top.max(axis=0)) / 2.0
    return (float(x), float(y), float(points[:, 2].max()))


def _most(corners: NDArray[np.float64], surface: NDArray[np.uint8]) -> Vec3:
    """Return the middle of most faces, (k, 3, 3), on the land under them if that is among them.

    Small things have the most faces: a square is where its benches are, not where its paving
    runs out.
    """
    middles = corners.mean(axis=1)
    x, y = (level_of(middles[:, axis]) for axis in (0, 1))
    land = middles[np.isin(surface, LAND)]
    return x, y, level_of(land[:, 2]) if len(land) else float(middles[:, 2].max())


def _spread(corners: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return places spread evenly over triangles (k, 3, 3); the same ones each time."""
    if not len(corners):
        return np.zeros((0, 3))
    cross = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    area = np.linalg.norm(cross, axis=1)
    if not area.sum():
        return np.zeros((0, 3))
    rng = np.random.default_rng(1)
    chosen = corners[rng.choice(len(corners), _SAMPLES, p=area / area.sum())]
    shares = rng.dirichlet((1.0, 1.0, 1.0), _SAMPLES)
    return np.asarray(np.einsum("nk,nkc->nc", shares, chosen))
