"""What a tile lies in or on: paving and table tops, made up, as what they reflect."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from mrapp.markers.proof.arrays import Float32, as32

SIDE_MM = 1200
"""The side of a made-up ground, at one pixel a millimetre; it is repeated mirrored."""


@dataclass(frozen=True)
class Ground:
    """A ground: its mean reflectance, its stones (width and height, mm; none: one sheet), joints.

    spread: between stones; grain: within them, both as a share of the mean. running: each row of
    stones starts half a stone further. porous: it darkens when wet, and its light is dull.
    """

    reflects: float
    stone_mm: tuple[int, int] | None = (300, 300)
    joint_mm: int = 5
    joint: float = 0.08
    spread: float = 0.05
    grain: float = 0.10
    running: bool = False
    porous: bool = True


GREY_SLABS = Ground(0.24)
LIGHT_SLABS = Ground(0.42, joint=0.18)
DARK_BRICKS = Ground(0.055, (200, 60), 4, 0.03, 0.16, 0.16, running=True)
RED_BRICKS = Ground(0.15, (200, 60), 4, 0.06, 0.14, 0.12, running=True)
WOOD = Ground(0.30, (1200, 150), 1, 0.12, 0.06, 0.05, porous=False)
WHITE_TOP = Ground(0.72, None, grain=0.01, porous=False)
DARK_TOP = Ground(0.05, None, grain=0.05, porous=False)


@lru_cache(maxsize=6)
def ground_levels(ground: Ground, seed: int) -> tuple[Float32, Float32]:
    """Return a ground as reflectances, and the same as seen where eight millimetres are one."""
    rng = np.random.default_rng([seed, 1])
    sheet = 1 + ground.grain * (
        0.8 * _noise(rng, 0.8) + 0.4 * _noise(rng, 4.0) + 0.5 * _noise(rng, 30.0)
    )
    if ground.stone_mm is not None:
        sheet = _laid(sheet, ground, ground.stone_mm, rng)
    fine = np.clip(sheet * ground.reflects, 0.01, 0.95).astype(np.float32)
    return fine, as32(cv2.GaussianBlur(fine, (0, 0), 8.0))


def _noise(rng: np.random.Generator, size_mm: float) -> Float32:
    """Return a field of spread 1 with spots of about this size."""
    small = max(1, int(size_mm / 2))
    # A pixel is a millimetre: finer spots than that are each pixel's own.
    side = SIDE_MM // small
    field = cv2.GaussianBlur(
        rng.standard_normal((side, side), dtype=np.float32), (0, 0), size_mm / small
    )
    whole = cv2.resize(field, (SIDE_MM, SIDE_MM), interpolation=cv2.INTER_CUBIC)
    return as32(whole / whole.std())


def _laid(
    sheet: Float32, ground: Ground, stone_mm: tuple[int, int], rng: np.random.Generator
) -> Float32:
    """Cut a sheet into stones, each a little lighter or darker, with joints between."""
    width, height = stone_mm
    at = np.arange(SIDE_MM)
    row = at // height
    begin = (row % 2) * (width // 2) if ground.running else np.zeros_like(row)
    along = at[None, :] + begin[:, None]
    stone = along // width
    tone = rng.standard_normal((row.max() + 1, stone.max() + 1), dtype=np.float32)
    laid = sheet * (1 + ground.spread * tone[row[:, None], stone])
    joint = (along % width < ground.joint_mm) | (at % height < ground.joint_mm)[:, None]
    filled = np.where(joint, ground.joint / ground.reflects, laid).astype(np.float32)
    return as32(cv2.GaussianBlur(filled, (0, 0), 0.8))
