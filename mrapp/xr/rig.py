"""Where the stage stands in the city, and the one thing that moves it.

Ways of moving return a `StageMotion`; only the rig applies it. The head walks by itself within the
stage, for that is the visitor's own room.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from mrapp.xr.frames import UPRIGHT, Array, Vec3


@dataclass(frozen=True)
class StagePlace:
    """How the stage stands in the local frame; always upright, so that the horizon never tilts.

    zero: where the stage's floor has its zero, local metres. heading_rad: where its -z looks,
    clockwise from north. scale: local metres for a metre of the stage; 1 is life-size, 200 makes a
    model of 1:200.
    """

    zero: Vec3 = (0.0, 0.0, 0.0)
    heading_rad: float = 0.0
    scale: float = 1.0

    @cached_property
    def matrix(self) -> Array:
        """`local_from_stage`, (4, 4), not to be written to."""
        sin, cos = math.sin(self.heading_rad), math.cos(self.heading_rad)
        turn = np.array(
            [[cos, sin, 0.0, 0.0], [-sin, cos, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0, 0, 1.0]]
        )
        result = turn @ UPRIGHT
        result[:3, :3] *= self.scale
        result[:3, 3] = self.zero
        result.flags.writeable = False
        return result

    def local(self, place: Vec3) -> Vec3:
        """Return where a place of the stage is in the local frame."""
        return _vec(self.matrix @ np.array([*place, 1.0]))

    def way(self, way: Vec3) -> Vec3:
        """Return a direction of the stage in the local frame; its length is not scaled."""
        return _vec(self.matrix[:3, :3] @ np.array(way) / self.scale)

    def stage(self, place: Vec3) -> Vec3:
        """Return where a place of the local frame is in the stage."""
        back = self.matrix[:3, :3].T / self.scale**2
        return _vec(back @ (np.array(place) - np.array(self.zero)))


@dataclass(frozen=True)
class StageMotion:
    """A change of the stage's place.

    shift: metres in the local frame. turn_rad: clockwise seen from above, and grow: times larger,
    both about `about` (local metres; None: the stage's zero). sudden: whether it is a jump, which
    is faded over, and not a movement that is seen.
    """

    shift: Vec3 = (0.0, 0.0, 0.0)
    turn_rad: float = 0.0
    grow: float = 1.0
    about: Vec3 | None = None
    sudden: bool = False


STILL = StageMotion()


class StageRig:
    """Carries the stage. The one place where it moves."""

    def __init__(
        self,
        place: StagePlace = StagePlace(),
        moved: Callable[[StagePlace], None] = lambda _place: None,
    ) -> None:
        self._place = place
        self._moved = moved

    @property
    def place(self) -> StagePlace:
        """Where the stage stands now."""
        return self._place

    def put(self, place: StagePlace) -> None:
        """Let the stage stand somewhere else at once."""
        self._place = place
        self._moved(place)

    def apply(self, motion: StageMotion) -> None:
        """Move the stage."""
        if motion != STILL:
            self.put(moved(self._place, motion))


def moved(place: StagePlace, motion: StageMotion) -> StagePlace:
    """Return the place of a stage after a motion."""
    about = np.array(place.zero if motion.about is None else motion.about)
    sin, cos = math.sin(motion.turn_rad), math.cos(motion.turn_rad)
    turn = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    zero = about + motion.grow * (turn @ (np.array(place.zero) - about)) + np.array(motion.shift)
    return replace(
        place,
        zero=_vec(zero),
        heading_rad=(place.heading_rad + motion.turn_rad) % math.tau,
        scale=place.scale * motion.grow,
    )


def _vec(array: Array) -> Vec3:
    return (float(array[0]), float(array[1]), float(array[2]))
