"""One rehearsal after the other, at the facilitator's window, whose buttons work as always."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from mrapp.ui.headset.rehearsing import LIFE, How, Rehearsing
from mrapp.ui.workbench import Workbench
from mrapp.xr.rehearsal.steps import Task

if TYPE_CHECKING:
    from mrapp.ui.headset.guiding import Guiding


class Rehearsals(QObject):
    """Begins and ends rehearsals, and tells them what the facilitator did.

    now: the one that goes on, if one does.
    """

    def __init__(self, bench: Workbench, guiding: "Guiding") -> None:
        super().__init__(guiding)
        self._bench, self._guiding = bench, guiding
        self.now: Rehearsing | None = None
        guiding.pressed.connect(self._did)
        guiding.runner.ended.connect(self._end)

    def begin(self, how: How = LIFE) -> Rehearsing | None:
        """Start a simulated headset to which scripted visitors come; nothing said there counts."""
        if self._bench.session_or_told() is None:
            return None
        guiding = self._guiding
        rehearsing = Rehearsing(self._bench, self, how)
        guiding.begin(rehearsing.make, how.options, rehearsing.door)
        self.now = rehearsing
        if guiding.visiting is not None:
            guiding.visiting.kept.connect(rehearsing.was_kept)
        rehearsing.host_wanted.connect(self._do_for_host)
        # Their panels may stand far from where they were led.
        rehearsing.given_back.connect(
            lambda: guiding.runner.wish(lambda loop: loop.gather_panels())
        )
        guiding.runner.wish(rehearsing.join)
        self.show()
        return rehearsing

    def show(self) -> None:
        """Show it in the facilitator's window, which may be another one by now."""
        if self._guiding.shown is not None:
            self._guiding.shown.rehearsal.follow(self.now)

    def _end(self) -> None:
        ended, self.now = self.now, None
        if ended is not None:
            ended.end()
        self.show()

    def _did(self, key: str) -> None:
        """Tell the rehearsal; what is down, such as a pause, is to be pressed once more."""
        shown = self._guiding.shown
        down = shown is not None and key != Task.NEXT and shown.buttons[key].isChecked()
        if self.now is not None and not down:
            self.now.did(key)

    def _do_for_host(self, task: str) -> None:
        """Press the button that the facilitator is asked for, where that is wanted."""
        rehearsing, shown = self.now, self._guiding.shown
        if rehearsing is None or shown is None or not rehearsing.by_itself:
            return
        button = shown.buttons[task]
        button.click()
        if button.isChecked():
            QTimer.singleShot(round(1000 * rehearsing.tells_s), button.click)
