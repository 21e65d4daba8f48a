"""Tiles in the view: each at its true size on the ground, and a mark that is seen from afar."""

import math
from collections.abc import Callable

import numpy as np
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import (
    vtkActor,
    vtkActor2D,
    vtkPolyDataMapper,
    vtkPolyDataMapper2D,
    vtkRenderer,
    vtkTexture,
)

from mrapp.app.tiles.laid import Grey, LaidTile, LaidTiles
from mrapp.model.frames import Origin
from mrapp.model.tile_layout import rd_from_tile
from mrapp.scene.handle_ink import Ink, joined
from mrapp.scene.handle_maths import Array, Sight
from mrapp.scene.handle_shapes import Convex
from mrapp.scene.polydata import image_data, mesh_data
from mrapp.scene.pose import Vec3
from mrapp.scene.shader_source import Kind
from mrapp.scene.shading import Shading, fill_for_shader
from mrapp.scene.tiles_marks import Mark, arrow_ink, mark_of, mark_under, sign_ink
from mrapp.scene.untyped import to_vtk
from mrapp.scene.world import World

# So much it lies above the ground that was measured: both would be seen through each other.
_ABOVE_M = 0.012
_BEFORE_M = 0.5
_MOST_RAYS, _MOST_ARROWS = 100, 60
_CORNERS = np.array([[-0.5, -0.5, 0.0], [0.5, -0.5, 0.0], [0.5, 0.5, 0.0], [-0.5, 0.5, 0.0]])
_UV = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]], dtype=np.float32)
_HALVES = np.array([[0, 1, 2], [0, 2, 3]])


class TilesInView:
    """The tiles of a view. `hidden`: none of them is drawn or found. Pixels: of the device."""

    def __init__(
        self,
        ground: vtkRenderer,
        over: vtkRenderer,
        shading: Shading,
        world: World,
        sight: Callable[[], Sight],
    ) -> None:
        """ground: where they lie among all else; over: where their marks are drawn."""
        self._ground, self._over, self._shading = ground, over, shading
        self._world, self._sight = world, sight
        self._origin: Origin | None = None
        self._shown: LaidTiles | None = None
        self._slabs: dict[str, _Slab] = {}
        self._places: list[Vec3] = []
        self._pale: frozenset[str] = frozenset()
        self._actor: vtkActor2D | None = None
        self._drawn_for: tuple[object, ...] = ()
        self.hidden = False

    @property
    def shown(self) -> LaidTiles | None:
        """What is shown."""
        return self._shown

    def show(self, laid: LaidTiles | None) -> None:
        """Show these from the next frame on; None: none."""
        if laid is not self._shown:
            self._shown = laid
            self._lay()

    def set_origin(self, origin: Origin) -> None:
        """Say where the local frame has its zero."""
        if origin != self._origin:
            self._origin = origin
            self._lay()

    def under(self, x_px: float, y_px: float) -> str | None:
        """Return the tile whose mark, or which itself, is under a pixel from the top left."""
        if self.hidden or self._shown is None:
            return None
        sight = self._sight()
        found = mark_under(self._marks(sight), sight.scale, x_px, y_px)
        return found or self._slab_under(sight, x_px, y_px)

    def place(self, careful: bool) -> None:
        """Lay the marks into the picture as it is about to be drawn.

        careful: look anew which stand behind something.
        """
        there = bool(self._places) and not self.hidden
        for slab in self._slabs.values():
            slab.actor.SetVisibility(there)
        if self._actor is not None:
            self._actor.SetVisibility(there)
        if not there:
            return
        sight = self._sight()
        if careful:
            self._pale = self._hidden_ones(sight)
        wanted = (self._shown, sight, self._pale)
        if wanted != self._drawn_for:
            self._draw(self._ink(sight), sight)
            self._drawn_for = wanted

    def close(self) -> None:
        """Take all of it away."""
        self._shown = None
        self._lay()
        if self._actor is not None:
            self._over.RemoveViewProp(self._actor)
            self._actor.ReleaseGraphicsResources(self._over.GetRenderWindow())
        self._actor = None

    def _tiles(self) -> tuple[LaidTile, ...]:
        return self._shown.tiles if self._shown is not None and self._origin is not None else ()

    def _lay(self) -> None:
        """Bring the tiles themselves to where they lie."""
        self._drawn_for, tiles, origin = (), self._tiles(), self._origin
        for gone in self._slabs.keys() - {tile.id for tile in tiles}:
            self._slabs.pop(gone).close(self._ground)
        self._places = []
        for tile in tiles:
            assert origin is not None
            matrix = rd_from_tile(tile.place)
            matrix[:3, 3] -= origin.rd
            x, y, z = matrix[:3, 3].tolist()
            self._places.append((x, y, z))
            slab = self._slabs.get(tile.id)
            if slab is None:
                slab = self._slabs[tile.id] = _Slab(self._ground, self._shading)
            slab.lie(matrix, tile)

    def _marks(self, sight: Sight) -> list[Mark]:
        found = [self._mark(tile, place, sight) for tile, place in self._pairs()]
        return [mark for mark in found if mark is not None]

    def _mark(self, tile: LaidTile, place: Vec3, sight: Sight) -> Mark | None:
        if self._is_handled(tile):
            return None
        return mark_of(tile, place, sight, self._is_chosen(tile))

    def _is_chosen(self, tile: LaidTile) -> bool:
        return self._shown is not None and self._shown.chosen == tile.id

    def _is_handled(self, tile: LaidTile) -> bool:
        return self._is_chosen(tile) and self._shown is not None and self._shown.handled

    def _pairs(self) -> list[tuple[LaidTile, Vec3]]:
        return list(zip(self._tiles(), self._places, strict=True))

    def _slab_under(self, sight: Sight, x_px: float, y_px: float) -> str | None:
        for tile, place in self._pairs():
            matrix = self._slabs[tile.id].matrix
            corners = _CORNERS * tile.size_m @ matrix[:3, :3].T + matrix[:3, 3]
            seen = sight.seen(corners)
            if (seen[:, 2] > 0.0).all() and not Convex(seen[:, :2]).distance_px(x_px, y_px):
                return None if self._is_hidden(place, sight) else tile.id
        return None

    def _hidden_ones(self, sight: Sight) -> frozenset[str]:
        """Return the tiles that stand behind something, of the nearest."""
        eye = sight.pose.eye
        near = sorted(self._pairs(), key=lambda pair: math.dist(pair[1], eye))[:_MOST_RAYS]
        return frozenset(tile.id for tile, place in near if self._is_hidden(place, sight))

    def _is_hidden(self, place: Vec3, sight: Sight) -> bool:
        eye = sight.pose.eye
        hit = self._world.first_hit(eye, place)
        return (
            hit is not None and math.dist(eye, hit.point_local) < math.dist(eye, place) - _BEFORE_M
        )

    def _ink(self, sight: Sight) -> Ink:
        """Return the marks, those that are far away first."""
        eye, parts = sight.pose.eye, []
        pairs = sorted(self._pairs(), key=lambda pair: -math.dist(pair[1], eye))
        for number, (tile, place) in enumerate(pairs, start=1):
            chosen = self._is_chosen(tile)
            if chosen or number > len(pairs) - _MOST_ARROWS:
                parts.append(arrow_ink(tile, place, sight, chosen, self._is_handled(tile)))
            mark = self._mark(tile, place, sight)
            if mark is not None:
                parts.append(sign_ink(mark, tile.state, chosen, tile.id in self._pale))
        return joined([part for part in parts if part is not None])

    def _draw(self, ink: Ink, sight: Sight) -> None:
        # VTK counts from the lower left corner of the lowest pixel, not from middles.
        x, y = ink.points[:, 0] + 0.5, sight.size_px[1] - ink.points[:, 1] - 0.5
        points = np.stack([x, y, np.zeros(len(x))], axis=1).astype(np.float32)
        if self._actor is None:
            self._actor = vtkActor2D()
            self._actor.SetMapper(vtkPolyDataMapper2D())
            self._over.AddViewProp(self._actor)
        mapper = self._actor.GetMapper()
        assert isinstance(mapper, vtkPolyDataMapper2D)
        mapper.SetInputData(mesh_data(points, ink.triangles, colours=ink.colours))


