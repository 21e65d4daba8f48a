"""A tile's drawing laid over its picture to a few hundredths of a pixel.

The drawing is brought into the picture through a homography, blurred as the camera blurs, and
compared; the homography is mended by Gauss and Newton until nothing is left to mend (Lucas and
Kanade 1981; Baker and Matthews 2004). Light is not modelled but fitted: around every pixel the
picture is taken for the drawing times a gain plus an offset (the local regression of He et al.
2013, "Guided image filtering"), so half a tile in the sun is as good as a whole one, and where a
leaf lies the gain is nothing and so is the weight. All edges count, not only corners.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.markers.planes import mapped

Float32 = NDArray[np.float32]
Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

_FINER = 2  # the drawing is brought over this much finer, then averaged
_SMALLEST_LEVEL = 64
_MEAN = cv2.INTER_AREA
_LARGEST_PX = 200  # a larger part of the picture is shrunk: there are edges enough
_NOISE = 2.0  # grey levels that a camera never sees less of
_STEPS, _COARSE_STEPS = 6, 2
_DONE_PX = 0.01
_WINDOW_MODULES = 3.0


@dataclass(frozen=True, eq=False)
class Template:
    """What is known of a tile's look. `ink`: grey, (n, n); `there`: where it is known, 0 or 1.

    size_m: the side of the tile; module_m: of a tag's module. The pixels count from the top left.
    """

    ink: Float32
    there: Float32
    size_m: float
    module_m: float

    @cached_property
    def levels(self) -> tuple[tuple[Float32, ...], ...]:
        """The drawing, and where it is known, each half as fine as the one before."""
        made: list[tuple[Float32, ...]] = [(self.ink, self.there)]
        while len(made[-1][0]) >= 2 * _SMALLEST_LEVEL:
            side = len(made[-1][0]) // 2
            made.append(
                tuple(
                    np.asarray(cv2.resize(each, (side, side), interpolation=_MEAN), np.float32)
                    for each in (self.ink, self.there)
                )
            )
        return tuple(made)

    def texels(self, side: int) -> Float64:
        """Return the matrix, (3, 3), from a pixel of a level to the tile's plane, metres."""
        step = self.size_m / side
        first = step / 2 - self.size_m / 2
        return np.array([[step, 0, first], [0, -step, -first], [0, 0, 1.0]])


@dataclass(frozen=True, eq=False)
class Part:
    """The part of a picture with the tile, shrunk `scale` times where it is large.

    shift: the matrix, (3, 3), from the picture's pixels to the part's.
    """

    seen: Float32
    scale: float
    shift: Float64


@dataclass(frozen=True, eq=False)
class Alignment:
    """Where the tile was found. px_from_tile: (3, 3), of the picture without distortion.

    information: (8, 8), of the four corners of the tile, x and y of each in turn. drawn: the
    drawing as it should be seen in the part of the picture.
    """

    px_from_tile: Float64
    information: Float64
    drawn: Float32
    part: Part


