"""The arc from an aiming hand to where it lands, and the straight line of a pointing one."""

import itertools
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.moving import Obstacle, WorldPort
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.moving.moment import Moment
from mrapp.xr.moving.spots import can_stand
from mrapp.xr.rig import StagePlace

Array = NDArray[np.float64]

SPEED_M_PER_S: Final = 11.0
"""So that the farthest one gets on level ground is about 14 m, and a normal aim 4 to 8 m."""

_GRAVITY = np.array([0.0, 0.0, -9.81])
# Between two samples the arc bends 2.8 cm off the straight line that is felt along.
_STEP_S, _LONGEST_S = 0.15, 3.0
_DRAWN_STEP_S = 0.025
_LEVEL_ENOUGH = 0.5


@dataclass(frozen=True, eq=False)
class Arc:
    """A line to draw and what is at its end.

    points: (n, 3) local metres, from the hand on. lands: where one would stand, or what is met;
    None for nothing. heading_rad: where one would look, clockwise from north. allowed: whether it
    leads anywhere.
    """

    points: Array
    lands: Vec3 | None
    heading_rad: float
    allowed: bool


def throw(aim: RigidPose, moment: Moment, heading_rad: float) -> Arc:
    """Return the arc of something thrown from a hand, life-size, and whether one can stand there.

    aim: in the stage, along its -z. heading_rad: where one would look there. A hand that was put
    through a wall throws nothing over to the other side.
    """
    place, world = moment.place, moment.world
    hand = place.local(aim.position)
    start, speed = np.array(hand), SPEED_M_PER_S * np.array(place.way(_ahead(aim)))
    t_s, met = _flown(start, speed, world)
    # The last drawn point is the landing itself, not a sample beside it.
    times = np.append(np.arange(0.0, t_s, _DRAWN_STEP_S), t_s)
    points = _at(start, speed, times)
    if met is None:
        return Arc(points, None, heading_rad, allowed=False)
    points[-1] = met.point
    floor = met.normal[2] > _LEVEL_ENOUGH and world.obstacle(moment.eye, hand) is None
    allowed = floor and can_stand(met.point, world, moment.eye_m)
    return Arc(points, met.point, heading_rad, allowed)


def point(
    aim: RigidPose, place: StagePlace, reach_m: float, heading_rad: float, world: WorldPort
) -> Arc:
    """Return the straight line from a hand to what it points at, within a reach.

    reach_m: in metres of the stage: over a model 1:200 as far as an arm and more.
    """
    start = place.local(aim.position)
    way = np.array(place.way(_ahead(aim)))
    x, y, z = np.array(start) + reach_m * place.scale * way
    end = (float(x), float(y), float(z))
    met = world.obstacle(start, end)
    stop = end if met is None else met.point
    points = np.array([start, stop])
    return Arc(points, None if met is None else met.point, heading_rad, met is not None)


def _flown(start: Array, speed: Array, world: WorldPort) -> tuple[float, Obstacle | None]:
    """Return how long something flies, seconds, and what it meets."""
    times = np.arange(0.0, _LONGEST_S + 0.5 * _STEP_S, _STEP_S)
    samples = [(float(x), float(y), float(z)) for x, y, z in _at(start, speed, times)]
    for number, (one, two) in enumerate(itertools.pairwise(samples)):
        met = world.obstacle(one, two)
        if met is not None:
            share = np.linalg.norm(np.subtract(met.point, one)) / max(
                float(np.linalg.norm(np.subtract(two, one))), 1e-9
            )
            return (number + float(share)) * _STEP_S, met
    return _LONGEST_S, None


def _at(start: Array, speed: Array, times_s: Array) -> Array:
    """Return where something thrown is at some times, (n, 3)."""
    t = times_s[:, None]
    return start + speed * t + 0.5 * _GRAVITY * t * t


def _ahead(aim: RigidPose) -> Vec3:
    x, y, z = -aim.matrix[:3, 2]
    return (float(x), float(y), float(z))
