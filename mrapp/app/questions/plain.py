"""Advice on plain language (B1) for the texts of a questionnaire: never a gate, only a hint.

What is looked at is what public guides on plain language agree on: short sentences, short words,
words that people use themselves, an active voice, and no two denials in one sentence. It is a
rough look at signs, no grammar: a hint may be beside the point.
"""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from mrapp.app.questions.findings import Finding, Grade
from mrapp.app.questions.form_checks import texts_of
from mrapp.model.project import Project
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import Phrase

MANY_WORDS = 15
"""More words in a sentence than this make it long, ..."""

TOO_MANY_WORDS = 20
"""... and more than this too long."""

LONG_WORD = {"nl": 16, "en": 14}
"""From so many letters on a word is long."""

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

_LONG = Phrase(
    nl="Deze zin is lang ({count} woorden).", en="This sentence is long ({count} words)."
)
_TOO_LONG = Phrase(
    nl="Deze zin is te lang ({count} woorden).", en="This sentence is too long ({count} words)."
)
_SPLIT = Phrase(nl="Maak er twee zinnen van.", en="Make it two sentences.")
_LONG_WORD = Phrase(nl="‘{word}’ is een lang woord.", en="‘{word}’ is a long word.")
_SHORTER = Phrase(
    nl="Kies een korter woord, of leg het uit.", en="Choose a shorter word, or explain it."
)
_HARD = Phrase(
    nl="‘{word}’ is voor veel mensen een moeilijk woord.",
    en="‘{word}’ is a hard word for many people.",
)
_BETTER = Phrase(nl="Schrijf liever: {better}.", en="Better write: {better}.")
_PASSIVE = Phrase(
    nl="‘{said}’: het is niet duidelijk wie het doet.",
    en="‘{said}’: it is not clear who does it.",
)
_ACTIVE = Phrase(nl="Zeg wie het doet.", en="Say who does it.")
_DENIALS = Phrase(nl="Er staan twee ontkenningen in: {said}.", en="It denies twice: {said}.")
_POSITIVE = Phrase(nl="Zeg wat wél zo is.", en="Say what is so instead.")

_PASSIVES: Mapping[str, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b(?:word|wordt|worden|werd|werden)\b(?:\s+[\w’'-]+){0,6}?"
        r"\s+(?:\w{0,5}ge\w{2,}(?:d|t|en)|(?:ver|be|ont|her)\w{2,}(?:d|t|en))\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?"
        r"(?:\w{3,}ed|built|made|done|given|taken|shown|seen|kept|held|known|chosen)\b",
        re.IGNORECASE,
    ),
}
_DENYING: Mapping[str, re.Pattern[str]] = {
    "nl": re.compile(
        r"\b(?:niet|geen|nooit|nergens|niemand|niets|zonder|ongewenst\w*|onmogelijk\w*)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(r"\b(?:not|no|never|nobody|nothing|none|without|\w+n['’]t)\b", re.IGNORECASE),
}


def advice(project: Project, form: Questionnaire) -> tuple[Finding, ...]:
    """Return the advice on every text of a questionnaire, in the order in which it is read."""
    return tuple(
        finding
        for text in texts_of(form)
        if not text.name
        for language in project.languages
        for finding in advice_on(text.said.get(language, ""), language, text.question)
    )


def advice_on(text: str, language: str, question: str | None = None) -> tuple[Finding, ...]:
    """Return the advice on one text; of languages without rules, only on long sentences."""

    def made(phrase: Phrase, words: str, suggestion: Phrase, **values: object) -> Finding:
        given = (question, language, words, suggestion)
        return Finding(Grade.ADVICE, phrase, values, *given)

    return tuple(
        made(phrase, words, suggestion, **values)
        for sentence in _SENTENCE.findall(text)
        for look in (_lengths, _long_words, _hard_words, _passives, _denials)
        for phrase, words, suggestion, values in look(sentence.strip(), language)
    )


_Hint = tuple[Phrase, str, Phrase, Mapping[str, object]]
_Look = Callable[[str, str], Iterator[_Hint]]


def _lengths(sentence: str, _language: str) -> Iterator[_Hint]:
    count = len(_WORD.findall(sentence))
    if count > MANY_WORDS:
        phrase = _TOO_LONG if count > TOO_MANY_WORDS else _LONG
        yield phrase, sentence, _SPLIT, {"count": count}


def _long_words(sentence: str, language: str) -> Iterator[_Hint]:
    longest = LONG_WORD.get(language, 0)
    for word in _WORD.findall(sentence) if longest else ():
        if len(word) >= longest and not _known(word, language):
            yield _LONG_WORD, word, _SHORTER, {"word": word}


def _hard_words(sentence: str, language: str) -> Iterator[_Hint]:
    hard = hard_words().get(language, {})
    if hard:
        for found in _pattern(language).finditer(sentence):
            word = found.group()
            better = _BETTER.filled(better=hard[" ".join(word.lower().split())])
            yield _HARD, word, better, {"word": word}


def _passives(sentence: str, language: str) -> Iterator[_Hint]:
    pattern = _PASSIVES.get(language)
    found = pattern.search(sentence) if pattern else None
    if found:
        yield _PASSIVE, found.group(), _ACTIVE, {"said": found.group()}


def _denials(sentence: str, language: str) -> Iterator[_Hint]:
    pattern = _DENYING.get(language)
    found = pattern.findall(sentence) if pattern else []
    if len(found) > 1:
        words = ", ".join(f"‘{word}’" for word in found)
        yield _DENIALS, sentence, _POSITIVE, {"said": words}


def _known(word: str, language: str) -> bool:
    """Tell whether the list of hard words has a better one already."""
    return word.lower() in hard_words().get(language, {})


@cache
def hard_words() -> Mapping[str, Mapping[str, str]]:
    """Return the hard words, each with a plainer way to say it, by language."""
    text = Path(__file__).with_name("plain_words.toml").read_text(encoding="utf-8")
    return {
        language: {form: better for forms, better in words.items() for form in forms.split("|")}
        for language, words in tomllib.loads(text).items()
    }


@cache
def _pattern(language: str) -> re.Pattern[str]:
    # The longest first: of "dienen te" and "dienen" the whole is meant.
    forms = sorted(hard_words()[language], key=len, reverse=True)
    listed = "|".join(r"\s+".join(map(re.escape, form.split())) for form in forms)
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)
