"""The corner of the staff: a PIN first, then what waits, the event, the day slip, the way out."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from mrapp.app.kiosk.staff import is_pin
from mrapp.app.remarks.keeping import Condition, Outbox, RemarkStore
from mrapp.model.errors import MrappError
from mrapp.model.remark_errors import StoreSlowError
from mrapp.model.texts import Phrase
from mrapp.ui.kiosk.pinpad import PinPad
from mrapp.ui.kiosk.pins import Pins
from mrapp.ui.kiosk.posting import Posting
from mrapp.ui.kiosk.sheet import Cover
from mrapp.ui.kiosk.shelf import Shelf
from mrapp.ui.kiosk.staff_page import DayCount, StaffPage
from mrapp.ui.kiosk.visiting import Visiting

_OUTBOX = Phrase(nl="Nakijken wat wacht", en="Looking at what waits")
_SLIP = Phrase(nl="Dagstaat maken", en="Making the day slip")
_MOST_TOLD = 12


@dataclass
class StaffNews:
    """What staff should know: how the store was found, what was recovered, what went wrong."""

    condition: Condition | None = None
    recovered: int = 0
    told: list[Callable[[str], str]] = field(default_factory=list)

    def add(self, say: Callable[[str], str]) -> None:
        """Keep something to tell; the oldest goes, and nothing is told twice."""
        if say("en") not in [each("en") for each in self.told]:
            self.told = [*self.told, say][-_MOST_TOLD:]

    def add_error(self, error: MrappError) -> None:
        """Keep what went wrong."""
        self.add(error.text)

    def words(self, language: str) -> list[str]:
        """Return it all in a language."""
        notices = self.condition.notices if self.condition else ()
        return [
            *(notice.text(language) for notice in notices),
            *(say(language) for say in self.told),
        ]


class StaffCorner(Cover):
    """Lies over the page while staff are there. `leave_wanted`, `event_chosen`, `closed`."""

    leave_wanted = Signal()
    event_chosen = Signal(str)
    closed = Signal()

    def __init__(
        self,
        window: QWidget,
        shelf: Shelf,
        pins: Pins,
        day_slip: Callable[[RemarkStore, str], str] | None,
        visiting: Visiting,
        news: StaffNews,
        posting: Posting,
    ) -> None:
        super().__init__(window)
        self._posting = posting
        posting.changed.connect(self._show_sync)
        self._shelf, self._pins, self._day_slip = shelf, pins, day_slip
        self._visiting, self._news = visiting, news
        self._event = ""
        self._first_pin = ""
        self._reader = QScrollArea()
        self._reader.setWidgetResizable(True)
        self._reader.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.column.addWidget(self._reader)
        self.pad: PinPad | None = None
        self.page: StaffPage | None = None
        self._pin_pad: PinPad | None = None
        self._inside = self._waited = False
        self._touched_s = 0.0
        shelf.changed.connect(self._look_again)
        pins.not_kept.connect(news.add_error)
        visiting.ticked.connect(self._lock_up)
        visiting.ticked.connect(self._count_down)

    def first(self) -> QWidget | None:
        """Return what gets the focus."""
        return self.page.first() if self.page is not None else self.pad

    def touched(self) -> None:
        """Take in that somebody touched something."""
        self._touched_s = self._visiting.occasion.clock_s()

    def ask(self) -> None:
        """Ask for the PIN; the first time, and just after the start, for a new one."""
        if self.isVisible():
            return
        self.touched()
        slow = self._shelf.trouble
        if self._pins.pin is None and isinstance(slow, StoreSlowError):
            # There the PIN is too: it may never be read.
            self._tell(slow.text(self._language))
        else:
            self._pins.look(self._ask_for)

    def _ask_for(self) -> None:
        if self.isVisible():
            return
        pins = self._pins
        if pins.fault is not None:
            words = self.tr("The PIN cannot be read. %1")
            self._tell(words.replace("%1", pins.fault.text(self._language)))
        elif pins.pin is not None:
            self._ask_pin(self.tr("For staff: give the PIN."))
        elif self._shelf.trouble is not None:
            self._tell(self._shelf.trouble.text(self._language))
        elif pins.may_set:
            self._ask_new(self.tr("No PIN is set yet. Choose one of 4 to 12 digits."))
        else:
            self._tell(pins.late_words())

    def _tell(self, words: str) -> None:
        """Tell what keeps everybody out."""
        self.page = None
        self.pad = PinPad(self._visiting.looks, words, None, self.end)
        if self._shelf.trouble is not None:
            self.pad.add(self.tr("Try again"), self._ask_again)
        self._put(self.pad)
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_again(self) -> None:
        """Try the store at once, and then ask anew."""

        def ask() -> None:
            self.end()
            self.ask()

        self._shelf.try_again(ask)

    def _ask_new(self, words: str) -> None:
        self._first_pin = ""
        self._ask(words, self._take_new)

    def _ask(self, words: str, then: Callable[[str], None]) -> None:
        self.page = None
        self.pad = PinPad(self._visiting.looks, words, then, self.end)
        self._put(self.pad)
        self.pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_new(self, code: str) -> None:
        if not is_pin(code):
            self._ask_new(self.tr("That cannot be a PIN: 4 to 12 digits, not all the same."))
        elif not self._first_pin:
            self._ask(self.tr("The same once more."), self._take_new)
            self._first_pin = code
        elif code != self._first_pin:
            self._ask_new(self.tr("The two were not the same. Choose a PIN of 4 to 12 digits."))
        else:
            self._keep_new(code)

    def _keep_new(self, code: str) -> None:
        self._first_pin = ""
        self._pins.keep(code, self._enter, self._failed)

    def _ask_pin(self, words: str) -> None:
        """Ask for the PIN; after five wrong ones, tell how long to wait instead."""
        self._ask(self._wait_words() or words, self._check)
        self._pin_pad = self.pad

    def _check(self, code: str) -> None:
        """Look whether a PIN is right."""
        if self._wait_words():
            self._count_down()
            return

        pad = self.pad

        def done(right: bool) -> None:
            if self.pad is not pad:
                # They went away, and somebody else may stand there now.
                return
            if right:
                self._enter()
            else:
                words = self.tr("That is not the PIN. Tries left: %1.")
                self._ask_pin(words.replace("%1", str(self._pins.tries.left)))

        if pad is not None:
            pad.ask(self.tr("One moment."), aloud=True)
        self._pins.try_out(code, done, self._failed)

    def _wait_words(self) -> str:
        """Return how long nobody may try; "" where one may."""
        left_s = self._pins.tries.waits_s(self._visiting.occasion.clock_s())
        words = self.tr("Too many wrong PINs. Try again in %1 seconds.")
        return words.replace("%1", str(left_s)) if left_s else ""

    def _count_down(self) -> None:
        """Tell how long one still has to wait for another try, and when one may."""
        waiting = self._wait_words()
        pad = self.pad if self.pad is self._pin_pad else None
        if pad is not None and (waiting or self._waited):
            pad.ask(waiting or self.tr("For staff: give the PIN."), aloud=not waiting)
        self._waited = bool(waiting)

    def _failed(self, error: MrappError) -> None:
        self._news.add_error(error)
        if self.isVisible():
            self._tell(error.text(self._language))

    def _enter(self) -> None:
        """Look at what waits, then show it all; where nothing can be looked at, show that."""
        if not self.isVisible():
            return
        self._inside = True
        if not self._shelf.is_open:
            self._show(None)
            return

        def work(store: RemarkStore) -> tuple[Outbox, DayCount]:
            now = self._visiting.occasion.utc_now()
            return store.outbox(), DayCount.of(store.columns(), now)

        self._shelf.look(_OUTBOX, work, self._show, self._cannot_look)
        # What hangs is noticed where something is to be kept.
        self._shelf.try_again()

    def _cannot_look(self, error: MrappError) -> None:
        self._news.add_error(error)
        self._show(None)

    def _lock_up(self) -> None:
        """Go away once nobody was there for so long that a visitor would have been forgotten.

        Whoever comes next is a stranger, and not to be let in by staff who walked away.
        """
        patience = self._visiting.occasion.patience
        passed_s = self._visiting.occasion.clock_s() - self._touched_s
        if self.isVisible() and passed_s >= patience.idle_s + patience.countdown_s:
            self.end()

    def _look_again(self) -> None:
        """Show to staff who are there that opinions can be kept again, or no longer."""
        if self._inside:
            self._enter()

    def _show(self, found: tuple[Outbox, DayCount] | None) -> None:
        if not self.isVisible() or not self._inside:
            return
        self.pad = None
        trouble = self._shelf.trouble
        words = trouble.text(self._language) if trouble is not None else ""
        slip = self._make_slip if self._day_slip is not None and found is not None else None
        self.page = StaffPage(self._visiting, found, self._news_words(), self._event, words, slip)
        self.page.event_chosen.connect(self._choose_event)
        self.page.leave_wanted.connect(self.leave_wanted)
        self.page.closed.connect(self.end)
        self.page.again_wanted.connect(self._try_again)
        self.page.pin_wanted.connect(self._change_pin)
        self.page.hold_wanted.connect(self._posting.hold)
        self._show_sync()
        self._put(self.page)
        self.page.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_sync(self) -> None:
        if self.page is not None and self._posting.state is not None:
            self.page.show_sync(self._posting.state)

    def _try_again(self) -> None:
        """Try the store at once; what comes of it is shown."""
        self._shelf.try_again(self._enter)

    def _change_pin(self) -> None:
        self._inside = False
        self._ask_new(self.tr("Choose a new PIN of 4 to 12 digits."))

    @property
    def _language(self) -> str:
        return self._visiting.visit.language

    def _news_words(self) -> list[str]:
        words = self._news.words(self._language)
        if self._news.recovered:
            found = self.tr("Opinions that nobody had finished, found at the start: %1")
            words.append(found.replace("%1", str(self._news.recovered)))
        return words

    def _make_slip(self) -> None:
        slip, page, language = self._day_slip, self.page, self._language
        if slip is None or page is None:
            return

        def done(path: str) -> None:
            if self.page is page:
                page.tell(self.tr("The day slip is in %1").replace("%1", path))

        self._shelf.look(_SLIP, lambda store: slip(store, language), done, self._failed)

    def _choose_event(self, event: str) -> None:
        self._event = event
        self.event_chosen.emit(event)

    def _put(self, widget: QWidget) -> None:
        old = self._reader.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._reader.setWidget(widget)
        self.show()
        self.raise_()
        self.closed.emit()

    def end(self) -> None:
        """Go away, and forget what was typed."""
        self._first_pin = ""
        self._inside = False
        old = self._reader.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self.pad = self.page = self._pin_pad = None
        self.hide()
        self.closed.emit()
