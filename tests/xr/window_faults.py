"""The real window with a headset of a real runtime, while that goes wrong: what comes of it.

`python -m tests.xr.rig -m tests.xr.window_faults [--losses N] [--only NAME ...] [--close-held]`
stages one fault after the other, with a visitor who has begun to say something. It prints a line of
JSON: for each fault what the headset went through, whether what was begun is still there, and how
long the window's thread stood still (a timer of 5 ms; median and longest gap between beats).
"""

import argparse
import faulthandler
import json
import os
import signal
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer

from mrapp.app.headset.telling import Page
from mrapp.app.settings import KeptInMemory, Settings
from mrapp.bootstrap import build_services
from mrapp.feedback.stores import FolderStores
from mrapp.model.headset_errors import HeadsetHeldError
from mrapp.scene.quality import Quality
from mrapp.ui.application import make_application, make_window
from mrapp.ui.headset.guiding import Guiding
from mrapp.ui.robot import Robot, wait_for
from mrapp.xr.device import Condition
from mrapp.xr.exchange import Failed
from mrapp.xr.openxr.loader import openxr_headset
from mrapp.xr.simulated import Cue, SimulatedHeadset
from tests.ui.headset.visitor import Visitor, say
from tests.ui.kiosks import write_kiosk_project
from tests.xr.drawing import ANOTHER_PROGRAM
from tests.xr.rig import control, inside
from tests.xr.rig.packages import Prefix, prefix
from tests.xr.rig.service import Service, running_service

_BEAT_MS = 5
_PATIENCE_S = 60.0


@dataclass
class Beats:
    """Hears the window's heart: the seconds between one beat and the next."""

    gaps_s: list[float] = field(default_factory=list)
    _last_s: float = 0.0

    def beat(self) -> None:
        """Take in that the window's thread came round."""
        now_s = time.perf_counter()
        if self._last_s:
            self.gaps_s.append(now_s - self._last_s)
        self._last_s = now_s

    def since(self, number: int) -> dict[str, float]:
        """Return the median and the longest of the gaps from a number on, milliseconds."""
        gaps = self.gaps_s[number:] or [0.0]
        return {
            "median_ms": round(1e3 * statistics.median(gaps), 1),
            "worst_ms": round(1e3 * max(gaps), 1),
        }


@dataclass
class Stage:
    """The window, the runtime, and what has happened so far."""

    service: Service
    debian: Prefix
    guiding: Guiding
    robot: Robot
    losses: int
    passed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    beats: Beats = field(default_factory=Beats)

    def see(self, condition: Condition) -> None:
        """Note how the headset is doing, where that is another than before."""
        if not self.passed or self.passed[-1] != condition:
            self.passed.append(condition)

    def until(self, so: Callable[[], bool]) -> None:
        """Let the window go on until something is so."""
        wait_for(self.guiding.runner.seen, so, _PATIENCE_S)

    def becomes(self, condition: Condition) -> None:
        """Let the window go on until the headset is doing so."""
        self.until(lambda: self.guiding.runner.condition is condition)

    def aside(self, do: Callable[[], object]) -> None:
        """Do something slow on another thread, while the window goes on."""
        thread = threading.Thread(target=do)
        thread.start()
        self.until(lambda: not thread.is_alive())

    def passes(self, seconds: float) -> None:
        """Let so much time pass in the window."""
        ends_s = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > ends_s)

    def signal(self, number: int) -> None:
        """Hold up the runtime, wherever it is, or let it go on."""
        os.kill(self.service.pid, number)

    def start(self) -> None:
        """Start the headset, and wait for the visitor."""
        self.guiding.begin(openxr_headset)
        self.becomes(Condition.FOCUSED)
        self.until(lambda: self.guiding.glimpse is not None and self.guiding.glimpse.frames > 3)

    @property
    def visitor(self) -> Visitor:
        """Who stands at the desk."""
        assert self.guiding.visiting is not None
        return Visitor(self.guiding.visiting.desk)

    @property
    def kept(self) -> bool:
        """Whether what the visitor has begun to say is there, or is offered."""
        if self.guiding.visiting is None:
            return False
        telling = self.guiding.visiting.desk.speaking.telling
        return telling.thing is not None and telling.answers == {"how": "train"}


def _said(stage: Stage) -> None:
    """A visitor points at a house and begins to say something."""
    say(stage.visitor, "theme:green", "on", "answer:train")


def _killed(stage: Stage) -> None:
    stage.aside(stage.service.kill)
    stage.becomes(Condition.LOST)
    stage.aside(stage.service.start)
    stage.becomes(Condition.FOCUSED)


def _restarted(stage: Stage) -> None:
    stage.aside(stage.service.restart)
    stage.becomes(Condition.LOST)
    stage.becomes(Condition.FOCUSED)


def _lost_again_and_again(stage: Stage) -> None:
    for _each in range(stage.losses):
        _killed(stage)


def _held_up(stage: Stage) -> None:
    """The runtime stands still for a while, in whatever it is doing, and goes on."""
    stage.signal(signal.SIGSTOP)
    stage.until(lambda: stage.guiding.runner.silent_s > 1.0)
    stage.signal(signal.SIGCONT)
    stage.becomes(Condition.FOCUSED)
    stage.until(lambda: stage.guiding.runner.silent_s < 0.5)


def _taken(stage: Stage) -> None:
    """Another program takes the headset, and gives it back."""
    with inside.start(stage.debian, "-c", ANOTHER_PROGRAM) as other:
        stage.becomes(Condition.READY)
        stage.aside(lambda: control.show(stage.service, os.getpid()))
        stage.becomes(Condition.FOCUSED)
        assert other.stdin is not None
        other.stdin.close()
        stage.until(lambda: other.poll() is not None)


