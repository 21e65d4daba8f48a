"""Cares for who wears a headset: asks how they feel, proposes a break, tells staff what to do."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from mrapp.app.headset import care, tutorial
from mrapp.app.headset.breaks import Asks, Guardian
from mrapp.app.headset.chimes import Chime
from mrapp.app.headset.feelings import Feeling, Totals
from mrapp.app.headset.telling import Note
from mrapp.model.texts import Phrase
from mrapp.ui.headset import care_words as words
from mrapp.ui.headset.counting import FeelingCounts
from mrapp.ui.headset.desk import HeadsetDesk
from mrapp.ui.workbench import Workbench

_MINUTE_S = 60.0
# Who is in for less has not done enough to be asked about it.
_A_VISIT_S = 60.0
# For so long into a visit the one before may still be asked, by staff.
_GONE_S = 120.0
_NOT_YET = (tutorial.Step.LOOK, tutorial.Step.PRESS)
_BUSY = (Note.OPENING, Note.RECORDING, Note.PACKING)


@dataclass(frozen=True)
class Question:
    """What staff may answer for a visitor who says it aloud. gone: of the one who left."""

    after: bool
    gone: bool = False


class Caring(QObject):
    """Holds the guardian of one visitor after the other, on the window's thread.

    Signal: `changed` there is something else to show to staff. told: what staff are to do; None:
    nothing. alarm: whether that cannot wait. counts: how visitors felt.
    """

    changed = Signal()

    def __init__(
        self, bench: Workbench, parent: QObject, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__(parent)
        self._bench, self._clock = bench, clock
        self._guardian = Guardian(self._break_s)
        # The one before: as long as the key may have been a mistake, or they can still be asked.
        self._last: Guardian | None = None
        self._next_s = 0.0
        self._gone: Guardian | None = None
        self._desk: HeadsetDesk | None = None
        self._chime: Callable[[Chime], None] = lambda _chime: None
        self._standing: Asks | None = None
        self._counted = True
        self.told: Phrase | None = None
        self.alarm = False
        self.counts = FeelingCounts(bench, self)
        self.counts.changed.connect(self.changed)
        bench.settings_changed.connect(self._follow_settings)

    # What staff see

    @property
    def worn_s(self) -> float:
        """How long the visitor has had the headset on, seconds."""
        return self._guardian.worn_s(self._clock())

    @property
    def left_s(self) -> float | None:
        """How long until a break is proposed; None: none will be."""
        return self._guardian.left_s(self._clock())

    @property
    def question(self) -> Question | None:
        """What a visitor is asked, and staff may answer for them; None: nothing."""
        asks = self._guardian.asks if self._desk is not None else None
        if asks is Asks.AFTER:
            return Question(after=True)
        if self._gone is not None:
            return Question(after=True, gone=True)
        # Before anybody wears it there is nobody to ask.
        on = self._guardian.is_worn or self.worn_s > 0.0
        return Question(after=False) if on and asks is Asks.BEFORE else None

    # What comes about

    def begin(
        self, desk: HeadsetDesk, chime: Callable[[Chime], None], *, counted: bool = True
    ) -> None:
        """Begin with the first visitor of a headset; chime: lets something be heard.

        counted: whether answers are counted; those of a rehearsal are nobody's.
        """
        self._desk, self._chime, self._counted = desk, chime, counted
        self._guardian = Guardian(self._break_s).begin(self._clock())
        self._last = self._gone = None
        if self._bench.session is not None:
            self.counts.follow(self._bench.session.project.id)
        self._forget()

    def next_visitor(self) -> None:
        """Begin with the next one; the last may still be asked how they feel, by staff."""
        now, before = self._clock(), self._guardian
        self._last, self._next_s = before, now
        # Who was asked and did not answer may do so now; who was hardly in need not be asked.
        asked = before.asks is Asks.AFTER or before.worn_s(now) >= _A_VISIT_S
        gone = before.ends()
        self._gone = gone if asked and gone.asks is Asks.AFTER else None
        self._guardian = before.begin(now)
        self._forget()

    def take_back(self) -> None:
        """Let the last one go on: they only seemed to have gone."""
        if self._last is not None:
            self._guardian = self._last.worn(self._guardian.is_worn, self._clock())
        self._last = self._gone = None
        self._forget()

    def end(self) -> None:
        """Take in that the headset is in use no more."""
        self._desk = self._last = self._gone = None
        self._guardian = Guardian(self._break_s)
        self._forget()

    def wear(self, on: bool) -> None:
        """Take in that the headset was put on or off."""
        self._guardian = self._guardian.worn(on, self._clock())
        self.look()
        self.changed.emit()

    def look(self) -> None:
        """Let time pass, and ask what is to be asked, once it can be; cheap."""
        self._guardian = self._guardian.at(self._clock())
        if self._last is not None and self._clock() - self._next_s > _GONE_S:
            self._last = self._gone = None
            self.changed.emit()
        desk, asks = self._desk, self._guardian.asks
        if desk is not None and desk.asked != care.KEY:
            # Somebody else asked something meanwhile: then it is asked anew.
            self._standing = None
        if desk is None or asks is self._standing:
            return
        if asks is None:
            self._standing = None
            desk.ask_no_more()
            self.changed.emit()
        elif self._may_ask(desk, asks):
            self._standing = asks
            self._ask(desk, asks)
            self.changed.emit()

    def wants_to_stop(self) -> None:
        """Take in that the visitor has seen enough."""
        self._close(words.ENOUGH)

    # What staff do

    def round_off(self) -> None:
        """Ask the visitor how they feel now, and let them take the headset off."""
        self._close(words.ROUNDING_OFF)

    def put_off(self) -> None:
        """Propose a break later."""
        if self.left_s is not None:
            self._guardian = self._guardian.goes_on(self._clock())
            self._tell(words.PUT_OFF)
            self.look()

    def answer(self, feeling: Feeling | None) -> None:
        """Take in what a visitor told staff; None: rather not say."""
        question = self.question
        if question is None:
            return
        if question.gone and self._gone is not None:
            self._last, more = self._gone.feels(feeling)
            self._gone = None
            self._felt(feeling, more, after=True, worse=words.WORSE_GONE)
        else:
            self._answered(feeling)

    # How it goes

    @property
    def _break_s(self) -> float:
        return _MINUTE_S * self._bench.settings.break_after_min

    def _follow_settings(self) -> None:
        self._guardian = self._guardian.allow(self._break_s)
        self.look()
        self.changed.emit()

    def _may_ask(self, desk: HeadsetDesk, asks: Asks) -> bool:
        """Tell whether this is a moment to ask: not while somebody speaks.

        How one feels is asked first when it stands in nobody's way: of who has learnt to press, and
        does nothing else.
        """
        if desk.asked not in (None, care.KEY):
            return False
        if asks is not Asks.BEFORE:
            return desk.speaking.telling.note not in _BUSY
        free = not desk.menu.open and desk.speaking.sheet is None
        return free and tutorial.step_of(desk.hints.tutorial, desk.hints.controls) not in _NOT_YET

    def _ask(self, desk: HeadsetDesk, asks: Asks) -> None:
        if asks is Asks.BREAK:
            self._tell(words.DUE.filled(minutes=round(self.worn_s / _MINUTE_S)))
            self._chime(Chime.BREAK)
            desk.ask(care.break_sheet(), self._chose)
        else:
            sheet = care.feeling_sheet(after=asks is Asks.AFTER)
            desk.ask(sheet, lambda area: self._answered(care.feeling_of(area)))

    def _chose(self, area: str) -> None:
        """Take in whether the visitor wants a break."""
        self._standing = None
        if area == care.REST:
            self._close(words.RESTS)
        else:
            self._guardian = self._guardian.goes_on(self._clock())
            self._tell(words.GOES_ON)

    def _close(self, told: Phrase) -> None:
        """Ask how they feel, if they were not asked; else the headset may come off at once."""
        self._guardian = self._guardian.ends()
        self._tell(told)
        self.look()
        if self._guardian.asks is None:
            self._let_off(unwell=False)

    def _answered(self, feeling: Feeling | None) -> None:
        after = self._guardian.asks is Asks.AFTER
        self._guardian, more = self._guardian.feels(feeling)
        self._standing = None
        if self._desk is not None:
            # What stood there goes, whoever answered.
            self._desk.ask_no_more()
        bad = self._felt(feeling, more, after=after)
        if after or bad:
            self._let_off(unwell=bad)

    def _felt(
        self,
        feeling: Feeling | None,
        more: Totals,
        *,
        after: bool,
        worse: Phrase = words.WORSE,
    ) -> bool:
        """Count an answer; returns whether somebody feels bad: then staff are told what to do."""
        bad = bool(more.worse) or (feeling is not None and feeling >= Feeling.UNWELL)
        if bad:
            self._tell(worse if after else words.UNWELL_BEFORE, alarm=True)
        if self._counted:
            self.counts.add(more)
        self.changed.emit()
        return bad

    def _let_off(self, *, unwell: bool) -> None:
        if self._desk is not None:
            self._desk.ask(care.off_sheet(unwell=unwell), self._resume)

    def _resume(self, _area: str) -> None:
        """Take in that the visitor goes on after all."""
        if self._guardian.over:
            self._guardian = self._guardian.resumes(self._clock())
        self._tell(words.RESUMED)

    def _forget(self) -> None:
        """Forget what stood before the visitor, and what staff were told."""
        self._standing, self.told, self.alarm = None, None, False
        self.changed.emit()

    def _tell(self, told: Phrase, *, alarm: bool = False) -> None:
        self.told, self.alarm = told, alarm
        self.changed.emit()
