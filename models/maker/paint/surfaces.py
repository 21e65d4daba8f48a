"""Roofs and grounds: tiles, sedum, gravel, clinkers, slabs, asphalt, grass, water, ballast."""

import numpy as np

from models.maker.looks import Image
from models.maker.paint.canvas import Canvas, Rgb, courses, noise
from models.maker.paint.facades import Painter, recipe


def surface(
    name: str,
    size_m: float,
    base: Rgb,
    paint: Painter,
    pixels: int = 512,
    height_m: float | None = None,
) -> None:
    """Register a square (or ``height_m`` high) repeating surface.

    Its pixels are as many either way, a power of two: of such an image a driver makes the smaller
    versions soonest.
    """
    image = Image(f"{name}.jpg", size_m, height_m or size_m)
    recipe(name, image, (pixels, pixels), base, paint)


def _tiles(canvas: Canvas) -> None:
    """Dutch pantiles: 20 columns, 17 rows, a roll of light and shade in each tile."""
    courses(canvas, 17, 20, 0.0, (0, 0, 0), 0.05, bond=0.0)
    ys, xs = np.mgrid[0 : canvas.height, 0 : canvas.width]
    across = (xs * 20 / canvas.width) % 1
    down = (ys * 17 / canvas.height) % 1
    canvas.shade(1 + 0.15 * np.sin(2 * np.pi * across) - 0.30 * (down > 0.86) + 0.05 * (down < 0.2))
    canvas.grain(0.03, 1.3)


def _slates(canvas: Canvas) -> None:
    courses(canvas, 20, 20, 2.0, (50, 54, 60), 0.07)
    canvas.grain(0.02, 1.0)


def _sedum(canvas: Canvas) -> None:
    clouds = noise((canvas.height, canvas.width), 1.1, canvas.rng)
    red = noise((canvas.height, canvas.width), 1.0, canvas.rng) > 0.9
    canvas.shade(1 + 0.10 * clouds)
    canvas.rgb[red] = canvas.rgb[red] * 0.6 + np.array((150, 96, 78)) * 0.4
    canvas.grain(0.07, 0.2)


def _gravel(canvas: Canvas) -> None:
    canvas.grain(0.09, 0.25)
    canvas.grain(0.03, 1.4)


def _bitumen(canvas: Canvas) -> None:
    canvas.grain(0.03, 0.6)
    canvas.grain(0.03, 1.5)
    for k in range(6):
        canvas.rect(k, 0, k + 0.04, canvas.size_m[1], (40, 42, 44), 0.4)


def _seamed(canvas: Canvas) -> None:
    for k in range(10):
        x = k * canvas.size_m[0] / 10
        canvas.rect(x, 0, x + 0.03, canvas.size_m[1], (255, 255, 255), 0.28)
        canvas.rect(x + 0.03, 0, x + 0.08, canvas.size_m[1], (30, 36, 40), 0.32)
    canvas.grain(0.025, 1.3)


def _clinkers(canvas: Canvas) -> None:
    """Herringbone of bricks twice as long as wide, drawn cell by cell."""
    cells = 24
    ys, xs = np.mgrid[0 : canvas.height, 0 : canvas.width]
    gx, gy = xs * cells / canvas.width, ys * cells / canvas.height
    ix, iy = gx.astype(int), gy.astype(int)
    phase = (ix + iy) % 4
    flat = phase < 2
    bx = np.where(flat & (phase == 1), ix - 1, ix) % cells
    by = np.where(~flat & (phase == 3), iy - 1, iy) % cells
    tints = 1 + 0.075 * canvas.rng.standard_normal((cells, cells))
    canvas.shade(tints[by, bx])
    fx, fy = gx - ix, gy - iy
    edge = 0.10
    gap = np.where(
        flat, (fy < edge) | ((phase == 0) & (fx < edge)), (fx < edge) | ((phase == 2) & (fy < edge))
    )
    canvas.shade(1 - 0.20 * gap)
    canvas.grain(0.025, 1.2)


def _slabs(canvas: Canvas) -> None:
    """Dutch 30 x 30 cm pavement slabs, laid in half bond."""
    courses(canvas, 8, 8, 2.4, (120, 118, 112), 0.028, joint_alpha=0.7)
    canvas.grain(0.03, 0.5)
    canvas.grain(0.02, 1.5)


def _big_slabs(canvas: Canvas) -> None:
    courses(canvas, 8, 4, 2.6, (138, 132, 122), 0.035, joint_alpha=0.75)
    canvas.grain(0.025, 0.8)


def _terrace(canvas: Canvas) -> None:
    courses(canvas, 6, 6, 3.0, (120, 112, 104), 0.04, bond=0.0, joint_alpha=0.7)
    canvas.grain(0.03, 0.9)


