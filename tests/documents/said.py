"""Remarks to write: a project with every kind of question in two versions, and hostile texts."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import repeat
from pathlib import Path

from mrapp.app.exports.export_kinds import ExportKind
from mrapp.app.exports.exports import export_of
from mrapp.app.remarks.keeping import Kept, State
from mrapp.documents.exporter import FileExporter
from mrapp.model.project import Event, OriginSpec, Plan, Project, Theme, Variant
from mrapp.model.questions import RATHER_NOT, Answer, Choice, Question, Questionnaire
from mrapp.model.remark import (
    Addition,
    Answered,
    Attachment,
    Channel,
    Remark,
    Sight,
    Thing,
    new_id,
    sha256_of,
)

NOON = datetime(2026, 10, 14, 12, 0, 0, tzinfo=UTC)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
VOICE = b"OggS spoken"
CHURCH_RD = (104_898.5, 425_308.7, 2.6)
"""The Grote Kerk of Dordrecht, as in dordrecht/landmarks_reference.csv."""

HOSTILE = {
    "formula": '=HYPERLINK("http://example.org";"click")',
    "plus": "+31 78 123; -5; @here",
    "minus": "-1+1|cmd",
    "at": "@SUM(1+1)",
    "tab": "\t=1+1",
    "spaced": "  =1+1",
    "wide": "＝1+1",
    "markup": "<script>alert('&amp;')</script> ]]> <?xml?>",
    "nul": "before\x00after\x1b[31m",
    "rtl": "\u202eمرحبا\u202c بالعالم",
    "emoji": "👩🏽‍🚀🏳️‍🌈 fijn",
    "quotes": 'a "quoted"; semicolon\nand a line',
    "escape": "_x0041_ is no A",
    "never": "XML has no \ufffe and no \uffff",
    "long": "lang " * 200_000,
}
LONG_ID = "q" * 199


def texts(nl: str, en: str) -> dict[str, str]:
    return {"nl": nl, "en": en}


def choices(*ids: str) -> tuple[Choice, ...]:
    return tuple(Choice(id=each, text=texts(f"keuze {each}", f"choice {each}")) for each in ids)


def question(question_id: str, kind: str, *ids: str, **more: object) -> Question:
    told = {"id": question_id, "kind": kind, "text": texts(f"Vraag {question_id}?", f"{kind}?")}
    return Question.model_validate({**told, "choices": choices(*ids), **more})


def project() -> Project:
    first = Questionnaire(
        id="plein",
        name=texts("Plein", "Square"),
        published_utc=NOON,
        questions=(question("often", "single", "daily", "never"), question("shape", "text")),
    )
    second = Questionnaire(
        id="plein",
        version=2,
        name=texts("Plein", "Square"),
        published_utc=NOON,
        questions=(
            question("often", "single", "daily", "weekly"),
            question("what", "multiple", "green", "benches", "=water"),
            question("grade", "scale", low=1, high=10),
            question("face", "mood"),
            question("order", "ranking", "a", "b", "c"),
            question("which", "compare", variants=("tower", "park")),
            question("where", "pin"),
            question("words", "text"),
            question("shape", "single", "round", "square"),
            question("age", "age", "18-24", "25-44", "45-64", "65+"),
            question("home", "neighbourhood", "BU1", "BU2", "BU3"),
            question(LONG_ID, "text"),
            question(LONG_ID.upper(), "text"),
        ),
    )
    variants = (
        Variant(id="tower", name=texts("Toren", "Tower")),
        Variant(id="park", name=texts("Park & '<tuin>'", "Park")),
    )
    return Project(
        id="papers",
        name=texts("Plein <voor> iedereen", "A square for all"),
        origin=OriginSpec(x=104_900, y=425_300),
        plans=(Plan(id="plan", name=texts("Plan", "Plan"), variants=variants),),
        themes=(Theme(id="green", name=texts("Groen", "Green")),),
        events=(Event(id="eve", name=texts("Avond", "Evening")),),
        questionnaires=(first, second),
    )


ANSWERS: dict[str, Answer] = {
    "often": "weekly",
    "what": ("green", "=water"),
    "grade": 8,
    "face": 4,
    "order": ("b", "c", "a"),
    "which": "park",
    "where": (104_900.25, 425_310.5, 1.5),
    "words": "=1+1",
    "shape": "round",
    "age": "25-44",
    "home": RATHER_NOT,
}


def remark(number: int, **more: object) -> Remark:
    """Make a remark; the same number gives the same id."""
    made = NOON + timedelta(minutes=number)
    unix_ms = int(made.timestamp() * 1000)
    told: dict[str, object] = {
        "id": new_id(lambda: unix_ms, lambda count: number.to_bytes(count, "big")),
        "project": "papers",
        "project_hash": sha256_of(b"project"),
        "model_hash": sha256_of(b"model"),
        "made_utc": made,
        "language": "nl",
        "channel": Channel.KIOSK,
    }
    return Remark.model_validate({**told, **more})


def full_sight() -> Sight:
    return Sight(
        eye=(104_850.0, 425_250.0, 4.3),
        heading_rad=0.75,
        pitch_rad=0.1,
        field_of_view_rad=0.9,
        size_px=(1920, 1080),
        variant="tower",
        time_utc=NOON,
        layers=("ground", "buildings"),
    )


def full_remark(number: int = 1) -> Remark:
    """Make a remark with all that one can hold."""
    return remark(
        number,
        text="Graag meer bomen hier.",
        mood=4,
        theme="green",
        event="eve",
        point=CHURCH_RD,
        thing=Thing(asset="assets/a.city.json", object_id="0505100000013404", name="Grote Kerk"),
        sight=full_sight(),
        answered=Answered(
            questionnaire="plein",
            version=2,
            answers=ANSWERS,
            orders={"which": ("park", "tower")},
        ),
        attachments=(
            attachment("picture", "image/png", PNG),
            attachment("voice", "audio/ogg", VOICE),
        ),
    )


def odd_remark(number: int) -> Remark:
    """Make a remark in which every id holds what no format can."""
    odd = "=\ud83d\x00<id>"
    return remark(
        number,
        text="vreemd",
        language=odd,
        theme=odd,
        event=odd,
        thing=Thing(asset=odd, object_id=odd, name=odd),
        sight=full_sight().model_copy(update={"variant": odd, "layers": (odd, odd)}),
        answered=Answered(questionnaire="=q\x00", version=1, answers={odd: odd, "n": (odd, odd)}),
    )


def attachment(role: str, media_type: str, content: bytes) -> Attachment:
    return Attachment.model_validate(
        {
            "role": role,
            "media_type": media_type,
            "sha256": sha256_of(content),
            "size_bytes": len(content),
        }
    )


def kept(one: Remark, number: int = 1, *added: str) -> Kept:
    additions = tuple(
        Addition(
            id=new_id(repeat(1_800_000_000_000 + at).__next__, bytes),
            remark=one.id,
            made_utc=NOON + timedelta(days=1),
            language="nl",
            channel=Channel.DESKTOP,
            text=text,
        )
        for at, text in enumerate(added)
    )
    return Kept(number, one.id, one.made_utc, State.WAITING, one, additions)


def withdrawn(number: int) -> Kept:
    gone = remark(number)
    return Kept(number, gone.id, gone.made_utc, State.WITHDRAWN, None)


def everything() -> list[Kept]:
    """All that is odd: an old version, a lost question, a withdrawal, strange ids and texts."""
    old = Answered(questionnaire="plein", version=1, answers={"often": "never", "shape": "oval"})
    lost = Answered(questionnaire="gone", version=7, answers={"x": "y"})
    texts_too = [
        remark(10 + at, text=text, theme=text[:20] or None, point=CHURCH_RD if at % 2 else None)
        for at, text in enumerate(HOSTILE.values())
    ]
    return [
        kept(full_remark(), 1, "En een bank.", "=2+2"),
        kept(remark(2, answered=old), 2),
        kept(remark(3, answered=lost), 3),
        withdrawn(4),
        kept(odd_remark(5), 5),
        *(kept(each, 10 + at) for at, each in enumerate(texts_too)),
    ]


def attachments(one: Attachment, _remark_id: str) -> bytes | None:
    return {sha256_of(PNG): PNG, sha256_of(VOICE): VOICE}.get(one.sha256)


def written(
    folder: Path, kind: str, remarks: Sequence[Kept], language: str = "nl", **options: bool
) -> Path:
    """Write remarks to a file in `folder` and return it."""
    path = folder / f"meningen.{kind}"
    export = export_of(project(), remarks, language, attachments=attachments, **options)
    FileExporter().write(ExportKind(kind), export, path)
    return path
