"""Name and status above what is planned; told apart by words and border, not by colour."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from vtkmodules.vtkCommonDataModel import vtkPolyData
from vtkmodules.vtkRenderingCore import vtkActor2D, vtkPolyDataMapper2D, vtkRenderer

from mrapp.app.state import Badge
from mrapp.model.project import Status
from mrapp.scene.anchors import Anchor
from mrapp.scene.label_room import Label, LabelRoom, Rect
from mrapp.scene.plates import Border, FlatPlate, PlateStyle, draw_plate
from mrapp.scene.polydata import line_data
from mrapp.scene.pose import Pose, Vec3, on_picture
from mrapp.scene.world import World

Array = NDArray[np.float64]

_FONT_PX = 15
_STALK_PX = 26
# Nearer than this nothing is pointed at.
_NEAREST_M = 0.5
_FADE_FROM_M, _FADE_TO_M = 1_500.0, 4_000.0
_BEHIND_OPACITY = 0.86
_BORDERS: Mapping[Status, Border] = {
    Status.DECIDED: "solid",
    Status.PROPOSAL: "dashed",
    Status.IDEA: "dotted",
}
_INK = (44, 24, 6)
_PAPER = (255, 244, 222)
_BORDER_INK = (150, 78, 10)


@dataclass(frozen=True, eq=False)
class Anchored:
    """A badge and the place of what it names."""

    badge: Badge
    anchor: Anchor


@dataclass(frozen=True)
class _Spot:
    """Where on the picture a badge points, device pixels from the lower left."""

    x_px: float
    y_px: float
    place: Vec3


class Badges:
    """The badges of a view. `update` places them anew for each frame.

    Their words lie over all else; the lines from them to their things do not.
    """

    def __init__(self, lines: vtkRenderer, words: vtkRenderer, world: World) -> None:
        self._renderer = words
        self._lines = lines
        self._world = world
        self._plates: list[FlatPlate] = []
        self._drawn: tuple[object, ...] = ()
        self._stalks = vtkPolyDataMapper2D()
        self._stalk_actor = vtkActor2D()
        self._stalk_actor.SetMapper(self._stalks)
        self._stalk_actor.GetProperty().SetColor(*(c / 255.0 for c in _BORDER_INK))
        self._stalks.SetInputData(vtkPolyData())
        lines.AddViewProp(self._stalk_actor)

    def update(
        self,
        wanted: Sequence[Anchored],
        pose: Pose,
        size_px: tuple[int, int],
        scale: float,
        taken: Sequence[Rect],
    ) -> None:
        """Draw these badges as seen from a pose, where a picture of this size is not taken."""
        key = (tuple(item.badge for item in wanted), scale)
        if key != self._drawn:
            self._drop()
            self._plates = [self._new_plate(item.badge, scale) for item in wanted]
            self._drawn = key
        in_sight = _in_sight([item.anchor.built for item in wanted], pose, size_px)
        room = LabelRoom(size_px, in_sight, taken)
        stalks: list[Vec3] = []
        for number, spot in self._nearest_first(wanted, pose, size_px):
            plate = self._plates[number]
            label = Label(spot.x_px, spot.y_px, plate.width_px, plate.height_px, _STALK_PX * scale)
            opacity = self._opacity(spot, wanted[number].badge.asset, pose)
            rect = room.place(label) if opacity > 0.02 else None
            if rect is None:
                plate.hide()
                continue
            plate.place(rect.left, rect.bottom, opacity)
            x, y, end_x, end_y = label.line_to(rect)
            stalks += [(x, y, 0.0), (end_x, end_y, 0.0)]
        self._stalk_actor.GetProperty().SetLineWidth(2.0 * scale)
        self._draw_stalks(stalks)

    def close(self) -> None:
        """Take the badges away."""
        self._drop()
        self._lines.RemoveViewProp(self._stalk_actor)
        self._stalk_actor.ReleaseGraphicsResources(self._lines.GetRenderWindow())

    def _drop(self) -> None:
        for plate in self._plates:
            plate.close()
        self._plates = []

    def _new_plate(self, badge: Badge, scale: float) -> FlatPlate:
        style = plate_style(badge.status, scale)
        return FlatPlate(self._renderer, draw_plate([(badge.text, False)], style))

    def _nearest_first(
        self, wanted: Sequence[Anchored], pose: Pose, size_px: tuple[int, int]
    ) -> list[tuple[int, _Spot]]:
        """Return the numbers of the badges to be seen, each with where it points."""
        seen = []
        for number, item in enumerate(wanted):
            spot = _spot_of(item.anchor, pose, size_px)
            if spot is None:
                self._plates[number].hide()
            else:
                seen.append((number, spot))
        return sorted(seen, key=lambda pair: math.dist(pair[1].place, pose.eye))

    def _opacity(self, spot: _Spot, asset: str, pose: Pose) -> float:
        span = _FADE_TO_M - _FADE_FROM_M
        beyond = (math.dist(spot.place, pose.eye) - _FADE_FROM_M) / span
        near = 1.0 - min(max(beyond, 0.0), 1.0)
        hit = self._world.first_hit(pose.eye, spot.place)
        behind = hit is not None and hit.ref is not None and hit.ref.asset != asset
        return near * (_BEHIND_OPACITY if behind else 1.0)

    def _draw_stalks(self, points: list[Vec3]) -> None:
        array = np.array(points, dtype=np.float32).reshape(-1, 3)
        self._stalks.SetInputData(line_data(array, np.arange(len(array)).reshape(-1, 2)))


def plate_style(status: Status, scale: float) -> PlateStyle:
    """Return how the name of something with this status looks, so many times as large as usual."""
    return PlateStyle(
        ink=_INK,
        paper=_PAPER,
        opacity=0.94,
        font_px=round(_FONT_PX * scale),
        padding_px=round(8 * scale),
        radius_px=round(6 * scale),
        border=_BORDERS[status],
        border_ink=_BORDER_INK,
        border_px=max(2, round(2 * scale)),
    )


def _spot_of(anchor: Anchor, pose: Pose, size_px: tuple[int, int]) -> _Spot | None:
    """Return where a badge points: to the top of its object, or lower if that is out of sight."""
    x, y, top_m = anchor.top
    heights_m = (top_m, 0.5 * (top_m + anchor.foot_m), min(anchor.foot_m + 2.0, top_m))
    places = [(x, y, height_m) for height_m in heights_m]
    found = on_picture(places, pose, size_px)
    spots = [
        _Spot(float(x_px), float(y_px), place)
        for (x_px, y_px, ahead_m), place in zip(found, places, strict=True)
        if ahead_m > _NEAREST_M and 0 <= x_px < size_px[0]
    ]
    inside = [spot for spot in spots if 0 <= spot.y_px < size_px[1]]
    if inside:
        return inside[0]
    # Overhead, as a tower is for who stands before it: the badge keeps to the upper rim.
    above = [spot for spot in spots if spot.y_px >= size_px[1]]
    return above[-1] if above and len(above) < len(spots) else None


def _in_sight(built: Sequence[Array], pose: Pose, size_px: tuple[int, int]) -> Array:
    """Return where on the picture these places (n, 3) are, those in it, (k, 2)."""
    if not built:
        return np.zeros((0, 2))
    x, y, ahead_m = on_picture(np.concatenate(built), pose, size_px).T
    inside = (ahead_m > _NEAREST_M) & (x >= 0) & (x < size_px[0]) & (y >= 0) & (y < size_px[1])
    return np.stack([x[inside], y[inside]], axis=1)
