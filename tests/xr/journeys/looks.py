"""What is measured in pictures of both eyes, and on the map."""

import math
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from mrapp.xr.frames import Quaternion

Picture = NDArray[np.uint8]
Eyes = tuple[Picture, Picture]
"""Left and right, (h, w, 3) sRGB, top row first."""

ARC_RGB = (40, 190, 255)
"""The colour of an arc, and of its marker, where one may stand."""


def pitched(up_deg: float) -> Quaternion:
    """Return the turn of a hand that is lifted."""
    half = math.radians(up_deg) / 2.0
    return (math.sin(half), 0.0, 0.0, math.cos(half))


def level(a: Iterable[float], b: Iterable[float]) -> float:
    """Return how far two places are from each other on the map."""
    return math.dist(tuple(a)[:2], tuple(b)[:2])


def near(value: float, wanted: float, off: float = 0.5) -> bool:
    """Tell whether a value is as wanted."""
    return abs(value - wanted) <= off


def shows(eyes: Eyes, rgb: tuple[int, int, int], least: int) -> bool:
    """Tell whether both eyes see a colour, in so many pixels at least of a million."""
    return all(
        (np.abs(each.astype(int) - rgb).max(axis=2) < 40).mean() * 1e6 > least for each in eyes
    )


def edge(eyes: Eyes) -> float:
    """Return how light the corners of the view are, 0 to 255."""
    return float(np.mean([each[-20:, [*range(20), *range(-20, 0)]].mean() for each in eyes]))


def differ(one: Eyes, two: Eyes) -> float:
    """Return by how much two looks differ, in the mean of all pixels, 0 to 255."""
    return float(np.abs(one[0].astype(int) - two[0]).mean())
