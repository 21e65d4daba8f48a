"""A rehearsal in the real window: the facilitator is waited for, and nothing of it counts."""

import math
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mrapp.app.remarks.keeping import Draft, RemarkStore
from mrapp.model.errors import MrappError
from mrapp.model.remark import Channel, new_id
from mrapp.model.texts import Phrase
from mrapp.scene.quality import Quality
from mrapp.ui.headset.guiding import Guiding
from mrapp.ui.headset.rehearsing import How, Rehearsing
from mrapp.ui.headset.screen_view import ScreenView
from mrapp.ui.robot import Robot, wait_for
from mrapp.xr.budget import LEVELS
from mrapp.xr.loop import LoopOptions
from mrapp.xr.rehearsal import steps as to
from mrapp.xr.rehearsal.visits import Outcome
from mrapp.xr.simulated import HandClock

pytestmark = [pytest.mark.window, pytest.mark.slow]

_SMALL_SCREEN_PX, _NARROW_PX = 1366 - 40, 520
_ASKING = Phrase(nl="Kijken", en="Looking")
_SAYS = to.Scripted(
    "A",
    Phrase(nl="zegt iets", en="says something"),
    (
        *(to.PutOn(), to.Press("skip-all"), to.BeginSaying(), to.PointPlace(), to.Feel(4)),
        *(to.About(), to.AnswerAll(), to.Record(0.2), to.Send(), to.TakeOff()),
    ),
)
_STUCK = to.Scripted(
    "B",
    Phrase(nl="blijft steken", en="gets stuck"),
    (to.PutOn(), to.Press("nowhere"), to.TakeOff()),
)


def _how(*visitors: to.Scripted) -> How:
    return How(
        visitors,
        pace=8.0,
        clock=HandClock,
        eye_px=(64, 64),
        rate=20.0,
        patience=400,
        options=LoopOptions(levels=LEVELS[:1], quality=Quality.FAST),
    )


@pytest.fixture
def guiding(robot: Robot) -> Iterator[Guiding]:
    robot.wait(robot.window.door.changed, lambda: robot.window.door.ready)
    robot.window.parts.actions["headset.open"].trigger()
    guiding = robot.window.headset.guiding
    yield guiding
    guiding.close()
    robot.idle()


def _ask(robot: Robot, work: Callable[[RemarkStore], object]) -> object:
    """Ask the project's own store something."""
    answers: list[object] = []

    def fail(error: MrappError) -> None:
        raise error

    robot.window.door.ask(_ASKING, work, answers.append, fail)
    robot.wait(robot.window.bench.tasks.idle, lambda: bool(answers))
    return answers[0]


def _until(rehearsing: Rehearsing, so: Callable[[], bool]) -> None:
    wait_for(rehearsing.changed, so, 60.0)


def _until_asked(guiding: Guiding, rehearsing: Rehearsing, words: str) -> None:
    """Wait until the window says what to do, which is a moment after the script wants it."""
    shown = guiding.shown
    assert shown is not None
    _until(rehearsing, lambda: words in shown.rehearsal.ask.text())


