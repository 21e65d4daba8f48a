"""Cuts painted ground pieces into a partition: nothing overlaps, edges share their points.

Pieces are painted in order, a later one over the earlier. The result is noded on
the millimetre grid of the written file, so that neighbours have equal vertices
and no light shines through the joints.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPoint, Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from models.maker import frame
from models.maker.frame import Points
from models.maker.looks import IMAGES
from models.maker.mesh import Face, Faces, face, mapped

GRID_M = 0.001


@dataclass(frozen=True)
class Piece:
    """A level piece of ground: its id, CityJSON type, look, height and shape in plan (city frame).

    ``edge`` is the look of the vertical faces where a neighbour lies lower;
    ``along`` the direction in which its texture lies.
    """

    name: str
    kind: str
    look: str
    z: float
    shape: BaseGeometry
    attributes: dict[str, Any] = field(default_factory=dict)
    edge: str = "kerb"
    along: tuple[float, float] = (1.0, 0.0)


@dataclass(frozen=True)
class Ground:
    """A finished partition: for each piece its polygons, and the neighbours' heights at edges."""

    pieces: list[Piece]
    polygons: list[list[Polygon]]

    def height_at(self, x: float, y: float) -> float | None:
        """Height NAP of the ground at a point of the city frame; None outside it."""
        piece = self.piece_at(x, y)
        return None if piece is None else piece.z

    def piece_at(self, x: float, y: float) -> Piece | None:
        """The piece under a point of the city frame, or None."""
        point = Point(*frame.turn(np.array([[x, y]]), frame.TURN_RAD)[0])
        tree, owners = self._index
        for number in tree.query(point, predicate="intersects"):
            return owners[int(number)]
        return None

    @cached_property
    def _index(self) -> tuple[STRtree, list[Piece]]:
        """All polygons, to be asked by place, and the piece of each."""
        flat = [polygon for group in self.polygons for polygon in group]
        owners = [
            piece for piece, group in zip(self.pieces, self.polygons, strict=True) for _ in group
        ]
        return STRtree(flat), owners


def partition(
    painted: Sequence[Piece], within: BaseGeometry, extra_nodes: Iterable[tuple[float, float]] = ()
) -> Ground:
    """The visible parts of the painted pieces inside ``within``; ``extra_nodes`` are kept."""
    pieces = [p for p in painted if not p.shape.is_empty]
    shapes = _visible([p.shape.intersection(within) for p in pieces])
    turned = [_turned(s) for s in shapes]
    nodes = [_turned(Point(*n)) for n in extra_nodes]
    faces = _noded(turned, nodes)
    owners = _owners(faces, turned)
    groups: list[list[Polygon]] = [[] for _ in pieces]
    for polygon, owner in zip(faces, owners, strict=True):
        if owner is not None:
            groups[owner].append(shapely.geometry.polygon.orient(polygon))
    kept = [k for k, group in enumerate(groups) if group]
    return Ground([replace(pieces[k], shape=shapes[k]) for k in kept], [groups[k] for k in kept])


def _visible(shapes: list[BaseGeometry]) -> list[BaseGeometry]:
    tree = STRtree(shapes)
    made = []
    for k, shape in enumerate(shapes):
        above = [shapes[n] for n in sorted(tree.query(shape, predicate="intersects")) if n > k]
        made.append(shape.difference(shapely.union_all(above)) if above else shape)
    return made


def _turned(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda xy: frame.turn(xy, frame.TURN_RAD))


def _noded(shapes: list[BaseGeometry], nodes: list[BaseGeometry]) -> list[Polygon]:
    lines = [s.boundary for s in shapes if not s.is_empty]
    lines += [n.buffer(GRID_M * 0.9, quad_segs=1).boundary for n in nodes]
    noded = shapely.union_all(np.array(lines), grid_size=GRID_M)
    made = shapely.polygonize(shapely.get_parts(noded))
    return [p for p in made.geoms if p.area > 1e-4]


def _owners(faces: list[Polygon], shapes: list[BaseGeometry]) -> list[int | None]:
    tree = STRtree(shapes)
    owners: list[int | None] = []
    for polygon in faces:
        point = polygon.representative_point()
        found = sorted(int(k) for k in tree.query(point, predicate="intersects"))
        owners.append(found[-1] if found else None)
    return owners


Edge = tuple[tuple[int, int], tuple[int, int]]


def _mm(ring: Points) -> list[tuple[int, int]]:
    return [(int(x), int(y)) for x, y in np.rint(ring * 1000).astype(np.int64)]


def edge_heights(ground: Ground) -> dict[Edge, float]:
    """Height of the piece to the left of each directed edge (whole mm, turned frame)."""
    made: dict[Edge, float] = {}
    for piece, polygons in zip(ground.pieces, ground.polygons, strict=True):
        for polygon in polygons:
            for ring in (polygon.exterior, *polygon.interiors):
                points = _mm(np.array(ring.coords))
                for a, b in pairwise(points):
                    made[(a, b)] = piece.z
    return made


def faces_of(
    ground: Ground, number: int, heights: dict[Edge, float], outside_z: float = frame.Z_BOTTOM
) -> Faces:
    """Faces of one piece: its top, and vertical sides down to lower neighbours."""
    piece = ground.pieces[number]
    made: Faces = []
    for polygon in ground.polygons[number]:
        rings = [
            _city(np.array(r.coords)[:-1], piece.z) for r in (polygon.exterior, *polygon.interiors)
        ]
        made.append(_looked(Face(tuple(rings), piece.look), piece.along))
        for ring in (polygon.exterior, *polygon.interiors):
            made += _sides(np.array(ring.coords), piece, heights, outside_z)
    return made


def _sides(ring: Points, piece: Piece, heights: dict[Edge, float], outside_z: float) -> Faces:
    made = []
    points = _mm(ring)
    for k in range(len(points) - 1):
        low = heights.get((points[k + 1], points[k]), outside_z)
        if low < piece.z - 1e-6:
            (ax, ay, _), (bx, by, _) = _city(ring[k : k + 2], 0.0)
            made.append(
                _looked(
                    face(
                        [(ax, ay, low), (bx, by, low), (bx, by, piece.z), (ax, ay, piece.z)],
                        piece.edge,
                    ),
                    (1.0, 0.0),
                )
            )
    return made


def _city(ring: Points, z: float) -> Points:
    flat = frame.turn(ring, -frame.TURN_RAD)
    return np.column_stack((flat, np.full(len(flat), z)))


def _looked(plain: Face, along: tuple[float, float]) -> Face:
    if plain.look in IMAGES:
        return mapped(plain, IMAGES[plain.look].width_m, along)
    return plain


def ring_nodes(ground: Ground, outline: Polygon) -> list[tuple[float, float]]:
    """Points (city frame) of the partition that lie on an outline: to be shared by another."""
    line = _turned(outline).boundary
    points = {
        (float(x), float(y))
        for group in ground.polygons
        for p in group
        for x, y in shapely.get_coordinates(p)
    }
    near = [p for p in sorted(points) if line.distance(Point(p)) < 2 * GRID_M]
    if not near:
        return []
    back = shapely.transform(MultiPoint(near), lambda xy: frame.turn(xy, -frame.TURN_RAD))
    return [(float(x), float(y)) for x, y in shapely.get_coordinates(back)]
