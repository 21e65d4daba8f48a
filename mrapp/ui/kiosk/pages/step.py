"""What every step of an opinion has: how far one is, the way back, over it, and on."""

from functools import partial

from PySide6.QtWidgets import QLabel

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.progress import how_far
from mrapp.app.questions import question_words as words
from mrapp.ui.asking.rows import make_label
from mrapp.ui.kiosk.page import KioskPage, Place

_SMALL = 0.85


class StepPage(KioskPage):
    """A step of an opinion. It begins with how far one is; its content comes after that."""

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        said = self._how_far()
        self._far: QLabel = make_label(said, place.looks, _SMALL, soft=True)
        self.rows.addWidget(self._far)
        self.words.append(said)

    def add_ways(self, *, needed: bool = False) -> None:
        """Add back and on, and unless an answer is needed: over it."""
        do = self.place.visiting.do
        self.back = self.tile(self.tr("Back"), partial(do, kiosk.go_back))
        if not needed:
            self.skip = self.tile(self.tr("Skip"), partial(do, kiosk.go_on), size=_SMALL)
        self.on = self.tile(self.tr("Next"), partial(do, kiosk.go_on), main=True)

    def show_ways(self, *, answered: bool) -> None:
        """Lead on once there is an answer, else over it; and say how far one is by now.

        Where an answer is needed, going on without one tells so.
        """
        if self.on is not None and self.skip is not None:
            self.on.setEnabled(answered)
            self.skip.setEnabled(not answered)
        said, before = self._how_far(), self._far.text()
        if said != before:
            self._far.setText(said)
            self._far.setAccessibleName(said)
            self.words[self.words.index(before)] = said

    def _how_far(self) -> str:
        visit = self.place.visit
        return words.how_far(*how_far(visit), visit.language)
