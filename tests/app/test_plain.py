"""Advice on plain language: what it names, what it suggests, and what it leaves alone."""

import pytest

from mrapp.app.questions.findings import Grade
from mrapp.app.questions.plain import advice, advice_on, hard_words
from mrapp.model.questions import Question, Questionnaire
from tests.app.forms import everything
from tests.app.moments import first_moment


def said(text: str, language: str) -> list[str]:
    return [finding.words for finding in advice_on(text, language)]


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Wat vindt u van de Openbare  Ruimte?", "nl", "Openbare  Ruimte"),
        ("Het plan is gerealiseerd.", "nl", "gerealiseerd"),
        ("Wat doet u ten behoeve van de buurt?", "nl", "ten behoeve van"),
        ("Dat zijn verkeersmaatregelenplannen.", "nl", "verkeersmaatregelenplannen"),
        ("Het plein wordt volgend jaar ingericht.", "nl", "wordt volgend jaar ingericht"),
        ("We utilise the square.", "en", "utilise"),
        ("The square is redesigned.", "en", "is redesigned"),
        ("This is incomprehensible.", "en", "incomprehensible"),
    ],
)
def test_hard_words_are_named_as_they_stand(text: str, language: str, words: str) -> None:
    assert said(text, language) == [words]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Wat vindt u mooi aan dit plein? En wat niet?", "nl"),
        ("Hoe wordt het hier beter?", "nl"),
        ("Welke plek is het fijnst?", "nl"),
        ("What do you like here? What don't you like?", "en"),
        ("", "nl"),
    ],
)
def test_plain_sentences_are_left_alone(text: str, language: str) -> None:
    assert said(text, language) == []


def test_long_sentences_are_named_in_any_language() -> None:
    for count, found in ((15, 0), (16, 1), (21, 1)):
        assert len(advice_on(f"{'bu ' * count}.", "pl")) == found
    (finding,) = advice_on("bu " * 21, "nl")
    assert finding.text("nl") == "Deze zin is te lang (21 woorden). Maak er twee zinnen van."


def test_two_denials_in_one_sentence_are_named() -> None:
    assert len(advice_on("Er is nooit geen plek.", "nl")) == 1
    assert len(advice_on("Er is geen plek. Dat is niet leuk.", "nl")) == 0
    assert len(advice_on("You can't see nothing.", "en")) == 1


def test_a_finding_names_its_question_language_words_and_what_to_write() -> None:
    asked = Question(id="q", kind="text", text={"nl": "Wat is er thans?", "en": "What is there?"})
    form = Questionnaire(id="x", name={"nl": "Vragen", "en": "Questions"}, questions=(asked,))
    (finding,) = advice(first_moment().project, form)
    assert (finding.question, finding.language, finding.words) == ("q", "nl", "thans")
    assert finding.grade is Grade.ADVICE
    assert finding.suggestion is not None
    assert finding.suggestion.nl == "Schrijf liever: nu."
    assert finding.placed(form).nl.startswith("Vraag 1, Nederlands: ‘thans’")


def test_what_others_named_is_not_ours_to_put_plainer() -> None:
    form = everything()
    home = form.question("home")
    assert home is not None
    odd = home.choices[0].model_copy(update={"text": {"nl": "Bedrijventerreinwijk", "en": "x"}})
    changed = home.model_copy(update={"choices": (odd, *home.choices[1:])})
    only = form.model_copy(update={"questions": (changed,)})
    assert advice(first_moment().project, only) == ()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_better_word_is_a_hard_one_itself(language: str) -> None:
    words = hard_words()[language]
    assert len(words) > 60
    assert all(word == word.lower() and better for word, better in words.items())
    circles = {word: better for word, better in words.items() if better in words}
    assert circles == {}
