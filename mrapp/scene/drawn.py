"""The arrays of one piece as they are drawn: what each of its corners is. Numpy only."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mrapp.model.frames import Origin
from mrapp.scene.palette import Role, corner_colours, triangle_opacity
from mrapp.scene.pieces import Piece, corner_normals
from mrapp.scene.shader_looks import GLOW, LOOK


@dataclass(frozen=True, eq=False)
class Drawn:
    """A piece as a graphics card takes it, for one role and origin.

    corners: (n, 3) float32, local metres; normals: (n, 3) float32, unit; colours: (n, 3) uint8,
    sRGB; uv: (n, 2) float32, None for a piece without an image; more: further values of each
    corner, (n, c) float32, by their names in the shader. triangles: (k, 3) int32 into the corners,
    one for each triangle of the piece, in its order; opacity: (k,) float32, 0..1. low, high: (3,)
    float64, the box round it all, local metres.
    """

    piece: Piece
    corners: NDArray[np.float32]
    normals: NDArray[np.float32]
    colours: NDArray[np.uint8]
    triangles: NDArray[np.int32]
    opacity: NDArray[np.float32]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    uv: NDArray[np.float32] | None = None
    more: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)

    def of_corners(self, values_of_object: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return for each corner (n,) the value of the object it belongs to; (objects,) in."""
        return np.repeat(values_of_object[self.piece.object_index], 3)


def drawn(piece: Piece, origin: Origin, role: Role) -> Drawn:
    """Return what is drawn of a piece: the corners of its triangles one after the other."""
    mesh = piece.mesh
    corners = origin.local_from_rd(mesh.points_rd[mesh.triangles[piece.triangles]]).reshape(-1, 3)
    return Drawn(
        piece,
        corners,
        corner_normals(piece),
        corner_colours(mesh, piece.triangles, role),
        np.arange(len(corners), dtype=np.int32).reshape(-1, 3),
        triangle_opacity(mesh, piece.triangles),
        corners.min(axis=0).astype(np.float64),
        corners.max(axis=0).astype(np.float64),
        _uv(piece),
        _looks(piece),
    )


def _uv(piece: Piece) -> NDArray[np.float32] | None:
    uv = piece.mesh.uv if piece.texture >= 0 else None
    return None if uv is None else uv.at(piece.mesh, piece.triangles).reshape(-1, 2)


def _looks(piece: Piece) -> dict[str, NDArray[np.float32]]:
    if piece.looks is None:
        return {}
    values = {LOOK: piece.looks.numbers, GLOW: piece.looks.glow}
    return {name: np.repeat(each[piece.triangles], 3, axis=0) for name, each in values.items()}
