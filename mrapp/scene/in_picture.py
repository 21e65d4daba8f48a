"""Whether anything of a thing is in the picture. Numpy only."""

import math
from itertools import product

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.pose import Pose

Array = NDArray[np.float64]

# Of so many faces at a time the corners are looked at.
_SOME = 100_000


def in_picture(
    low: Array, high: Array, faces: NDArray[np.floating], pose: Pose, shape: float, far_m: float
) -> bool:
    """Whether any of a thing is within the sides of the picture, whatever stands before it.

    low, high: (3,), the box round it; faces: (k, 3, 3), its triangles; all local metres. shape:
    the width of the picture for a height of 1. far_m: what is farther ahead is not drawn. A
    face counts as outside where one side of the picture has all of it beyond: that of a large one
    across a corner may be missed, and it counts as inside.
    """
    sides = _sides(pose, shape, far_m)
    box = np.array(list(product(*zip(low, high, strict=True))))
    if _beyond(box[None], pose, sides).all():
        return False
    parts = (faces[start : start + _SOME] for start in range(0, len(faces), _SOME))
    return not all(_beyond(part, pose, sides).all() for part in parts) or not len(faces)


def _sides(pose: Pose, shape: float, far_m: float) -> tuple[Array, Array]:
    """Return the sides of what is seen: normals outwards (6, 3), and how far the eye is within."""
    forward = np.array(pose.forward)
    right = np.array([math.cos(pose.heading_rad), -math.sin(pose.heading_rad), 0.0])
    up = np.cross(right, forward)
    high = math.tan(pose.field_of_view_rad / 2.0)
    edges = [(right, high * shape), (-right, high * shape), (up, high), (-up, high)]
    normals = [way - half * forward for way, half in edges]
    return np.array([*normals, -forward, forward]), np.array([0.0] * 5 + [far_m])


def _beyond(faces: NDArray[np.floating], pose: Pose, sides: tuple[Array, Array]) -> Array:
    """Return which faces (n,), of corners (n, m, 3), lie beyond one of the sides as a whole."""
    normals, within = sides
    gaps = faces.astype(np.float64) - np.array(pose.eye)
    return np.asarray((gaps @ normals.T > within).all(axis=1).any(axis=1))
