"""What comes over a tile in the street: dust, mud, wear, gum, leaves, a shoe, a hand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.proof.arrays import Float32, as32

Cover = Literal["none", "leaf", "shoe", "hand"]

_MUD, _DUST, _GUM = 0.17, 0.26, 0.12
_JOINT, _JOINT_MM = 0.07, 4.0


@dataclass(frozen=True)
class Soil:
    """How soiled a tile is: shares of its face, 0..1.

    dust: how much of everything is veiled by a thin film; mud: covered by spots; worn: where the
    print has gone down to what lies under it; gum: how many pieces of chewing gum lie on it.
    """

    dust: float = 0.0
    mud: float = 0.0
    worn: float = 0.0
    gum: int = 0


CLEAN = Soil()


@dataclass(frozen=True, eq=False)
class Patch:
    """A tile with what lies on and beside it, from above, its top at the top.

    reflects, covers: (n, n), 0..1; what is not covered is the ground. px_per_mm: pixels for each
    millimetre; the tile stands in the middle.
    """

    reflects: Float32
    covers: Float32
    px_per_mm: float

    @property
    def side_mm(self) -> float:
        """How wide the patch is."""
        return len(self.reflects) / self.px_per_mm


def laid(tile: Float32, px_per_mm: float, margin_mm: float) -> Patch:
    """Return a printed tile in its joint, with room around it for what lies half on it."""
    margin, joint = round(margin_mm * px_per_mm), max(1, round(_JOINT_MM * px_per_mm))
    margin = max(margin, joint)
    covers = np.pad(np.ones_like(tile), joint, constant_values=0.9)
    reflects = np.pad(tile, joint, constant_values=_JOINT)
    rest = margin - joint
    return Patch(
        np.pad(reflects, rest, constant_values=_JOINT).astype(np.float32),
        np.pad(covers, rest).astype(np.float32),
        px_per_mm,
    )


def soiled(patch: Patch, soil: Soil, rng: np.random.Generator) -> Patch:
    """Return a patch with dirt and wear; what reflects 0.6 and more under the ink shows as grey."""
    face = patch.reflects
    if soil.worn:
        face = _mixed(face, 0.45, _spots(patch, soil.worn, 2.0, rng))
    if soil.dust:
        veil = soil.dust * (1 + 0.35 * _field(patch, 40.0, rng))
        face = _mixed(face, _DUST, np.clip(veil, 0, 0.9))
    if soil.mud:
        face = _mixed(face, _MUD, 0.92 * _spots(patch, soil.mud, 14.0, rng))
    for _ in range(soil.gum):
        face = _mixed(face, _GUM, _blob(patch, rng.uniform(8, 13), rng))
    return Patch(face, patch.covers, patch.px_per_mm)


def covered(patch: Patch, cover: Cover, size_mm: float, rng: np.random.Generator) -> Patch:
    """Return a patch with something lying or standing on it, of its real size."""
    shapes: list[tuple[NDArray[np.float64], float]] = []
    if cover == "leaf":
        spots = rng.uniform(-0.5, 0.5, (2, 2)) * size_mm
        shapes = [(_leaf(spot, rng), rng.uniform(0.08, 0.2)) for spot in spots]
    elif cover == "shoe":
        shapes = [(_reaching(size_mm, 95.0, 0.16, rng), 0.06)]
    elif cover == "hand":
        shapes = [(_reaching(size_mm, 19.0, 0.22, rng), 0.38) for _ in range(2)]
    face, covers = patch.reflects, patch.covers
    for outline, reflects in shapes:
        mask = _filled(patch, outline)
        tone = reflects * (1 + 0.15 * _field(patch, 6.0, rng))
        face = face * (1 - mask) + tone * mask
        covers = np.maximum(covers, mask)
    return Patch(face.astype(np.float32), covers, patch.px_per_mm)


def _mixed(face: Float32, reflects: float, share: Float32) -> Float32:
    return as32(face + (reflects - face) * share)


def _field(patch: Patch, size_mm: float, rng: np.random.Generator) -> Float32:
    """Return a field of spread 1 with spots of about this size."""
    side = patch.reflects.shape[0]
    few = int(np.clip(2.5 * patch.side_mm / size_mm, 4, side // 2))
    field = cv2.GaussianBlur(rng.standard_normal((few, few), dtype=np.float32), (0, 0), 1.2)
    whole = cv2.resize(field, (side, side), interpolation=cv2.INTER_CUBIC)
    return as32(whole / max(float(whole.std()), 1e-6))


def _spots(patch: Patch, share: float, size_mm: float, rng: np.random.Generator) -> Float32:
    """Return soft-edged spots that take this share of the patch."""
    field = _field(patch, size_mm, rng) + 0.5 * _field(patch, 5 * size_mm, rng)
    level = np.quantile(field[::4, ::4], 1 - share)
    return as32(np.clip((field - level) * 4 + 0.5, 0, 1))


def _blob(patch: Patch, radius_mm: float, rng: np.random.Generator) -> Float32:
    angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    radii = radius_mm * (1 + 0.15 * rng.standard_normal(24))
    middle = rng.uniform(-0.45, 0.45, 2) * patch.side_mm
    return _filled(patch, middle + radii[:, None] * _round(angles))


def _leaf(middle: NDArray[np.float64], rng: np.random.Generator) -> NDArray[np.float64]:
    """Return the outline of a leaf of 60 to 95 mm, pointed at both ends."""
    long, along = rng.uniform(60, 95), np.linspace(-1, 1, 40)
    half = 0.27 * long * (1 - along * along) * (1 + 0.12 * np.sin(14 * along))
    points = np.vstack(
        [
            np.column_stack([along * long / 2, half]),
            np.column_stack([along[::-1] * long / 2, -half[::-1]]),
        ]
    )
    return middle + _turned(points, rng.uniform(0, 2 * np.pi))


def _reaching(
    size_mm: float, wide_mm: float, far: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """Return the outline of something long with a round end that reaches in from one side.

    far: how far over the edge, as a share of the tile's side, at most; a quarter less at least.
    """
    angles = np.linspace(0, np.pi, 20)
    tip = wide_mm / 2 * _round(angles) * [1, 1.35]
    outline = np.vstack([tip, [[-wide_mm / 2, -300.0], [wide_mm / 2, -300.0]]])
    reach = size_mm * (-0.5 + far * rng.uniform(0.75, 1)) - 0.68 * wide_mm
    aside = rng.uniform(-0.4, 0.4) * size_mm
    placed = _turned(outline, rng.uniform(-0.3, 0.3)) + np.array([aside, reach])
    return _turned(placed, np.pi / 2 * rng.integers(4))


def _round(angles: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([np.cos(angles), np.sin(angles)], axis=1)


def _turned(points: NDArray[np.float64], angle: float) -> NDArray[np.float64]:
    c, s = np.cos(angle), np.sin(angle)
    return np.asarray(points @ np.array([[c, s], [-s, c]]))


_SUBPIXEL = 4


def _filled(patch: Patch, outline_mm: Sequence[object] | NDArray[np.float64]) -> Float32:
    """Return the inside of an outline, millimetres from the middle, y up, as a soft-edged mask."""
    side = patch.reflects.shape[0]
    pixels = np.asarray(outline_mm) * [1, -1] * patch.px_per_mm + side / 2
    mask = np.zeros((side, side), np.uint8)
    whole = np.round(pixels * 2**_SUBPIXEL).astype(np.int32)
    cv2.fillPoly(mask, [whole], 255, cv2.LINE_AA, _SUBPIXEL)
    return as32(mask / np.float32(255))
