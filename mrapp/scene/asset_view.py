"""One file on the screen: its pieces, and which of them a change touches."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkRenderer, vtkTexture

from mrapp.app.state import AssetShow
from mrapp.model.citymesh import Image
from mrapp.model.project import Status
from mrapp.scene.anchors import Anchor, anchor_of
from mrapp.scene.carry import Carry
from mrapp.scene.extents import Things
from mrapp.scene.in_picture import in_picture
from mrapp.scene.land import Ground
from mrapp.scene.pieces import Piece
from mrapp.scene.pose import Pose, Vec3
from mrapp.scene.prepared import PreparedMesh
from mrapp.scene.shading import Shading
from mrapp.scene.states import GHOST, HIDDEN, SHOWN
from mrapp.scene.textures import texture_images, texture_of
from mrapp.scene.tile_view import TileView
from mrapp.scene.wires import Wires

_STYLE_OF: Mapping[Status | None, float] = {
    None: 0.0,
    Status.DECIDED: 0.0,
    Status.PROPOSAL: 1.0,
    Status.IDEA: 2.0,
}


class AssetView:
    """A mesh as tiles; `apply` brings them to what a state asks, touching only what differs.

    Nothing of it is drawn before it is built: all at once, or tile by tile.
    """

    def __init__(
        self,
        prepared: PreparedMesh,
        shading: Shading,
        renderer: vtkRenderer,
    ) -> None:
        self.prepared = prepared
        self.mesh = prepared.mesh
        self.role = prepared.role
        self._images: dict[tuple[Image, str], vtkTexture] = {}
        self.tiles = [
            TileView(
                drawn,
                prepared.undersides[drawn.piece.triangles],
                self.role == "design",
                shading,
                renderer,
                self._textures_of,
            )
            for drawn in prepared.tiles
        ]
        # Those that are not built yet: never more than there were.
        self._unbuilt = self.tiles
        self._floored = [tile for tile in self.tiles if tile.has_undersides]
        self._wires = Wires(prepared, renderer)
        self._origin = prepared.origin
        self.carry = Carry()
        self._anchors: dict[str | None, Anchor | None] = {}
        self._state: NDArray[np.uint8] | None = None
        self._style: NDArray[np.float32] | None = None
        self._types = {thing.id: thing.type for thing in self.mesh.objects}
        self.visible = True
        self._roots = prepared.roots
        self._things = prepared.things

    def apply(self, show: AssetShow) -> bool:
        """Show, ghost, hide and carry as asked. Returns whether anything changed."""
        carried = self._carry_to(Carry(show.carried))
        style, state = self._styles(show), self._states(show)
        restyled = self._style is None or not np.array_equal(style, self._style)
        if restyled and self.role == "design":
            for tile in self.tiles:
                tile.set_styles(style)
            self._state = None
        changed = np.ones(len(state), dtype=bool) if self._state is None else state != self._state
        self._style, self._state = style, state
        for tile in self.tiles:
            if changed[tile.piece.objects].any():
                tile.apply(state)
        # Objects without a face are in no tile, so the tiles cannot say whether these changed.
        if restyled or changed.any():
            self._wires.apply(state, style)
        return carried or bool(changed.any())

    def _carry_to(self, carry: Carry) -> bool:
        """Draw it all somewhere else. Returns whether that is elsewhere than before."""
        if carry == self.carry:
            return False
        self.carry = carry
        self._anchors.clear()
        for tile in self.tiles:
            tile.set_carry(carry)
        self._wires.set_carry(carry)
        return True

    @property
    def unbuilt(self) -> list[TileView]:
        """The tiles that are still to be built."""
        self._unbuilt = [tile for tile in self._unbuilt if not tile.built]
        return self._unbuilt

    @property
    def unfinished(self) -> bool:
        """Whether anything can be built now; edges that nobody has found yet do not count."""
        edges_there = self.prepared.edges is not None and self._wires.unbuilt
        return edges_there or bool(self.unbuilt)

    @property
    def lacking(self) -> bool:
        """Whether anything of it is not there yet, edges that are still to be found too."""
        return self._wires.unbuilt or bool(self.unbuilt)

    def build_edges(self) -> None:
        """Draw the edges, or the first of those that are left."""
        self._wires.build_next()

    def build(self, edges: bool = True) -> None:
        """Build all that is left, edges only if asked; finds these first if nobody has."""
        for tile in self.unbuilt:
            tile.build()
        while edges and self._wires.unbuilt:
            self._wires.build_next()

    def set_visible(self, visible: bool) -> bool:
        """Show or hide the whole file, without forgetting its state. Returns whether it changed."""
        changed = visible != self.visible
        self.visible = visible
        for tile in self.tiles if changed else ():
            tile.set_visible(visible)
        self._wires.set_visible(visible)
        return changed

    def seen_from(self, eye: Vec3) -> None:
        """Draw what is seen from a place, local metres."""
        for tile in self._floored:
            tile.seen_from(eye)

    def type_of(self, object_id: str) -> str:
        """Return the type of an object, as CityJSON names it; empty where there is none."""
        return self._types.get(object_id, "")

    def family(self, object_id: str) -> list[int]:
        """Return the numbers of an object's root and of all that belongs to it."""
        roots = [it.root for it in self.mesh.objects if it.id == object_id]
        return self.members(roots)

    @property
    def ground(self) -> Ground | None:
        """The land of the file, where it is seen; None where it has no face."""
        return self.prepared.ground and self.prepared.ground.carried(self.carry)

    def corners_of(self, numbers: list[int]) -> NDArray[np.float32]:
        """Return the triangles of these objects, (k, 3, 3) local metres, ghosts included."""
        wanted = np.isin(self.mesh.object_index, numbers)
        local = self._origin.local_from_rd(self.mesh.points_rd[self.mesh.triangles[wanted]])
        return self.carry.points(local).astype(np.float32)

    def points_of(self, root: int) -> NDArray[np.float64]:
        """Return the corners (k, 3) of a whole thing, local metres. root: see `things`."""
        numbers = np.flatnonzero(self._roots == root).tolist()
        return self.corners_of(numbers).reshape(-1, 3).astype(np.float64)

    def anchor_of(self, object_id: str | None) -> Anchor | None:
        """Return where a label for an object and its parts points; None: for the whole file."""
        if object_id not in self._anchors:
            everything = list(range(len(self.mesh.objects)))
            numbers = everything if object_id is None else self.members([object_id])
            found = anchor_of(self.mesh, self._origin, numbers)
            self._anchors[object_id] = found and found.carried(self.carry)
        return self._anchors[object_id]

    @property
    def things(self) -> Things:
        """The things of the file of which anything is shown, other than as a ghost."""
        things = replace(self._things, boxes=self.carry.boxes(self._things.boxes))
        if self._state is None:
            return things
        return things.only(np.isin(things.root, self._roots[self._state == SHOWN]))

    def is_in_picture(self, pose: Pose, shape: float, far_m: float) -> bool:
        """Whether any of it is within the picture from a pose; see `in_picture`."""
        points = self._origin.local_from_rd(self.mesh.points_rd)
        faces = self.corners_of(list(range(len(self.mesh.objects))))
        low, high = self.carry.boxes(np.array([points.min(axis=0), points.max(axis=0)]))
        return in_picture(low, high, faces, pose, shape, far_m)

    @property
    def images(self) -> list[vtkTexture]:
        """The images in use."""
        return list(self._images.values())

    def close(self) -> None:
        """Take the file off the screen and free what it holds."""
        for tile in self.tiles:
            tile.close()
        self._wires.close()
        self.tiles = self._unbuilt = self._floored = []
        self._images.clear()

    def _textures_of(self, piece: Piece) -> dict[str, vtkTexture]:
        """Return the images of a piece by what the shader calls them; see `texture_images`."""
        if piece.texture < 0:
            return {}
        texture = self.mesh.textures[piece.texture]
        images = texture_images(texture, piece.special)
        return {name: self._image(image, texture.wrap) for name, image in images.items()}

    def _image(self, image: Image, wrap: str) -> vtkTexture:
        """Return an image, made once for all textures that share it."""
        if (image, wrap) not in self._images:
            self._images[image, wrap] = texture_of(image, wrap)
        return self._images[image, wrap]

    def _states(self, show: AssetShow) -> NDArray[np.uint8]:
        state = np.full(len(self.mesh.objects), SHOWN, dtype=np.uint8)
        state[self.members(show.ghosts)] = GHOST
        state[self.members(show.hidden)] = HIDDEN
        return state

    def members(self, ids: Iterable[str]) -> list[int]:
        """Return the numbers of the objects with these ids and of the parts below them."""
        wanted = frozenset(ids)
        if not wanted:
            return []
        things = enumerate(self.mesh.objects)
        return [number for number, it in things if it.id in wanted or it.root in wanted]

    def _styles(self, show: AssetShow) -> NDArray[np.float32]:
        style = np.full(len(self.mesh.objects), _STYLE_OF[show.status], dtype=np.float32)
        for object_id, status in show.object_status.items():
            style[self.members([object_id])] = _STYLE_OF[status]
        return style
