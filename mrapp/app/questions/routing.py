"""Which questions can ever be asked: found by walking through every answer that makes a difference.

A questionnaire is walked question by question. Of the answers to one only those are tried that
differ in some condition: for a scale each step, for words that there are any.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations

from mrapp.app.questions.asking import MOODS, holds
from mrapp.model.questions import (
    PERSONAL,
    RATHER_NOT,
    Condition,
    Question,
    Questionnaire,
)

_ALL_SUBSETS = 10
"""Up to so many choices that conditions name, every combination of them is tried."""

Truths = tuple[bool, ...]
"""Which of the conditions on one question hold, in their order."""


def fits(source: Question, condition: Condition) -> bool:
    """Tell whether a condition names an answer that its question has; `answered` names none."""
    if condition.holds == "answered":
        return True
    if condition.holds in ("at_least", "at_most"):
        return isinstance(condition.value, int) and condition.value in _steps(source)
    return condition.value in _values(source)


def can_hold(source: Question, condition: Condition) -> bool:
    """Tell whether some answer to its question, or none, fulfils a condition."""
    return any(truths[0] for truths in _outcomes(source, (condition,)))


def can_be_asked(form: Questionnaire, question: Question) -> bool:
    """Tell whether some row of answers leads to a question."""
    return _Walk(form, question).arrives()


def _steps(question: Question) -> range:
    if question.kind == "mood":
        return range(MOODS.start, MOODS.stop)
    return range(question.low, question.high + 1) if question.kind == "scale" else range(0)


def _values(question: Question) -> list[str | int]:
    """Return the values that a condition on a question can name."""
    if question.kind in ("scale", "mood"):
        return list(_steps(question))
    if question.kind == "compare":
        return list(question.variants or ())
    if question.kind in ("text", "pin"):
        return []
    codes: list[str | int] = [choice.id for choice in question.choices]
    return [*codes, RATHER_NOT] if question.kind in PERSONAL else codes


def _answers(question: Question, named: set[object]) -> Iterator[object]:
    """Return answers to a question that differ in conditions which name these values."""
    match question.kind:
        case "text" | "pin":
            yield ""
        case "multiple":
            yield from _lists(question, named)
        case "ranking":
            yield tuple(choice.id for choice in question.choices)
        case _:
            yield from _values(question)


def _lists(question: Question, named: set[object]) -> Iterator[tuple[str, ...]]:
    """Return lists of choices: every combination of those that conditions name."""
    codes = [choice.id for choice in question.choices]
    told = [code for code in codes if code in named]
    most = question.most or len(codes)
    sizes = range(min(most, len(told)) + 1)
    if len(told) > _ALL_SUBSETS:
        sizes = range(min(most, 2) + 1)
        yield tuple(told[:most])
    other = [code for code in codes if code not in named][:1]
    for size in sizes:
        for chosen in combinations(told, size):
            if chosen or other:
                yield chosen or tuple(other)


def _outcomes(question: Question, conditions: tuple[Condition, ...]) -> set[Truths]:
    """Return which conditions can hold together once a question is asked."""
    named: set[object] = {condition.value for condition in conditions}
    given = [{question.id: answer} for answer in _answers(question, named)]
    rows: list[Mapping[str, object]] = [*given, *([] if question.required and given else [{}])]
    return {tuple(holds(condition, row) for condition in conditions) for row in rows}


class _Walk:
    """The walk to one question, over those it depends on, also through others."""

    def __init__(self, form: Questionnaire, goal: Question) -> None:
        self._goal = goal
        needed = {condition.question for condition in goal.when}
        path = []
        for question in reversed(form.questions):
            if question.id in needed:
                path.append(question)
                needed |= {condition.question for condition in question.when}
        self._path = path[::-1]
        self._conditions = {
            question.id: tuple(
                condition
                for later in (*self._path, goal)
                for condition in later.when
                if condition.question == question.id
            )
            for question in self._path
        }
        self._dead_ends: set[tuple[int, tuple[Truths, ...]]] = set()

    def arrives(self) -> bool:
        """Tell whether the walk can come to its goal."""
        return self._from(0, {})

    def _from(self, place: int, held: dict[str, Truths]) -> bool:
        if place == len(self._path):
            return self._is_asked(self._goal, held)
        here = (place, tuple(held.values()))
        if here in self._dead_ends:
            return False
        question = self._path[place]
        conditions = self._conditions[question.id]
        if self._is_asked(question, held):
            ways = _outcomes(question, conditions)
        else:
            ways = {tuple(holds(condition, {}) for condition in conditions)}
        for truths in ways:
            if self._leads_on(conditions, truths) and self._from(
                place + 1, {**held, question.id: truths}
            ):
                return True
        self._dead_ends.add(here)
        return False

    def _leads_on(self, conditions: tuple[Condition, ...], truths: Truths) -> bool:
        """Tell whether what the goal itself asks of a question holds."""
        own = [condition in self._goal.when for condition in conditions]
        return all(truth for truth, needed in zip(truths, own, strict=True) if needed)

    def _is_asked(self, question: Question, held: Mapping[str, Truths]) -> bool:
        return all(
            held[condition.question][self._conditions[condition.question].index(condition)]
            for condition in question.when
        )
