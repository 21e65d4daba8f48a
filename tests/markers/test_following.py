"""The pose of a plane and the pose over time, where the truth is known and nothing is drawn."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from bench.tile_renders import CAMERA, KNOWN, LAYOUT, pose
from mrapp.markers.detect import TileFinder
from mrapp.markers.following import TileFollower
from mrapp.markers.pose import moved, projected, quality_of, tile_pose
from mrapp.model.sightings import TileSighting

Float64 = NDArray[np.float64]

CORNERS = LAYOUT.corners()


def _apart_deg(one: Float64, other: Float64) -> float:
    return float(np.degrees(np.linalg.norm(cv2.Rodrigues(one[:3, :3] @ other[:3, :3].T)[0])))


def _seen(true: Float64, noise_px: float, seed: int = 1) -> tuple[Float64, Float64]:
    noise = np.random.default_rng(seed).normal(0, noise_px, (4, 2))
    return projected(true, CORNERS, CAMERA) + noise, np.eye(8) / noise_px**2


def test_what_is_told_of_a_pose_is_how_far_it_is_off() -> None:
    true = pose(1.5, 40, 30, (0.0, 0.0), 3)
    off = []
    for seed in range(200):
        found = tile_pose(CORNERS, *_seen(true, 0.2, seed), CAMERA, before=true)
        assert found is not None
        turn = cv2.Rodrigues(true[:3, :3] @ found.camera_from_tile[:3, :3].T)[0].ravel()
        step = np.concatenate([turn, true[:3, 3] - found.camera_from_tile[:3, 3]])
        off.append(float(step @ np.linalg.inv(found.covariance) @ step))
    assert np.mean(off) == pytest.approx(6, rel=0.35)  # chi squared of six


def test_gravity_or_the_pose_before_tells_the_two_tilts_apart() -> None:
    true = pose(8.0, 25, 30, (0.0, 0.0), 3)
    seen = _seen(true, 0.5)
    alone = tile_pose(CORNERS, *seen, CAMERA)
    assert alone is not None
    assert alone.tilts_as_likely
    assert quality_of(alone, CAMERA) in ("poor", "none")
    ahead = true[:3, 3] / np.linalg.norm(true[:3, 3])
    up = true[:3, 2]
    other_up = 2 * (up @ ahead) * ahead - up  # the other tilt mirrors it in the line of sight
    found = tile_pose(CORNERS, *seen, CAMERA, gravity_camera=-up)
    other = tile_pose(CORNERS, *seen, CAMERA, gravity_camera=-other_up)
    assert found is not None
    assert other is not None
    assert not found.tilts_as_likely
    assert _apart_deg(found.camera_from_tile, true) < 12
    assert _apart_deg(other.camera_from_tile, true) > 30
    for before in (found.camera_from_tile, other.camera_from_tile):
        after = tile_pose(CORNERS, *seen, CAMERA, before=before)
        assert after is not None
        assert _apart_deg(after.camera_from_tile, before) < 1e-3


def _walked(at_s: float) -> Float64:
    return pose(2 + 0.2 * np.sin(2 * at_s), 50 + 6 * np.sin(3 * at_s), 40 * at_s, (0.0, 0.0), 0)


def test_poses_over_time_are_steadier_and_not_late() -> None:
    follower = TileFollower(TileFinder((KNOWN,)))
    sigma = np.array([0.02] * 3 + [0.006] * 3)
    random = np.random.default_rng(4)
    raw, mended, along = [], [], []
    for frame in range(240):
        at_s = frame / 30
        true, ahead = _walked(at_s), _walked(at_s + 1e-3)
        seen = TileSighting(
            tags={0: np.zeros((4, 2))},
            camera_from_tile=moved(true, random.normal(0, sigma)),
            covariance=np.diag(sigma**2),
        )
        (told,) = follower.mend((seen,), at_s)
        assert told.camera_from_tile is not None
        assert seen.camera_from_tile is not None
        if frame < 30:
            continue
        off = told.camera_from_tile[:3, 3] - true[:3, 3]
        mended.append(np.linalg.norm(off))
        raw.append(np.linalg.norm(seen.camera_from_tile[:3, 3] - true[:3, 3]))
        speed = (ahead[:3, 3] - true[:3, 3]) / 1e-3
        if np.linalg.norm(speed) > 0.1:
            along.append(float(off @ speed / (speed @ speed)))
    assert np.mean(mended) < 0.8 * np.mean(raw)
    assert abs(np.mean(along)) < 1 / 120  # a quarter of a frame


def test_a_jump_is_believed_at_once() -> None:
    follower = TileFollower(TileFinder((KNOWN,)))
    here, there = _walked(0.0), _walked(3.0)
    covariance = np.diag([1e-6] * 6)
    for frame in range(10):
        follower.mend(
            (TileSighting({0: np.zeros((4, 2))}, None, None, here, 0.1, covariance),), frame / 30
        )
    jumped = TileSighting({0: np.zeros((4, 2))}, None, None, there, 0.1, covariance)
    (told,) = follower.mend((jumped,), 10 / 30)
    assert told.camera_from_tile is not None
    assert np.array_equal(told.camera_from_tile, there)
