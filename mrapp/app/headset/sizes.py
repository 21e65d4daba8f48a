"""How large things on a panel are for the eye: from pixels to degrees, and the least that is fit.

A panel faces the eye, its middle straight ahead. What lies towards its rim is farther away and
seen aslant, so it looks smaller: what counts is how large it looks at its own place.
"""

import math

import numpy as np
from numpy.typing import NDArray

AHEAD_M = 1.5
"""How far away a panel stands that is read, metres."""

PX_PER_M = 1_000.0
"""Pixels for a metre of a panel: 26 for a degree in its middle, as sharp as headsets are."""

LEAST_TEXT_DEG = 1.0
"""How high capital letters look at least, at any place of a panel."""

LEAST_TARGET_DEG = 3.0
"""How wide and high something to press looks at least, at any place of a panel."""

TEXT_SCALES: tuple[float, ...] = (1.0, 1.25, 1.5)
"""The sizes of text that a visitor can choose; 1.0 is normal."""

_RIM = 1.21
"""How much larger things are made than the middle needs, so that they are fit at the rim too."""


def px_for(degrees: float) -> float:
    """Return how many pixels an angle takes that is fit at the rim of a panel as well."""
    return _RIM * PX_PER_M * AHEAD_M * math.tan(math.radians(degrees))


def seen_deg(
    box: tuple[float, float, float, float],
    size_px: tuple[int, int],
    wide_m: float,
    away_m: float = AHEAD_M,
) -> tuple[float, float]:
    """Return how wide and how high a box on a panel looks, degrees.

    box: left, top, right, bottom, pixels. size_px: of the panel. away_m: of its middle.
    """
    left, top, right, bottom = box
    wide, high = size_px
    x, y = (left + right) / 2, (top + bottom) / 2

    def ray(across: float, down: float) -> NDArray[np.float64]:
        metre = wide_m / wide
        return np.array([(across - wide / 2) * metre, (down - high / 2) * metre, away_m])

    return _between(ray(left, y), ray(right, y)), _between(ray(x, top), ray(x, bottom))


def _between(one: NDArray[np.float64], two: NDArray[np.float64]) -> float:
    across = float(np.linalg.norm(np.cross(one, two)))
    return math.degrees(math.atan2(across, float(one @ two)))
