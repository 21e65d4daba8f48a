"""The light on a tile: how much, where its shadows fall, and what wet paving mirrors of the sky."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import cv2
import numpy as np

from mrapp.markers.proof.arrays import Float32, as32
from mrapp.markers.proof.viewing import Plane

Shade = Literal["none", "edge", "bars"]

WATER = 1.33
"""The refractive index of water; that of a glossy laminate lies at 1.5."""

_SUN_WIDE = 0.0093  # its diameter, radians: a shadow's edge is that wide for a metre of way


@dataclass(frozen=True)
class Light:
    """The light on the ground: lux where it is lit, and what makes it uneven.

    sky: the share that also comes into the shade; shade: what throws one, an edge (a wall, a
    person) or the bars of a railing; way_m: how far off that stands, which softens its edge;
    uneven: how much the light changes over the picture.
    """

    lux: float
    shade: Shade = "none"
    sky: float = 0.15
    way_m: float = 2.5
    uneven: float = 0.06


OVERCAST = Light(10_000.0)


@dataclass(frozen=True)
class Sheen:
    """What a smooth film mirrors. film: its refractive index; share: of the ground that has one.

    bright: how bright what it mirrors is beside a white sheet in the same light. darkens: what is
    left of what a porous ground reflects when it is soaked.
    """

    film: float = WATER
    share: float = 0.7
    bright: float = 1.6
    darkens: float = 0.5


def light_on(plane: Plane, light: Light, reach_m: float, rng: np.random.Generator) -> Float32:
    """Return the light on each pixel's spot, 1 where it is fully lit; shadows go over the tile.

    reach_m: half the tile's side, within which a shadow's edge passes the tile's middle.
    """
    height, width = plane.x_m.shape
    slopes = light.uneven * rng.uniform(-1, 1, 2).astype(np.float32)
    lit = (1 + slopes[0] * np.linspace(-1, 1, width, dtype=np.float32)) * (
        1 + slopes[1] * np.linspace(-1, 1, height, dtype=np.float32)
    )[:, None]
    if light.shade == "none":
        return as32(lit)
    angle, off = rng.uniform(0, 2 * np.pi), rng.uniform(-0.7, 0.7) * reach_m
    across = plane.x_m * np.float32(np.cos(angle)) + plane.y_m * np.float32(np.sin(angle))
    across -= np.float32(off)
    if light.shade == "bars":
        # Bars of 40 mm, 120 mm apart, as of a railing beside the tile.
        across = np.abs(np.mod(across, np.float32(0.12)) - np.float32(0.06)) - np.float32(0.02)
    soft = np.clip(across / np.float32(light.way_m * _SUN_WIDE) + np.float32(0.5), 0, 1)
    return as32(lit * (light.sky + (1 - light.sky) * soft))


def fresnel(slant: Float32, index: float) -> Float32:
    """Return what part of unpolarised light a smooth film mirrors (Fresnel's equations).

    slant: the cosine of the angle to its upright; index: its refractive index, in air.
    """
    inside = np.sqrt(1 - (1 - slant * slant) / (index * index))
    across = (slant - index * inside) / (slant + index * inside)
    along = (inside - index * slant) / (inside + index * slant)
    return as32((across * across + along * along) / 2)


def sheen_on(plane: Plane, sheen: Sheen, rng: np.random.Generator) -> Float32:
    """Return what is added to the reflectance: the mirrored sky, with clouds, where film lies."""
    height, width = plane.slant.shape
    film = _wet(sheen.share, int(rng.integers(4)), plane)
    sky = sheen.bright * np.clip(1 + 0.4 * _clouds((height, width), rng), 0.1, None)
    return as32(fresnel(plane.slant, sheen.film) * sky * film)


_PUDDLES_PX, _PX_PER_M = 512, 100.0


def _wet(share: float, seed: int, plane: Plane) -> Float32:
    """Return how much of a closed film lies where each pixel looks: puddles, damp between them."""
    side = np.float32(_PUDDLES_PX - 1)
    # There and back again: no seam where the field ends.
    x, y = (
        side - np.abs(np.mod(at * np.float32(_PX_PER_M), 2 * side) - side)
        for at in (plane.x_m, plane.y_m)
    )
    field = cv2.remap(_puddles(seed), x, y, cv2.INTER_LINEAR)
    level = np.quantile(_puddles(seed)[::4, ::4], 1 - share)
    film = 0.25 + 0.75 * np.clip((field - level) * 1.2 + 0.5, 0, 1)
    # So far away that puddles run together.
    far = 0.25 + 0.75 * np.float32(share)
    return as32(film + (far - film) * np.clip(2 - plane.slant * 16, 0, 1))


@lru_cache(maxsize=4)
def _puddles(seed: int) -> Float32:
    rng = np.random.default_rng([seed, 2])
    field = np.zeros((_PUDDLES_PX, _PUDDLES_PX), np.float32)
    for few, weight in ((6, 1.0), (18, 0.5), (54, 0.25)):
        small = rng.standard_normal((few, few), dtype=np.float32)
        field += weight * cv2.resize(small, field.shape, interpolation=cv2.INTER_CUBIC)
    return as32(field / field.std())


def _clouds(shape: tuple[int, int], rng: np.random.Generator) -> Float32:
    height, width = shape
    few = rng.standard_normal((4, 6), dtype=np.float32)
    wide = cv2.resize(few, (width, height), interpolation=cv2.INTER_CUBIC)
    return as32(wide / max(float(wide.std()), 1e-6))
