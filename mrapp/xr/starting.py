"""Where a visitor begins."""

import math

from mrapp.model.project import Project
from mrapp.scene.places import pose_of
from mrapp.scene.pose import Pose
from mrapp.xr.exchange import Start

# Who looks down more steeply than this flies over it all; nobody begins up there.
_LEVEL_RAD = math.radians(12.0)


def start_of(project: Project, viewpoint: str | None = None) -> Start:
    """Return where a visitor begins: at a viewpoint, else at the project's start.

    On the ground: where that is a view from the air, at the first viewpoint that is not; without
    one, at what is looked at from the air.
    """
    frame = project.origin.frame()
    named = project.viewpoint(viewpoint or project.start.viewpoint)
    wished = [named] if named is not None else []
    poses = [pose_of(point, frame) for point in (*wished, *project.viewpoints)]
    if viewpoint is not None and poses:
        return start_from(poses[0])
    level = [pose for pose in poses if abs(pose.pitch_rad) < _LEVEL_RAD]
    if level:
        return start_from(level[0])
    return _below(poses[0]) if poses else Start((0.0, 0.0, 2.0))


def start_from(pose: Pose) -> Start:
    """Return where a visitor begins who comes to where somebody looks from."""
    return Start(pose.eye, pose.heading_rad)


def _below(pose: Pose) -> Start:
    """Return the place that is looked at from the air, as one comes towards it."""
    ahead = pose.eye[2] / max(math.tan(-pose.pitch_rad), 0.1)
    x = pose.eye[0] + ahead * math.sin(pose.heading_rad)
    y = pose.eye[1] + ahead * math.cos(pose.heading_rad)
    return Start((x, y, 2.0), pose.heading_rad)
