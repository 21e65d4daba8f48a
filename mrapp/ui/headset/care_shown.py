"""Shows staff how a visitor is cared for, and hears what they set; holds box and carer together."""

from PySide6.QtCore import QObject

from mrapp.ui.headset.care_box import CareBox
from mrapp.ui.headset.caring import Caring
from mrapp.ui.headset.visiting import Visiting
from mrapp.ui.workbench import Workbench


class CareShown(QObject):
    """One box at a time, or none."""

    def __init__(self, bench: Workbench, caring: Caring, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._caring = bench, caring
        self._box: CareBox | None = None
        self._silent = False
        caring.changed.connect(self.show)

    def attach(self, box: CareBox) -> None:
        """Show all in a box from now on."""
        self._box = box
        box.answered.connect(self._caring.answer)
        box.put_off_wanted.connect(self._caring.put_off)
        box.round_off_wanted.connect(self._caring.round_off)
        box.minutes_wanted.connect(
            lambda minutes: self._bench.change_settings(break_after_min=minutes)
        )
        box.sound_wanted.connect(lambda step: self._bench.change_settings(headset_sound=step))
        self.show()

    def detach(self) -> None:
        """Show it no more: the box went with its window."""
        self._box = None

    def begin(self, visiting: Visiting, *, counted: bool) -> None:
        """Care for the visitors of a headset that was started; counted: they are no rehearsal."""
        visiting.stopped.connect(self._caring.wants_to_stop)
        visiting.worn.connect(self._caring.wear)
        visiting.went_on.connect(self._caring.look)
        visiting.hearing.changed.connect(lambda: self._take_sound(visiting))
        self._caring.begin(visiting.desk, visiting.hearing.play, counted=counted)

    def tick(self) -> None:
        """Let time pass."""
        self._caring.look()
        self.show()

    def _take_sound(self, visiting: Visiting) -> None:
        self._silent = visiting.hearing.absent
        self.show()

    def show(self) -> None:
        """Bring it up to date."""
        box, caring, settings = self._box, self._caring, self._bench.settings
        if box is None:
            return
        box.show_settings(settings.break_after_min, settings.headset_sound)
        box.show_worn(caring.worn_s, caring.left_s)
        box.show_told(caring.told, alarm=caring.alarm)
        box.show_question(caring.question)
        box.show_silent(silent=self._silent)
        box.show_totals(caring.counts.today, caring.counts.ever)