def _controllers_taken(stage: Stage) -> None:
    def give(*, given: bool) -> None:
        control.give_controllers(stage.service, os.getpid(), given=given)

    stage.aside(lambda: give(given=False))
    stage.passes(0.3)
    stage.aside(lambda: give(given=True))
    stage.passes(0.3)
    stage.becomes(Condition.FOCUSED)


def _started_anew(stage: Stage) -> None:
    """One session of the headset after the other; what was begun is offered to who comes."""
    stage.guiding.runner.stop()
    stage.start()
    stage.until(lambda: stage.visitor.desk.speaking.telling.page is Page.RECOVERED)


def _taken_off(stage: Stage) -> None:
    """Taken off and put on again: no runtime at hand has a headset that can be, so a simulated."""
    script = (Cue(1.0, condition=Condition.WAITING), Cue(2.0, condition=Condition.READY))
    stage.guiding.begin(lambda: SimulatedHeadset(script, eye_px=(96, 96), rate=30.0))
    for condition in (Condition.FOCUSED, Condition.WAITING, Condition.FOCUSED):
        stage.becomes(condition)
    stage.start()
    stage.until(lambda: stage.visitor.desk.speaking.telling.page is Page.RECOVERED)


def _never_back(stage: Stage) -> None:
    """The runtime never comes back from a call; the headset is stopped, and started in vain."""
    stage.signal(signal.SIGSTOP)
    stage.until(lambda: stage.guiding.runner.silent_s > 0.5)
    runner = stage.guiding.runner
    told: list[object] = []
    runner.told.connect(told.append)
    left: list[bool] = []
    runner.left.connect(lambda: left.append(True))
    runner.stop()
    assert not runner.running
    wait_for(runner.told, lambda: bool(told), _PATIENCE_S)
    stage.guiding.begin(openxr_headset)
    wait_for(runner.ended, lambda: not runner.running, _PATIENCE_S)
    held = [each for each in told if isinstance(each, Failed)]
    assert [type(each.error) for each in held] == [HeadsetHeldError] * 2, told
    assert not left
    stage.signal(signal.SIGCONT)
    wait_for(runner.left, lambda: bool(left), _PATIENCE_S)
    stage.start()
    stage.until(lambda: stage.visitor.desk.speaking.telling.page is Page.RECOVERED)


FAULTS: dict[str, Callable[[Stage], None]] = {
    "runtime killed, started again": _killed,
    "runtime restarted": _restarted,
    "runtime stands still for a second": _held_up,
    "another program takes the headset": _taken,
    "another program takes the controllers": _controllers_taken,
    "two sessions in a row": _started_anew,
    "headset taken off and put on again": _taken_off,
    "lost again and again": _lost_again_and_again,
    "runtime never comes back": _never_back,
}


def staged(stage: Stage, names: list[str]) -> dict[str, Any]:
    """Stage faults one after the other; returns what came of each."""
    found: dict[str, Any] = {}
    stage.start()
    _said(stage)
    for name in names:
        stage.passed.clear()
        first = len(stage.beats.gaps_s)
        FAULTS[name](stage)
        found[name] = {
            "passed": list(stage.passed),
            "kept": stage.kept,
            "again": stage.guiding.runner.condition,
            "beats": stage.beats.since(first),
        }
    return found


def main() -> None:
    """Stage what is asked for, and close the window; prints one line of JSON."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--losses", type=int, default=3)
    asked.add_argument("--only", nargs="*", default=list(FAULTS))
    asked.add_argument("--close-held", action="store_true")
    asked.add_argument("--patience", type=float, default=150.0, help="seconds for all of it")
    given = asked.parse_args()
    debian = prefix()
    make_application()
    with tempfile.TemporaryDirectory() as kept, running_service(debian) as service:
        # From here on, for the runtime may be waited for: who hangs says where, and ends.
        faulthandler.dump_traceback_later(given.patience, exit=True)
        os.environ.update(service.client)
        folder = Path(kept)
        # Away from what the person at this machine has.
        for name in ("CACHE", "REMARKS", "STATE"):
            os.environ[f"MRAPP_{name}"] = str(folder / name.lower())
        settings = Settings(hints_seen=True, quality=Quality.FAST)
        services = replace(build_services(), remarks=FolderStores(folder / "said"))
        window = make_window(services, KeptInMemory(settings))
        window.resize(1280, 720)
        window.show()
        window.open(write_kiosk_project(folder / "klein"))
        robot = Robot(window)
        robot.ready()
        guiding = window.headset.guiding
        guiding.open()
        stage = Stage(service, debian, guiding, robot, given.losses)
        guiding.runner.seen.connect(lambda glimpse: stage.see(glimpse.condition))
        heart = QTimer()
        heart.setTimerType(Qt.TimerType.PreciseTimer)
        heart.setInterval(_BEAT_MS)
        heart.timeout.connect(stage.beats.beat)
        heart.start()
        found: dict[str, Any] = {"faults": staged(stage, given.only)}
        if given.close_held:
            stage.signal(signal.SIGSTOP)
            stage.until(lambda: guiding.runner.silent_s > 0.5)
        closed_s = time.monotonic()
        window.bench.leave()
        window.close()
        found["closed_s"] = round(time.monotonic() - closed_s, 2)
        heart.stop()
        print(json.dumps(found), flush=True)
    sys.exit(0)


if __name__ == "__main__":
    main()
