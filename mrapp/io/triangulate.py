"""Polygons with holes in space to triangles, many at once."""

from dataclasses import dataclass

import mapbox_earcut
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_FAN_LARGEST = 8
_FAN_FEWEST = 12
_NO_AREA_M2 = 1e-8
_FAN_SLACK_M2 = 1e-7  # a fan triangle turned over by rounding, a tenth of a square millimetre


@dataclass(frozen=True)
class Rings:
    """Polygons laid end to end.

    corners: (c,) vertex indices; ring_sizes: (r,) corners per ring, at least 3; ring_counts: (s,)
    rings per polygon, at least 1, the first is the outside, the others are holes.
    """

    corners: Ints
    ring_sizes: Ints
    ring_counts: Ints

    @property
    def first_ring(self) -> Ints:
        """The first ring of each polygon, shape (s,)."""
        return np.asarray(np.cumsum(self.ring_counts) - self.ring_counts)

    @property
    def ring_start(self) -> Ints:
        """The first corner of each ring, shape (r,)."""
        return np.asarray(np.cumsum(self.ring_sizes) - self.ring_sizes)


@dataclass(frozen=True)
class Triangles:
    """corners: (m, 3) places in `Rings.corners`; polygon: (m,), ascending; flat: without area."""

    corners: Ints
    polygon: Ints
    flat: Ints


@dataclass(frozen=True)
class _Plane:
    """The polygons seen along their main axis, so that each turns counter-clockwise.

    u, v: (c,) per corner; start, size: (s,) of the outer rings; area2: (s,) twice the largest
    component of the Newell normal.
    """

    u: Floats
    v: Floats
    start: Ints
    size: Ints
    area2: Floats


def triangulate(points: Floats, rings: Rings) -> Triangles:
    """Return triangles that turn as their polygons do.

    points: (n, 3) finite metres. Triangles are taken as they are, polygons up to 8 corners are
    fanned from a corner that sees all others, the rest and those with holes go through earcut
    (mapbox/earcut.hpp). Triangles without area are left out.
    """
    if not len(rings.ring_counts):
        return Triangles(np.zeros((0, 3), np.int64), np.zeros(0, np.int64), np.zeros(0, np.int64))
    plane = _flatten(points, rings)
    has_area = plane.area2 > _NO_AREA_M2
    simple = has_area & (rings.ring_counts == 1)
    made: list[tuple[Ints, Ints]] = []
    triples = np.flatnonzero(simple & (plane.size == 3))
    made.append((plane.start[triples][:, None] + np.arange(3), triples))
    rest = [np.flatnonzero(has_area & ((rings.ring_counts > 1) | (plane.size > _FAN_LARGEST)))]
    rest.extend(
        _fan(plane, np.flatnonzero(simple & (plane.size == size)), size, made)
        for size in range(4, _FAN_LARGEST + 1)
    )
    made.append(_earcut(plane, rings, np.concatenate(rest)))
    return _collect(made, len(rings.ring_counts))


def _collect(made: list[tuple[Ints, Ints]], polygons: int) -> Triangles:
    corners = np.concatenate([each[0] for each in made])
    polygon = np.concatenate([each[1] for each in made])
    order = np.argsort(polygon, kind="stable")
    filled = np.zeros(polygons, dtype=bool)
    filled[polygon] = True
    return Triangles(corners[order], polygon[order], np.flatnonzero(~filled))


def newell(points: Floats, rings: Rings) -> Floats:
    """Return the normal of each polygon's outer ring, shape (s, 3), as long as twice its area.

    Newell's method (Sutherland et al. 1974), relative to the polygon's first corner so that large
    coordinates lose nothing.
    """
    x, y, z = _relative(points, rings)
    return np.stack(_newell(x, y, z, rings), axis=1)


def _relative(points: Floats, rings: Rings) -> tuple[Floats, Floats, Floats]:
    """Return x, y and z of each corner from the first corner of its polygon, each of shape (c,)."""
    first = rings.corners[rings.ring_start[rings.first_ring]]
    sizes = np.add.reduceat(rings.ring_sizes, rings.first_ring)
    x, y, z = (
        column[rings.corners] - np.repeat(column[first], sizes)
        for column in np.ascontiguousarray(points.T)
    )
    return x, y, z


