"""A whole rehearsal without anybody: its report, and pictures of each step."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from mrapp.app.ports import Services
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.scene.quality import Quality
from mrapp.scene.snapshot import as_png
from mrapp.ui.application import make_window
from mrapp.ui.headset.facilitator import FacilitatorWindow
from mrapp.ui.headset.guiding import Guiding
from mrapp.ui.headset.rehearsing import Found, How, Rehearsing
from mrapp.ui.main_window import MainWindow
from mrapp.ui.robot import wait_for
from mrapp.xr.budget import LEVELS
from mrapp.xr.loop import LoopOptions
from mrapp.xr.rehearsal.steps import words_of
from mrapp.xr.rehearsal.visits import Ended, Outcome
from mrapp.xr.simulated import HandClock

# All of a session in the window takes a few minutes; a machine without a graphics card is slow.
_LONGEST_S = 1_800.0
_STEPS = Phrase(nl="Stap {number}: {words}", en="Step {number}: {words}")
Tell = Callable[[Phrase], None]


def rehearse_offscreen(
    services: Services, path: Path, pictures: Path | None, tell: Tell
) -> dict[str, Any]:
    """Let all visitors come to a project, in a window that is not shown; see `rehearse_alone`.

    With pictures as slowly and as sharply as in life, else in a hurry. Qt draws on no screen; who
    calls this has told it so. Raises `ProjectError`.
    """
    # First, for nobody is there to read in the window what is wrong with it.
    opened = services.projects.load(path)
    window = make_window(services)
    window.bench.open(opened)
    # Files wait for the first frame of a view that is not shown here.
    window.bench.tasks.release()
    try:
        return rehearse_alone(window, _LIKE_LIFE if pictures else _IN_A_HURRY, pictures, tell)
    finally:
        window.bench.leave()
        window.close()


# One level of effort: pictures of a slow machine are to be as sharp as others.
_LIKE_LIFE = How(
    by_itself=True,
    clock=HandClock,
    eye_px=(800, 800),
    rate=30.0,
    keeps=True,
    options=LoopOptions(levels=LEVELS[:1]),
)
_IN_A_HURRY = How(
    pace=8.0,
    by_itself=True,
    clock=HandClock,
    eye_px=(64, 64),
    rate=20.0,
    options=LoopOptions(levels=LEVELS[:1], quality=Quality.FAST),
)


def rehearse_alone(
    window: MainWindow, how: How, pictures: Path | None = None, tell: Tell = lambda _words: None
) -> dict[str, Any]:
    """Let all visitors come; returns what each did, as JSON holds it.

    The window need not be shown. pictures: a folder for what the eyes saw and the facilitator's
    window after each step; None: none.
    """
    bench = window.bench
    wait_for(bench.loaded, lambda: bench.session is not None and not bench.loader.busy)
    guiding = window.headset.guiding
    guiding.open()
    rehearsing = guiding.rehearsals.begin(how)
    assert rehearsing is not None
    steps = _Steps(guiding, rehearsing, pictures, tell)
    try:
        wait_for(rehearsing.changed, lambda: steps.look() or _is_over(guiding), _LONGEST_S)
        steps.look()
        found = _found(rehearsing)
        facts = rehearsing.headset.facts if rehearsing.headset else None
        return {
            "runtime": facts and {"runtime": facts.runtime, "eye_px": list(facts.eye_px)},
            "visitors": [_visitor(rehearsing, number) for number in range(len(how.visitors))],
            "failed": len(rehearsing.visits.failed),
            "whole": rehearsing.visits.now.over,
            "remarks": [dict(each) for each in found.remarks],
            "drafts_left": found.drafts,
        }
    finally:
        guiding.close()


def _is_over(guiding: Guiding) -> bool:
    rehearsing = guiding.rehearsals.now
    return rehearsing is None or rehearsing.visits.now.over


class _Steps:
    """Looks at each step that has ended."""

    def __init__(
        self, guiding: Guiding, rehearsing: Rehearsing, folder: Path | None, tell: Tell
    ) -> None:
        self._guiding, self._rehearsing = guiding, rehearsing
        self._folder, self._tell = folder, tell
        self._seen = 0

    def look(self) -> bool:
        """Tell of what is new, and take its picture; False."""
        ended = self._rehearsing.visits.ended
        while self._seen < len(ended):
            step = ended[self._seen]
            self._seen += 1
            words = _words(step)
            self._tell(_STEPS.filled(number=self._seen, words=words))
            if self._folder is not None and step.outcome is not Outcome.MISSED:
                self._take(self._folder, f"{self._seen:02d}-{type(step.step).__name__.lower()}")
        return False

    def _take(self, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        headset, shown = self._rehearsing.headset, self._guiding.shown
        eyes = headset.shown.eyes if headset is not None else {}
        if len(eyes) > 1:
            both = np.concatenate([eyes[number][..., :3] for number in (0, 1)], axis=1)
            (folder / f"{name}-eyes.png").write_bytes(as_png(np.ascontiguousarray(both)))
        if isinstance(shown, FacilitatorWindow):
            shown.grab().save(str(folder / f"{name}-window.png"))


def _words(ended: Ended) -> Phrase:
    why, step = ended.why, words_of(ended.step)
    if why is None:
        return step
    return Phrase(nl=f"{step.nl}: {why.nl}", en=f"{step.en}: {why.en}")


def _visitor(rehearsing: Rehearsing, number: int) -> dict[str, Any]:
    visitor = rehearsing.visits.visitors[number]
    return {
        "name": visitor.name,
        "about": visitor.about.en,
        "steps": [_step(each) for each in rehearsing.visits.ended if each.visitor == number],
        "receipts": [each.receipt for each in rehearsing.remarked if each.visitor == number],
    }


def _step(ended: Ended) -> dict[str, Any]:
    return {
        "step": repr(ended.step),
        "outcome": ended.outcome.value,
        "frames": ended.frames,
        "seconds": ended.seconds,
        "why": ended.why.en if ended.why else None,
    }


def _found(rehearsing: Rehearsing) -> Found:
    answers: list[Found] = []
    failures: list[MrappError] = []
    rehearsing.look(answers.append, failures.append)
    wait_for(rehearsing.door.wrote, lambda: bool(answers or failures))
    if failures:
        raise failures[0]
    return answers[0]
