"""Flying smoothly from one pose to another, over what stands between them."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from mrapp.scene.moving import WorldPort, motion_between
from mrapp.scene.pose import Pose, Vec3

# So far above everything on the way a flight passes.
_CLEARANCE_M = 3.0
# Who goes straight also keeps his feet free.
_FEET_M = 1.0
# A flight that has to rise does so for this share of its time before it begins to cross, and is
# at its height after `_RISEN`: so it also clears what stands right before the viewer.
_UPRIGHT, _RISEN = 0.2, 0.35
# The way is felt along in stretches short enough to follow its curve.
_STRETCHES = 48
# A guard: each raise clears one more thing, and no way has so many, each above the last.
_MOST_RAISES = 200
_LEAST_RAISE_M = 1.0
# From where a ray meets a wall this far on is inside it, to ask for the height of the roof.
_INTO_M = 0.3


@dataclass(frozen=True)
class Flight:
    """A smooth way from one pose to another; by `lift_m` over the straight line between them."""

    start: Pose
    end: Pose
    seconds: float
    lift_m: float

    @classmethod
    def between(cls, start: Pose, end: Pose, seconds: float, world: WorldPort) -> Self:
        """Return the flight that goes straight or rises just enough to pass over everything."""
        lift_m = 0.0 if _is_free(start.eye, end.eye, world) else _lift(start.eye, end.eye, world)
        return cls(start, end, max(seconds, 0.01), lift_m)

    def pose_at(self, time_s: float) -> Pose:
        """Return the pose at a time since the start; the end itself once it is over."""
        if time_s >= self.seconds:
            return self.end
        time = max(time_s, 0.0) / self.seconds
        upright = _UPRIGHT if self.lift_m > 0.0 else 0.0
        eye = _place(self.start.eye, self.end.eye, self.lift_m, time, upright)
        share = _eased(time)
        whole = motion_between(self.start, self.end)
        return Pose(
            eye,
            self.start.heading_rad + whole.turn_rad * share,
            self.start.pitch_rad + whole.tilt_rad * share,
            self.start.field_of_view_rad + whole.widen_rad * share,
        )


def _is_free(start: Vec3, end: Vec3, world: WorldPort) -> bool:
    """Whether a body can go straight from one eye to another."""
    for under_m in (0.0, _FEET_M):
        low, other = (*start[:2], start[2] - under_m), (*end[:2], end[2] - under_m)
        if world.obstacle(low, other) is not None:
            return False
    return True


def _lift(start: Vec3, end: Vec3, world: WorldPort) -> float:
    """Return how far a flight must rise, metres: felt along, so that nothing is too thin."""
    lift_m, raises = _CLEARANCE_M, 0
    times = [_UPRIGHT + (1.0 - 2.0 * _UPRIGHT) * n / _STRETCHES for n in range(_STRETCHES + 1)]
    for before, after in pairwise(times):
        risen = min(_risen(before), _risen(after))
        while raises < _MOST_RAISES:
            under_m = lift_m - _CLEARANCE_M
            here, there = (_place(start, end, under_m, time) for time in (before, after))
            met = world.obstacle(here, there)
            if met is None:
                break
            missing_m = _top_m(met.point, here, there, world) - met.point[2]
            lift_m += max(missing_m, _LEAST_RAISE_M) / risen
            raises += 1
    return lift_m


def _top_m(met: Vec3, here: Vec3, there: Vec3, world: WorldPort) -> float:
    """Return the height of what was met on the way from here to there."""
    length = max(math.dist(here[:2], there[:2]), 1e-9)
    east, north = ((b - a) / length * _INTO_M for a, b in zip(here[:2], there[:2], strict=True))
    spots = ((met[0], met[1]), (met[0] + east, met[1] + north))
    return max(world.floor_in_the_open(x, y).height_m for x, y in spots)


def _place(start: Vec3, end: Vec3, lift_m: float, time: float, upright: float = _UPRIGHT) -> Vec3:
    """Return where a flight is at a time, 0..1, that crosses nothing for `upright` at each end."""
    share = _eased((time - upright) / (1.0 - 2.0 * upright))
    x, y, z = (a + (b - a) * share for a, b in zip(start, end, strict=True))
    return (x, y, z + lift_m * _risen(time))


def _risen(time: float) -> float:
    """Return how much of its lift a flight has at a time, 0..1."""
    return _eased(min(time, 1.0 - time) / _RISEN)


def _eased(time: float) -> float:
    """Return 0..1 for 0..1, gently at both ends (Perlin's curve, 2002)."""
    time = max(0.0, min(1.0, time))
    return time * time * time * (time * (time * 6.0 - 15.0) + 10.0)
