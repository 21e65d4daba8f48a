"""Synthetic remarks with the texts of real people: 1,093 comments of the polis open data, repeated.

Without that folder (MRAPP_TESTDATA) the texts are made up.
"""

import csv
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from random import Random

from mrapp.app.questions.asking import current
from mrapp.app.remarks.receipts import Seal, new_receipt, seal
from mrapp.feedback.entries import Piece
from mrapp.feedback.ledger import Ledger
from mrapp.model.project import Project
from mrapp.model.questions import Answer, Question
from mrapp.model.remark import Answered, Channel, Remark, Sight, clean_text, new_id
from mrapp.protocol.checksums import packed

PROJECT = "bench"
_POLIS = "participation/polis"
_BEGIN = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
_VARIANTS = ("now", "tower", "low", "park")
_THEMES = (None, "green", "traffic", "homes", "water")


def texts() -> list[str]:
    """Return what people said."""
    found = []
    for path in sorted((Path(os.environ.get("MRAPP_TESTDATA") or ".") / _POLIS).glob("*/*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            found += [
                row["comment-body"] for row in csv.DictReader(stream) if "comment-body" in row
            ]
    return [clean_text(each) for each in found if each] or [f"Opinion {n} " * 9 for n in range(99)]


def remarks(
    count: int, seed: int = 1, project: Project | None = None
) -> Iterator[tuple[Remark, Seal]]:
    """Yield remarks about a square kilometre, each with the seal of a receipt (of one round).

    project: whose they are; they answer its questionnaire, and name its own themes.
    """
    themes = (None, *(each.id for each in project.themes)) if project else _THEMES
    random = Random(seed)
    for number, text in enumerate(islice(cycle(texts()), count)):
        eye = (105_000 + random.uniform(0, 1000), 424_500 + random.uniform(0, 1000), 3.6)
        made = _BEGIN + timedelta(seconds=number)
        sight = Sight(
            eye=eye,
            heading_rad=random.uniform(0, 6.28),
            pitch_rad=-0.05,
            field_of_view_rad=0.87,
            size_px=(1920, 1080),
            variant=random.choice(_VARIANTS),
            time_utc=made,
            layers=("city", "trees", "water", "plan"),
        )
        remark = Remark(
            id=new_id(partial(int, made.timestamp() * 1000), random.randbytes),
            project=project.id if project else PROJECT,
            project_hash="0" * 64,
            model_hash="0" * 64,
            made_utc=made,
            language=random.choice(("nl", "en")),
            channel=random.choice(tuple(Channel)),
            event=random.choice((None, "market", "town-hall")),
            point=(eye[0] + 10, eye[1] + 10, 1.5),
            sight=sight,
            text=text,
            mood=random.choice((None, 1, 2, 3, 4, 5)),
            theme=random.choice(themes),
            answered=_answered(project, random) if project else None,
        )
        yield remark, seal(new_receipt(random.randbytes), random.randbytes, rounds=1)


def _answered(project: Project, random: Random) -> Answered | None:
    form = current(project)
    if form is None:
        return None
    answers = {each.id: _answer(each, random) for each in form.questions}
    return Answered(questionnaire=form.id, version=form.version, answers=answers)


def _answer(question: Question, random: Random) -> Answer:
    ids = [choice.id for choice in question.choices]
    if question.kind in ("scale", "mood"):
        return random.randint(1, 5)
    if question.kind in ("multiple", "ranking"):
        return tuple(random.sample(ids, len(ids) if question.kind == "ranking" else 2))
    if question.kind == "pin":
        return (105_000.0 + random.uniform(0, 1000), 424_500.0, 1.5)
    if question.kind == "text":
        return "Omdat het dan in de buurt groener wordt, en rustiger."
    return random.choice(question.variants or ids)


def fill(folder: Path, count: int, project: Project | None = None) -> None:
    """Make a store with so many remarks at once, which no visitor waits for."""
    pieces = [
        Piece("remark", remark.id, None, said(remark, sealed))
        for remark, sealed in remarks(count, project=project)
    ]
    ledger = Ledger(folder, lambda: _BEGIN)
    ledger.write(lambda _conn: pieces)
    ledger.close()


def said(remark: Remark, sealed: Seal) -> bytes:
    """Return the content of an entry for a remark, as the store writes it."""
    return packed(
        {"remark": remark.model_dump(mode="json"), "seal": sealed.model_dump(mode="json")}
    )
