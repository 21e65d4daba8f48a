"""A repeating picture with metres for coordinates: origin bottom left, y up."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures

Rgb = tuple[int, int, int]
Layer = NDArray[np.float64]
Places = NDArray[np.int_]

OVERSAMPLING = 2


class Canvas:
    """Colours from 0 to 255 over ``width_m`` by ``height_m``; drawing wraps round the edges."""

    def __init__(
        self,
        width_m: float,
        height_m: float,
        pixels: tuple[int, int],
        colour: Rgb,
        rng: np.random.Generator,
    ) -> None:
        self.size_m = (width_m, height_m)
        self.pixels = pixels
        self.rng = rng
        self.width, self.height = pixels[0] * OVERSAMPLING, pixels[1] * OVERSAMPLING
        self.rgb: Layer = np.empty((self.height, self.width, 3))
        self.rgb[:] = colour

    def mask(self, x0: float, y0: float, x1: float, y1: float) -> tuple[Places, Places]:
        """Rows (n, 1) and columns (m,) of the pixels in a rectangle, wrapped, for indexing."""
        left, right = (round(x / self.size_m[0] * self.width) for x in (x0, x1))
        low, high = (round(y / self.size_m[1] * self.height) for y in (y0, y1))
        rows = np.arange(self.height - high, self.height - low) % self.height
        columns = np.arange(left, right) % self.width
        return rows[:, None], columns

    def rect(
        self, x0: float, y0: float, x1: float, y1: float, colour: Rgb, alpha: float = 1.0
    ) -> None:
        """Fill a rectangle, perhaps half see-through."""
        area = self.mask(x0, y0, x1, y1)
        self.rgb[area] = self.rgb[area] * (1 - alpha) + np.array(colour, float) * alpha

    def fade(
        self, x0: float, y0: float, x1: float, y1: float, top: Rgb, bottom: Rgb, alpha: float = 1.0
    ) -> None:
        """Fill a rectangle with a colour running from top to bottom."""
        area = self.mask(x0, y0, x1, y1)
        steps = np.linspace(0, 1, self.rgb[area].shape[0])[:, None, None]
        colours = np.array(top, float) * (1 - steps) + np.array(bottom, float) * steps
        self.rgb[area] = self.rgb[area] * (1 - alpha) + colours * alpha

    def shade(self, factor: Layer) -> None:
        """Multiply all colours by a (height, width) layer."""
        self.rgb *= factor[:, :, None]

    def grain(self, amount: float, roughness: float = 1.0) -> None:
        """Add repeating noise; a higher roughness gives larger clouds."""
        self.shade(1 + amount * noise((self.height, self.width), roughness, self.rng))

    def disc(self, x: float, y: float, radius: float, colour: Rgb, alpha: float = 1.0) -> None:
        """Fill a circle, wrapped."""
        ys, xs = np.mgrid[0 : self.height, 0 : self.width]
        dx = (xs + 0.5) / self.width * self.size_m[0] - x
        dy = (self.height - ys - 0.5) / self.height * self.size_m[1] - y
        dx -= np.rint(dx / self.size_m[0]) * self.size_m[0]
        dy -= np.rint(dy / self.size_m[1]) * self.size_m[1]
        inside = dx * dx + dy * dy < radius * radius
        self.rgb[inside] = self.rgb[inside] * (1 - alpha) + np.array(colour, float) * alpha

    def save(self, path: Path, quality: int = 84) -> None:
        """Write the picture as JPEG or PNG at its own size, without any dates in it."""
        levels = np.clip(np.rint(self.rgb), 0, 255).astype(np.uint8)
        picture = Pictures.fromarray(levels).resize(self.pixels, Pictures.Resampling.BOX)
        if path.suffix == ".jpg":
            picture.save(path, quality=quality, optimize=True)
        else:
            picture.save(path, optimize=True)


def noise(shape: tuple[int, int], roughness: float, rng: np.random.Generator) -> Layer:
    """Noise that repeats at its edges, mean 0 and spread 1: white noise under 1/f^roughness."""
    spectrum = np.fft.rfft2(rng.standard_normal(shape))
    fy = np.fft.fftfreq(shape[0])[:, None] * shape[0]
    fx = np.fft.rfftfreq(shape[1])[None, :] * shape[1]
    frequency = np.hypot(fy, fx)
    frequency[0, 0] = 1.0
    spectrum /= frequency**roughness
    spectrum[0, 0] = 0.0
    made = np.fft.irfft2(spectrum, shape)
    return np.asarray(made / made.std(), dtype=np.float64)


def courses(
    canvas: Canvas,
    rows: int,
    columns: int,
    joint_px: float,
    joint: Rgb,
    spread: float,
    bond: float = 0.5,
    joint_alpha: float = 1.0,
) -> None:
    """Lay bricks or tiles: rows by columns, each in its own tint, shifted by ``bond``."""
    ys, xs = np.mgrid[0 : canvas.height, 0 : canvas.width]
    row = ys * rows / canvas.height
    number = row.astype(int)
    column = xs * columns / canvas.width + bond * (number % 2 if bond == 0.5 else number)
    brick = column.astype(int) % columns
    tints = 1 + spread * canvas.rng.standard_normal((rows, columns))
    warmth = 1 + 0.4 * spread * canvas.rng.standard_normal((rows, columns))
    canvas.shade(tints[number, brick])
    canvas.rgb[:, :, 2] *= warmth[number, brick]
    edge_y = (row - number) * canvas.height / rows
    edge_x = (column - np.floor(column)) * canvas.width / columns
    gap = (edge_y < joint_px) | (edge_x < joint_px)
    canvas.rgb[gap] = canvas.rgb[gap] * (1 - joint_alpha) + np.array(joint, float) * joint_alpha
