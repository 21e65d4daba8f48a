"""What is told of a remark: in a row of a list, and on its card."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from mrapp.app.clock import day_words, local_from_utc
from mrapp.app.describe import Fact
from mrapp.app.exports.export_columns import (
    CHANNELS,
    STATES,
    event_names,
    theme_names,
    variant_names,
)
from mrapp.app.questions.asking import version_of
from mrapp.app.questions.question_words import MOOD_WORDS, RATHER_NOT_WORDS
from mrapp.app.remarks.keeping import Kept
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT, Answer, Question
from mrapp.model.remark import Attachment, Remark, Sight
from mrapp.model.texts import Phrase, pick_language
from mrapp.model.values import LocalText

_ABOUT = Phrase(nl="Gaat over", en="About")
_THEME = Phrase(nl="Thema", en="Theme")
_MADE = Phrase(nl="Gegeven op", en="Given on")
_CHANNEL = Phrase(nl="Gegeven via", en="Given by")
_EVENT = Phrase(nl="Bijeenkomst", en="Event")
_VARIANT = Phrase(nl="Variant in beeld", en="Variant in view")
_SUN = Phrase(nl="Tijd in beeld", en="Time in view")
_STATE = Phrase(nl="Staat", en="State")
_AT = Phrase(nl="{day}, {clock}", en="{day}, {clock}")
_ADDED = Phrase(nl="Later toegevoegd, {when}", en="Added later, {when}")
_NO_TEXT = Phrase(nl="Zonder tekst", en="Without text")
_ANSWERS_ONLY = Phrase(nl="Antwoorden op vragen", en="Answers to questions")
_DRAWN = Phrase(nl="Een tekening", en="A drawing")
_SPOKEN = Phrase(nl="Een ingesproken bericht", en="A spoken note")
_WITHDRAWN = Phrase(nl="Ingetrokken", en="Withdrawn")
_LOST_VERSION = Phrase(
    nl="De vragenlijst van deze antwoorden ({name}, versie {version}) staat niet of niet meer in "
    "dit project. U ziet de codes.",
    en="The questionnaire of these answers ({name}, version {version}) is not, or no longer, in "
    "this project. You see the codes.",
)
_PLACE = Phrase(nl="Een plek: {x}, {y} (RD)", en="A place: {x}, {y} (RD)")
_STEP = Phrase(
    nl="{step} (van {low}: {low_text}, tot {high}: {high_text})",
    en="{step} (from {low}: {low_text}, to {high}: {high_text})",
)
_LONGEST_LINE = 160


@dataclass(frozen=True)
class Opinion:
    """A remark in words. answers: the questions in the words of the version they were given to.

    lost: said where that version is gone. picture: what was seen, small, with what was drawn on
    it. sight: what to bring back.
    """

    id: str
    text: str
    mood: int | None
    facts: tuple[Fact, ...]
    answers: tuple[Fact, ...]
    additions: tuple[Fact, ...] = ()
    lost: str = ""
    picture: Attachment | None = None
    sight: Sight | None = None


@dataclass(frozen=True)
class Row:
    """A remark in a list: a line of what it says, and a line of what it is."""

    line: str
    detail: str


def row_of(project: Project, kept: Kept, language: str, *, dated: bool = True) -> Row:
    """Return a remark as it stands in a list; dated: with the day on which it was made."""
    remark = kept.remark
    if remark is None:
        return Row(_WITHDRAWN.text(language), "")
    line = " ".join(remark.text[: 4 * _LONGEST_LINE].split())[:_LONGEST_LINE]
    if not line:
        line = _wordless(remark).text(language)
    parts = [
        MOOD_WORDS[remark.mood - 1].text(language) if remark.mood else "",
        _named(theme_names(project), remark.theme, language),
        f"{local_from_utc(remark.made_utc, project.time_zone).day:%d-%m-%Y}" if dated else "",
    ]
    return Row(line, " · ".join(part for part in parts if part))


def _wordless(remark: Remark) -> Phrase:
    """Return what a remark without text is."""
    roles = {each.role for each in remark.attachments}
    if remark.answered:
        return _ANSWERS_ONLY
    return _SPOKEN if "voice" in roles else _DRAWN if "drawing" in roles else _NO_TEXT


def opinion_of(project: Project, kept: Kept, language: str) -> Opinion | None:
    """Return a remark as its card tells of it; None where it was withdrawn."""
    remark = kept.remark
    if remark is None:
        return None
    answers, lost = answers_in_words(project, remark, language)
    return Opinion(
        id=remark.id,
        text=remark.text,
        mood=remark.mood,
        facts=_facts(project, kept, remark, language),
        answers=answers,
        additions=tuple(
            Fact(_ADDED.text(language, when=_when(project, added.made_utc, language)), added.text)
            for added in kept.additions
        ),
        lost=lost,
        picture=picture_of(remark),
        sight=remark.sight,
    )


def picture_of(remark: Remark) -> Attachment | None:
    """Return the picture to show of a remark: the one that was drawn on, if there is one."""
    files = {each.role: each for each in remark.attachments}
    return files.get("drawing") or files.get("picture")


def voice_of(remark: Remark) -> Attachment | None:
    """Return the spoken note of a remark, if there is one."""
    return next((each for each in remark.attachments if each.role == "voice"), None)


def name_of(project: Project, column: str, word: str, language: str) -> str:
    """Return what a word of `Columns.words` stands for."""
    names: Mapping[str, LocalText] = {
        "themes": theme_names(project),
        "variants": variant_names(project),
        "events": event_names(project),
        "channels": CHANNELS,
        "states": STATES,
    }[column]
    return _named(names, word, language)


def _named(names: Mapping[str, LocalText], word: str | None, language: str) -> str:
    """Return the name of a code, the code itself where nothing is known of it."""
    return pick_language(names.get(word, {"nl": word, "en": word}), language) if word else ""


def _facts(project: Project, kept: Kept, remark: Remark, language: str) -> tuple[Fact, ...]:
    sight = remark.sight
    told = (
        (_ABOUT, remark.thing.name if remark.thing else ""),
        (_THEME, _named(theme_names(project), remark.theme, language)),
        (_MADE, _when(project, remark.made_utc, language)),
        (_CHANNEL, _named(CHANNELS, remark.channel, language)),
        (_EVENT, _named(event_names(project), remark.event, language)),
        (_VARIANT, _named(variant_names(project), sight.variant, language) if sight else ""),
        (_SUN, _when(project, sight.time_utc, language) if sight else ""),
        (_STATE, _named(STATES, kept.state, language)),
    )
    return tuple(Fact(label.text(language), value) for label, value in told if value)


def _when(project: Project, time_utc: datetime, language: str) -> str:
    local = local_from_utc(time_utc, project.time_zone)
    return _AT.text(language, day=day_words(local.day, language), clock=local.clock())


def answers_in_words(
    project: Project, remark: Remark, language: str
) -> tuple[tuple[Fact, ...], str]:
    """Return questions with their answers, in the order of the form, and what of it is lost."""
    answered = remark.answered
    if answered is None:
        return (), ""
    form = version_of(project, answered.questionnaire, answered.version)
    if form is not None and answered.asked not in ("", form.fingerprint()):
        form = None
    questions = {question.id: question for question in form.questions} if form else {}
    order = [key for key in questions if key in answered.answers]
    order += [key for key in answered.answers if key not in questions]
    told = tuple(
        Fact(
            pick_language(questions[key].text, language) if key in questions else key,
            _spoken(project, questions.get(key), answered.answers[key], language),
        )
        for key in order
    )
    lost = (
        ""
        if form
        else _LOST_VERSION.text(language, name=answered.questionnaire, version=answered.version)
    )
    return told, lost


def _spoken(project: Project, question: Question | None, answer: Answer, language: str) -> str:
    """Return an answer in words."""
    if answer == RATHER_NOT:
        return RATHER_NOT_WORDS.text(language)
    if question is not None and question.kind == "pin" and isinstance(answer, tuple):
        return _PLACE.text(language, x=f"{float(answer[0]):.1f}", y=f"{float(answer[1]):.1f}")
    if isinstance(answer, int):
        is_mood = question is not None and question.kind == "mood" and 1 <= answer <= 5
        return (
            MOOD_WORDS[answer - 1].text(language) if is_mood else _step(question, answer, language)
        )
    if question is not None and question.kind == "compare" and isinstance(answer, str):
        return _named(variant_names(project), answer, language)
    names = {choice.id: choice.text for choice in question.choices} if question else {}
    codes = [answer] if isinstance(answer, str) else [str(each) for each in answer]
    words = [_named(names, code, language) for code in codes]
    if question is not None and question.kind == "ranking":
        return ", ".join(f"{place}. {word}" for place, word in enumerate(words, 1))
    return ", ".join(words)


def _step(question: Question | None, answer: int, language: str) -> str:
    """Return a mood in words, and a step of a scale with what its ends mean, where that is said."""
    if question is None:
        return str(answer)
    if question.kind == "mood" and 1 <= answer <= len(MOOD_WORDS):
        return MOOD_WORDS[answer - 1].text(language)
    if not (question.low_text and question.high_text):
        return str(answer)
    low, high = (pick_language(each, language) for each in (question.low_text, question.high_text))
    ends = {"low": question.low, "high": question.high, "low_text": low, "high_text": high}
    return _STEP.text(language, step=answer, **ends)
