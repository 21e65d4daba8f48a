"""Shadows fall where trigonometry says."""

import math

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.app.state import AssetShow
from mrapp.model.citymesh import CityMesh, Surface
from mrapp.scene.pose import Pose
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import take_snapshot
from tests.scene.helpers import MeshBuilder, state, sun

pytestmark = pytest.mark.slow


MAST_M, HALF_M = 30.0, 0.15
WIDTH_PX, HEIGHT_PX = 900, 900
TOLERANCE_M = 0.10


def _mast(azimuth_rad: float) -> CityMesh:
    """Return a square mast that turns one side to the sun, so that its shadow ends straight."""
    make = MeshBuilder()
    make.plane("land", (-300.0, -300.0), (300.0, 300.0), 0.0, Surface.SQUARE)
    turns = azimuth_rad + math.pi / 4 + np.arange(4) * math.pi / 2
    ring = HALF_M * math.sqrt(2.0) * np.stack([np.sin(turns), np.cos(turns)], axis=1)
    points = np.array([[x, y, z] for z in (0.0, MAST_M) for x, y in ring])
    sides = [(i, (i + 1) % 4, 4 + (i + 1) % 4, 4 + i) for i in range(4)] + [(4, 5, 6, 7)]
    cells = np.array([t for a, b, c, d in sides for t in ((a, c, b), (a, d, c))])
    make.faces(make.thing("mast"), points, cells, Surface.WALL)
    return make.mesh()


def _ground_of_pixels(pose: Pose) -> NDArray[np.float64]:
    """Return where each pixel looks at the level z = 0, (h, w, 2), by plain geometry."""
    half = math.tan(pose.field_of_view_rad / 2.0)
    x = (np.arange(WIDTH_PX) + 0.5) / WIDTH_PX * 2.0 - 1.0
    y = 1.0 - (np.arange(HEIGHT_PX) + 0.5) / HEIGHT_PX * 2.0
    aside, above = np.meshgrid(x * half * WIDTH_PX / HEIGHT_PX, y * half)
    sin, cos = math.sin(pose.heading_rad), math.cos(pose.heading_rad)
    low, flat = math.sin(pose.pitch_rad), math.cos(pose.pitch_rad)
    forward = np.array([sin * flat, cos * flat, low])
    right = np.array([cos, -sin, 0.0])
    up = np.array([-sin * low, -cos * low, flat])
    way = forward + aside[..., None] * right + above[..., None] * up
    places: NDArray[np.float64] = (
        np.array(pose.eye[:2]) + way[..., :2] * (-pose.eye[2] / way[..., 2])[..., None]
    )
    return places


@pytest.mark.parametrize(
    ("azimuth_deg", "elevation_deg"), [(181.0, 61.6), (236.0, 35.0), (137.0, 14.0)]
)
@pytest.mark.parametrize("quality", [Quality.STANDARD, Quality.HIGH])
def test_the_shadow_of_a_mast(azimuth_deg: float, elevation_deg: float, quality: Quality) -> None:
    """The tip of a 30 m mast's shadow lies within 10 cm of h / tan(elevation), opposite the sun."""
    azimuth, elevation = math.radians(azimuth_deg), math.radians(elevation_deg)
    away = np.array([-math.sin(azimuth), -math.cos(azimuth)])
    length = MAST_M / math.tan(elevation)
    centre = away * length
    # The eye hangs near the tip, turned away from the shadow, so that nothing is by chance.
    pose = Pose((float(centre[0]) + 1.5, float(centre[1]) - 2.0, 22.0), 0.4, math.radians(-88.0))
    shown = state(AssetShow("m", "context", "mast"), at=sun(azimuth_deg, elevation_deg))
    pixels = take_snapshot(shown, {"m": _mast(azimuth)}, pose, WIDTH_PX, HEIGHT_PX, quality)
    places = _ground_of_pixels(pose)
    grey = pixels.astype(np.float64).mean(axis=2)
    lit, dark = np.percentile(grey, 50), grey.min()
    shade = grey < (lit + dark) / 2.0
    assert lit - dark > 20
    along = places[shade] @ away
    across = places[shade] @ np.array([-away[1], away[0]])
    assert along.max() == pytest.approx(length + HALF_M, abs=TOLERANCE_M)
    assert across.mean() == pytest.approx(0.0, abs=TOLERANCE_M)
    assert np.ptp(across) == pytest.approx(2.0 * HALF_M, abs=TOLERANCE_M)


def test_no_shadow_after_sunset() -> None:
    """With the sun down the ground is evenly dim, but not black."""
    pose = Pose((0.0, -20.0, 40.0), 0.0, math.radians(-60.0))
    day = state(AssetShow("m", "context", "mast"), at=sun(220.0, 30.0))
    night = state(AssetShow("m", "context", "mast"), at=sun(300.0, -9.0))
    meshes = {"m": _mast(0.0)}
    bright = take_snapshot(day, meshes, pose, 300, 300, Quality.FAST)
    dim = take_snapshot(night, meshes, pose, 300, 300, Quality.FAST)
    ground = dim[200:].astype(float)
    assert 15 < ground.mean() < 0.6 * bright[200:].mean()
    assert ground.std(axis=(0, 1)).max() < 4.0


def test_the_foot_of_a_wall_sees_less_of_the_sky() -> None:
    """On the sunny side too the ground darkens softly towards a wall, and only there."""
    make = MeshBuilder()
    make.plane("land", (-60.0, -60.0), (60.0, 60.0), 0.0, Surface.SQUARE)
    make.box("house", (-20.0, 10.0, 0.0), (20.0, 22.0, 9.0))
    pose = Pose((0.0, -8.0, 60.0), 0.0, math.radians(-89.0))
    shown = state(AssetShow("m", "context", "m"), at=sun(180.0, 55.0))
    pixels = take_snapshot(shown, {"m": make.mesh()}, pose, WIDTH_PX, HEIGHT_PX, Quality.STANDARD)
    x, y = np.moveaxis(_ground_of_pixels(pose), -1, 0)
    grey = pixels.astype(np.float64).mean(axis=2)

    def brightness(wall_m: float) -> float:
        """Return how bright the ground is this far before the wall."""
        strip = (np.abs(x) < 10.0) & (np.abs(10.0 - wall_m - y) < 0.3)
        return float(grey[strip].mean())

    seen = [brightness(wall_m) for wall_m in (1.0, 3.0, 28.0, 32.0)]
    assert seen[0] + 5.0 < seen[1] < seen[2] - 5.0
    assert seen[2] == pytest.approx(seen[3], abs=2.0)
