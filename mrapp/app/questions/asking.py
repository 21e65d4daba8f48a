"""How a questionnaire is gone through: which questions are asked, and whether answers fit them."""

from collections.abc import Callable, Mapping

from mrapp.app.questions.allowed import allowed
from mrapp.model.errors import not_in_project
from mrapp.model.frames import HEIGHTS_NAP_M, is_rd
from mrapp.model.project import Project
from mrapp.model.questions import (
    CHOSEN,
    PERSONAL,
    RATHER_NOT,
    Answer,
    Answers,
    Condition,
    Kind,
    Question,
    Questionnaire,
)
from mrapp.model.remark import TEXT_LIMIT_BYTES, clean_text
from mrapp.model.remark_errors import AnswersWrongError
from mrapp.model.texts import Phrase

QUESTIONNAIRE = Phrase(nl="vragenlijst", en="questionnaire")
MOODS = range(1, 6)

_UNKNOWN = Phrase(
    nl="de vragenlijst kent geen vraag '{question}', wel: {known}",
    en="the questionnaire has no question '{question}', but has: {known}",
)
_NOT_ASKED = Phrase(
    nl="de vraag '{question}' wordt bij deze antwoorden niet gesteld",
    en="the question '{question}' is not asked with these answers",
)
_NEEDED = Phrase(
    nl="op de vraag '{question}' hoort een antwoord: {allowed}",
    en="the question '{question}' needs an answer: {allowed}",
)
_UNFIT = Phrase(
    nl="'{answer}' past niet bij de vraag '{question}': {allowed}",
    en="'{answer}' does not go with the question '{question}': {allowed}",
)


def current(project: Project, questionnaire_id: str | None = None) -> Questionnaire | None:
    """Return the version that is asked now: the last one published; None where there is none.

    Without an id: of the first questionnaire of the project. Raises `NotInProjectError` for an id
    that has no published version.
    """
    published = [each for each in project.questionnaires if each.published_utc]
    wanted = questionnaire_id or next((each.id for each in published), None)
    versions = [each for each in published if each.id == wanted]
    if questionnaire_id and not versions:
        known = dict.fromkeys(each.id for each in published)
        raise not_in_project(QUESTIONNAIRE, questionnaire_id, known)
    return max(versions, key=lambda each: each.version, default=None)


def version_of(project: Project, questionnaire_id: str, version: int) -> Questionnaire | None:
    """Return the version that some answers belong to; None where the project lost it."""
    return next(
        (
            each
            for each in project.questionnaires
            if (each.id, each.version) == (questionnaire_id, version)
        ),
        None,
    )


def asked(questionnaire: Questionnaire, answers: Mapping[str, object]) -> tuple[Question, ...]:
    """Return the questions that are asked, in order, given the answers so far.

    An answer to a question that is not asked any more (somebody went back and changed an earlier
    one) counts for nothing.
    """
    shown: list[Question] = []
    counted: dict[str, object] = {}
    for question in questionnaire.questions:
        if all(holds(condition, counted) for condition in question.when):
            shown.append(question)
            if question.id in answers:
                counted[question.id] = answers[question.id]
    return tuple(shown)


def may_follow(
    questionnaire: Questionnaire, question: Question, answers: Mapping[str, object]
) -> tuple[Question, ...]:
    """Return the later questions that what was answered before this one does not rule out.

    What hangs on the answer to this one, or to later ones, may still be asked.
    """
    place = questionnaire.questions.index(question)
    before = {each.id for each in questionnaire.questions[:place]}
    seen = {each.id for each in asked(questionnaire, answers)} & before
    counted = {key: answer for key, answer in answers.items() if key in seen}
    return tuple(
        each
        for each in questionnaire.questions[place + 1 :]
        if all(one.question not in before or holds(one, counted) for one in each.when)
    )


def reached(questionnaire: Questionnaire, answers: Answers) -> Answers:
    """Return the answers to the questions that are asked, without those left behind."""
    shown = {question.id for question in asked(questionnaire, answers)}
    return {key: answer for key, answer in answers.items() if key in shown}


