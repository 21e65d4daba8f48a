"""Shapes at their places to one list of triangles, lines and spots."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mrapp.io.findings import Findings
from mrapp.io.gltf import findings as found
from mrapp.io.gltf.modes import Ints
from mrapp.io.gltf.nodes import Matrix
from mrapp.io.gltf.shapes import Shape
from mrapp.io.reading import FARTHEST

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Copies:
    """One shape at several places: matrices (k, 4, 4) and the objects that the copies are of."""

    shape: Shape
    matrices: Matrix
    owners: Ints


@dataclass(frozen=True, eq=False)
class Flat:
    """Arrays as in `CityMesh`, for all copies; uv, normals and colours empty if none has any."""

    points: NDArray[np.float64]
    triangles: Ints
    owner: Ints
    material: Ints
    texture: Ints
    uv: Floats
    normals: Floats
    colours: NDArray[np.uint8]
    lines: Ints
    line_owner: Ints
    spots: Ints
    spot_owner: Ints


def flatten(copies: Sequence[Copies], names: Sequence[str], findings: Findings) -> Flat:
    """Return all copies as one; those that lie nowhere on earth are left out, and told by name."""
    batches = [batch for each in copies for batch in _batches(each, names, findings)]
    filler = _Filler(batches)
    for batch in batches:
        filler.fill(batch)
    return filler.flat


def _batches(copies: Copies, names: Sequence[str], findings: Findings) -> Iterator[Copies]:
    """Yield the copies that lie somewhere, those turned inside out apart and turned back."""
    shape, matrices = copies.shape, copies.matrices
    reach = np.append(np.abs(shape.vertices.points).max(axis=0), 1.0)
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


@dataclass
class _Filler:
    """Room for all batches, filled one after the other."""

    batches: Sequence[Copies]
    flat: Flat = field(init=False)
    _points: int = 0
    _triangles: int = 0
    _lines: int = 0
    _spots: int = 0

    def __post_init__(self) -> None:
        def count(name: str) -> int:
            return sum(len(getattr(it.shape.parts, name)) * len(it.owners) for it in self.batches)

        def some(name: str, total: int) -> int:
            shown = (it.shape for it in self.batches if len(it.shape.parts.triangles))
            return total if any(getattr(it.vertices, name) is not None for it in shown) else 0

        corners = count("triangles")
        points = sum(len(it.shape.vertices.points) * len(it.owners) for it in self.batches)
        self.flat = Flat(
            points=np.empty((points, 3)),
            triangles=np.empty((corners, 3), np.int32),
            owner=np.empty(corners, np.int32),
            material=np.empty(corners, np.int32),
            texture=np.empty(corners, np.int32),
            uv=np.zeros((some("uv", corners), 3, 2), np.float32),
            normals=np.empty((some("normals", corners), 3, 3), np.float32),
            colours=np.full((some("colours", corners), 3, 4), 255, np.uint8),
            lines=np.empty((count("lines"), 2), np.int32),
            line_owner=np.empty(count("lines"), np.int32),
            spots=np.empty(count("spots"), np.int32),
            spot_owner=np.empty(count("spots"), np.int32),
        )

    def fill(self, batch: Copies) -> None:
        """Put the copies of one shape where the next ones belong."""
        shape, matrices, owners = batch.shape, batch.matrices, batch.owners
        vertices, parts, flat = shape.vertices, shape.parts, self.flat
        copies, size = len(owners), len(vertices.points)
        room = flat.points[self._points : self._points + copies * size]
        placed = room.reshape(copies, size, 3)
        # Not by matmul: for so small a matrix its threads wait for each other.
        points = vertices.points.astype(np.float64)
        np.einsum("na,kba->knb", points, matrices[:, :3, :3], out=placed)
        placed += matrices[:, None, :3, 3]
        shift = (np.arange(copies, dtype=np.int32) * size + self._points).astype(np.int32)
        self._fill_triangles(batch, shift, placed)
        lines, spots = copies * len(parts.lines), copies * len(parts.spots)
        here = slice(self._lines, self._lines + lines)
        flat.lines[here] = (parts.lines[None] + shift[:, None, None]).reshape(-1, 2)
        flat.line_owner[here] = np.repeat(owners, len(parts.lines))
        here = slice(self._spots, self._spots + spots)
        flat.spots[here] = (parts.spots[None] + shift[:, None]).reshape(-1)
        flat.spot_owner[here] = np.repeat(owners, len(parts.spots))
        self._points += copies * size
        self._lines += lines
        self._spots += spots

    def _fill_triangles(self, batch: Copies, shift: Ints, placed: NDArray[np.float64]) -> None:
        vertices, look, flat = batch.shape.vertices, batch.shape.look, self.flat
        triangles = batch.shape.parts.triangles
        copies, each = len(shift), len(triangles)
        if not each:
            return
        here = slice(self._triangles, self._triangles + copies * each)
        room = flat.triangles[here].reshape(copies, each, 3)
        np.add(triangles[None], shift[:, None, None], out=room)
        flat.owner[here] = np.repeat(batch.owners, each)
        flat.material[here] = look.material
        flat.texture[here] = look.texture
        if vertices.uv is not None:
            _spread(vertices.uv[None], triangles, flat.uv[here])
        if vertices.colours is not None:
            _spread(vertices.colours[None], triangles, flat.colours[here])
        if len(flat.normals):
            _spread_normals(batch, placed, flat.normals[here])
        self._triangles = here.stop


def _spread(values: NDArray[Any], triangles: Ints, room: NDArray[Any]) -> None:
    """Put the values of vertices, (k or 1, n, w), at the corners of triangles, (k m, 3, w)."""
    if len(room) == len(triangles):
        # To clip is for nothing but speed: all numbers are right.
        np.take(values[0], triangles, axis=0, out=room, mode="clip")
    else:
        room.reshape(-1, *triangles.shape, values.shape[2])[:] = values[:, triangles]


def _spread_normals(batch: Copies, placed: NDArray[np.float64], room: Floats) -> None:
    """Put normals at corners; those of the face where the file has none."""
    triangles, normals = batch.shape.parts.triangles, batch.shape.vertices.normals
    if normals is None:
        room[:] = _face_normals(placed, triangles).reshape(-1, 3, 3)
        return
    turned = np.einsum("na,kab->knb", normals, _inverse(batch.matrices).astype(np.float32))
    length = np.sqrt(np.einsum("kna,kna->kn", turned, turned))
    sound = np.isfinite(length) & (length > 0.0)
    length[~sound] = 1.0
    turned /= length[:, :, None]
    _spread(turned, triangles, room)
    if not sound.all():
        bare = ~sound[:, triangles].reshape(-1, 3)
        room[bare] = _face_normals(placed, triangles).reshape(-1, 3, 3)[bare]


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


def _face_normals(placed: NDArray[np.float64], triangles: Ints) -> Floats:
    """Return the normal of each face at its three corners, (k, m, 3, 3); up where it has none."""
    a, b, c = (placed[:, triangles[:, corner]] for corner in range(3))
    normal = np.cross(b - a, c - a)
    length = np.linalg.norm(normal, axis=2, keepdims=True)
    unit = np.where(length > 0.0, normal / np.where(length > 0.0, length, 1.0), [0.0, 0.0, 1.0])
    return np.broadcast_to(unit[:, :, None], (*unit.shape[:2], 3, 3)).astype(np.float32)
