"""What people said, as pins in the view: one draw call for all, clusters from afar.

The pins lie over the picture, always as large. Those behind a building are pale: one still finds
them. Which ones come together in a cluster, and which are pale, is found when the view comes to
rest; while it moves, the marks move along.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkRenderingCore import vtkActor, vtkPolyDataMapper, vtkRenderer, vtkTexture

from mrapp.app.remarks.pins import Pinned
from mrapp.model.frames import Origin
from mrapp.scene.handle_maths import Sight
from mrapp.scene.pin_art import CLUSTERS_PX, HEAD_PX, STEM_PX
from mrapp.scene.pin_groups import Groups, grouped
from mrapp.scene.pin_layout import chosen_of, laid_out
from mrapp.scene.pin_sheet import Sheet, sheet_of
from mrapp.scene.polydata import image_data, mesh_data
from mrapp.scene.pose import Pose, Vec3, on_picture
from mrapp.scene.untyped import to_vtk
from mrapp.scene.world import World

Array = NDArray[np.float64]

_OFFSET, _PIXEL = "mrOffset", "mrPixel"
_APART_PX = 44.0
# A pin on a wall is not behind that wall.
_BEFORE_M = 0.5
# Rays are not free; what is far away among so many is not looked at.
_MOST_RAYS = 300
_TOUCH_PX = 5.0
_MOVED_M = 0.01
# The corners of the two triangles of a picture.
_HALVES = np.array([0, 1, 2, 0, 2, 3])


@dataclass(frozen=True)
class PinHit:
    """What was clicked: the ids of the remarks there, more than one for a cluster.

    place: of the pin in its middle, local metres. spread_m: how far apart they are at most.
    """

    ids: tuple[str, ...]
    place: Vec3
    spread_m: float


class Pins:
    """The pins of a view. All pixels: device pixels."""

    def __init__(self, renderer: vtkRenderer, world: World, sight: Callable[[], Sight]) -> None:
        self._renderer = renderer
        self._world = world
        self._sight = sight
        self._origin: Origin | None = None
        self._shown: Pinned | None = None
        self._places = np.zeros((0, 3))
        self._groups = grouped(self._places, (0.0, 0.0, 0.0), 1.0)
        self._alpha = np.zeros(0, dtype=np.uint8)
        self._grouped_for: tuple[object, ...] | None = None
        self._drawn_for: tuple[object, ...] | None = None
        self._sheet: Sheet | None = None
        self._sheet_for: tuple[object, ...] = ()
        self._actor: vtkActor | None = None

    @property
    def shown(self) -> Pinned | None:
        """What is shown."""
        return self._shown

    def show(self, pinned: Pinned | None) -> None:
        """Show these pins from the next frame on; None: none."""
        if pinned is not self._shown:
            self._shown = pinned
            self._take_places()

    def set_origin(self, origin: Origin) -> None:
        """Say where the local frame has its zero."""
        if origin != self._origin:
            self._origin = origin
            self._take_places()

    @property
    def marks(self) -> Groups:
        """What is drawn: see `Groups`; its pins are numbered as in `Pinned.numbers`."""
        return self._groups

    def under(self, x_px: float, y_px: float) -> PinHit | None:
        """Return what is under a pixel, counted from the top left, or so near that it is meant."""
        if self._shown is None or not len(self._groups.at):
            return None
        sight = self._sight()
        x, y, ahead_m = on_picture(self._places[self._groups.at], sight.pose, sight.size_px).T
        single = self._groups.counts == 1
        middle = np.where(single, HEAD_PX / 2.0 + STEM_PX, 0.0) * sight.scale
        reach = np.where(single, HEAD_PX, _disc_px(self._groups.counts)) / 2.0 + _TOUCH_PX
        away = np.hypot(x - x_px - 0.5, y + middle - (sight.size_px[1] - y_px - 0.5))
        meant = np.flatnonzero((away <= reach * sight.scale) & (ahead_m > 0.0))
        if not len(meant):
            return None
        # The nearest to the pointer, not the one in front: all of them are to be had.
        return self._hit(int(meant[np.argmin(away[meant])]))

    def place(self, careful: bool) -> None:
        """Lay the pins into the picture as it is about to be drawn.

        careful: look anew which come together and which are hidden; else only if they changed.
        """
        if self._shown is None or self._origin is None or not len(self._places):
            if self._actor is not None:
                self._actor.SetVisibility(False)
            return
        sight = self._sight()
        wanted = (
            _rounded(sight.pose.eye),
            sight.pose.field_of_view_rad,
            sight.size_px,
            sight.scale,
        )
        if self._grouped_for is None or (careful and wanted != self._grouped_for):
            self._group(sight)
            self._grouped_for = wanted
            self._drawn_for = None
        look = (sight.pose, self._world.land, len(self._world.buildings))
        if self._drawn_for is None or (careful and look != self._drawn_for):
            self._draw(sight, self._pale(sight))
            self._drawn_for = look
        self._set_pixel(sight.size_px)

    def close(self) -> None:
        """Take the pins away."""
        self._shown = None
        if self._actor is not None:
            self._renderer.RemoveActor(self._actor)
            self._actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())
        self._actor = None

    def _take_places(self) -> None:
        self._grouped_for = None
        self._places = np.zeros((0, 3))
        self._groups = grouped(self._places, (0.0, 0.0, 0.0), 1.0)
        if self._shown is not None and self._origin is not None:
            self._places = self._shown.columns.points_rd[self._shown.numbers] - self._origin.rd

    def _group(self, sight: Sight) -> None:
        assert self._shown is not None
        per_pixel = 2.0 * math.tan(sight.pose.field_of_view_rad / 2.0) / max(sight.size_px[1], 1)
        cell = math.atan(_APART_PX * sight.scale * per_pixel)
        self._groups = grouped(self._places, sight.pose.eye, cell, chosen_of(self._shown))

    def _pale(self, sight: Sight) -> NDArray[np.bool_]:
        """Return which marks stand behind something, of those that are seen."""
        places = self._places[self._groups.at]
        x, y, ahead_m = on_picture(places, sight.pose, sight.size_px).T
        width, height = sight.size_px
        seen = np.flatnonzero((ahead_m > 0) & (x >= 0) & (x < width) & (y >= 0) & (y < height))
        pale = np.zeros(len(places), dtype=np.bool_)
        for number in seen[np.argsort(ahead_m[seen])][:_MOST_RAYS]:
            pale[number] = self._is_hidden(places[number], sight.pose)
        return pale

    def _is_hidden(self, place: Array, pose: Pose) -> bool:
        x, y, z = (float(v) for v in place)
        hit = self._world.first_hit(pose.eye, (x, y, z))
        if hit is None or hit.ref is None:
            return False
        return math.dist(pose.eye, hit.point_local) < math.dist(pose.eye, (x, y, z)) - _BEFORE_M

    def _draw(self, sight: Sight, pale: NDArray[np.bool_]) -> None:
        """Bring the pictures to VTK, in their order."""
        assert self._shown is not None
        sheet = self._sheet_at(sight.scale)
        laid = laid_out(self._shown, self._places, self._groups, pale, sheet, sight.pose.eye)
        count = len(laid.places)
        points = np.repeat(laid.places.astype(np.float32), 4, axis=0)
        triangles = (4 * np.arange(count)[:, None] + _HALVES).reshape(-1, 3)
        colours = np.full((4 * count, 4), 255, dtype=np.uint8)
        colours[:, 3] = np.repeat(laid.alpha, 4)
        data = mesh_data(points, triangles, colours=colours)
        data.GetPointData().SetTCoords(to_vtk(four(laid.corners), "uv"))
        data.GetPointData().AddArray(to_vtk(four(laid.boxes), _OFFSET))
        actor = self._made()
        mapper = actor.GetMapper()
        assert isinstance(mapper, vtkPolyDataMapper)
        mapper.SetInputData(data)
        actor.SetVisibility(True)

    def _sheet_at(self, scale: float) -> Sheet:
        assert self._shown is not None
        wanted = (self._shown.by, len(self._shown.columns.words.get("themes", ())), scale)
        if self._sheet is None or wanted != self._sheet_for:
            self._sheet = sheet_of(*wanted)
            self._sheet_for = wanted
            texture = vtkTexture()
            texture.SetInputData(image_data(self._sheet.pixels))
            texture.InterpolateOff()
            self._made().SetTexture(texture)
        return self._sheet

    def _made(self) -> vtkActor:
        if self._actor is None:
            self._actor = _actor()
            self._renderer.AddActor(self._actor)
        return self._actor

    def _set_pixel(self, size_px: tuple[int, int]) -> None:
        """Tell the shader how large a pixel is on a picture that is 2 wide and high."""
        uniforms = self._made().GetShaderProperty().GetVertexCustomUniforms()
        uniforms.SetUniform2f(_PIXEL, [2.0 / max(side, 1) for side in size_px])

    def _hit(self, mark: int) -> PinHit:
        assert self._shown is not None
        members = np.flatnonzero(self._groups.mark == mark)
        ids = self._shown.columns.ids
        numbers = self._shown.numbers[members]
        places = self._places[members]
        x, y, z = (float(v) for v in self._places[self._groups.at[mark]])
        spread_m = float(np.linalg.norm(np.ptp(places, axis=0)))
        return PinHit(tuple(ids[number] for number in numbers), (x, y, z), spread_m)


def _disc_px(counts: NDArray[np.int64]) -> Array:
    """Return how wide the discs of these counts are, at scale 1."""
    return np.array(CLUSTERS_PX)[np.searchsorted([10, 100, 1_000], counts, side="right")]


def _rounded(eye: Vec3) -> tuple[int, ...]:
    return tuple(round(value / _MOVED_M) for value in eye)


def four(boxes: Array) -> NDArray[np.float32]:
    """Return the corners of boxes (q, 4), one after the other, (4 q, 2), counter-clockwise.

    boxes: left, bottom, right, top.
    """
    corners = boxes[:, [0, 1, 2, 1, 2, 3, 0, 3]]
    return np.asarray(corners.reshape(-1, 2), dtype=np.float32)


def _actor() -> vtkActor:
    """Return what draws pictures at places, each as large in pixels as it is."""
    mapper = vtkPolyDataMapper()
    mapper.SetVBOShiftScaleMethod(0)
    mapper.MapDataArrayToVertexAttribute(_OFFSET, _OFFSET, 0, -1)
    actor = vtkActor()
    actor.SetMapper(mapper)
    actor.ForceTranslucentOn()
    actor.GetProperty().LightingOff()
    shader = actor.GetShaderProperty()
    declared = f"//VTK::PositionVC::Dec\nin vec2 {_OFFSET};\n"
    shader.AddVertexShaderReplacement("//VTK::PositionVC::Dec", True, declared, False)
    # To whole pixels, so that letters stay sharp.
    moved = (
        "//VTK::PositionVC::Impl\n"
        "  if (gl_Position.w > 0.0) {\n"
        f"    vec2 mrAt = floor(gl_Position.xy / gl_Position.w / {_PIXEL} + 0.5);\n"
        f"    gl_Position.xy = (mrAt + {_OFFSET}) * {_PIXEL} * gl_Position.w;\n"
        "  }\n"
    )
    shader.AddVertexShaderReplacement("//VTK::PositionVC::Impl", True, moved, False)
    # Before the outline of what is selected, which keeps the very front of this layer.
    nearest = "gl_FragDepth = 0.0;\n"
    shader.AddFragmentShaderReplacement("//VTK::Depth::Impl", True, nearest, False)
    return actor
