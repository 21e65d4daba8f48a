"""What staff see once their PIN was right: nothing of what anybody said, only how much there is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mrapp.app.clock import day_words, local_from_utc
from mrapp.app.remarks.keeping import Columns, Outbox
from mrapp.app.sync_words import sync_lines, sync_summary
from mrapp.app.syncing import SyncState
from mrapp.model.texts import pick_language
from mrapp.ui.asking.rows import make_label, row_of
from mrapp.ui.asking.tiles import Mark, Tile
from mrapp.ui.kiosk.visiting import Visiting

_DAY_S = 86_400.0


@dataclass(frozen=True)
class DayCount:
    """How many opinions there are, and how many of the last 24 hours."""

    total: int
    last_day: int

    @classmethod
    def of(cls, columns: Columns, now_utc: datetime) -> "DayCount":
        """Count."""
        since = now_utc.timestamp() - _DAY_S
        return cls(len(columns.ids), int((columns.made_s >= since).sum()))


class StaffPage(QWidget):
    """The numbers, the event to choose, and the way out."""

    event_chosen = Signal(str)
    leave_wanted = Signal()
    again_wanted = Signal()
    pin_wanted = Signal()
    hold_wanted = Signal(bool)
    closed = Signal()

    def __init__(
        self,
        visiting: Visiting,
        found: tuple[Outbox, DayCount] | None,
        news: list[str],
        event: str,
        trouble: str,
        slip: Callable[[], None] | None,
    ) -> None:
        """found: how much there is; None: that is not known. trouble: why nothing can be kept.

        slip: makes the slip of the day; None: nothing can.
        """
        super().__init__()
        self._visiting = visiting
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(8)
        self._say(self.tr("For staff"), 1.35, bold=True)
        if trouble:
            self._add_trouble(trouble)
        if found is not None:
            self._say(self._outbox_words(found[0]))
            kept, count = self.tr("Opinions here: %1. In the last 24 hours: %2."), found[1]
            self._say(kept.replace("%1", str(count.total)).replace("%2", str(count.last_day)))
        self._sync = make_label("", visiting.looks)
        self._hold = self._tile(self.tr("Hold sending"), partial(self.hold_wanted.emit, True))
        self._resume = self._tile(self.tr("Resume sending"), partial(self.hold_wanted.emit, False))
        for part in (self._sync, self._hold, self._resume):
            part.hide()
            self._rows.addWidget(part)
        for words in news:
            if words != trouble:
                self._say(words, 0.85)
        self._events: dict[str, Tile] = {}
        self._add_events(event)
        foot = [self._tile(self.tr("Day slip"), slip)] if slip is not None else []
        foot.append(self._tile(self.tr("Another PIN"), self.pin_wanted.emit))
        foot.append(self._tile(self.tr("Leave the kiosk"), self.leave_wanted.emit))
        self._close = self._tile(self.tr("Back to the kiosk"), self.closed.emit, main=True)
        self._rows.addWidget(row_of([*foot, self._close]))
        self._rows.addStretch(1)

    def first(self) -> Tile:
        """Return what gets the focus."""
        return self._close

    def tell(self, words: str) -> None:
        """Add a line."""
        self._rows.insertWidget(1, make_label(words, self._visiting.looks, bold=True))

    def show_sync(self, state: SyncState) -> None:
        """Show how sending stands, and let it be held or resumed."""
        zone, language = self._visiting.occasion.project.time_zone, self._language
        told = [sync_summary(state, language), state.why.text(language) if state.why else ""]
        told += [f"{what}: {value}" for what, value in sync_lines(state, zone, language)]
        words = " · ".join(filter(None, told))
        self._sync.setText(words)
        self._sync.setAccessibleName(words)
        self._sync.show()
        self._hold.setVisible(state.enrolled and not state.held)
        self._resume.setVisible(state.enrolled and state.held)

    def _add_trouble(self, trouble: str) -> None:
        self._say(self.tr("Nobody can give an opinion now."), bold=True)
        self._say(trouble)
        occasion = self._visiting.occasion
        clock = local_from_utc(occasion.utc_now(), occasion.project.time_zone).clock()
        tried = self.tr("Tried last at %1. The kiosk goes on trying by itself.")
        self._say(tried.replace("%1", clock), 0.85)
        self._rows.addWidget(self._tile(self.tr("Try again"), self.again_wanted.emit))

    def _outbox_words(self, outbox: Outbox) -> str:
        if not outbox.waiting:
            return self.tr("Nothing waits to be sent.")
        words = self.tr("Waiting to be sent: %1").replace("%1", str(outbox.waiting))
        if outbox.since is not None:
            zone, language = self._visiting.occasion.project.time_zone, self._language
            since = local_from_utc(outbox.since, zone)
            when = f"{day_words(since.day, language)}, {since.clock()}"
            words = f"{words} · " + self.tr("since %1").replace("%1", when)
        return words

    def _add_events(self, chosen: str) -> None:
        events = self._visiting.occasion.project.events
        if not events:
            return
        self._say(self.tr("Which event is it?"))
        none = self.tr("No event")
        rows = [("", none)]
        for event in events:
            name = pick_language(event.name, self._language)
            rows.append((event.id, f"{name} ({event.date})" if event.date else name))
        for event_id, name in rows:
            self._events[event_id] = self._tile(
                name, partial(self._choose, event_id), mark=Mark.ONE
            )
        self._rows.addWidget(row_of(list(self._events.values())))
        self._show_event(chosen)

    def _choose(self, event: str) -> None:
        self._show_event(event)
        self.event_chosen.emit(event)

    def _show_event(self, chosen: str) -> None:
        for event, tile in self._events.items():
            tile.setChecked(event == chosen)

    @property
    def _language(self) -> str:
        return self._visiting.visit.language

    def _say(self, words: str, size: float = 1.0, *, bold: bool = False) -> None:
        self._rows.addWidget(make_label(words, self._visiting.looks, size, bold=bold))

    def _tile(
        self,
        words: str,
        do: Callable[[], object],
        *,
        main: bool = False,
        mark: Mark = Mark.NONE,
    ) -> Tile:
        tile = Tile(words, self._visiting.looks, main=main, mark=mark)
        tile.clicked.connect(lambda _checked=False: do())
        return tile
