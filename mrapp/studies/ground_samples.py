"""Heights of the ground where buildings touch it, without what cannot be ground."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

# Ground surfaces of these are their undersides: a deck over water, a tube under it.
_NOT_ON_GROUND = ("Bridge", "Tunnel")

_EDGE_STEP_M = 3.0  # along a footprint; between two of these the ground can wander off
_LOWEST_M = 0.1  # without ground surfaces: how far above its lowest vertex a building's foot goes
_LEVEL_M = 0.5  # heights of one building are told apart in steps of this
_NEIGHBOURS = 12  # with whom a level is compared
_AGREE_M = 1.5  # less than a basement, more than a doorstep ...
_AGREE_SLOPE = 0.02  # ... plus what a slope in a Dutch town may bring over the distance
_FITS = 2**62  # what a whole number holds, with room
_FEWEST_TO_COMPARE = 5  # among fewer buildings nobody can tell which one is wrong


@dataclass(frozen=True)
class Samples:
    """Points on the ground: xy (n, 2) metres from the project's origin, z (n,) NAP metres.

    root: (n,) the building each was taken from, counted from 0 over all files.
    """

    xy: Floats
    z: Floats
    root: Ints

    def __len__(self) -> int:
        return len(self.z)

    def keep(self, wanted: NDArray[np.bool_]) -> "Samples":
        """Return the samples for which `wanted`, shape (n,), is true."""
        return Samples(self.xy[wanted], self.z[wanted], self.root[wanted])

    @property
    def buildings(self) -> int:
        """How many buildings they were taken from."""
        return len(np.unique(self.root))


def samples_of(meshes: Iterable[CityMesh], origin_xy: Floats) -> Samples:
    """Return the ground at every building's foot, `origin_xy` (2,) in RD metres subtracted.

    Taken from its ground surfaces; where it has none from its lowest vertices. A building without
    any height is passed over beside others that have one: 3DBAG draws at 0 m what it could not
    measure. Where a file holds no buildings at all, from its other objects.
    """
    xy, z, root, count = [np.zeros((0, 2))], [np.zeros(0)], [np.zeros(0, np.int64)], 0
    for mesh in meshes:
        ends, roots = _foot_edges(mesh)
        points, of = _along(mesh.points_rd[ends])
        xy.append(points[:, :2] - origin_xy)
        z.append(points[:, 2])
        root.append(roots[of] + count)
        count += len(mesh.objects)
    return Samples(np.concatenate(xy), np.concatenate(z), np.concatenate(root))


def _foot_edges(mesh: CityMesh) -> tuple[NDArray[np.int32], Ints]:
    """Return the edges (e, 2) of points that lie on the ground, and the root object of each."""
    root = _roots(mesh)[mesh.object_index]
    z = mesh.points_rd[mesh.triangles, 2]
    lowest, highest = np.full((2, len(mesh.objects)), [[np.inf], [-np.inf]])
    np.minimum.at(lowest, root, z.min(axis=1))
    np.maximum.at(highest, root, z.max(axis=1))
    usable = _may_stand_on_ground(mesh)[root]
    solid = usable & (highest - lowest > _LOWEST_M)[root]
    usable = solid if solid.any() else usable
    ground = (mesh.surface == Surface.GROUND) & usable
    with_ground = np.zeros(len(mesh.objects), bool)
    with_ground[root[ground]] = True
    without = usable & ~with_ground[root]

    low = z <= lowest[root][:, None] + _LOWEST_M
    ends, roots = [], []
    for a, b in ((0, 1), (1, 2), (2, 0)):
        # A triangle that stands on one corner alone gives that corner: an edge of no length.
        both = without & low[:, a] & low[:, b]
        for chosen, second in ((ground | both, b), (without & low[:, a] & ~low[:, b], a)):
            ends.append(mesh.triangles[chosen][:, [a, second]])
            roots.append(root[chosen])
    edges = np.column_stack([np.concatenate(roots), np.sort(np.concatenate(ends), axis=1)])
    first, _, _ = unique_rows(edges)
    return edges[first, 1:].astype(np.int32), edges[first, 0].astype(np.int64)


def _roots(mesh: CityMesh) -> Ints:
    index = mesh.index_of()
    own = enumerate(mesh.objects)
    return np.array([index.get(thing.root, number) for number, thing in own], np.int64)


def _may_stand_on_ground(mesh: CityMesh) -> NDArray[np.bool_]:
    types = [thing.type for thing in mesh.objects]
    buildings = np.array([name.startswith("Building") for name in types], bool)
    if buildings.any():
        return buildings
    return np.array([not name.startswith(_NOT_ON_GROUND) for name in types], bool)


def _along(ends: Floats) -> tuple[Floats, Ints]:
    """Return points every 3 m along edges (e, 2, 3), ends included, and the edge of each point."""
    length = np.linalg.norm((ends[:, 1] - ends[:, 0])[:, :2], axis=1)
    parts = np.ceil(length / _EDGE_STEP_M).astype(np.int64)
    of = np.repeat(np.arange(len(ends)), parts + 1)
    first = np.concatenate([[0], np.cumsum(parts + 1)])[:-1]
    part = (np.arange(len(of)) - first[of]) / np.maximum(parts, 1)[of]
    return ends[of, 0] + part[:, None] * (ends[of, 1] - ends[of, 0]), of


def without_outliers(samples: Samples) -> Samples:
    """Return the samples without basements, undersides and buildings at a wrong height.

    A level of a building counts as ground if a quarter of its 12 nearest buildings lie about as
    high (1.5 m, and 2 cm more per metre of distance). Where there are too few buildings to compare,
    it must lie about as high as most of its own building.
    """
    if not len(samples):
        return samples
    level_of, level_xy, level_z, level_root, size = _levels(samples)
    by_size = np.lexsort((-size, level_root))
    _, first = np.unique(level_root[by_size], return_index=True)
    main = by_size[first]  # of each building the level with most samples
    if len(main) < _FEWEST_TO_COMPARE:
        own = main[np.searchsorted(level_root[main], level_root)]
        return samples.keep((np.abs(level_z - level_z[own]) <= _AGREE_M)[level_of])

    # Late: scipy takes 0.2 s to import, and most projects bring a ground of their own.
    from scipy.spatial import cKDTree

    count = min(_NEIGHBOURS + 1, len(main))
    distance, near = cKDTree(level_xy[main]).query(level_xy, k=count)
    others = level_root[main][near] != level_root[:, None]
    higher = np.abs(level_z[main][near] - level_z[:, None])
    agree = (others & (higher <= _AGREE_M + _AGREE_SLOPE * distance)).sum(axis=1)
    good = agree >= ceil((count - 1) / 4)
    return samples.keep(good[level_of]) if good.any() else samples


def _levels(samples: Samples) -> tuple[Ints, Floats, Floats, Ints, Ints]:
    """Group samples by building and height: level of each; per level xy, z, building, count."""
    step = np.round(samples.z / _LEVEL_M).astype(np.int64)
    first, of, size = unique_rows(np.column_stack([samples.root, step]))
    xy = np.column_stack([np.bincount(of, samples.xy[:, axis]) / size for axis in (0, 1)])
    return of, xy, np.bincount(of, samples.z) / size, samples.root[first], size


def unique_rows(rows: NDArray[np.integer]) -> tuple[Ints, Ints, Ints]:
    """Return of the different rows of (n, k) whole numbers, in order: first, inverse, count.

    first: where each is found first; inverse: (n,) which of them each row is; count: how often each
    occurs. By one number per row: `np.unique` on rows takes ten times as long, and lets no other
    thread work meanwhile.
    """
    key, range_of_key = np.zeros(len(rows), np.int64), 1
    for column in np.asarray(rows, np.int64).T if len(rows) else ():
        low, span = int(column.min()), int(column.max()) - int(column.min()) + 1
        if range_of_key * span >= _FITS:
            key = np.unique(key, return_inverse=True)[1].reshape(-1)
            range_of_key = len(rows)
        key = key * span + (column - low)
        range_of_key *= span
    _, first, inverse, count = np.unique(
        key, return_index=True, return_inverse=True, return_counts=True
    )
    return first, inverse.reshape(-1), count


def gathered(samples: Samples, most: int) -> Samples:
    """Return at most `most` samples: their means on a lattice, as fine as that allows (0.5 m)."""
    cell_m = 0.5
    while True:
        cell = np.round(samples.xy / cell_m).astype(np.int64)
        first, of, size = unique_rows(cell)
        if len(first) <= most:
            break
        cell_m *= 1.25
    root = np.zeros(len(first), np.int64)
    root[of] = samples.root
    middle = cell[first].astype(np.float64) * cell_m
    return Samples(middle, np.bincount(of, samples.z) / size, root)
