"""Draws the place of a project as SVG of our own: nothing is fetched from elsewhere.

Metres, east to the right and south below; paths of outlines are in decimetres.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan2, ceil, cos, degrees, hypot, radians, sin
from typing import Final

from mrapp.model.ground_plan import PLAN_KINDS, GroundPlan, Outline, PlanKind, PlanName
from mrapp.model.project import Project
from mrapp.model.texts import pick_language

_LETTERS: Final = 30  # how many fit along a map: readable on a phone
_SIGN_WIDTH: Final = 0.62  # of a letter, in parts of its height
_MOST_NAMES: Final = 40
_PARTS: Final = (0.5, 0.3, 0.7, 0.15, 0.85)  # of a street, where its name may stand
_APART: Final = 1.5  # letters between two names
_SMALLEST: Final = 0.25  # what is smaller than this part of a letter is not drawn
_SCALES_M: Final = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)


Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A part of the country, RD metres."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """From west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north."""
        return self.north - self.south

    def has(self, x: float, y: float) -> bool:
        """Tell whether a place lies in it."""
        return self.west < x < self.east and self.south < y < self.north

    def with_room(self, room_m: float, ratio: float) -> "Box":
        """Return it with room on all sides, and so much wider than high at least and at most."""
        width, height = self.width + 2 * room_m, self.height + 2 * room_m
        width, height = max(width, ratio * height), max(height, width / ratio)
        x, y = (self.west + self.east) / 2, (self.south + self.north) / 2
        return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


@dataclass(frozen=True)
class Shape:
    """All outlines of a kind, as one path in decimetres."""

    kind: PlanKind
    path: str


@dataclass(frozen=True)
class Label:
    """A name on the map. turn: as SVG turns it. is_place: a mark stands at it."""

    x: float
    y: float
    name: str
    turn: float = 0.0
    is_place: bool = False


@dataclass(frozen=True)
class Drawing:
    """A map in metres. unit: how large a letter is."""

    width: float
    height: float
    unit: float
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]
    scale_m: int


def drawing_of(
    plan: GroundPlan | None,
    project: Project,
    box: Box,
    language: str,
    taken: Sequence[Point] = (),
) -> Drawing:
    """Return a drawing of what lies in a box; without a plan only the names of viewpoints.

    taken: places on the map where no name may stand, metres.
    """
    unit = unit_of(box)
    tried = _places(project, box, language) if plan is None else _names(plan, box, unit)
    return Drawing(
        width=box.width,
        height=box.height,
        unit=unit,
        shapes=tuple(_shapes(plan, box, unit)) if plan else (),
        labels=tuple(_apart(tried, taken, unit)),
        scale_m=max((each for each in _SCALES_M if each <= box.width / 4), default=_SCALES_M[0]),
    )


def unit_of(box: Box) -> float:
    """Return how large a letter is on a map of a box, metres."""
    return box.width / _LETTERS


def design_box(plan: GroundPlan | None) -> Box | None:
    """Return the box around what designs add; None: nothing of them is known."""
    found = [_bounds(plan, each) for each in plan.outlines if each.kind == "plan"] if plan else []
    if not found:
        return None
    lows, highs = [x[:2] for x in found], [x[2:] for x in found]
    (west, south), (east, north) = (
        map(min, zip(*lows, strict=True)),
        map(max, zip(*highs, strict=True)),
    )
    return Box(west, south, east, north)


def _bounds(plan: GroundPlan, outline: Outline) -> tuple[float, float, float, float]:
    """Return the low and the high corner of an outline, RD metres."""
    xs: list[int] = []
    ys: list[int] = []
    for ring in outline.rings:
        x = y = 0
        for east, north in zip(ring[::2], ring[1::2], strict=False):
            x, y = x + east, y + north
            xs.append(x)
            ys.append(y)
    west, south, east_m, north_m = min(xs), min(ys), max(xs), max(ys)
    return (
        plan.x + west / 10,
        plan.y + south / 10,
        plan.x + east_m / 10,
        plan.y + north_m / 10,
    )


def _shapes(plan: GroundPlan, box: Box, unit: float) -> Iterator[Shape]:
    dx, dy = round(10 * (plan.x - box.west)), round(10 * (box.north - plan.y))
    paths: dict[PlanKind, list[str]] = {kind: [] for kind in PLAN_KINDS}
    for each in plan.outlines:
        west, south, east, north = _bounds(plan, each)
        if west > box.east or east < box.west or south > box.north or north < box.south:
            continue
        if max(east - west, north - south) >= _SMALLEST * unit:
            paths[each.kind] += (_path(ring, dx, dy) for ring in each.rings)
    return (Shape(kind, "".join(path)) for kind, path in paths.items() if path)


def _path(ring: Sequence[int], dx: int, dy: int) -> str:
    steps = " ".join(
        f"{east} {-north}" for east, north in zip(ring[2::2], ring[3::2], strict=False)
    )
    return f"M{dx + ring[0]} {dy - ring[1]}l{steps}z"


def _places(project: Project, box: Box, language: str) -> Iterator[Sequence[Label]]:
    for point in project.viewpoints:
        x, y = point.target[0], point.target[1]
        if box.has(x, y):
            name = pick_language(point.name, language)
            yield [Label(x - box.west, box.north - y, name, is_place=True)]


def _names(plan: GroundPlan, box: Box, unit: float) -> Iterator[Sequence[Label]]:
    """Go through the names that fit, each at all places where it may stand; long streets first."""
    streets = [each for each in plan.names if each.along != (0, 0)]
    streets.sort(key=lambda each: -hypot(*each.along))
    for each in streets:
        yield list(_street(plan, each, box, unit))
    for each in plan.names:
        x, y = plan.x + each.at[0] / 10, plan.y + each.at[1] / 10
        half = _SIGN_WIDTH * unit * len(each.name) / 2
        if each.along == (0, 0) and box.has(x - half, y) and box.has(x + half, y):
            yield [Label(x - box.west, box.north - y, each.name, is_place=True)]


def _street(plan: GroundPlan, named: PlanName, box: Box, unit: float) -> Iterator[Label]:
    """Write a name along the part of a street that lies in the box, where that is long enough."""
    x, y = plan.x + named.at[0] / 10, plan.y + named.at[1] / 10
    east, north = named.along[0] / 10, named.along[1] / 10
    needed = _SIGN_WIDTH * unit * (len(named.name) + 2)
    inner = Box(box.west + unit, box.south + unit, box.east - unit, box.north - unit)
    found = clipped((x - east, y - north), (x + east, y + north), inner)
    if found is None or hypot(found[1][0] - found[0][0], found[1][1] - found[0][1]) < needed:
        return
    (x0, y0), (x1, y1) = found
    turn = round(-degrees(atan2(north, east)), 1)
    for part in _PARTS:
        x, y = x0 + part * (x1 - x0), y0 + part * (y1 - y0)
        yield Label(x - box.west, box.north - y, named.name, turn)


def clipped(begin: Point, end: Point, box: Box) -> tuple[Point, Point] | None:
    """Return the part of a line that lies in a box; None: none of it does.

    Source: Y.-D. Liang and B. A. Barsky, "A New Concept and Method for Line Clipping" (1984).
    """
    low, high = 0.0, 1.0
    dx, dy = end[0] - begin[0], end[1] - begin[1]
    for step, room in (
        (-dx, begin[0] - box.west),
        (dx, box.east - begin[0]),
        (-dy, begin[1] - box.south),
        (dy, box.north - begin[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            low = max(low, room / step)
        else:
            high = min(high, room / step)
    if low >= high:
        return None
    return (
        (begin[0] + low * dx, begin[1] + low * dy),
        (begin[0] + high * dx, begin[1] + high * dy),
    )


def _apart(tried: Iterator[Sequence[Label]], free: Sequence[Point], unit: float) -> Iterator[Label]:
    """Go through labels that do not lie over one that came before, nor over these places."""
    taken, count = list(free), 0
    for places in tried:
        for each in places:
            spots = list(_spots(each, unit))
            if all(hypot(x - a, y - b) > _APART * unit for x, y in spots for a, b in taken):
                taken += spots
                count += 1
                yield each
                break
        if count == _MOST_NAMES:
            return


def _spots(label: Label, unit: float) -> Iterator[Point]:
    """Go through places along the words of a label, a letter's height apart."""
    length, way = _SIGN_WIDTH * unit * len(label.name), radians(label.turn)
    steps = max(1, ceil(length / unit))
    for number in range(steps + 1):
        off = length * (number / steps - 0.5)
        yield label.x + off * cos(way), label.y + off * sin(way)
