"""Where the camera stands before a tile: the pose from its corners, and how sure that is.

The corners lie in a plane, so two poses may explain them about equally well (Schweighofer and Pinz
2006: the two minima of the planar pose). Both are worked out, by IPPE (Collins and Bartoli 2014)
and then by Levenberg-Marquardt on the weighed errors in the picture; which holds is told by
gravity where that is known, else by where the camera stood just before, else by the errors.
"""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.model.sightings import Camera, Quality

Float64 = NDArray[np.float64]

_ROUNDS = 12
_FAR_M = 20.0
# What a point 20 m away may be off by the pose's own account, at most, for each word; degrees.
GOOD_DEG, FAIR_DEG = 0.2, 1.0
_POOR_DEG = 6.0
# A second pose whose errors weigh this much more (in units of chi squared) is out of the question.
_SURE = 9.0
_LEVEL_DEG = 25.0
_FREEDOM = 2  # eight numbers of four corners, less six of a pose
# What a calibrated camera may leave of the corners, as a share of the tile's size in the picture: a
# focal length that is a hundredth off leaves a hundredth, a tile that is not quite flat less. The
# weighed errors are no measure of this: seen from nearby they count thousandths of a pixel.
_MOST_LEFT = 0.03


@dataclass(frozen=True, eq=False)
class Pose:
    """A pose and its account. `tilts_as_likely`: the other tilt explains the corners as well.

    left: how far the worst corner is off, as a share of how large the points lie in the picture.
    """

    camera_from_tile: Float64
    covariance: Float64
    cost: float
    tilts_as_likely: bool
    left: float


def tile_pose(
    flat: Float64,
    seen: Float64,
    information: Float64,
    camera: Camera,
    gravity_camera: Float64 | None = None,
    before: Float64 | None = None,
) -> Pose | None:
    """Return the pose from points of a tile, (n, 3) metres, and where they are seen, (n, 2).

    seen: without distortion. information: (2n, 2n), the inverse of their covariance, x and y of
    each in turn. gravity_camera: which way things fall, in the camera's frame: the tile lies level.
    before: the pose just before. None where no pose explains the points.
    """
    found: list[tuple[Float64, Float64, float]] = []
    for start in _starts(flat, seen, camera):
        pose, covariance, cost = _refined(start, flat, seen, information, camera)
        if np.isfinite(cost) and (flat @ pose[2, :3] + pose[2, 3] > 0).all() and pose[2, 3] > 0:
            found.append((pose, covariance, cost))
    # A tile is seen from above; from below its tags would be mirrored.
    found = [each for each in found if each[0][:3, 2] @ each[0][:3, 3] < 0]
    if not found:
        return None
    found.sort(key=lambda each: each[2])
    least = found[0][2]
    likely = [each for each in found if each[2] - least < _SURE]
    likely = [
        each for i, each in enumerate(likely) if i == 0 or _apart(each[0], likely[0][0]) > 0.01
    ]
    (pose, covariance, cost), doubt = _chosen(likely, gravity_camera, before)
    # Corners that fit no pose as well as they should are less sure than they say.
    off = float(np.abs(seen - projected(pose, flat, camera)).max() / np.ptp(seen, axis=0).max())
    return Pose(pose, covariance * max(1.0, cost / _FREEDOM), cost, doubt, off)


def _chosen(
    likely: list[tuple[Float64, Float64, float]],
    gravity_camera: Float64 | None,
    before: Float64 | None,
) -> tuple[tuple[Float64, Float64, float], bool]:
    if len(likely) == 1:
        return likely[0], False
    if gravity_camera is not None:
        down = gravity_camera / np.linalg.norm(gravity_camera)

        def lean(pose: Float64) -> float:
            return float(np.arccos(np.clip(-(pose[:3, 2] @ down), -1.0, 1.0)))

        best = min(likely, key=lambda each: lean(each[0]))
        return best, lean(best[0]) > np.radians(_LEVEL_DEG)
    if before is not None:
        return min(likely, key=lambda each: _apart(each[0], before)), False
    return likely[0], True


def _apart(one: Float64, other: Float64) -> float:
    """The angle between two poses, radians."""
    return float(np.linalg.norm(cv2.Rodrigues(one[:3, :3] @ other[:3, :3].T)[0]))


def _starts(flat: Float64, seen: Float64, camera: Camera) -> list[Float64]:
    matrix = camera.matrix()
    try:
        _, turns, shifts, _ = cv2.solvePnPGeneric(flat, seen, matrix, None, flags=cv2.SOLVEPNP_IPPE)
    except cv2.error:
        return []
    starts = []
    for turn, shift in zip(turns, shifts, strict=True):
        start = np.eye(4)
        start[:3, :3], start[:3, 3] = cv2.Rodrigues(turn)[0], shift.ravel()
        if np.isfinite(start).all():
            starts.append(start)
    return starts


