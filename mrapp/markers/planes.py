"""Flat things through a camera: the homography between a plane and its picture, and back."""

import cv2
import numpy as np
from numpy.typing import NDArray

from mrapp.model.sightings import Camera

Float64 = NDArray[np.float64]


def homography(flat: Float64, seen: Float64) -> Float64 | None:
    """Return the matrix, (3, 3), that brings points of a plane to those in a picture, (n, 2) both.

    Least squares over all; None where they do not tell (fewer than four, or in a line).
    """
    if len(flat) < 4:
        return None
    found = np.asarray(cv2.findHomography(flat, seen, 0)[0], np.float64)
    if found.shape != (3, 3) or not np.isfinite(found).all():
        return None
    return found if abs(np.linalg.det(found)) > 1e-12 else None


def mapped(matrix: Float64, flat: Float64) -> Float64:
    """Return points, (..., 2), brought through a homography."""
    ends = flat @ matrix[:, :2].T + matrix[:, 2]
    return np.asarray(ends[..., :2] / ends[..., 2:], np.float64)


def in_front(matrix: Float64, flat: Float64) -> bool:
    """Tell whether all points stay on one side of the camera."""
    ends = flat @ matrix[2, :2] + matrix[2, 2]
    return bool((ends > 0).all() or (ends < 0).all())


def straightened(points_px: Float64, camera: Camera) -> Float64:
    """Return where points, (n, 2), would be seen without the lens's distortion."""
    if not any(camera.distortion):
        return points_px
    matrix = camera.matrix()
    found = cv2.undistortPoints(
        points_px.reshape(-1, 1, 2), matrix, np.array(camera.distortion), P=matrix
    )
    return np.asarray(found, np.float64).reshape(points_px.shape)


def bent(points_px: Float64, camera: Camera) -> Float64:
    """Return where points of a picture without distortion, (n, 2), are in the camera's own."""
    if not any(camera.distortion):
        return points_px
    (fx, fy), (cx, cy) = camera.focal_px, camera.centre_px
    flat = (points_px.reshape(-1, 2) - (cx, cy)) / (fx, fy)
    rays = np.column_stack([flat, np.ones(len(flat))])
    found, _ = cv2.projectPoints(
        rays, np.zeros(3), np.zeros(3), camera.matrix(), np.array(camera.distortion)
    )
    return np.asarray(found, np.float64).reshape(points_px.shape)