def _asphalt(canvas: Canvas) -> None:
    canvas.grain(0.055, 0.2)
    canvas.grain(0.02, 1.5)


def _grass(canvas: Canvas) -> None:
    shape = (canvas.height, canvas.width)
    canvas.grain(0.06, 0.4)
    canvas.grain(0.03, 1.1)
    yellow = noise(shape, 1.2, canvas.rng)
    canvas.rgb[:, :, 0] *= 1 + 0.025 * yellow
    canvas.rgb[:, :, 2] *= 1 - 0.02 * yellow


def _planting(canvas: Canvas) -> None:
    shape = (canvas.height, canvas.width)
    canvas.grain(0.16, 0.9)
    for colour, level in (((190, 160, 180), 2.0), ((214, 196, 120), 2.1), ((122, 152, 84), 1.0)):
        spots = noise(shape, 0.75, canvas.rng) > level
        canvas.rgb[spots] = canvas.rgb[spots] * 0.35 + np.array(colour) * 0.65


def _water(canvas: Canvas) -> None:
    """Calm water: broad soft ripples, stretched a little."""
    shape = (canvas.height, canvas.width)
    canvas.shade(1 + 0.035 * noise(shape, 1.7, canvas.rng))
    fine = noise((canvas.height * 2, canvas.width), 1.05, canvas.rng)[::2]
    canvas.shade(1 + 0.035 * np.clip(fine, -1.5, 2.5))


def _ballast(canvas: Canvas) -> None:
    canvas.grain(0.13, 0.35)


def _track(canvas: Canvas) -> None:
    """Sleepers across a track of 3 m; u along the track (2.4 m, four sleepers)."""
    canvas.grain(0.13, 0.35)
    for k in range(4):
        x = k * 0.6 + 0.17
        canvas.rect(x, 0.22, x + 0.26, 2.78, (146, 140, 132), 0.9)
        canvas.rect(x + 0.26, 0.22, x + 0.29, 2.78, (50, 46, 44), 0.6)
    canvas.rect(0, 0.62, 2.4, 0.95, (92, 70, 54), 0.4)
    canvas.rect(0, 2.05, 2.4, 2.38, (92, 70, 54), 0.4)


def _planks(canvas: Canvas) -> None:
    courses(canvas, 14, 1, 2.6, (70, 56, 44), 0.06, bond=0.0)
    canvas.grain(0.03, 1.0)


def _paths(canvas: Canvas) -> None:
    canvas.grain(0.05, 0.3)
    canvas.grain(0.03, 1.3)


def _pitch(canvas: Canvas) -> None:
    canvas.grain(0.04, 0.4)
    canvas.rect(0, 0, canvas.size_m[0] / 2, canvas.size_m[1], (30, 60, 20), 0.10)


def _all() -> None:
    surface("tile_orange", 6.0, (178, 100, 70), _tiles)
    surface("tile_red", 6.0, (142, 80, 62), _tiles)
    surface("tile_dark", 6.0, (82, 84, 88), _tiles)
    surface("slate", 6.0, (92, 98, 106), _slates, 256)
    surface("sedum", 8.0, (118, 134, 82), _sedum, 256)
    surface("gravel", 6.0, (172, 168, 160), _gravel, 256)
    surface("bitumen", 6.0, (104, 106, 108), _bitumen, 256)
    surface("zincroof", 5.0, (138, 148, 154), _seamed, 256)
    surface("clinker_red", 2.4, (152, 100, 82), _clinkers)
    surface("clinker_brown", 2.4, (132, 106, 92), _clinkers)
    surface("clinker_grey", 2.4, (136, 130, 124), _clinkers)
    surface("slabs", 2.4, (180, 176, 168), _slabs, 256)
    surface("stone_light", 4.8, (202, 194, 180), _big_slabs)
    surface("stone_warm", 4.8, (186, 166, 142), _big_slabs)
    surface("terrace", 3.0, (168, 156, 142), _terrace, 256)
    surface("asphalt", 6.0, (104, 106, 108), _asphalt, 256)
    surface("cycle_red", 6.0, (148, 86, 74), _asphalt, 256)
    surface("grass", 12.0, (112, 142, 70), _grass)
    surface("meadow", 12.0, (132, 150, 82), _grass)
    surface("planting", 6.0, (92, 120, 66), _planting)
    surface("water", 16.0, (88, 116, 124), _water)
    surface("ballast", 4.0, (134, 126, 118), _ballast, 256)
    surface("track", 2.4, (134, 126, 118), _track, 256, height_m=3.0)
    surface("deck", 2.8, (168, 132, 96), _planks, 256)
    surface("gravelpath", 6.0, (198, 182, 150), _paths, 256)
    surface("pitch", 12.0, (104, 142, 72), _pitch, 256)
    surface("sand", 4.0, (212, 194, 156), _paths, 128)


_all()
