"""The PIN of the staff at a kiosk: read at the start, kept in mind, and set by staff only.

Whoever starts a kiosk stands before it: so a first PIN may be chosen there, but only in the first
two minutes. Later a visitor may be the first who finds the corner, and would have the way out.
"""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mrapp.app.kiosk.staff import StaffPin, StaffPins, new_pin
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.kiosk.visiting import Visiting
from mrapp.ui.tasks import TaskRunner

SETTING_S = 120.0
_AGAIN_S = 5.0

_READING = Phrase(nl="Pincode lezen", en="Reading the PIN")
_KEEPING = Phrase(nl="Pincode bewaren", en="Keeping the PIN")


class Pins(QObject):
    """What is known of the PIN. `changed` after it was read, set, or can be set no longer.

    pin: None where there is none, or none is known. fault: why it cannot be read.
    """

    changed = Signal()

    def __init__(self, pins: StaffPins, tasks: TaskRunner, visiting: Visiting) -> None:
        super().__init__(visiting)
        self._pins, self._tasks, self._visiting = pins, tasks, visiting
        self.pin: StaffPin | None = None
        self.fault: MrappError | None = None
        self._known = self._busy = False
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
            self._tasks.start(_READING, lambda _p, _c: self._pins.load(), self._take, self._fail)

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