def aligned(
    picture: Grey,
    px_from_tile: Float64,
    template: Template,
    *,
    blur_px: float = 0.9,
    coarse_px: float = 0.0,
) -> Alignment | None:
    """Return the alignment nearest to a first guess; None where it runs away or sees nothing.

    blur_px: the camera's own. coarse_px: how much both are blurred for the first steps, so that a
    guess may be that far off.
    """
    half = template.size_m / 2
    square = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
    part = _part(picture, px_from_tile, square)
    if part is None:
        return None
    matrix = part.shift @ px_from_tile
    first = mapped(matrix, square)
    basis = _Basis(part.seen.shape[1], part.seen.shape[0])
    normal = np.zeros((8, 8))
    drawn = there = part.seen
    for number, (looked, blur, is_last) in enumerate(_passes(part, blur_px, coarse_px)):
        if (
            number % _COARSE_STEPS == 0 and number <= 2 * _COARSE_STEPS
        ):  # it has white on all sides, so it may lag a little
            there = _there(matrix, template, looked.shape)
        drawn = _drawn(matrix, template, looked.shape, blur)
        module = np.sqrt(abs(_jacobian(matrix, np.zeros(2)))) * template.module_m
        window = max(5, int(_WINDOW_MODULES * module) // 2 * 2 + 1)
        found = _step(looked, drawn, there, window, basis)
        if found is None:
            return None
        step, normal = found
        matrix = basis.warp(step) @ matrix
        here = mapped(matrix, square)
        if not np.isfinite(here).all() or np.abs(here - first).max() > _far_px(looked):
            return None
        if is_last and np.abs(step).max() < _DONE_PX:
            break
    corners = mapped(matrix, square)
    by = basis.at(corners)
    covariance = by @ np.linalg.pinv(normal) @ by.T / part.scale**2
    return Alignment(
        np.asarray(np.linalg.inv(part.shift) @ matrix, np.float64),
        np.asarray(np.linalg.pinv(covariance), np.float64),
        drawn,
        part,
    )


def _passes(part: Part, blur_px: float, coarse_px: float) -> Iterator[tuple[Float32, float, bool]]:
    """What each step compares: the picture, the blur of the drawing, whether it is in full."""
    own = max(blur_px * part.scale, 0.35)
    if coarse_px:
        for more in (2 * coarse_px * part.scale, coarse_px * part.scale):
            looked = np.asarray(cv2.GaussianBlur(part.seen, (0, 0), more), np.float32)
            for _ in range(_COARSE_STEPS):
                yield looked, float(np.hypot(own, more)), False
    for _ in range(_STEPS):
        yield part.seen, own, True


def _far_px(seen: Float32) -> float:
    """How far a tile may move from where it was first thought to be."""
    return float(12 + 0.1 * max(seen.shape))


def _jacobian(matrix: Float64, flat: Float64) -> float:
    """How many square pixels a square metre takes at a point of the plane."""
    depth = matrix[2, :2] @ flat + matrix[2, 2]
    return float(np.linalg.det(matrix) / depth**3)


def _part(picture: Grey, px_from_tile: Float64, square: Float64) -> Part | None:
    """The part of the picture with the tile, shrunk where it is large."""
    ends = mapped(px_from_tile, square)
    if not np.isfinite(ends).all():
        return None
    height, width = picture.shape
    left, top = np.clip(np.floor(ends.min(axis=0)) - 6, 0, (width, height)).astype(int)
    right, bottom = np.clip(np.ceil(ends.max(axis=0)) + 7, 0, (width, height)).astype(int)
    side = float(np.sqrt(max(abs(_jacobian(px_from_tile, np.zeros(2))), 1e-12)) * 2 * square.max())
    shrink = max(1, round(side / _LARGEST_PX))
    across, down = (right - left) // shrink, (bottom - top) // shrink
    if min(across, down) < 12:
        return None
    part = picture[top : top + down * shrink, left : left + across * shrink]
    if shrink > 1:
        part = np.asarray(cv2.resize(part, (across, down), interpolation=_MEAN), np.uint8)
    scale = 1 / shrink
    # A pixel's middle is at whole numbers, in the picture and in its part.
    shift = np.array(
        [
            [scale, 0, (0.5 - left) * scale - 0.5],
            [0, scale, (0.5 - top) * scale - 0.5],
            [0, 0, 1.0],
        ]
    )
    return Part(np.asarray(part, np.float32), scale, shift)


def _drawn(matrix: Float64, template: Template, shape: tuple[int, ...], blur: float) -> Float32:
    """The drawing as the camera would see it."""
    drawn = _brought(matrix, template, shape, 0, 128.0)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), blur), np.float32)


def _there(matrix: Float64, template: Template, shape: tuple[int, ...]) -> Float32:
    """Where the drawing is known: 1, else 0."""
    return np.asarray(_brought(matrix, template, shape, 1, 0.0) > 0.99, np.float32)


def _brought(
    matrix: Float64, template: Template, shape: tuple[int, ...], which: int, around: float
) -> Float32:
    height, width = shape
    middle = (_FINER - 1) / 2
    finer = np.array([[_FINER, 0, middle], [0, _FINER, middle], [0, 0, 1.0]]) @ matrix
    # As fine as can be seen: not much more than a texel to each of the finer pixels.
    wished = template.size_m * np.sqrt(abs(_jacobian(finer, np.zeros(2)))) * 1.1
    level = next(
        (each for each in reversed(template.levels) if len(each[0]) >= wished), template.levels[0]
    )[which]
    brought = cv2.warpPerspective(
        level,
        finer @ template.texels(len(level)),
        (width * _FINER, height * _FINER),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=around,
    )
    return np.asarray(cv2.resize(brought, (width, height), interpolation=_MEAN), np.float32)


