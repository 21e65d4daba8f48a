"""A rendered walk past a tile, with the truth of each frame: what is drawn lies where it is."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.ar.finding import cameras_of, find_for
from mrapp.ar.frames import Frame
from mrapp.ar.judging import judge_for
from mrapp.ar.looking import Looker
from mrapp.model.sightings import Camera
from tests.ar.test_looking import project_with
from tests.markers.walk_video import KEY, RATE, walk, walked_tile

Array = NDArray[np.float64]

FRAMES = 8
# A cube of a metre, five metres behind the tile as it is first seen.
CUBE = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (0.0, 1.0)])


def _px(camera_from_tile: Array, points: Array, camera: Camera) -> Array:
    seen = points @ camera_from_tile[:3, :3].T + camera_from_tile[:3, 3]
    assert seen[:, 2].min() > 1.0
    flat: Array = seen[:, :2] / seen[:, 2:] * np.array(camera.focal_px)
    return flat


@pytest.mark.slow
def test_a_cube_behind_the_tile_is_drawn_where_it_is_and_does_not_tremble() -> None:
    frames = list(walk(FRAMES))
    camera, first = frames[0][2], frames[0][1]
    # Away from who looks, along the ground.
    ahead = first[:3, :3].T @ np.array([0.0, 0.0, 1.0]) * [1.0, 1.0, 0.0]
    cube = CUBE + 5.0 * ahead / np.linalg.norm(ahead)
    looker = Looker(
        find_for(project_with(walked_tile())),
        judge_for(project_with(walked_tile()), lambda: KEY),
        cameras_of(camera),
    )
    off = []
    for number, (pixels, truth, _camera) in enumerate(frames):
        look = looker.look(Frame(pixels, number / RATE))
        assert look.anchor is not None
        assert look.sighting is not None
        off.append(_px(look.anchor.matrix, cube, camera) - _px(truth, cube, camera))
    errors = [float(np.linalg.norm(each, axis=1).mean()) for each in off]
    jitter = [float(np.linalg.norm(b - a, axis=1).mean()) for a, b in pairwise(off)]
    assert np.percentile(errors, 95) < 2.0
    assert np.median(jitter) < 0.3
