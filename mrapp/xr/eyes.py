"""From the poses of a frame, in the stage, to what is drawn with, in the city."""

import numpy as np

from mrapp.scene.stereo.lens import Lens
from mrapp.xr.device import EyeView, Frame
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.rig import StagePlace


def head_of(frame: Frame) -> RigidPose | None:
    """Return where the head is: between both eyes; None where it is not tracked."""
    if not frame.located or not frame.eyes:
        return None
    places = zip(*(eye.pose.position for eye in frame.eyes), strict=True)
    x, y, z = (sum(along) / len(frame.eyes) for along in places)
    return RigidPose((x, y, z), frame.eyes[0].pose.turned)


def ahead_of(head: RigidPose) -> Vec3:
    """Return where a head looks, a unit vector of the stage."""
    x, y, z = (-head.matrix[:3, 2]).tolist()
    return x, y, z


def rigid(place: StagePlace, pose: RigidPose) -> np.ndarray:
    """Return a pose of the stage in the local frame, (4, 4), without the stage's scale."""
    matrix = place.matrix @ pose.matrix
    matrix[:3, :3] /= place.scale
    return np.asarray(matrix)


def lens(place: StagePlace, eye: EyeView) -> Lens:
    """Return what an eye sees the city through."""
    return Lens(rigid(place, eye.pose), eye.fov)
