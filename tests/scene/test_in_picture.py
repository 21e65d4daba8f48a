"""What counts as being in a picture: the faces do, and not the box or the corners."""

import numpy as np
import pytest
from numpy.typing import NDArray

from mrapp.scene.in_picture import in_picture
from mrapp.scene.pose import Pose

POSE = Pose((0.0, 0.0, 10.0), 0.0, 0.0)
BILLBOARD = [(-900.0, 50.0, -900.0), (900.0, 50.0, -900.0), (0.0, 50.0, 1_800.0)]
CASES = {
    "all round the eye's way, no corner within": (BILLBOARD, True),
    "behind": ([(x, -y, z) for x, y, z in BILLBOARD], False),
    "ahead": ([(0.0, 50.0, 9.0), (2.0, 50.0, 9.0), (0.0, 50.0, 12.0)], True),
    "aside": ([(90.0, 50.0, 9.0), (92.0, 50.0, 9.0), (90.0, 50.0, 12.0)], False),
    "below": ([(0.0, 50.0, -30.0), (2.0, 50.0, -30.0), (0.0, 52.0, -30.0)], False),
    "too far": ([(0.0, 30_000.0, 9.0), (2.0, 30_000.0, 9.0), (0.0, 30_000.0, 12.0)], False),
}


def _faces(*triangles: list[tuple[float, float, float]]) -> NDArray[np.float64]:
    return np.array(triangles)


def _is_in(faces: NDArray[np.float64]) -> bool:
    corners = faces.reshape(-1, 3)
    return in_picture(corners.min(axis=0), corners.max(axis=0), faces, POSE, 1.5, 24_000.0)


@pytest.mark.parametrize("name", CASES)
def test_a_face_is_in_the_picture_where_it_is_seen(name: str) -> None:
    corners, expected = CASES[name]
    assert _is_in(_faces(corners)) is expected


def test_a_box_round_the_picture_is_not_enough() -> None:
    """Two things on either side, neither of them within: nothing is seen of them."""
    left, right = ([(x, 50.0, 9.0), (x + 1, 50.0, 9.0), (x, 50.0, 12.0)] for x in (-99.0, 99.0))
    assert not _is_in(_faces(left, right))
