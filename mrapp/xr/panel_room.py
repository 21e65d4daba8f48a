"""Where panels stand: before the visitor when they come, and from then on where they are.

They never follow the head. They stand on an arc about the head, each turned to it, at a distance
at which eyes are at ease. A hint makes room for what comes before the visitor: it steps aside.
"""

import math

import numpy as np

from mrapp.app.headset.panels import PanelPicture, Panels, Stand
from mrapp.xr.frames import Quaternion, RigidPose, Vec3, turned
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.pointing import StandingPanel
from mrapp.xr.rig import StagePlace

AHEAD_M, HAND_M = 1.5, 1.0
"""How far away panels stand that are read, and those that are pressed much, metres."""

# A little under the eyes, where one looks without lifting the chin.
_LOWER_RAD = {Stand.AHEAD: 0.10, Stand.BESIDE: 0.10, Stand.ASIDE: 0.10, Stand.AT_HAND: 0.42}
_RIGHT_RAD = {Stand.AHEAD: 0.0, Stand.BESIDE: -0.55, Stand.ASIDE: 0.50, Stand.AT_HAND: 0.0}
_GAP_RAD = 0.03
_LOWEST_M = 0.35


class PanelRoom:
    """Keeps each panel where it came, by key, until it goes or the visitor wants it here."""

    def __init__(self) -> None:
        self._standing: dict[str, StandingPanel] = {}

    @property
    def standing(self) -> tuple[StandingPanel, ...]:
        """All panels, each with its place."""
        return tuple(self._standing.values())

    def stand(self, panels: Panels, head: RigidPose) -> tuple[PanelPicture, ...]:
        """Let these stand and no others; returns those whose picture is new."""
        before, self._standing = self._standing, {}
        new = []
        for picture in panels:
            old = before.get(picture.key)
            if old is None or old.picture is not picture:
                new.append(picture)
            # Of a new size it still hangs by its middle, so that nothing leaps away from a hand.
            pose = old.pose if old and old.picture.stand == picture.stand else None
            self._standing[picture.key] = StandingPanel(picture, pose or _before(picture, head))
        self._step_aside(head)
        return tuple(new)

    def gather(self, head: RigidPose) -> None:
        """Bring all to where the visitor looks now."""
        for key, panel in self._standing.items():
            self._standing[key] = StandingPanel(panel.picture, _before(panel.picture, head))
        self._step_aside(head)

    def _step_aside(self, head: RigidPose) -> None:
        """Let hints stand beside what is to be read, where they would cover each other."""
        for key, hint in self._standing.items():
            if hint.picture.stand is not Stand.ASIDE:
                continue
            for front in self._standing.values():
                if front.picture.stand is not Stand.AHEAD:
                    continue
                bearing = _bearing(front.pose, head)
                least = _half_rad(front.picture) + _half_rad(hint.picture) + _GAP_RAD
                off = math.remainder(_bearing(hint.pose, head) - bearing, math.tau)
                if abs(off) < least:
                    pose = _at(hint.picture, head, bearing + least)
                    self._standing[key] = StandingPanel(hint.picture, pose)


def _before(picture: PanelPicture, head: RigidPose) -> RigidPose:
    """Return the place of a panel before a head, upright but for a lean towards the eyes."""
    return _at(picture, head, heading_of(head, StagePlace()) + _RIGHT_RAD[picture.stand])


def _at(picture: PanelPicture, head: RigidPose, bearing: float) -> RigidPose:
    """Return the place of a panel that is seen in a direction, clockwise from the stage's -z."""
    away = HAND_M if picture.stand is Stand.AT_HAND else AHEAD_M
    lower = _LOWER_RAD[picture.stand]
    x, y, z = head.position
    flat = away * math.cos(lower)
    at = (
        x + flat * math.sin(bearing),
        max(y - away * math.sin(lower), _LOWEST_M + picture.size_m[1] / 2.0),
        z - flat * math.cos(bearing),
    )
    return RigidPose(at, _facing(at, head.position))


def _bearing(pose: RigidPose, head: RigidPose) -> float:
    """Return in which direction something is seen from a head, clockwise from the stage's -z."""
    return math.atan2(pose.position[0] - head.position[0], head.position[2] - pose.position[2])


def _half_rad(picture: PanelPicture) -> float:
    """Return half the angle that a panel takes from side to side."""
    return math.atan2(picture.wide_m / 2.0, AHEAD_M)


def _facing(at: Vec3, eye: Vec3) -> Quaternion:
    """Return the turn whose +z looks from a place to an eye, with no lean to a side."""
    dx, dy, dz = np.array(eye) - np.array(at)
    return turned(math.atan2(dx, dz), -math.atan2(dy, math.hypot(dx, dz)))
