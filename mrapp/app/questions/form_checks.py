"""What is wrong with a questionnaire: texts that lack, and questions that do not work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mrapp.app.questions.findings import Finding, Grade
from mrapp.app.questions.form_words import condition_words, number_of
from mrapp.app.questions.routing import can_be_asked, can_hold, fits
from mrapp.model.project import Project
from mrapp.model.questions import CHOSEN, PERSONAL, Question, Questionnaire
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import LocalText

_LEAST_CHOICES = 2

_NO_QUESTIONS = Phrase(nl="Er is nog geen enkele vraag.", en="There is no question yet.")
_NO_TEXT = Phrase(nl="Er is geen tekst: {what}.", en="There is no text: {what}.")
_LACKS = Phrase(nl="De tekst ontbreekt: {what}.", en="The text is missing: {what}.")
_NO_CHOICES = Phrase(
    nl="Er zijn nog niet genoeg keuzes ({count}).", en="There are not enough choices yet ({count})."
)
_TOO_MANY = Phrase(
    nl="Er mogen er {most} worden gekozen, maar er zijn maar {count} keuzes.",
    en="{most} may be chosen, but there are only {count} choices.",
)
_NO_VARIANT = Phrase(
    nl="De variant '{variant}' is niet meer in het project, dus er valt niets te vergelijken.",
    en="The variant '{variant}' is not in the project any more, so nothing can be compared.",
)
_NO_VIEWPOINT = Phrase(
    nl="Het kijkpunt '{viewpoint}' is niet meer in het project.",
    en="The viewpoint '{viewpoint}' is not in the project any more.",
)
_NO_ANSWER = Phrase(
    nl="In de voorwaarde '{condition}' staat een antwoord dat die vraag niet (meer) heeft.",
    en="The condition '{condition}' names an answer that question does not have (any more).",
)
_NEVER_HOLDS = Phrase(
    nl="De voorwaarde '{condition}' past niet bij die soort vraag en klopt nooit.",
    en="The condition '{condition}' does not go with that kind of question and never holds.",
)
_NEVER_ASKED = Phrase(
    nl="Deze vraag kan nooit worden gesteld: de voorwaarden spreken elkaar tegen.",
    en="This question can never be asked: its conditions contradict each other.",
)


@dataclass(frozen=True)
class Text:
    """A text of a questionnaire: what it is, and whether the questionnaire cannot do without.

    name: it is what something is called, and not ours to put plainer.
    """

    what: Phrase
    said: LocalText
    needed: bool = True
    name: bool = False
    question: str | None = None


def texts_of(form: Questionnaire) -> Iterator[Text]:
    """Return every text of a questionnaire, in the order in which it is read."""
    yield Text(Phrase(nl="de naam", en="the name"), form.name)
    yield Text(Phrase(nl="de inleiding", en="the introduction"), form.intro, needed=False)
    for question in form.questions:
        yield from _texts_of(question)
    yield Text(Phrase(nl="het dankwoord", en="the thanks"), form.thanks, needed=False)


def _texts_of(question: Question) -> Iterator[Text]:
    key = question.id
    yield Text(Phrase(nl="de vraag", en="the question"), question.text, question=key)
    yield Text(Phrase(nl="de uitleg", en="the help"), question.help, needed=False, question=key)
    if question.kind in CHOSEN:
        for number, choice in enumerate(question.choices, start=1):
            what = Phrase(nl="keuze {number}", en="choice {number}").filled(number=number)
            named = question.kind == "neighbourhood"
            yield Text(what, choice.text, name=named, question=key)
    if question.kind == "scale":
        for step, said in ((question.low, question.low_text), (question.high, question.high_text)):
            what = Phrase(nl="wat {step} betekent", en="what {step} means").filled(step=step)
            yield Text(what, said, needed=False, question=key)


def faults(project: Project, form: Questionnaire) -> tuple[Finding, ...]:
    """Return all that keeps a questionnaire from being published, or is to be confirmed first."""
    found = [] if form.questions else [Finding(Grade.STOPS, _NO_QUESTIONS)]
    found += missing_texts(project, form)
    for question in form.questions:
        found += _unworkable(project, question)
        found += _misrouted(project, form, question)
    grades = list(Grade)
    ends = len(form.questions) + 1  # what is about the whole comes last

    def weight(each: Finding) -> tuple[int, int]:
        place = ends if each.question is None else number_of(form, each.question)
        return grades.index(each.grade), place

    return tuple(sorted(found, key=weight))


def missing_texts(project: Project, form: Questionnaire) -> list[Finding]:
    """Return the texts that lack in a language of the project, and those that lack in all."""
    found = []
    for text in texts_of(form):
        lacks = [key for key in project.languages if not text.said.get(key, "").strip()]
        values = {"what": text.what}
        if len(lacks) == len(project.languages):
            if text.needed:
                found.append(Finding(Grade.STOPS, _NO_TEXT, values, text.question))
            continue
        found += [Finding(Grade.ASKS, _LACKS, values, text.question, key) for key in lacks]
    return found


def _unworkable(project: Project, question: Question) -> Iterator[Finding]:
    """Tell what a question needs and lacks: choices, variants, a viewpoint."""
    key, count = question.id, len(question.choices)
    least = 1 if question.kind in PERSONAL else _LEAST_CHOICES
    if question.kind in CHOSEN and count < least:
        yield Finding(Grade.STOPS, _NO_CHOICES, {"count": count}, key)
    if question.kind == "multiple" and question.most is not None and question.most > count:
        yield Finding(Grade.ASKS, _TOO_MANY, {"most": question.most, "count": count}, key)
    for variant in (question.variants or ()) if question.kind == "compare" else ():
        if project.variant(variant) is None:
            yield Finding(Grade.STOPS, _NO_VARIANT, {"variant": variant}, key, words=variant)
    gone = question.viewpoint
    if gone is not None and project.viewpoint(gone) is None:
        yield Finding(Grade.ASKS, _NO_VIEWPOINT, {"viewpoint": gone}, key, words=gone)


def _misrouted(project: Project, form: Questionnaire, question: Question) -> Iterator[Finding]:
    """Tell which conditions name no answer, or cannot hold, and whether none can hold together."""
    names = variant_names(project)
    single = True
    for condition in question.when:
        source = form.question(condition.question)
        assert source is not None, "the model keeps the order of questions"
        said = Phrase(
            nl=condition_words(form, condition, names["nl"], "nl"),
            en=condition_words(form, condition, names["en"], "en"),
        )
        words = str(condition.value)
        if not fits(source, condition):
            yield Finding(Grade.ASKS, _NO_ANSWER, {"condition": said}, question.id, words=words)
        elif not can_hold(source, condition):
            yield Finding(Grade.ASKS, _NEVER_HOLDS, {"condition": said}, question.id, words=words)
        single = single and can_hold(source, condition)
    if single and not can_be_asked(form, question):
        yield Finding(Grade.ASKS, _NEVER_ASKED, {}, question.id)


def variant_names(project: Project) -> Mapping[str, dict[str, str]]:
    """Return the names of all variants by id, per language of the program."""
    return {
        language: {each.id: pick_language(each.name, language) for each in project.variants()}
        for language in ("nl", "en")
    }
