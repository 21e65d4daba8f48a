"""The states of an OpenXR session, also those that no runtime at hand goes through."""

from mrapp.xr.device import Condition
from mrapp.xr.openxr.states import entered


def _through(*states: str, leaving: bool = False) -> tuple[list[Condition], list[str]]:
    """Return the conditions that a session passes through, and what was done to it."""
    conditions, done = [Condition.WAITING], []
    for state in states:
        now = entered(state, leaving=leaving, before=conditions[-1])
        conditions.append(now.condition)
        done += ["begin"] * now.begins + ["end"] * now.ends
    return conditions[1:], done


def test_a_headset_that_is_taken_off_and_put_on_again_goes_on() -> None:
    on = ("READY", "SYNCHRONIZED", "VISIBLE", "FOCUSED")
    off = ("VISIBLE", "SYNCHRONIZED", "STOPPING", "IDLE")
    conditions, done = _through("IDLE", *on, *off, *on)
    running = [Condition.READY, Condition.READY, Condition.VISIBLE, Condition.FOCUSED]
    stopping = [Condition.VISIBLE, Condition.READY, Condition.WAITING, Condition.WAITING]
    assert conditions == [Condition.WAITING, *running, *stopping, *running]
    assert done == ["begin", "end", "begin"]


def test_the_menu_of_the_runtime_takes_the_hands_and_gives_them_back() -> None:
    conditions, done = _through("READY", "FOCUSED", "VISIBLE", "FOCUSED")
    assert conditions[1:] == [Condition.FOCUSED, Condition.VISIBLE, Condition.FOCUSED]
    assert done == ["begin"]


def test_a_session_ends_by_its_own_wish_and_by_ours() -> None:
    conditions, done = _through("READY", "STOPPING", "IDLE", "EXITING")
    assert conditions[-2:] == [Condition.WAITING, Condition.ENDED]
    assert done == ["begin", "end"]
    assert _through("READY", "STOPPING", "IDLE", leaving=True)[0][-1] is Condition.ENDED


def test_a_runtime_that_is_about_to_go_is_lost_and_an_unknown_state_changes_nothing() -> None:
    assert _through("READY", "FOCUSED", "LOSS_PENDING")[0][-1] is Condition.LOST
    assert _through("READY", "FOCUSED", "SOMETHING_NEW")[0][-1] is Condition.FOCUSED
