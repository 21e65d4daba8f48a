"""What the sun's place in the sky means for colours: of the sun, the sky and the haze.

The colours are chosen by eye for a calm picture, not computed from an atmosphere; the sun's
direction is exact. All colours here are linear RGB; 1 is the brightest a screen shows.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mrapp.app.state import Sun
from mrapp.scene.pose import Vec3

Array = NDArray[np.float64]
_SCREEN_GAMMA = 2.2

# By the sun's elevation in degrees, the skies (sRGB 0..255): zenith, horizon, horizon on the
# sun's side.
_SKIES: tuple[tuple[float, Vec3, Vec3, Vec3], ...] = (
    (-18.0, (13, 19, 38), (24, 32, 54), (26, 34, 58)),
    (-8.0, (24, 36, 70), (60, 68, 100), (98, 84, 100)),
    (-3.0, (52, 76, 128), (146, 138, 158), (226, 158, 122)),
    (0.0, (74, 108, 164), (190, 176, 178), (252, 186, 130)),
    (4.0, (88, 132, 192), (208, 202, 202), (255, 214, 164)),
    (12.0, (88, 142, 208), (206, 216, 226), (250, 230, 204)),
    (30.0, (80, 144, 218), (200, 220, 236), (226, 232, 232)),
    (90.0, (72, 140, 220), (196, 220, 240), (208, 226, 238)),
)
# And how strong sun and sky are as lights.
_STRENGTHS: tuple[tuple[float, float, float], ...] = (
    (-18.0, 0.0, 0.13),
    (-8.0, 0.0, 0.20),
    (-3.0, 0.0, 0.34),
    (0.0, 0.0, 0.44),
    (4.0, 0.98, 0.46),
    (12.0, 1.46, 0.45),
    (30.0, 1.12, 0.37),
    (90.0, 0.92, 0.35),
)
_SUN_WARM = np.array([1.0, 0.70, 0.42])
_SUN_WHITE = np.array([1.0, 0.965, 0.90])
_GLOW_HIGH, _GLOW_LOW = np.array([1.0, 0.96, 0.88]), np.array([1.0, 0.80, 0.55])
_SKY_TINT_LOW = np.array([1.0, 0.98, 1.0])
_SKY_TINT = np.array([0.90, 0.98, 1.12])
_GROUND_TINT = np.array([1.02, 0.98, 0.88])


@dataclass(frozen=True, eq=False)
class Daylight:
    """The light of one moment. `towards_sun` is a unit vector in the local frame."""

    towards_sun: Array
    sun: Array
    sky: Array
    bounce: Array
    zenith: Array
    horizon: Array
    horizon_sunward: Array

    @property
    def has_sun(self) -> bool:
        """Whether the sun stands above the horizon, so that things cast a shadow."""
        return bool(self.towards_sun[2] > 0.0)


def direction_of(sun: Sun) -> Array:
    """Return the unit vector towards the sun, (3,), x east, y north, z up."""
    flat = math.cos(sun.elevation_rad)
    return np.array(
        [
            math.sin(sun.azimuth_rad) * flat,
            math.cos(sun.azimuth_rad) * flat,
            math.sin(sun.elevation_rad),
        ]
    )


def linear(srgb: Array | Vec3) -> Array:
    """Return linear RGB for sRGB 0..255."""
    return np.asarray((np.asarray(srgb, dtype=np.float64) / 255.0) ** _SCREEN_GAMMA)


def screen(colour: Array) -> Array:
    """Return sRGB 0..1 for linear RGB, clipped."""
    return np.asarray(np.clip(colour, 0.0, 1.0) ** (1.0 / _SCREEN_GAMMA))


def daylight(sun: Sun) -> Daylight:
    """Return the light for a sun."""
    degrees = math.degrees(sun.elevation_rad)
    zenith, horizon, sunward = _skies(degrees)
    sun_strength, sky_strength = _strengths(degrees)
    warm = float(np.clip(1.0 - degrees / 28.0, 0.0, 1.0)) ** 1.4
    sun_colour = (_SUN_WHITE + warm * (_SUN_WARM - _SUN_WHITE)) * sun_strength
    low = float(np.clip(1.0 - abs(degrees - 6.0) / 16.0, 0.0, 1.0))
    sky_colour = (_SKY_TINT + low * (_SKY_TINT_LOW - _SKY_TINT)) * sky_strength
    lit_ground = max(math.sin(sun.elevation_rad), 0.0) * sun_colour + 0.8 * sky_colour
    return Daylight(
        towards_sun=direction_of(sun),
        sun=sun_colour,
        sky=sky_colour,
        bounce=_GROUND_TINT * (0.20 * lit_ground + 0.36 * sky_colour),
        zenith=zenith,
        horizon=horizon,
        horizon_sunward=sunward,
    )


def _skies(degrees: float) -> tuple[Array, Array, Array]:
    """Return zenith, horizon and the sunward horizon for the sun's elevation."""
    steps = [row[0] for row in _SKIES]
    colours = linear(np.array([row[1:] for row in _SKIES]))
    flat = colours.reshape(len(steps), -1)
    mixed = np.array([np.interp(degrees, steps, column) for column in flat.T]).reshape(3, 3)
    return mixed[0], mixed[1], mixed[2]


def _strengths(degrees: float) -> tuple[float, float]:
    """Return how strong the sun and the sky are for the sun's elevation."""
    steps, sun, sky = zip(*_STRENGTHS, strict=True)
    return float(np.interp(degrees, steps, sun)), float(np.interp(degrees, steps, sky))


def glow_of(towards_sun: Array) -> Array:
    """Return the linear RGB of the shine round the sun; black once the sun is well down."""
    degrees = math.degrees(math.asin(float(np.clip(towards_sun[2], -1.0, 1.0))))
    seen = float(np.clip((degrees + 4.0) / 6.0, 0.0, 1.0))
    low = float(np.clip(1.0 - degrees / 20.0, 0.0, 1.0))
    return np.asarray(seen * (_GLOW_HIGH + low * (_GLOW_LOW - _GLOW_HIGH)))
