"""Who walks in the city with a headset on, as others see them: a head, hands, a line to the ground.

Life-size, or as large as they are over a model; from far away larger, so that they are found.
"""

import math
from dataclasses import dataclass

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.pose import Vec3
from mrapp.scene.stereo.flat import Array, FlatThing, Rgba, coloured, ribbons

_HEAD: Rgba = (0, 118, 150, 255)
_VISOR: Rgba = (16, 26, 38, 255)
_HAND: Rgba = (0, 142, 178, 255)
_LINE: Rgba = (0, 190, 235, 230)
_RIM: Rgba = (8, 40, 56, 215)
_RAY: Rgba = (255, 255, 255, 230)
_ROUND = 25
# Nearer than that it would stand before the eye, of who looks from where the wearer is.
_HIDDEN_M = 1.2
_NEAR_M = 30.0
_LOOKS_M, _LONGEST, _LIFE_SIZE = 6.0, 2.5, 1.5


@dataclass(frozen=True, eq=False)
class Hold:
    """A hand.

    grip: (4, 4) rigid, local metres. ray: the same of where it points from, along its -z, and how
    far (local metres); None: it shows none.
    """

    grip: Array
    ray: tuple[Array, float] | None = None


@dataclass(frozen=True, eq=False)
class Wearer:
    """Where somebody is.

    head: (4, 4) rigid, local metres, looking along its -z. ground_m: the height of the ground
    there. scale: local metres for a metre of theirs.
    """

    head: Array
    ground_m: float
    scale: float = 1.0
    hands: tuple[Hold, ...] = ()

    @property
    def eye(self) -> Vec3:
        """Where the head is."""
        x, y, z = self.head[:3, 3].tolist()
        return (x, y, z)


class WearerMark:
    """Draws one wearer in a renderer. wearer: None hides it."""

    def __init__(self, renderer: vtkRenderer) -> None:
        self.wearer: Wearer | None = None
        self._head = FlatThing(renderer, see_through=False)
        self._hands = [FlatThing(renderer, see_through=False) for _ in range(2)]
        self._rays = [FlatThing(renderer) for _ in range(2)]
        self._pole, self._floor = FlatThing(renderer), FlatThing(renderer)
        self._sight = FlatThing(renderer)
        self._head.become(*_head())
        for hand, ray in zip(self._hands, self._rays, strict=True):
            hand.become(*_ball((0.055, 0.055, 0.075), _HAND))
            ray.become(*_rod(0.012, 0.0, -1.0, _RAY, 120))
        self._pole.become(*_rod(0.03, 0.0, 1.0, _LINE, 230))
        self._floor.become(*_floor())
        self._sight.become(*_sight())

    @property
    def _things(self) -> tuple[FlatThing, ...]:
        return (self._head, *self._hands, *self._rays, self._pole, self._floor, self._sight)

    def see_from(self, eye: Vec3) -> None:
        """Show it as large as suits an eye, local metres."""
        wearer = self.wearer
        if wearer is None or math.dist(eye, wearer.eye) < _HIDDEN_M * wearer.scale:
            for thing in self._things:
                thing.hide()
            return
        times = max(1.0, math.dist(eye, wearer.eye) / (_NEAR_M * wearer.scale))
        size = wearer.scale * times
        foot = (*wearer.eye[:2], wearer.ground_m)
        # All of it grows from where they stand: the head does not sink into the ring.
        self._head.put(_scaled(_about(wearer.head, foot, times), size))
        self._stand(wearer, times)
        for number, (hand, ray) in enumerate(zip(self._hands, self._rays, strict=True)):
            held = wearer.hands[number] if number < len(wearer.hands) else None
            if held is None:
                hand.hide()
            else:
                hand.put(_scaled(_about(held.grip, foot, times), size))
            if held is None or held.ray is None:
                ray.hide()
            else:
                aim, long_m = held.ray
                # To where it really ends, whatever the size of the hand.
                end = (aim @ np.array([0.0, 0.0, -long_m, 1.0]))[:3]
                ray.put(_between(_about(aim, foot, times), end, size))

    def _stand(self, wearer: Wearer, times: float) -> None:
        """Draw the line to the ground, and there which way they look."""
        x, y, z = wearer.eye
        size = wearer.scale * times
        pole = np.diag([size, size, max(times * (z - wearer.ground_m), 0.01), 1.0])
        pole[:3, 3] = (x, y, wearer.ground_m)
        self._pole.put(pole)
        east, north, _up = (-wearer.head[:3, 2]).tolist()
        flat = math.hypot(east, north)
        sin, cos = (east / flat, north / flat) if flat > 1e-6 else (0.0, 1.0)
        floor = np.eye(4)
        floor[:3, :3] = [[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]]
        floor[:3, 3] = (x, y, wearer.ground_m + 0.05 * size)
        if wearer.scale > _LIFE_SIZE:
            # Who stands over a model stands on no street of it.
            self._floor.hide()
            self._sight.hide()
            return
        self._floor.put(_scaled(floor, size))
        # Longer would tell that they see what is far behind a front.
        long = min(times, _LONGEST)
        self._sight.put(floor @ np.diag([min(size, 2.0 * long), long, 1.0, 1.0]))

    def close(self) -> None:
        """Take it away."""
        for thing in self._things:
            thing.close()


