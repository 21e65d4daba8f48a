"""Scripted visitors: each step waits for its effect, and fails in words; no device is needed."""

from dataclasses import replace

import numpy as np
import pytest

from mrapp.app.headset.panels import HitArea, PanelPicture
from mrapp.model.texts import Phrase
from mrapp.xr.device import Condition, Hand
from mrapp.xr.frames import RigidPose
from mrapp.xr.pointing import StandingPanel, spot_on
from mrapp.xr.rehearsal.around import Around
from mrapp.xr.rehearsal.body import Body, Puppet
from mrapp.xr.rehearsal.by_hand import ByHand, Wish
from mrapp.xr.rehearsal.going import pitch_for
from mrapp.xr.rehearsal.steps import (
    AskHost,
    Press,
    PutOn,
    Scripted,
    See,
    SetComfort,
    Step,
    TakeOff,
    Task,
    words_of,
)
from mrapp.xr.rehearsal.visitors import VISITORS
from mrapp.xr.rehearsal.visits import Ended, Outcome, Visits

_WORDS = Phrase(nl="doet iets", en="does something")


def _panel(*areas: str, key: str = "menu") -> StandingPanel:
    """Return a panel straight ahead with areas below each other."""
    boxes = tuple(
        HitArea(area, 10.0, 10.0 + 100.0 * row, 390.0, 90.0 + 100.0 * row)
        for row, area in enumerate(areas)
    )
    picture = PanelPicture(key, np.zeros((400, 400, 4), np.uint8), 1.0, boxes)
    return StandingPanel(picture, RigidPose((0.3, 1.5, -1.5)))


def _somebody(name: str, *steps: Step) -> Scripted:
    return Scripted(name, _WORDS, steps)


class _Room:
    """A room with a panel, in which a press leads from one page to the next."""

    def __init__(self, visits: Visits, *pages: StandingPanel) -> None:
        self.visits, self.pages = visits, list(pages)
        self.pressed: list[str | None] = []
        self.condition = Condition.WAITING
        self._held = False

    def frame(self) -> Body:
        """Let a frame pass."""
        panels = tuple(self.pages[:1])
        around = Around(self.condition, 0.02, panels=panels, finished=True)
        body = self.visits.frame(around)
        self.condition = Condition.FOCUSED if body.worn else Condition.WAITING
        hand = body.hands[Hand.RIGHT]
        if hand.select and not self._held and hand.aim is not None:
            spot = spot_on(panels, hand.aim)
            self.pressed.append(spot.area if spot else None)
            del self.pages[:1]
        self._held = hand.select
        return body

    def play(self, frames: int = 2_000) -> list[Ended]:
        """Let frames pass until all is over."""
        for _ in range(frames):
            if self.visits.now.over:
                return self.visits.ended
            self.frame()
        pytest.fail(f"still {self.visits.now}")


def test_a_visitor_presses_what_is_meant_and_goes_on_once_the_page_has_changed() -> None:
    visits = Visits([_somebody("A", PutOn(), Press("second"), Press("variant:*"), TakeOff())])
    room = _Room(visits, _panel("first", "second"), _panel("variants", "variant:high"), _panel("x"))
    assert [each.outcome for each in room.play()] == [Outcome.DONE] * 4
    assert room.pressed == ["second", "variant:high"]
    assert room.condition is Condition.WAITING


def test_what_does_not_come_fails_in_words_and_the_next_visitor_comes_after_the_host() -> None:
    visits = Visits(
        [_somebody("A", PutOn(), Press("nowhere"), TakeOff()), _somebody("B", PutOn(), TakeOff())],
        patience=60,
    )
    room = _Room(visits, _panel("first"))
    while visits.now.wants is None:
        room.frame()
    failed, missed = visits.ended[1:]
    assert failed.outcome is Outcome.FAILED
    assert failed.why is not None
    assert "nowhere" in failed.why.en
    assert "first" in failed.why.nl
    assert (missed.step, missed.outcome) == (TakeOff(), Outcome.MISSED)
    for _ in range(100):
        assert not room.frame().worn, "the next one came before being let in"
    visits.host_did(Task.NEXT)
    assert [each.outcome for each in room.play()[3:]] == [Outcome.DONE] * 3
    assert len(visits.failed) == 1


