"""What an evening of made-up visitors says, by dice that always fall the same."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from mrapp.app.questions.asking import asked
from mrapp.app.remarks.keeping import RemarkStore
from mrapp.app.remarks.receipts import new_receipt, seal
from mrapp.model.project import Project
from mrapp.model.questions import RATHER_NOT, Answer, Question
from mrapp.model.remark import Answered, Channel, Remark, Sight, new_id, sha256_of

_TEXTS = (
    "Graag meer bomen op het plein, en schaduw op warme dagen.",
    "De toren is te hoog voor deze buurt.",
    "Waar kan ik straks mijn fiets kwijt?",
    "Ik vind het een mooi plan. Er komt eindelijk leven bij het station.",
    "Een speelplek voor kinderen zou fijn zijn.",
    "Hou het uitzicht op de kerk open.",
    "Meer banken in de zon, ook voor wie slecht ter been is.",
    "",
)


def remarks_of(
    project: Project, count: int, begun_utc: datetime, seed: int = 7
) -> Iterable[Remark]:
    """Return remarks over a few hours, around the project's origin; every third has answers."""
    dice = random.Random(seed)  # noqa: S311  (nothing secret)
    variants = [variant.id for variant in project.variants()] or ["now"]
    themes = [theme.id for theme in project.themes]
    for number in range(count):
        made = begun_utc + timedelta(minutes=dice.triangular(0, 240, 90))
        yield Remark(
            id=new_id(lambda: int(begun_utc.timestamp() * 1000), dice.randbytes),
            project=project.id,
            project_hash=sha256_of(b"project"),
            model_hash=sha256_of(b"model"),
            made_utc=made,
            language=dice.choice(("nl", "nl", "nl", "en")),
            channel=dice.choice((Channel.KIOSK, Channel.KIOSK, Channel.DESKTOP, Channel.PAPER)),
            event=project.events[0].id if project.events and dice.random() < 0.8 else None,
            point=_place(project, dice) if dice.random() < 0.9 else None,
            sight=_sight(project, dice, dice.choice(["now", *variants, *variants]), made),
            text=dice.choice(_TEXTS if number % 3 else _TEXTS[:-1]),
            mood=dice.choices((None, 1, 2, 3, 4, 5), (2, 1, 2, 3, 5, 3))[0],
            theme=dice.choice(themes) if themes else None,
            answered=_answers(project, dice) if number % 3 else None,
        )


def keep(store: RemarkStore, remarks: Iterable[Remark]) -> None:
    """Keep remarks in a store, with receipts that nobody gets."""
    for remark in remarks:
        store.add(remark, seal(new_receipt(), rounds=1), {})


def _place(project: Project, dice: random.Random) -> tuple[float, float, float]:
    origin = project.origin
    return origin.x + dice.gauss(0, 110), origin.y + dice.gauss(0, 110), origin.nap + 2.0


def _sight(project: Project, dice: random.Random, variant: str, now: datetime) -> Sight:
    return Sight(
        eye=_place(project, dice),
        heading_rad=dice.uniform(0, 6),
        pitch_rad=0.0,
        field_of_view_rad=0.9,
        size_px=(1280, 720),
        variant=variant,
        time_utc=now,
    )


def _answers(project: Project, dice: random.Random) -> Answered | None:
    if not project.questionnaires:
        return None
    form = project.questionnaires[-1]
    answers: dict[str, Answer] = {}
    orders = {}
    for question in form.questions:
        if question in asked(form, answers) and dice.random() < 0.95:
            answers[question.id] = _answer(project, question, dice)
            if question.variants is not None:
                shown = list(question.variants)
                dice.shuffle(shown)
                orders[question.id] = (shown[0], shown[1])
    return Answered(questionnaire=form.id, version=form.version, answers=answers, orders=orders)


def _answer(project: Project, question: Question, dice: random.Random) -> Answer:
    ids = [choice.id for choice in question.choices]
    weights = [1 + (len(ids) - at) ** 2 for at in range(len(ids))]
    lots: Mapping[str, Answer] = {
        "scale": min(max(round(dice.gauss(3.6, 1.0)), question.low), question.high),
        "mood": dice.choices((1, 2, 3, 4, 5), (1, 2, 3, 5, 3))[0],
        "pin": _place(project, dice),
        "text": dice.choice(_TEXTS[:-1]),
    }
    if question.kind in lots:
        return lots[question.kind]
    if question.variants is not None:
        return dice.choices(question.variants, (3, 2))[0]
    if question.kind == "multiple":
        return tuple(dice.sample(ids, dice.randint(1, min(3, len(ids)))))
    if question.kind == "ranking":
        return tuple(sorted(ids, key=lambda each: ids.index(each) + dice.gauss(0, 1.5)))
    if question.kind in ("age", "neighbourhood") and dice.random() < 0.1:
        return RATHER_NOT
    return dice.choices(ids, weights)[0]
