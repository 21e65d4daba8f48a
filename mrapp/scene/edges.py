"""The edges that give a shape its form: where faces meet at an angle, or end. Numpy only."""

import math
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh, Surface
from mrapp.model.faces import face_vectors, unit_normals
from mrapp.model.frames import Origin
from mrapp.model.numbering import among
from mrapp.scene.looks import shows_image
from mrapp.scene.palette import Role

_SHARP = math.cos(math.radians(24.0))
# Leaves, small things and land have more edges than form.
_FORMLESS = (
    Surface.TREE,
    Surface.FURNITURE,
    Surface.GREEN,
    Surface.WATER,
    Surface.TERRAIN,
    Surface.ROAD,
    Surface.RAIL,
)
# Railings and window frames of a plan would only make a tangle.
_SHORTEST_M: dict[Role, float] = {"design": 3.0, "context": 0.8, "terrain": 0.0}
# A larger city is seen from farther away, and its edges would cost more than they show.
_MOST_TRIANGLES = 400_000


def feature_edges(
    points: NDArray[np.float64], triangles: NDArray[np.integer], owner: NDArray[np.integer]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the edges (e, 2) into points (n, 3) that form a shape, and whose they are (e,).

    Those are the edges that are sharp, open, or shared by more than two faces of one owner; the
    seams between the triangles of one flat face are left out. owner: (k,) of each triangle.
    """
    if not len(triangles):
        return np.zeros((0, 2), dtype=np.int64), np.zeros(0, dtype=np.int64)
    by_owner = np.argsort(owner, kind="stable")
    triangles, owner = triangles.take(by_owner, axis=0), owner.take(by_owner)
    begin, end = triangles.reshape(-1), np.roll(triangles, -1, axis=1).reshape(-1)
    # One number an edge, for rows take long to sort; stable, which keeps the order of owners and
    # is quick where the edges lie in a file about as they lie in its shapes.
    keys = np.minimum(begin, end).astype(np.int64) * len(points) + np.maximum(begin, end)
    order = np.argsort(keys, kind="stable")
    keys, face = keys.take(order), order // 3
    whose = owner.take(face)
    new = np.ones(len(keys), dtype=bool)
    new[1:] = (keys[1:] != keys[:-1]) | (whose[1:] != whose[:-1])
    first = np.flatnonzero(new)
    count = np.diff(first, append=len(keys))
    pair = np.minimum(first + 1, len(keys) - 1)
    normals = unit_normals(*face_vectors(points, triangles))
    one, other = (normals.take(face.take(at), axis=0) for at in (first, pair))
    level = np.einsum("ij,ij->i", one, other)
    kept = first[(count != 2) | (np.abs(level) < _SHARP)]
    ends = np.stack(np.divmod(keys[kept], len(points)), axis=1)
    return ends, whose[kept].astype(np.int64)


@dataclass(frozen=True, eq=False)
class Edges:
    """Edges of a mesh: their ends (e, 2, 3) local metres, and whose they are (e,)."""

    ends: NDArray[np.float32]
    owner: NDArray[np.int64]

    @classmethod
    def of(
        cls, mesh: CityMesh, origin: Origin, numbers: NDArray[np.int64], shortest_m: float
    ) -> Self:
        """Return the edges of the triangles with these numbers (k,), other than short ones."""
        edges, owner = feature_edges(
            mesh.points_rd, mesh.triangles[numbers], mesh.object_index[numbers]
        )
        ends = origin.local_from_rd(mesh.points_rd[edges])
        long = np.linalg.norm(ends[:, 1] - ends[:, 0], axis=1) >= shortest_m
        return cls(ends[long], owner[long])

    def by(self, tile_of_object: NDArray[np.int64]) -> list["Edges"]:
        """Return the edges tile by tile."""
        tile = tile_of_object[self.owner]
        order = np.argsort(tile, kind="stable")
        parts = np.split(order, np.flatnonzero(np.diff(tile[order])) + 1)
        return [Edges(self.ends[part], self.owner[part]) for part in parts]

    def only(self, objects: NDArray[np.bool_]) -> "Edges":
        """Return the edges of these objects."""
        kept = objects[self.owner]
        return Edges(self.ends[kept], self.owner[kept])


def edges_to_draw(mesh: CityMesh, origin: Origin, role: Role) -> Edges:
    """Return the edges that are drawn of a mesh in a role."""
    return Edges.of(mesh, origin, _wanted(mesh, role), _SHORTEST_M[role])


def formed(mesh: CityMesh) -> NDArray[np.bool_]:
    """Return which triangles are of things whose edges say something, (m,)."""
    return ~among(mesh.surface, _FORMLESS)


def _wanted(mesh: CityMesh, role: Role) -> NDArray[np.int64]:
    """Return the triangles whose edges are drawn in a role: of what exists, bare buildings."""
    if role == "terrain" or (role == "context" and len(mesh.triangles) > _MOST_TRIANGLES):
        return np.zeros(0, dtype=np.int64)
    if role == "design":
        return np.flatnonzero(formed(mesh))
    # Masts, wires and stairs of what exists would be nothing but edges.
    built = np.array([thing.type.startswith("Building") for thing in mesh.objects], dtype=bool)
    bare = ~shows_image(mesh)[mesh.texture]
    return np.flatnonzero(formed(mesh) & bare & built[mesh.object_index])
