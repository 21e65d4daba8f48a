"""One piece of a mesh on the screen: its actors, what throws its shadow, and what a ray finds."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonCore import vtkPoints
from vtkmodules.vtkCommonDataModel import vtkCellArray, vtkPolyData, vtkStaticCellLocator
from vtkmodules.vtkCommonMath import vtkMatrix4x4
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkTexture

from mrapp.model.numbering import looked_up
from mrapp.scene.carry import Carry
from mrapp.scene.drawn import Drawn
from mrapp.scene.pieces import Piece
from mrapp.scene.polydata import lent_cells
from mrapp.scene.pose import Vec3
from mrapp.scene.shader_source import STYLE, Kind
from mrapp.scene.shading import Shading, fill_for_shader
from mrapp.scene.shadows import Caster, caster_actor
from mrapp.scene.simpler import Simpler
from mrapp.scene.states import GHOST, SHOWN
from mrapp.scene.textures import IMAGE
from mrapp.scene.untyped import shared_with_vtk

_CLEAR = 0.999
_CASTS = 0.5
_UNDER, _FAR = "underside", "far"

TexturesOf = Callable[[Piece], Mapping[str, vtkTexture]]


class TileView:
    """A piece as actors. Three share its corners: solid faces, glassy ones, and ghosts.

    A ghost (demolished) is see-through; it throws no shadow and is not in the way. Nothing of the
    piece is there, for the eye or for a ray, before `build`; what was asked until then is kept.
    `under`, (k,) of its triangles: see `undersides`; drawn only for an eye that is below any of
    them, or in the box round the piece, where it may be inside a building.
    """

    def __init__(
        self,
        drawn: Drawn,
        under: NDArray[np.bool_],
        styled: bool,
        shading: Shading,
        renderer: vtkRenderer,
        textures_of: TexturesOf,
    ) -> None:
        self.drawn = drawn
        self.piece = drawn.piece
        self._renderer = renderer
        self._shading = shading
        self._textures_of = textures_of
        self._textures: Mapping[str, vtkTexture] = {}
        self._styled = styled
        self._source: vtkPolyData | None = None
        self._state: NDArray[np.uint8] | None = None
        self._style: NDArray[np.float32] | None = None
        self._opacity = drawn.opacity
        self.carry = Carry()
        self._matrix, self._matrix_in_shader = vtkMatrix4x4(), vtkMatrix4x4()
        self._under, self.has_undersides = under, bool(under.any())
        heights = drawn.corners[drawn.triangles[under], 2]
        self._under_m = float(heights.max()) if len(heights) else -np.inf
        self._from_below_m, self._floors_seen = self._under_m, False
        self._bounds = drawn.low, drawn.high
        self._actors: dict[str, vtkActor] = {}
        self._caster: Caster | None = None
        self._locator: vtkStaticCellLocator | None = None
        self._all_cells: vtkCellArray | None = None
        self._kept: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
        self._far: tuple[Simpler, NDArray[np.bool_]] | None = None
        self._far_source: vtkPolyData | None = None
        self._visible = True
        self.times_touched = 0

    @property
    def bounds(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The lower and upper corner of the box round the piece as it is seen, local (3,)."""
        return self._bounds

    def set_carry(self, carry: Carry) -> None:
        """Draw the piece somewhere else than where its arrays are."""
        self.carry = carry
        low, high = carry.boxes(np.array([self.drawn.low, self.drawn.high]))
        self._bounds = low, high
        self._matrix.DeepCopy(carry.matrix.ravel().tolist())
        fill_for_shader(self._matrix_in_shader, carry.matrix)
        if self._caster:
            self._caster = Caster(self._caster.actor, *self.bounds)
        if np.isfinite(self._under_m):
            self._from_below_m = float(carry.points(np.array([0.0, 0.0, self._under_m]))[2])

    @property
    def caster(self) -> Caster | None:
        """What throws the piece's shadow; None while nothing of it is shown."""
        return self._caster

    @property
    def built(self) -> bool:
        """Whether there is anything to draw yet."""
        return self._source is not None

    def build(self) -> None:
        """Make what is drawn, as was asked last."""
        self._textures = self._textures_of(self.piece)
        self._source = _corner_data(self.drawn)
        if self._style is not None:
            self.set_styles(self._style)
        if self._state is not None:
            self.apply(self._state)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole piece, without forgetting its state."""
        self._visible = visible
        for name, actor in self._actors.items():
            actor.SetVisibility(self._is_seen(name))

    def seen_from(self, eye: Vec3) -> None:
        """Draw what is seen from a place, local metres."""
        low, high = self._bounds
        inside = bool((low <= eye).all() and (high >= eye).all())
        floors_seen = inside or eye[2] < self._from_below_m
        if floors_seen != self._floors_seen:
            self._floors_seen = floors_seen
            self.set_visible(self._visible)

    def set_styles(self, style_of_object: NDArray[np.float32]) -> None:
        """Give each corner its object's pattern (a status), (objects,)."""
        self._style = style_of_object
        if self._source is not None:
            values = self.drawn.of_corners(style_of_object)
            self._source.GetPointData().AddArray(shared_with_vtk(values, STYLE))

    def apply(self, state_of_object: NDArray[np.uint8]) -> None:
        """Show, ghost or hide each object, (objects,) of SHOWN, GHOST, HIDDEN."""
        self._state = state_of_object
        if self._source is None:
            return
        self.times_touched += 1
        state = looked_up(state_of_object, self.piece.object_index)
        shown = state == SHOWN
        clear = self._opacity < _CLEAR
        self._kept = np.flatnonzero(shown)
        self._draw_solid(shown & ~clear & ~self._under)
        self._draw(_UNDER, np.flatnonzero(shown & ~clear & self._under), 1.0)
        self._draw_glass(np.flatnonzero(shown & clear))
        self._draw("ghost", np.flatnonzero(state == GHOST), 0.3)
        self._cast(np.flatnonzero(shown & (self._opacity > _CASTS) & ~self._under))
        self._locator = None

    @property
    def far(self) -> NDArray[np.bool_] | None:
        """The mask of blocks that `draw_far` was given last, if it was."""
        return self._far and self._far[1]

    def draw_far(self, simpler: Simpler, far: NDArray[np.bool_]) -> None:
        """Draw the blocks of a mask (b,) with fewer faces, as `simpler` has them.

        For the eye alone: rays and shadows meet all faces as before.
        """
        if self._far is None or self._far[0] is not simpler:
            self._far_source = None
        self._far = simpler, far.copy()
        if self._state is not None and self._source is not None:
            shown = looked_up(self._state, self.piece.object_index) == SHOWN
            self._draw_solid(shown & (self._opacity >= _CLEAR) & ~self._under)

    def locator(self) -> vtkStaticCellLocator | None:
        """Return what finds rays among the shown faces, built on first use; None if none."""
        if self._locator is None and self._source is not None and len(self._kept):
            self._locator = vtkStaticCellLocator()
            self._locator.SetDataSet(_with_cells(self._source, self._cells(self._kept), bare=True))
            self._locator.BuildLocator()
        return self._locator

    def triangle_of(self, cell: int) -> int:
        """Return the mesh's triangle for a cell that the locator found."""
        return int(self.piece.triangles[self._kept[cell]])

    def close(self) -> None:
        """Take the piece off the screen and free what it holds."""
        for name in list(self._actors):
            self._drop(name)
        self._cast(np.zeros(0, dtype=np.int64))
        self._locator = self._all_cells = None

    def _cells(self, kept: NDArray[np.int64]) -> vtkCellArray:
        triangles = self.drawn.triangles
        if len(kept) < len(triangles):
            return lent_cells(triangles.take(kept, axis=0))
        # Mostly it is all of them, for the eye, for shadows and for rays.
        self._all_cells = self._all_cells or lent_cells(triangles)
        return self._all_cells

    def _draw_solid(self, solid: NDArray[np.bool_]) -> None:
        """Draw the triangles of a mask (k,), with fewer faces where they are far away."""
        if self._far is None or not self._far[1].any():
            self._drop(_FAR)
            self._draw("solid", np.flatnonzero(solid), 1.0)
            return
        simpler, far = self._far
        away = far[simpler.block]
        self._draw("solid", np.flatnonzero(solid & ~away), 1.0)
        kept = np.flatnonzero((solid & away)[simpler.of])
        if self._far_source is None:
            self._far_source = _corner_data(simpler)
        self._put(_FAR, self._far_source, lent_cells(simpler.triangles.take(kept, axis=0)), 1.0)

    def _draw_glass(self, kept: NDArray[np.int64]) -> None:
        opacity = np.round(self._opacity[kept], 2)
        # Most tiles have none, and `np.unique` imports much before it finds that.
        levels = np.unique(opacity) if len(kept) else ()
        for level in levels:
            self._draw(f"glass {level}", kept[opacity == level], level)
        for name in [n for n in self._actors if n.startswith("glass")]:
            if name not in {f"glass {level}" for level in levels}:
                self._drop(name)

    def _draw(self, name: str, kept: NDArray[np.int64], opacity: float) -> None:
        if self._source is None:
            self._drop(name)
            return
        self._put(name, self._source, self._cells(kept), opacity)

    def _put(self, name: str, source: vtkPolyData, cells: vtkCellArray, opacity: float) -> None:
        """Let an actor draw cells over the corners of a source; without cells it goes."""
        if not cells.GetNumberOfCells():
            self._drop(name)
            return
        actor = self._actors.get(name) or self._new_actor(name, opacity)
        _mapper_of(actor).SetInputData(_with_cells(source, cells))

    def _new_actor(self, name: str, opacity: float) -> vtkActor:
        mapper = vtkPolyDataMapper()
        actor = vtkActor()
        actor.SetMapper(mapper)
        for called, texture in self._textures.items():
            if called == IMAGE:
                actor.SetTexture(texture)
            else:
                actor.GetProperty().SetTexture(called, texture)
        # An image with see-through corners must not send a whole piece to the glass, but for one
        # that is meant to.
        actor.SetForceTranslucent(self.piece.blended)
        actor.SetForceOpaque(opacity >= _CLEAR and not self.piece.blended)
        actor.GetProperty().SetOpacity(opacity)
        actor.SetUserMatrix(self._matrix)
        use = self._shading.use
        actor.SetShaderProperty(use(mapper, self._kind(), self._styled, self._matrix_in_shader))
        actor.SetVisibility(self._is_seen(name))
        self._renderer.AddActor(actor)
        self._actors[name] = actor
        return actor

    def _is_seen(self, name: str) -> bool:
        return self._visible and (self._floors_seen or name != _UNDER)

    def _kind(self) -> Kind:
        if self.piece.special:
            return Kind.LOOK_IMAGE if self._textures else Kind.LOOK
        if self._textures:
            return Kind.TEXTURED
        return Kind.LEAFY if self.piece.smooth else Kind.PLAIN

    def _drop(self, name: str) -> None:
        actor = self._actors.pop(name, None)
        if actor:
            self._renderer.RemoveActor(actor)
            actor.GetMapper().RemoveAllObservers()
            actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())

    def _cast(self, kept: NDArray[np.int64]) -> None:
        if self._source is None or not len(kept):
            if self._caster:
                self._caster.actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())
            self._caster = None
            return
        if self._caster is None:
            self._caster = Caster(caster_actor(vtkPolyDataMapper()), *self.bounds)
            self._caster.actor.SetUserMatrix(self._matrix)
        data = _with_cells(self._source, self._cells(kept), bare=True)
        _mapper_of(self._caster.actor).SetInputData(data)