def _newell(x: Floats, y: Floats, z: Floats, rings: Rings) -> tuple[Floats, Floats, Floats]:
    start = rings.ring_start
    after = np.arange(1, len(x) + 1)
    after[start + rings.ring_sizes - 1] = start
    x2, y2, z2 = x[after], y[after], z[after]
    outer = rings.first_ring
    return (
        np.add.reduceat(y * z2 - z * y2, start)[outer],
        np.add.reduceat(z * x2 - x * z2, start)[outer],
        np.add.reduceat(x * y2 - y * x2, start)[outer],
    )


def _flatten(points: Floats, rings: Rings) -> _Plane:
    """Drop of each polygon the axis along which it is thinnest, and mirror what turns clockwise."""
    x, y, z = _relative(points, rings)
    normal = np.stack(_newell(x, y, z, rings))
    axis = np.abs(normal).argmax(axis=0)
    depth = np.take_along_axis(normal, axis[None], axis=0)[0]
    sizes = np.add.reduceat(rings.ring_sizes, rings.first_ring)
    axis_of = np.repeat(axis, sizes)
    mirrored = np.repeat(depth < 0.0, sizes)
    u = np.where(axis_of == 0, y, np.where(axis_of == 1, z, x))
    v = np.where(axis_of == 0, z, np.where(axis_of == 1, x, y))
    start = rings.ring_start[rings.first_ring]
    return _Plane(
        np.where(mirrored, v, u),
        np.where(mirrored, u, v),
        start,
        rings.ring_sizes[rings.first_ring],
        np.abs(depth),
    )


def _fan(plane: _Plane, polygons: Ints, size: int, made: list[tuple[Ints, Ints]]) -> Ints:
    """Fan polygons of `size` corners from a corner that sees all others; return those without one.

    Of a simple polygon, triangles that all turn the right way cover it exactly once.
    """
    for apex in range(2 if size == 4 else size):
        if len(polygons) < _FAN_FEWEST:
            break
        order = plane.start[polygons][:, None] + (apex + np.arange(size)) % size
        area2 = _area2(plane, order[:, :1], order[:, 1:-1], order[:, 2:])
        seen = area2.min(axis=1) >= -_FAN_SLACK_M2
        corners = np.stack(
            np.broadcast_arrays(order[seen, :1], order[seen, 1:-1], order[seen, 2:]), axis=2
        )
        real = area2[seen] > _NO_AREA_M2
        owner = np.broadcast_to(polygons[seen][:, None], real.shape)
        made.append((corners[real], owner[real]))
        polygons = polygons[~seen]
    return polygons


def _area2(plane: _Plane, a: Ints, b: Ints, c: Ints) -> Floats:
    """Return twice the signed area of triangles whose corners are places in `Rings.corners`."""
    u, v = plane.u, plane.v
    ua, va = u[a], v[a]
    return np.asarray((u[b] - ua) * (v[c] - va) - (v[b] - va) * (u[c] - ua))


def _earcut(plane: _Plane, rings: Rings, polygons: Ints) -> tuple[Ints, Ints]:
    flat = np.stack([plane.u, plane.v], axis=1)
    first = rings.first_ring[polygons]
    counts = rings.ring_counts[polygons]
    start = plane.start[polygons]
    ends = np.cumsum(rings.ring_sizes)
    last = ends[first + counts - 1]
    within = (ends - np.repeat(plane.start, rings.ring_counts)).astype(np.uint32)
    pieces: list[NDArray[np.uint32]] = []
    cut = mapbox_earcut.triangulate_float64
    for low, high, ring, after in zip(
        start.tolist(), last.tolist(), first.tolist(), (first + counts).tolist(), strict=True
    ):
        pieces.append(cut(flat[low:high], within[ring:after]))
    if not pieces:
        return np.zeros((0, 3), np.int64), np.zeros(0, np.int64)
    cuts = np.fromiter(map(len, pieces), np.int64, len(pieces)) // 3
    corners = np.concatenate(pieces).astype(np.int64).reshape(-1, 3)
    corners += np.repeat(start, cuts)[:, None]
    return _turned(plane, corners, np.repeat(polygons, cuts))


def _turned(plane: _Plane, corners: Ints, polygon: Ints) -> tuple[Ints, Ints]:
    area2 = _area2(plane, corners[:, 0], corners[:, 1], corners[:, 2])
    corners = np.where((area2 < 0.0)[:, None], corners[:, ::-1], corners)
    real = np.abs(area2) > _NO_AREA_M2
    return corners[real], polygon[real]
