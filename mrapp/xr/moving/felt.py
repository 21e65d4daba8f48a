"""What a visitor hears and feels of moving: each deed once, in the hand that did it."""

from collections.abc import Collection

from mrapp.app.headset.chimes import Chime
from mrapp.xr.device import Hand
from mrapp.xr.moving.seen import Tick
from mrapp.xr.moving.teleport import Aim, Teleport

# How strong pulses are.
_CHOSEN, _LANDED, _REFUSED, _TURNED, _HELD = 0.6, 0.4, 0.2, 0.2, 0.4
_PULSE_S = 0.03


class Felt:
    """Of one frame. jumps: whose doing the jump is that is to come; None: nobody's."""

    def __init__(self) -> None:
        self.ticks: list[Tick] = []
        self.sounds: list[Chime] = []
        self.jumps: Hand | None = None

    def begin(self) -> None:
        """Begin a frame, of which nothing is felt yet."""
        self.ticks, self.sounds = [], []

    def aimed(self, teleport: Teleport) -> None:
        """Tell that a spot was chosen, or refused."""
        if teleport.state == Aim.LANDED:
            self.chose(teleport.hand)
        elif teleport.state == Aim.REFUSED:
            self.refused(teleport.hand)

    def chose(self, hand: Hand) -> None:
        """Tell that a spot was chosen."""
        self._tell(Chime.GO, hand, _CHOSEN)

    def refused(self, hand: Hand) -> None:
        """Tell that one cannot stand where a hand pointed."""
        self._tell(Chime.REFUSE, hand, _REFUSED)

    def turned(self, hand: Hand) -> None:
        """Tell of a turn by a step."""
        self._tell(Chime.TURN, hand, _TURNED)

    def held(self, hand: Hand) -> None:
        """Tell that a hand holds the model."""
        self._tell(Chime.HOLD, hand, _HELD)

    def landed(self, here: Collection[Hand]) -> None:
        """Tell that one stands there: to the hand that jumped, or to all of who was brought."""
        self.sounds.append(Chime.LAND)
        felt = here if self.jumps is None else (self.jumps,)
        self.ticks += [Tick(hand, _LANDED, _PULSE_S) for hand in felt]

    def _tell(self, sound: Chime, hand: Hand, strength: float) -> None:
        self.sounds.append(sound)
        self.ticks.append(Tick(hand, strength, _PULSE_S))
