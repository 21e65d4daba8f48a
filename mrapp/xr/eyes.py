"""From the poses of a frame, in the stage, to what is drawn with, in the city."""

from collections.abc import Sequence

import numpy as np

from mrapp.scene.stereo.lens import Lens
from mrapp.xr.device import EyeView, Frame
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.rig import StagePlace


def head_of(frame: Frame) -> RigidPose | None:
    """Return where the head is: between both eyes; None where it is not tracked."""
    return between(frame.eyes) if frame.located and frame.eyes else None


def between(eyes: Sequence[EyeView]) -> RigidPose:
    """Return the head of some eyes: in their middle, and looking the way halfway between theirs.

    Some headsets turn each eye's screen outwards by some degrees.
    """
    x, y, z = np.mean([eye.pose.position for eye in eyes], axis=0).tolist()
    ways = np.array([eye.pose.turned for eye in eyes])
    # A quaternion and its opposite are the same turn.
    way = (ways * np.where(ways @ ways[0] < 0.0, -1.0, 1.0)[:, None]).sum(axis=0)
    i, j, k, w = (way / np.linalg.norm(way)).tolist()
    return RigidPose((x, y, z), (i, j, k, w))


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
