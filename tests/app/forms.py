"""A questionnaire with a question of every kind, as tests in several rooms need it."""

from mrapp.model.questions import Choice, Condition, Question, Questionnaire
from tests.app.moments import NOON


def _both(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


def choices(*ids: str) -> tuple[Choice, ...]:
    """Return choices that are called as their ids are, in both languages."""
    return tuple(Choice(id=each, text=_both(f"{each} (nl)", f"{each} (en)")) for each in ids)


def everything() -> Questionnaire:
    """Return a published questionnaire with a question of every kind and some routing."""
    asked = (
        Question(id="know", kind="single", text=_both("Kent u het?", "Do you know it?"),
                 choices=choices("yes", "no"), required=True),
        Question(id="why", kind="text", text=_both("Waarvan?", "From what?"),
                 when=(Condition(question="know", value="yes"),)),
        Question(id="likes", kind="multiple", text=_both("Wat is fijn?", "What is nice?"),
                 choices=choices("green", "water", "shops"), most=2),
        Question(id="busy", kind="scale", text=_both("Hoe druk?", "How busy?"), low=0, high=10),
        Question(id="too-busy", kind="text", text=_both("Wat is te druk?", "What is too busy?"),
                 when=(Condition(question="busy", holds="at_least", value=8),)),
        Question(id="feel", kind="mood", text=_both("Hoe voelt het?", "How does it feel?")),
        Question(id="order", kind="ranking", text=_both("Zet op volgorde", "Put in order"),
                 choices=choices("a", "b", "c")),
        Question(id="best", kind="compare", text=_both("Welke is beter?", "Which is better?"),
                 variants=("tower", "low")),
        Question(id="where", kind="pin", text=_both("Waar?", "Where?"), viewpoint="square"),
        Question(id="age", kind="age", text=_both("Hoe oud?", "How old?"),
                 choices=choices("0-17", "18-64", "65+")),
        Question(id="home", kind="neighbourhood", text=_both("Welke buurt?", "Which area?"),
                 choices=choices("BU05050101", "BU05050102")),
    )  # fmt: skip
    return Questionnaire(
        id="opinion", name=_both("Uw mening", "Your opinion"), published_utc=NOON, questions=asked
    )
