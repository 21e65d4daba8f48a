"""Pieces of a mesh: triangulated geometry, alone or as a template, and how they become one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.io.cityjson import findings as found
from mrapp.io.cityjson.flatten import Flat, Strokes
from mrapp.io.findings import Findings
from mrapp.io.triangulate import Floats, triangulate
from mrapp.model.citymesh import Corners
from mrapp.model.numbering import marked


@dataclass(frozen=True, eq=False)
class Piece:
    """Triangles, lines and spots over their own points; arrays as in `CityMesh`.

    code: (m,) a `Surface` or `semantics.UNKNOWN`. uv: with an index, or None without textures.
    """

    points: Floats
    triangles: NDArray[np.int32]
    owner: NDArray[np.int32]
    code: NDArray[np.uint8]
    material: NDArray[np.int32]
    texture: NDArray[np.int32]
    uv: Corners[np.float32] | None
    lines: NDArray[np.int32]
    line_owner: NDArray[np.int32]
    spots: NDArray[np.int32]
    spot_owner: NDArray[np.int32]


def make_piece(
    points: Floats, flat: Flat, strokes: Strokes, names: Sequence[str], findings: Findings
) -> Piece:
    """Return the piece that surfaces and strokes over `points`, shape (n, 3), make."""
    cut = triangulate(points, flat.rings)
    owners, counts = np.unique(flat.owner[cut.flat], return_counts=True)
    for owner, count in zip(owners.tolist(), counts.tolist(), strict=True):
        findings.add(found.DEGENERATE, names[owner], count)
    corners = flat.rings.corners[cut.corners]
    used = marked(len(points), corners, strokes.lines, strokes.spots)
    renumbered = (np.cumsum(used) - 1).astype(np.int32)
    return Piece(
        points[used],
        renumbered[corners],
        flat.owner[cut.polygon],
        flat.code[cut.polygon],
        flat.material[cut.polygon],
        flat.texture[cut.polygon],
        None if flat.uv is None else Corners(flat.uv, cut.corners.astype(np.int32)),
        renumbered[strokes.lines],
        strokes.line_owner,
        renumbered[strokes.spots],
        strokes.spot_owner,
    )


def repeat_piece(piece: Piece, matrices: Floats, owners: NDArray[np.int32]) -> Piece:
    """Return copies of a piece, one for each of `matrices`, shape (k, 4, 4), and `owners`, (k,).

    A matrix that mirrors turns the triangles over, so that they still face outwards.
    """
    copies, size = len(matrices), len(piece.points)
    points = np.einsum("kab,nb->kna", matrices[:, :3, :3], piece.points)
    points += matrices[:, None, :3, 3]
    shift = np.arange(copies, dtype=np.int32) * np.int32(size)
    triangles = piece.triangles[None] + shift[:, None, None]
    mirrors = np.linalg.det(matrices[:, :3, :3]) < 0.0
    triangles[mirrors] = triangles[mirrors][:, :, ::-1]
    uv = piece.uv
    if uv is not None and uv.index is not None:
        index = np.tile(uv.index, (copies, 1, 1))
        index[mirrors] = index[mirrors][:, :, ::-1]
        uv = Corners(uv.values, index.reshape(-1, 3))
    return Piece(
        points.reshape(-1, 3),
        triangles.reshape(-1, 3),
        np.repeat(owners, len(piece.triangles)),
        np.tile(piece.code, copies),
        np.tile(piece.material, copies),
        np.tile(piece.texture, copies),
        uv,
        (piece.lines[None] + shift[:, None, None]).reshape(-1, 2),
        np.repeat(owners, len(piece.lines)),
        (piece.spots[None] + shift[:, None]).reshape(-1),
        np.repeat(owners, len(piece.spots)),
    )


def join_pieces(pieces: Sequence[Piece]) -> Piece:
    """Return one piece with all of them, at least one."""
    if len(pieces) == 1:
        return pieces[0]
    shifts = np.cumsum([0, *(len(each.points) for each in pieces)]).astype(np.int32)
    moved = list(zip(pieces, shifts, strict=False))
    return Piece(
        np.concatenate([each.points for each in pieces]),
        np.concatenate([each.triangles + shift for each, shift in moved]),
        np.concatenate([each.owner for each in pieces]),
        np.concatenate([each.code for each in pieces]),
        np.concatenate([each.material for each in pieces]),
        np.concatenate([each.texture for each in pieces]),
        _joined_uv(pieces),
        np.concatenate([each.lines + shift for each, shift in moved]),
        np.concatenate([each.line_owner for each in pieces]),
        np.concatenate([each.spots + shift for each, shift in moved]),
        np.concatenate([each.spot_owner for each in pieces]),
    )


def _joined_uv(pieces: Sequence[Piece]) -> Corners[np.float32] | None:
    """Return the uv of all pieces, those without at one more value: zeros."""
    values = [np.zeros((1, 2), np.float32)]
    index: list[NDArray[np.int32]] = []
    size = 1
    for each in pieces:
        if each.uv is None or each.uv.index is None:
            index.append(np.zeros((len(each.triangles), 3), np.int32))
            continue
        index.append(each.uv.index + np.int32(size))
        values.append(each.uv.values)
        size += len(each.uv.values)
    return Corners(np.concatenate(values), np.concatenate(index)) if size > 1 else None
