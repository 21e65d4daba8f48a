"""What shows the visitor where a hand points, and where and which way one will stand."""

import math

import numpy as np
from vtkmodules.vtkRenderingCore import vtkRenderer

from mrapp.scene.beacon import Beacon
from mrapp.scene.pose import Vec3
from mrapp.scene.stereo.flat import Array, FlatThing, Rgba, coloured, ribbons

_YES: Rgba = (40, 190, 255, 235)
_NO: Rgba = (226, 92, 40, 235)
_RAY: Rgba = (255, 255, 255, 210)
_RIM: Rgba = (10, 24, 44, 200)
_RAY_M = 0.004
# Half as wide as it is drawn: thin at the hand, and never a road.
_ARC_M, _ARC_WIDER, _ARC_WIDEST_M = 0.006, 0.008, 0.04
_AT_HAND_M = 1.5
_SPOT_RAD = 0.011
_MARKER_M = 0.42
_ROUND = 40


class Guides:
    """The arc and the marker lie in the city; rays and hands before it.

    All places are local metres; `scale`: local metres for a metre of the visitor's.
    """

    def __init__(self, city: vtkRenderer, near: vtkRenderer) -> None:
        self._arc, self._marker = FlatThing(city), FlatThing(city)
        self._arc_at_hand = FlatThing(near)
        self._marks: dict[bool, tuple[Array, np.ndarray, np.ndarray]] = {
            allowed: _marker(_YES if allowed else _NO, arrow=allowed) for allowed in (True, False)
        }
        self._allowed: bool | None = None
        self._rays = {side: FlatThing(near) for side in ("left", "right")}
        self._hands = {side: FlatThing(near, see_through=False) for side in ("left", "right")}
        for side in self._rays:
            self._rays[side].become(*_ray())
            self._hands[side].become(*_hand())
        self._spots = {side: FlatThing(city, see_through=False) for side in self._rays}
        for thing in self._spots.values():
            thing.become(*_ball())
        self.beacon = Beacon(city)

    def aim(self, arc: Array | None, allowed: bool, scale: float = 1.0) -> None:
        """Show an arc (n, 3), n > 1, in the colour of what is allowed; None: none."""
        if arc is None:
            self._arc.hide()
            self._arc_at_hand.hide()
            return
        # The city begins where its near plane is, which may be beyond the hand.
        near = int((np.linalg.norm(arc - arc[0], axis=1) < _AT_HAND_M * scale).sum())
        for thing, part in ((self._arc, arc), (self._arc_at_hand, arc[: max(near, 2)])):
            thing.become(*_strip(part, scale, _YES if allowed else _NO))
            thing.put(np.eye(4))

    def mark(
        self, feet: Vec3 | None, heading_rad: float, allowed: bool, scale: float = 1.0
    ) -> None:
        """Show where one will stand, and which way (clockwise from north); None: nowhere."""
        if feet is None:
            self._marker.hide()
            return
        if allowed != self._allowed:
            self._allowed = allowed
            self._marker.become(*self._marks[allowed])
        self._marker.put(_standing(feet, heading_rad, scale))

    def point(self, side: str, local_from_aim: Array | None, length_m: float, scale: float) -> None:
        """Show a ray along -z of a hand's matrix (4, 4), rigid, so many metres; None: none."""
        if local_from_aim is None:
            self._rays[side].hide()
            return
        at = local_from_aim.copy()
        at[:3, :2] *= scale
        at[:3, 2] *= length_m
        self._rays[side].put(at)

    def spot(self, side: str, local_from_aim: Array | None, met: Vec3 | None) -> float:
        """Show which place a hand points at, as large from near as from far; None: nowhere.

        Returns how far away it is, local metres; 0 without one.
        """
        if local_from_aim is None or met is None:
            self._spots[side].hide()
            return 0.0
        away_m = float(np.linalg.norm(np.subtract(met, local_from_aim[:3, 3])))
        at = np.diag([_SPOT_RAD * away_m] * 3 + [1.0])
        at[:3, 3] = met
        self._spots[side].put(at)
        return away_m

    def hold(self, side: str, local_from_grip: Array | None, scale: float) -> None:
        """Show a hand where it is held, by its matrix (4, 4), rigid; None: there is none."""
        if local_from_grip is None:
            self._hands[side].hide()
            return
        at = local_from_grip.copy()
        at[:3, :3] *= scale
        self._hands[side].put(at)

    def close(self) -> None:
        """Take all of it away."""
        self.beacon.close()
        for thing in (self._arc, self._marker):
            thing.close()
        for things in (self._rays, self._hands, self._spots):
            for thing in things.values():
                thing.close()