def projected(pose: Float64, points: Float64, camera: Camera) -> Float64:
    """Return where points of the tile's frame, (n, 3), are seen without distortion, (n, 2)."""
    ends = points @ pose[:3, :3].T + pose[:3, 3]
    return np.asarray(ends[:, :2] / ends[:, 2:] * camera.focal_px + camera.centre_px, np.float64)


def pose_jacobian(pose: Float64, points: Float64, camera: Camera) -> Float64:
    """Return (2n, 6): pixels by a turn (radians, about the camera) and a shift (metres)."""
    turned = points @ pose[:3, :3].T
    x, y, z = (turned + pose[:3, 3]).T
    fx, fy = camera.focal_px
    by_place = np.zeros((len(points), 2, 3))
    by_place[:, 0, 0], by_place[:, 0, 2] = fx / z, -fx * x / z**2
    by_place[:, 1, 1], by_place[:, 1, 2] = fy / z, -fy * y / z**2
    by_turn = np.zeros((len(points), 3, 3))
    a, b, c = turned.T
    by_turn[:, 0, 1], by_turn[:, 0, 2] = c, -b
    by_turn[:, 1, 0], by_turn[:, 1, 2] = -c, a
    by_turn[:, 2, 0], by_turn[:, 2, 1] = b, -a
    return np.concatenate([by_place @ by_turn, by_place], axis=2).reshape(-1, 6)


def moved(pose: Float64, step: Float64) -> Float64:
    """Return a pose after a small turn about the tile's middle and a shift, (6,)."""
    after = pose.copy()
    after[:3, :3] = cv2.Rodrigues(step[:3])[0] @ pose[:3, :3]
    after[:3, 3] += step[3:]
    return after


def _refined(
    start: Float64, flat: Float64, seen: Float64, information: Float64, camera: Camera
) -> tuple[Float64, Float64, float]:
    def errors(pose: Float64) -> Float64:
        return (seen - projected(pose, flat, camera)).ravel()

    return levenberg_marquardt(
        start, errors, lambda pose: pose_jacobian(pose, flat, camera), information
    )


def levenberg_marquardt(
    start: Float64,
    errors: Callable[[Float64], Float64],
    jacobian: Callable[[Float64], Float64],
    information: Float64,
) -> tuple[Float64, Float64, float]:
    """Return the pose with the least weighed errors, its covariance (6, 6), and those errors."""
    pose, damping = start, 1e-3
    left = errors(pose)
    cost = float(left @ information @ left)
    normal = np.eye(6)
    for _ in range(_ROUNDS):
        by = jacobian(pose)
        normal = by.T @ information @ by
        steep = by.T @ information @ left
        step = np.linalg.lstsq(normal + damping * np.diag(np.diag(normal)), steep)[0]
        tried = moved(pose, np.asarray(step, np.float64))
        left_then = errors(tried)
        cost_then = float(left_then @ information @ left_then)
        if not cost_then < cost:
            damping *= 10
            if damping > 1e4:
                break
            continue
        done = cost - cost_then < 1e-6 * (1 + cost)
        pose, left, cost, damping = tried, left_then, cost_then, damping / 10
        if done:
            break
    return pose, np.asarray(np.linalg.pinv(normal), np.float64), cost


def far_error_deg(pose: Pose) -> float:
    """Return by how much a point 20 m beyond the tile may seem off, seen from the camera; degrees.

    One standard deviation, by the pose's own covariance, in the worst direction in the picture.
    """
    matrix = pose.camera_from_tile
    eye = -matrix[:3, :3].T @ matrix[:3, 3]
    ahead = np.array([-eye[0], -eye[1], 0.0])
    length = np.linalg.norm(ahead)
    ahead = ahead / length if length > 1e-6 else np.array([0.0, 1.0, 0.0])
    arm = matrix[:3, :3] @ (ahead * _FAR_M)
    place = arm + matrix[:3, 3]
    cross = np.array([[0, arm[2], -arm[1]], [-arm[2], 0, arm[0]], [arm[1], -arm[0], 0]])
    by = np.hstack([cross, np.eye(3)])
    spread = by @ pose.covariance @ by.T
    way = place / np.linalg.norm(place)
    across = np.eye(3) - np.outer(way, way)
    worst = float(np.linalg.eigvalsh(across @ spread @ across)[-1])
    return float(np.degrees(np.sqrt(max(worst, 0.0)) / np.linalg.norm(place)))


def quality_of(pose: Pose, camera: Camera) -> Quality:
    """Return the word for a pose.

    By `far_error_deg`: good up to 0.2 degrees, fair up to 1, poor up to 6, none above: such a pose
    is not given; nor is one that leaves more of the corners than a calibrated camera can. A pose
    whose other tilt is as likely is poor, whatever it says of itself.
    """
    off = far_error_deg(pose)
    if not off <= _POOR_DEG or (camera.known_from == "calibrated" and pose.left > _MOST_LEFT):
        return "none"
    if pose.tilts_as_likely or off > FAIR_DEG:
        return "poor"
    return "good" if off <= GOOD_DEG else "fair"
