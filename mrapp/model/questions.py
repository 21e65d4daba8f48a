"""What people are asked: a questionnaire with its versions, the one codebook of every channel.

Ids of questions and choices are the codes under which answers are kept, in the window, the kiosk,
the headset, on the phone and on paper; texts may be mended, codes stay.
"""

import hashlib
import json
from typing import Annotated, Literal, Self

from pydantic import AwareDatetime, Field, model_validator

from mrapp.model.values import Identifier, LocalText, Value

RATHER_NOT = "rather-not-say"
"""The answer of somebody who was asked and rather not says."""

Kind = Literal[
    "single",  # the id of one choice
    "multiple",  # a list of ids of choices
    "scale",  # a whole number from `low` to `high`
    "mood",  # 1 (very unhappy) to 5 (very happy), as faces
    "ranking",  # all ids of the choices, the best first
    "compare",  # the id of one of two variants, which are shown under blind names
    "pin",  # a place: x, y (RD) and NAP, metres
    "text",  # free words
    "age",  # the id of a choice: an age band
    "neighbourhood",  # the id of a choice: the code of a CBS neighbourhood
]

Answer = str | int | tuple[str, ...] | tuple[float, float, float]
"""The value of one answer; see `Kind` for which it is."""

# In this order: to find the best of all kinds takes twice as long, and finds the same.
Answers = dict[str, Annotated[Answer, Field(union_mode="left_to_right")]]
"""Answers by the id of their question; a question that was passed over is not in it."""

PERSONAL: frozenset[Kind] = frozenset({"age", "neighbourhood"})
"""What is asked of the person rather than of the plan: never without "rather not say"."""

CHOSEN: frozenset[Kind] = frozenset({"single", "multiple", "ranking", "age", "neighbourhood"})
"""The kinds that are answered out of `choices`."""


class Choice(Value):
    """One of the answers to choose from."""

    id: Identifier
    text: LocalText


class Condition(Value):
    """What must hold of an earlier answer.

    is, is_not: the answer is, or is anything else than, `value`. has: the list has it. at_least,
    at_most: of a number. answered: there is an answer, whatever it is. A question that was not
    answered fulfils none of these but is_not.
    """

    question: Identifier
    holds: Literal["is", "is_not", "has", "at_least", "at_most", "answered"] = "is"
    value: str | int | None = None


class Question(Value):
    """One question.

    when: it is asked if all of these hold; empty: always. low, high: the ends of a scale, with
    what they mean in `low_text`, `high_text`. most: how many choices at most; None: any number.
    variants: the two that "compare" shows, in the order of the codebook. viewpoint: where "show me
    again" leads.
    """

    id: Identifier
    kind: Kind
    text: LocalText
    help: LocalText = {}
    choices: tuple[Choice, ...] = ()
    required: bool = False
    low: int = 1
    high: int = 5
    low_text: LocalText = {}
    high_text: LocalText = {}
    most: Annotated[int, Field(ge=1)] | None = None
    variants: tuple[str, str] | None = None
    viewpoint: str | None = None
    when: tuple[Condition, ...] = ()

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        ids = [choice.id for choice in self.choices]
        if len(set(ids)) < len(ids):
            raise ValueError(f"question {self.id}: a choice is there twice")
        if RATHER_NOT in ids:
            raise ValueError(f"question {self.id}: {RATHER_NOT} cannot be the id of a choice")
        if self.kind == "scale" and not 1 <= self.high - self.low <= 10:
            raise ValueError(f"question {self.id}: a scale has 2 to 11 steps")
        if self.kind == "compare" and (
            self.variants is None or self.variants[0] == self.variants[1]
        ):
            raise ValueError(f"question {self.id}: it must compare two variants")
        return self


class Questionnaire(Value):
    """One version of a questionnaire.

    A version that was published (`published_utc`) never changes again: answers belong to it. What
    is written after that is the next version.
    """

    id: Identifier
    version: Annotated[int, Field(ge=1)] = 1
    name: LocalText
    intro: LocalText = {}
    thanks: LocalText = {}
    published_utc: AwareDatetime | None = None
    questions: tuple[Question, ...] = ()

    @model_validator(mode="after")
    def _asks_in_order(self) -> Self:
        known: set[str] = set()
        for question in self.questions:
            later = [each.question for each in question.when if each.question not in known]
            if later:
                raise ValueError(
                    f"question {question.id} depends on {later[0]}, which does not come before it"
                )
            if question.id in known:
                raise ValueError(f"question {question.id} is there twice")
            known.add(question.id)
        return self

    def fingerprint(self) -> str:
        """Return the SHA-256 of what is asked, whenever it was published.

        Two copies of a project may each publish a version by one number: this tells them apart.
        What is as it is by default counts for nothing, so that a newer mrapp finds the same.
        """
        told = self.model_dump(mode="json", exclude={"published_utc"}, exclude_defaults=True)
        plain = json.dumps(told, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(plain.encode()).hexdigest()

    def question(self, question_id: str) -> Question | None:
        """Return the question with this id, or None."""
        return next((each for each in self.questions if each.id == question_id), None)
