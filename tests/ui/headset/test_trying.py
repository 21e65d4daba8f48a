"""The page that shows what controllers do, and what is told of tracking: in a real window."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from mrapp.app.headset.own_table import KEY
from mrapp.ui.headset.guiding import Guiding
from mrapp.ui.headset.trying import TryingPage
from mrapp.ui.robot import Robot, wait_for
from mrapp.xr.device import BlendMode, Condition, Hand, HandState
from mrapp.xr.exchange import Glimpse, Told
from mrapp.xr.frames import RigidPose
from mrapp.xr.inputs_told import input_rows
from mrapp.xr.loop import LoopOptions
from mrapp.xr.simulated import HandClock, SimulatedHeadset

pytestmark = pytest.mark.window
TOUCH = "/interaction_profiles/oculus/touch_controller"
HAND = HandState(present=True, aim=RigidPose(), grip=RigidPose(), profile=TOUCH, battery=0.5)


@pytest.fixture
def guiding(robot: Robot) -> Iterator[Guiding]:
    robot.window.parts.actions["headset.inputs"].trigger()
    guiding = robot.window.headset.guiding
    yield guiding
    guiding.close()


def _until(guiding: Guiding, so: Callable[[], bool]) -> None:
    wait_for(guiding.runner.seen, so, 60.0)


def _page(guiding: Guiding) -> TryingPage:
    assert guiding.trials.page is not None
    return guiding.trials.page


def _told(guiding: Guiding, hand: Hand) -> dict[str, str]:
    """Return what stands on the page for a hand, by the name of the input."""
    page, rows = _page(guiding), input_rows(Glimpse(Condition.ENDED).inputs)
    return {row.label.text("en"): page.told(at, hand) for at, row in enumerate(rows)}


def _begin(guiding: Guiding, **more: object) -> SimulatedHeadset:
    device = SimulatedHeadset(clock=HandClock(), eye_px=(64, 64), rate=20.0, **more)  # type: ignore[arg-type]
    guiding.begin(lambda: device, LoopOptions())
    _until(guiding, lambda: guiding.glimpse is not None and guiding.glimpse.inputs.steered)
    return device


def test_large_text_makes_the_page_no_higher_than_the_screen(
    guiding: Guiding, robot: Robot
) -> None:
    robot.window.bench.change_settings(text_scale=2.0)
    page = _page(guiding)
    assert page.height() <= page.screen().availableGeometry().height()


def test_each_input_is_seen_on_the_page_and_a_controller_can_be_felt(guiding: Guiding) -> None:
    page = _page(guiding)
    assert page.start.isVisible(), "without a headset one is offered"
    assert not page.buzzes[Hand.LEFT].isEnabled()
    device = _begin(guiding)
    assert not page.start.isVisible()
    assert _told(guiding, Hand.RIGHT)["Tracking"] == "niet gevonden"
    device.steer(hands={Hand.RIGHT: replace(HAND, trigger=0.5, stick=(-0.25, 1.0), back=True)})
    _until(guiding, lambda: _told(guiding, Hand.RIGHT)["Back"] == "ingedrukt")
    assert _told(guiding, Hand.RIGHT) == {
        "Tracking": "gevolgd",
        "Kind": "oculus/touch_controller",
        "Select": "los",
        "Trigger": "■■■■■····· 0,50",
        "Squeeze": "·········· 0,00",
        "Stick aside": "■■········ -0,25",
        "Stick ahead": "■■■■■■■■■■ 1,00",
        "Stick pressed": "los",
        "Menu": "los",
        "Back": "ingedrukt",
        "Battery": "50 %",
    }
    assert _told(guiding, Hand.LEFT)["Trigger"] == "–"
    assert not page.buzzes[Hand.LEFT].isEnabled()
    ticks = len(device.buzzed)
    page.buzzes[Hand.RIGHT].click()
    _until(guiding, lambda: len(device.buzzed) > ticks)
    assert device.buzzed[-1][0] is Hand.RIGHT
    device.steer(hands={Hand.RIGHT: HAND})
    _until(guiding, lambda: _told(guiding, Hand.RIGHT)["Back"] == "los")
    guiding.runner.stop()
    assert _told(guiding, Hand.RIGHT)["Tracking"] == "niet gevonden"
    assert page.start.isVisible()
    page.close()
    assert guiding.trials.page is None


def test_without_a_headset_mouse_and_keys_are_tried_and_no_visitor_comes(
    guiding: Guiding,
) -> None:
    assert guiding.shown is not None
    _page(guiding).by_hand.click()
    rehearsing = guiding.rehearsals.now
    assert rehearsing is not None
    assert rehearsing.by_hand is not None
    QTest.keyPress(guiding.shown.mirror, Qt.Key.Key_M)
    _until(guiding, lambda: _told(guiding, Hand.RIGHT)["Menu"] == "ingedrukt")
    assert not rehearsing.visits.ended
    guiding.runner.stop()


def test_tracking_batteries_and_the_room_are_told_in_words(guiding: Guiding) -> None:
    assert guiding.shown is not None
    about = guiding.shown.about
    device = _begin(guiding, blend_modes=(BlendMode.OPAQUE,))
    device.steer(hands={Hand.RIGHT: HAND, Hand.LEFT: HandState(present=True, profile=TOUCH)})
    words = "Hoofd: gevolgd · Links: er, plek onbekend · Rechts: gevolgd, batterij 50 %"
    _until(guiding, lambda: words in about.text())
    assert "kan de kamer niet laten zien" in about.text()
    assert not guiding.shown.buttons["real"].isEnabled()
    device.steer(located=False)
    _until(guiding, lambda: "Hoofd: plek onbekend" in about.text())
    device.steer(located=True, condition=Condition.VISIBLE)
    _until(guiding, lambda: "menu van de headset" in about.text().splitlines()[-2])


def test_a_tile_where_no_model_can_stand_is_told_until_it_lies_better(guiding: Guiding) -> None:
    _begin(guiding)
    assert guiding.visiting is not None
    desk = guiding.visiting.desk
    for news, asked in (("refused", KEY), ("found", None)):
        guiding.runner.told.emit(Told("tile", news))
        assert desk.asked == asked


def test_the_facilitator_lays_the_model_on_the_real_table_and_hears_when_that_ends(
    guiding: Guiding,
) -> None:
    shown = guiding.shown
    assert shown is not None
    device = _begin(guiding)
    real, table = shown.buttons["real"], shown.buttons["table"]
    assert real.isEnabled()
    real.click()
    _until(guiding, lambda: guiding.glimpse is not None and guiding.glimpse.room)
    assert real.isChecked()
    assert table.isChecked()
    assert guiding.visiting is not None
    assert guiding.visiting.desk.menu.on_own
    real.click()
    _until(guiding, lambda: guiding.glimpse is not None and not guiding.glimpse.room)
    assert table.isChecked(), "off the real table the model stays"
    real.click()
    _until(guiding, lambda: guiding.glimpse is not None and guiding.glimpse.room)
    device.steer(blend_modes=(BlendMode.OPAQUE,))
    _until(guiding, lambda: not real.isEnabled())
    assert "laat de kamer niet meer zien" in shown.news.text()
    words = " ".join(guiding.visiting.desk.words)
    assert "Uw kamer is niet meer te zien" in words


class _SlowToClose(SimulatedHeadset):
    """A headset whose software takes its time to end a session: for as long as it is held."""

    def __init__(self) -> None:
        super().__init__(clock=HandClock(), eye_px=(64, 64), rate=20.0)
        self.held = threading.Event()

    def close(self) -> None:
        """Let go of it once that is let."""
        if self.condition is Condition.ENDED and self.shown.number:
            self.held.wait(60.0)
        super().close()


def test_a_session_that_its_own_menu_ends_is_over_however_long_that_takes(
    guiding: Guiding,
) -> None:
    device, runner = _SlowToClose(), guiding.runner
    told: list[object] = []
    runner.told.connect(told.append)
    guiding.begin(lambda: device, LoopOptions())
    _until(guiding, lambda: guiding.glimpse is not None and guiding.glimpse.inputs.steered)
    device.leave()
    wait_for(runner.told, lambda: Told("condition", "ended") in told, 20.0)
    device.held.set()
    wait_for(runner.ended, lambda: not runner.running, 20.0)


@pytest.mark.logs
def test_a_fault_of_our_own_ends_the_headset_in_words_and_it_can_be_started_again(
    guiding: Guiding, caplog: pytest.LogCaptureFixture
) -> None:
    def wrong(_loop: object) -> None:
        raise ZeroDivisionError

    shown, runner = guiding.shown, guiding.runner
    assert shown is not None
    _begin(guiding)
    runner.wish(wrong)
    wait_for(runner.ended, lambda: not runner.running, 20.0)
    assert "mrapp zelf" in shown.mirror.accessibleName()
    assert "ZeroDivisionError" in caplog.text
    wait_for(runner.left, lambda: True, 20.0)
    _begin(guiding)