class _Slab:
    """One tile on the ground: a square with its picture, in the light of the city."""

    def __init__(self, renderer: vtkRenderer, shading: Shading) -> None:
        self.matrix = np.eye(4)
        self._at, self._in_shader = vtkMatrix4x4(), vtkMatrix4x4()
        self._mapper = vtkPolyDataMapper()
        self._size_m = 0.0
        self._picture: Grey | None = None
        self._texture = vtkTexture()
        self._texture.InterpolateOn()
        self._texture.MipmapOn()
        self._texture.SetWrap(vtkTexture.ClampToEdge)
        self._texture.SetInputData(image_data(_rgb(_BLANK)))
        self.actor = vtkActor()
        self.actor.SetMapper(self._mapper)
        self.actor.SetTexture(self._texture)
        self.actor.ForceOpaqueOn()
        self.actor.SetUserMatrix(self._at)
        shader = shading.use(self._mapper, Kind.TEXTURED, styled=False, carry=self._in_shader)
        self.actor.SetShaderProperty(shader)
        renderer.AddActor(self.actor)

    def lie(self, local_from_tile: Array, tile: LaidTile) -> None:
        """Lie somewhere, with a picture."""
        self.matrix = local_from_tile
        lifted = local_from_tile.copy()
        lifted[2, 3] += _ABOVE_M
        self._at.DeepCopy(lifted.ravel().tolist())
        fill_for_shader(self._in_shader, lifted)
        if tile.size_m != self._size_m:
            self._size_m = tile.size_m
            self._mapper.SetInputData(_square(tile.size_m))
        if tile.picture is not self._picture:
            self._picture = tile.picture
            shown = _BLANK if tile.picture is None else tile.picture
            self._texture.SetInputData(image_data(_rgb(shown)))

    def close(self, renderer: vtkRenderer) -> None:
        """Take it away."""
        renderer.RemoveActor(self.actor)
        self._mapper.RemoveAllObservers()
        self.actor.ReleaseGraphicsResources(renderer.GetRenderWindow())


def _square(size_m: float) -> vtkPolyData:
    points = (_CORNERS * size_m).astype(np.float32)
    normals = np.tile(np.array([0.0, 0.0, 1.0], dtype=np.float32), (4, 1))
    data = mesh_data(points, _HALVES, normals, np.full((4, 3), 255, dtype=np.uint8))
    data.GetPointData().SetTCoords(to_vtk(_UV, "uv"))
    return data


def _rgb(grey: Grey) -> Grey:
    return np.ascontiguousarray(np.repeat(grey[:, :, None], 3, axis=2))


def _blank() -> Grey:
    """Return what a tile looks like that was not drawn yet: white, with a dark edge."""
    picture = np.full((64, 64), 245, np.uint8)
    picture[:2], picture[-2:], picture[:, :2], picture[:, -2:] = 60, 60, 60, 60
    return picture


_BLANK = _blank()
