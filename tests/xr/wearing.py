"""Whoever wears a headset in a test of the port, be it a simulated one or a runtime's."""

from typing import Protocol

from mrapp.xr.device import Hand, HandState
from mrapp.xr.frames import RigidPose, Vec3
from mrapp.xr.simulated import SimulatedHeadset
from tests.xr.rig.remote import Pose, Remote


class Wearer(Protocol):
    """What a visitor does, whichever the device is."""

    def stand(self, place: Vec3) -> None:
        """Have the head there, looking ahead."""
        ...

    def point(self, place: Vec3, stick: tuple[float, float], trigger: float) -> None:
        """Have the right hand there, and do that with it."""
        ...


class SteeredWearer:
    """Steers a simulated headset."""

    def __init__(self, headset: SimulatedHeadset) -> None:
        self._headset = headset
        headset.steer(hands={hand: _hand((0.0, 1.3, -0.4)) for hand in Hand})

    def stand(self, place: Vec3) -> None:
        """Have the head there, looking ahead."""
        self._headset.steer(head=RigidPose(place))

    def point(self, place: Vec3, stick: tuple[float, float], trigger: float) -> None:
        """Have the right hand there, and do that with it."""
        self._headset.steer(hands={Hand.RIGHT: _hand(place, stick, trigger)})


class RemoteWearer:
    """Wears the scripted headset of the runtime that the tests bring."""

    def __init__(self, visitor: Remote) -> None:
        self._visitor = visitor

    def stand(self, place: Vec3) -> None:
        """Have the head there, looking ahead."""
        self._visitor.do(head=Pose(place))

    def point(self, place: Vec3, stick: tuple[float, float], trigger: float) -> None:
        """Have the right hand there, and do that with it."""
        self._visitor.right(pose=Pose(place), stick=stick, trigger=trigger)


def _hand(place: Vec3, stick: tuple[float, float] = (0.0, 0.0), trigger: float = 0.0) -> HandState:
    at = RigidPose(place)
    return HandState(
        True, at, at, stick, trigger, select=trigger > 0.5, profile="/interaction_profiles/test"
    )
