"""Lens and sensor: from the light that comes from the scene to the picture that a program gets."""

from dataclasses import dataclass
from math import ceil, cos, radians, sin, tan

import cv2
import numpy as np

from mrapp.markers.proof.arrays import Float32, Grey, as32

ELECTRONS = 4000.0
"""Photo-electrons of a lux second of white light on a square micrometre, all losses taken off."""

_TRANSMITS = 0.9
_MEAN = 0.25  # what the exposure brings the middle of the picture to, as a share of the full well
_STEPS = 4096
_DEPTH = np.linspace(0, 1, _STEPS)
# IEC 61966-2-1 (sRGB), from linear light to the values of a picture.
_CURVE = np.where(_DEPTH <= 0.0031308, 12.92 * _DEPTH, 1.055 * _DEPTH ** (1 / 2.4) - 0.055)
_TONE = (255 * _CURVE).astype(np.float32)


@dataclass(frozen=True)
class Sensor:
    """The camera in a common phone, at the size in which its frames are read.

    focal_mm, aperture (the f-number): of the lens; well, read: electrons a pixel holds, and the
    noise of reading it; longest_s: how long a frame is exposed at most; soft_px: the blur of a
    sharp lens with its colour filter, one standard deviation; veil: the share of all light that
    strays over the picture; quality: of the JPEG; vignette: what is left of a bare lens's darker
    corners, of which the camera takes most away itself.
    """

    focal_mm: float = 5.5
    aperture: float = 1.8
    well: float = 24_000.0
    read: float = 6.0
    longest_s: float = 1 / 30
    soft_px: float = 0.6
    veil: float = 0.02
    quality: int = 85
    vignette: float = 0.5


PHONE_SENSOR = Sensor()
OLD_SENSOR = Sensor(3.2, 2.4, 8_000.0, 9.0, 1 / 20, 0.8, 0.04, 60)


@dataclass(frozen=True)
class Hand:
    """How the camera is held: how fast it turns, degrees a second, and what it is focused on.

    focus: the distance that is sharp, as a share of the real one; 1 is in focus.
    """

    turns_deg_s: float = 2.0
    focus: float = 1.0


STEADY = Hand()


def exposure_s(mean: float, focal_px: float, sensor: Sensor) -> float:
    """Return how long a frame is exposed, seconds; mean: lux times reflectance, in its middle."""
    return min(sensor.longest_s, _MEAN * sensor.well / (mean * _electrons(focal_px, sensor)))


def _electrons(focal_px: float, sensor: Sensor) -> float:
    """Return the electrons a second in a pixel for a lux on a white sheet.

    The light on the sensor is E * T / (4 N²) for a scene that is far beside the focal length.
    """
    pitch_um = sensor.focal_mm * 1000 / focal_px
    return _TRANSMITS / (4 * sensor.aperture**2) * pitch_um**2 * ELECTRONS


def through_lens(
    scene: Float32,
    focal_px: float,
    distance_m: float,
    sensor: Sensor,
    hand: Hand,
    time_s: float,
    rng: np.random.Generator,
) -> Float32:
    """Return the light on the sensor: blurred, shaken, darker in the corners, a little veiled."""
    defocus_px = disc_px(focal_px, distance_m, sensor, hand.focus)
    shake_px = focal_px * tan(radians(hand.turns_deg_s * time_s))
    blurred = cv2.GaussianBlur(scene, (0, 0), sensor.soft_px)
    if defocus_px > 0.7:
        blurred = cv2.filter2D(blurred, -1, _disc(defocus_px))
    if shake_px > 0.5:
        blurred = cv2.filter2D(blurred, -1, _line(shake_px, rng.uniform(0, 360)))
    height, width = scene.shape
    u = (np.arange(width, dtype=np.float32) - width / 2) / focal_px
    v = ((np.arange(height, dtype=np.float32) - height / 2) / focal_px)[:, None]
    # Of an ideal lens it is the fourth power of the cosine.
    falls = 1 / (1 + sensor.vignette * (u * u + v * v)) ** 2
    stray = np.float32(sensor.veil * scene.mean())
    return as32(blurred * falls * (1 - sensor.veil) + stray)


def disc_px(focal_px: float, distance_m: float, sensor: Sensor, focus: float) -> float:
    """Return the diameter of the circle of confusion, pixels (thin lens, far beside its focus)."""
    focal_m = sensor.focal_mm / 1000
    blur_m = focal_m**2 / sensor.aperture * abs(1 / focus - 1) / distance_m
    return blur_m / focal_m * focal_px


def _disc(diameter_px: float) -> Float32:
    half = ceil(diameter_px / 2) + 1
    at = np.arange(-half, half + 1)
    far = np.hypot(at[:, None], at[None, :])
    kernel = np.clip(diameter_px / 2 + 0.5 - far, 0, 1)
    return as32(kernel / kernel.sum())


def _line(length_px: float, angle_deg: float) -> Float32:
    """Return a line of even weight as a kernel; each of its points is shared by four pixels."""
    half = ceil(length_px / 2) + 1
    kernel = np.zeros((2 * half + 1, 2 * half + 1), np.float32)
    angle = radians(angle_deg)
    for step in np.linspace(-length_px / 2, length_px / 2, 8 * half):
        x, y = half + step * cos(angle), half + step * sin(angle)
        column, row = int(x), int(y)
        right, below = x - column, y - row
        kernel[row, column] += (1 - right) * (1 - below)
        kernel[row, column + 1] += right * (1 - below)
        kernel[row + 1, column] += (1 - right) * below
        kernel[row + 1, column + 1] += right * below
    return as32(kernel / kernel.sum())


def sensed(
    light: Float32, focal_px: float, sensor: Sensor, time_s: float, rng: np.random.Generator
) -> Grey:
    """Return the picture; light: lux times reflectance for each pixel.

    Electrons with their shot noise (of so many that they lie as Gauss said), noise of reading, the
    full well, what the camera brightens where there was little, and the curve of sRGB.
    """
    electrons = light * np.float32(_electrons(focal_px, sensor) * time_s)
    spread = np.sqrt(electrons + np.float32(sensor.read**2))
    electrons += spread * rng.standard_normal(light.shape, dtype=np.float32)
    middle = float(_middle(electrons).mean())
    full = min(sensor.well, max(middle, 1.0) / _MEAN)
    steps = np.clip(electrons * np.float32((_STEPS - 1) / full), 0, _STEPS - 1)
    return _jpeg(_TONE[steps.astype(np.uint16)], sensor.quality)


def _middle(picture: Float32) -> Float32:
    height, width = picture.shape
    return picture[height // 4 : -(height // 4), width // 4 : -(width // 4)]


def middle_mean(light: Float32) -> float:
    """Return what a camera measures the light by: the mean of the picture's middle."""
    return float(_middle(light).mean())


def _jpeg(picture: Float32, quality: int) -> Grey:
    told, data = cv2.imencode(
        ".jpg", np.rint(picture).astype(np.uint8), [cv2.IMWRITE_JPEG_QUALITY, quality]
    )
    assert told
    return np.asarray(cv2.imdecode(data, cv2.IMREAD_GRAYSCALE), np.uint8)
