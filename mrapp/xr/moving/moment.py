"""What a way of moving is told each frame, and what all of them ask of it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mrapp.scene.moving import WorldPort
from mrapp.xr.device import Hand, HandState
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.comfort import Comfort
from mrapp.xr.rig import StageMotion, StagePlace, moved

LOWEST_EYE_M, HIGHEST_EYE_M = 0.5, 2.3


@dataclass(frozen=True)
class Moment:
    """A frame as ways of moving see it.

    dt_s: since the last one. head: in the stage. hands: those that are heard now. feet_m: how high
    the ground is that the visitor stands on, local; it differs from the stage's floor by `lift_m`,
    and by a little while a step is being taken.
    """

    dt_s: float
    place: StagePlace
    head: RigidPose
    hands: Mapping[Hand, HandState]
    comfort: Comfort
    world: WorldPort
    feet_m: float
    lift_m: float = 0.0

    @cached_property
    def eye(self) -> Vec3:
        """Where the head is, local metres."""
        return self.place.local(self.head.position)

    @cached_property
    def heading_rad(self) -> float:
        """Where the head looks, clockwise from north."""
        return heading_of(self.head, self.place)

    @property
    def feet(self) -> Vec3:
        """Where the visitor stands: under the head, local metres."""
        return (self.eye[0], self.eye[1], self.feet_m)

    @property
    def eye_m(self) -> float:
        """How high over the ground the eyes are once a step is taken."""
        return eye_height(self.head, self.lift_m)


def eye_height(head: RigidPose, lift_m: float) -> float:
    """Return how high over the ground a head is, within what people are."""
    return min(max(head.position[1] + lift_m, LOWEST_EYE_M), HIGHEST_EYE_M)


def heading_of(pose: RigidPose, place: StagePlace) -> float:
    """Return where a pose of the stage looks, clockwise from north, however steeply.

    Who looks straight down has the way ahead at the top of the head.
    """
    matrix = pose.matrix
    ahead = np.array(place.way(_vec(-matrix[:3, 2])))
    above = np.array(place.way(_vec(matrix[:3, 1])))
    # For a level head this is `ahead`; steeply up or down the second part takes over.
    way = ahead - ahead[2] * above
    return math.atan2(float(way[0]), float(way[1])) % math.tau


def motion_between(start: StagePlace, end: StagePlace, *, sudden: bool = False) -> StageMotion:
    """Return the motion that brings a stage from one place to another."""
    x, y, z = (b - a for a, b in zip(start.zero, end.zero, strict=True))
    turn = end.heading_rad - start.heading_rad
    return StageMotion((x, y, z), turn, end.scale / start.scale, None, sudden)


def standing(moment: Moment, feet: Vec3, heading_rad: float | None = None) -> StageMotion:
    """Return the jump that puts the head, wherever it is in the room, over a spot, life-size.

    feet: of the visitor, local metres. heading_rad: where the head then looks; None: as it does.
    """
    eye = moment.eye
    turn = 0.0 if heading_rad is None else heading_rad - moment.heading_rad
    about = StageMotion(turn_rad=turn, grow=1.0 / moment.place.scale, about=eye)
    floor_m = moved(moment.place, about).zero[2]
    rise = feet[2] + moment.lift_m - floor_m
    shift = (feet[0] - eye[0], feet[1] - eye[1], rise)
    return StageMotion(shift, turn, about.grow, eye, sudden=True)


def _vec(array: np.ndarray) -> Vec3:
    return (float(array[0]), float(array[1]), float(array[2]))