def test_what_is_said_in_a_rehearsal_counts_nowhere_and_is_gone_afterwards(
    guiding: Guiding, robot: Robot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left = Draft(new_id(), datetime.now(UTC), {"channel": Channel.VR, "language": "nl", "mood": 2})
    _ask(robot, lambda store: store.keep_draft(left))
    rehearsing = guiding.rehearsals.begin(_how(_SAYS, _STUCK))
    assert rehearsing is not None
    shown = guiding.shown
    assert shown is not None
    assert shown.rehearsal.isVisible()
    assert "telt nergens mee" in shown.rehearsal.badge.text()
    _until_asked(guiding, rehearsing, "F8")
    assert rehearsing.visits.now.wants is to.Task.NEXT
    assert [e.outcome for e in rehearsing.visits.ended] == [Outcome.DONE] * len(_SAYS.steps)
    assert len(rehearsing.remarked) == 1
    folders = list(tmp_path.glob("mrapp-passing-*"))
    robot.window.parts.actions["headset.next"].trigger()
    _until(rehearsing, lambda: rehearsing.visits.now.over)
    (failed,) = rehearsing.visits.failed
    assert failed.why is not None
    assert failed.why.en.startswith("Nothing came")
    assert _ask(robot, lambda store: store.count()) == 0
    assert _ask(robot, lambda store: [each.id for each in store.drafts()]) == [left.id], (
        "a rehearsal threw away what a real visitor was saying"
    )
    shown.buttons["stop"].click()
    assert not shown.rehearsal.isVisible()
    robot.idle()
    assert folders
    assert not any(each.exists() for each in folders)


def test_the_facilitators_part_can_be_done_too_and_a_pause_is_one(
    guiding: Guiding, robot: Robot
) -> None:
    steps = (to.PutOn(), to.AskHost(to.Task.PAUSE), to.AskHost(to.Task.HERE), to.TakeOff())
    visitor = to.Scripted("A", Phrase(nl="wacht", en="waits"), steps)
    rehearsing = guiding.rehearsals.begin(_how(visitor))
    assert rehearsing is not None
    shown = guiding.shown
    assert shown is not None
    _until_asked(guiding, rehearsing, f"druk op {shown.buttons['pause'].text()},")
    shown.buttons["pause"].click()
    robot.turn()
    assert rehearsing.visits.now.wants is to.Task.PAUSE, "a pause has an end"
    shown.buttons["pause"].click()
    _until_asked(guiding, rehearsing, f"({shown.buttons['here'].text()})")
    shown.rehearsal.for_me.click()
    _until(rehearsing, lambda: rehearsing.visits.now.over)
    assert [e.outcome for e in rehearsing.visits.ended] == [Outcome.DONE] * len(steps)


def test_the_facilitator_takes_over_with_the_keyboard_and_gives_back(
    guiding: Guiding, robot: Robot
) -> None:
    visitor = to.Scripted("A", Phrase(nl="kijkt", en="looks"), (to.PutOn(), to.See("nothing")))
    rehearsing = guiding.rehearsals.begin(replace(_how(visitor), patience=1_000_000))
    assert rehearsing is not None
    shown, visiting = guiding.shown, guiding.visiting
    assert shown is not None
    assert visiting is not None
    _until(rehearsing, lambda: rehearsing.visits.now.at == 2)
    shown.rehearsal.steer.click()
    assert "W A S D" in shown.rehearsal.how.text()
    robot.window.bench.change_settings(text_scale=1.5)
    for view, most in ((ScreenView.FREE, _NARROW_PX), (ScreenView.STEADY, _SMALL_SCREEN_PX)):
        shown.views.buttons[view].click()
        robot.turn()
        assert shown.minimumSizeHint().width() <= most, f"{view}: buttons are off the screen"
        room = shown.screen().availableGeometry()
        assert room.contains(shown.geometry()), f"{view}: the window is larger than the screen"
    shown.mirror.setFocus()
    begun = rehearsing.visits.puppet.head_at
    QTest.keyPress(shown.mirror, Qt.Key.Key_M)
    wait_for(guiding.runner.seen, lambda: visiting.desk.menu.open, 60.0)
    QTest.keyRelease(shown.mirror, Qt.Key.Key_M)
    QTest.keyPress(shown.mirror, Qt.Key.Key_W)
    puppet = rehearsing.visits.puppet
    wait_for(guiding.runner.seen, lambda: math.dist(puppet.head_at, begun) > 3.0, 60.0)
    QTest.keyClick(shown.mirror, Qt.Key.Key_Escape)
    assert rehearsing.by_hand is None
    assert not shown.rehearsal.steer.isChecked()
    assert shown.isVisible(), "Esc gave the visitor back, and closed nothing"

    def beside() -> bool:
        panels = guiding.glimpse.panels if guiding.glimpse is not None else ()
        return all(math.dist(each.pose.position, puppet.head_at) < 2.0 for each in panels)

    wait_for(guiding.runner.seen, beside, 20.0)
    rehearsing.visits.skip()
    _until(rehearsing, lambda: rehearsing.visits.now.over)
