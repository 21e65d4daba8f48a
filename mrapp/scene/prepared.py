"""All that can be worked out of a mesh before it is drawn: in any thread, without OpenGL.

What takes long of showing a file is here, so that the thread of a window need not do it.
"""

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
from mrapp.scene.simpler import Simpler, simpler
from mrapp.scene.undersides import undersides


class PreparedMesh:
    """A mesh as it is drawn in a role, in the local frame of an origin.

    mesh, origin, role: what it is of. tiles: the pieces' arrays. roots: (objects,) see
    `extents.roots_of`; things: the whole things in it; ground: its land, None without a face;
    undersides: see there. edges: those that are drawn, tile by tile; None until `find_edges`, or
    found at once where they are asked for, which takes long. simpler: the pieces with fewer faces,
    for far away, None for those that stay as they are; None until `find_simpler`.
    """

    def __init__(self, mesh: CityMesh, origin: Origin, role: Role, *, edges: bool = False) -> None:
        self.mesh, self.origin, self.role = mesh, origin, role
        local = origin.local_from_rd(mesh.points_rd)
        self.tiles: list[Drawn] = [drawn(piece, local, role) for piece in split(mesh)]
        self.roots: NDArray[np.int64] = roots_of(mesh)
        self.undersides: NDArray[np.bool_] = undersides(mesh, role)
        self.things: Things = things_of(mesh, local, self.roots)
        self.ground: Ground | None = ground_of(mesh, local)
        self.edges: list[Edges] | None = None
        self.simpler: list[Simpler | None] | None = None
        # No edges are drawn of land: that takes no time.
        if edges or role == "terrain":
            self.find_edges()

    def is_of(self, mesh: CityMesh, origin: Origin, role: Role) -> bool:
        """Whether this is of the same mesh, origin and role."""
        return self.mesh is mesh and self.origin == origin and self.role == role

    def find_edges(self) -> list[Edges]:
        """Return `edges`; where nobody has found them yet, that takes long."""
        if self.edges is None:
            found = edges_to_draw(self.mesh, self.origin, self.role)
            tiles = object_tiles(self.mesh, TILE_OBJECTS)
            self.edges = found.by(tiles) if len(found.owner) else []
        return self.edges

    def find_simpler(self) -> None:
        """Find `simpler`; that takes a third of a millisecond for a thousand triangles."""
        if self.simpler is None:
            self.simpler = [simpler(tile, self.roots) for tile in self.tiles]
