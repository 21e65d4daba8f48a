"""Crowns of trees: leaves in many tints, dark below and light above, repeating sideways only."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pictures
from PIL import ImageDraw

from models.maker.frame import generator
from models.maker.looks import Image
from models.maker.paint.canvas import Layer, Rgb, noise
from models.maker.paint.facades import keep_recipe

WIDE, HIGH = 512, 896


def foliage(
    name: str, low: Rgb, high: Rgb, blossom: float = 0.0, leaf_px: tuple[float, float] = (3.0, 7.5)
) -> None:
    """Register the crown of a kind of tree; ``blossom`` is how much the tints differ in hue."""
    image = Image(f"{name}.jpg", 1.0, 1.0)

    def make(folder: Path) -> None:
        rng = generator(name)
        picture = _leaves(np.array(low, float), np.array(high, float), blossom, leaf_px, rng)
        picture.save(folder / image.file, quality=76, optimize=True)

    keep_recipe(name, image, make)


def _leaves(
    low: Layer,
    high: Layer,
    blossom: float,
    leaf_px: tuple[float, float],
    rng: np.random.Generator,
) -> Pictures.Image:
    """Draw leaves from dark to light, so that the light ones lie on top."""
    depth = noise((HIGH, WIDE), 1.25, rng)
    picture = Pictures.fromarray(_ground(low, high, depth))
    pen = ImageDraw.Draw(picture)
    count = 15000
    xs, ys = rng.uniform(0, WIDE, count), rng.uniform(0, HIGH, count)
    sizes = rng.uniform(*leaf_px, count)
    light = rng.normal(0, 0.10, count) + 0.10 * depth[ys.astype(int), xs.astype(int)]
    tints = rng.normal(0, 0.05 + blossom, (count, 3))
    for k in np.argsort(light):
        height = 1 - ys[k] / HIGH
        colour = (low + (high - low) * (0.15 + 0.85 * height)) * (1 + light[k] + tints[k])
        _leaf(
            pen,
            float(xs[k]),
            float(ys[k]),
            float(sizes[k]),
            float(rng.uniform(0.5, 1.0)),
            tuple(int(c) for c in np.clip(colour, 0, 255)),
        )
    return picture


def _ground(low: Layer, high: Layer, depth: Layer) -> NDArray[np.uint8]:
    height = np.linspace(1, 0, HIGH)[:, None, None]
    colours = (low + (high - low) * height) * (0.78 + 0.07 * depth[:, :, None])
    levels: NDArray[np.uint8] = np.clip(np.rint(colours), 0, 255).astype(np.uint8)
    return levels


def _leaf(
    pen: ImageDraw.ImageDraw, x: float, y: float, size: float, flat: float, colour: tuple[int, ...]
) -> None:
    half = size / 2
    for shift in (-WIDE, 0, WIDE):
        pen.ellipse((x + shift - half, y - half * flat, x + shift + half, y + half * flat), colour)


foliage("foliage_leaf", (66, 96, 50), (122, 156, 78))
foliage("foliage_lime", (78, 108, 52), (144, 176, 88))
foliage("foliage_birch", (100, 124, 68), (162, 184, 110), leaf_px=(2.2, 5.0))
foliage("foliage_poplar", (72, 100, 56), (130, 160, 92), leaf_px=(2.5, 6.0))
foliage("foliage_blossom", (176, 132, 140), (238, 210, 212), 0.03)
foliage("foliage_hedge", (58, 86, 46), (104, 138, 70), leaf_px=(4.0, 9.0))
