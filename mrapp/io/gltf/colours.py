"""Colours as light (linear), as glTF has most of them, to colours as on a screen (sRGB)."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Rgb = tuple[float, float, float]


def on_screen(linear: NDArray[Any]) -> NDArray[np.float64]:
    """Return linear values as on a screen, both in 0..1 (IEC 61966-2-1)."""
    light = np.clip(np.asarray(linear, np.float64), 0.0, 1.0)
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)


def rgb_on_screen(linear: NDArray[Any]) -> Rgb:
    """Return three linear values as one colour on a screen."""
    red, green, blue = on_screen(linear).tolist()
    return (red, green, blue)


def vertex_colours(values: NDArray[Any]) -> NDArray[np.uint8]:
    """Return stored vertex colours, (n, 3 or 4) uint8, uint16 or float, as RGBA on a screen."""
    steps = _steps_of(values)
    result = np.full((len(values), 4), 255, np.uint8)
    result[:, :3] = _screen_table(values.dtype.kind == "u" and values.itemsize == 1)[steps[:, :3]]
    if values.shape[1] == 4:
        result[:, 3] = steps[:, 3] if values.dtype == np.uint8 else steps[:, 3] >> 8
    return result


def _steps_of(values: NDArray[Any]) -> NDArray[Any]:
    """Return 0..255 for uint8, 0..65535 for all else."""
    if values.dtype.kind == "u":
        return values
    clipped = np.clip(np.nan_to_num(values), 0.0, 1.0)
    return np.asarray(clipped * 65535.0 + 0.5, np.uint16)


@cache
def _screen_table(short: bool) -> NDArray[np.uint8]:
    """Return the colour on a screen, 0..255, for each of 256 or 65536 steps of light."""
    linear = np.linspace(0.0, 1.0, 256 if short else 65536)
    return np.asarray(np.round(on_screen(linear) * 255.0), np.uint8)
