"""What whoever accompanies is let to see of the visitor: some glimpses a second."""

import math
from collections.abc import Callable
from dataclasses import dataclass

from mrapp.scene.wearer import Hold
from mrapp.xr.device import EyeView, Headset, Inputs
from mrapp.xr.exchange import Exchange, Glimpse
from mrapp.xr.frames import RigidPose
from mrapp.xr.inputs_seen import Noticed
from mrapp.xr.moving.moment import heading_of
from mrapp.xr.pacing import Pacing
from mrapp.xr.panels_shown import PanelsShown
from mrapp.xr.rig import StagePlace
from mrapp.xr.room import RoomSight

_GLIMPSE_S = 0.06


@dataclass(frozen=True, eq=False)
class Drawn:
    """What was drawn last. eye: in the stage; size_px: of its picture; tracked: not guessed."""

    eye: EyeView
    size_px: tuple[int, int]
    tracked: bool
    held: tuple[Hold, ...]


class Glimpses:
    """Gives them to the exchange; on: whether anybody wants them."""

    def __init__(
        self,
        exchange: Exchange,
        headset: Headset,
        sight: RoomSight,
        pacing: Pacing,
        panels: PanelsShown,
        clock: Callable[[], float],
        *,
        on: bool,
    ) -> None:
        self._exchange, self._headset, self._sight = exchange, headset, sight
        self._pacing, self._panels, self._clock, self._on = pacing, panels, clock, on
        self._noticed = Noticed()
        self._given_s = -math.inf

    def notice(self, inputs: Inputs) -> None:
        """Take in what the hands do: a press between two glimpses is in the next."""
        self._noticed.see(inputs)

    def give(self, place: StagePlace, head: RigidPose | None, drawn: Drawn | None = None) -> None:
        """Give one, unless the last is too new. drawn: None where nothing is."""
        now_s = self._clock()
        if not self._on or now_s - self._given_s < _GLIMPSE_S:
            return
        self._given_s = now_s
        head, budget = head or RigidPose(), self._pacing.budget
        self._exchange.let_see(
            Glimpse(
                condition=self._headset.condition,
                facts=self._headset.facts,
                pixels=self._sight.mirrored(drawn.eye, drawn.size_px) if drawn else None,
                eye=drawn.eye if drawn else None,
                head=place.local(head.position),
                heading_rad=heading_of(head, place),
                place=place,
                tracked=drawn.tracked if drawn else False,
                inputs=self._noticed.take(),
                room=self._sight.seen,
                late=budget.late_share,
                level=budget.number,
                frames=len(self._pacing.times),
                hands=drawn.held if drawn else (),
                panels=self._panels.laid_over if drawn else (),
            )
        )
