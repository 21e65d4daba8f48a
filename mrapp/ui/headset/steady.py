"""What the visitor sees, calm enough to be watched on a screen: the head's small turns are evened.

Pure maths. A turn of the head moves the whole picture by a homography, whatever is in it; so a
picture can be shown as if the head had turned a little later, and less.
"""

import math

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.stereo.lens import Fov
from mrapp.xr.device import EyeView
from mrapp.xr.frames import Quaternion, RigidPose

Array = NDArray[np.float64]

# How fast it follows: within a third of a second for the most part.
_FOLLOWS_PER_S = 3.0
# Further behind, the rim of the picture would come into the frame.
_MOST_RAD = 0.08


class Steady:
    """Follows a head at some distance."""

    def __init__(self) -> None:
        self._turned: Array | None = None

    def follow(self, eye: EyeView, size_px: tuple[int, int], passed_s: float) -> Array:
        """Return how to lay a picture (3, 3): its pixels to those of the steadied one.

        Column vectors, pixels from the top left. passed_s: since the picture before.
        """
        now = np.array(eye.pose.turned)
        before = now if self._turned is None else self._turned
        before = before if before @ now >= 0.0 else -before
        mixed = before + (1.0 - math.exp(-_FOLLOWS_PER_S * passed_s)) * (now - before)
        mixed /= np.linalg.norm(mixed)
        self._turned = _near(mixed, now)
        return homography(eye.fov, now, self._turned, size_px)

    def forget(self) -> None:
        """Begin anew: somebody else wears it."""
        self._turned = None


def homography(fov: Fov, seen_from: Array, shown_from: Array, size_px: tuple[int, int]) -> Array:
    """Return the matrix (3, 3) from the pixels of a picture to those of one from a turned head.

    seen_from, shown_from: quaternions (x, y, z, w) of the eye. Source: Hartley and Zisserman,
    Multiple View Geometry, 2nd edition, 8.4.2: pictures from one place differ by K R K^-1.
    """
    camera = _camera(fov, size_px)
    turn = _matrix(shown_from).T @ _matrix(seen_from)
    # The camera's x is right, y down and z ahead; the eye's y is up and z back.
    flip = np.diag([1.0, -1.0, -1.0])
    return np.asarray(camera @ flip @ turn @ flip @ np.linalg.inv(camera))


def _camera(fov: Fov, size_px: tuple[int, int]) -> Array:
    left, right, up, down = np.tan([fov.left_rad, fov.right_rad, fov.up_rad, fov.down_rad])
    fx, fy = size_px[0] / (right - left), size_px[1] / (up - down)
    return np.array([[fx, 0.0, -left * fx], [0.0, fy, up * fy], [0.0, 0.0, 1.0]])


def _near(behind: Array, ahead: Array) -> Array:
    """Return the turn kept within reach of where the head is."""
    gap = 2.0 * np.arccos(min(abs(float(behind @ ahead)), 1.0))
    if gap <= _MOST_RAD:
        return behind
    share = 1.0 - _MOST_RAD / gap
    mixed = behind + share * (ahead - behind)
    return np.asarray(mixed / np.linalg.norm(mixed))


def _matrix(turned: Array) -> Array:
    x, y, z, w = turned.tolist()
    quaternion: Quaternion = (x, y, z, w)
    return RigidPose((0.0, 0.0, 0.0), quaternion).matrix[:3, :3]
