"""One picture of a tile: the ground, the tile on it, the light, the lens and the sensor."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

import cv2
import numpy as np

from mrapp.markers.proof.arrays import Float32, Float64, Grey, as32
from mrapp.markers.proof.ground import GREY_SLABS, SIDE_MM, Ground, ground_levels
from mrapp.markers.proof.lighting import OVERCAST, Light, Sheen, light_on, sheen_on
from mrapp.markers.proof.sensing import (
    PHONE_SENSOR,
    STEADY,
    Hand,
    Sensor,
    exposure_s,
    middle_mean,
    sensed,
    through_lens,
)
from mrapp.markers.proof.soiling import CLEAN, Cover, Patch, Soil, covered, laid, soiled
from mrapp.markers.proof.viewing import (
    PHONE,
    Plane,
    picture_from_plane,
    plane_seen,
)
from mrapp.model.sightings import Camera

_HORIZON = 0.35  # what lies beyond the ground reflects: walls, hedges


@dataclass(frozen=True)
class Scene:
    """Under what circumstances a tile is looked at."""

    ground: Ground = GREY_SLABS
    light: Light = OVERCAST
    soil: Soil = CLEAN
    cover: Cover = "none"
    sheen: Sheen | None = None
    hand: Hand = STEADY
    sensor: Sensor = PHONE_SENSOR


@dataclass(frozen=True, eq=False)
class Laid:
    """A tile as it was printed: what each pixel reflects, (n, n), and its side, metres."""

    reflects: Float32
    size_m: float

    @property
    def px_per_mm(self) -> float:
        """Pixels for each millimetre."""
        return len(self.reflects) / (self.size_m * 1000)


def picture_of(
    tile: Laid,
    scene: Scene,
    camera_from_tile: Float64,
    seeds: tuple[int, int],
    camera: Camera = PHONE,
) -> Grey:
    """Return the picture, (height, width), that a camera takes of a tile.

    camera_from_tile: (4, 4), where it stands. seeds: of what lies there, and of this frame's noise.
    """
    rng, noise = (np.random.default_rng(each) for each in seeds)
    patch = _patch(tile, scene, seeds[0])
    plane = plane_seen(camera, camera_from_tile)
    light = _lit(tile, patch, scene, plane, camera_from_tile, camera, rng)
    focal_px, sensor = camera.focal_px[0], scene.sensor
    time_s = exposure_s(middle_mean(light), focal_px, sensor)
    distance_m = float(np.linalg.norm(camera_from_tile[:3, 3]))
    light = through_lens(light, focal_px, distance_m, sensor, scene.hand, time_s, noise)
    return sensed(light, focal_px, sensor, time_s, noise)


# A video shows the same tile in each frame.
@lru_cache(maxsize=2)
def _patch(tile: Laid, scene: Scene, seed: int) -> Patch:
    rng = np.random.default_rng([seed, 1])
    margin_mm = 0.0 if scene.cover == "none" else 60.0
    patch = soiled(laid(tile.reflects, tile.px_per_mm, margin_mm), scene.soil, rng)
    return covered(patch, scene.cover, tile.size_m * 1000, rng)


def _lit(
    tile: Laid,
    patch: Patch,
    scene: Scene,
    plane: Plane,
    camera_from_tile: Float64,
    camera: Camera,
    rng: np.random.Generator,
) -> Float32:
    """Return lux times reflectance for each pixel, before any lens."""
    seed = int(rng.integers(2))  # few grounds, so that each is made once
    under = _ground_seen(scene.ground, seed, plane, camera_from_tile, camera)
    if scene.sheen is not None and scene.ground.porous:
        under *= np.float32(scene.sheen.darkens)
    whole = _with_patch(under, patch, camera_from_tile, camera)
    whole *= light_on(plane, scene.light, tile.size_m / 2, rng)
    if scene.sheen is not None:
        whole += sheen_on(plane, scene.sheen, rng)
    return whole * np.float32(scene.light.lux)


def _ground_seen(
    ground: Ground, seed: int, plane: Plane, camera_from_tile: Float64, camera: Camera
) -> Float32:
    """Return what the ground reflects; far away its stones run together, so as not to flicker."""
    fine, coarse = ground_levels(ground, seed)
    size, middle = (camera.width_px, camera.height_px), SIDE_MM / 2 + 150 - 0.5
    ground_px = np.array([[1e-3, 0, -middle * 1e-3], [0, -1e-3, middle * 1e-3], [0, 0, 1]])
    to_picture = picture_from_plane(camera, camera_from_tile) @ ground_px
    near, far = (
        cv2.warpPerspective(
            level, to_picture, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT_101
        )
        for level in (fine, coarse)
    )
    # Millimetres of ground that a pixel takes, along the line of sight.
    spans = plane.depth_m / np.maximum(plane.slant, 0.02) * np.float32(1000 / camera.focal_px[0])
    seen = near + (far - near) * np.clip((spans - 1.5) / 4, 0, 1)
    seen += (np.float32(ground.reflects) - seen) * np.clip((spans - 20) / 60, 0, 1)
    return as32(seen + (_HORIZON - seen) * (plane.slant < 0.02))


_FINEST = 4
"""How many times finer than the picture a small tile is drawn before it is brought to pixels."""


def _with_patch(under: Float32, patch: Patch, camera_from_tile: Float64, camera: Camera) -> Float32:
    """Lay the patch over the ground, drawn finer than the picture and averaged over each pixel."""
    half = patch.side_mm / 2000
    corners = np.array([[-half, half], [half, half], [half, -half], [-half, -half]])
    to_picture = picture_from_plane(camera, camera_from_tile)
    seen = cv2.perspectiveTransform(corners[None], to_picture)[0]
    size = np.array([camera.width_px, camera.height_px])
    low = np.maximum(np.floor(seen.min(0)).astype(int) - 2, 0)
    high = np.minimum(np.ceil(seen.max(0)).astype(int) + 3, size)
    wide, tall = high - low
    if wide <= 0 or tall <= 0:
        return under
    times = int(np.clip(900 // max(wide, tall), 2, _FINEST))
    patch = _thinned(patch, seen, times)
    step = 1 / (1000 * patch.px_per_mm)
    from_px = np.array([[step, 0, step / 2 - half], [0, -step, half - step / 2], [0, 0, 1]])
    shift = np.array(
        [
            [times, 0, (times - 1) / 2 - times * low[0]],
            [0, times, (times - 1) / 2 - times * low[1]],
            [0, 0, 1],
        ]
    )
    warp = shift @ to_picture @ from_px
    fine = (int(wide * times), int(tall * times))
    both = np.dstack([patch.reflects * patch.covers, patch.covers])
    drawn = cv2.warpPerspective(both, warp, fine, flags=cv2.INTER_LINEAR)
    drawn = cv2.resize(drawn, (int(wide), int(tall)), interpolation=cv2.INTER_AREA)
    whole = under.copy()
    window = whole[low[1] : high[1], low[0] : high[0]]
    window *= 1 - drawn[:, :, 1]
    window += drawn[:, :, 0]
    return whole


def _thinned(patch: Patch, seen: Float64, times: int) -> Patch:
    """Return a patch with no more pixels along a side than its longest side is drawn with."""
    longest = float(np.linalg.norm(seen - np.roll(seen, 1, axis=0), axis=1).max()) * times
    side = patch.reflects.shape[0]
    wanted = max(16, ceil(longest))
    if wanted >= side:
        return patch
    reflects, covers = (
        as32(cv2.resize(each, (wanted, wanted), interpolation=cv2.INTER_AREA))
        for each in (patch.reflects, patch.covers)
    )
    return replace(
        patch, reflects=reflects, covers=covers, px_per_mm=patch.px_per_mm * wanted / side
    )
