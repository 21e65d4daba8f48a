"""What every change of a questionnaire goes through: the version that is being written."""

from collections.abc import Sequence

from mrapp.app.history import Change, Moment, changed_project
from mrapp.app.questions.asking import QUESTIONNAIRE
from mrapp.model.errors import not_in_project
from mrapp.model.project import Project
from mrapp.model.questions import Question, Questionnaire
from mrapp.model.remark import clean_text
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

TEXT_CHANGED = Phrase(nl="tekst veranderen", en="change text")
"""What a change of a text is called in the undo menu."""

_QUESTION = Phrase(nl="vraag", en="question")


def versions(project: Project, form: str) -> tuple[Questionnaire, ...]:
    """Return all versions of a questionnaire, oldest first; raises `NotInProjectError`."""
    found = [each for each in project.questionnaires if each.id == form]
    if not found:
        known = dict.fromkeys(each.id for each in project.questionnaires)
        raise not_in_project(QUESTIONNAIRE, form, known)
    return tuple(sorted(found, key=lambda each: each.version))


def latest(project: Project, form: str) -> Questionnaire:
    """Return the version that is being written, else the last one published."""
    return versions(project, form)[-1]


def next_version(project: Project, form: str) -> Questionnaire:
    """Return the version that is being written, else what the next one begins with."""
    last = latest(project, form)
    if last.published_utc is None:
        return last
    return last.model_copy(update={"version": last.version + 1, "published_utc": None})


def published_question(project: Project, form: str, question: str) -> Question | None:
    """Return a question as it was published last; None where it never was."""
    published = [each for each in versions(project, form) if each.published_utc]
    found = [each.question(question) for each in published]
    return next((each for each in reversed(found) if each is not None), None)


def with_forms(
    moment: Moment, label: Phrase, forms: Sequence[Questionnaire], merge: str | None = None
) -> Change:
    """Return the change to these questionnaires."""
    return changed_project(moment, label, merge, questionnaires=tuple(forms))


def edited(
    moment: Moment, form: str, label: Phrase, merge: str | None = None, **fields: object
) -> Change:
    """Return the change of the version that is being written; where there is none, it is begun."""
    now = next_version(moment.project, form)
    # Through the constructor: model_copy skips validation.
    new = Questionnaire.model_validate({**dict(now), **fields})
    forms = moment.project.questionnaires
    if now in forms:
        return with_forms(moment, label, [new if each is now else each for each in forms], merge)
    return with_forms(moment, label, (*forms, new), merge)


def with_question(
    moment: Moment,
    form: str,
    question: str,
    label: Phrase,
    merge: str | None = None,
    **fields: object,
) -> Change:
    """Return the change of one question."""
    now = next_version(moment.project, form)
    place = place_of(now, question)
    new = Question.model_validate({**dict(now.questions[place]), **fields})
    asked = (*now.questions[:place], new, *now.questions[place + 1 :])
    return edited(moment, form, label, merge, questions=asked)


def place_of(form: Questionnaire, question: str) -> int:
    """Return where a question stands, from 0; raises `NotInProjectError`."""
    ids = [each.id for each in form.questions]
    if question not in ids:
        raise not_in_project(_QUESTION, question, ids)
    return ids.index(question)


def question_in(project: Project, form: str, question: str) -> Question:
    """Return a question as it is being written; raises `NotInProjectError`."""
    now = next_version(project, form)
    return now.questions[place_of(now, question)]


def cleaned(texts: LocalText) -> LocalText:
    """Return a text as it can be kept, without the languages in which there is none."""
    said = {language: clean_text(text) for language, text in texts.items()}
    return {language: text for language, text in said.items() if text.strip()}


def said_in(old: LocalText, language: str, text: str) -> LocalText:
    """Return a text in all its languages, changed in one; an empty one counts as none."""
    rest = {key: said for key, said in old.items() if key != language}
    return rest | cleaned({language: text})