def _mapper_of(actor: vtkActor) -> vtkPolyDataMapper:
    mapper = actor.GetMapper()
    assert isinstance(mapper, vtkPolyDataMapper)
    return mapper


def _with_cells(source: vtkPolyData, cells: vtkCellArray, bare: bool = False) -> vtkPolyData:
    """Return cells over the corners of a source; bare: without what these look like."""
    data = vtkPolyData()
    data.SetPoints(source.GetPoints())
    data.SetPolys(cells)
    if not bare:
        data.GetPointData().ShallowCopy(source.GetPointData())
    return data


def _corner_data(drawn: Drawn | Simpler) -> vtkPolyData:
    """Return the corners of all triangles of a piece, none of them shown yet."""
    points, data = vtkPoints(), vtkPolyData()
    points.SetData(shared_with_vtk(drawn.corners, "points"))
    data.SetPoints(points)
    of_corners = data.GetPointData()
    of_corners.SetNormals(shared_with_vtk(drawn.normals, "normals"))
    of_corners.SetScalars(shared_with_vtk(drawn.colours, "colours"))
    if drawn.uv is not None:
        of_corners.SetTCoords(shared_with_vtk(drawn.uv, "uv"))
    for name, values in drawn.more.items():
        of_corners.AddArray(shared_with_vtk(values, name))
    return data
