"""The arrays of one piece as they are drawn: what each of its corners is. Numpy only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import Corners
from mrapp.model.faces import face_vectors, unit_normals
from mrapp.model.numbering import is_lean, lean, looked_up, numbered
from mrapp.model.points import box_of
from mrapp.scene.palette import Role, look_colours, look_opacity
from mrapp.scene.pieces import Piece
from mrapp.scene.shader_looks import GLOW, LOOK

_Kind = TypeVar("_Kind", bound=np.generic)


@dataclass(frozen=True, eq=False)
class Layout:
    """Which corners a piece is drawn with.

    points: (n,) numbers of the points of the mesh that they are at; None: all of these in order.
    triangles: (k, 3) int32 into the corners. face: (n,) a triangle of the piece that each corner is
    of; None: no triangles share a corner, each has three of its own, one after the other.
    """

    piece: Piece
    points: NDArray[np.integer] | None
    triangles: NDArray[np.int32]
    face: NDArray[np.integer] | None

    def spread(self, values: NDArray[_Kind]) -> NDArray[_Kind]:
        """Return for each corner (n, ...) what its triangle has; (k, ...) in."""
        if self.face is not None:
            return looked_up(values, self.face)
        if is_lean(values):
            return np.broadcast_to(values[0], (3 * len(values), *values.shape[1:]))
        return np.repeat(values, 3, axis=0)

    def at_points(self, values: NDArray[_Kind]) -> NDArray[_Kind]:
        """Return what the points of the mesh have, (points, d), for each corner, (n, d)."""
        return values if self.points is None else values.take(self.points, axis=0)

    def at_corners(self, corners: Corners[_Kind]) -> NDArray[_Kind]:
        """Return what the mesh's corners have, (n, d)."""
        if corners.index is None:
            return self.at_points(corners.values)
        return corners.values.take(self.piece.taken(corners.index).reshape(-1), axis=0)


@dataclass(frozen=True, eq=False)
class Drawn:
    """A piece as a graphics card takes it, for one role and origin.

    corners: (n, 3) float32, local metres; normals: (n, 3) float32, unit; colours: (n, 3) uint8,
    sRGB; uv: (n, 2) float32, None for a piece without an image; more: further values of each
    corner, (n, c) float32, by their names in the shader. triangles: (k, 3) int32 into the corners,
    one for each triangle of the piece, in its order; opacity: (k,) float32, 0..1. low, high: (3,)
    float64, the box round it all, local metres. layout: how its corners are those of the mesh.
    """

    layout: Layout
    corners: NDArray[np.float32]
    normals: NDArray[np.float32]
    colours: NDArray[np.uint8]
    opacity: NDArray[np.float32]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    uv: NDArray[np.float32] | None = None
    more: Mapping[str, NDArray[np.float32]] = field(default_factory=dict)

    @property
    def piece(self) -> Piece:
        """The triangles that these are the arrays of."""
        return self.layout.piece

    @property
    def triangles(self) -> NDArray[np.int32]:
        """The corners of each triangle of the piece, (k, 3), in its order."""
        return self.layout.triangles

    def of_corners(self, values_of_object: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return for each corner (n,) the value of the object it belongs to; (objects,) in."""
        return looked_up(values_of_object, self.layout.spread(self.piece.object_index))


def drawn(piece: Piece, local: NDArray[np.float32], role: Role) -> Drawn:
    """Return what is drawn of a piece. local: the points of its mesh, (points, 3) local metres."""
    mesh, looks, layout = piece.mesh, piece.looks, _layout(piece)
    corners = layout.at_points(local)
    look = lean(piece.taken(looks.of))
    look_of_corner = layout.spread(look)
    colours = looked_up(look_colours(mesh, looks, role), look_of_corner)
    opacity = looked_up(look_opacity(mesh, looks), look)
    if mesh.colours is not None:
        own = layout.at_corners(mesh.colours)
        colours = (colours.astype(np.uint16) * own[:, :3] // 255).astype(np.uint8)
        opacity = opacity * own[:, 3][layout.triangles].mean(axis=1, dtype=np.float32) / 255.0
    low, high = box_of(corners)
    more = {LOOK: looks.numbers, GLOW: looks.glow} if piece.special else {}
    return Drawn(
        layout,
        corners,
        _normals(layout),
        colours,
        opacity,
        low.astype(np.float64),
        high.astype(np.float64),
        layout.at_corners(mesh.uv) if piece.texture >= 0 and mesh.uv is not None else None,
        {name: looked_up(values, look_of_corner) for name, values in more.items()},
    )


def _layout(piece: Piece) -> Layout:
    """Return one corner for each point where that says all; else three for each triangle."""
    mesh = piece.mesh
    own = (mesh.normals, mesh.colours, mesh.uv if piece.texture >= 0 else None)
    by_point = all(each is None or each.index is None for each in own)
    if by_point and (piece.smooth or mesh.normals is not None):
        shared = _shared(piece)
        if shared is not None:
            return shared
    points = piece.taken(mesh.triangles).reshape(-1)
    return Layout(piece, points, np.arange(len(points), dtype=np.int32).reshape(-1, 3), None)


def _shared(piece: Piece) -> Layout | None:
    """Return the layout with one corner for each point; None if triangles at one look different."""
    mesh = piece.mesh
    points, triangles, count = _points(piece)
    look, owner = lean(piece.taken(piece.looks.of)), piece.object_index
    if is_lean(look) and is_lean(owner):
        # Any triangle stands for all.
        return Layout(piece, points, triangles, np.broadcast_to(np.intp(0), count))
    look = look.astype(np.int64) * len(mesh.objects) + owner
    face = np.zeros(count, dtype=np.int32)
    face[triangles] = np.arange(len(triangles), dtype=np.int32)[:, None]
    alike = (look.take(face).take(triangles) == look[:, None]).all()
    return Layout(piece, points, triangles, face) if alike else None


def _points(
    piece: Piece,
) -> tuple[NDArray[np.integer] | None, NDArray[np.int32], int]:
    """Return the points of a piece, its triangles (k, 3) into these, and how many there are."""
    mesh = piece.mesh
    if len(piece.triangles) == len(mesh.triangles) and mesh.only_triangles:
        return None, mesh.triangles, len(mesh.points_rd)
    points, triangles = numbered(piece.taken(mesh.triangles))
    return points, triangles.astype(np.int32), len(points)


def _normals(layout: Layout) -> NDArray[np.float32]:
    """Return a unit normal for each corner, (n, 3).

    The file's own; where it gives none the face's, or smoothed over the faces at a point.
    """
    piece, mesh = layout.piece, layout.piece.mesh
    if mesh.normals is not None:
        return layout.at_corners(mesh.normals)
    triangles = piece.taken(mesh.triangles)
    x, y, z = face_vectors(mesh.points_rd, triangles)
    if not piece.smooth:
        return np.repeat(unit_normals(x, y, z), 3, axis=0)
    points = numbered(triangles)[1] if layout.face is None else layout.triangles
    at, count = points.reshape(-1), 0 if layout.face is None else len(layout.face)
    sums = [np.bincount(at, np.repeat(axis, 3), count).astype(np.float64) for axis in (x, y, z)]
    smoothed = unit_normals(*sums)
    return smoothed.take(at, axis=0) if layout.face is None else smoothed
