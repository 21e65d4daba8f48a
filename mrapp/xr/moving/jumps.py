"""Jumps, and the fade that hides each of them.

Where a jump leads is worked out when the view is black, for the head goes on moving until then.
"""

from dataclasses import dataclass, field
from typing import Protocol

from mrapp.xr.frames import Vec3
from mrapp.xr.moving.comfort import JUMP_BLINK, TURN_BLINK, Blink
from mrapp.xr.moving.moment import Moment, motion_between, standing
from mrapp.xr.moving.spots import nearest_spot, spot_below
from mrapp.xr.rig import StageMotion, StagePlace


class Jump(Protocol):
    """A jump that is wanted."""

    @property
    def blink(self) -> Blink:
        """How it is faded over."""

    def motion(self, moment: Moment) -> StageMotion:
        """Return the sudden motion, from where the stage and the head are by now."""


@dataclass(frozen=True)
class StandAt:
    """Stand life-size with one's feet there, local metres, and look that way, if any is said."""

    feet: Vec3
    heading_rad: float | None = None
    blink: Blink = field(default=JUMP_BLINK, repr=False)

    def motion(self, moment: Moment) -> StageMotion:
        """Return the motion that puts the head over the spot."""
        return standing(moment, self.feet, self.heading_rad)


@dataclass(frozen=True)
class StandNear:
    """Stand life-size as near to a place, local metres, as a person can stand: there, if so."""

    feet: Vec3
    heading_rad: float | None = None
    blink: Blink = field(default=JUMP_BLINK, repr=False)

    def motion(self, moment: Moment) -> StageMotion:
        """Return the motion that puts the head over the spot."""
        return standing(moment, nearest_spot(self.feet, moment.world), self.heading_rad)


@dataclass(frozen=True)
class SeeFrom:
    """Stand where an eye is, local metres, or below it: nobody is hung in the air."""

    eye: Vec3
    heading_rad: float | None = None
    blink: Blink = field(default=JUMP_BLINK, repr=False)

    def motion(self, moment: Moment) -> StageMotion:
        """Return the motion that puts the head over the spot."""
        return standing(moment, spot_below(self.eye, moment.world), self.heading_rad)


@dataclass(frozen=True)
class BeAt:
    """Let the stage stand there, whatever its scale."""

    place: StagePlace
    blink: Blink = field(default=JUMP_BLINK, repr=False)

    def motion(self, moment: Moment) -> StageMotion:
        """Return the motion from the present place."""
        return motion_between(moment.place, self.place, sudden=True)


@dataclass(frozen=True)
class TurnBy:
    """Turn about the head, radians clockwise."""

    turn_rad: float
    blink: Blink = field(default=TURN_BLINK, repr=False)

    def motion(self, moment: Moment) -> StageMotion:
        """Return the motion that leaves the head where it is."""
        return StageMotion(turn_rad=self.turn_rad, about=moment.eye, sudden=True)


class Fader:
    """Takes jumps, blackens the view, and says when nobody sees it; the latest wish counts."""

    def __init__(self) -> None:
        self._jump: Jump | None = None
        self._blink = JUMP_BLINK
        self._t_s = JUMP_BLINK.out_s + JUMP_BLINK.in_s

    @property
    def waiting(self) -> bool:
        """Whether a jump is still to come."""
        return self._jump is not None

    @property
    def level(self) -> float:
        """How black the view is now, 0..1."""
        return self._blink.level(self._t_s)

    def ask(self, jump: Jump) -> None:
        """Begin to fade out for a jump, from as black as it is already."""
        level = self.level
        self._jump, self._blink = jump, jump.blink
        self._t_s = level * jump.blink.out_s

    def pass_time(self, dt_s: float, *, ready: bool = True) -> Jump | None:
        """Let time pass; returns the jump in the one frame in which the view is wholly black.

        ready: whether there is somewhere to jump to; until there is, all stays black.
        """
        self._t_s += dt_s
        jump = self._jump
        if jump is None or self._t_s < self._blink.out_s:
            return None
        if not ready:
            self._t_s = self._blink.out_s
            return None
        self._jump, self._t_s = None, self._blink.out_s
        return jump
