"""Frames without a window beside them: a report that says what was shown, or why nothing was."""

import json
import os
import signal
import threading
from dataclasses import replace

import pytest

from mrapp.app.state import AssetShow
from mrapp.model.headset_errors import HeadsetLostError
from mrapp.model.texts import Phrase
from mrapp.scene.quality import Quality
from mrapp.xr.alone import STOPPED, walk_alone
from mrapp.xr.budget import LEVELS
from mrapp.xr.exchange import SceneUpdate, Start
from mrapp.xr.loop import LoopOptions
from mrapp.xr.scripts import walk
from mrapp.xr.simulated import HandClock, SimulatedHeadset
from tests.scene.helpers import state, town

pytestmark = pytest.mark.slow

UPDATE = SceneUpdate(state(AssetShow("town", "context", "town")), {"town": town()})
OPTIONS = LoopOptions(quality=Quality.FAST, levels=LEVELS[:1], mirror=False)
START = Start((0.0, -130.0, 1.65), 0.0)


def test_a_scripted_walk_ends_in_a_report_of_each_part_of_a_frame() -> None:
    def make() -> SimulatedHeadset:
        return SimulatedHeadset(walk(20.0), HandClock(), eye_px=(64, 64))

    told = json.loads(json.dumps(walk_alone(make, UPDATE, START, 400, OPTIONS)))
    assert told["frames"] == 400
    assert told["error"] is None
    assert told["runtime"]["simulated"] is True
    assert told["conditions"] == ["ready", "focused"]
    assert told["first_frame_s"] > 0.0
    assert told["views"] == 2
    assert told["drawn_px"] == [64, 64]
    assert told["level_changes"] == []
    assert {"wait", "render", "copy", "submit", "python"} <= set(told["times_ms"])
    for part in told["times_ms"].values():
        assert 0.0 <= part["median_ms"] <= part["p99_ms"] <= part["most_ms"]


def test_where_there_is_no_headset_the_report_says_why() -> None:
    def gone() -> None:
        raise HeadsetLostError(code="GONE")

    told = walk_alone(lambda: SimulatedHeadset(found=gone), UPDATE, START, 10, OPTIONS)
    assert told["frames"] == 0
    assert "GONE" in told["error"]
    assert told["conditions"] == ["lost"]


def test_a_walk_that_is_interrupted_has_left_its_headset_when_its_report_comes() -> None:
    """The headset's thread must not draw on while the program ends around it."""

    def make() -> SimulatedHeadset:
        return SimulatedHeadset(walk(20.0), HandClock(), eye_px=(64, 64))

    def interrupt() -> None:
        begun.wait()
        os.kill(os.getpid(), signal.SIGINT)

    def progress(_share: float, _words: Phrase) -> None:
        begun.set()

    begun, seen = threading.Event(), replace(OPTIONS, mirror=True)
    other = threading.Thread(target=interrupt)
    other.start()
    told = walk_alone(make, UPDATE, START, 100_000, seen, progress=progress)
    left = [each.name for each in threading.enumerate()]
    other.join()
    assert told["happened"][-1] == STOPPED
    assert "headset" not in left
