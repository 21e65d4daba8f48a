"""One rehearsal after the other, at the facilitator's window, whose buttons work as always."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from mrapp.ui.headset.facilitator import FacilitatorWindow
from mrapp.ui.headset.rehearsing import LIFE, How, Rehearsing
from mrapp.ui.headset.runner import HeadsetRunner, Make
from mrapp.ui.headset.visiting import Visiting
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.workbench import Workbench
from mrapp.xr.loop import LoopOptions
from mrapp.xr.rehearsal.steps import Task

Begin = Callable[[Make, LoopOptions, StoreDoor], Visiting | None]
"""Starts a headset whose opinions go to a store; returns who looks after its visitors."""


class Rehearsals(QObject):
    """Begins and ends rehearsals, and tells them what the facilitator did.

    shown: the facilitator's window, while it is open. now: the one that goes on, if one does.
    """

    def __init__(
        self,
        bench: Workbench,
        runner: HeadsetRunner,
        begin: Begin,
        shown: Callable[[], FacilitatorWindow | None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bench, self._runner, self._begin, self._shown = bench, runner, begin, shown
        self.now: Rehearsing | None = None
        runner.ended.connect(self._end)

    def begin(self, how: How = LIFE) -> Rehearsing | None:
        """Start a simulated headset to which scripted visitors come; nothing said there counts."""
        if self._bench.session_or_told() is None:
            return None
        rehearsing = Rehearsing(self._bench, self, how)
        visiting = self._begin(rehearsing.make, how.options, rehearsing.door)
        self.now = rehearsing
        if visiting is not None:
            visiting.kept.connect(rehearsing.was_kept)
        rehearsing.host_wanted.connect(self._do_for_host)
        # Their panels may stand far from where they were led.
        rehearsing.given_back.connect(lambda: self._runner.wish(lambda loop: loop.gather_panels()))
        self._runner.wish(rehearsing.join)
        self.show()
        return rehearsing

    def show(self) -> None:
        """Show it in the facilitator's window, which may be another one by now."""
        shown = self._shown()
        if shown is not None:
            shown.rehearsal.follow(self.now)

    def _end(self) -> None:
        ended, self.now = self.now, None
        if ended is not None:
            ended.end()
        self.show()

    def did(self, key: str) -> None:
        """Tell the rehearsal what was pressed; what is down, such as a pause, is half done."""
        shown = self._shown()
        down = shown is not None and key != Task.NEXT and shown.buttons[key].isChecked()
        if self.now is not None and not down:
            self.now.did(key)

    def _do_for_host(self, task: str) -> None:
        """Press the button that the facilitator is asked for, where that is wanted."""
        rehearsing, shown = self.now, self._shown()
        if rehearsing is None or shown is None or not rehearsing.by_itself:
            return
        button = shown.buttons[task]
        button.click()
        if button.isChecked():
            QTimer.singleShot(round(1000 * rehearsing.tells_s), button.click)
