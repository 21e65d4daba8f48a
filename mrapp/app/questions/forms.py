"""What staff do with questionnaires: like `mrapp.app.actions`, one function per user action.

Each takes the moment and returns the change. All but `begin_version` work on the version that is
being written; where the last one is published, and so frozen, the next one is begun by the same
step. Ids of questions and choices are the codes of the answers: one that a published version has
stays what it is, and none is ever given out twice.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from mrapp.app.actions import VIEWPOINT, fresh_id
from mrapp.app.history import Change, Moment
from mrapp.app.questions.findings import Grade
from mrapp.app.questions.form_checks import faults
from mrapp.app.questions.form_choices import AGE_BANDS
from mrapp.app.questions.form_edits import (
    TEXT_CHANGED,
    cleaned,
    edited,
    latest,
    next_version,
    place_of,
    published_question,
    question_in,
    said_in,
    versions,
    with_forms,
    with_question,
)
from mrapp.app.questions.form_words import number_of
from mrapp.model.errors import not_in_project
from mrapp.model.form_errors import FormRefusedError, FormUnfinishedError, FormUnsureError
from mrapp.model.project import Project, aware
from mrapp.model.questions import (
    CHOSEN,
    Condition,
    Kind,
    Question,
    Questionnaire,
)
from mrapp.model.texts import Phrase
from mrapp.model.values import LocalText

FormText = Literal["name", "intro", "thanks"]
QuestionText = Literal["text", "help", "low_text", "high_text"]

_CHANGE = Phrase(nl="vraag veranderen", en="change question")


def new_form(moment: Moment, name: LocalText) -> Change:
    """Add a questionnaire without any questions."""
    taken = [each.id for each in moment.project.questionnaires]
    wish = next((text for text in name.values() if text.strip()), "questions")
    added = Questionnaire(id=fresh_id(wish, taken), name=cleaned(name))
    label = Phrase(nl="vragenlijst toevoegen", en="add questionnaire")
    return with_forms(moment, label, (*moment.project.questionnaires, added))


def take_in(moment: Moment, read: Questionnaire) -> Change:
    """Add a questionnaire that was made elsewhere, as a first version that is being written."""
    taken = [each.id for each in moment.project.questionnaires]
    fresh = {"id": fresh_id(read.id, taken), "version": 1, "published_utc": None}
    label = Phrase(nl="vragenlijst inlezen", en="take in questionnaire")
    added = read.model_copy(update=fresh)
    return with_forms(moment, label, (*moment.project.questionnaires, added))


def begin_version(moment: Moment, form: str) -> Change:
    """Begin the next version of a published questionnaire."""
    label = Phrase(nl="nieuwe versie beginnen", en="begin new version")
    return edited(moment, form, label)


def remove_version(moment: Moment, form: str) -> Change:
    """Remove the version that is being written; raises `FormRefusedError` for a published one."""
    last = latest(moment.project, form)
    if last.published_utc is not None:
        raise FormRefusedError(
            detail=Phrase(
                nl="een versie die gepubliceerd is blijft, want er kunnen antwoorden bij horen",
                en="a version that was published stays, for there may be answers to it",
            )
        )
    label = Phrase(nl="versie verwijderen", en="remove version")
    kept = tuple(each for each in moment.project.questionnaires if each is not last)
    return with_forms(moment, label, kept)


def publish(moment: Moment, form: str, now_utc: datetime, *, confirmed: bool = False) -> Change:
    """Publish the version that is being written; from then on it never changes.

    Raises `FormUnfinishedError` while something is missing, and `FormUnsureError`, unless
    `confirmed`, where something stands out, such as a text that lacks in one language.
    """
    project = moment.project
    last = latest(project, form)
    if last.published_utc is not None:
        nothing = Phrase(nl="er is niets nieuws om te publiceren", en="there is nothing new")
        raise FormRefusedError(detail=nothing)
    found = faults(project, last)
    for grade, error in ((Grade.STOPS, FormUnfinishedError), (Grade.ASKS, FormUnsureError)):
        said = [each for each in found if each.grade is grade]
        if said and not (confirmed and grade is Grade.ASKS):
            raise error(count=len(said), first=said[0].placed(last))
    label = Phrase(nl="vragenlijst publiceren", en="publish questionnaire")
    return edited(moment, form, label, published_utc=aware(now_utc))


def set_form_text(
    moment: Moment, form: str, field: FormText, language: str, text: str, merge: str | None = None
) -> Change:
    """Change the name, the opening words or the thanks in one language; no text takes it away."""
    old: LocalText = getattr(next_version(moment.project, form), field)
    return edited(moment, form, TEXT_CHANGED, merge, **{field: said_in(old, language, text)})


def add_question(
    moment: Moment, form: str, kind: Kind, text: LocalText, after: str | None = None
) -> Change:
    """Add a question after another one, or at the end, with the choices that its kind begins with.

    Raises `FormRefusedError` for a comparison in a project with less than two variants.
    """
    now = next_version(moment.project, form)
    words = next((each for each in text.values() if each.strip()), _CODE_WORDS[kind])
    added = Question(
        id=fresh_id(words, _ids_ever(moment.project, form)),
        text=cleaned(text),
        **_fitted(moment.project, kind),
    )
    place = 1 + place_of(now, after) if after is not None else len(now.questions)
    asked = (*now.questions[:place], added, *now.questions[place:])
    label = Phrase(nl="vraag toevoegen", en="add question")
    return edited(moment, form, label, questions=asked)


def remove_question(moment: Moment, form: str, question: str) -> Change:
    """Remove a question; raises `FormRefusedError` while others depend on its answer."""
    now = next_version(moment.project, form)
    place = place_of(now, question)
    _refuse_if_needed(now, question)
    label = Phrase(nl="vraag verwijderen", en="remove question")
    kept = (*now.questions[:place], *now.questions[place + 1 :])
    return edited(moment, form, label, questions=kept)


def move_question(moment: Moment, form: str, question: str, to: int) -> Change:
    """Move a question to another place (0 is the first), which may lie beyond the ends.

    Raises `FormRefusedError` where it would come before a question that it depends on, or after
    one that depends on it.
    """
    now = next_version(moment.project, form)
    rest = list(now.questions)
    moved = rest.pop(place_of(now, question))
    rest.insert(max(to, 0), moved)
    known: set[str] = set()
    for each in rest:
        for condition in each.when:
            if condition.question not in known:
                raise _wrong_order(now, each.id, condition.question)
        known.add(each.id)
    label = Phrase(nl="vraag verplaatsen", en="move question")
    return edited(moment, form, label, questions=tuple(rest))


def set_question_text(
    moment: Moment,
    form: str,
    question: str,
    field: QuestionText,
    language: str,
    text: str,
    merge: str | None = None,
) -> Change:
    """Change a text of a question in one language; no text takes it away."""
    old: LocalText = getattr(question_in(moment.project, form, question), field)
    return with_question(
        moment, form, question, TEXT_CHANGED, merge, **{field: said_in(old, language, text)}
    )


def set_kind(moment: Moment, form: str, question: str, kind: Kind) -> Change:
    """Ask a question in another way; its texts, and choices where it has some, stay.

    Raises `FormRefusedError` for one that was published: answers of two kinds under one code
    cannot be counted together.
    """
    before = published_question(moment.project, form, question)
    if before is not None and before.kind != kind:
        raise FormRefusedError(
            detail=Phrase(
                nl="deze vraag is al gesteld en er kunnen antwoorden bij horen. Verwijder haar en "
                "maak een nieuwe vraag",
                en="this question was asked already and there may be answers to it. Remove it and "
                "make a new one",
            )
        )
    old = question_in(moment.project, form, question)
    fitted = _fitted(moment.project, kind)
    if kind in CHOSEN and old.choices:
        fitted["choices"] = old.choices
    return with_question(moment, form, question, _CHANGE, **fitted)


def set_code(moment: Moment, form: str, question: str, wish: str) -> Change:
    """Give a question that was never published another code; conditions on it follow."""
    project = moment.project
    now = next_version(project, form)
    place = place_of(now, question)
    if published_question(project, form, question) is not None:
        kept = Phrase(nl="een code die gepubliceerd is blijft", en="a published code stays")
        raise FormRefusedError(detail=kept)
    code = fresh_id(wish, set(_ids_ever(project, form)) - {question})
    renamed = [_following(each, question, code) for each in now.questions]
    renamed[place] = renamed[place].model_copy(update={"id": code})
    return edited(moment, form, _CHANGE, questions=tuple(renamed))


def set_required(moment: Moment, form: str, question: str, required: bool) -> Change:
    """Let a question be passed over, or not."""
    return with_question(moment, form, question, _CHANGE, required=required)


def set_scale(moment: Moment, form: str, question: str, low: int, high: int) -> Change:
    """Give a scale other ends; raises `FormRefusedError` for less than 2 or over 11 steps."""
    if not 1 <= high - low <= 10:
        steps = Phrase(nl="een schaal heeft 2 tot 11 stappen", en="a scale has 2 to 11 steps")
        raise FormRefusedError(detail=steps)
    return with_question(moment, form, question, _CHANGE, low=low, high=high)


def set_most(moment: Moment, form: str, question: str, most: int | None) -> Change:
    """Say how many choices may be taken at most; None: any number."""
    return with_question(moment, form, question, _CHANGE, most=most)


def set_viewpoint(moment: Moment, form: str, question: str, viewpoint: str | None) -> Change:
    """Say where "show me again" leads; None: nowhere. Raises `NotInProjectError`."""
    project = moment.project
    if viewpoint is not None and project.viewpoint(viewpoint) is None:
        raise not_in_project(VIEWPOINT, viewpoint, (each.id for each in project.viewpoints))
    return with_question(moment, form, question, _CHANGE, viewpoint=viewpoint)


def set_variants(moment: Moment, form: str, question: str, first: str, second: str) -> Change:
    """Say which two variants are compared; raises `FormRefusedError`."""
    known = {variant.id for variant in moment.project.variants()}
    if first == second or not {first, second} <= known:
        two = Phrase(
            nl="een vergelijking heeft twee varianten van het project nodig",
            en="a comparison needs two variants of the project",
        )
        raise FormRefusedError(detail=two)
    return with_question(moment, form, question, _CHANGE, variants=(first, second))


def set_conditions(
    moment: Moment, form: str, question: str, conditions: Sequence[Condition]
) -> Change:
    """Say when a question is asked: if all conditions hold, always if there are none.

    Raises `FormRefusedError` for a condition on a question that does not come before it.
    """
    now = next_version(moment.project, form)
    before = {each.id for each in now.questions[: place_of(now, question)]}
    for condition in conditions:
        if condition.question not in before:
            raise _wrong_order(now, question, condition.question)
    label = Phrase(nl="voorwaarde veranderen", en="change condition")
    return with_question(moment, form, question, label, when=tuple(conditions))


_CODE_WORDS: Mapping[Kind, str] = {
    "single": "choice",
    "multiple": "choices",
    "scale": "scale",
    "mood": "mood",
    "ranking": "ranking",
    "compare": "compare",
    "pin": "place",
    "text": "words",
    "age": "age",
    "neighbourhood": "neighbourhood",
}


def _fitted(project: Project, kind: Kind) -> dict[str, Any]:
    """Return the fields that a question of a kind begins with; raises `FormRefusedError`."""
    fields: dict[str, Any] = {"kind": kind, "choices": (), "most": None, "variants": None}
    if kind == "age":
        fields["choices"] = AGE_BANDS
    if kind == "compare":
        variants = [variant.id for variant in project.variants()]
        if len(variants) < 2:
            two = Phrase(
                nl="er zijn nog geen twee varianten om te vergelijken",
                en="there are no two variants to compare yet",
            )
            raise FormRefusedError(detail=two)
        fields["variants"] = (variants[0], variants[1])
    return fields


def _ids_ever(project: Project, form: str) -> list[str]:
    """Return the codes of all questions that any version has."""
    return [question.id for each in versions(project, form) for question in each.questions]


def _following(question: Question, old: str, new: str) -> Question:
    """Return a question whose conditions on one that has another code now follow it."""
    when = tuple(
        each.model_copy(update={"question": new}) if each.question == old else each
        for each in question.when
    )
    return question.model_copy(update={"when": when})


def _refuse_if_needed(form: Questionnaire, question: str) -> None:
    for each in form.questions:
        if any(condition.question == question for condition in each.when):
            raise FormRefusedError(
                detail=Phrase(
                    nl="vraag {needs} hangt van deze vraag af. Haal eerst die voorwaarde weg",
                    en="question {needs} depends on this one. Remove that condition first",
                ).filled(needs=number_of(form, each.id))
            )


def _wrong_order(form: Questionnaire, question: str, needs: str) -> FormRefusedError:
    phrase = Phrase(
        nl="vraag {question} hangt af van vraag {needs}, die er dan niet meer voor staat",
        en="question {question} depends on question {needs}, which would not come before it",
    )
    numbers = {"question": number_of(form, question), "needs": number_of(form, needs)}
    return FormRefusedError(detail=phrase.filled(**numbers))
