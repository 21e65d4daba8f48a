"""Finding tiles in pictures whose truth is known: which tiles, where they are, the pose."""

import numpy as np
import pytest

from bench.tile_renders import ADDRESS, CAMERA, KNOWN, LAYOUT, TAGS, Render, render
from mrapp.markers.detect import TileFinder
from mrapp.markers.known import KnownTile
from mrapp.markers.planes import mapped
from mrapp.model.sightings import TileSighting


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


@pytest.mark.parametrize("known", [(KNOWN,), ()], ids=["of the project", "of nobody"])
def test_a_tile_is_found_whether_or_not_it_is_known(known: tuple[KnownTile, ...]) -> None:
    taken = render(1.0, 40, "clean", 3)
    (seen,) = TileFinder(known, unknown=LAYOUT).find(taken.picture, CAMERA)
    assert set(seen.tags) == set(TAGS)
    assert seen.text == ADDRESS
    assert corners_off_px(taken, seen) < 0.1
    assert seen.quality == "good"
    assert seen.camera_from_tile is not None
    assert turned_deg(seen.camera_from_tile, taken.camera_from_tile) < 0.2
    off_m = np.linalg.norm(seen.camera_from_tile[:3, 3] - taken.camera_from_tile[:3, 3])
    assert off_m < 0.002
