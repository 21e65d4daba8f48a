"""The PIN of the staff at a kiosk: read at the start, kept in mind, and set by staff only.

Whoever starts a kiosk stands before it: so a first PIN may be chosen there, but only in the first
two minutes. Later a visitor may be the first who finds the corner, and would have the way out.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mrapp.app.kiosk.staff import StaffPin, StaffPins, Tries, new_pin
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.tasks import TaskRunner

SETTING_S = 120.0
_AGAIN_S = 5.0

_READING = Phrase(nl="Pincode lezen", en="Reading the PIN")
_KEEPING = Phrase(nl="Pincode bewaren", en="Keeping the PIN")
_KEEPING_WRONG = Phrase(nl="Onthouden hoe vaak het fout was", en="Noting how often it was wrong")
_TRYING = Phrase(nl="Pincode nakijken", en="Checking the PIN")


class Pins(QObject):
    """What is known of the PIN. `changed` after it was read, set, or can be set no longer.

    pin: None where there is none, or none is known. fault: why it cannot be read. tries: how often
    a wrong one was given; kept, so that a restart gives nobody more of them. `not_kept` carries
    why that number could not be.
    """

    changed = Signal()
    not_kept = Signal(object)

    def __init__(
        self, pins: StaffPins, tasks: TaskRunner, checks: TaskRunner, visiting: Visiting
    ) -> None:
        """tasks: for what is on the disk; checks: for what only takes thinking."""
        super().__init__(visiting)
        self._pins, self._tasks, self._checks = pins, tasks, checks
        self._visiting = visiting
        self.pin: StaffPin | None = None
        self.fault: MrappError | None = None
        self.tries = Tries()
        self._known = self._busy = self._trying = False
        self._then: list[Callable[[], None]] = []
        self._begun_s = self._read_s = visiting.occasion.clock_s()
        self._told = (False, True)
        visiting.ticked.connect(self._tick)

    @property
    def missing(self) -> bool:
        """Whether staff have set no PIN, for certain."""
        return self._known and self.pin is None and self.fault is None

    @property
    def may_set(self) -> bool:
        """Whether the first PIN may be chosen at the kiosk."""
        return self._visiting.occasion.clock_s() - self._begun_s < SETTING_S

    def late_words(self) -> str:
        """Say why no PIN can be chosen here, and how it can be."""
        return self.tr(
            "No PIN is set. Here it can be chosen in the first two minutes after the start only. "
            "Start the kiosk again, or set it with: mrapp kiosk PROJECT --new-pin"
        )

    def look(self, then: Callable[[], None] = lambda: None) -> None:
        """Read the PIN, if it is not known yet; then go on."""
        if self.pin is not None:
            then()
            return
        self._then.append(then)
        if not self._busy:
            self._busy, self._read_s = True, self._visiting.occasion.clock_s()
            self._tasks.start(_READING, self._read, self._take_read, self._fail)

    def keep(
        self, code: str, then: Callable[[], None], failed: Callable[[MrappError], None]
    ) -> None:
        """Set a new PIN; then go on."""

        def work(_progress: object, _cancelled: object) -> StaffPin:
            pin = new_pin(code)
            self._pins.save(pin)
            return pin

        def done(pin: StaffPin) -> None:
            self._take(pin)
            then()

        self._tasks.start(_KEEPING, work, done, failed, stoppable=False)

    def try_out(
        self, code: str, then: Callable[[bool], None], failed: Callable[[MrappError], None]
    ) -> None:
        """Look whether a code is the PIN and go on with that; a wrong one is counted."""
        pin, tries, now_s = self.pin, self.tries, self._visiting.occasion.clock_s()
        if pin is None or self._trying:
            return
        self._trying = True

        def done(right: bool) -> None:
            self._trying, self.tries = False, Tries() if right else tries.after_wrong(now_s)
            if self.tries.wrong != tries.wrong:
                self._keep_wrong(self.tries.wrong)
            then(right)

        def not_done(error: MrappError) -> None:
            self._trying = False
            failed(error)

        # Not where the store is asked: staff must get in when that does not answer.
        self._checks.start(_TRYING, lambda _p, _c: pin.opens(code), done, not_done, quick=True)

    def _keep_wrong(self, wrong: int) -> None:
        self._tasks.start(
            _KEEPING_WRONG,
            lambda _p, _c: self._pins.keep_wrong(wrong),
            lambda _none: None,
            self.not_kept.emit,
            stoppable=False,
        )

    def _read(self, _progress: object, _cancelled: object) -> tuple[StaffPin | None, int]:
        return self._pins.load(), self._pins.wrong()

    def _take_read(self, found: tuple[StaffPin | None, int]) -> None:
        self.tries = Tries.kept(found[1], self._visiting.occasion.clock_s())
        self._take(found[0])

    def _take(self, pin: StaffPin | None) -> None:
        self.pin, self.fault = pin, None
        self._answer()

    def _fail(self, error: MrappError) -> None:
        self.fault = error
        self._answer()

    def _answer(self) -> None:
        self._busy, self._known = False, True
        waiting, self._then = self._then, []
        self._tell()
        for then in waiting:
            then()

    def _tell(self) -> None:
        told = (self.missing, self.may_set)
        if told != self._told:
            self._told = told
            self.changed.emit()

    def _tick(self) -> None:
        """Notice a PIN that was set by the command line, and that the first minutes are over."""
        now_s = self._visiting.occasion.clock_s()
        if self.pin is None and not self._busy and now_s - self._read_s >= _AGAIN_S:
            self.look()
        self._tell()
