"""What both hands do to panels and to the city: what they point at, and what they press."""

from collections.abc import Sequence
from dataclasses import dataclass

from mrapp.app.headset.panels import Done, PanelEvent
from mrapp.xr.device import Hand, HandState, Inputs
from mrapp.xr.exchange import Asked, Button
from mrapp.xr.frames import RigidPose
from mrapp.xr.moving.seen import Tick
from mrapp.xr.pointing import Spot, StandingPanel, spot_on

_HOVER, _PRESS = (0.2, 0.012), (0.6, 0.03)


@dataclass(frozen=True, eq=False)
class Pointing:
    """What the hands do in a frame.

    spots: on panels, by hand. pressed: hands whose "yes" came down past all panels; those that
    point at a panel are not for moving: `taken`.
    """

    spots: dict[Hand, Spot]
    events: tuple[PanelEvent | Asked, ...]
    ticks: tuple[Tick, ...]
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
        events: list[PanelEvent | Asked] = []
        ticks: list[Tick] = []
        pressed: list[tuple[Hand, RigidPose]] = []
        for hand, state in inputs.hands.items():
            steered = inputs.steered and state.present
            before = self._held.get(hand, (True, True, True))
            self._held[hand] = (state.select, state.menu, state.back)
            came = [
                steered and now and not was
                for now, was in zip(self._held[hand], before, strict=True)
            ]
            events += [Asked(b) for b, new in zip(Button, came[1:], strict=True) if new]
            spot = spot_on(panels, state.aim) if steered and state.aim else None
            if spot is not None:
                spots[hand] = spot
            ticks += self._hover(hand, spot, events)
            ticks += self._press(hand, state, spot, came[0], events)
            if came[0] and spot is None and state.aim is not None:
                pressed.append((hand, state.aim))
        return Pointing(spots, tuple(events), tuple(ticks), tuple(pressed))

    def _hover(self, hand: Hand, spot: Spot | None, events: list[PanelEvent | Asked]) -> list[Tick]:
        now = (spot.key, spot.area) if spot else None
        before = self._over.get(hand)
        if now == before:
            return []
        self._over[hand] = now
        if before is not None and (now is None or now[0] != before[0]):
            events.append(PanelEvent(Done.HOVERED, before[0], None))
        if spot is None:
            return []
        events.append(PanelEvent(Done.HOVERED, spot.key, spot.area, spot.across, spot.down))
        return [Tick(hand, *_HOVER)] if spot.area else []

    def _press(
        self,
        hand: Hand,
        state: HandState,
        spot: Spot | None,
        came: bool,
        events: list[PanelEvent | Asked],
    ) -> list[Tick]:
        if came and spot is not None:
            self._down[hand] = (spot.key, spot.area)
            events.append(PanelEvent(Done.PRESSED, spot.key, spot.area, spot.across, spot.down))
            return [Tick(hand, *_PRESS)] if spot.area else []
        if not state.select and hand in self._down:
            key, area = self._down.pop(hand)
            events.append(PanelEvent(Done.RELEASED, key, area))
        return []
