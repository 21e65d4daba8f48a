"""Leads a simulated headset by what scripted visitors do, on the headset's thread."""

import time
from collections.abc import Callable
from dataclasses import replace

from mrapp.xr.device import Condition
from mrapp.xr.rehearsal.around import Around
from mrapp.xr.rehearsal.body import Body
from mrapp.xr.simulated import SimulatedHeadset

_BREATH_S = 0.01


class BodyPilot:
    """Steers a headset by a body.

    lead_by: gives the body for what there is around; called once a frame. breathes: asked whether
    nothing but waiting goes on; then others are let work, for a clock that is not the wall's waits
    for nobody.
    """

    def __init__(
        self,
        lead_by: Callable[[Around], Body],
        breathes: Callable[[], bool] = lambda: False,
    ) -> None:
        self._lead_by, self._breathes = lead_by, breathes
        self._around = Around()
        self._then_s = 0.0

    def see(self, around: Around) -> None:
        """Take in what there is around: for `FrameLoop.watch`."""
        self._around = around

    def lead(self, headset: SimulatedHeadset, now_s: float) -> None:
        """Steer it."""
        passed_s, self._then_s = max(now_s - self._then_s, 0.0), now_s
        around = replace(self._around, condition=headset.condition, seconds=passed_s)
        body = self._lead_by(around)
        condition = None
        if body.worn and headset.condition is Condition.WAITING:
            condition = Condition.READY
        elif not body.worn:
            condition = Condition.WAITING
        headset.steer(head=body.head, hands=body.hands, condition=condition)
        if self._breathes():
            time.sleep(_BREATH_S)
