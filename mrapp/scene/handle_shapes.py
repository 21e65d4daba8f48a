"""What the handles look like on the picture, as flat shapes in device pixels. Pure: numpy only.

The same shapes are drawn and hit: what is under the pointer is what is seen there. Pixels are
counted from the top left, places are local metres.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mrapp.scene.handle_maths import (
    FLATTEST_RING_RAD,
    Array,
    Part,
    Sight,
    Stand,
    Table,
    lift_axis,
)

# Sizes in pixels of a usual screen. With the slop each part is at least 44 of them across.
DISC_PX, _RING_PX, _BAND_PX, _KNOB_PX = 40.0, 100.0, 4.0, 17.0
_SLOP_PX = 8.0
# A ring is no larger than this share of the picture: near by, its design is larger than that.
_WIDEST_SHARE = 0.38
_RING_BEYOND = 1.12
# The arrow upwards: from the middle to its near end, how long, how clear of the ring; its shape.
_ARROW_FROM_PX, _ARROW_PX, _ARROW_CLEAR_PX = 58.0, 72.0, 28.0
_SHAFT_PX, _HEAD_PX, _HEAD_WIDE_PX = 6.0, 25.0, 18.0
_CHEVRON_PX, _CHEVRON_WIDE_PX, _CHEVRON_GAP_PX = 16.0, 10.0, 27.0
_STRONGER = 1.18
_NEAREST_M = 0.3
_ROUND = np.linspace(0.0, math.tau, 96, endpoint=False)
_SMALL_ROUND = _ROUND[::3]


@dataclass(frozen=True, eq=False)
class Convex:
    """A filled shape without dents: its corners (n, 2)."""

    corners: Array

    def distance_px(self, x_px: float, y_px: float) -> float:
        """Return how far a pixel is from it; 0 inside."""
        one, two = self.corners, np.roll(self.corners, -1, axis=0)
        way, gap = two - one, np.array([x_px, y_px]) - one
        side = way[:, 0] * gap[:, 1] - way[:, 1] * gap[:, 0]
        if (side >= 0.0).all() or (side <= 0.0).all():
            return 0.0
        return _to_line(way, gap)


@dataclass(frozen=True, eq=False)
class Band:
    """A closed line: its corners (n, 2) and half its width."""

    corners: Array
    half_px: float

    def distance_px(self, x_px: float, y_px: float) -> float:
        """Return how far a pixel is from it; 0 on it."""
        way = np.roll(self.corners, -1, axis=0) - self.corners
        beside = _to_line(way, np.array([x_px, y_px]) - self.corners)
        return max(beside - self.half_px, 0.0)


Shape = Convex | Band


@dataclass(frozen=True, eq=False)
class Figure:
    """A part as it is seen: its shapes, and the sign in white that lies on them."""

    part: Part
    shapes: tuple[Shape, ...]
    sign: tuple[Convex, ...] = ()
    strong: bool = False

    def distance_px(self, x_px: float, y_px: float) -> float:
        """Return how far a pixel is from the part; 0 on it."""
        return min(shape.distance_px(x_px, y_px) for shape in self.shapes)

    def may_reach(self, x_px: float, y_px: float, within_px: float) -> bool:
        """Return False where a pixel is farther than that from the box round the part."""
        (left, top), (right, bottom) = self._box
        aside = left - within_px <= x_px <= right + within_px
        return bool(aside and top - within_px <= y_px <= bottom + within_px)

    @cached_property
    def _box(self) -> Array:
        corners = np.concatenate([shape.corners for shape in self.shapes])
        half = max((s.half_px for s in self.shapes if isinstance(s, Band)), default=0.0)
        return np.array([corners.min(axis=0) - half, corners.max(axis=0) + half])


def figures_of(stand: Stand, sight: Sight, strong: Part | None) -> tuple[Figure, ...]:
    """Return the parts as they are seen, those drawn on top last; none for what is behind.

    strong: the part that is drawn larger than the others.
    """
    place = np.array([stand.place_local])
    if sight.seen(place)[0, 2] < _NEAREST_M:
        return ()
    table = Table(stand.place_local, sight.pose, FLATTEST_RING_RAD)
    metres = sight.metres_a_pixel(stand.place_local)
    sizes = {part: sight.scale * (_STRONGER if part is strong else 1.0) for part in Part}
    return (
        _turn(stand, sight, table, metres, sizes[Part.TURN], strong is Part.TURN),
        _move(sight, table, metres, sizes[Part.MOVE], strong is Part.MOVE),
        _lift(stand, sight, table, metres, sizes[Part.LIFT], strong is Part.LIFT),
    )


def part_under(figures: Sequence[Figure], scale: float, x_px: float, y_px: float) -> Part | None:
    """Return the part at a pixel, or the nearest within a finger's reach; the topmost of two."""
    best, found = _SLOP_PX * scale, None
    for figure in figures:
        if not figure.may_reach(x_px, y_px, best):
            continue
        distance = figure.distance_px(x_px, y_px)
        if distance <= best:
            best, found = distance, figure.part
    return found


def ring_px(stand: Stand, sight: Sight, metres: float) -> float:
    """Return the radius of the ring: round the design, yet never too small or too large."""
    wanted = _RING_BEYOND * stand.radius_m / metres
    smallest = _RING_PX * sight.scale
    return max(smallest, min(wanted, _WIDEST_SHARE * min(sight.size_px)))


