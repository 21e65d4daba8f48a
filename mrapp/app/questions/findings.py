"""What stands out in a questionnaire: the value that checks and advice return."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mrapp.app.questions.form_words import language_name, number_of
from mrapp.model.questions import Questionnaire
from mrapp.model.texts import Phrase


class Grade(StrEnum):
    """How much weight it has: it stops publishing, asks for a confirmation, or is an advice."""

    STOPS = "stops"
    ASKS = "asks"
    ADVICE = "advice"


GRADE_WORDS: Mapping[Grade, Phrase] = {
    Grade.STOPS: Phrase(nl="Eerst oplossen", en="Solve first"),
    Grade.ASKS: Phrase(nl="Let op", en="Mind"),
    Grade.ADVICE: Phrase(nl="Advies", en="Advice"),
}

_QUESTION = Phrase(nl="Vraag {number}", en="Question {number}")
_WHOLE = Phrase(nl="Vragenlijst", en="Questionnaire")
_PLACED = Phrase(nl="{place}: {said}", en="{place}: {said}")
_IN = Phrase(nl="{place}, {language}", en="{place}, {language}")


@dataclass(frozen=True)
class Finding:
    """Something that stands out.

    question: the id of the question it is about; None: the questionnaire as a whole. language: of
    the text it is about, None where it is about no text. words: the words that it is about.
    suggestion: what could stand there instead, or None.
    """

    grade: Grade
    phrase: Phrase
    values: Mapping[str, object] = field(default_factory=dict)
    question: str | None = None
    language: str | None = None
    words: str = ""
    suggestion: Phrase | None = None

    def text(self, language: str = "en") -> str:
        """Return what stands out, without saying where."""
        said = self.phrase.text(language, **self.values)
        return f"{said} {self.suggestion.text(language)}" if self.suggestion else said

    def place(self, form: Questionnaire) -> Phrase:
        """Return where it stands out: the number of the question, and the language."""
        place = _WHOLE
        if self.question is not None:
            place = _QUESTION.filled(number=number_of(form, self.question))
        if self.language is None:
            return place
        return _IN.filled(place=place, language=language_name(self.language))

    def placed(self, form: Questionnaire) -> Phrase:
        """Return what stands out, with where."""
        said = Phrase(nl=self.text("nl"), en=self.text("en"))
        return _PLACED.filled(place=self.place(form), said=said)
