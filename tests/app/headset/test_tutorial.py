"""The first minute: it waits for each deed, forces none, and speaks of the controllers in hand."""

import itertools
from dataclasses import replace

import pytest

from mrapp.app.headset import tutorial as first
from mrapp.app.headset.controls import Controls, all_ways, controls_of, how_to_go, how_to_open
from mrapp.app.headset.tutorial import Deed, Step
from mrapp.app.headset.wanted import Comfort, Going, Speak

DEEDS = [
    Deed.LOOKED_ROUND,
    Deed.PRESSED,
    Deed.TELEPORTED,
    Deed.TURNED,
    Deed.OPENED_MENU,
    Deed.CLOSED_MENU,
]
COMFORTS = [
    Comfort(going=going, one_handed=one, left_handed=left)
    for going, one, left in itertools.product(Going, (False, True), (False, True))
]


def test_each_step_waits_for_its_own_deed() -> None:
    tutorial = first.begun()
    for step, deed in zip(Step, DEEDS, strict=False):
        for other in set(DEEDS[DEEDS.index(deed) + 1 :]):
            ahead = first.did(tutorial, other)
            assert first.step_of(ahead, Controls.TOUCH) is step
        assert first.step_of(tutorial, Controls.TOUCH) is step
        tutorial = first.did(tutorial, deed)
    assert first.step_of(tutorial, Controls.TOUCH) is Step.HELP
    over, wanted = first.pressed(tutorial, Controls.TOUCH, "skip", "nl")
    assert wanted is None
    assert first.sheet_of(over, Controls.TOUCH, Comfort()) is None


def test_what_was_done_before_need_not_be_done_again() -> None:
    tutorial = first.begun()
    for deed in (Deed.WALKED, Deed.PRESSED, Deed.CLOSED_MENU, Deed.OPENED_MENU, Deed.TURNED):
        tutorial = first.did(tutorial, deed)
        assert first.step_of(tutorial, Controls.TOUCH) is Step.LOOK
    assert first.step_of(first.did(tutorial, Deed.LOOKED_ROUND), Controls.TOUCH) is Step.HELP


@pytest.mark.parametrize("controls", list(Controls))
def test_all_of_it_can_be_skipped_one_by_one_or_at_once(controls: Controls) -> None:
    tutorial, seen = first.begun(), []
    while (step := first.step_of(tutorial, controls)) is not None:
        seen.append(step)
        tutorial, _none = first.pressed(tutorial, controls, "skip", "nl")
    assert seen == list(first.steps_for(controls))
    # Without a stick there is nothing to turn with.
    assert (Step.TURN in seen) is controls.has_stick
    ended, _none = first.pressed(first.begun(), controls, "skip-all", "nl")
    assert first.step_of(ended, controls) is None


def test_other_controllers_in_the_middle_of_it_leave_it_where_it_is() -> None:
    tutorial = first.begun()
    for deed in DEEDS[:3]:
        tutorial = first.did(tutorial, deed)
    assert first.step_of(tutorial, Controls.TOUCH) is Step.TURN
    assert first.step_of(tutorial, Controls.HANDS) is Step.OPEN


def test_the_first_hint_offers_the_other_language() -> None:
    assert first.pressed(first.begun(), Controls.TOUCH, "language", "nl")[1] == Speak("en")
    assert first.pressed(first.begun(), Controls.TOUCH, "language", "en")[1] == Speak("nl")


@pytest.mark.parametrize(
    ("profile", "controls"),
    [
        ("/interaction_profiles/oculus/touch_controller", Controls.TOUCH),
        ("/interaction_profiles/meta/touch_plus_controller", Controls.TOUCH),
        ("/interaction_profiles/bytedance/pico4_controller", Controls.TOUCH),
        ("/interaction_profiles/hp/mixed_reality_controller", Controls.TOUCH),
        ("/interaction_profiles/valve/index_controller", Controls.INDEX),
        ("/interaction_profiles/htc/vive_controller", Controls.WAND),
        ("/interaction_profiles/microsoft/motion_controller", Controls.WMR),
        ("/interaction_profiles/khr/simple_controller", Controls.SIMPLE),
        ("/interaction_profiles/ext/hand_interaction_ext", Controls.HANDS),
        ("", Controls.TOUCH),
    ],
)
def test_controllers_are_known_by_their_profile(profile: str, controls: Controls) -> None:
    assert controls_of(profile) is controls


def test_who_uses_one_hand_is_told_of_that_hand_only() -> None:
    right, left = Comfort(one_handed=True), Comfort(one_handed=True, left_handed=True)
    assert how_to_open(Controls.TOUCH, right).nl.endswith(": B.")
    assert how_to_open(Controls.TOUCH, left).nl.endswith(": Y.")
    for comfort in (right, left, replace(left, going=Going.SMOOTH)):
        said = " ".join(line.en for line in all_ways(Controls.TOUCH, comfort))
        assert "left stick" not in said
        assert "right stick" not in said
    # With two hands, one walks: then it matters with which one jumps.
    walking = Comfort(going=Going.SMOOTH)
    assert "rechterstick" in how_to_go(Controls.TOUCH, walking).nl
    assert "linkerstick" in how_to_go(Controls.TOUCH, replace(walking, left_handed=True)).nl
    assert "loopt" in how_to_go(Controls.TOUCH, replace(walking, one_handed=True)).nl


@pytest.mark.parametrize("controls", list(Controls))
@pytest.mark.parametrize("comfort", COMFORTS)
def test_every_hint_is_in_both_languages_with_nothing_left_to_fill_in(
    controls: Controls, comfort: Comfort
) -> None:
    tutorial = first.begun()
    while (sheet := first.sheet_of(tutorial, controls, comfort)) is not None:
        assert sheet.words
        for phrase in (sheet.title, *sheet.words):
            assert phrase.nl != phrase.en
            assert "{" not in phrase.nl + phrase.en
        tutorial, _none = first.pressed(tutorial, controls, "skip", "nl")
