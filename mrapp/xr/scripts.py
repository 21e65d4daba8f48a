"""What simulated visitors do, for rehearsals, reports and measuring: the same each time."""

import math
from collections.abc import Iterator
from dataclasses import replace

from mrapp.xr.device import Hand, HandState
from mrapp.xr.frames import RigidPose, Vec3, turned
from mrapp.xr.simulated import EYE_HEIGHT_M, Cue

_TOUCH = "/interaction_profiles/oculus/touch_controller"
_ROUND_S = 6.0
_STEP_S = 1.0 / 30.0
_SWAY_M, _NOD_RAD, _LOOK_RAD = 0.03, math.radians(6.0), math.radians(70.0)
_HAND: Vec3 = (0.22, 1.15, -0.32)


def walk(seconds: float) -> list[Cue]:
    """Return a walk: look round, aim, jump there, turn, look round again, and so on."""
    return list(_walk(seconds))


def _walk(seconds: float) -> Iterator[Cue]:
    hand = HandState(
        present=True,
        aim=RigidPose(_HAND, turned(0.0, math.radians(8.0))),
        grip=RigidPose(_HAND, turned(0.0, math.radians(-30.0))),
        profile=_TOUCH,
    )
    for number in range(math.ceil(seconds / _STEP_S)):
        at_s = number * _STEP_S
        yield Cue(at_s, head=_head(at_s), hands={Hand.RIGHT: replace(hand, stick=_stick(at_s))})


def _head(at_s: float) -> RigidPose:
    """Return a head that sways as people do, and looks to both sides in the first half a round."""
    part = at_s % _ROUND_S / _ROUND_S
    look = _LOOK_RAD * math.sin(math.tau * min(part / 0.5, 1.0))
    nod = _NOD_RAD * math.sin(math.tau * at_s / 2.7)
    sway = _SWAY_M * math.sin(math.tau * at_s / 3.1)
    return RigidPose((sway, EYE_HEIGHT_M + 0.3 * sway, 0.5 * sway), turned(look, nod))


def _stick(at_s: float) -> tuple[float, float]:
    """Return the stick: ahead to aim, to a side to turn, to the one side more than the other."""
    round_number, within_s = divmod(at_s, _ROUND_S)
    if 3.3 <= within_s < 4.2:
        return (0.0, 1.0)
    if 5.2 <= within_s < 5.4:
        return (1.0 if round_number % 3 else -1.0, 0.0)
    return (0.0, 0.0)