def checked(questionnaire: Questionnaire, answers: Mapping[str, object]) -> Answers:
    """Return the answers as they are kept; raises `AnswersWrongError` for what does not fit."""
    for key in answers:
        if questionnaire.question(key) is None:
            known = ", ".join(each.id for each in questionnaire.questions)
            raise _wrong(_UNKNOWN, question=key, known=known)
    shown = {question.id: question for question in asked(questionnaire, answers)}
    for key in answers:
        if key not in shown:
            raise _wrong(_NOT_ASKED, question=key)
    for question in shown.values():
        if question.required and question.id not in answers:
            raise _wrong(_NEEDED, question=question.id, allowed=allowed(question))
    return {key: _fitting(shown[key], answer) for key, answer in answers.items()}


def order_shown(question: Question, visitor: int) -> tuple[str, str]:
    """Return the order in which a comparison shows its two variants to a visitor.

    visitor: how many came before; the two orders take turns, so that over all visitors neither
    variant stands first more often than the other by more than one.
    """
    assert question.variants is not None
    first, second = question.variants
    return (first, second) if visitor % 2 == 0 else (second, first)


def holds(condition: Condition, answers: Mapping[str, object]) -> bool:
    """Tell whether a condition holds, given the answers so far."""
    answer = answers.get(condition.question)
    match condition.holds:
        case "is":
            return answer is not None and answer == condition.value
        case "is_not":
            return answer != condition.value
        case "has":
            return isinstance(answer, list | tuple) and condition.value in answer
        case "at_least" | "at_most":
            return _compares(condition, answer)
        case "answered":
            return answer is not None


def _compares(condition: Condition, answer: object) -> bool:
    if not isinstance(answer, int) or not isinstance(condition.value, int):
        return False
    at_least = condition.holds == "at_least"
    return answer >= condition.value if at_least else answer <= condition.value


def _fitting(question: Question, answer: object) -> Answer:
    """Return an answer in the form it is kept in; raises `AnswersWrongError`."""
    if answer == RATHER_NOT and question.kind in PERSONAL:
        return RATHER_NOT
    fitting = _FITTING[question.kind](question, answer)
    if fitting is None:
        told = {"question": question.id, "answer": _short(answer)}
        raise _wrong(_UNFIT, **told, allowed=allowed(question))
    return fitting


def _step(question: Question, answer: object) -> int | None:
    steps = MOODS if question.kind == "mood" else range(question.low, question.high + 1)
    if not isinstance(answer, int) or isinstance(answer, bool):
        return None
    return answer if answer in steps else None


def _free_text(_question: Question, answer: object) -> str | None:
    text = clean_text(answer).strip() if isinstance(answer, str) else ""
    return text if text and len(text.encode()) <= TEXT_LIMIT_BYTES else None


def _one(question: Question, answer: object) -> str | None:
    known = question.variants or () if question.kind == "compare" else _codes(question)
    return answer if isinstance(answer, str) and answer in known else None


def _codes(question: Question) -> list[str]:
    assert question.kind in CHOSEN
    return [choice.id for choice in question.choices]


def _several(question: Question, answer: object) -> tuple[str, ...] | None:
    """Return the choices of a list if they are choices, each once, and not too many."""
    if not isinstance(answer, list | tuple) or not all(isinstance(each, str) for each in answer):
        return None
    codes = _codes(question)
    if len(set(answer)) < len(answer) or not set(answer) <= set(codes):
        return None
    if question.kind == "ranking":
        return tuple(answer) if len(answer) == len(codes) else None
    if not answer or (question.most is not None and len(answer) > question.most):
        return None
    # In the order of the codebook: the same choices are the same answer.
    return tuple(code for code in codes if code in answer)


def _place(_question: Question, answer: object) -> tuple[float, float, float] | None:
    if not isinstance(answer, list | tuple) or len(answer) != 3:
        return None
    if not all(isinstance(each, int | float) for each in answer):
        return None
    x, y, nap = (float(each) for each in answer)
    low, high = HEIGHTS_NAP_M
    return (x, y, nap) if is_rd(x, y) and low <= nap <= high else None


_FITTING: Mapping[Kind, Callable[[Question, object], Answer | None]] = {
    "single": _one,
    "multiple": _several,
    "scale": _step,
    "mood": _step,
    "ranking": _several,
    "compare": _one,
    "pin": _place,
    "text": _free_text,
    "age": _one,
    "neighbourhood": _one,
}


def _short(answer: object) -> str:
    said = str(list(answer) if isinstance(answer, tuple) else answer)
    return said if len(said) <= 60 else f"{said[:57]}..."


def _wrong(phrase: Phrase, **values: object) -> AnswersWrongError:
    return AnswersWrongError(detail=phrase.filled(**values))
