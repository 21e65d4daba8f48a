"""What both hands do to panels and to the city: what they point at, and what they press."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.panels import Done, PanelEvent
from mrapp.xr.device import Hand, HandState, Inputs
from mrapp.xr.exchange import Asked, Button
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.seen import Tick
from mrapp.xr.pointing import Spot, StandingPanel, spot_on

# Strength and seconds of a pulse.
_PULSES = {
    Chime.HOVER: (0.2, 0.012),
    Chime.PRESS: (0.6, 0.03),
    Chime.REFUSE: (0.3, 0.06),
}


@dataclass(frozen=True, eq=False)
class Pointing:
    """What the hands do in a frame.

    spots: on panels, by hand. ticks, chimes: each deed is felt in the hand that did it, and heard.
    pressed: hands whose "yes" came down past all panels; those that point at a panel are not for
    moving: `taken`.
    """

    spots: dict[Hand, Spot]
    events: tuple[PanelEvent | Asked, ...]
    ticks: tuple[Tick, ...]
    chimes: tuple[Chime, ...]
    pressed: tuple[tuple[Hand, RigidPose], ...]

    @property
    def taken(self) -> frozenset[Hand]:
        """The hands that are busy with a panel."""
        return frozenset(self.spots)


class Hands:
    """Follows the hands from frame to frame: a press is what was not pressed before."""

    def __init__(self) -> None:
        self._held: dict[Hand, tuple[bool, bool, bool]] = {}
        self._over: dict[Hand, tuple[str, str | None] | None] = {}
        self._down: dict[Hand, tuple[str, str | None]] = {}

    def forget(self) -> None:
        """Take what is held now as held: nothing of it is a press."""
        self._over.clear()
        self._down.clear()

    def follow(self, inputs: Inputs, panels: Sequence[StandingPanel]) -> Pointing:
        """Take in what the hands do now."""
        spots: dict[Hand, Spot] = {}
        told = _Told()
        pressed: list[tuple[Hand, RigidPose]] = []
        for hand, state in inputs.hands.items():
            steered = inputs.steered and state.present
            before = self._held.get(hand, (True, True, True))
            self._held[hand] = (state.select, state.menu, state.back)
            came = [
                steered and now and not was
                for now, was in zip(self._held[hand], before, strict=True)
            ]
            for button, new in zip(Button, came[1:], strict=True):
                if new:
                    told.tell(Asked(button), hand, Chime.PRESS)
            spot = spot_on(panels, state.aim) if steered and state.aim else None
            if spot is not None:
                spots[hand] = spot
            self._hover(hand, spot, told)
            self._press(hand, state, spot, came[0], told)
            if came[0] and spot is None and state.aim is not None:
                pressed.append((hand, state.aim))
        return Pointing(
            spots, tuple(told.events), tuple(told.ticks), tuple(told.chimes), tuple(pressed)
        )

    def _hover(self, hand: Hand, spot: Spot | None, told: "_Told") -> None:
        now = (spot.key, spot.area) if spot else None
        before = self._over.get(hand)
        if now == before:
            return
        self._over[hand] = now
        if before is not None and (now is None or now[0] != before[0]):
            told.tell(PanelEvent(Done.HOVERED, before[0], None, hand=hand))
        if spot is not None:
            event = PanelEvent(Done.HOVERED, spot.key, spot.area, spot.across, spot.down, hand)
            told.tell(event, hand, Chime.HOVER if spot.area else None)

    def _press(
        self, hand: Hand, state: HandState, spot: Spot | None, came: bool, told: "_Told"
    ) -> None:
        if came and spot is not None:
            self._down[hand] = (spot.key, spot.area)
            event = PanelEvent(Done.PRESSED, spot.key, spot.area, spot.across, spot.down, hand)
            # Where nothing can be pressed now, that is told too: else one presses harder.
            told.tell(event, hand, Chime.PRESS if spot.area else Chime.REFUSE)
        elif not state.select and hand in self._down:
            key, area = self._down.pop(hand)
            told.tell(PanelEvent(Done.RELEASED, key, area, hand=hand))


def pulse(hand: Hand, chime: Chime) -> Tick:
    """Return the pulse that goes with hovering, a press or a refused one."""
    return Tick(hand, *_PULSES[chime])


@dataclass(eq=False)
class _Told:
    """What a frame's hands did, so far."""

    events: list[PanelEvent | Asked] = field(default_factory=list)
    ticks: list[Tick] = field(default_factory=list)
    chimes: list[Chime] = field(default_factory=list)

    def tell(
        self, event: PanelEvent | Asked, hand: Hand = Hand.RIGHT, chime: Chime | None = None
    ) -> None:
        """Tell of a deed, and let its hand feel it if it has a chime."""
        self.events.append(event)
        if chime is not None:
            self.ticks.append(pulse(hand, chime))
            self.chimes.append(chime)
