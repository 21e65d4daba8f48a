"""Which part of the city each shadow map covers. Pure arithmetic.

A shadow map is a picture taken by the sun, with parallel rays. Two are kept: one of the
surroundings of the viewer, fine enough for a fence, and one of everything.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.pose import Pose

Array = NDArray[np.float64]

NEAR_RADIUS_M = 105.0
# The near map is for all who are in a square with sides of this share of its radius, and its radius
# is one of a row with this ratio: so it stays while a viewer moves a little, and what is seen from
# a place does not depend on how one came there.
_SQUARE, _RATIO = 0.3, 1.25
_MARGIN_M = 2.0


@dataclass(frozen=True, eq=False)
class Footprint:
    """What one map covers: a box along the sun's rays.

    right, up, back: unit vectors (3,) in the local frame; `back` points to the sun.
    centre: (3,) local metres. radius_m: half the box's width. depth_m: half its length.
    """

    right: Array
    up: Array
    back: Array
    centre: Array
    radius_m: float
    depth_m: float

    def to_map(self) -> Array:
        """Return (4, 4): local metres to map coordinates, 0..1 in x, y and depth."""
        turn = np.stack(
            [
                self.right / (2.0 * self.radius_m),
                self.up / (2.0 * self.radius_m),
                -self.back / (2.0 * self.depth_m),
            ]
        )
        result = np.eye(4)
        result[:3, :3] = turn
        result[:3, 3] = 0.5 - turn @ self.centre
        return result

    def touches(self, low: Array, high: Array) -> bool:
        """Whether a box with these corners (3,) may throw a shadow into the map."""
        middle, half = (low + high) / 2.0 - self.centre, (high - low) / 2.0
        return all(
            abs(float(middle @ axis)) <= self.radius_m + float(half @ np.abs(axis))
            for axis in (self.right, self.up)
        )


def axes(towards_sun: Array) -> tuple[Array, Array, Array]:
    """Return right, up and back of a camera in the sun, unit vectors (3,)."""
    helper = np.array([0.0, 1.0, 0.0] if abs(towards_sun[2]) > 0.99 else [0.0, 0.0, 1.0])
    right = np.cross(helper, towards_sun)
    right /= np.linalg.norm(right)
    return right, np.cross(towards_sun, right), towards_sun


def whole(towards_sun: Array, low: Array, high: Array) -> Footprint:
    """Return the footprint that covers the box with corners `low` and `high`, local (3,)."""
    right, up, back = axes(towards_sun)
    centre, half = (low + high) / 2.0, (high - low) / 2.0
    reach = [float(half @ np.abs(axis)) + _MARGIN_M for axis in (right, up, back)]
    return Footprint(right, up, back, centre, max(reach[0], reach[1]), reach[2])


def near(towards_sun: Array, low: Array, high: Array, spot: Array, radius_m: float) -> Footprint:
    """Return the footprint of `radius_m` round `spot`, deep enough for all in the box."""
    everything = whole(towards_sun, low, high)
    right, up, back = everything.right, everything.up, everything.back
    along = float((everything.centre - spot) @ back)
    return Footprint(right, up, back, spot + along * back, radius_m, everything.depth_m)


def spot_of_interest(pose: Pose, ground_m: float) -> tuple[Array, float]:
    """Return round where sharp shadows are drawn, local (3,), and in what radius, metres.

    The same for all near by; see `_SQUARE`. At eye height that is round the viewer; from above
    round what is looked at, wider with height, as the pixels then cover more ground.
    """
    height = max(pose.eye[2] - ground_m, 1.5)
    fall = math.tan(min(pose.pitch_rad, -math.radians(4.0)))
    ahead = min(height / -fall, 2.0 * height + 15.0)
    steps = round(math.log(1.0 + 1.15 * height / NEAR_RADIUS_M, _RATIO))
    radius_m = NEAR_RADIUS_M * _RATIO**steps
    side_m = _SQUARE * radius_m
    x = pose.eye[0] + ahead * math.sin(pose.heading_rad)
    y = pose.eye[1] + ahead * math.cos(pose.heading_rad)
    return np.array([round(x / side_m) * side_m, round(y / side_m) * side_m, ground_m]), radius_m
