"""Who comes to the kiosk in the journey, and what each of them thinks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Final

from bench.opinions import remarks
from mrapp.app.questions.asking import current
from mrapp.app.remarks.receipts import Seal
from mrapp.model.project import Project
from mrapp.model.questions import PERSONAL
from mrapp.model.remark import Remark


@dataclass(frozen=True)
class Visitor:
    """Somebody at the kiosk.

    key: what the journey calls them. chosen: by question, which choices are touched, as places in
    the row. plan: the variant that is liked best. at: where in the picture the pin goes, in parts
    of its width and height. theme: what the opinion is about. draws: whether they draw too.
    """

    key: str
    language: str
    text: str
    plan: str
    theme: str
    why: str = ""
    chosen: dict[str, tuple[int, ...]] = field(default_factory=dict)
    at: tuple[float, float] = (0.5, 0.55)
    draws: bool = False


TREES: Final = Visitor(
    "trees",
    "nl",
    "Graag meer bomen op het plein, en banken in de schaduw.",
    "low",
    "green",
    "Er is nu geen schaduw.",
    {"how": (2,), "missed": (0, 1), "high": (2,), "mood": (3,), "important": (0, 2, 3, 1)},
    (0.52, 0.6),
)
VIEW: Final = Visitor(
    "view",
    "nl",
    "Wij verliezen ons uitzicht over het spoor. Kan de toren lager?",
    "low",
    "height",
    "De toren komt heel dicht op de huizen.",
    {"how": (1,), "missed": (0,), "high": (4,), "mood": (1,), "important": (3, 2, 0, 1)},
    (0.46, 0.5),
    draws=True,
)
BICYCLES: Final = Visitor(
    "bicycles",
    "en",
    "Please keep enough room for bicycles at the north entrance.",
    "tower",
    "traffic",
    "The racks are always full.",
    {"how": (1,), "missed": (5,), "high": (2,), "mood": (3,), "important": (0, 1, 2, 3)},
    (0.58, 0.5),
)
TELEPHONE: Final = Visitor(
    "telephone",
    "nl",
    "Bel mij maar op 06-12345678, dan leg ik uit wat er mis is met het verkeer.",
    "tower",
    "traffic",
    "",
    {"how": (3,), "missed": (2,), "high": (3,), "mood": (0,), "important": (1, 0, 2, 3)},
    (0.4, 0.58),
)
HOMES: Final = Visitor(
    "homes",
    "nl",
    "Mooi dat hier woningen komen. Bouw ook voor mensen met weinig geld.",
    "tower",
    "homes",
    "Hier is genoeg plaats voor woningen.",
    {"how": (0,), "missed": (3,), "high": (2,), "mood": (4,), "important": (1, 0, 2, 3)},
    (0.5, 0.5),
)
LATER: Final = Visitor(
    "later",
    "nl",
    "Zet er een klok neer die iedereen van ver kan zien.",
    "low",
    "green",
    "Het plein blijft open.",
    {"how": (2,), "missed": (0,), "high": (2,), "mood": (3,), "important": (2, 0, 1, 3)},
    (0.55, 0.62),
)
"""Comes once the kiosk belongs to a server: so the last page says where the answer is read."""

VISITORS: Final = (TREES, VIEW, BICYCLES, TELEPHONE, HOMES)
"""In the order in which they come."""

_CORNERS: Final = (
    (105_510.0, 424_615.0),
    (105_560.0, 424_660.0),
    (105_690.0, 424_580.0),
    (105_450.0, 424_570.0),
)
_SPREAD_M: Final = 25.0
_COMMON: Final = 3  # of ages and neighbourhoods: the others are of too few people to be told


def crowd_of(project: Project, count: int, seed: int = 3) -> Iterator[tuple[Remark, Seal]]:
    """Yield what many more think, without words: they point at a few places near the station.

    Most live in three neighbourhoods and are of three ages, as who comes to a kiosk at a station.
    """
    random = Random(seed)
    form = current(project)
    assert form is not None
    personal = [each for each in form.questions if each.kind in PERSONAL]
    for remark, seal in remarks(count, project=project):
        x, y = random.choice(_CORNERS)
        point = (random.gauss(x, _SPREAD_M), random.gauss(y, _SPREAD_M), 1.5)
        assert remark.sight is not None
        assert remark.answered is not None
        known = {each.id: random.choice(each.choices[:_COMMON]).id for each in personal}
        answers = {**remark.answered.answers, **known, "place": point}
        more = {
            "text": "",
            "event": None,
            "point": point,
            "sight": remark.sight.model_copy(update={"variant": random.choice(("tower", "low"))}),
            "answered": remark.answered.model_copy(update={"answers": answers}),
        }
        yield remark.model_copy(update=more), seal
