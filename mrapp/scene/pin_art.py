"""The pictures of pins: a shape and a colour for each theme, a face for each mood. Numpy only."""

import math
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from mrapp.app.remarks.pins import By

Array = NDArray[np.float64]
Pixels = NDArray[np.uint8]
Rgb = tuple[int, int, int]

HEAD_PX, STEM_PX = 26.0, 11.0
"""How large the head of a pin is, and how far its lower end is from the place, pixels."""

CLUSTERS_PX = (30.0, 36.0, 42.0, 48.0)
"""How wide the disc of a cluster is whose count has one, two, three or more digits."""

FONT_PX = 14

SHAPES, MOODS = 8, 5
# Room for all of them, and for the ring of the chosen one.
_REACH_PX = 50
_INK: Rgb = (16, 26, 40)
_PAPER: Rgb = (255, 255, 255)
_NONE: Rgb = (92, 102, 114)
_RING: Rgb = (0, 80, 220)
_CLUSTER: Rgb = (24, 44, 74)
# As far apart as can be for people who see no red or no green; the shape tells it too.
_THEMES: tuple[Rgb, ...] = (
    (0, 98, 178),
    (204, 84, 0),
    (0, 122, 92),
    (146, 54, 128),
    (156, 116, 0),
    (36, 140, 190),
    (118, 62, 34),
    (196, 40, 76),
)
_FEELINGS: tuple[Rgb, ...] = (
    (158, 42, 10),
    (214, 108, 34),
    (108, 112, 120),
    (52, 132, 186),
    (10, 74, 148),
)
_SMILES = (-5.0, -2.6, 0.0, 2.6, 5.0)


@dataclass(frozen=True)
class _Sheet:
    """A picture being made: RGBA 0..1, with the distance of each pixel's middle to the centre."""

    rgba: Array
    scale: float

    @property
    def places(self) -> Array:
        """Where the middles of the pixels are, pixels at scale 1 from the centre, y up."""
        side = self.rgba.shape[0]
        steps = (np.arange(side) + 0.5 - side / 2.0) / self.scale
        return np.stack(np.meshgrid(steps, -steps), axis=-1)

    def fill(self, distance: Array, colour: Rgb, opacity: float = 1.0) -> None:
        """Lay a colour where `distance` (h, w), in pixels at scale 1, is below 0."""
        covered = distance * self.scale < 0.5
        # Most of a picture is empty.
        tall, wide = (_span(np.asarray(covered.any(axis=axis))) for axis in (1, 0))
        cover = np.clip(0.5 - distance[tall, wide] * self.scale, 0.0, 1.0)[..., None] * opacity
        rgba = self.rgba[tall, wide]
        under = rgba[..., 3:] * (1.0 - cover)
        alpha = cover + under
        paint = cover * (np.array(colour) / 255.0) + under * rgba[..., :3]
        rgba[..., :3] = np.where(alpha > 0.0, paint / np.maximum(alpha, 1e-9), rgba[..., :3])
        rgba[..., 3:] = alpha


@cache
def pin_picture(by: By, look: int, scale: float = 1.0, stem: bool = True) -> Pixels:
    """Return the picture of a pin, RGBA (h, w, 4), top row first; its place is in the middle.

    look: see `Pinned.looks`. Without its stem the head itself is in the middle.
    """
    sheet = _new(scale)
    up = HEAD_PX / 2.0 + STEM_PX if stem else 0.0
    head = sheet.places - (0.0, up)
    shape = _head(head, by, look)
    whole = shape
    if stem:
        tip = np.array([(-5.0, up - 8.0), (0.0, 0.0), (5.0, up - 8.0)])
        whole = np.minimum(shape, _inside(sheet.places, tip))
    sheet.fill(whole - 3.2, _INK, 0.85)
    sheet.fill(whole - 2.0, _PAPER)
    sheet.fill(shape, colour_of(by, look))
    if by == "mood" and look >= 0:
        _draw_face(sheet, head, _SMILES[look % MOODS])
    return _bytes(sheet)


@cache
def ring_picture(scale: float = 1.0) -> Pixels:
    """Return what lies under the chosen pin: a ring round its head and a dot at its place."""
    sheet = _new(scale)
    up = HEAD_PX / 2.0 + STEM_PX
    round_head = np.linalg.norm(sheet.places - (0.0, up), axis=-1)
    halo = np.minimum(round_head - 23.0, np.linalg.norm(sheet.places, axis=-1) - 8.0)
    sheet.fill(halo - 1.0, _PAPER)
    sheet.fill(halo, _RING)
    return _bytes(sheet)


@cache
def cluster_picture(digits: int, scale: float = 1.0) -> Pixels:
    """Return the disc on which a count of so many digits stands."""
    sheet = _new(scale)
    round_it = np.linalg.norm(sheet.places, axis=-1) - CLUSTERS_PX[digits - 1] / 2.0
    sheet.fill(round_it, _INK, 0.85)
    sheet.fill(round_it + 1.0, _PAPER)
    sheet.fill(round_it + 3.0, _CLUSTER)
    return _bytes(sheet)


