"""Shapes at their places to one list of triangles, lines and spots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.findings import Findings
from mrapp.io.gltf import findings as found
from mrapp.io.gltf.modes import Ints
from mrapp.io.gltf.nodes import Matrix
from mrapp.io.gltf.shapes import Shape
from mrapp.io.normals import corner_normals
from mrapp.io.reading import FARTHEST
from mrapp.model.citymesh import Corners
from mrapp.model.points import box_of, moved

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Copies:
    """One shape at several places: matrices (k, 4, 4) and the objects that the copies are of."""

    shape: Shape
    matrices: Matrix
    owners: Ints


@dataclass(frozen=True, eq=False)
class Flat:
    """Arrays as in `CityMesh`, for all copies."""

    points: NDArray[np.float64]
    triangles: Ints
    owner: Ints
    material: Ints
    texture: Ints
    uv: Corners[np.float32] | None
    normals: Corners[np.float32] | None
    colours: Corners[np.uint8] | None
    lines: Ints
    line_owner: Ints
    spots: Ints
    spot_owner: Ints


def flatten(copies: Sequence[Copies], names: Sequence[str], findings: Findings) -> Flat:
    """Return all copies as one; those that lie nowhere on earth are left out, and told by name."""
    batches = [batch for each in copies for batch in _batches(each, names, findings)]
    sizes = [len(it.shape.vertices.points) * len(it.owners) for it in batches]
    first = np.cumsum([0, *sizes])
    points = np.empty((first[-1], 3))
    for batch, start, size in zip(batches, first.tolist(), sizes, strict=False):
        room = points[start : start + size].reshape(len(batch.owners), -1, 3)
        moved(batch.shape.vertices.points, batch.matrices, room)
    triangles, owner = _parts(batches, first, "triangles", 3)
    lines, line_owner = _parts(batches, first, "lines", 2)
    spots, spot_owner = _parts(batches, first, "spots", 1)
    drawn = np.array([len(it.shape.parts.triangles) * len(it.owners) for it in batches], np.int64)
    looks = [it.shape.look for it in batches]
    uv = _by_point(batches, [it.shape.vertices.uv for it in batches], 0)
    colours = _by_point(batches, [it.shape.vertices.colours for it in batches], 255)
    normals = _by_point(batches, [_turned(it) for it in batches], 0)
    return Flat(
        points=points,
        triangles=triangles,
        owner=owner,
        material=_repeated(np.array([it.material for it in looks], np.int32), drawn),
        texture=_repeated(np.array([it.texture for it in looks], np.int32), drawn),
        uv=None if uv is None else Corners(uv),
        normals=None if normals is None else corner_normals(normals, None, points, triangles),
        colours=None if colours is None else Corners(colours),
        lines=lines,
        line_owner=line_owner,
        spots=spots.reshape(-1),
        spot_owner=spot_owner,
    )


def _batches(copies: Copies, names: Sequence[str], findings: Findings) -> Iterator[Copies]:
    """Yield the copies that lie somewhere, those turned inside out apart and turned back."""
    shape, matrices = copies.shape, copies.matrices
    reach = np.append(np.abs(box_of(shape.vertices.points)).max(axis=0), 1.0)
    with np.errstate(over="ignore", invalid="ignore"):
        near = (np.abs(matrices[:, :3]) @ reach).max(axis=1) < FARTHEST
        mirrored = np.linalg.det(matrices[:, :3, :3]) < 0.0
    for owner in copies.owners[~near].tolist():
        findings.add(found.BAD_TRANSFORM, names[owner])
    for inside_out in (False, True):
        chosen = near & (mirrored == inside_out)
        if chosen.any():
            kind = shape.turned() if inside_out else shape
            yield Copies(kind, matrices[chosen], copies.owners[chosen])


def _parts(
    batches: Sequence[Copies], first: NDArray[np.int64], name: str, width: int
) -> tuple[Ints, Ints]:
    """Return the parts of one kind of all copies, (k, width), and the object of each, (k,)."""
    kinds = [getattr(it.shape.parts, name).reshape(-1, width) for it in batches]
    counts = [len(it.owners) * len(parts) for it, parts in zip(batches, kinds, strict=True)]
    numbers = np.empty((sum(counts), width), np.int32)
    ends = np.cumsum(counts, dtype=np.int64).tolist()
    for batch, parts, start, end in zip(batches, kinds, first.tolist(), ends, strict=False):
        count, size = len(batch.owners), len(batch.shape.vertices.points)
        shift = (np.arange(count) * size + start).astype(np.int32)[:, None, None]
        room = numbers[end - count * len(parts) : end].reshape(count, -1, width)
        np.add(parts, shift, out=room)
    owners = np.concatenate([np.zeros(0, np.int32), *(it.owners for it in batches)])
    copies = [len(it.owners) for it in batches]
    each = np.repeat([len(parts) for parts in kinds], copies) if batches else np.zeros(0, np.int64)
    return numbers, _repeated(owners, each)


def _repeated(numbers: Ints, counts: NDArray[np.int64]) -> Ints:
    """Return each number so many times; where all are one, without room for more than one."""
    if len(numbers) and (numbers == numbers[0]).all():
        return np.broadcast_to(numbers[0], int(counts.sum()))
    return np.repeat(numbers, counts)


def _by_point(
    batches: Sequence[Copies], values: Sequence[NDArray[Any] | None], none: int
) -> NDArray[Any] | None:
    """Return values for all points of all copies, (n, d), `none` where a batch has none.

    values: of each batch (points, d), or (copies, points, d). None if no triangle shows any.
    """
    shown = (its for it, its in zip(batches, values, strict=True) if len(it.shape.parts.triangles))
    one = next((its for its in shown if its is not None), None)
    if one is None:
        return None
    sizes = [len(it.shape.vertices.points) * len(it.owners) for it in batches]
    if sizes == [one.size // one.shape[-1]]:
        return one.reshape(-1, one.shape[-1])
    strung = np.full((sum(sizes), one.shape[-1]), none, one.dtype)
    for batch, its, size, end in zip(batches, values, sizes, np.cumsum(sizes), strict=True):
        if its is not None:
            strung[end - size : end].reshape(len(batch.owners), -1, one.shape[-1])[:] = its
    return strung


def _turned(batch: Copies) -> Floats | None:
    """Return the normals of each copy, (k, n, 3)."""
    normals = batch.shape.vertices.normals
    if normals is None:
        return None
    turns = np.zeros((len(batch.owners), 3, 4))
    turns[:, :, :3] = _inverse(batch.matrices).transpose(0, 2, 1)
    return moved(normals, turns, np.empty((len(turns), *normals.shape), np.float32))


def _inverse(matrices: Matrix) -> Matrix:
    """Return the inverse (k, 3, 3) but for its length, which exists for flat ones too.

    It is the adjugate with the sign of the determinant. Rows multiplied by it turn as normals do.
    """
    one, two = [1, 2, 0], [2, 0, 1]
    part = matrices[:, :3, :3]
    rows, others = part[:, one], part[:, two]
    cofactors = rows[:, :, one] * others[:, :, two] - rows[:, :, two] * others[:, :, one]
    negative = np.einsum("kb,kb->k", part[:, 0], cofactors[:, 0]) < 0.0
    cofactors[negative] *= -1.0
    return np.asarray(cofactors.transpose(0, 2, 1))
