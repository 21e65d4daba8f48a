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
_RING_PX, _BAND_PX, _KNOB_PX = 100.0, 4.0, 17.0
# What is dragged is a disc on a design, half as large as that; a small design is seen between four
# small discs round it, well within the ring that turns.
_LEAST_DISC_PX, _MOST_DISC_PX, _DISC_SHARE = 34.0, 40.0, 0.5
_SMALL_PX, _BESIDE_PX, _SMALL_DISC_PX, _RING_CLEAR_PX = 46.0, 5.0, 17.0, 20.0
_SLOP_PX = 8.0
# A ring is no larger than this share of the picture: near by, its design is larger than that.
_WIDEST_SHARE = 0.38
# What is looked at has its handles beside it up to this share of the picture.
_READ_SHARE = 0.2
_RING_BEYOND = 1.12
# The arrow upwards: from the middle to its near end, how long, how clear of the ring; its shape.
_ARROW_FROM_PX, _ARROW_PX, _ARROW_CLEAR_PX = 58.0, 72.0, 28.0
_SHAFT_PX, _HEAD_PX, _HEAD_WIDE_PX = 6.0, 25.0, 18.0
_CHEVRON_PX, _CHEVRON_WIDE_PX, _CHEVRON_GAP_PX = 16.0, 10.0, 27.0
_ARROW_BACK_PX = 7.0
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

    def boxes(self) -> list[tuple[float, float, float, float]]:
        """Return the left, top, right and bottom of what it is made of, but for its thin line."""
        shapes = [shape.corners for shape in self.shapes if isinstance(shape, Convex)]
        boxes = [(corners.min(axis=0), corners.max(axis=0)) for corners in shapes]
        return [(*low.tolist(), *high.tolist()) for low, high in boxes]

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
    layout = Layout(stand, sight)
    sizes = {part: sight.scale * (_STRONGER if part is strong else 1.0) for part in Part}
    return (
        _turn(layout, sizes[Part.TURN], strong is Part.TURN),
        _move(layout, sizes[Part.MOVE], strong is Part.MOVE),
        _lift(layout, sizes[Part.LIFT], strong is Part.LIFT),
    )


@dataclass(frozen=True, eq=False)
class Layout:
    """How large the handles of a stand are, seen from somewhere; all in pixels."""

    stand: Stand
    sight: Sight

    @cached_property
    def table(self) -> Table:
        """What the handles lie on."""
        return Table(self.stand.place_local, self.sight.pose, FLATTEST_RING_RAD)

    @cached_property
    def metres(self) -> float:
        """How long a pixel is at the stand."""
        return self.sight.metres_a_pixel(self.stand.place_local)

    def on(self, offsets: Array) -> Array:
        """Return where offsets (n, 2) on the table, pixels at the stand, are: (n, 2)."""
        return self.sight.seen(self.table.places(offsets * self.metres))[:, :2]

    @property
    def design_px(self) -> float:
        """How far the design reaches from its middle."""
        return self.stand.radius_m / max(self.metres, 1e-9)

    @property
    def is_small(self) -> bool:
        """Whether a disc would hide the design."""
        most_px = _SMALL_PX * self.sight.scale
        if self.stand.read:
            most_px = max(most_px, _READ_SHARE * min(self.sight.size_px))
        return self.design_px < most_px

    @property
    def disc_px(self) -> float:
        """The radius of the disc that is dragged, or of the four."""
        scale = self.sight.scale
        if self.is_small:
            return _SMALL_DISC_PX * scale
        wanted = _DISC_SHARE * self.design_px
        return max(_LEAST_DISC_PX * scale, min(wanted, _MOST_DISC_PX * scale))

    @cached_property
    def flatness(self) -> float:
        """How much shorter lengths on the table are where they are shortest: 0..1."""
        usual = _RING_PX * self.sight.scale
        across = self.on(_circle(_ROUND) * usual) - self.on(np.zeros((1, 2)))
        return min(max(float(np.hypot(*across.T).min()) / usual, 0.1), 1.0)

    @property
    def reach_px(self) -> float:
        """How far what is dragged reaches from the middle."""
        beyond = _BESIDE_PX * self.sight.scale + 2.0 * self.disc_px
        return self.design_px + beyond / self.flatness if self.is_small else self.disc_px

    @property
    def ring_px(self) -> float:
        """The radius of the ring: round the design, yet never too small or too large."""
        wanted = _RING_BEYOND * self.design_px
        clear = self.reach_px + _RING_CLEAR_PX * self.sight.scale
        smallest = max(_RING_PX * self.sight.scale, clear)
        return max(smallest, min(wanted, _WIDEST_SHARE * min(self.sight.size_px)))


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


