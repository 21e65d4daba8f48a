"""What may be given as an answer where answers are typed, in words."""

from mrapp.app.questions.question_words import MOOD_WORDS
from mrapp.model.questions import PERSONAL, RATHER_NOT, Question
from mrapp.model.texts import Phrase, pick_language

_MOST_LISTED = 12
_STEP = Phrase(
    nl="geef een heel getal van {low} tot en met {high}",
    en="give a whole number from {low} to {high}",
)
_FACES = Phrase(
    nl="geef een heel getal van 1 ({worst}) tot en met 5 ({best})",
    en="give a whole number from 1 ({worst}) to 5 ({best})",
)
_WORDS = Phrase(nl="geef woorden", en="give words")
_PLACE = Phrase(
    nl="geef een lijst van drie getallen: x en y in RD en de hoogte in NAP, in meters",
    en="give a list of three numbers: x and y in RD and the height in NAP, in metres",
)
_ONE = Phrase(nl="kies één van: {choices}", en="choose one of: {choices}")
_SEVERAL = Phrase(nl="geef een lijst van: {choices}", en="give a list of: {choices}")
_AT_MOST = Phrase(
    nl="geef een lijst van hoogstens {most} van: {choices}",
    en="give a list of at most {most} of: {choices}",
)
_ALL = Phrase(
    nl="geef een lijst van allemaal, de beste eerst: {choices}",
    en="give a list of all, the best first: {choices}",
)
_MORE = Phrase(nl=" en nog {number}", en=" and {number} more")


def allowed(question: Question) -> Phrase:
    """Return what goes with a question, as a clause; choices by id, with their text."""
    choices = _choices(question)
    match question.kind:
        case "scale":
            return _STEP.filled(low=question.low, high=question.high)
        case "mood":
            return _FACES.filled(worst=MOOD_WORDS[0], best=MOOD_WORDS[-1])
        case "text":
            return _WORDS
        case "pin":
            return _PLACE
        case "ranking":
            return _ALL.filled(choices=choices)
        case "multiple" if question.most is not None:
            return _AT_MOST.filled(most=question.most, choices=choices)
        case "multiple":
            return _SEVERAL.filled(choices=choices)
        case _:
            return _ONE.filled(choices=choices)


def _choices(question: Question) -> Phrase:
    return Phrase(nl=_listed(question, "nl"), en=_listed(question, "en"))


def _listed(question: Question, language: str) -> str:
    named = [(each.id, pick_language(each.text, language)) for each in question.choices]
    listed = [name if text in ("", name) else f"{name} ({text})" for name, text in named]
    listed += question.variants or ()
    most = len(listed) if len(listed) <= _MOST_LISTED + 1 else _MOST_LISTED
    rest = len(listed) - most
    others = [RATHER_NOT] if question.kind in PERSONAL else []
    more = _MORE.text(language, number=rest) if rest else ""
    return ", ".join([*listed[:most], *others]) + more
