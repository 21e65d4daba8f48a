"""Walking in one's own room: the ground is followed, and a wall of the plan turns the view grey.

The head is never pushed: who walks through a wall does so in a room where there is none.
"""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from mrapp.scene.moving import WorldPort
from mrapp.scene.walking import settling, stepped
from mrapp.xr.frames import Vec3
from mrapp.xr.moving.moment import Moment
from mrapp.xr.moving.spots import can_stand
from mrapp.xr.rig import STILL, StageMotion

GREY_FROM_M: Final = 0.22
"""So far before a wall the view begins to go grey: no nearer than one walks along it."""

GREY_AT_M: Final = 0.08
"""So far before a wall all is grey, before the near plane cuts the wall open."""

# How far the place from which a wall is felt stays behind the head.
_LEASH_M = 0.3
_SETTLED_M = 0.001
_CLEARING_PER_S = 4.0
# Who stands only sways: what is under them and before them is asked anew after so much of a move,
# or after so many frames, for the city may have changed.
_SWAY_M, _FRAMES = 0.01, 8


@dataclass
class Standing:
    """Where the visitor stands, whichever way they came there.

    feet_m: the height of the ground, local. safe: where they last stood as one can stand. astray:
    whether there is nothing to stand on now: over water, or beyond an edge. The stage's floor stays
    as high as it was then; nobody falls.
    """

    feet_m: float = 0.0
    safe: Vec3 | None = None
    astray: bool = False
    _behind: Vec3 | None = None
    grey: float = 0.0
    _stood: tuple[Vec3, float] | None = None
    _felt: Vec3 | None = None
    _frames: int = 0

    def arrive(self, feet: Vec3) -> None:
        """Take over where a jump ended."""
        self.feet_m, self.safe, self.astray = feet[2], feet, False
        self._behind, self.grey = None, 0.0
        self._stood = self._felt = None

    def move(self, moment: Moment) -> StageMotion:
        """Return the motion that lets the stage's floor follow the ground; never to the side."""
        self._frames += 1
        if self._frames % _FRAMES == 0:
            self._stood = self._felt = None
        # From where it stood, and on the ground that it knew.
        if (
            self._stood is None
            or self._stood[1] != self.feet_m
            or self._away(self._stood[0], moment)
        ):
            self._step(moment)
        gap = self.feet_m + moment.lift_m - moment.place.zero[2]
        if abs(gap) < _SETTLED_M:
            return STILL
        return StageMotion((0.0, 0.0, settling(gap, moment.dt_s)))

    def _step(self, moment: Moment) -> None:
        x, y, _ = moment.eye
        feet = stepped(x, y, self.feet_m, moment.world)
        self.astray = feet is None
        if feet is not None:
            self.feet_m = feet[2]
            self.safe = feet if self.grey < 1.0 else self.safe
        self._stood = moment.eye, self.feet_m

    @staticmethod
    def _away(place: Vec3, moment: Moment) -> bool:
        return math.dist(place, moment.eye) > _SWAY_M

    def feel(self, moment: Moment) -> float:
        """Return how grey the view is to be, 0..1, for where the head is now."""
        if self.grey == 0.0 and self._felt is not None and not self._away(self._felt, moment):
            return 0.0
        self._felt = moment.eye
        wanted = self._grey(moment.eye, moment.world)
        if wanted == 1.0 and can_stand(moment.feet, moment.world, moment.eye_m):
            # Right through a garden wall, say, and in the open again.
            self._behind, wanted = moment.eye, 0.0
        self.grey = max(wanted, self.grey - _CLEARING_PER_S * moment.dt_s)
        return self.grey

    def _grey(self, eye: Vec3, world: WorldPort) -> float:
        behind = self._behind = self._behind or eye
        way = np.subtract(eye, behind)
        length = float(np.linalg.norm(way))
        if length < 1e-6:
            return 0.0
        unit = way / length
        met = world.obstacle(behind, _vec(np.array(eye) + GREY_FROM_M * unit))
        if met is None:
            if length > _LEASH_M:
                self._behind = _vec(np.array(eye) - _LEASH_M * unit)
            return 0.0
        before = float(np.subtract(eye, met.point) @ np.array(met.normal))
        share = (GREY_FROM_M - before) / (GREY_FROM_M - GREY_AT_M)
        return min(max(share, 0.0), 1.0)


def _vec(array: np.ndarray) -> Vec3:
    return (float(array[0]), float(array[1]), float(array[2]))