def colour_of(by: By, look: int) -> Rgb:
    """Return the colour of a look."""
    if look < 0:
        return _NONE
    if by == "mood":
        return _FEELINGS[look % MOODS]
    # After the eighth, shapes come back in other colours.
    return _THEMES[(look + look // SHAPES) % len(_THEMES)]


def looks_drawn(by: By) -> int:
    """Return how many looks differ, apart from none."""
    return MOODS if by == "mood" else SHAPES * len(_THEMES)


def _new(scale: float) -> _Sheet:
    # An even side: then the place of a pin is between pixels in all of them.
    side = 2 * math.ceil(_REACH_PX * scale)
    rgba = np.ones((side, side, 4))
    rgba[..., 3] = 0.0
    return _Sheet(rgba, scale)


def _span(marked: NDArray[np.bool_]) -> slice:
    """Return from the first to the last that is marked."""
    found = np.flatnonzero(marked)
    return slice(found[0], found[-1] + 1) if len(found) else slice(0, 0)


def _bytes(sheet: _Sheet) -> Pixels:
    pixels = np.rint(sheet.rgba * 255.0).astype(np.uint8)
    pixels.setflags(write=False)
    return pixels


def _draw_face(sheet: _Sheet, places: Array, smile: float) -> None:
    for eye in (-4.4, 4.4):
        sheet.fill(np.linalg.norm(places - (eye, 3.4), axis=-1) - 2.0, _PAPER)
    x = np.linspace(-6.2, 6.2, 9)
    curve = np.column_stack([x, -4.2 + smile * ((x / 6.2) ** 2 - 0.5)])
    sheet.fill(_to_lines(places, curve[:-1], curve[1:]) - 1.15, _PAPER)


def _head(places: Array, by: By, look: int) -> Array:
    """Return how far places (h, w, 2), from the middle of a head, are from its edge."""
    half = HEAD_PX / 2.0
    if by == "mood" or look < 0 or look % SHAPES == 0:
        return np.asarray(np.linalg.norm(places, axis=-1) - half)
    outlines = (
        _regular(4, 1.2 * half, math.pi / 4.0),
        _regular(3, 1.35 * half, math.pi / 2.0),
        _regular(4, 1.25 * half),
        _regular(6, 1.08 * half),
        _star(5, 1.3 * half, 0.62 * half),
        _cross(1.1 * half, 0.44 * half),
        _regular(3, 1.35 * half, -math.pi / 2.0),
    )
    return _inside(places, outlines[look % SHAPES - 1])


def _regular(count: int, radius: float, turn: float = 0.0) -> Array:
    angle = turn + np.arange(count) * math.tau / count
    return radius * np.column_stack([np.cos(angle), np.sin(angle)])


def _star(points: int, outer: float, inner: float) -> Array:
    corners = _regular(2 * points, 1.0, math.pi / 2.0)
    return np.asarray(corners * np.tile([outer, inner], points)[:, None])


def _cross(reach: float, half: float) -> Array:
    arm = np.array([(half, half), (half, reach), (-half, reach)])
    turn = np.array([(0.0, -1.0), (1.0, 0.0)])
    corners = [arm]
    for _ in range(3):
        corners.append(corners[-1] @ turn.T)
    return np.concatenate(corners)


def _inside(places: Array, corners: Array) -> Array:
    """Return how far places (h, w, 2) are from a polygon; below 0 inside."""
    ends = np.roll(corners, -1, axis=0)
    away = _to_lines(places, corners, ends)
    x, y = places[..., 0, None], places[..., 1, None]
    crosses = (corners[:, 1] > y) != (ends[:, 1] > y)
    rise = np.where(ends[:, 1] == corners[:, 1], 1.0, ends[:, 1] - corners[:, 1])
    met = x < corners[:, 0] + (y - corners[:, 1]) * (ends[:, 0] - corners[:, 0]) / rise
    odd = (crosses & met).sum(axis=-1) % 2 == 1
    return np.where(odd, -away, away)


def _to_lines(places: Array, starts: Array, ends: Array) -> Array:
    """Return how far places (h, w, 2) are from the nearest of some lines (n, 2)."""
    # Line by line: all at once takes ten times as long, in memory that is new each time.
    x, y = places[..., 0], places[..., 1]
    nearest = np.full(x.shape, np.inf)
    for (x0, y0), (way_x, way_y) in zip(starts, ends - starts, strict=True):
        right, up = x - x0, y - y0
        share = (right * way_x + up * way_y) / max(way_x * way_x + way_y * way_y, 1e-12)
        np.clip(share, 0.0, 1.0, out=share)
        np.minimum(nearest, (right - share * way_x) ** 2 + (up - share * way_y) ** 2, out=nearest)
    return np.asarray(np.sqrt(nearest))
