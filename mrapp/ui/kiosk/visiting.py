"""The visit that is going on: every request goes through here, and the clock that ends it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Concatenate, ParamSpec

from PySide6.QtCore import QObject, QTimer, Signal

from mrapp.app.kiosk import visit as kiosk
from mrapp.app.kiosk.drafts import draft_of, of_kiosk, visit_of
from mrapp.app.kiosk.visit import Page, Patience, Visit
from mrapp.app.questions.asking import current
from mrapp.app.remarks.keeping import Draft
from mrapp.model.errors import MrappError
from mrapp.model.project import Project
from mrapp.model.remark import new_id
from mrapp.model.texts import Notice, Phrase
from mrapp.ui.asking.looks import Looks

P = ParamSpec("P")
_TICK_MS = 250


@dataclass(frozen=True)
class Occasion:
    """What a kiosk is told when it starts.

    event: the id of the session at which it stands. clock_s: any clock that runs only forward.
    """

    project: Project
    clock_s: Callable[[], float]
    utc_now: Callable[[], datetime]
    patience: Patience = field(default_factory=Patience)
    language: str = "nl"
    looks: Looks = field(default_factory=Looks)


class Visiting(QObject):
    """Holds the visit and how it looks.

    Signals: `changed` after every change of either; `ended` when a visitor was forgotten; `wanted`
    that what was said is to be kept; `drafted` a `Draft` to keep; `undrafted` the id of one to
    erase; `erased` that the visitor asked for that; `ticked` that time has passed. barred: whether
    nobody may begin. server: where a receipt opens at home; "": nowhere yet.
    """

    changed = Signal()
    ended = Signal()
    wanted = Signal()
    drafted = Signal(object)
    undrafted = Signal(str)
    erased = Signal(str)
    ticked = Signal()

    def __init__(self, occasion: Occasion, parent: QObject) -> None:
        super().__init__(parent)
        self.occasion = occasion
        self.looks = occasion.looks
        self.visit = Visit(language=occasion.language)
        self.visitors = 0
        self.barred = False
        self.server = ""
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()
        self._shown_s: int | None = None

    @property
    def left_s(self) -> int | None:
        """How many seconds are left of a countdown; None: none runs."""
        now_s = self.occasion.clock_s()
        return kiosk.countdown_s(self.visit, now_s, self.occasion.patience)

    @property
    def names(self) -> dict[str, str]:
        """The blind names of the plans that are compared."""
        return kiosk.blind(self.visit, current(self.occasion.project), self.visitors)

    @property
    def stays_s(self) -> int:
        """After how many seconds the visitor is forgotten, unless something is touched."""
        return kiosk.stays_s(self.visit, self.occasion.clock_s(), self.occasion.patience)

    def do(
        self, act: Callable[Concatenate[Visit, P], Visit], *values: P.args, **named: P.kwargs
    ) -> None:
        """Carry out one action of `mrapp.app.kiosk.visit`."""
        self._become(act(self.visit, *values, **named))

    def begin(self) -> None:
        """Take in that somebody came."""
        if not self.barred:
            form = current(self.occasion.project)
            self.do(kiosk.begin, self.occasion.clock_s(), form, self.visitors)

    def touched(self) -> None:
        """Take in that somebody touched something."""
        now_s = self.occasion.clock_s()
        self.visit = kiosk.touch(self.visit, now_s, self.occasion.patience)

    def still_here(self) -> None:
        """Take in that the visitor is still there."""
        self._become(kiosk.still_here(self.visit, self.occasion.clock_s()))
        self._tell_countdown()

    def give_opinion(self) -> None:
        """Begin to give an opinion, or go on."""
        form, now = current(self.occasion.project), self.occasion.utc_now()
        themed = bool(self.occasion.project.themes)
        self.do(kiosk.give_opinion, form, self.visitors, new_id(), now, themed=themed)

    def send(self) -> None:
        """Let what was said be kept."""
        self.do(kiosk.send, self.occasion.clock_s())

    def kept(self, receipt: str) -> None:
        """Thank the visitor: it was kept."""
        self.do(kiosk.sent, receipt, self.occasion.clock_s())

    def not_kept(self, error: MrappError) -> None:
        """Say that it could not be kept, and why."""
        self.do(kiosk.failed, told(error), self.occasion.clock_s())

    def stop(self) -> None:
        """Forget the visitor now, who asks for it."""
        if self.visit.draft_id:
            self.erased.emit(self.visit.draft_id)
        self._become(kiosk.finish(self.visit, self.occasion.language))

    def change_looks(self, **fields: Any) -> None:
        """Change how things look for this visitor."""
        self.looks = replace(self.looks, **fields)
        self.changed.emit()

    def larger(self) -> None:
        """Make the text one size larger, or normal again."""
        self.looks = self.looks.larger()
        self.changed.emit()

    def offer(self, drafts: tuple[Draft, ...]) -> int:
        """Offer what somebody was writing when the machine stopped; returns how many there were.

        The latest; what is older, or cannot be read, is erased. So is all where somebody else has
        come by now, who should not see it.
        """
        ours = [draft for draft in of_kiosk(drafts) if draft.id != self.visit.draft_id]
        alone = self.visit.page == Page.ATTRACT
        for number, draft in enumerate(ours):
            visit = visit_of(draft, self.occasion.project, self.occasion.clock_s())
            if visit is not None and number == 0 and alone:
                self._become(visit)
            else:
                self.undrafted.emit(draft.id)
        return len(ours)

    def recover(self) -> None:
        """Go on with what was offered."""
        self._become(replace(self.visit, page=Page.OPINION))

    def tick(self) -> None:
        """Let time pass."""
        occasion = self.occasion
        now_s = occasion.clock_s()
        self.ticked.emit()
        self._become(kiosk.tick(self.visit, now_s, occasion.patience, occasion.language))
        self._tell_countdown()

    def close(self) -> None:
        """Let no more time pass."""
        self._timer.stop()

    def _tell_countdown(self) -> None:
        left_s = self.left_s
        if left_s != self._shown_s:
            self._shown_s = left_s
            self.changed.emit()

    def _become(self, visit: Visit) -> None:
        before, self.visit = self.visit, visit
        if visit == before:
            return
        self._keep_draft(before)
        sending = visit.page == Page.SENDING and before.page != Page.SENDING
        over = visit.page == Page.ATTRACT and before.page != Page.ATTRACT
        if over:
            self.looks = self.occasion.looks
        self.changed.emit()
        if over:
            self.ended.emit()
        if sending:
            self.wanted.emit()

    def _keep_draft(self, before: Visit) -> None:
        """Keep what is being written as it is now; what was given up leaves nothing."""
        draft = draft_of(self.visit)
        if draft is not None and draft != draft_of(before):
            self.drafted.emit(draft)
        if before.draft_id and not self.visit.draft_id:
            self.undrafted.emit(before.draft_id)


def told(error: MrappError) -> Notice:
    """Return what went wrong as a notice."""
    said = Phrase(
        **{
            language: error.text(language).replace("{", "{{").replace("}", "}}")
            for language in ("nl", "en")
        }
    )
    return Notice(said)
