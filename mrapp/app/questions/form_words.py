"""Questions in words, for who writes them: kinds, numbers, languages, and routing as a sentence."""

from collections.abc import Mapping

from mrapp.app.questions.question_words import MOOD_WORDS, RATHER_NOT_WORDS
from mrapp.model.questions import (
    PERSONAL,
    RATHER_NOT,
    Condition,
    Kind,
    Question,
    Questionnaire,
)
from mrapp.model.texts import Phrase, pick_language

KIND_WORDS: Mapping[Kind, Phrase] = {
    "single": Phrase(nl="Eén keuze", en="One choice"),
    "multiple": Phrase(nl="Meer keuzes", en="Several choices"),
    "scale": Phrase(nl="Schaal met cijfers", en="Scale of numbers"),
    "mood": Phrase(nl="Gezichtjes", en="Faces"),
    "ranking": Phrase(nl="Op volgorde zetten", en="Put in order"),
    "compare": Phrase(nl="Twee varianten vergelijken", en="Compare two variants"),
    "pin": Phrase(nl="Plek aanwijzen", en="Point out a place"),
    "text": Phrase(nl="Eigen woorden", en="Own words"),
    "age": Phrase(nl="Leeftijd", en="Age"),
    "neighbourhood": Phrase(nl="Buurt", en="Neighbourhood"),
}
"""What the kinds of questions are called, in the order in which they are offered."""

HOLDS_WORDS: Mapping[str, Phrase] = {
    "is": Phrase(nl="is", en="is"),
    "is_not": Phrase(nl="is niet", en="is not"),
    "has": Phrase(nl="bevat", en="includes"),
    "at_least": Phrase(nl="is ten minste", en="is at least"),
    "at_most": Phrase(nl="is ten hoogste", en="is at most"),
    "answered": Phrase(nl="is beantwoord", en="was answered"),
}
"""What a condition asks of an answer, as it is chosen from a list."""

_LANGUAGES: Mapping[str, Phrase] = {
    "nl": Phrase(nl="Nederlands", en="Dutch"),
    "en": Phrase(nl="Engels", en="English"),
    "de": Phrase(nl="Duits", en="German"),
    "fr": Phrase(nl="Frans", en="French"),
    "es": Phrase(nl="Spaans", en="Spanish"),
    "pl": Phrase(nl="Pools", en="Polish"),
    "tr": Phrase(nl="Turks", en="Turkish"),
    "ar": Phrase(nl="Arabisch", en="Arabic"),
    "uk": Phrase(nl="Oekraïens", en="Ukrainian"),
    "bg": Phrase(nl="Bulgaars", en="Bulgarian"),
    "ro": Phrase(nl="Roemeens", en="Romanian"),
    "fy": Phrase(nl="Fries", en="Frisian"),
    "pap": Phrase(nl="Papiaments", en="Papiamento"),
}

_CONDITIONS: Mapping[str, Phrase] = {
    "is": Phrase(
        nl="het antwoord op vraag {number} {value} is",
        en="the answer to question {number} is {value}",
    ),
    "is_not": Phrase(
        nl="het antwoord op vraag {number} niet {value} is",
        en="the answer to question {number} is not {value}",
    ),
    "has": Phrase(
        nl="bij vraag {number} {value} is gekozen",
        en="{value} is chosen at question {number}",
    ),
    "at_least": Phrase(
        nl="het antwoord op vraag {number} ten minste {value} is",
        en="the answer to question {number} is at least {value}",
    ),
    "at_most": Phrase(
        nl="het antwoord op vraag {number} ten hoogste {value} is",
        en="the answer to question {number} is at most {value}",
    ),
    "answered": Phrase(nl="vraag {number} is beantwoord", en="question {number} was answered"),
}
_ONLY = Phrase(nl="Stel deze vraag alleen als {all}.", en="Ask this question only if {all}.")
_ALWAYS = Phrase(nl="Deze vraag wordt altijd gesteld.", en="This question is always asked.")
_AND = Phrase(nl=" en ", en=" and ")


def language_name(code: str) -> Phrase:
    """Return what a language is called; its code where it is none of the usual ones."""
    return _LANGUAGES.get(code, Phrase(nl=code, en=code))


def number_of(form: Questionnaire, question: str) -> int:
    """Return which question it is, from 1; 0 for one that is not there."""
    ids = [each.id for each in form.questions]
    return ids.index(question) + 1 if question in ids else 0


def values_of(
    variants: Mapping[str, str], question: Question, language: str
) -> dict[str | int, str]:
    """Return the values that a condition on a question can have, each in words.

    variants: the variants of the project by id, for comparisons.
    """
    if question.kind == "mood":
        return {n: f"{n} ({word.text(language)})" for n, word in enumerate(MOOD_WORDS, start=1)}
    if question.kind == "scale":
        return {step: str(step) for step in range(question.low, question.high + 1)}
    if question.kind == "compare":
        return {each: variants.get(each, each) for each in question.variants or ()}
    named: dict[str | int, str] = {
        each.id: pick_language(each.text, language) or each.id for each in question.choices
    }
    if question.kind in PERSONAL:
        named[RATHER_NOT] = RATHER_NOT_WORDS.text(language)
    return named


def condition_words(
    form: Questionnaire, condition: Condition, variants: Mapping[str, str], language: str
) -> str:
    """Return a condition as a clause; `variants`: their names by id."""
    asked = form.question(condition.question)
    value = ""
    if condition.holds != "answered" and condition.value is not None:
        named = values_of(variants, asked, language) if asked else {}
        value = f"‘{named.get(condition.value, condition.value)}’"
    number = number_of(form, condition.question) or condition.question
    return _CONDITIONS[condition.holds].text(language, number=number, value=value)


def routing_words(
    form: Questionnaire, question: Question, variants: Mapping[str, str], language: str
) -> str:
    """Return when a question is asked, as a sentence."""
    if not question.when:
        return _ALWAYS.text(language)
    clauses = [condition_words(form, each, variants, language) for each in question.when]
    return _ONLY.text(language, all=_AND.text(language).join(clauses))
