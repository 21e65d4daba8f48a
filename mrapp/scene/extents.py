"""How far the things of a project reach: a box round each, and which belong together."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.numbering import among, grouped, lean, looked_up, numbered
from mrapp.model.points import box_of
from mrapp.scene.land import LAND

Array = NDArray[np.float64]

# What is within so many metres of the others, or half as far as these reach, belongs to them.
_NEAR_M, _NEAR_SHARE = 500.0, 0.5
# A project is no handful of strays near its zero, nor are there more groups worth a look.
_LEAST_SHARE, _MOST_GROUPS = 0.1, 40


@dataclass(frozen=True, eq=False)
class Things:
    """Whole objects and the box round each: boxes (n, 2, 3), local metres, low and high corner.

    root: (n,) of what each is part, a number within its file. building, land: (n,) masks; what
    lies is apart from what stands on it, also where one object has both.
    """

    boxes: Array
    root: NDArray[np.int64]
    building: NDArray[np.bool_]
    land: NDArray[np.bool_]

    def only(self, mask: NDArray[np.bool_]) -> "Things":
        """Return those of a mask (n,)."""
        return replace(
            self,
            boxes=self.boxes[mask],
            root=self.root[mask],
            building=self.building[mask],
            land=self.land[mask],
        )


def joined(parts: Iterable[Things]) -> Things:
    """Return the things of several files together."""
    parts = [_NONE, *parts]
    return Things(
        np.concatenate([it.boxes for it in parts]),
        np.concatenate([it.root for it in parts]),
        np.concatenate([it.building for it in parts]),
        np.concatenate([it.land for it in parts]),
    )


_NONE = Things(
    np.zeros((0, 2, 3)), np.zeros(0, np.int64), np.zeros(0, np.bool_), np.zeros(0, np.bool_)
)


def roots_of(mesh: CityMesh) -> NDArray[np.int64]:
    """Return for each object the number of the whole that it is part of."""
    numbers: dict[str, int] = {}
    roots = [numbers.setdefault(thing.root, len(numbers)) for thing in mesh.objects]
    return np.array(roots, dtype=np.int64)


def things_of(mesh: CityMesh, local: NDArray[np.float32], roots: NDArray[np.int64]) -> Things:
    """Return the things of a file.

    local: its points, (n, 3) local metres; roots: see `roots_of`.
    """
    if not len(mesh.triangles):
        return _NONE
    lies = among(mesh.surface, (*LAND, Surface.WATER))
    found, group = numbered(looked_up(2 * roots, lean(mesh.object_index)) + lies)
    named = found.astype(np.int64)
    if len(named) == 1 and mesh.only_triangles:
        boxes = np.array([box_of(local)], np.float64)
    else:
        boxes = _boxes(mesh.triangles, local, grouped(group, len(named)))
    built = [thing.type.startswith("Building") for thing in mesh.objects]
    land = named % 2 == 1
    building = np.isin(named // 2, roots[np.array(built, dtype=np.bool_)]) & ~land
    return Things(boxes, named // 2, building, land)


def _boxes(
    triangles: NDArray[np.int32], local: NDArray[np.float32], parts: list[NDArray[np.int64]]
) -> Array:
    """Return the box round the triangles of each part, (n, 2, 3)."""
    corners = triangles.take(np.concatenate(parts), axis=0).reshape(-1)
    begins = 3 * np.cumsum([0, *map(len, parts[:-1])])
    boxes = np.empty((len(parts), 2, 3))
    for axis in range(3):
        along = np.ascontiguousarray(local[:, axis]).take(corners)
        boxes[:, 0, axis] = np.minimum.reduceat(along, begins)
        boxes[:, 1, axis] = np.maximum.reduceat(along, begins)
    return boxes


def outline(things: Things) -> Array:
    """Return the corners (k, 3) of the boxes of all that belongs to the project, local metres.

    Far strays do not count, nor land far beyond what stands on it.
    """
    standing = things.boxes[~things.land]
    if not len(standing):
        boxes = things.boxes
        return _corners(boxes[_bulk(boxes)]) if len(boxes) else np.zeros((0, 3))
    kept = standing[_bulk(standing)]
    low, high = kept[:, 0].min(axis=0), kept[:, 1].max(axis=0)
    margin = _reach_m(low, high)
    land = things.boxes[things.land]
    near = ((land[:, 0] < high + margin) & (land[:, 1] > low - margin)).all(axis=1)
    clipped = np.clip(land[near], low - margin, high + margin)
    return _corners(np.concatenate([kept, clipped]))


def _bulk(boxes: Array) -> NDArray[np.bool_]:
    """Return which boxes (n,) are where the project is: the group nearest to zero that counts.

    A group grows from one box by all that is near to it. Of groups none of which has its share
    of all things the largest is taken.
    """
    left = np.ones(len(boxes), dtype=np.bool_)
    away = np.linalg.norm(boxes[:, :, :2].mean(axis=1), axis=1)
    best = np.zeros(len(boxes), dtype=np.bool_)
    for _ in range(_MOST_GROUPS):
        if not left.any():
            break
        group = _grown(boxes, int(np.argmin(np.where(left, away, np.inf)))) & left
        if group.sum() > best.sum():
            best = group
        if group.mean() >= _LEAST_SHARE:
            return group
        left &= ~group
    return best


def _grown(boxes: Array, seed: int) -> NDArray[np.bool_]:
    """Return which boxes (n,) are near to the one of number `seed`, or to those near to it."""
    low, high = boxes[seed]
    count = 0
    while True:
        margin = _reach_m(low, high)
        near = (boxes[:, 0, :2] < high[:2] + margin) & (boxes[:, 1, :2] > low[:2] - margin)
        inside: NDArray[np.bool_] = near.all(axis=1)
        if inside.sum() == count:
            return inside
        count = int(inside.sum())
        low, high = boxes[inside, 0].min(axis=0), boxes[inside, 1].max(axis=0)


def _reach_m(low: Array, high: Array) -> float:
    return max(_NEAR_M, _NEAR_SHARE * float(np.hypot(*(high - low)[:2])))


def _corners(boxes: Array) -> Array:
    """Return the eight corners of boxes (n, 2, 3) as (8 n, 3)."""
    picks = [(i, j, k) for i in (0, 1) for j in (0, 1) for k in (0, 1)]
    corners = [boxes[:, pick, (0, 1, 2)] for pick in picks]
    return np.concatenate(corners)
