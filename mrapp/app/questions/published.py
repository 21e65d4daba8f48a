"""Published versions of questionnaires that stay as they are, as answers may belong to them.

A version that was published can be undone until it was saved or answered. From then on no step,
saving or recovery takes it away or changes it.
"""

from collections.abc import Iterable

from mrapp.model.form_errors import FormRefusedError
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import Phrase, pick_language

_STAYS = Phrase(
    nl="versie {version} van ‘{name}’ is gepubliceerd, en er kunnen antwoorden bij horen. Die "
    "versie blijft zoals zij is. Wat u nu aan de vragen verandert, wordt de volgende versie",
    en="version {version} of ‘{name}’ was published, and answers may belong to it. That version "
    "stays as it is. What you change in the questions now becomes the next version",
)
_THERE = Phrase(
    nl="in {place} staat versie {version} van ‘{name}’. Die is gepubliceerd, en er kunnen "
    "antwoorden bij horen. Uw project heeft haar niet, dus zij zou verdwijnen. Sla op onder een "
    "andere naam, of open het project opnieuw",
    en="{place} holds version {version} of ‘{name}’. It was published, and answers may belong to "
    "it. Your project does not have it, so it would be lost. Save under another name, or open the "
    "project again",
)


def published(project: Project) -> tuple[Questionnaire, ...]:
    """Return the versions that were published."""
    return tuple(each for each in project.questionnaires if each.published_utc is not None)


def numbered(forms: Iterable[Questionnaire]) -> dict[tuple[str, int], Questionnaire]:
    """Return versions by the id of their questionnaire and their number."""
    return {(each.id, each.version): each for each in forms}


def refuse_loss(
    staying: Iterable[Questionnaire], project: Project, place: object | None = None
) -> None:
    """Raise `FormRefusedError` where a project lacks, or changes, a version that stays.

    place: where that version is, if that is not the project which is open.
    """
    lost = next((each for each in staying if each not in project.questionnaires), None)
    if lost is None:
        return
    names = Phrase(nl=pick_language(lost.name, "nl"), en=pick_language(lost.name, "en"))
    said = _STAYS if place is None else _THERE
    raise FormRefusedError(detail=said.filled(version=lost.version, name=names, place=place))


def with_published(project: Project, staying: Iterable[Questionnaire]) -> Project:
    """Return a project with the versions that stay; other words under their number come after.

    What was written, or published elsewhere, under the number of one of these goes on as the
    version that is being written; where all is the same but when it was published, nothing is.
    """
    stays, found = numbered(staying), numbered(project.questionnaires)
    beaten = [
        found[key]
        for key in sorted(stays, key=lambda key: -key[1])
        if key in found and not _same_words(found[key], stays[key])
    ]
    merged = list((found | stays).values())
    for form in beaten:
        last = max((each for each in merged if each.id == form.id), key=lambda each: each.version)
        if last.published_utc is not None:
            new = {"version": last.version + 1, "published_utc": None}
            merged.append(form.model_copy(update=new))
    return Project.model_validate({**dict(project), "questionnaires": tuple(merged)})


def _same_words(form: Questionnaire, other: Questionnaire) -> bool:
    same = {"version": other.version, "published_utc": other.published_utc}
    return form.model_copy(update=same) == other