def _step(
    seen: Float32, drawn: Float32, there: Float32, window: int, basis: "_Basis"
) -> tuple[Float64, Float64] | None:
    """One step of Gauss and Newton: (8,) in the basis, and the normal matrix, (8, 8)."""
    light = _light(seen, drawn, there, window)
    across = cv2.Scharr(drawn, cv2.CV_32F, 1, 0, scale=1 / 32) * light.gain
    down = cv2.Scharr(drawn, cv2.CV_32F, 0, 1, scale=1 / 32) * light.gain
    weight = light.weight
    pick = np.flatnonzero((weight > 0) & (across * across + down * down > 4.0))
    if len(pick) < 60:
        return None
    by = basis.of(pick, across.ravel()[pick], down.ravel()[pick])
    left = -light.left.ravel()[pick]
    heavy = weight.ravel()[pick]
    # Outliers (a scratch, the rim of a leaf) are held at three standard deviations: Huber.
    far = np.abs(left) * np.sqrt(heavy)
    heavy = heavy * np.minimum(1.0, 2.0 / np.maximum(far, 1e-6))
    weighed = by * heavy[:, None]
    normal = (by.T @ weighed).astype(np.float64)
    steep = (weighed.T @ left).astype(np.float64)
    ridge = np.diag(np.diag(normal) * 1e-6 + 1e-9)
    return np.linalg.solve(normal + ridge, steep), normal


@dataclass(frozen=True, eq=False)
class _Light:
    gain: Float32
    left: Float32
    weight: Float32
    likeness: Float32


def _light(seen: Float32, drawn: Float32, there: Float32, window: int) -> _Light:
    """Fit gain and offset around every pixel; what is left, and how much it may count."""

    def mean(values: Float32) -> Float32:
        return np.asarray(cv2.boxFilter(values, cv2.CV_32F, (window, window)), np.float32)

    share = np.maximum(mean(there), 1e-3)
    known_drawn, known_seen = drawn * there, seen * there
    drawn_mean, seen_mean = mean(known_drawn) / share, mean(known_seen) / share
    drawn_var = np.maximum(mean(known_drawn * drawn) / share - drawn_mean**2, 0)
    seen_var = np.maximum(mean(known_seen * seen) / share - seen_mean**2, 0)
    both = mean(known_drawn * seen) / share - drawn_mean * seen_mean
    gain = np.maximum(both, 0) / (drawn_var + 25.0)
    left = seen - seen_mean - gain * (drawn - drawn_mean)
    noise = np.maximum(seen_var - gain * both, 0) + _NOISE**2
    likeness = np.maximum(both, 0) ** 2 / ((drawn_var + 25.0) * (seen_var + _NOISE**2))
    weight = there * (likeness > 0.25) / noise
    return _Light(
        np.asarray(gain, np.float32),
        np.asarray(left, np.float32),
        np.asarray(weight, np.float32),
        np.asarray(likeness, np.float32),
    )


class _Basis:
    """Small homographies of a picture's part: eight ways in which its points can move."""

    def __init__(self, width: int, height: int) -> None:
        self._middle = np.array([(width - 1) / 2, (height - 1) / 2])
        self._reach = max(width, height) / 2
        x = (np.arange(width, dtype=np.float32) - np.float32(self._middle[0])) / np.float32(
            self._reach
        )
        y = (np.arange(height, dtype=np.float32) - np.float32(self._middle[1])) / np.float32(
            self._reach
        )
        self._x, self._y = np.tile(x, height), np.repeat(y, width)

    def of(self, pick: NDArray[np.int64], across: Float32, down: Float32) -> Float32:
        """Return (n, 8): grey levels by each way, at picked pixels."""
        x, y = self._x[pick], self._y[pick]
        both = across * x + down * y
        return np.stack(
            [across, across * x, across * y, down, down * x, down * y, both * x, both * y], axis=1
        )

    def at(self, points: Float64) -> Float64:
        """Return (2n, 8): how points of the part move, pixels."""
        x, y = ((points - self._middle) / self._reach).T
        one, none = np.ones_like(x), np.zeros_like(x)
        rows = np.stack(
            [
                np.stack([one, x, y, none, none, none, x * x, x * y], axis=1),
                np.stack([none, none, none, one, x, y, x * y, y * y], axis=1),
            ],
            axis=1,
        )
        return np.asarray(rows.reshape(-1, 8), np.float64)

    def warp(self, step: Float64) -> Float64:
        """Return the homography of the part, (3, 3), that moves its points so."""
        a = step / self._reach
        inner = np.array([[1 + a[1], a[2], a[0]], [a[4], 1 + a[5], a[3]], [-a[6], -a[7], 1.0]])
        scaled = np.array(
            [
                [1 / self._reach, 0, -self._middle[0] / self._reach],
                [0, 1 / self._reach, -self._middle[1] / self._reach],
                [0, 0, 1.0],
            ]
        )
        return np.asarray(np.linalg.inv(scaled) @ inner @ scaled, np.float64)
