"""What is drawn of the hands: the arc, the controllers, their rays and what these meet."""

import numpy as np
from numpy.typing import NDArray

from mrapp.scene.stereo.view import StereoView
from mrapp.scene.wearer import Hold
from mrapp.xr.device import NO_HAND, Hand, Inputs
from mrapp.xr.eyes import rigid
from mrapp.xr.frames import RigidPose
from mrapp.xr.hands import Pointing
from mrapp.xr.moving.seen import Mode, Seen
from mrapp.xr.moving.tabletop import Table
from mrapp.xr.pointing import Spot, met_in_city
from mrapp.xr.rig import StagePlace

Array = NDArray[np.float64]

_RAY_M = 3.0
# A marker that is as large as in the street would hide half of a model.
_IN_MODEL = 0.14


class HandsDrawn:
    """Draws them frame by frame. held: what was drawn last, for whoever watches from beside."""

    def __init__(self, view: StereoView) -> None:
        self._view = view
        self.held: tuple[Hold, ...] = ()

    def draw(
        self, place: StagePlace, inputs: Inputs, pointing: Pointing, seen: Seen, *, asks: bool
    ) -> None:
        """Draw the hands of a frame. asks: whether they are asked for a place in the city."""
        self._aim(place, seen)
        held: list[Hold] = []
        for hand, state in inputs.hands.items():
            shown = state if inputs.steered and state.present else NO_HAND
            spot = pointing.spots.get(hand)
            grip = self._hand(place, hand, shown.grip)
            aim = shown.aim if spot or asks else None
            ray = self._ray(place, hand, aim, spot, seen.table)
            if grip is not None:
                held.append(Hold(grip, ray))
        self.held = tuple(held)

    def _aim(self, place: StagePlace, seen: Seen) -> None:
        guides, arc = self._view.guides, seen.arc
        allowed = bool(arc and arc.allowed)
        fine = place.scale * _IN_MODEL if seen.mode is Mode.TABLE else place.scale
        guides.aim(np.array(arc.points) if arc else None, allowed, fine)
        guides.mark(arc.lands if arc else None, arc.heading_rad if arc else 0.0, allowed, fine)

    def _hand(self, place: StagePlace, hand: Hand, grip: RigidPose | None) -> Array | None:
        at = rigid(place, grip) if grip else None
        self._view.guides.hold(hand, at, place.scale)
        return at

    def _ray(
        self,
        place: StagePlace,
        hand: Hand,
        aim: RigidPose | None,
        spot: Spot | None,
        table: Table | None,
    ) -> tuple[Array, float] | None:
        """Draw a ray, which ends on a panel, or at a place that is asked for."""
        guides, scale = self._view.guides, place.scale
        at = rigid(place, aim) if aim else None
        met = met_in_city(self._view.world, place, aim, table) if aim and not spot else None
        long = guides.spot(hand, at, met) or scale * (spot.away_m if spot else _RAY_M)
        guides.point(hand, at, long, scale)
        return (at, long) if at is not None else None
