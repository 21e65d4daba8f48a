"""What a project itself gave names to: all else in the place of a code may be somebody's words.

Any program may send anything in the place of a theme, a session, a variant or a choice. Nobody who
moderates looks for words there, so only codes that the published project knows are counted for
everybody, told to everybody, or kept of what is made anonymous.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Final

from mrapp.app.counting.counts import OTHER
from mrapp.app.exports.export_columns import event_names, theme_names, variant_names
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT, Answer, Question
from mrapp.model.remark import Addition, Answered, Channel, Remark, Sight
from mrapp.model.texts import LANGUAGES

NO_LANGUAGE: Final = "und"
"""ISO 639-2: undetermined."""

_MOODS: Final = range(1, 6)


class Codebook:
    """The codes of a project; made once for many remarks."""

    def __init__(self, project: Project) -> None:
        """Look up what the project knows."""
        # Kept, as its questions are found by which they are.
        self._project = project
        self._known: Mapping[str, frozenset[str]] = {
            "variant": frozenset(variant_names(project)),
            "theme": frozenset(theme_names(project)),
            "event": frozenset(event_names(project)),
            "channel": frozenset(each.value for each in Channel),
            "language": frozenset((*LANGUAGES, *project.languages)),
        }
        self._layers = frozenset(each.id for each in project.items())
        # Looked up for each answer of perhaps 100,000 remarks.
        self._choices = {
            id(each): frozenset(choice.id for choice in each.choices)
            for sheet in project.questionnaires
            for each in sheet.questions
        }
        self._sheets: dict[tuple[str, int, str], dict[str, Question]] = {}
        for sheet in project.questionnaires:
            asked = {each.id: each for each in sheet.questions}
            for print_of in ("", sheet.fingerprint()):
                self._sheets[sheet.id, sheet.version, print_of] = asked

    def code(self, column: str, told: str | None) -> str | None:
        """Return a code of the table remarks, `OTHER` where the project does not know it."""
        return told if told is None or told in self._known[column] else OTHER

    def answered(self, answered: Answered | None) -> Answered | None:
        """Return answers without those that the question does not have; None: none was asked."""
        if answered is None:
            return None
        asked = self._sheets.get((answered.questionnaire, answered.version, answered.asked))
        if asked is None:
            return None
        answers = {
            name: answer
            for name, answer in answered.answers.items()
            if name in asked and _fits(asked[name], self._choices[id(asked[name])], answer)
        }
        orders = {
            name: order
            for name, order in answered.orders.items()
            if name in answers and set(order) == set(asked[name].variants or ())
        }
        return Answered.model_construct(
            questionnaire=answered.questionnaire,
            version=answered.version,
            asked=answered.asked,
            answers=answers,
            orders=orders,
        )

    def in_words(self, remark: Remark) -> list[tuple[Question, str]]:
        """Return the answers of a remark that are words of its maker, with their questions."""
        known = self.answered(remark.answered)
        if known is None:
            return []
        asked = self._sheets[known.questionnaire, known.version, known.asked]
        return [
            (asked[name], answer)
            for name, answer in known.answers.items()
            if asked[name].kind == "text" and isinstance(answer, str) and answer != RATHER_NOT
        ]

    def remark(self, remark: Remark) -> Remark:
        """Return a remark with its text and files, and else nothing that may be words.

        What a program added to it of its own goes, and so does the object, whose name and number
        are as its maker's machine told them: the place says where it is.
        """
        told = {name: getattr(remark, name) for name in Remark.model_fields}
        told |= {
            "language": self._language(remark.language),
            "theme": self._or_none("theme", remark.theme),
            "event": self._or_none("event", remark.event),
            "thing": None,
            "sight": remark.sight and self._sight(remark.sight),
            "answered": self.answered(remark.answered),
        }
        return Remark.model_construct(**told)

    def addition(self, addition: Addition) -> Addition:
        """Return what was added with its text, and else nothing that may be words."""
        told = {name: getattr(addition, name) for name in Addition.model_fields}
        return Addition.model_construct(**told | {"language": self._language(addition.language)})

    def _language(self, told: str) -> str:
        return told if told in self._known["language"] else NO_LANGUAGE

    def _or_none(self, column: str, told: str | None) -> str | None:
        return told if told in self._known[column] else None

    def _sight(self, sight: Sight) -> Sight:
        told = {name: getattr(sight, name) for name in Sight.model_fields}
        told |= {
            "variant": self.code("variant", sight.variant),
            "layers": tuple(each for each in sight.layers if each in self._layers),
            "hidden": (),
        }
        return Sight.model_construct(**told)


def _fits(question: Question, choices: frozenset[str], answer: Answer) -> bool:
    """Tell whether an answer is one that the question has."""
    if answer == RATHER_NOT:
        return True
    match question.kind:
        case "text":
            return isinstance(answer, str)
        case "scale":
            return isinstance(answer, int) and question.low <= answer <= question.high
        case "mood":
            return isinstance(answer, int) and answer in _MOODS
        case "compare":
            return isinstance(answer, str) and answer in (question.variants or ())
        case "multiple" | "ranking":
            if not isinstance(answer, tuple) or len(set(answer)) < len(answer):
                return False
            return set(answer) == choices if question.kind == "ranking" else set(answer) <= choices
        case "pin":
            return isinstance(answer, tuple) and len(answer) == 3 and all(map(_is_number, answer))
    return isinstance(answer, str) and answer in choices


def _is_number(part: object) -> bool:
    return isinstance(part, float) and isfinite(part)
