"""All that can be worked out of a mesh before it is drawn: in any thread, without OpenGL.

What takes long of showing a file is here, so that the thread of a window need not do it.
"""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mrapp.model.citymesh import CityMesh
from mrapp.model.frames import Origin
from mrapp.scene.drawn import Drawn, drawn
from mrapp.scene.edges import Edges, edges_to_draw
from mrapp.scene.extents import Things, roots_of, things_of
from mrapp.scene.land import Ground, ground_of
from mrapp.scene.palette import Role
from mrapp.scene.pieces import TILE_OBJECTS, object_tiles, split
from mrapp.scene.undersides import undersides


class Prepared:
    """A mesh as it is drawn in a role, in the local frame of an origin.

    mesh, origin, role: what it is of. tiles: the pieces' arrays. roots: (objects,) see
    `extents.roots_of`; things: the whole things in it; ground: its land, None without a face;
    undersides: see there.
    """

    def __init__(self, mesh: CityMesh, origin: Origin, role: Role) -> None:
        self.mesh, self.origin, self.role = mesh, origin, role
        local = origin.local_from_rd(mesh.points_rd)
        self.tiles: list[Drawn] = [drawn(piece, local, role) for piece in split(mesh)]
        self.roots: NDArray[np.int64] = roots_of(mesh)
        self.undersides: NDArray[np.bool_] = undersides(mesh, role)
        self.things: Things = things_of(mesh, local, self.roots)
        self.ground: Ground | None = ground_of(mesh, local)

    def is_of(self, mesh: CityMesh, origin: Origin, role: Role) -> bool:
        """Whether this is what `prepare` would give."""
        return self.mesh is mesh and self.origin == origin and self.role == role

    @property
    def has_edges(self) -> bool:
        """Whether `edges` have been found already, so that asking for them takes no time."""
        return "edges" in self.__dict__

    @cached_property
    def edges(self) -> list[Edges]:
        """The edges that are drawn, tile by tile; found when first asked for, as it takes long."""
        edges = edges_to_draw(self.mesh, self.origin, self.role)
        return edges.by(object_tiles(self.mesh, TILE_OBJECTS)) if len(edges.owner) else []


def prepare(mesh: CityMesh, origin: Origin, role: Role) -> Prepared:
    """Return a mesh ready to be drawn; its edges may follow, see `Prepared.edges`."""
    return Prepared(mesh, origin, role)


def with_edges(prepared: Prepared) -> Prepared:
    """Return the same, with its edges found."""
    assert prepared.edges is not None
    return prepared
