"""Which buildings of today stand where a design is to stand: those that it would replace."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh

Float64 = NDArray[np.float64]
Mask = NDArray[np.bool_]

_BUILDINGS = ("Building", "BuildingPart")
_CELLS = 200  # along the longer side of a design
_FINEST_M, _COARSEST_M = 0.2, 2.0
_LEAST_M2 = 2.0  # walls that touch, or were measured a hand's breadth off, replace nothing
_PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class _Grid:
    """Square cells over a design: the lower corner, RD; how many; their side in metres."""

    low: Float64
    shape: tuple[int, int]
    side_m: float


def buildings_under(design: CityMesh, context: Iterable[CityMesh]) -> tuple[str, ...]:
    """Return the ids of whole buildings of `context` whose footprint a design's overlaps.

    All in RD/NAP. A footprint is what is seen from straight above; an overlap of less than two
    square metres counts for nothing, so that a neighbour may touch. By counting the cells of a
    grid whose middle lies in both.
    """
    corners = design.points_rd[design.triangles][:, :, :2]
    if not len(corners):
        return ()
    grid = _grid_over(corners)
    taken = _covered(grid, corners)
    found: set[str] = set()
    for mesh in context:
        found |= _overlapping(grid, taken, mesh)
    return tuple(sorted(found))


def _overlapping(grid: _Grid, taken: Mask, mesh: CityMesh) -> set[str]:
    roots = [thing.root if thing.type in _BUILDINGS else "" for thing in mesh.objects]
    names = sorted(set(roots) - {""})
    number = {name: index for index, name in enumerate(names)}
    of_object = np.array([number.get(root, -1) for root in roots], np.int64)
    if not names or not len(mesh.triangles):
        return set()
    corners = mesh.points_rd[mesh.triangles][:, :, :2]
    high = grid.low + np.array(grid.shape) * grid.side_m
    near = ((corners.max(axis=1) > grid.low) & (corners.min(axis=1) < high)).all(axis=1)
    kept = np.flatnonzero(near & (of_object[mesh.object_index] >= 0))
    corners, building = corners[kept], of_object[mesh.object_index[kept]]
    cells = _LEAST_M2 / grid.side_m**2
    return {
        names[index]
        for index in np.unique(building)
        if (_covered(grid, corners[building == index]) & taken).sum() > cells
    }


def _grid_over(corners: Float64) -> _Grid:
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    side_m = float(np.clip((high - low).max() / _CELLS, _FINEST_M, _COARSEST_M))
    wide, deep = np.ceil((high - low) / side_m).astype(int).tolist()
    return _Grid(low, (max(wide, 1), max(deep, 1)), side_m)


def _covered(grid: _Grid, corners: Float64) -> Mask:
    """Return which cells, of the grid's shape, have their middle in a triangle, (k, 3, 2)."""
    covered = np.zeros(grid.shape, np.bool_)
    cells = (corners - grid.low) / grid.side_m - 0.5
    limit = np.array(grid.shape) - 1
    first = np.clip(np.ceil(cells.min(axis=1)), 0, limit + 1).astype(np.int64)
    last = np.clip(np.floor(cells.max(axis=1)), -1, limit).astype(np.int64)
    size = np.maximum(last - first + 1, 0)
    count = size[:, 0] * size[:, 1]
    kept = np.flatnonzero((count > 0) & (np.abs(_twice_area(cells)) > 1e-12))
    for part in _in_portions(kept, count):
        _fill(covered, cells[part], first[part], size[part], count[part])
    return covered


def _in_portions(kept: NDArray[np.int64], count: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the triangles in portions of which each has few enough cells to look at at once."""
    portion = np.cumsum(count[kept]) // _PAIRS_AT_ONCE
    return np.split(kept, np.flatnonzero(np.diff(portion)) + 1) if len(kept) else []


def _fill(
    covered: Mask,
    cells: Float64,
    first: NDArray[np.int64],
    size: NDArray[np.int64],
    count: NDArray[np.int64],
) -> None:
    """Mark the cells whose middle lies in a triangle, looking at those in its box."""
    which = np.repeat(np.arange(len(cells)), count)
    place = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
    x = first[which, 0] + place // size[which, 1]
    y = first[which, 1] + place % size[which, 1]
    one, two, three = (cells[which, corner] for corner in range(3))
    middle = np.stack([x, y], axis=1)
    sides = np.stack(
        [_side(one, two, middle), _side(two, three, middle), _side(three, one, middle)]
    )
    inside = (sides >= 0).all(axis=0) | (sides <= 0).all(axis=0)
    covered[x[inside], y[inside]] = True


def _twice_area(corners: Float64) -> Float64:
    return _side(corners[:, 0], corners[:, 1], corners[:, 2])


def _side(start: Float64, end: Float64, place: Float64) -> Float64:
    """Tell on which side of a line places lie, (n,): above 0 on its left."""
    along, away = end - start, place - start
    return np.asarray(along[:, 0] * away[:, 1] - along[:, 1] * away[:, 0])
