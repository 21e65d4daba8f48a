"""The answers of one visitor while they are being given: at the kiosk, and in the desktop's form.

Until all of it is there, half a ranking is an answer that is being made; it is kept in drafts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from pydantic import Field

from mrapp.app.questions.asking import asked, may_follow, order_shown, reached, version_of
from mrapp.model.project import Project
from mrapp.model.questions import Answer, Answers, Question, Questionnaire
from mrapp.model.remark import clean_text
from mrapp.model.values import Value


def orders_for(form: Questionnaire | None, visitors: int) -> dict[str, tuple[str, str]]:
    """Return in which order each comparison shows its variants; see `order_shown`."""
    questions = form.questions if form else ()
    return {each.id: order_shown(each, visitors) for each in questions if each.variants}


def toggled(question: Question, before: Answer | None, choice: str) -> tuple[str, ...] | None:
    """Return several choices with one more, or one less; beyond `most` nothing changes.

    They come in the order of the codebook, or as they were ranked. In a ranking the last that is
    left takes its place by itself. None: none is chosen any more.
    """
    chosen = tuple(str(each) for each in before) if isinstance(before, tuple) else ()
    if choice in chosen:
        return tuple(each for each in chosen if each != choice) or None
    if question.most is not None and len(chosen) >= question.most:
        return chosen
    chosen = (*chosen, choice)
    if question.kind != "ranking":
        return tuple(each.id for each in question.choices if each.id in chosen)
    left = [each.id for each in question.choices if each.id not in chosen]
    return (*chosen, left[0]) if len(left) == 1 else chosen


def whole(form: Questionnaire | None, answers: Mapping[str, Answer]) -> Answers:
    """Return the answers that are whole: a text of blanks and half a ranking are none."""
    known = {asks.id: asks for asks in form.questions} if form else {}
    return {
        key: value
        for key, value in answers.items()
        if key in known and _is_whole(known[key], value)
    }


def counted(form: Questionnaire | None, answers: Mapping[str, Answer]) -> Answers:
    """Return the answers that are kept: whole ones, to questions that are still asked."""
    return reached(form, whole(form, answers)) if form else {}


@dataclass(frozen=True)
class Answering:
    """One visitor's way through a questionnaire in the desktop's form.

    answers: half a ranking as well. orders: how comparisons are shown. at: the id of the question
    that is asked, "" before the first. nudged: whether one tried to pass over it though it needs
    an answer.
    """

    form: Questionnaire
    orders: Mapping[str, tuple[str, str]]
    answers: Answers = field(default_factory=dict)
    at: str = ""
    nudged: bool = False

    @classmethod
    def begun(cls, form: Questionnaire, visitors: int) -> Self:
        """Return the beginning for a visitor; visitors: how many came before."""
        return cls(form, orders_for(form, visitors))

    @property
    def row(self) -> tuple[Question, ...]:
        """The questions that are asked, given the answers so far."""
        return asked(self.form, whole(self.form, self.answers))

    @property
    def given(self) -> Answers:
        """The answers that are kept."""
        return counted(self.form, self.answers)

    @property
    def place(self) -> int:
        """The place of the question that is asked in `row`."""
        return next((n for n, each in enumerate(self.row) if each.id == self.at), 0)

    @property
    def question(self) -> Question:
        """The question that is asked."""
        return self.row[self.place]

    @property
    def left(self) -> int:
        """How many questions may follow at most; it never turns out to be more."""
        return len(may_follow(self.form, self.question, whole(self.form, self.answers)))

    @property
    def missing(self) -> Question | None:
        """The first question that still needs an answer, once one began to answer."""
        given = self.given
        needed = (each for each in self.row if each.required and each.id not in given)
        return next(needed, None) if given else None

    def answered(self, value: Answer | None) -> Self:
        """Give, change or (None) take back the answer to the question."""
        asks = self.question.id
        answers = {key: kept for key, kept in self.answers.items() if key != asks}
        if value is not None:
            answers[asks] = value
        return replace(self, answers=answers, nudged=False)

    def moved(self, steps: int) -> Self | None:
        """Go on, or back for -1; None: before the first or past the last.

        Where an answer is still needed one stays, and is told so.
        """
        asks, row = self.question, self.row
        if steps > 0 and asks.required and asks.id not in self.given:
            return replace(self, nudged=True)
        to = self.place + steps
        return self.to(row[to]) if 0 <= to < len(row) else None

    def to(self, question: Question) -> Self:
        """Go to a question."""
        return replace(self, at=question.id, nudged=False)

    def content(self) -> dict[str, object]:
        """Return it as a draft keeps it."""
        version = (self.form.id, self.form.version)
        kept = _Kept(
            questionnaire=version, answers=self.answers, orders=dict(self.orders), at=self.at
        )
        return kept.model_dump(mode="json")

    @classmethod
    def read(cls, content: object, project: Project) -> Self | None:
        """Return what a draft keeps; None where the project lost the version it belongs to.

        Raises `ValueError` for what is none of ours.
        """
        kept = _Kept.model_validate(content)
        form = version_of(project, *kept.questionnaire)
        known = {each.id for each in form.questions} if form else set()
        answers = {key: answer for key, answer in kept.answers.items() if key in known}
        at = kept.at if kept.at in known else ""
        return cls(form, kept.orders, answers, at) if form else None


class _Kept(Value):
    """What a draft of the desktop's form keeps of the answers."""

    questionnaire: tuple[str, int]
    answers: Answers = Field(default_factory=dict)
    orders: dict[str, tuple[str, str]] = Field(default_factory=dict)
    at: str = ""


def _is_whole(asks: Question, value: Answer) -> bool:
    if asks.kind == "text" and isinstance(value, str):
        return bool(clean_text(value).strip())
    if asks.kind == "ranking":
        return isinstance(value, tuple) and len(value) == len(asks.choices)
    return True
