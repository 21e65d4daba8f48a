"""An example of answers to a questionnaire, for who writes them by hand or by a program."""

from mrapp.app.questions.allowed import allowed
from mrapp.app.questions.asking import MOODS, holds
from mrapp.model.project import OriginSpec
from mrapp.model.questions import Answer, Answers, Condition, Question, Questionnaire
from mrapp.model.texts import Phrase, pick_language

_WORDS = Phrase(nl="Hier staan de woorden.", en="The words stand here.")
_WHEN = {
    "is": Phrase(nl="{question} is {value}", en="{question} is {value}"),
    "is_not": Phrase(nl="{question} is niet {value}", en="{question} is not {value}"),
    "has": Phrase(nl="{value} staat in {question}", en="{question} has {value}"),
    "at_least": Phrase(
        nl="{question} is {value} of meer", en="{question} is {value} or more"
    ),
    "at_most": Phrase(
        nl="{question} is {value} of minder", en="{question} is {value} or less"
    ),
    "answered": Phrase(nl="{question} is beantwoord", en="{question} is answered"),
}  # fmt: skip


def example(form: Questionnaire, origin: OriginSpec, language: str) -> dict[str, object]:
    """Return answers as a file holds them, with what is asked and may be given beside them.

    It can be given as it is: what explains it is passed over. origin: of the project, for places.
    """
    return {
        "questionnaire": form.id,
        "version": form.version,
        "answers": _answers(form, origin, language),
        "explained": {each.id: _explained(each, language) for each in form.questions},
    }


def _answers(form: Questionnaire, origin: OriginSpec, language: str) -> Answers:
    answers: Answers = {}
    for question in form.questions:
        if all(holds(condition, answers) for condition in question.when):
            answers[question.id] = _answer(question, origin, language)
    return answers


def _answer(question: Question, origin: OriginSpec, language: str) -> Answer:
    choices = tuple(each.id for each in question.choices)
    match question.kind:
        case "scale":
            return (question.low + question.high) // 2
        case "mood":
            return MOODS[-2]
        case "text":
            return _WORDS.text(language)
        case "pin":
            return origin.x, origin.y, origin.nap
        case "ranking":
            return choices
        case "multiple":
            return choices[: min(2, question.most or 2)]
        case "compare":
            return question.variants[0] if question.variants else ""
        case _:
            return choices[0]


def _explained(question: Question, language: str) -> dict[str, object]:
    told: dict[str, object] = {
        "question": pick_language(question.text, language),
        "give": allowed(question).text(language),
    }
    if question.required:
        told["required"] = True
    if question.when:
        told["when"] = [_condition(each).text(language) for each in question.when]
    return told


def _condition(when: Condition) -> Phrase:
    return _WHEN[when.holds].filled(question=when.question, value=when.value)
