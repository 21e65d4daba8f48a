"""Viewpoints of the project as poses of the view, and back."""

import math

import numpy as np

from mrapp.app.remarks.making import Look
from mrapp.model.frames import Float64, Origin
from mrapp.model.project import Viewpoint
from mrapp.model.remark import Sight
from mrapp.model.values import Point3
from mrapp.scene.pose import Pose

_LOOK_M = 50.0


def pose_of(viewpoint: Viewpoint, origin: Origin) -> Pose:
    """Return a viewpoint as a pose in the local frame."""
    eye = origin.local_from_rd(np.array(viewpoint.eye, dtype=np.float64))
    target = origin.local_from_rd(np.array(viewpoint.target, dtype=np.float64))
    angle = math.radians(viewpoint.field_of_view_deg)
    return Pose.looking(_triple(eye.astype(np.float64)), _triple(target.astype(np.float64)), angle)


def eye_and_target(pose: Pose, origin: Origin) -> tuple[Point3, Point3, float]:
    """Return a pose as a viewpoint keeps it: eye and target in RD/NAP metres, degrees of view."""
    eye = origin.rd_from_local(np.array(pose.eye))
    target = eye + _LOOK_M * np.array(pose.forward)
    return _triple(eye), _triple(target), math.degrees(pose.field_of_view_rad)


def look_of(pose: Pose, origin: Origin, size_px: tuple[int, int]) -> Look:
    """Return a pose as a remark keeps it: to the last bit but those that RD takes."""
    x, y, nap = (float(v) for v in origin.rd_from_local(np.array(pose.eye, dtype=np.float64)))
    return Look((x, y, nap), pose.heading_rad, pose.pitch_rad, pose.field_of_view_rad, size_px)


def pose_of_look(look: Look | Sight, origin: Origin) -> Pose:
    """Return the pose of an eye in RD/NAP, such as that from which a remark was made."""
    # In float64, unlike `local_from_rd`: the picture must be the same to the pixel.
    x, y, z = (float(v) for v in np.array(look.eye, dtype=np.float64) - origin.rd)
    return Pose((x, y, z), look.heading_rad, look.pitch_rad, look.field_of_view_rad)


def nearer(pose: Pose, point: Point3) -> Pose:
    """Return a pose that looks the same way at `point` (local metres) from a third as far."""
    away = max(25.0, math.dist(pose.eye, point) / 3.0)
    eye = np.array(point) - away * np.array(pose.forward)
    return Pose(_triple(eye), pose.heading_rad, pose.pitch_rad, pose.field_of_view_rad)


def _triple(values: Float64) -> Point3:
    x, y, z = (round(float(v), 3) for v in values)
    return x, y, z
