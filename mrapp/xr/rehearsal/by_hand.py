"""A visitor's body that somebody leads with keyboard and mouse."""

import math
from dataclasses import dataclass, field
from enum import StrEnum

from mrapp.xr.frames import RigidPose, Vec3, turned
from mrapp.xr.rehearsal.around import Around, bearing
from mrapp.xr.rehearsal.body import Body, Puppet

_WALK_M_PER_S = 1.4
_FAR_M = 6.0
_STEEPEST_RAD = math.radians(80.0)


class Wish(StrEnum):
    """What a held key or mouse button wants.

    AHEAD to RIGHT: walk in the room. AIM: the stick ahead; let go to jump. TURN_LEFT, TURN_RIGHT:
    the stick aside. PRESS: the trigger. HOLD: the grip. MENU, UNDO: the buttons for menu and back.
    """

    AHEAD = "ahead"
    BACK = "back"
    LEFT = "left"
    RIGHT = "right"
    AIM = "aim"
    TURN_LEFT = "turn-left"
    TURN_RIGHT = "turn-right"
    PRESS = "press"
    HOLD = "hold"
    MENU = "menu"
    UNDO = "undo"


@dataclass
class ByHand:
    """Leads one body; `frame` on the headset's thread, the rest from any.

    wishes: what is held now. target: a place of the stage, far along the way on which the mouse
    lies as the visitor sees it; None: straight ahead.
    """

    puppet: Puppet
    wishes: frozenset[Wish] = frozenset()
    target: Vec3 | None = None
    _look: list[tuple[float, float]] = field(default_factory=list)
    _begun: list[Wish] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.puppet.let_go()
        self.puppet.worn = True

    def hold(self, wish: Wish, on: bool) -> None:
        """Take in that a key went down, or up."""
        self.wishes = self.wishes | {wish} if on else self.wishes - {wish}
        if on:
            # A click may be over before the next frame; it is a press all the same.
            self._begun.append(wish)

    def look(self, left_rad: float, up_rad: float) -> None:
        """Turn the head by so much."""
        self._look.append((left_rad, up_rad))

    def frame(self, around: Around) -> Body:
        """Move, point and press as is wanted; returns the body."""
        p, wishes = self.puppet, self.wishes
        while self._begun:
            wishes |= {self._begun.pop(0)}
        p.around = around
        while self._look:
            left, up = self._look.pop(0)
            p.yaw_rad += left
            p.pitch_rad = min(max(p.pitch_rad + up, -_STEEPEST_RAD), _STEEPEST_RAD)
        self._walk(wishes, around.seconds)
        arm = p.arm
        p.raise_hand()
        p.point_now(self._place())
        aside = (Wish.TURN_RIGHT in wishes) - (Wish.TURN_LEFT in wishes)
        arm.stick = (float(aside), 0.0) if aside else (0.0, float(Wish.AIM in wishes))
        arm.pressed, arm.squeeze = Wish.PRESS in wishes, float(Wish.HOLD in wishes)
        arm.menu, arm.back = Wish.MENU in wishes, Wish.UNDO in wishes
        return p.body

    def _walk(self, wishes: frozenset[Wish], seconds: float) -> None:
        p = self.puppet
        ahead = (Wish.AHEAD in wishes) - (Wish.BACK in wishes)
        aside = (Wish.RIGHT in wishes) - (Wish.LEFT in wishes)
        if not ahead and not aside:
            return
        way = p.yaw_rad - math.atan2(aside, ahead)
        x, y, z = p.head_at
        step = _WALK_M_PER_S * seconds
        p.head_at = (x - step * math.sin(way), y, z - step * math.cos(way))

    def _place(self) -> Vec3:
        """Return what is under the mouse for the eye: on a panel, or some metres away."""
        p = self.puppet
        yaw, pitch = p.yaw_rad, p.pitch_rad
        if self.target is not None:
            yaw, pitch = bearing(p.head_at, self.target)
        eye = RigidPose(p.head_at, turned(yaw, pitch))
        spot = p.around.under(eye)
        away = spot.away_m if spot is not None else _FAR_M
        x, y, z = p.head_at
        level = math.cos(pitch)
        return (
            x - away * math.sin(yaw) * level,
            y + away * math.sin(pitch),
            z - away * math.cos(yaw) * level,
        )
