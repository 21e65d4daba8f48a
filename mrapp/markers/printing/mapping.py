"""A map around a tile, drawn from the project's ground plan, and corners to measure from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import atan2, degrees, dist, hypot, pi, radians, sin
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mrapp.markers.outlines import Box, Outline, joined, polygon, rectangle
from mrapp.markers.printing.pages import Drawing, Ink, text
from mrapp.model.ground_plan import GroundPlan, PlanKind
from mrapp.model.tiles import TilePlace

Point = tuple[float, float]
Ring = NDArray[np.float64]
"""Corners of an outline, (n, 2), RD metres."""

INKS: Final[Mapping[PlanKind, Ink]] = {
    "water": Ink((0.22, 0.06, 0.0, 0.02)),
    "green": Ink((0.14, 0.0, 0.24, 0.02)),
    "road": Ink((0.0, 0.0, 0.0, 0.1)),
    "square": Ink((0.0, 0.02, 0.06, 0.05)),
    "rail": Ink((0.0, 0.0, 0.0, 0.2)),
    "building": Ink((0.0, 0.0, 0.0, 0.38)),
}
"""In the order in which they are drawn. What is only planned is not there to measure from."""

_LEAST_SIDE_M, _FAR_M = 3.0, 80.0  # what is shorter is no wall; what is further is no help
_MOST_CORNERS = 60
_JOINED_M = 0.5
_WALL_WORTH, _CHECK_WORTH = 1.5, 1.5
_SHARP_DEG = 25.0  # two distances that meet at less than this give no sharp place
_NAME_MM = 2.0


@dataclass(frozen=True)
class Fixes:
    """Corners of buildings to measure from, RD metres: a wall from `a` to `b`, and a check `c`."""

    a: Point
    b: Point
    c: Point | None

    def corners(self) -> dict[str, Point]:
        """Return them by the letter they have on the map."""
        third = {"C": self.c} if self.c else {}
        return {"A": self.a, "B": self.b, **third}


@dataclass(frozen=True)
class MapView:
    """Where on the page a part of the country is: metres per millimetre around a place."""

    box: Box
    centre: Point
    m_per_mm: float

    def on_page(self, x: float, y: float) -> Point:
        """Return where a place of RD is on the page."""
        left, bottom, right, top = self.box
        return (
            (left + right) / 2 + (x - self.centre[0]) / self.m_per_mm,
            (bottom + top) / 2 + (y - self.centre[1]) / self.m_per_mm,
        )

    def has(self, x: float, y: float, room_mm: float = 0.0) -> bool:
        """Tell whether a place is on the map, so far from its edge."""
        at_x, at_y = self.on_page(x, y)
        left, bottom, right, top = self.box
        inside = left + room_mm < at_x < right - room_mm
        return inside and bottom + room_mm < at_y < top - room_mm


def rings(plan: GroundPlan, kind: PlanKind) -> Iterator[list[Ring]]:
    """Go through the outlines of a kind: of each its rings."""
    for outline in plan.outlines:
        if outline.kind == kind:
            yield [
                np.cumsum(np.array(ring, float).reshape(-1, 2), axis=0) / 10 + (plan.x, plan.y)
                for ring in outline.rings
            ]


def shows(view: MapView, plan: GroundPlan) -> bool:
    """Tell whether anything of a plan is on the map."""
    return any(
        _clipped(view, ring) for kind in INKS for outline in rings(plan, kind) for ring in outline
    )


def draw_map(drawing: Drawing, view: MapView, plan: GroundPlan) -> None:
    """Draw what stands there, and the names of streets."""
    drawing.add("ground", rectangle(view.box), INKS["square"])
    for kind, ink in INKS.items():
        # Each by itself: outlines that lie over each other would cut holes in one another.
        for outline in rings(plan, kind):
            shown = [_clipped(view, ring) for ring in outline]
            drawing.add(kind, joined(part for part in shown if part), ink)
    drawing.add("names", joined(_names(view, plan)))


def _clipped(view: MapView, ring: Ring) -> Outline | None:
    """Return what of a ring is on the map, after Sutherland and Hodgman (1974); None: nothing."""
    corners = [view.on_page(x, y) for x, y in ring.tolist()]
    left, bottom, right, top = view.box
    for axis, edge, sign in ((0, left, 1), (0, right, -1), (1, bottom, 1), (1, top, -1)):
        kept: list[Point] = []
        for one, other in pairwise([*corners, *corners[:1]]):
            inside, next_inside = sign * (one[axis] - edge) >= 0, sign * (other[axis] - edge) >= 0
            if inside:
                kept.append(one)
            if inside != next_inside:
                t = (edge - one[axis]) / (other[axis] - one[axis])
                kept.append((one[0] + t * (other[0] - one[0]), one[1] + t * (other[1] - one[1])))
        corners = kept
        if not corners:
            return None
    return polygon(corners)


def _names(view: MapView, plan: GroundPlan) -> Iterator[Outline]:
    for name in plan.names:
        x, y = plan.x + name.at[0] / 10, plan.y + name.at[1] / 10
        if name.along == (0, 0) or not view.has(x, y):
            continue
        label = text(name.name, _NAME_MM, 0.0, -_NAME_MM / 2, align=0.5)
        at_x, at_y = view.on_page(x, y)
        label = label.turned(atan2(name.along[1], name.along[0])).placed(1.0, at_x, at_y)
        left, bottom, right, top = label.box
        inside = view.box[0] < left and right < view.box[2]
        if inside and view.box[1] < bottom and top < view.box[3]:
            yield label


def fixes(plan: GroundPlan, place: TilePlace) -> Fixes | None:
    """Return corners of buildings near a place from which it is measured sharply; None: none are.

    Those of which the further is nearest, of all that are seen under 25 to 155 degrees; the ends of
    one wall may be further than corners of two, as a line along a wall is easy to see.
    """
    here = (place.x, place.y)
    near = [ring for outline in rings(plan, "building") for ring in outline if _near(ring, here)]
    corners = sorted(_free_corners(near, here), key=lambda end: (dist(here, end), end))
    walls = [wall for wall in _walls(near, set(corners)) if _sharp(here, *wall)]
    corners = corners[:_MOST_CORNERS]
    pairs = [pair for pair in combinations(corners, 2) if _sharp(here, *pair)]
    if not walls and not pairs:
        return None
    far = {pair: max(dist(here, end) for end in pair) for pair in [*walls, *pairs]}
    for wall in walls:
        far[wall] /= _WALL_WORTH
    a, b = min(far, key=lambda pair: (far[pair], pair))
    reach = _CHECK_WORTH * max(dist(here, a), dist(here, b))
    near_too = [c for c in corners if dist(here, c) < reach]
    others = (c for c in near_too if _sharp(here, a, c) and _sharp(here, b, c))
    return Fixes(a, b, next(others, None))


def _near(ring: Ring, here: Point) -> bool:
    return bool(np.hypot(*(ring - here).T).min() < _FAR_M)


def _point(corner: NDArray[np.float64]) -> Point:
    x, y = corner.round(1).tolist()
    return x, y


def _free_corners(near: list[Ring], here: Point) -> set[Point]:
    """Return corners that no other building shares: where houses join, nobody sees one."""
    every = np.concatenate([np.zeros((0, 2)), *near])
    owner = np.repeat(np.arange(len(near)), [len(ring) for ring in near])
    found = set()
    for corner, of in zip(every, owner, strict=True):
        touching = (np.abs(every - corner).max(axis=1) < _JOINED_M) & (owner != of)
        if dist(here, corner) < _FAR_M and not touching.any():
            found.add(_point(corner))
    return found


def _walls(near: list[Ring], corners: set[Point]) -> list[tuple[Point, Point]]:
    """Return walls between two of some corners."""
    found = []
    for ring in near:
        points = [_point(corner) for corner in ring]
        found += [
            (a, b)
            for a, b in pairwise([*points, points[0]])
            if {a, b} <= corners and dist(a, b) >= _LEAST_SIDE_M
        ]
    return found


def _sharp(here: Point, a: Point, b: Point) -> bool:
    ways = [(p[0] - here[0], p[1] - here[1]) for p in (a, b)]
    cross = abs(ways[0][0] * ways[1][1] - ways[0][1] * ways[1][0])
    return cross > sin(radians(_SHARP_DEG)) * hypot(*ways[0]) * hypot(*ways[1])


def turn_deg(heading_deg: float, a: Point, b: Point) -> float:
    """Return how far a heading lies clockwise of the way from a to b, -180 up to 180 degrees."""
    bearing = degrees(atan2(b[0] - a[0], b[1] - a[1]))
    return (heading_deg - bearing + 180.0) % 360.0 - 180.0


def off_wall_m(here: Point, a: Point, b: Point) -> float:
    """Return how far a place lies from the line through a and b."""
    wide, deep = b[0] - a[0], b[1] - a[1]
    return abs(wide * (here[1] - a[1]) - deep * (here[0] - a[0])) / hypot(wide, deep)


def heading_arrow(long: float, wide: float, heading_deg: float) -> Outline:
    """Return an arrow from zero that points along a heading, clockwise from up."""
    half, notch = wide / 2, 0.72 * wide
    shape = polygon(
        [(0.0, long), (-half, long - wide * 1.2), (0.0, long - notch), (half, long - wide * 1.2)]
    )
    return shape.turned(-heading_deg * pi / 180)