def test_what_the_visitors_press_is_told_as_it_is_called_and_not_by_a_key() -> None:
    told = [(step, words_of(step)) for visitor in VISITORS for step in visitor.steps]
    keys = [
        (step.area, words) for step, words in told if isinstance(step, Press | SetComfort | See)
    ]
    assert keys
    assert [key for key, words in keys if f"({key})" in words.nl or words.nl == words.en] == []


def test_a_press_that_changes_nothing_fails() -> None:
    visits = Visits([_somebody("A", PutOn(), Press("first"))], patience=60)
    room = _Room(visits, *(_panel("first") for _ in range(9)))
    assert room.play()[-1].outcome is Outcome.FAILED
    assert room.pressed == ["first"] * 3, "nobody presses once only, or for ever"


def test_pausing_holds_still_skipping_goes_on_and_a_host_in_a_hurry_is_followed() -> None:
    steps = (PutOn(), Press("never"), AskHost(Task.HERE), Press("never"))
    visits = Visits([_somebody("A", *steps), _somebody("B", PutOn())], patience=10_000)
    room = _Room(visits, _panel("first"))
    while visits.now.at < 2:
        room.frame()
    visits.paused = True
    still = room.frame()
    assert all(room.frame() == still for _ in range(20))
    visits.paused = False
    visits.skip()
    room.frame()
    assert visits.now.wants is Task.HERE
    visits.host_did(Task.HERE)
    room.frame()
    visits.host_did(Task.NEXT)
    room.play()
    outcomes = [each.outcome for each in visits.ended]
    assert outcomes == [
        *(Outcome.DONE, Outcome.SKIPPED, Outcome.DONE, Outcome.SKIPPED),
        *(Outcome.DONE, Outcome.DONE),
    ]


def test_an_arc_is_thrown_as_far_as_is_meant() -> None:
    """With a headset the same is seen of the real arc; here the formula, at its ends."""
    near, usual, far = (pitch_for(metres, 1.2) for metres in (1.0, 5.0, 40.0))
    assert near < usual < far
    assert np.degrees(far) == pytest.approx(43.0, abs=10.0)


def test_a_left_handed_visitor_with_one_hand_has_no_right_one() -> None:
    seated = replace(_somebody("C", PutOn()), left=True, alone=True, eye_m=1.2)
    body = Visits([seated]).frame(Around())
    assert body.head.position[1] == pytest.approx(1.2)
    assert body.hands[Hand.LEFT].present
    assert not body.hands[Hand.RIGHT].present


def test_keys_and_mouse_lead_a_body_and_the_hand_points_at_what_is_under_the_mouse() -> None:
    panel = _panel("first", "second")
    by_hand = ByHand(Puppet((0.0, 1.6, 0.0)))
    around = Around(Condition.FOCUSED, 0.1, panels=(panel,), finished=True)
    by_hand.target = around.middle_of("second")
    by_hand.hold(Wish.PRESS, True)
    hand = by_hand.frame(around).hands[Hand.RIGHT]
    assert hand.select
    assert hand.aim is not None
    spot = spot_on((panel,), hand.aim)
    assert spot is not None
    assert spot.area == "second", "the hand is beside the eye, and points at the same place"
    by_hand.hold(Wish.PRESS, False)
    by_hand.look(np.pi / 2.0, 0.0)
    by_hand.hold(Wish.AHEAD, True)
    body = by_hand.frame(around)
    assert not body.hands[Hand.RIGHT].select
    assert body.head.position == pytest.approx((-0.14, 1.6, 0.0)), "to the left, where one looks"


def test_a_click_between_two_frames_is_a_press_of_one_frame() -> None:
    by_hand = ByHand(Puppet((0.0, 1.6, 0.0)))
    around = Around(Condition.FOCUSED, 0.1, panels=(_panel("first"),), finished=True)
    for on in (True, False):
        by_hand.hold(Wish.PRESS, on)
    pressed = [by_hand.frame(around).hands[Hand.RIGHT].select for _ in range(2)]
    assert pressed == [True, False]
