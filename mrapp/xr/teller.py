"""What is told of a frame: what hands pressed, what is heard and felt, what the visitor did."""

import math
from collections.abc import Callable

from mrapp.app.headset.chimes import Chime
from mrapp.xr.city_pressed import CityPressed
from mrapp.xr.deeds import Deeds
from mrapp.xr.device import Headset, Inputs
from mrapp.xr.exchange import Asked, Did, Exchange, Heard
from mrapp.xr.frames import RigidPose
from mrapp.xr.hands import Pointing, pulse
from mrapp.xr.moving.seen import Mode, Seen, Tick

_PUSHED = 0.3
_DIDS = {Chime.GO: Did.JUMPED, Chime.HOLD: Did.GRABBED}


class Teller:
    """Tells the window through the exchange, and the visitor through the controllers."""

    def __init__(
        self,
        exchange: Exchange,
        headset: Headset,
        pressed: CityPressed,
        clock: Callable[[], float],
    ) -> None:
        self._exchange, self._headset, self._pressed = exchange, headset, pressed
        self._deeds = Deeds(exchange, clock)

    def forget(self) -> None:
        """Forget what the last visitor did."""
        self._deeds.forget()

    def tell(self, pointing: Pointing, seen: Seen, inputs: Inputs, head: RigidPose | None) -> None:
        """Tell all of a frame. head: where it was seen last, in the stage."""
        self._tell_panels(pointing)
        ticks, chimes = self._press(pointing, seen)
        self._tell_chimes(chimes)
        self._tell_moves(seen, inputs)
        self._deeds.look(head)
        for tick in ticks:
            self._headset.buzz(tick.hand, tick.strength, tick.seconds)

    def _tell_panels(self, pointing: Pointing) -> None:
        for event in pointing.events:
            self._exchange.tell(event)
            if not isinstance(event, Asked) and event.area is not None:
                self._deeds.did(Did.POINTED if event.done == "hovered" else Did.PRESSED)

    def _press(self, pointing: Pointing, seen: Seen) -> tuple[list[Tick], list[Chime]]:
        """Take in presses past all panels; returns all that is felt and heard of the frame."""
        ticks, chimes = [*pointing.ticks, *seen.ticks], [*pointing.chimes, *seen.sounds]
        for hand, aim in pointing.pressed:
            found = self._pressed.press(aim, seen.table)
            if found is not None:
                chimes.append(Chime.PRESS if found else Chime.REFUSE)
                ticks.append(pulse(hand, chimes[-1]))
        return ticks, chimes

    def _tell_chimes(self, chimes: list[Chime]) -> None:
        for chime in chimes:
            self._exchange.tell(Heard(chime))
            if chime in _DIDS:
                self._deeds.did(_DIDS[chime])

    def _tell_moves(self, seen: Seen, inputs: Inputs) -> None:
        if seen.turned:
            self._deeds.did(Did.TURNED)
        pushed = any(math.hypot(*hand.stick) > _PUSHED for hand in inputs.hands.values())
        if seen.moving and pushed and seen.mode is Mode.CITY and seen.black == 0.0:
            self._deeds.did(Did.WALKED)
