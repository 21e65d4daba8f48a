"""The answers of one visitor while they are being given: at the kiosk, and in the desktop's form.

Until all of it is there, half a ranking is an answer that is being made; it is kept in drafts.
"""

from collections.abc import Mapping, Sequence

from mrapp.app.asking import order_shown, reached
from mrapp.app.question_words import PLAN_NAMES
from mrapp.model.questions import Answer, Answers, Question, Questionnaire
from mrapp.model.remark import clean_text


def orders_for(form: Questionnaire | None, visitors: int) -> dict[str, tuple[str, str]]:
    """Return in which order each comparison shows its variants; see `order_shown`."""
    asked = form.questions if form else ()
    return {each.id: order_shown(each, visitors) for each in asked if each.variants}


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


def blind_names(
    question: Question, order: Sequence[str] | None, language: str
) -> tuple[tuple[str, str], ...]:
    """Return the two variants of a comparison, in the order shown, each with its blind name."""
    shown = order or question.variants or ()
    return tuple(zip(shown, (name.text(language) for name in PLAN_NAMES), strict=False))


def _is_whole(asks: Question, value: Answer) -> bool:
    if asks.kind == "text" and isinstance(value, str):
        return bool(clean_text(value).strip())
    if asks.kind == "ranking":
        return isinstance(value, tuple) and len(value) == len(asks.choices)
    return True
