"""What stands where, for rays: picking, walking and landing ask it. Lets VTK find the faces."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import ESTIMATED_GROUND, ObjectRef
from mrapp.model.citymesh import Surface
from mrapp.scene.asset_view import AssetView
from mrapp.scene.extents import joined, outline
from mrapp.scene.land import Land, land_round
from mrapp.scene.moving import Box, Floor, Obstacle
from mrapp.scene.pose import Vec3
from mrapp.scene.tile_view import TileView
from mrapp.scene.untyped import first_cell, nearest_m

Array = NDArray[np.float64]

# What a person walks on; a roof or a treetop is not.
_WALKABLE = frozenset(
    {
        Surface.GROUND,
        Surface.TERRAIN,
        Surface.ROAD,
        Surface.GREEN,
        Surface.RAIL,
        Surface.SQUARE,
    }
)
# Nor is the rest of these, unless they are made to stand on: bridges, platforms, stairs.
_DECKS = frozenset({Surface.OTHER, Surface.INSTALLATION})
_BUILT_TO_CROSS = ("OtherConstruction", "Transport", "Road", "Railway")
_ABOVE_ALL_M = 2.0


@dataclass(frozen=True)
class Hit:
    """What a ray met first. `ref` is None for ground that the data does not name.

    point_local: metres. normal_local: unit, to the side the ray came from. from_inside: whether
    the ray met the back of a face, as it does on its way out of a building.
    """

    ref: ObjectRef | None
    point_local: Vec3
    normal_local: Vec3
    surface: Surface
    from_inside: bool = False


# What one sees of a project that shows nothing: a piece of land.
_EMPTY_BOX = Box((-50.0, -50.0, 0.0), (50.0, 50.0, 20.0))


@dataclass(frozen=True, eq=False)
class _Entry:
    asset: str
    view: AssetView
    tile: TileView


class World:
    """The shown faces of all files, and the land beyond them."""

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._set_empty()
        self.land = Land()

    def _set_empty(self) -> None:
        self._low, self._high = np.zeros((0, 3)), np.zeros((0, 3))
        self.box = self.focus = _EMPTY_BOX
        self.outline = np.array([_EMPTY_BOX.low, _EMPTY_BOX.high])
        self.buildings = np.zeros((0, 2, 3))
        self._built: list[tuple[AssetView, NDArray[np.int64]]] = []

    def set_contents(self, views: Iterable[tuple[str, AssetView]]) -> None:
        """Take over what is shown; the land is laid round where the project is."""
        views = list(views)
        self._entries = [_Entry(name, view, tile) for name, view in views for tile in view.tiles]
        if self._entries:
            self._measure(views)
        else:
            self._set_empty()
        grounds = [view.ground for _, view in views if view.ground]
        self.land = land_round(grounds, self.focus)

    def _measure(self, views: list[tuple[str, AssetView]]) -> None:
        self._low = np.array([e.tile.bounds[0] for e in self._entries])
        self._high = np.array([e.tile.bounds[1] for e in self._entries])
        low, high = self._low.min(axis=0), self._high.max(axis=0)
        self.box = Box(_vec(low), _vec(high))
        found = [(view, view.things) for name, view in views if name != ESTIMATED_GROUND]
        built = [(view, things.only(things.building)) for view, things in found]
        self.buildings = joined(things for _, things in built).boxes
        self._built = [(view, things.root) for view, things in built]
        corners = outline(joined(things for _, things in found))
        self.outline = corners if len(corners) else np.array([low, high])
        self.focus = Box(_vec(self.outline.min(axis=0)), _vec(self.outline.max(axis=0)))

    def is_here(self, low: Array, high: Array) -> bool:
        """Whether a box with these corners (3,) is where the project is, not far away from it."""
        return self.focus.touches(low, high, 0.0)

    def shape_of(self, building: int) -> Array:
        """Return the corners (k, 3) of the building with this number among `buildings`."""
        for view, roots in self._built:
            if building < len(roots):
                return view.points_of(int(roots[building]))
            building -= len(roots)
        raise IndexError(building)

    def first_hit(self, start: Vec3, end: Vec3, leaves: bool = True) -> Hit | None:
        """Return what a ray from `start` to `end` (local) meets first.

        leaves: whether the crowns of trees stop it.
        """
        face = self._first_face(start, end, leaves)
        met = self.land.met_by(start, end)
        if met is None or (face and face[0] < met.share):
            return face[1] if face else None
        return Hit(None, met.place, met.normal, Surface.TERRAIN)

    def floor_below(self, place: Vec3) -> Floor:
        """Return what lies straight under a place: always something, if only the land beyond."""
        hit = self._below(place)
        if hit is None:
            return Floor(self.land.level_m, True)
        carries = hit.surface in _WALKABLE or self._is_deck(hit)
        return Floor(hit.point_local[2], carries and hit.normal_local[2] > 0.5)

    def floor_in_the_open(self, x: float, y: float) -> Floor:
        """Return what the sky sees at x, y (local); to land on, only land will do, no deck."""
        hit = self._below((x, y, self.box.high[2] + _ABOVE_ALL_M))
        if hit is None:
            return Floor(self.land.level_m, True)
        land = hit.ref is None or hit.surface in _WALKABLE
        return Floor(hit.point_local[2], land and hit.normal_local[2] > 0.5)

    def _below(self, place: Vec3) -> Hit | None:
        """Return the face straight under a place, other than leaves; None if the land is nearer.

        Over a gap in measured land too there is None, for its usual height: whoever stood on the
        floor of the hole could not climb out.
        """
        level_m = self.land.level_m
        deep = (place[0], place[1], min(self.box.low[2], level_m) - 10.0)
        face = self._first_face(place, deep, leaves=False)
        if face is None:
            return None
        covered = face[1].point_local[2] < level_m <= place[2]
        return None if covered and not self.land.over_hole(place[0], place[1]) else face[1]

    def _first_face(self, start: Vec3, end: Vec3, leaves: bool) -> tuple[float, Hit] | None:
        """Return how far along (0..1) a ray first meets a face, and which."""
        origin, target = np.array(start), np.array(end)
        best: tuple[float, _Entry, int, Array] | None = None
        for near, entry in self._candidates(origin, target):
            if best and near > best[0]:
                break
            # All leaves are in pieces of their own, which are the smooth ones.
            if entry.tile.piece.smooth and not leaves:
                continue
            found = _cast(entry.tile, start, end)
            if found and (best is None or found[0] < best[0]):
                best = (found[0], entry, found[1], found[2])
        return (best[0], _hit(best[1], best[2], best[3], target - origin)) if best else None

    def _is_deck(self, hit: Hit) -> bool:
        """Whether what was hit is a bridge or a platform to walk on, not the roof over one."""
        if hit.ref is None:
            return False
        view = next(e.view for e in self._entries if e.asset == hit.ref.asset)
        kind = view.type_of(hit.ref.object_id)
        if kind.startswith("Bridge"):
            return hit.surface != Surface.WALL
        return kind.startswith(_BUILT_TO_CROSS) and hit.surface in _DECKS

    def obstacle(self, start: Vec3, end: Vec3) -> Obstacle | None:
        """Return the first face between two places (local), other than leaves."""
        hit = self.first_hit(start, end, leaves=False)
        if hit is None:
            return None
        return Obstacle(hit.point_local, hit.normal_local, hit.from_inside)

    def clearance(self, place: Vec3, limit_m: float) -> float:
        """Return how far the nearest face is from a place; `limit_m` if none is that near."""
        spot = np.array(place)
        gaps = np.maximum(np.maximum(self._low - spot, spot - self._high), 0.0)
        free = min(limit_m, max(place[2] - self.land.level_m, 0.3))
        for number in np.flatnonzero(np.linalg.norm(gaps, axis=1) < free):
            tile = self._entries[number].tile
            locator = tile.locator()
            if locator is not None:
                # In its arrays all is as much smaller as it is seen larger.
                (x, y, z), scale = tile.carry.back(spot).tolist(), tile.carry.scale
                free = min(free, scale * nearest_m(locator, (x, y, z), free / scale))
        return free

    def close(self) -> None:
        """Forget everything."""
        self._entries = []

    def _candidates(self, start: Array, end: Array) -> list[tuple[float, _Entry]]:
        """Return the tiles whose box the ray crosses, nearest first, with how far (0..1)."""
        if not self._entries:
            return []
        way = end - start
        safe = np.where(np.abs(way) < 1e-12, 1e-12, way)
        one, two = (self._low - 1e-3 - start) / safe, (self._high + 1e-3 - start) / safe
        enter = np.minimum(one, two).max(axis=1)
        leave = np.maximum(one, two).min(axis=1)
        crossed = np.flatnonzero((leave >= np.maximum(enter, 0.0)) & (enter <= 1.0))
        order = crossed[np.argsort(enter[crossed], kind="stable")]
        return [(float(enter[i]), self._entries[i]) for i in order]


def _cast(tile: TileView, start: Vec3, end: Vec3) -> tuple[float, int, Array] | None:
    locator, carry = tile.locator(), tile.carry
    if locator is None:
        return None
    if carry.rows is not None:
        start, end = (_vec(carry.back(np.array(place))) for place in (start, end))
    met = first_cell(locator, start, end)
    return (met[0], met[1], carry.points(np.array(met[2]))) if met else None


def _hit(entry: _Entry, cell: int, place: Array, way: Array) -> Hit:
    mesh = entry.view.mesh
    triangle = entry.tile.triangle_of(cell)
    corners = mesh.points_rd[mesh.triangles[triangle]]
    normal = np.cross(corners[1] - corners[0], corners[2] - corners[0])
    normal = entry.tile.carry.way(normal / max(_length(normal), 1e-12))
    from_inside = float(normal @ way) > 0.0
    if from_inside:
        normal = -normal
    thing = mesh.objects[mesh.object_index[triangle]]
    named = entry.asset != ESTIMATED_GROUND
    return Hit(
        ref=ObjectRef(entry.asset, thing.id) if named else None,
        point_local=_vec(place),
        normal_local=_vec(normal),
        surface=Surface(int(mesh.surface[triangle])),
        from_inside=from_inside,
    )


def _length(vector: Array) -> float:
    return math.sqrt(float(vector @ vector))


def _vec(array: Array) -> Vec3:
    return (float(array[0]), float(array[1]), float(array[2]))
