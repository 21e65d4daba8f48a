"""Cuts the triangles of a mesh off along a circle, seen from above. Numpy only."""

import math
from dataclasses import replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Corners

Array = NDArray[np.float64]

SIDES: Final = 96
"""The circle is cut along so many straight sides, which no eye tells from it."""

_SAME_M = 1e-5
_VALUES = ("uv", "normals", "colours")


def rounded(mesh: CityMesh, place_rd: tuple[float, float], radius_m: float) -> CityMesh:
    """Return a mesh without what is beyond so many metres of a place, RD; lines and spots stay."""
    flat = mesh.points_rd[:, :2] - np.array(place_rd)
    # Within the inner circle of the sides nothing is cut.
    beyond = np.hypot(*flat.T) > radius_m * math.cos(math.pi / SIDES)
    crossing = beyond[mesh.triangles].any(axis=1)
    if not crossing.any():
        return mesh
    numbers = np.flatnonzero(crossing)
    points = mesh.triangles[numbers]
    given = [each for each in (mesh.uv, mesh.normals, mesh.colours) if each is not None]
    # Of each corner: which point of the mesh it is (-1: a new one), its place, its other values.
    columns: list[NDArray[Any]] = [points[..., None], mesh.points_rd[points] - [*place_rd, 0.0]]
    columns += [each.at(mesh, numbers) for each in given]
    corners: Array = np.concatenate(columns, axis=2)
    for turn in np.arange(SIDES) * math.tau / SIDES:
        inward = np.array([-math.sin(turn), -math.cos(turn)])
        inside = corners[..., 1:3] @ inward + radius_m * math.cos(math.pi / SIDES)
        corners, source = _cut(corners, inside)
        numbers = numbers[source]
    corners[..., 1:3] += place_rd
    return _joined(mesh, np.flatnonzero(~crossing), corners, numbers)


def _cut(corners: Array, inside_m: Array) -> tuple[Array, NDArray[np.intp]]:
    """Return what of triangles (k, 3, d) is inside one side, and of which each piece is.

    inside_m: (k, 3), how far inside each corner is.
    """
    within = inside_m >= 0.0
    count = within.sum(axis=1)
    parts, sources = [corners[count == 3]], [np.flatnonzero(count == 3)]
    for left in (1, 2):
        rows = np.flatnonzero(count == left)
        # The corner that is alone on its side of the cut comes first; the way round stays.
        alone = np.argmax(within[rows] == (left == 1), axis=1)
        order = (alone[:, None] + np.arange(3)) % 3
        one, two, three = np.moveaxis(np.take_along_axis(corners[rows], order[..., None], 1), 1, 0)
        at_one, at_two, at_three = np.take_along_axis(inside_m[rows], order, 1).T
        to_two, to_three = (
            _between(one, two, at_one, at_two),
            _between(one, three, at_one, at_three),
        )
        if left == 1:
            found = [(one, to_two, to_three)]
        else:
            found = [(to_two, two, three), (to_two, three, to_three)]
        parts += [np.stack(each, axis=1) for each in found]
        sources += [rows] * len(found)
    return np.concatenate(parts), np.concatenate(sources)


def _between(one: Array, other: Array, at_one: Array, at_other: Array) -> Array:
    """Return the corners where edges (k, d) cross a side; they are new."""
    share = (at_one / (at_one - at_other))[:, None]
    result = one + share * (other - one)
    result[:, 0] = -1.0
    return result


def _joined(
    mesh: CityMesh, kept: NDArray[np.intp], corners: Array, source: NDArray[np.intp]
) -> CityMesh:
    """Return the triangles kept of a mesh with pieces (k, 3, d) of some of its others."""
    rows = corners.reshape(-1, corners.shape[2])
    points = rows[:, 0].astype(np.int64)
    new = np.flatnonzero(points < 0)
    # Neighbours share their new points: else each seam would be an edge that is drawn.
    _, first, which = np.unique(
        np.round(rows[new] / _SAME_M), axis=0, return_index=True, return_inverse=True
    )
    points[new] = len(mesh.points_rd) + which.reshape(-1)
    added = rows[new[first]]
    pick = np.concatenate([kept, source])
    values: dict[str, Any] = {}
    at = 4
    for name in _VALUES:
        given = getattr(mesh, name)
        if given is not None:
            wide = given.values.shape[1]
            values[name] = _values(given, kept, rows[:, at : at + wide], added[:, at : at + wide])
            at += wide
    triangles = np.concatenate([mesh.triangles[kept], points.reshape(-1, 3)])
    return replace(
        mesh,
        points_rd=np.concatenate([mesh.points_rd, added[:, 1:4]]),
        triangles=triangles.astype(np.int32),
        object_index=mesh.object_index[pick],
        surface=mesh.surface[pick],
        material=mesh.material[pick],
        texture=mesh.texture[pick],
        **values,
    )


def _values(given: Corners[Any], kept: NDArray[np.intp], rows: Array, added: Array) -> Corners[Any]:
    kind = given.values.dtype
    if given.index is None:
        return Corners(np.concatenate([given.values, added.astype(kind)]))
    new = len(given.values) + np.arange(len(rows)).reshape(-1, 3)
    index = np.concatenate([given.index[kept], new]).astype(np.int32)
    return Corners(np.concatenate([given.values, rows.astype(kind)]), index)
