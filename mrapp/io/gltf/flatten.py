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
from mrapp.io.reading import FARTHEST, refusal

Floats = NDArray[np.float32]

MOST_PARTS = 20_000_000
"""More vertices, triangles, lines and spots together than this are refused: they take 1 to 2 GB."""


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


def flatten(copies: Sequence[Copies], names: Sequence[str], file: str, findings: Findings) -> Flat:
    """Return all copies as one; those that lie nowhere on earth are left out, and told by name.

    Raises `ReadError` if there are too many.
    """
    if sum(each.shape.size * len(each.matrices) for each in copies) > MOST_PARTS:
        raise refusal(
            file,
            nl=f"het is te groot: meer dan {MOST_PARTS // 10**6} miljoen hoekpunten en driehoeken, "
            "herhalingen meegeteld",
            en=f"it is too large: over {MOST_PARTS // 10**6} million vertices and triangles, "
            "repetitions included",
        )
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
        placed = vertices.points.astype(np.float64) @ matrices[:, :3, :3].transpose(0, 2, 1)
        placed += matrices[:, None, :3, 3]
        flat.points[self._points : self._points + copies * size] = placed.reshape(-1, 3)
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
        flat.triangles[here] = (triangles[None] + shift[:, None, None]).reshape(-1, 3)
        flat.owner[here] = np.repeat(batch.owners, each)
        flat.material[here] = look.material
        flat.texture[here] = look.texture
        if vertices.uv is not None:
            flat.uv[here] = _repeated(vertices.uv[triangles], copies)
        if vertices.colours is not None:
            flat.colours[here] = _repeated(vertices.colours[triangles], copies)
        if len(flat.normals):
            flat.normals[here] = _normals(batch, placed).reshape(-1, 3, 3)
        self._triangles = here.stop


def _repeated(values: NDArray[Any], copies: int) -> NDArray[Any]:
    """Return values per corner, (m, 3, w), once for each copy, one after the other."""
    return values if copies == 1 else np.tile(values, (copies, 1, 1))


def _normals(batch: Copies, placed: NDArray[np.float64]) -> Floats:
    """Return normals per corner, (k, m, 3, 3); those of the face where the file has none."""
    triangles, normals = batch.shape.parts.triangles, batch.shape.vertices.normals
    if normals is None:
        return _face_normals(placed, triangles)
    turned = normals @ _inverse(batch.matrices).astype(np.float32)
    length = np.sqrt(np.einsum("kna,kna->kn", turned, turned))
    sound = np.isfinite(length) & (length > 0.0)
    turned /= np.where(sound, length, 1.0)[:, :, None].astype(np.float32)
    corners = turned[:, triangles]
    if not sound.all():
        flat = _face_normals(placed, triangles)
        corners = np.where(sound[:, triangles, None], corners, flat)
    return corners


def _inverse(matrices: Matrix) -> Matrix:
    """Return the inverse (k, 3, 3) times the determinant: normals keep their turn, not length.

    Rows multiplied by it are turned as by the inverse's transpose. It exists for flat ones too.
    """
    a, b, c = (matrices[:, :3, column] for column in range(3))
    adjugate = np.stack([np.cross(b, c), np.cross(c, a), np.cross(a, b)], axis=1)
    sign = np.where(np.einsum("ka,ka->k", a, adjugate[:, 0]) < 0.0, -1.0, 1.0)
    return np.asarray(adjugate * sign[:, None, None])


def _face_normals(placed: NDArray[np.float64], triangles: Ints) -> Floats:
    """Return the normal of each face at its three corners, (k, m, 3, 3); up where it has none."""
    a, b, c = (placed[:, triangles[:, corner]] for corner in range(3))
    normal = np.cross(b - a, c - a)
    length = np.linalg.norm(normal, axis=2, keepdims=True)
    unit = np.where(length > 0.0, normal / np.where(length > 0.0, length, 1.0), [0.0, 0.0, 1.0])
    return np.broadcast_to(unit[:, :, None], (*unit.shape[:2], 3, 3)).astype(np.float32)
