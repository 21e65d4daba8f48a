"""Frames and heights of the demo city.

The city is designed in its own frame: metres, x along the railway, y across it,
z in metres NAP. Written files are in EPSG:7415 (RD New and NAP), which is the
city frame turned by ``TURN_RAD`` about the project's origin.
"""

import math

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]
Vec2 = tuple[float, float]
Vec3 = tuple[float, float, float]

SEED = 20_261_121
ORIGIN_RD = (105_400.0, 424_560.0)
ORIGIN_NAP_M = 1.0
TURN_RAD = math.radians(9.0)

HALF_WIDTH_M = 450.0
HALF_HEIGHT_M = 350.0

Z_ROAD = 1.00
Z_CYCLE = 1.05
Z_PAVEMENT = 1.12
Z_RAIL = 1.20
Z_PLATFORM = 2.10
Z_WATER = -0.20
Z_BOTTOM = -2.50


def turn(points: Points, angle_rad: float) -> Points:
    """Turn (n, 2) or (n, 3) points about the z axis, counter-clockwise."""
    cos, sin = math.cos(angle_rad), math.sin(angle_rad)
    turned = points.copy()
    turned[:, 0] = cos * points[:, 0] - sin * points[:, 1]
    turned[:, 1] = sin * points[:, 0] + cos * points[:, 1]
    return turned


def world_mm_from_city(points: Points) -> NDArray[np.int64]:
    """Whole millimetres east, north and up from the RD origin (z from NAP), (n, 3)."""
    return np.rint(turn(points, TURN_RAD) * 1000.0).astype(np.int64)


def rd_from_city(x: float, y: float) -> tuple[float, float]:
    """RD New coordinates in metres of a point of the city frame."""
    east, north = turn(np.array([[x, y]]), TURN_RAD)[0]
    return ORIGIN_RD[0] + float(east), ORIGIN_RD[1] + float(north)


def generator(name: str) -> np.random.Generator:
    """A random generator of its own for each part, so that parts do not disturb each other."""
    return np.random.default_rng([SEED, *name.encode()])
