"""Draws the ground plan of a project out of its models: outlines of buildings, streets, water.

Each thing becomes the outline of what of it is seen from above. It is made where the models are,
so that whoever only shows a map of the place needs to read none of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mrapp.app.opened import OpenProject
from mrapp.app.ports import MeshReader
from mrapp.model.citymesh import CityMesh, CityObject, Surface
from mrapp.model.errors import MrappError
from mrapp.model.ground_plan import MOST_CORNERS, GroundPlan, Outline, PlanKind, PlanName
from mrapp.model.placing import placed
from mrapp.model.project import Design, Layer, Project

Float64 = NDArray[np.float64]
_Ints = NDArray[np.int64]
_Corner = tuple[int, int]

_ROUND_M: Final = 500.0  # around what a project shows and looks at
_MOST_M: Final = 3000.0  # a map of more is of no use to who looks for a place
_SMALLEST_M2: Final = 12.0
_LONGEST_NAME: Final = 60
_STRAIGHT_DM: Final = 3  # what a wall may stand out of its line
_FLAT: Final = 0.1  # the least part of a face that is seen from above
_BY_TYPE: Final[Mapping[str, PlanKind]] = {
    "WaterBody": "water",
    "PlantCover": "green",
    "Road": "road",
    "Bridge": "road",
    "BridgePart": "road",
    "TransportSquare": "square",
    "Railway": "rail",
    "Building": "building",
    "BuildingPart": "building",
}
_BY_SURFACE: Final[Mapping[int, PlanKind]] = {
    Surface.WATER: "water",
    Surface.GREEN: "green",
    Surface.ROAD: "road",
    Surface.SQUARE: "square",
    Surface.RAIL: "rail",
}
_NAMED: Final = ("Road", "TransportSquare")


@dataclass(frozen=True)
class _Thing:
    """An object, seen from above. corners: (k, 3, 2), RD metres."""

    kind: PlanKind
    what: CityObject
    corners: Float64

    @property
    def middle(self) -> Float64:
        """The middle of the box around it."""
        return np.asarray((self.corners.min((0, 1)) + self.corners.max((0, 1))) / 2)


def read_ground_plan(read_mesh: MeshReader, opened: OpenProject) -> GroundPlan:
    """Read the models of a project and return its ground plan; what cannot be read is left out."""
    meshes: dict[str, CityMesh] = {}
    for item in opened.project.items():
        try:
            mesh = read_mesh(opened.asset_path(item.asset), lod=item.lod)
        except MrappError:
            continue
        meshes[item.mesh_key] = placed(mesh, item.place)
    return ground_plan_of(opened.project, meshes)


def ground_plan_of(project: Project, meshes: Mapping[str, CityMesh]) -> GroundPlan:
    """Return the ground plan of what lies around what a project looks at.

    meshes: in RD/NAP, by the `mesh_key` of the layers and designs that could be read.
    """
    items = {each.mesh_key: each for each in project.items() if each.mesh_key in meshes}
    layers = [(each, meshes[key]) for key, each in items.items()]
    low, high = _about(project, [mesh for each, mesh in layers if isinstance(each, Design)])
    things = [
        thing
        for item, mesh in layers
        for thing in _things(item, mesh)
        if (thing.middle > low).all() and (thing.middle < high).all()
    ]
    middle = (low + high) / 2
    things.sort(key=lambda each: float(np.hypot(*(each.middle - middle))))
    corner = (int(low[0]), int(low[1]))
    return GroundPlan(
        x=corner[0],
        y=corner[1],
        outlines=tuple(_outlines(things, corner)),
        names=tuple(_names(things, corner)),
    )


def _about(project: Project, designs: Sequence[CityMesh]) -> tuple[Float64, Float64]:
    """Return the lower and upper corner of what is worth a map, RD metres."""
    places = [np.array([project.origin.x, project.origin.y])]
    for point in project.viewpoints:
        places += [np.array(point.eye[:2]), np.array(point.target[:2])]
    for mesh in designs:
        if len(mesh.points_rd):
            places += [mesh.points_rd[:, :2].min(axis=0), mesh.points_rd[:, :2].max(axis=0)]
    low, high = np.min(places, axis=0) - _ROUND_M, np.max(places, axis=0) + _ROUND_M
    middle, half = (low + high) / 2, np.minimum((high - low) / 2, _MOST_M / 2)
    return np.floor(middle - half), np.ceil(middle + half)


def _things(item: Layer | Design, mesh: CityMesh) -> Iterator[_Thing]:
    is_design = isinstance(item, Design)
    corners = mesh.points_rd[mesh.triangles]
    seen = _faces_up(corners)
    order = np.argsort(mesh.object_index, kind="stable")
    begins = np.flatnonzero(np.diff(mesh.object_index[order], prepend=-1))
    for rows in np.split(order, begins[1:]) if len(order) else ():
        what = mesh.objects[int(mesh.object_index[rows[0]])]
        kind = _kind(what, mesh.surface[rows], is_design=is_design)
        if kind is None:
            continue
        ground = rows[mesh.surface[rows] == Surface.GROUND]
        # What a building stands on; or, where a file does not tell, what is seen of it from above.
        taken = ground if kind in ("building", "plan") and len(ground) else rows[seen[rows]]
        if len(taken):
            yield _Thing(kind, what, corners[taken][:, :, :2])


def _faces_up(corners: Float64) -> NDArray[np.bool_]:
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    return np.asarray(across[:, 2] > _FLAT * np.linalg.norm(across, axis=1))


def _kind(what: CityObject, surface: NDArray[np.uint8], *, is_design: bool) -> PlanKind | None:
    found = _BY_TYPE.get(what.type)
    if found is None and what.type not in ("CityFurniture", "SolitaryVegetationObject"):
        most = np.bincount(surface).argmax() if len(surface) else 0
        found = _BY_SURFACE.get(int(most))
        if found is None and is_design and not what.type:
            found = "plan"
    return "plan" if is_design and found == "building" else found


def _outlines(things: Sequence[_Thing], corner: _Corner) -> Iterator[Outline]:
    """Go through the outlines of things, the nearest first, as many as there is room for."""
    room = MOST_CORNERS
    for thing in things:
        rings = [_steps(ring) for ring in _rings(thing.corners, corner, _least(thing.kind))]
        room -= sum(len(ring) // 2 for ring in rings)
        if room < 0:
            return
        if rings:
            yield Outline(kind=thing.kind, rings=tuple(rings))


def _least(kind: PlanKind) -> float:
    return 2 * _SMALLEST_M2 if kind == "green" else _SMALLEST_M2


def _rings(corners: Float64, corner: _Corner, least_m2: float) -> Iterator[list[_Corner]]:
    """Go through the rings around triangles, (k, 3, 2), in decimetres from a corner.

    A side that two triangles share, once each way, lies within; what is left goes around.
    """
    places = np.rint((corners - corner) * 10).astype(np.int64)
    (a, b), (c, d) = (places[:, 1] - places[:, 0]).T, (places[:, 2] - places[:, 0]).T
    turned = a * d - b * c
    places[turned < 0] = places[turned < 0][:, ::-1]
    left: dict[_Corner, list[_Corner]] = defaultdict(list)
    for begin, end in _sides(places[turned != 0]):
        if begin in left.get(end, ()):
            left[end].remove(begin)
        else:
            left[begin].append(end)
    for ring in _chained(left):
        straight = _straightened(ring)
        if len(straight) > 2 and abs(_area_dm2(straight)) >= 100 * least_m2:
            yield straight


def _sides(places: _Ints) -> Iterator[tuple[_Corner, _Corner]]:
    for triangle in places.tolist():
        one, two, three = (tuple(each) for each in triangle)
        yield from ((one, two), (two, three), (three, one))


def _chained(left: dict[_Corner, list[_Corner]]) -> Iterator[list[_Corner]]:
    for begin in list(left):
        while left[begin]:
            ring = [begin]
            # As many sides come to a corner as leave it, so a way ends only where it began.
            while (end := left[ring[-1]].pop()) != begin:
                ring.append(end)
            yield ring


def _straightened(ring: Sequence[_Corner]) -> list[_Corner]:
    """Return a ring without corners that lie in line with those beside them."""
    kept: list[_Corner] = []
    for number, place in enumerate(ring):
        before = kept[-1] if kept else ring[-1]
        if _off_line(before, place, ring[(number + 1) % len(ring)]) > _STRAIGHT_DM:
            kept.append(place)
    return kept


def _off_line(before: _Corner, place: _Corner, after: _Corner) -> float:
    east, north = after[0] - before[0], after[1] - before[1]
    aside = east * (place[1] - before[1]) - north * (place[0] - before[0])
    return abs(aside) / max(1.0, float(np.hypot(east, north)))


def _area_dm2(ring: Sequence[_Corner]) -> float:
    x, y = np.array(ring, np.float64).T
    return float(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2


def _steps(ring: Sequence[_Corner]) -> tuple[int, ...]:
    steps = np.diff(np.array(ring), axis=0, prepend=[[0, 0]])
    return tuple(steps.reshape(-1).tolist())


def _names(things: Sequence[_Thing], corner: _Corner) -> Iterator[PlanName]:
    """Go through the names of buildings that are no mere address, and of streets, each once."""
    streets: dict[str, list[Float64]] = defaultdict(list)
    for thing in things:
        name = thing.what.attributes.get("name")
        if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_NAME:
            continue
        if thing.what.type in _NAMED:
            streets[name].append(thing.corners)
        elif thing.kind == "building" and not any(sign.isdecimal() for sign in name):
            yield PlanName(name=name, at=_from(thing.middle - corner))
    for name, parts in streets.items():
        middle, along = _street(np.concatenate(parts))
        yield PlanName(name=name, at=_from(middle - corner), along=_from(along))


def _street(corners: Float64) -> tuple[Float64, Float64]:
    """Return the middle of triangles, (k, 3, 2), and the way to the end in their longest way."""
    (a, b), (c, d) = (corners[:, 1] - corners[:, 0]).T, (corners[:, 2] - corners[:, 0]).T
    middles, weights = corners.mean(axis=1), np.abs(a * d - b * c) + 1e-6
    middle = np.average(middles, axis=0, weights=weights)
    off = (middles - middle) * np.sqrt(weights)[:, None]
    along = np.linalg.eigh(off.T @ off)[1][:, 1]
    along = along if along[0] >= 0 else -along
    reach = (corners.reshape(-1, 2) - middle) @ along
    low, high = float(reach.min()), float(reach.max())
    return middle + along * (low + high) / 2, along * (high - low) / 2


def _from(way: Float64) -> _Corner:
    east, north = np.rint(way * 10).astype(int).tolist()
    return east, north
