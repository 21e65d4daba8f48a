"""The colours stay apart for everybody."""

import itertools

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.model.citymesh import Surface
from mrapp.scene.palette import SELECTION, SELECTION_RIM, surface_colours

# Simulated colour vision at full strength, on linear RGB: G. M. Machado, M. M. Oliveira and
# L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision
# Deficiency", IEEE Trans. Vis. Comput. Graph. 15 (2009), table 1.
SEEN_BY = {
    "everybody else": np.eye(3),
    "no red": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "no green": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "no blue": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}


def _lab(srgb: NDArray[np.float64], eye: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return CIE L*a*b* (D65) of sRGB 0..255 as an eye sees it."""
    c = srgb / 255.0
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    seen = np.clip(eye @ linear, 0.0, 1.0)
    to_xyz = np.array(
        [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    )
    t = to_xyz @ seen / np.array([0.95047, 1.0, 1.08883])
    f = np.where(t > 0.008856, np.cbrt(t), 7.787 * t + 16.0 / 116.0)
    return np.array([116.0 * f[1] - 16.0, 500.0 * (f[0] - f[1]), 200.0 * (f[1] - f[2])])


def _distance(one: NDArray[np.float64], two: NDArray[np.float64], eye: str) -> float:
    return float(np.linalg.norm(_lab(one, SEEN_BY[eye]) - _lab(two, SEEN_BY[eye])))


@pytest.mark.parametrize("eye", SEEN_BY)
def test_what_must_be_told_apart_is(eye: str) -> None:
    """Roof, wall and ground differ within a role; the plan differs from what exists."""
    context = surface_colours("context").astype(float)
    design = surface_colours("design").astype(float)
    for table in (context, design):
        for one, two in itertools.combinations((Surface.ROOF, Surface.WALL, Surface.TERRAIN), 2):
            assert _distance(table[one], table[two], eye) > 14.0, (one, two)
        for two in (Surface.TERRAIN, Surface.ROAD, Surface.SQUARE):
            assert _distance(table[Surface.WATER], table[two], eye) > 9.0, two
    for surface in (Surface.ROOF, Surface.WALL):
        assert _distance(context[surface], design[surface], eye) > 12.0, surface
    assert _distance(context[Surface.ROOF], design[Surface.ROOF], eye) > 20.0


@pytest.mark.parametrize("eye", SEEN_BY)
def test_a_selection_stands_out_from_every_surface(eye: str) -> None:
    """Against each colour either the line or its rim has a clear contrast."""
    line, rim = np.array(SELECTION, dtype=float), np.array(SELECTION_RIM, dtype=float)
    for role in ("context", "design"):
        for colour in surface_colours(role).astype(float):
            assert max(_distance(line, colour, eye), _distance(rim, colour, eye)) > 35.0
    assert _distance(line, rim, eye) > 35.0
