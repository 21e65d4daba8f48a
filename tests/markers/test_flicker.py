"""A tile on a screen that flickers: what is told of it neither jumps nor lies."""

from collections.abc import Callable
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from bench.tile_renders import CAMERA, KNOWN, LAYOUT, TAGS, TILE, Render, still_and_walked
from mrapp.markers.detect import TileFinder
from mrapp.markers.following import TileFollower
from mrapp.markers.known import identified
from mrapp.markers.planes import mapped
from mrapp.markers.pose import projected

Float64 = NDArray[np.float64]
Grey = NDArray[np.uint8]

pytestmark = pytest.mark.slow  # they draw and look at frames of a megapixel

FRAMES = 16
CUBE = np.array([[x, y, z] for x in (-0.2, 0.2) for y in (-0.2, 0.2) for z in (0.0, 0.2)])


@cache
def _walked() -> tuple[Render, ...]:
    return tuple(still_and_walked(FRAMES, still=False))


def _tags_go_out(seen: Grey, true: Float64, number: int) -> tuple[Grey, int]:
    """Each tag is dark, grey or bright half of the time; how many are left."""
    random = np.random.default_rng(number)
    ends = mapped(CAMERA.matrix() @ true[:3][:, [0, 1, 3]], LAYOUT.tag_corners()[:, :, :2])
    out = random.random(len(TAGS)) < 0.5
    for tag in ends[out]:
        middle = tag.mean(axis=0)
        wide = np.round(middle + 1.2 * (tag - middle)).astype(np.int32)
        cv2.fillConvexPoly(seen, wide, int(random.choice([20, 150, 230])))
    return seen, int((~out).sum())


def _a_band_rolls(seen: Grey, _true: Float64, number: int) -> tuple[Grey, int]:
    """A dark band, as a camera sees a screen that is drawn anew."""
    top = number * 137 % 840 - 120
    band = slice(max(top, 0), max(top + 120, 0))
    seen[band] = (seen[band] * 0.15).astype(np.uint8)
    return seen, len(TAGS)


@pytest.mark.parametrize("spoiled", [_tags_go_out, _a_band_rolls])
def test_a_screen_that_flickers(
    spoiled: Callable[[Grey, Float64, int], tuple[Grey, int]],
) -> None:
    follower, before = TileFollower(TileFinder((KNOWN,))), None
    off_px, jumps_px, weighed, placed = [], [], [], 0
    for number, taken in enumerate(_walked()):
        true = taken.camera_from_tile
        seen, left = spoiled(taken.picture.copy(), true, number)
        told = follower.see(seen, CAMERA, number / 30)
        assert all(set(each.tags) <= set(TAGS) for each in told)
        poses = [each for each in told if each.camera_from_tile is not None]
        assert len(poses) <= (left >= 2)
        if not poses:
            before = None
            continue
        (one,) = poses
        tile = identified(one, (KNOWN,))
        assert tile is not None
        assert tile.tile_id == TILE.id
        pose, covariance = one.camera_from_tile, one.covariance
        assert pose is not None
        assert covariance is not None
        here = projected(pose, CUBE, CAMERA) - projected(true, CUBE, CAMERA)
        off_px.append(np.linalg.norm(here, axis=1).max())
        if before is not None:
            jumps_px.append(np.linalg.norm(here - before, axis=1).max())
        turn = cv2.Rodrigues(true[:3, :3] @ pose[:3, :3].T)[0].ravel()
        step = np.concatenate([turn, true[:3, 3] - pose[:3, 3]])
        weighed.append(step @ np.linalg.inv(covariance) @ step / 6)
        placed, before = placed + 1, here
    assert placed >= FRAMES / 3
    assert max(off_px) < 0.5
    assert max(jumps_px) < 0.3
    assert np.mean(weighed) < 2
