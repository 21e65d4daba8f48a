"""What staff do with the choices of a question; see `mrapp.app.questions.forms`."""

from collections.abc import Sequence

from mrapp.app.actions import fresh_id
from mrapp.app.history import Change, Moment
from mrapp.app.questions.form_edits import (
    TEXT_CHANGED,
    cleaned,
    question_in,
    said_in,
    versions,
    with_question,
)
from mrapp.model.errors import not_in_project
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT, Choice, Question
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

AGE_BANDS: tuple[Choice, ...] = tuple(
    Choice(id=code, text={"nl": nl, "en": en})
    for code, nl, en in (
        ("0-17", "Jonger dan 18", "Under 18"),
        ("18-29", "18 tot en met 29", "18 to 29"),
        ("30-44", "30 tot en met 44", "30 to 44"),
        ("45-64", "45 tot en met 64", "45 to 64"),
        ("65-74", "65 tot en met 74", "65 to 74"),
        ("75+", "75 of ouder", "75 or older"),
    )
)
"""Ages in bands that are wide enough to hide who somebody is."""

_CHOICE = Phrase(nl="keuze", en="choice")
_CHOICES = Phrase(nl="keuzes veranderen", en="change choices")


def add_choice(moment: Moment, form: str, question: str, text: LocalText) -> Change:
    """Add a choice at the end; its code is made from its words."""
    old = question_in(moment.project, form, question)
    words = next((each for each in text.values() if each.strip()), "choice")
    code = fresh_id(words, _choices_ever(moment.project, form, question))
    choices = (*old.choices, Choice(id=code, text=cleaned(text)))
    return with_question(moment, form, question, _CHOICES, choices=choices)


def remove_choice(moment: Moment, form: str, question: str, choice: str) -> Change:
    """Remove a choice; conditions on it are found by the checks."""
    old = question_in(moment.project, form, question)
    place = _choice_place(old, choice)
    kept = (*old.choices[:place], *old.choices[place + 1 :])
    return with_question(moment, form, question, _CHOICES, choices=kept)


def move_choice(moment: Moment, form: str, question: str, choice: str, to: int) -> Change:
    """Move a choice to another place (0 is the first)."""
    choices = list((old := question_in(moment.project, form, question)).choices)
    moved = choices.pop(_choice_place(old, choice))
    choices.insert(max(to, 0), moved)
    return with_question(moment, form, question, _CHOICES, choices=tuple(choices))


def set_choice_text(
    moment: Moment,
    form: str,
    question: str,
    choice: str,
    language: str,
    text: str,
    merge: str | None = None,
) -> Change:
    """Change the words of a choice in one language; its code stays."""
    old = question_in(moment.project, form, question)
    place = _choice_place(old, choice)
    said = {"text": said_in(old.choices[place].text, language, text)}
    changed = old.choices[place].model_copy(update=said)
    choices = (*old.choices[:place], changed, *old.choices[place + 1 :])
    return with_question(moment, form, question, TEXT_CHANGED, merge, choices=choices)


def set_choices(moment: Moment, form: str, question: str, choices: Sequence[Choice]) -> Change:
    """Put other choices in the place of all there are: age bands, or neighbourhoods of a file."""
    return with_question(moment, form, question, _CHOICES, choices=tuple(choices))


def _choice_place(question: Question, choice: str) -> int:
    ids = [each.id for each in question.choices]
    if choice not in ids:
        raise not_in_project(_CHOICE, choice, ids)
    return ids.index(choice)


def _choices_ever(project: Project, form: str, question: str) -> list[str]:
    """Return the codes of all choices that a question has in any version."""
    found = [each.question(question) for each in versions(project, form)]
    return [RATHER_NOT, *(choice.id for each in found if each for choice in each.choices)]
