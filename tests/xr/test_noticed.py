"""What hands did between two glimpses."""

from mrapp.xr.device import Hand, HandState, Inputs
from mrapp.xr.inputs_seen import Noticed

REST = HandState(present=True, profile="p")


def _see(noticed: Noticed, right: HandState) -> None:
    noticed.see(Inputs(True, {Hand.LEFT: HandState(), Hand.RIGHT: right}))


def test_a_press_that_is_shorter_than_the_time_between_two_glimpses_is_seen_once() -> None:
    noticed = Noticed()
    for right in (REST, HandState(True, menu=True, trigger=0.9, stick=(1.0, 0.0)), REST):
        _see(noticed, right)
    taken = noticed.take().hands[Hand.RIGHT]
    assert (taken.menu, taken.trigger, taken.stick) == (True, 0.9, (0.0, 0.0))
    assert noticed.take().hands[Hand.RIGHT] == REST
    _see(noticed, REST)
    assert noticed.take().hands[Hand.RIGHT] == REST


def test_a_hand_that_went_has_pressed_nothing() -> None:
    noticed = Noticed()
    _see(noticed, HandState(True, menu=True))
    _see(noticed, HandState())
    assert noticed.take().hands[Hand.RIGHT] == HandState()
