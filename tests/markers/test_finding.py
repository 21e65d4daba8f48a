"""Finding tiles in pictures whose truth is known: which tiles, where they are, the pose."""

import cv2
import numpy as np
import pytest

from bench.tile_renders import (
    ADDRESS,
    CAMERA,
    KNOWN,
    LAYOUT,
    TAGS,
    Render,
    grid_frame,
    grid_size,
    render,
)
from mrapp.markers.detect import TileFinder
from mrapp.markers.known import KnownTile
from mrapp.markers.planes import mapped
from mrapp.model.sightings import Camera, TileSighting


def corners_off_px(render: Render, seen: TileSighting) -> float:
    """How far the found corners lie from where they truly are, on average."""
    px_from_tile = CAMERA.matrix() @ render.camera_from_tile[:3][:, [0, 1, 3]]
    true = LAYOUT.tag_corners()[:, :, :2]
    return float(
        np.mean(
            [
                np.linalg.norm(corners - mapped(px_from_tile, true[TAGS.index(tag)]), axis=1)
                for tag, corners in seen.tags.items()
            ]
        )
    )


def turned_deg(one: np.ndarray, other: np.ndarray) -> float:
    cosine = (np.trace(one[:3, :3] @ other[:3, :3].T) - 1) / 2
    return float(np.degrees(np.arccos(np.clip(cosine, -1, 1))))


def weighed_error(render: Render, seen: TileSighting) -> float:
    """How far a pose is off, squared, by its own covariance."""
    true, found, covariance = render.camera_from_tile, seen.camera_from_tile, seen.covariance
    assert found is not None
    assert covariance is not None
    turn = cv2.Rodrigues(true[:3, :3] @ found[:3, :3].T)[0].ravel()
    off = np.concatenate([turn, true[:3, 3] - found[:3, 3]])
    return float(off @ np.linalg.inv(covariance) @ off)


@pytest.mark.parametrize("known", [(KNOWN,), ()], ids=["of the project", "of nobody"])
def test_a_tile_is_found_whether_or_not_it_is_known(known: tuple[KnownTile, ...]) -> None:
    taken = render(1.5, 40, "shadow", 3)
    (seen,) = TileFinder(known, unknown=LAYOUT).find(taken.picture, CAMERA)
    assert set(seen.tags) == set(TAGS)
    assert seen.text == ADDRESS
    assert corners_off_px(taken, seen) < 0.1
    assert seen.quality == "good"
    assert seen.camera_from_tile is not None
    assert turned_deg(seen.camera_from_tile, taken.camera_from_tile) < 0.2
    off_m = np.linalg.norm(seen.camera_from_tile[:3, 3] - taken.camera_from_tile[:3, 3])
    assert off_m < 0.002


def test_two_tiles_with_one_id_are_two_tiles() -> None:
    taken = render(1.5, 20, "clean", 5)
    half = np.asarray(cv2.resize(taken.picture, (640, 360), interpolation=cv2.INTER_AREA))
    beside = Camera(1280, 360, (500.0, 500.0), (320.0, 180.0), (), "assumed")
    seen = TileFinder((KNOWN,)).find(np.hstack([half, half]), beside)
    assert len(seen) == 2
    assert all(set(each.tags) == set(TAGS) for each in seen)
    first, second = (np.mean([each.mean(axis=0) for each in one.tags.values()], 0) for one in seen)
    assert np.abs(first - second)[0] == pytest.approx(640, abs=0.2)


@pytest.mark.slow
def test_a_sample_of_the_grid_is_found_as_well_as_the_whole() -> None:
    """The bench looks at all 735; these are every 37th, so that a slip is seen in each run."""
    finder, found, corners, turned, weighed = TileFinder((KNOWN,)), 0, [], [], []
    frames = range(5, grid_size() + 1, 37)
    for number in frames:
        taken = grid_frame(number)
        for seen in finder.find(taken.picture, CAMERA):
            assert set(seen.tags) <= set(TAGS)
            assert seen.text in (None, ADDRESS)
            if seen.camera_from_tile is not None:
                found += 1
                corners.append(corners_off_px(taken, seen))
                turned.append(turned_deg(seen.camera_from_tile, taken.camera_from_tile))
                weighed.append(weighed_error(taken, seen))
    assert found >= 0.8 * len(frames)
    assert np.median(corners) < 0.05
    assert np.median(turned) < 0.04
    assert np.percentile(turned, 95) < 0.6
    # What a pose says of its own errors: chi squared of six.
    assert 0.5 < np.mean(weighed) / 6 < 2.0


def test_a_tag_that_is_not_in_the_picture_is_not_told() -> None:
    taken = render(1.0, 20, "clean", 3)
    true = mapped(
        CAMERA.matrix() @ taken.camera_from_tile[:3][:, [0, 1, 3]], LAYOUT.tag_corners()[..., :2]
    )
    lowest = int(true[..., 1].mean(axis=1).argmax())
    cut = int(true[lowest, :, 1].mean())
    (seen,) = TileFinder((KNOWN,)).find(taken.picture[:cut], CAMERA)
    assert set(seen.tags) == set(TAGS) - {TAGS[lowest]}
    assert seen.camera_from_tile is not None
    assert turned_deg(seen.camera_from_tile, taken.camera_from_tile) < 0.1
