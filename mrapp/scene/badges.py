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
from mrapp.scene.plates import Border, FlatPlate, PlateStyle, draw_plate
from mrapp.scene.polydata import line_data
from mrapp.scene.pose import Pose, Vec3
from mrapp.scene.world import World

Array = NDArray[np.float64]

_FONT_PX = 15
_STALK_PX = 26
_GAP_PX = 4
_RAISES = 8
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
    """A badge and the box round its object: lower and upper corner, local (3,)."""

    badge: Badge
    low: Array
    high: Array


@dataclass(frozen=True)
class _Spot:
    """Where on the picture a badge points, device pixels from the lower left, and how far."""

    x_px: float
    y_px: float
    distance_m: float
    place: Vec3
    asset: str


class Badges:
    """The badges of a view. `update` places them anew for each frame."""

    def __init__(self, renderer: vtkRenderer, world: World) -> None:
        self._renderer = renderer
        self._world = world
        self._plates: list[FlatPlate] = []
        self._drawn: tuple[object, ...] = ()
        self._stalks = vtkPolyDataMapper2D()
        self._stalk_actor = vtkActor2D()
        self._stalk_actor.SetMapper(self._stalks)
        self._stalk_actor.GetProperty().SetColor(*(c / 255.0 for c in _BORDER_INK))
        self._stalk_actor.GetProperty().SetLineWidth(2.0)
        self._stalks.SetInputData(vtkPolyData())
        renderer.AddViewProp(self._stalk_actor)

    def update(
        self, wanted: Sequence[Anchored], pose: Pose, size_px: tuple[int, int], scale: float
    ) -> None:
        """Draw these badges as seen from a pose, in a picture of this size."""
        key = (tuple(item.badge for item in wanted), scale)
        if key != self._drawn:
            self._drop()
            self._plates = [self._new_plate(item.badge, scale) for item in wanted]
            self._drawn = key
        placed: list[tuple[float, float, float, float]] = []
        stalks: list[tuple[float, float, float]] = []
        for spot, plate in self._nearest_first(wanted, pose, size_px):
            opacity = self._opacity(spot, pose)
            box = _free_box(spot, plate, placed, size_px, scale) if opacity > 0.02 else None
            if box is None:
                plate.hide()
                continue
            placed.append(box)
            plate.place(box[0], box[1], opacity)
            if box[1] > spot.y_px:
                stalks += [(spot.x_px, spot.y_px, 0.0), (spot.x_px, box[1], 0.0)]
        self._draw_stalks(stalks)

    def close(self) -> None:
        """Take the badges away."""
        self._drop()
        self._renderer.RemoveViewProp(self._stalk_actor)
        self._stalk_actor.ReleaseGraphicsResources(self._renderer.GetRenderWindow())

    def _drop(self) -> None:
        for plate in self._plates:
            plate.close()
        self._plates = []

    def _new_plate(self, badge: Badge, scale: float) -> FlatPlate:
        style = PlateStyle(
            ink=_INK,
            paper=_PAPER,
            opacity=0.94,
            font_px=round(_FONT_PX * scale),
            padding_px=round(8 * scale),
            radius_px=round(6 * scale),
            border=_BORDERS[badge.status],
            border_ink=_BORDER_INK,
            border_px=max(2, round(2 * scale)),
        )
        return FlatPlate(self._renderer, draw_plate([(badge.text, False)], style))

    def _nearest_first(
        self, wanted: Sequence[Anchored], pose: Pose, size_px: tuple[int, int]
    ) -> list[tuple[_Spot, FlatPlate]]:
        seen = []
        for item, plate in zip(wanted, self._plates, strict=True):
            spot = _spot_of(item, pose, size_px)
            if spot is None:
                plate.hide()
            else:
                seen.append((spot, plate))
        return sorted(seen, key=lambda pair: pair[0].distance_m)

    def _opacity(self, spot: _Spot, pose: Pose) -> float:
        span = _FADE_TO_M - _FADE_FROM_M
        near = 1.0 - min(max((spot.distance_m - _FADE_FROM_M) / span, 0.0), 1.0)
        hit = self._world.first_hit(pose.eye, spot.place)
        behind = hit is not None and hit.ref is not None and hit.ref.asset != spot.asset
        return near * (_BEHIND_OPACITY if behind else 1.0)

    def _draw_stalks(self, points: list[tuple[float, float, float]]) -> None:
        array = np.array(points, dtype=np.float32).reshape(-1, 3)
        self._stalks.SetInputData(line_data(array, np.arange(len(array)).reshape(-1, 2)))


def _spot_of(item: Anchored, pose: Pose, size_px: tuple[int, int]) -> _Spot | None:
    """Return where a badge points: to the top of its object, or lower if that is out of sight."""
    middle = (item.low + item.high) / 2.0
    heights = [item.high[2], 0.5 * (item.low[2] + item.high[2]), item.low[2] + 2.0]
    places: list[Vec3] = [(float(middle[0]), float(middle[1]), float(z)) for z in heights]
    asset = item.badge.asset
    spots = [spot for spot in (_project(p, asset, pose, size_px) for p in places) if spot]
    inside = [s for s in spots if 0 <= s.x_px < size_px[0] and 0 <= s.y_px < size_px[1]]
    if inside:
        return inside[0]
    # Overhead, as a tower is for who stands before it: the badge keeps to the upper rim.
    above = [s for s in spots if 0 <= s.x_px < size_px[0] and s.y_px >= size_px[1]]
    return above[-1] if above and len(above) < len(spots) else None


def _project(place: Vec3, asset: str, pose: Pose, size_px: tuple[int, int]) -> _Spot | None:
    """Return where a place is on the picture; None behind the viewer."""
    gap = np.subtract(place, pose.eye)
    forward = np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    depth = float(gap @ forward)
    if depth < 0.5:
        return None
    focal = 0.5 * size_px[1] / math.tan(pose.field_of_view_rad / 2.0)
    x = 0.5 * size_px[0] + focal * float(gap @ right) / depth
    y = 0.5 * size_px[1] + focal * float(gap @ np.cross(right, forward)) / depth
    return _Spot(x, y, float(np.linalg.norm(gap)), place, asset)


def _free_box(
    spot: _Spot,
    plate: FlatPlate,
    taken: Sequence[tuple[float, float, float, float]],
    size_px: tuple[int, int],
    scale: float,
) -> tuple[float, float, float, float] | None:
    """Return left, bottom, right and top of a free place above the spot; None if there is none."""
    left = min(max(spot.x_px - plate.width_px / 2.0, 4.0), size_px[0] - plate.width_px - 4.0)
    top_most = size_px[1] - plate.height_px - 4.0
    for raised in range(_RAISES):
        lift = _STALK_PX * scale + raised * (plate.height_px + _GAP_PX)
        bottom = min(spot.y_px + lift, top_most)
        box = (left, bottom, left + plate.width_px, bottom + plate.height_px)
        if not any(_overlap(box, other) for other in taken):
            return box
    return None


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