def _turn(layout: Layout, size: float, strong: bool) -> Figure:
    angle, radius_px = layout.stand.turn_rad, layout.ring_px
    shapes: list[Shape] = []
    # Two knobs across from each other: at least one is clear of the other parts.
    for turn in (angle, angle + math.pi):
        centre = layout.on(_circle(np.array([turn])) * radius_px)
        shapes.append(Convex(centre + _circle(_SMALL_ROUND) * _KNOB_PX * size))
        shapes += _chevrons(layout, turn, size)
    ring = layout.on(_circle(_ROUND) * radius_px)
    return Figure(Part.TURN, (Band(ring, _BAND_PX * size), *shapes), strong=strong)


def _chevrons(layout: Layout, angle: float, size: float) -> list[Shape]:
    """Return the arrow heads on both sides of a knob, along the ring."""
    found: list[Shape] = []
    for side in (-1.0, 1.0):
        turns = angle + side * np.linspace(0.0, 0.5 * math.pi, 64)
        line = layout.on(_circle(turns) * layout.ring_px)
        # Where the ring has come clear of the knob, which is earlier where it is seen full.
        far = np.hypot(*(line - line[0]).T) >= _CHEVRON_GAP_PX * size
        at = min(int(np.argmax(far)), len(line) - 2) if far.any() else len(line) - 2
        found.append(_head(line[at], _unit(line[at + 1] - line[at]), _CHEVRON_PX, size))
    return found


def _head(base: Array, way: Array, length_px: float, size: float) -> Convex:
    across = np.array([-way[1], way[0]]) * _CHEVRON_WIDE_PX * size
    return Convex(np.array([base - across, base + across, base + way * length_px * size]))


def _move(layout: Layout, size: float, strong: bool) -> Figure:
    # The arrows point along and across the way one looks.
    facing = -layout.sight.pose.heading_rad
    angles = [facing + quarter * math.pi / 2.0 for quarter in range(4)]
    if layout.is_small:
        return _move_round(layout, angles, size, strong)
    radius_px = layout.disc_px * size / layout.sight.scale
    disc = Convex(layout.on(_circle(_ROUND) * radius_px))
    sign = []
    for angle in angles:
        along = np.array([math.cos(angle), math.sin(angle)])
        across = np.array([-along[1], along[0]])
        shaft = [(-0.075, -0.09), (0.5, -0.09), (0.5, 0.09), (-0.075, 0.09)]
        head = [(0.475, -0.275), (0.85, 0.0), (0.475, 0.275)]
        for outline in (shaft, head):
            laid = np.array([a * along + b * across for a, b in outline]) * radius_px
            sign.append(Convex(layout.on(laid)))
    return Figure(Part.MOVE, (disc,), tuple(sign), strong)


def _move_round(layout: Layout, angles: Sequence[float], size: float, strong: bool) -> Figure:
    """Return four discs round a small design, each with an arrow away from it."""
    centre = layout.on(np.zeros((1, 2)))[0]
    discs, sign = [], []
    beside_px = _BESIDE_PX * layout.sight.scale + layout.disc_px
    for angle in angles:
        edge = layout.on(_circle(np.array([angle])) * max(layout.design_px, 1.0))[0]
        out = _unit(edge - centre)
        place = edge + out * beside_px
        discs.append(Convex(place + _circle(_SMALL_ROUND) * _SMALL_DISC_PX * size))
        sign.append(_head(place - out * _ARROW_BACK_PX * size, out, _CHEVRON_PX, size))
    return Figure(Part.MOVE, tuple(discs), tuple(sign), strong)


def _lift(layout: Layout, size: float, strong: bool) -> Figure:
    """Return an arrow with two heads over the middle, as large from wherever it is seen."""
    stand, sight = layout.stand, layout.sight
    middle = np.array(stand.place_local)
    step = lift_axis(stand.place_local, sight.pose) * layout.metres
    centre, above = sight.seen(np.array([middle, middle + step]))[:, :2]
    up = _unit(above - centre)
    across = np.array([-up[1], up[0]])
    half = _ARROW_PX / 2.0
    ring = layout.on(_circle(_ROUND) * layout.ring_px)
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


def _circle(angles: Array) -> Array:
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _unit(way: Array) -> Array:
    return np.asarray(way / max(math.hypot(way[0], way[1]), 1e-12))


def _to_line(way: Array, gap: Array) -> float:
    """Return the distance to the nearest of lines, each from 0 along `way` (n, 2)."""
    length = np.maximum((way * way).sum(axis=1), 1e-12)
    share = np.clip((way * gap).sum(axis=1) / length, 0.0, 1.0)
    return float(np.hypot(*(gap - way * share[:, None]).T).min())
