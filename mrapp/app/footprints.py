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
_MOST_CELLS = 2_000  # along a side, however large a design is made
_LEAST_M2 = 2.0  # walls that touch, or were measured a hand's breadth off, replace nothing
_ROWS_AT_ONCE = 1_000_000


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
    corners, context = design.points_rd[design.triangles][:, :, :2], list(context)
    grid = _grid_over(corners, [mesh.points_rd[:, :2] for mesh in context if len(mesh.points_rd)])
    if grid is None:
        return ()
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
    order = np.argsort(building, kind="stable")
    begins = np.flatnonzero(np.diff(building[order], prepend=-1))
    return {
        names[building[group[0]]]
        for group in np.split(order, begins[1:])
        if len(group) and _shared_m2(grid, taken, corners[group]) > _LEAST_M2
    }


def _shared_m2(grid: _Grid, taken: Mask, corners: Float64) -> float:
    """Return how much of the cells that are taken lies under these triangles, (k, 3, 2)."""
    cells = (corners.reshape(-1, 2) - grid.low) / grid.side_m
    shape = np.array(grid.shape)
    low = np.clip(np.floor(cells.min(axis=0)), 0, shape).astype(int)
    high = np.clip(np.ceil(cells.max(axis=0)), low, shape).astype(int)
    wide, deep = (high - low).tolist()
    part = _Grid(grid.low + low * grid.side_m, (wide, deep), grid.side_m)
    both = _covered(part, corners) & taken[low[0] : high[0], low[1] : high[1]]
    return float(both.sum()) * grid.side_m**2


def _grid_over(corners: Float64, others: list[Float64]) -> _Grid | None:
    """Return a grid over what a design (k, 3, 2) shares with the box of others; None if nothing."""
    if not len(corners) or not others:
        return None
    low, high = corners.min(axis=(0, 1)), corners.max(axis=(0, 1))
    fine_m = float(np.clip((high - low).max() / _CELLS, _FINEST_M, _COARSEST_M))
    low = np.maximum(low, np.min([each.min(axis=0) for each in others], axis=0))
    high = np.minimum(high, np.max([each.max(axis=0) for each in others], axis=0))
    if not (high > low).all():
        return None
    side_m = max(fine_m, float((high - low).max()) / _MOST_CELLS)
    wide, deep = np.ceil((high - low) / side_m).astype(int).tolist()
    return _Grid(low, (wide, deep), side_m)


def _covered(grid: _Grid, corners: Float64) -> Mask:
    """Return which cells, of the grid's shape, have their middle in a triangle, (k, 3, 2).

    Row by row: where a triangle begins in a row and where it ends.
    """
    wide, deep = grid.shape
    cells = (corners - grid.low) / grid.side_m - 0.5
    low, high = cells.min(axis=1), cells.max(axis=1)
    first = np.clip(np.ceil(low[:, 1]), 0, deep).astype(np.int64)
    rows = np.clip(np.floor(high[:, 1]), -1, deep - 1).astype(np.int64) - first + 1
    beside = (high[:, 0] < 0) | (low[:, 0] > wide - 1)
    kept = np.flatnonzero((rows > 0) & ~beside & (np.abs(_twice_area(cells)) > 1e-12))
    change = np.zeros((wide + 1) * deep, np.int64)
    for part in _in_portions(kept, rows):
        which = np.repeat(part, rows[part])
        ends = np.cumsum(rows[part])
        row = first[which] + np.arange(len(which)) - np.repeat(ends - rows[part], rows[part])
        west, east = _span(cells[which], row)
        begin = np.clip(np.ceil(west), 0, wide).astype(np.int64)
        end = np.clip(np.floor(east) + 1, begin, wide).astype(np.int64)
        change += np.bincount(begin * deep + row, minlength=len(change))
        change -= np.bincount(end * deep + row, minlength=len(change))
    return np.asarray(change.reshape(wide + 1, deep).cumsum(axis=0)[:wide] > 0)


def _in_portions(kept: NDArray[np.int64], rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """Return the triangles in portions of which each has few enough rows to look at at once."""
    portion = np.cumsum(rows[kept]) // _ROWS_AT_ONCE
    return np.split(kept, np.flatnonzero(np.diff(portion)) + 1) if len(kept) else []


def _span(corners: Float64, row: NDArray[np.int64]) -> tuple[Float64, Float64]:
    """Return between which x each triangle, (n, 3, 2), lies at a y that it reaches, (n,)."""
    west, east = np.full(len(row), np.inf), np.full(len(row), -np.inf)
    for one, two in ((0, 1), (1, 2), (2, 0)):
        (x1, y1), (x2, y2) = corners[:, one].T, corners[:, two].T
        rise = np.where(y1 == y2, 1.0, y2 - y1)
        x = x1 + (row - y1) / rise * (x2 - x1)
        crossed = (np.minimum(y1, y2) <= row) & (row <= np.maximum(y1, y2))
        # A level side ends where the other two begin, which are looked at too.
        crossed &= y1 != y2
        west = np.where(crossed, np.minimum(west, x), west)
        east = np.where(crossed, np.maximum(east, x), east)
    # Nothing is crossed only by rounding, at a corner.
    return np.where(np.isfinite(west), west, 0.0), np.where(np.isfinite(east), east, -1.0)


def _twice_area(corners: Float64) -> Float64:
    return _side(corners[:, 0], corners[:, 1], corners[:, 2])


def _side(start: Float64, end: Float64, place: Float64) -> Float64:
    """Tell on which side of a line places lie, (n,): above 0 on its left."""
    along, away = end - start, place - start
    return np.asarray(along[:, 0] * away[:, 1] - along[:, 1] * away[:, 0])
