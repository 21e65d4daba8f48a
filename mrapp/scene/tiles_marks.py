"""The marks of tiles on the picture: a sign on a stem, and which way a tile looks.

Pure: numpy only. A tile is too small to be seen from afar. Its mark is always as large; the arrow
on the ground beside it points where its top does. Pixels are device pixels from the top left.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from mrapp.app.tiles.laid import LaidTile
from mrapp.model.tiles import TilePlace, TileState
from mrapp.scene.handle_ink import Ink, filled, joined
from mrapp.scene.handle_maths import FLATTEST_RING_RAD, Array, Sight, Stand, Table
from mrapp.scene.handle_shapes import Convex, Layout
from mrapp.scene.palette import Rgb
from mrapp.scene.pose import Vec3

STATE_INK: Mapping[TileState, Rgb] = {
    TileState.PLANNED: (10, 90, 156),
    TileState.PLACED: (20, 102, 58),
    TileState.DAMAGED: (168, 66, 8),
    TileState.REMOVED: (84, 94, 104),
}
_WHITE: Rgb = (255, 255, 255)
_DARK: Rgb = (21, 33, 45)
_HALF_PX, _CORNER_PX, _STEM_PX, _STEM_HALF_PX = 14.0, 5.0, 17.0, 4.5
_STRONGER, _PALE = 1.3, 0.42
_RIM_PX, _LINE_PX = 2.0, 3.4
# Seen larger than this, a tile needs no sign, which would only hide it.
_PLAIN_PX = 64.0
_SLOP_PX = 6.0
# The arrow: from where on, how long, how wide, in pixels; a tile that is seen larger pushes it out.
_ARROW_FROM_PX, _ARROW_PX, _ARROW_HALF_PX = 18.0, 46.0, 13.0
# Its shaft and its head, as shares of how long and of half as wide it is.
_ARROW_SHAPE = (
    *((0.0, -0.34), (0.6, -0.34), (0.6, 0.34), (0.0, 0.34)),
    *((1.0, 0.0), (0.48, 1.0), (0.48, -1.0)),
)
_BEYOND, _CLEAR_OF_RING_PX = 0.62, 26.0
# The sign: the three eyes of a square code and a bit of the rest; middles and half a side.
_SIGN = ((-4.6, -4.6, 3.3), (4.6, -4.6, 3.3), (-4.6, 4.6, 3.3), (3.0, 3.0, 1.4), (6.4, 6.4, 1.4))


@dataclass(frozen=True, eq=False)
class Mark:
    """Where the sign of a tile is on the picture, and how large: pixels."""

    tile_id: str
    middle: tuple[float, float]
    half_px: float
    ahead_m: float

    def distance_px(self, x_px: float, y_px: float) -> float:
        """Return how far a pixel is from the sign; 0 on it."""
        aside = max(abs(x_px - self.middle[0]) - self.half_px, 0.0)
        return math.hypot(aside, max(abs(y_px - self.middle[1]) - self.half_px, 0.0))


def mark_of(tile: LaidTile, place: Vec3, sight: Sight, chosen: bool) -> Mark | None:
    """Return the sign of a tile whose middle is at a place, local metres.

    None behind the eye, and so near by that the tile itself is plain to see.
    """
    x, y, ahead_m = sight.seen(np.array([place]))[0].tolist()
    wide, high = sight.size_px
    if ahead_m <= 0.0 or not (-wide < x < 2 * wide and -high < y < 2 * high):
        return None
    if tile.size_m > _PLAIN_PX * sight.scale * sight.metres_a_pixel(place):
        return None
    scale = sight.scale * (_STRONGER if chosen else 1.0)
    middle = x, y - (_STEM_PX + _HALF_PX) * scale
    return Mark(tile.id, middle, _HALF_PX * scale, ahead_m)


def mark_under(marks: list[Mark], scale: float, x_px: float, y_px: float) -> str | None:
    """Return the tile whose sign is at a pixel, or so near that it is meant; the nearest of two."""
    away = [(mark.distance_px(x_px, y_px), mark.ahead_m, mark.tile_id) for mark in marks]
    meant = [each for each in away if each[0] <= _SLOP_PX * scale]
    return min(meant)[2] if meant else None


def sign_ink(mark: Mark, state: TileState, chosen: bool, pale: bool) -> Ink:
    """Return the sign of a tile with its stem."""
    template = _template(state, chosen, mark.half_px / _HALF_PX)
    colours = template.colours
    if pale:
        colours = colours.copy()
        colours[:, 3] = np.rint(colours[:, 3] * _PALE)
    return Ink(template.points + np.array(mark.middle), template.triangles, colours)


@cache
def _template(state: TileState, chosen: bool, scale: float) -> Ink:
    """Return a sign with its middle at zero."""
    body, stem = Convex(_rounded() * scale), Convex(_stem() * scale)
    fill = STATE_INK[state]
    rim, line = _RIM_PX * scale, (_LINE_PX + (2.0 if chosen else 0.0)) * scale
    parts = [filled(each, line, _DARK, 0.8) for each in (stem, body)]
    parts += [filled(each, rim, _WHITE, 1.0) for each in (stem, body)]
    parts += [filled(each, 0.0, fill, 1.0) for each in (stem, body)]
    for x, y, half in _SIGN:
        middle = np.array((x, y)) * scale
        parts.append(filled(Convex(middle + _square(half * scale)), 0.0, _WHITE, 1.0))
        if half > 2.0:
            parts.append(filled(Convex(middle + _square(0.42 * half * scale)), 0.0, fill, 1.0))
    return joined(parts)


def tile_stand(lies: TilePlace, size_m: float, place: Vec3) -> Stand:
    """Return what handles of a tile are laid round. place: of its middle, local metres."""
    turn_rad = -math.radians(lies.heading_deg)
    return Stand(place, turn_rad, math.sqrt(0.5) * size_m, read=True)


def arrow_ink(tile: LaidTile, place: Vec3, sight: Sight, chosen: bool, handled: bool) -> Ink | None:
    """Return the arrow on the ground that points where the top of a tile does; None: not seen.

    handled: handles lie round the tile: it comes outside their ring.
    """
    metres = sight.metres_a_pixel(place)
    if metres <= 0.0:
        return None
    scale = sight.scale * (_STRONGER if chosen else 1.0)
    begin = max(_ARROW_FROM_PX * scale * metres, _BEYOND * tile.size_m)
    if handled:
        ring_px = Layout(tile_stand(tile.place, tile.size_m, place), sight).ring_px
        begin = (ring_px + _CLEAR_OF_RING_PX * sight.scale) * metres
    long, half = _ARROW_PX * scale * metres, _ARROW_HALF_PX * scale * metres
    heading = math.radians(tile.place.heading_deg)
    ahead = np.array((math.sin(heading), math.cos(heading)))
    aside = np.array((ahead[1], -ahead[0]))
    table = Table(place, sight.pose, FLATTEST_RING_RAD)
    corners = [
        (begin + along * long) * ahead + across * half * aside for along, across in _ARROW_SHAPE
    ]
    seen = sight.seen(table.places(np.array(corners)))
    if (seen[:, 2] <= 0.0).any():
        return None
    shapes = [Convex(seen[:4, :2]), Convex(seen[4:, :2])]
    inks = (
        (_LINE_PX * sight.scale, _DARK, 0.8),
        (_RIM_PX * sight.scale, _WHITE, 1.0),
        (0.0, STATE_INK[tile.state], 1.0),
    )
    return joined([filled(shape, *ink) for ink in inks for shape in shapes])


def _square(half: float) -> Array:
    return half * np.array([[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]])


def _rounded() -> Array:
    """Return a square with round corners, clockwise as it is seen."""
    angles = np.linspace(0.0, math.tau, 24, endpoint=False) + math.tau / 48
    round_ = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    return np.asarray(np.sign(round_) * (_HALF_PX - _CORNER_PX) + _CORNER_PX * round_)


def _stem() -> Array:
    """Return the stem, from below the sign to the place."""
    top = _HALF_PX - 2.0
    return np.array([[-_STEM_HALF_PX, top], [_STEM_HALF_PX, top], [0.0, _HALF_PX + _STEM_PX]])