def _standing(feet: Vec3, heading_rad: float, scale: float) -> Array:
    sin, cos = math.sin(heading_rad), math.cos(heading_rad)
    at = np.eye(4)
    at[:3, :3] = scale * np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    at[:3, 3] = feet
    return at


def _strip(line: Array, scale: float, colour: Rgba) -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a line (n, 3) as a band that lies level, so that it is seen from where it begins."""
    way = np.gradient(line, axis=0)
    aside = np.stack([way[:, 1], -way[:, 0], np.zeros(len(way))], axis=1)
    length = np.linalg.norm(aside, axis=1, keepdims=True)
    aside = np.where(length > 1e-9, aside / np.maximum(length, 1e-9), [1.0, 0.0, 0.0])
    away = np.linalg.norm(line - line[0], axis=1, keepdims=True)
    half_m = np.minimum(scale * _ARC_M + _ARC_WIDER * away, scale * _ARC_WIDEST_M)
    rows = [line + side * half_m * aside for side in (-2.0, -1.0, 1.0, 2.0)]
    clear, count = (*colour[:3], 0), len(line)
    shades = [coloured(count, shade) for shade in (clear, colour, colour, clear)]
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)


def _marker(colour: Rgba, *, arrow: bool) -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a ring on the floor, with an arrow to the north of its own frame."""
    turns = np.linspace(0.0, math.tau, _ROUND + 1)
    circle = np.stack([np.sin(turns), np.cos(turns), np.zeros_like(turns)], axis=1)
    lift = np.array([0.0, 0.0, 0.03])
    radii = (0.62, 0.70, 0.92, 1.0)
    rows = [radius * _MARKER_M * circle + lift for radius in radii]
    count = len(turns)
    shades = [coloured(count, c) for c in (_RIM, colour, colour, _RIM)]
    points, triangles, colours = np.concatenate(rows), ribbons(rows), np.concatenate(shades)
    if not arrow:
        return points, triangles, colours
    tip = _MARKER_M * np.array([[-0.55, 1.12, 0.0], [0.0, 1.9, 0.0], [0.55, 1.12, 0.0]]) + lift
    head = len(points) + np.array([[0, 1, 2]])
    return (
        np.concatenate([points, tip]),
        np.concatenate([triangles, head]),
        np.concatenate([colours, coloured(3, colour)]),
    )


def _ray() -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a thin rod along -z, 1 long, that fades out towards its end."""
    angles = np.linspace(0.0, math.tau, 7)
    ring = _RAY_M * np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=1)
    rows = [ring - along * np.array([0.0, 0.0, 1.0]) for along in (0.0, 0.6, 1.0)]
    shades = [coloured(len(ring), (*_RAY[:3], alpha)) for alpha in (_RAY[3], _RAY[3], 90)]
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)


def _hand() -> tuple[Array, np.ndarray, np.ndarray]:
    """Return what stands for a hand that holds a controller: a short rounded handle."""
    angles = np.linspace(0.0, math.tau, 17)
    circle = np.stack([np.cos(angles), np.sin(angles), np.zeros_like(angles)], axis=1)
    shape = (
        (0.0, -0.055),
        (0.016, -0.05),
        (0.023, -0.03),
        (0.021, 0.02),
        (0.018, 0.05),
        (0.0, 0.056),
    )
    rows = [radius * circle + [0.0, 0.0, along] for radius, along in shape]
    greys = (215, 205, 190, 165, 145, 140)
    shades = [coloured(len(circle), (g, g, min(g + 8, 255), 255)) for g in greys]
    # Darker below, for nothing lights it.
    colours = np.concatenate(shades)
    points = np.concatenate(rows)
    colours[:, :3] = (colours[:, :3] * (0.75 + 8.0 * points[:, 1:2]).clip(0.5, 1.0)).astype(
        np.uint8
    )
    return points, ribbons(rows), colours


def _ball() -> tuple[Array, np.ndarray, np.ndarray]:
    """Return a ball of radius 1, lighter above."""
    turns, rows = np.linspace(0.0, math.tau, 17), []
    for tilt in np.linspace(-math.pi / 2.0, math.pi / 2.0, 9):
        flat, up = math.cos(tilt), np.full_like(turns, math.sin(tilt))
        rows.append(np.stack([flat * np.cos(turns), flat * np.sin(turns), up], axis=1))
    light, dark = np.array([150, 225, 255, 255]), np.array([*_YES[:3], 255])
    shares = np.linspace(0.0, 1.0, len(rows))
    shades = [coloured(len(turns), _mixed(dark, light, share)) for share in shares]
    return np.concatenate(rows), ribbons(rows), np.concatenate(shades)


def _mixed(one: np.ndarray, other: np.ndarray, share: float) -> Rgba:
    red, green, blue, alpha = (round(each) for each in (one + share * (other - one)).tolist())
    return (red, green, blue, alpha)
