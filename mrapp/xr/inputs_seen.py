"""What hands did between two glimpses: a press that is shorter than that is not missed."""

from dataclasses import replace

from mrapp.xr.device import NO_HAND, Hand, HandState, Inputs


class Noticed:
    """Adds up what hands press, frame by frame, until somebody takes it."""

    def __init__(self) -> None:
        self._now = Inputs()
        self._sum: dict[Hand, HandState] = {}

    def see(self, inputs: Inputs) -> None:
        """Take in a frame."""
        self._now = inputs
        for hand, state in inputs.hands.items():
            before = self._sum.get(hand, NO_HAND)
            self._sum[hand] = _both(before, state) if state.present else state

    def take(self) -> Inputs:
        """Return what is so now, with every press since the last call in it."""
        taken = replace(self._now, hands={**self._now.hands, **self._sum})
        self._sum = {}
        return taken


def _both(before: HandState, now: HandState) -> HandState:
    return replace(
        now,
        trigger=max(before.trigger, now.trigger),
        squeeze=max(before.squeeze, now.squeeze),
        select=before.select or now.select,
        menu=before.menu or now.menu,
        back=before.back or now.back,
        stick_pressed=before.stick_pressed or now.stick_pressed,
    )
