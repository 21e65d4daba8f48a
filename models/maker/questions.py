"""What visitors of the demo project are asked: its questionnaire, themes and one event.

The names and codes of neighbourhoods are real (CBS, Dordrecht); the plan is not.
"""

from typing import Any

Json = dict[str, Any]

THEMES = (
    ("homes", "Wonen", "Homes"),
    ("green", "Groen", "Green"),
    ("traffic", "Verkeer", "Traffic"),
    ("height", "Hoogte", "Height"),
    ("other", "Iets anders", "Something else"),
)
NEIGHBOURHOODS = (
    ("BU05050108", "Centrum"),
    ("BU05050201", "Stadswerven"),
    ("BU05050202", "Lijnbaan"),
    ("BU05050305", "Krispijnse Driehoek"),
    ("BU05050404", "Bloemenbuurt"),
    ("BU05050503", "Indische Buurt-Noord"),
    ("BU05050602", "Noorderkwartier"),
    ("BU05050801", "Crabbehof-Noord"),
    ("elsewhere", "Ergens anders", "Somewhere else"),
)


def themes() -> list[Json]:
    """What a remark may be about."""
    return [{"id": key, "name": _text(nl, en)} for key, nl, en in THEMES]


def events() -> list[Json]:
    """One evening, as fictitious as the plan."""
    name = _text("Inloopavond Spoorzone", "Spoorzone open evening")
    return [{"id": "evening-1", "name": name, "date": "2026-12-03"}]


def questionnaires() -> list[Json]:
    """The one questionnaire, published."""
    return [
        {
            "id": "spoorzone",
            "version": 1,
            "name": _text("Spoorzone: wat vindt u?", "Spoorzone: what do you think?"),
            "intro": _text(
                "Dit zijn een paar vragen over de plannen bij het station. U mag elke vraag "
                "overslaan die niet nodig is.",
                "These are a few questions about the plans near the station. You may skip every "
                "question that is not needed.",
            ),
            "thanks": _text(
                "We lezen alles. Op de site ziet u later wat we ermee doen.",
                "We read everything. Later you can see on our site what we do with it.",
            ),
            "published_utc": "2026-11-22T08:00:00Z",
            "questions": [*_about_you(), *_about_plans(), *_about_person()],
        }
    ]


def _about_you() -> list[Json]:
    how = _choices(
        ("train", "Met de trein", "By train"),
        ("bike", "Met de fiets", "By bicycle"),
        ("foot", "Lopend", "On foot"),
        ("car", "Met de auto", "By car"),
        ("never", "Ik kom er nooit", "I never come here"),
    )
    missed = _choices(
        ("trees", "Bomen en planten", "Trees and plants"),
        ("seats", "Plekken om te zitten", "Places to sit"),
        ("shops", "Winkels", "Shops"),
        ("homes", "Woningen", "Homes"),
        ("play", "Plekken om te spelen", "Places to play"),
        ("bikes", "Plek voor fietsen", "Room for bicycles"),
    )
    return [
        {
            **_question("how", "single", "Hoe komt u het meest bij het station?",
                        "How do you come to the station most often?"),
            "choices": how,
            "required": True,
        },
        {
            **_question("missed", "multiple", "Wat mist u nu bij het station?",
                        "What do you miss near the station now?"),
            "choices": missed,
            "most": 3,
            "when": [{"question": "how", "holds": "is_not", "value": "never"}],
        },
    ]  # fmt: skip


def _about_plans() -> list[Json]:
    important = _choices(
        ("green", "Veel groen", "Much green"),
        ("homes", "Veel woningen", "Many homes"),
        ("sun", "Zon op het plein", "Sun on the square"),
        ("view", "Uitzicht houden", "Keeping the view"),
    )
    return [
        {
            **_question("which", "compare", "Welk plan vindt u het best?",
                        "Which plan do you like best?"),
            "variants": ["tower", "low"],
            "viewpoint": "site",
        },
        {
            **_question("high", "scale", "Wat vindt u van de hoogte van dat plan?",
                        "What do you think of the height of that plan?"),
            "low": 1,
            "high": 5,
            "low_text": _text("veel te laag", "much too low"),
            "high_text": _text("veel te hoog", "much too high"),
            "viewpoint": "site",
            "when": [{"question": "which", "holds": "answered"}],
        },
        _question("mood", "mood", "Hoe tevreden bent u met de plannen?",
                  "How happy are you with the plans?"),
        {
            **_question("important", "ranking", "Wat vindt u het belangrijkst?",
                        "What matters most to you?"),
            "choices": important,
        },
        {
            **_question("place", "pin", "Welke plek moet zeker beter?",
                        "Which place must surely become better?"),
            "viewpoint": "bird-site",
        },
        {
            **_question("why", "text", "Wat moet er op die plek beter?",
                        "What must become better at that place?"),
            "when": [{"question": "place", "holds": "answered"}],
        },
    ]  # fmt: skip


def _about_person() -> list[Json]:
    ages = _choices(
        ("0-17", "Jonger dan 18", "Under 18"),
        ("18-34", "18 tot en met 34", "18 to 34"),
        ("35-54", "35 tot en met 54", "35 to 54"),
        ("55-74", "55 tot en met 74", "55 to 74"),
        ("75+", "75 of ouder", "75 or older"),
    )
    lives = _choices(*((key, *names, *names[:1])[:3] for key, *names in NEIGHBOURHOODS))
    return [
        {
            **_question("age", "age", "Hoe oud bent u?", "How old are you?"),
            "help": _text(
                "Zo zien we of alle leeftijden meedoen.",
                "This tells us whether people of all ages take part.",
            ),
            "choices": ages,
        },
        {
            **_question("lives", "neighbourhood", "In welke buurt woont u?",
                        "In which neighbourhood do you live?"),
            "choices": lives,
        },
    ]  # fmt: skip


def _question(key: str, kind: str, nl: str, en: str) -> Json:
    return {"id": key, "kind": kind, "text": _text(nl, en)}


def _choices(*rows: Any) -> list[Json]:
    return [{"id": key, "text": _text(nl, en)} for key, nl, en in rows]


def _text(nl: str, en: str) -> Json:
    return {"nl": nl, "en": en}