def _turn(
    stand: Stand, sight: Sight, table: Table, metres: float, size: float, strong: bool
) -> Figure:
    radius_px = ring_px(stand, sight, metres)
    shapes: list[Shape] = []
    ring = _on(table, sight, _circle(_ROUND) * radius_px * metres)
    # Two knobs across from each other: at least one is clear of the other parts.
    for angle in (stand.turn_rad, stand.turn_rad + math.pi):
        centre = _on(table, sight, _circle(np.array([angle])) * radius_px * metres)
        shapes.append(Convex(centre + _circle(_SMALL_ROUND) * _KNOB_PX * size))
        shapes += _chevrons(table, sight, angle, radius_px, metres, size)
    return Figure(Part.TURN, (Band(ring, _BAND_PX * size), *shapes), strong=strong)


def _chevrons(
    table: Table, sight: Sight, angle: float, radius_px: float, metres: float, size: float
) -> list[Shape]:
    """Return the arrow heads on both sides of a knob, along the ring."""
    found: list[Shape] = []
    for side in (-1.0, 1.0):
        turns = angle + side * np.linspace(0.0, 0.5 * math.pi, 64)
        line = _on(table, sight, _circle(turns) * radius_px * metres)
        # Where the ring has come clear of the knob, which is earlier where it is seen full.
        far = np.hypot(*(line - line[0]).T) >= _CHEVRON_GAP_PX * size
        at = min(int(np.argmax(far)), len(line) - 2) if far.any() else len(line) - 2
        found.append(_head(line[at], _unit(line[at + 1] - line[at]), _CHEVRON_PX, size))
    return found


def _head(base: Array, way: Array, length_px: float, size: float) -> Convex:
    across = np.array([-way[1], way[0]]) * _CHEVRON_WIDE_PX * size
    return Convex(np.array([base - across, base + across, base + way * length_px * size]))


def _move(sight: Sight, table: Table, metres: float, size: float, strong: bool) -> Figure:
    unit = size * metres
    disc = Convex(_on(table, sight, _circle(_ROUND) * DISC_PX * unit))
    # Four arrows along and across the way one looks.
    facing = -sight.pose.heading_rad
    sign = []
    for quarter in range(4):
        angle = facing + quarter * math.pi / 2.0
        along = np.array([math.cos(angle), math.sin(angle)])
        across = np.array([-along[1], along[0]])
        shaft = [(-3.0, -3.5), (20.0, -3.5), (20.0, 3.5), (-3.0, 3.5)]
        head = [(19.0, -11.0), (34.0, 0.0), (19.0, 11.0)]
        for outline in (shaft, head):
            laid = np.array([a * along + b * across for a, b in outline]) * unit
            sign.append(Convex(_on(table, sight, laid)))
    return Figure(Part.MOVE, (disc,), tuple(sign), strong)


def _lift(
    stand: Stand, sight: Sight, table: Table, metres: float, size: float, strong: bool
) -> Figure:
    """Return an arrow with two heads over the middle, as large from wherever it is seen."""
    middle = np.array(stand.place_local)
    step = lift_axis(stand.place_local, sight.pose) * metres
    centre, above = sight.seen(np.array([middle, middle + step]))[:, :2]
    up = _unit(above - centre)
    across = np.array([-up[1], up[0]])
    half = _ARROW_PX / 2.0
    ring = _on(table, sight, _circle(_ROUND) * ring_px(stand, sight, metres) * metres)
    start = centre + up * (_arrow_from(centre, up, ring, sight) + half * sight.scale)
    neck = half - _HEAD_PX
    shaft = [(-neck - 1.0, -1.0), (neck + 1.0, -1.0), (neck + 1.0, 1.0), (-neck - 1.0, 1.0)]
    outlines = [[(a, b * _SHAFT_PX) for a, b in shaft]]
    outlines += [
        [(side * neck, -_HEAD_WIDE_PX), (side * half, 0.0), (side * neck, _HEAD_WIDE_PX)]
        for side in (1.0, -1.0)
    ]
    shapes = tuple(
        Convex(np.array([start + (a * up + b * across) * size for a, b in outline]))
        for outline in outlines
    )
    return Figure(Part.LIFT, shapes, strong=strong)


def _arrow_from(centre: Array, up: Array, ring: Array, sight: Sight) -> float:
    """Return how far from the middle the arrow begins: not across the ring, if there is room."""
    near, length = _ARROW_FROM_PX * sight.scale, _ARROW_PX * sight.scale
    clear = _ARROW_CLEAR_PX * sight.scale
    ring_at = float(((ring - centre) @ up).max())
    if ring_at >= near + length + clear:
        return near
    beyond = max(near, ring_at + clear)
    return beyond if (centre + up * (beyond + length))[1] >= 0.0 else near


def _on(table: Table, sight: Sight, offsets: Array) -> Array:
    """Return where offsets (n, 2) on the table, metres, are on the picture: (n, 2)."""
    return sight.seen(table.places(offsets))[:, :2]


def _circle(angles: Array) -> Array:
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _unit(way: Array) -> Array:
    return np.asarray(way / max(math.hypot(way[0], way[1]), 1e-12))


def _to_line(way: Array, gap: Array) -> float:
    """Return the distance to the nearest of lines, each from 0 along `way` (n, 2)."""
    length = np.maximum((way * way).sum(axis=1), 1e-12)
    share = np.clip((way * gap).sum(axis=1) / length, 0.0, 1.0)
    return float(np.hypot(*(gap - way * share[:, None]).T).min())
