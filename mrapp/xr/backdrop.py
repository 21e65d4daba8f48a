"""What the desktop shows where the headset shows the visitor's own room, which no program gets.

For a simulated headset a plain room with a table is pictured, so that a rehearsal looks as a visit
would; for a real one a calm grey, for what is in that room nobody but the visitor sees.
"""

import numpy as np
from numpy.typing import NDArray

from mrapp.xr.device import EyeView
from mrapp.xr.frames import Vec3

_Rgb = NDArray[np.float64]
_GREY = np.array([118.0, 122.0, 126.0])
# The room, stage metres: its corners, and what its sides are painted with.
_LOW, _HIGH = np.array([-2.6, 0.0, -3.2]), np.array([2.6, 2.6, 2.4])
_SIDES = np.array(
    [[[206, 198, 184], [198, 190, 177]], [[142, 118, 94], [232, 230, 226]], [[214, 207, 195]] * 2],
    dtype=float,
)
_TABLE_HALF, _TABLE_THICK, _LEG = (0.85, 0.72), 0.035, 0.05
_TABLE_TOP, _TABLE_SIDE = np.array([196.0, 168.0, 132.0]), np.array([150.0, 122.0, 90.0])
# So many times coarser than the picture: it is plain, and is made for each frame.
_COARSE = 3


def before_room(
    rgba: NDArray[np.uint8], eye: EyeView, *, table: Vec3 | None = None
) -> NDArray[np.uint8]:
    """Return a picture (h, w, 3) as it looks before a room.

    rgba: (h, w, 4), top row first, multiplied with its alpha. table: the middle of a pictured
    table, stage; None: no room is pictured.
    """
    high, wide = rgba.shape[:2]
    clear = 1.0 - rgba[..., 3:].astype(float) / 255.0
    if table is None:
        behind = np.broadcast_to(_GREY, (high, wide, 3))
    else:
        small = _pictured(eye, (-(-wide // _COARSE), -(-high // _COARSE)), table)
        behind = _smooth(small.repeat(_COARSE, axis=0).repeat(_COARSE, axis=1))[:high, :wide]
    return np.asarray((rgba[..., :3] + clear * behind).clip(0.0, 255.0), dtype=np.uint8)


def _pictured(eye: EyeView, size_px: tuple[int, int], table: Vec3) -> _Rgb:
    """Return the room, (h, w, 3), as an eye sees it."""
    start, rays = np.array(eye.pose.position), _rays(eye, size_px)
    away, colours = _inside(start, rays)
    for low, high in _boxes(table):
        hit, paint = _outside(start, rays, low, high)
        nearer = hit < away
        away = np.where(nearer, hit, away)
        colours = np.where(nearer[..., None], paint, colours)
    return colours


def _smooth(picture: _Rgb) -> _Rgb:
    """Return a picture without the steps of its coarse pixels."""
    for axis in (0, 1):
        before, after = np.roll(picture, 1, axis), np.roll(picture, -1, axis)
        for shifted, edge in ((before, 0), (after, -1)):
            at = (edge,) if axis == 0 else (slice(None), edge)
            shifted[at] = picture[at]
        picture = (before + picture + after) / 3.0
    return picture


def _rays(eye: EyeView, size_px: tuple[int, int]) -> _Rgb:
    wide, high = size_px
    fov = eye.fov
    across = np.linspace(np.tan(fov.left_rad), np.tan(fov.right_rad), wide)
    down = np.linspace(np.tan(fov.up_rad), np.tan(fov.down_rad), high)
    seen = np.stack([*np.meshgrid(across, down), np.full((high, wide), -1.0)], axis=-1)
    rays: _Rgb = seen @ eye.pose.matrix[:3, :3].T
    return np.where(np.abs(rays) < 1e-9, 1e-9, rays)


def _inside(start: _Rgb, rays: _Rgb) -> tuple[_Rgb, _Rgb]:
    """Return how far the walls are, (h, w), and their colours, (h, w, 3)."""
    start = start.clip(_LOW + 0.01, _HIGH - 0.01)
    ahead = rays > 0.0
    reached = (np.where(ahead, _HIGH, _LOW) - start) / rays
    side = reached.argmin(axis=-1)
    high = np.take_along_axis(ahead, side[..., None], axis=-1)[..., 0].astype(int)
    return reached.min(axis=-1), _SIDES[side, high]


def _outside(start: _Rgb, rays: _Rgb, low: _Rgb, high: _Rgb) -> tuple[_Rgb, _Rgb]:
    """Return how far a box is, (h, w), infinite past it, and its colours, (h, w, 3)."""
    one, two = (low - start) / rays, (high - start) / rays
    enters, leaves = np.minimum(one, two), np.maximum(one, two).min(axis=-1)
    into = enters.max(axis=-1)
    away = np.where((into < leaves) & (into > 0.0), into, np.inf)
    top = enters.argmax(axis=-1) == 1
    return away, np.where(top[..., None], _TABLE_TOP, _TABLE_SIDE)


def _boxes(table: Vec3) -> list[tuple[_Rgb, _Rgb]]:
    """Return the low and the high corner of the table's top and of each leg."""
    x, y, z = table
    (half_x, half_z), top = _TABLE_HALF, y - 0.01
    under = top - _TABLE_THICK
    boxes = [((x - half_x, under, z - half_z), (x + half_x, top, z + half_z))]
    for side in (-1.0, 1.0):
        for end in (-1.0, 1.0):
            at_x, at_z = x + side * (half_x - 0.1), z + end * (half_z - 0.1)
            boxes.append(((at_x - _LEG, 0.0, at_z - _LEG), (at_x + _LEG, under, at_z + _LEG)))
    return [(np.array(low), np.array(high)) for low, high in boxes]
