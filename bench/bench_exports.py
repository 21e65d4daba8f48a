"""Writing 100,000 remarks to GeoPackage, against GDAL writing the same columns by itself.

The texts are those of two public consultations, the rest is made up with a fixed seed. Both sides
take turns. Ours begins at the remarks as values and ends at a finished file with its dictionary;
the other begins at the finished columns. Reading the remarks from the store is no part of it.
"""

import csv
import os
import random
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyogrio

from bench.measure import Figure, medians_in_turns_s
from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import Table, export_of, table_of
from mrapp.app.remarks.keeping import Kept, State
from mrapp.documents.exporter import FileExporter
from mrapp.documents.gpkg import CRS, field_of, points_wkb
from mrapp.model.project import OriginSpec, Project, Theme
from mrapp.model.questions import Answer, Choice, Question, Questionnaire
from mrapp.model.remark import Answered, Channel, Remark, Sight, new_id

COUNT = 100_000
_SEED = 20261122
_BEGAN = datetime(2026, 10, 14, tzinfo=UTC)
_NO_HASH = "0" * 64
_THEMES = ("green", "traffic", "homes")
_AGES = ("18-24", "25-44", "45-64", "65+")
_ROUNDS = 3


def figures() -> Iterator[Figure]:
    """How long both take, how they compare, and how long the other formats take."""
    words = texts()
    if not words:
        return
    project, kept = a_project(), remarks(words, COUNT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = table_of(project, kept, "nl")
        path = folder / "ours.gpkg"

        def ours() -> None:
            FileExporter().write(ExportKind.GPKG, export_of(project, kept, "nl"), path)

        ours_s, bare_s = medians_in_turns_s([ours, bare(table, folder / "bare.gpkg")], _ROUNDS)
        yield Figure(f"{COUNT} remarks to GeoPackage", ours_s, "s")
        yield Figure(f"the same {len(table.columns)} columns by pyogrio alone", bare_s, "s")
        yield Figure("ours to pyogrio alone", ours_s / bare_s, "x", "at most 2")


def texts() -> list[str]:
    """Return the texts of the consultations; none where the folder of real files is not there."""
    folder = Path(os.environ.get("MRAPP_TESTDATA", "")) / "participation" / "polis"
    said: list[str] = []
    for path in sorted(folder.glob("*/comments.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            said += [row["comment-body"] for row in csv.DictReader(stream)]
    return said


def a_project() -> Project:
    """Return a project with a questionnaire of one of each common kind."""

    def question(name: str, kind: str, choices: tuple[str, ...] = ()) -> Question:
        listed = [Choice(id=each, text={"nl": each, "en": each}) for each in choices]
        told = {"id": name, "kind": kind, "text": {"nl": name, "en": name}, "choices": listed}
        return Question.model_validate(told)

    sheet = Questionnaire(
        id="plan",
        name={"nl": "Plan", "en": "Plan"},
        questions=(
            question("grade", "scale"),
            question("about", "multiple", _THEMES),
            question("age", "age", _AGES),
        ),
    )
    themes = tuple(Theme(id=each, name={"nl": each, "en": each}) for each in _THEMES)
    return Project(
        id="bench",
        name={"nl": "Meting", "en": "Bench"},
        origin=OriginSpec(x=105_000, y=425_000),
        themes=themes,
        questionnaires=(sheet,),
    )


def remarks(words: list[str], count: int) -> list[Kept]:
    """Return remarks with these texts over and over, at seeded places and times."""
    chance = random.Random(_SEED)
    return [_kept(chance, number, words[number % len(words)]) for number in range(count)]


def _kept(chance: random.Random, number: int, text: str) -> Kept:
    made = _BEGAN + timedelta(seconds=7 * number)
    x, y = chance.uniform(104_000, 106_000), chance.uniform(424_000, 426_000)
    answers: dict[str, Answer] = {
        "grade": chance.randint(1, 5),
        "about": tuple(chance.sample(_THEMES, 2)),
        "age": chance.choice(_AGES),
    }
    one = Remark(
        id=new_id(lambda: int(made.timestamp() * 1000), chance.randbytes),
        project="bench",
        project_hash=_NO_HASH,
        model_hash=_NO_HASH,
        made_utc=made,
        language="nl",
        channel=chance.choice(list(Channel)),
        point=(x, y, 2.5),
        sight=Sight(
            eye=(x - 40, y - 40, 4.2),
            heading_rad=chance.uniform(0, 6.28),
            pitch_rad=0.0,
            field_of_view_rad=0.9,
            size_px=(1920, 1080),
            variant="now",
            time_utc=made,
            layers=("ground", "buildings"),
        ),
        text=text,
        mood=chance.randint(1, 5),
        theme=chance.choice(_THEMES),
        answered=Answered(questionnaire="plan", version=1, answers=answers),
    )
    return Kept(number, one.id, made, State.WAITING, one)


def bare(table: Table, path: Path) -> Callable[[], None]:
    """Return what writes the finished columns of a table with pyogrio and nothing else."""
    fields = [field_of(column) for column in table.columns]
    values, missing = [each for each, _ in fields], [each for _, each in fields]
    names = [column.id for column in table.columns]
    wkb = points_wkb(table.places_rd)

    def write() -> None:
        path.unlink(missing_ok=True)
        pyogrio.raw.write(
            path,
            wkb,
            values,
            names,
            field_mask=missing,
            layer="remarks",
            driver="GPKG",
            geometry_type="Point Z",
            crs=CRS,
        )

    return write
