"""A rehearsal: scripted visitors come to a simulated headset, and the facilitator works for real.

What is said goes into a store of the rehearsal's own, which is erased when it ends.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from mrapp.app.remarks.keeping import Kept, RemarkStore
from mrapp.model.errors import MrappError
from mrapp.model.texts import Phrase
from mrapp.ui.opinions.door import StoreDoor
from mrapp.ui.workbench import Workbench
from mrapp.xr.device import Headset
from mrapp.xr.exchange import Steered
from mrapp.xr.loop import USUAL, LoopOptions
from mrapp.xr.rehearsal.around import Around
from mrapp.xr.rehearsal.body import Body
from mrapp.xr.rehearsal.by_hand import ByHand
from mrapp.xr.rehearsal.pilot import BodyPilot
from mrapp.xr.rehearsal.steps import Scripted, Task
from mrapp.xr.rehearsal.visitors import VISITORS
from mrapp.xr.rehearsal.visits import Visits
from mrapp.xr.simulated import Clock, SimulatedHeadset, WallClock

_READING = Phrase(nl="Kijken wat er in de oefening gezegd is", en="Looking at what was rehearsed")
_TELLS_S = 1.5
"""How long a facilitator who pauses talks, where that goes by itself."""


@dataclass(frozen=True)
class How:
    """How a rehearsal goes.

    pace: times faster than people. by_itself: whether the facilitator's part is done, too.
    clock: of the headset. options: how it draws. eye_px, rate: see `SimulatedHeadset`. keeps:
    whether what the eyes see is kept, for pictures. patience: see `Puppet`.
    """

    visitors: tuple[Scripted, ...] = VISITORS
    pace: float = 1.0
    by_itself: bool = False
    clock: Callable[[], Clock] = WallClock
    eye_px: tuple[int, int] = (720, 720)
    rate: float = 72.0
    keeps: bool = False
    options: LoopOptions = USUAL
    patience: int = 1_500


LIFE = How()


@dataclass(frozen=True)
class Remarked:
    """What a visitor said that was kept. visitor: its number, from 0."""

    visitor: int
    receipt: str


@dataclass(frozen=True)
class Found:
    """What is in the store of a rehearsal. drafts: of what was begun and not kept."""

    remarks: tuple[Mapping[str, Any], ...] = ()
    drafts: int = 0


class Rehearsing(QObject):
    """One rehearsal; all doors are called on the window's thread.

    Signals: `changed` another step, or another visitor; `host_wanted` what the facilitator is to
    do, a `Task`, once for each; `given_back` the script leads again, from where the visitor is
    now; `over` everybody has been.
    """

    changed = Signal()
    host_wanted = Signal(object)
    given_back = Signal()
    over = Signal()
    _told = Signal()

    def __init__(self, bench: Workbench, parent: QObject, how: How = LIFE) -> None:
        super().__init__(parent)
        self.how = how
        self._place = bench.services.rehearse()
        self.door = StoreDoor(bench, None, self, self._place)
        self.door.closed.connect(self._erase)
        self.door.open()
        self.visits = Visits(how.visitors, self._told.emit, pace=how.pace, patience=how.patience)
        self.by_itself = how.by_itself
        self._hurries = how.clock is not WallClock
        self.pilot = BodyPilot(self._lead, self._breathes)
        self.by_hand: ByHand | None = None
        self.headset: SimulatedHeadset | None = None
        self.remarked: list[Remarked] = []
        self._asked = (0, 0)
        self._over = False
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def tells_s(self) -> float:
        """How long a facilitator talks who pauses, where that goes by itself."""
        return _TELLS_S / self.visits.pace

    def make(self) -> Headset:
        """Make the headset; on its own thread. In pictures that are kept panels are drawn."""
        how = self.how
        self.headset = SimulatedHeadset(
            clock=how.clock(),
            eye_px=how.eye_px,
            rate=how.rate,
            quads=not how.keeps,
            keeps=how.keeps,
            pilot=self.pilot,
        )
        return self.headset

    def join(self, loop: Steered) -> None:
        """Let the visitors see; on the headset's thread."""
        loop.watch(self.pilot.see)

    def did(self, task: str) -> None:
        """Take in that the facilitator pressed a button, by its key."""
        if task in {each.value for each in Task}:
            self.visits.host_did(Task(task))

    def steer(self, on: bool) -> None:
        """Let the facilitator lead the visitor's body, or the script again, with its step anew."""
        if on:
            self.by_hand = ByHand(self.visits.puppet)
        elif self.by_hand is not None:
            self.visits.begin_anew()
            self.by_hand = None
            self.given_back.emit()
        self.changed.emit()

    def let_by_itself(self, on: bool) -> None:
        """Let the facilitator's part be done, too; also what they are asked for just now."""
        self.by_itself = on
        wants = self.visits.now.wants
        if on and wants is not None:
            self.host_wanted.emit(wants)

    def was_kept(self, receipt: str) -> None:
        """Take in that somebody's opinion was kept."""
        self.remarked.append(Remarked(self.visits.now.visitor, receipt))
        self.changed.emit()

    def look(self, done: Callable[[Found], None], failed: Callable[[MrappError], None]) -> None:
        """Tell what is in the store by now."""
        self.door.ask(_READING, _found, done, failed, lasting=True)

    def end(self) -> None:
        """Erase what was said, once the store is closed."""
        self.door.leave()

    def _lead(self, around: Around) -> Body:
        by_hand = self.by_hand
        return by_hand.frame(around) if by_hand is not None else self.visits.frame(around)

    def _erase(self) -> None:
        self._place.remarks.erase()
        self.deleteLater()

    def _breathes(self) -> bool:
        return self._hurries and self.visits.waiting

    def _take(self) -> None:
        now = self.visits.now
        self.changed.emit()
        asked = (now.visitor, now.at)
        if now.wants is not None and asked != self._asked:
            self._asked = asked
            self.host_wanted.emit(now.wants)
        if now.over and not self._over:
            self._over = True
            self.over.emit()


def _found(store: RemarkStore) -> Found:
    return Found(tuple(_told(each) for each in store.kept()), len(store.drafts()))


def _told(kept: Kept) -> Mapping[str, Any]:
    """Return what a remark tells, as JSON holds it: nothing in it is a person's."""
    remark = kept.remark
    if remark is None:
        return {"id": kept.id, "state": str(kept.state)}
    return {
        "id": remark.id,
        "channel": str(remark.channel),
        "language": remark.language,
        "mood": remark.mood,
        "theme": remark.theme,
        "point": list(remark.point) if remark.point else None,
        "answers": len(remark.answered.answers) if remark.answered else 0,
        "files": sorted(each.role for each in remark.attachments),
        "variant": remark.sight.variant if remark.sight else None,
    }