def _scaled(at: Array, size: float) -> Array:
    return np.asarray(at @ np.diag([size, size, size, 1.0]))


def _about(at: Array, middle: Vec3, times: float) -> Array:
    """Return a pose moved so many times as far from a place."""
    result = at.copy()
    result[:3, 3] = np.array(middle) + times * (at[:3, 3] - np.array(middle))
    return result


def _between(start: Array, end: Array, size: float) -> Array:
    """Return the place of a rod along -z from a pose to a place, so thick."""
    way = start[:3, 3] - end
    long = max(float(np.linalg.norm(way)), 1e-6)
    back = way / long
    side = np.cross(start[:3, 1], back)
    side /= max(float(np.linalg.norm(side)), 1e-6)
    result = np.eye(4)
    result[:3, :3] = np.column_stack([size * side, size * np.cross(back, side), long * back])
    result[:3, 3] = start[:3, 3]
    return result


def _ball(radii: Vec3, colour: Rgba) -> tuple[Array, np.ndarray, np.ndarray]:
    """Return an ellipsoid, darker below: nothing lights it."""
    rows, shades = [], []
    angles = np.linspace(0.0, math.tau, _ROUND)
    for lift in np.linspace(-math.pi / 2.0, math.pi / 2.0, 13):
        ring = np.stack([np.cos(angles), np.zeros_like(angles), np.sin(angles)], axis=1)
        row = math.cos(lift) * ring + [0.0, math.sin(lift), 0.0]
        rows.append(row * np.array(radii))
        shade = coloured(len(angles), colour)
        shade[:, :3] = (shade[:, :3] * (0.78 + 0.22 * math.sin(lift))).astype(np.uint8)
        shades.append(shade)
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)


def _head() -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a head with glasses on: its y is up, and it looks along -z."""
    skull = _ball((0.105, 0.14, 0.125), _HEAD)
    visor = _ball((0.10, 0.055, 0.06), _VISOR)
    points = np.concatenate([skull[0] + [0.0, 0.0, 0.06], visor[0] + [0.0, 0.01, -0.06]])
    triangles = np.concatenate([skull[1], visor[1] + len(skull[0])])
    return points, triangles, np.concatenate([skull[2], visor[2]])


def _rod(
    radius: float, start: float, end: float, colour: Rgba, last: int
) -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a rod along z, of a colour whose opacity at its end is `last`."""
    angles = np.linspace(0.0, math.tau, 9)
    ring = radius * np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=1)
    up = np.array([0.0, 0.0, 1.0])
    rows = [ring + start * up, ring + end * up]
    shades = [coloured(len(angles), colour), coloured(len(angles), (*colour[:3], last))]
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)


def _floor() -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a ring where one stands."""
    turns = np.linspace(0.0, math.tau, 41)
    circle = np.stack([np.sin(turns), np.cos(turns), np.zeros_like(turns)], axis=1)
    rows = [radius * circle for radius in (0.34, 0.40, 0.56, 0.62)]
    shades = [coloured(len(turns), each) for each in (_RIM, _LINE, _LINE, _RIM)]
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)


def _sight() -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a line on the ground to where one looks, which is north, and what one sees."""
    long, wide, clear = _LOOKS_M, 0.07, (*_LINE[:3], 60)
    line = np.array(
        [
            [-wide, 0.6, 0.0], [wide, 0.6, 0.0], [-wide, long, 0.0], [wide, long, 0.0],
            [-0.4, long, 0.0], [0.4, long, 0.0], [0.0, long + 0.9, 0.0],
        ]
    )  # fmt: skip
    ways = np.array([[0, 1, 3], [0, 3, 2], [4, 5, 6]])
    inks = np.concatenate([coloured(2, _LINE), coloured(5, _LINE)])
    fan = math.tan(math.radians(45.0)) * long
    sight = np.array([[0.0, 0.0, -0.01], [-fan, long, -0.01], [fan, long, -0.01]])
    shade = np.concatenate([coloured(1, clear), coloured(2, (*_LINE[:3], 0))])
    return (
        np.concatenate([line, sight]),
        np.concatenate([ways, np.array([[0, 1, 2]]) + len(line)]),
        np.concatenate([inks, shade]),
    )
