"""What staff decide of a form that is unclear: a value, so that each decision can be undone."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from mrapp.app.questions.form_words import number_of
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.session import Session
from mrapp.model.questions import Answer, Question
from mrapp.paper.doubts import Doubt
from mrapp.paper.keeping import KeptForm, Known, keep_sheet, known
from mrapp.paper.sheets import Outcome, outcome_of
from mrapp.paper.waiting import WaitingForm, WaitingForms

Decisions = Mapping[str, Answer | None]


@dataclass(frozen=True, eq=False)
class Deciding:
    """A form that waits, and what was decided of it so far. None: there is no answer."""

    waiting: WaitingForm
    decided: Decisions = field(default_factory=dict)
    past: tuple[Decisions, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """What the form comes to with what was decided."""
        return outcome_of(self.waiting.sheet.form, self.waiting.sheet.seen(), self.decided)

    @property
    def doubts(self) -> dict[str, Doubt]:
        """What was unclear when it was read, by question; of those that may be asked."""
        sheet = self.waiting.sheet
        first = outcome_of(sheet.form, sheet.seen()).doubts
        now = self.outcome.doubts
        ids = [each.id for each in sheet.form.questions if each.id in (first.keys() | now.keys())]
        return {key: now.get(key) or first[key] for key in ids}

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that are to be looked at, in order."""
        asked = self.doubts
        return tuple(each for each in self.waiting.sheet.form.questions if each.id in asked)

    def offered(self, question: str) -> Answer | None:
        """Return what was decided; before that, what was read of it for sure, if anything."""
        if question in self.decided:
            return self.decided[question]
        return self.waiting.sheet.seen()[question].answer

    def may_agree(self, question: str) -> bool:
        """Tell whether what was read for sure may stand as the answer, were staff to say so."""
        asked = self.waiting.sheet.form.question(question)
        offered = self.offered(question)
        if asked is None or question in self.decided or offered is None:
            return False
        if asked.kind != "multiple" or not isinstance(offered, tuple):
            return True
        return asked.most is None or len(offered) <= asked.most

    @property
    def left(self) -> tuple[int, ...]:
        """The numbers of the questions that are still unclear."""
        form = self.waiting.sheet.form
        return tuple(
            number_of(form, each.id) for each in form.questions if each.id in self.outcome.doubts
        )

    @property
    def ready(self) -> bool:
        """Whether it can be kept: nothing is unclear, and something was answered."""
        return self.outcome.sure and bool(self.outcome.answers)

    def decide(self, question: str, answer: Answer | None) -> Self:
        """Say what the answer to a question is."""
        if question in self.decided and self.decided[question] == answer:
            return self
        decided = {**self.decided, question: answer}
        # Words that are being typed are one decision, not one at each key.
        goes_on = bool(self.past) and self._kind(question) == "text" and self._last() == question
        past = self.past if goes_on else (*self.past, self.decided)
        return replace(self, decided=decided, past=past)

    def _kind(self, question: str) -> str:
        found = self.waiting.sheet.form.question(question)
        return found.kind if found else ""

    def _last(self) -> str | None:
        """Return which question was decided last."""
        before, now = self.past[-1], self.decided
        changed = [key for key in now if key not in before or before[key] != now[key]]
        return changed[-1] if changed else None

    def as_before(self, before: "Deciding") -> Self:
        """Return this form with what was decided of it before it was read again."""
        return replace(self, decided=before.decided, past=before.past)

    def undone(self) -> Self:
        """Take back the last decision; where there is none, nothing changes."""
        if not self.past:
            return self
        return replace(self, decided=self.past[-1], past=self.past[:-1])


def keep_decided(
    store: RemarkStore,
    session: Session,
    forms: WaitingForms,
    deciding: Deciding,
    now_utc: datetime,
) -> KeptForm | None:
    """Keep a form as it was decided, and erase its pictures; None: it was kept before. Slow.

    Raises `RemarkError`; then it still waits.
    """
    waiting, outcome = deciding.waiting, deciding.outcome
    sheet = waiting.sheet
    there = Known.NEW if waiting.copied else known(store, sheet, outcome)
    kept = None
    if there is not Known.KEPT:
        copied = waiting.copied or there is Known.OTHER
        occasion = (now_utc, waiting.event)
        kept = keep_sheet(store, session, sheet, outcome, occasion, copied=copied)
    forms.drop(waiting.name)
    return kept
