"""What of a project is public: numbers of all that stands, and the words of what may be shown.

A remark is published with its words only once a person has looked at it and let it be shown, and so
is each thing that its maker adds to it. What was asked of the person (age,
neighbourhood), files, and the time of day are never published with a remark; nor is anything in the
place of a code that the project does not know: see `mrapp.server.codebook`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import orjson
from sqlalchemy import Connection, Row, Select, func, select

from mrapp.app.clock import wall_clock
from mrapp.app.exports.columns import local
from mrapp.app.exports.exports import Table, table_of
from mrapp.app.remarks.keeping import Columns, Kept, State
from mrapp.app.remarks.samples import Sample, coded
from mrapp.model.project import Project
from mrapp.model.questions import PERSONAL
from mrapp.model.remark import Addition, Answered, Remark
from mrapp.model.texts import Phrase
from mrapp.protocol.contents import SaidAddition, said_in
from mrapp.server.codebook import Codebook
from mrapp.server.database.intake import entries, remarks
from mrapp.server.database.moderating import additions

_LEFT_OUT: Final = frozenset(
    (
        *("state", "has_picture", "has_drawing", "has_voice", "project_hash", "model_hash"),
        # What a remark is about, as its machine called it: words, which nobody looked at.
        *("asset", "object_id", "object_name"),
        # From where somebody looked: with a phone in the street that is where they stood.
        *("eye_x_rd_m", "eye_y_rd_m", "eye_z_nap_m", "heading_deg", "pitch_deg"),
        "field_of_view_deg",
    )
)
_PUBLIC_ID: Final = Phrase(
    nl="Nummer van de reactie in de open data: toeval, en een ander dan in de openbare lijst",
    en="Id of the remark in the open data: chance, and another one than in the public list",
)
_WORDED: Final = ("variant", "theme", "channel", "event", "language")
_EARLIEST_S, _LATEST_S = (datetime(year, 1, 2, tzinfo=UTC).timestamp() for year in (2000, 2100))
stands = (remarks.c.withdrawn_utc.is_(None)) & (remarks.c.made_utc.is_not(None))
"""The condition that a remark was not withdrawn or erased."""

_is_of_remark = (remarks.c.project == entries.c.project) & (remarks.c.number == entries.c.number)


def counted_sample(conn: Connection, known: Project) -> Sample:
    """Return all remarks that stand, hidden ones too, as counting needs them: codes, no words."""
    c, project, codes = remarks.c, known.id, Codebook(known)
    told = (c.id, c.x, c.y, c.nap, c.mood, c.made_utc, *(c[name] for name in _WORDED))
    rows = conn.execute(select(*told).where(c.project == project, stands).order_by(c.number)).all()
    said = select(func.count()).where(entries.c.project == project, entries.c.kind == "addition")
    gone = select(func.count()).where(c.project == project, c.withdrawn_utc.is_not(None))
    return Sample(
        columns=_columns(rows, codes),
        answered=_answered(conn, project, codes),
        additions=conn.scalar(said.where(entries.c.content.is_not(None))) or 0,
        withdrawn=conn.scalar(gone) or 0,
    )


def _columns(rows: Sequence[Row[Any]], codes: Codebook) -> Columns:
    ids, x, y, nap, moods, made, *worded = zip(*rows, strict=True) if rows else ((),) * 11
    numbered = {
        f"{name}s": coded([codes.code(name, text) for text in texts])
        for name, texts in zip(_WORDED, worded, strict=True)
    }
    return Columns(
        ids=tuple(ids),
        points_rd=np.array([x, y, nap], np.float64).T.reshape(-1, 3),
        states=np.zeros(len(ids), np.int16),
        moods=np.array([mood or 0 for mood in moods], np.int8),
        # A clock that is centuries off must make no axis of thousands of months.
        made_s=np.clip([moment.timestamp() for moment in made], _EARLIEST_S, _LATEST_S),
        words={name: words for name, (_, words) in numbered.items()}
        | {"states": (State.SENT.value,)},
        **{name: numbers for name, (numbers, _) in numbered.items()},
    )


def _answered(conn: Connection, project: str, codes: Codebook) -> Iterator[Answered | None]:
    asked = (
        select(remarks.c.questionnaire, entries.c.content)
        .join(entries, _is_of_remark)
        .where(remarks.c.project == project, stands)
        .order_by(remarks.c.number)
    )
    for questionnaire, content in conn.execution_options(yield_per=1000).execute(asked):
        if questionnaire is None or content is None:
            yield None
        else:
            said = Answered.model_validate(orjson.loads(content)["remark"]["answered"])
            yield codes.answered(said)


def published(
    conn: Connection, project: Project, *, after: str = "", most: int | None = None, **within: Any
) -> list[Kept]:
    """Return remarks that may be shown, as they may be, by their public ids.

    These are made at random, and so is the order: by its own id, or its number, anyone would find
    a remark in the public list, and there the moment at which it was made. within: see `_asked`.
    """
    asked = _asked(project.id, **within).where(remarks.c.public_id > after)
    rows = conn.execute(asked.order_by(remarks.c.public_id).limit(most)).all()
    added = _added(conn, project.id, [row.id for row in rows])
    codes = Codebook(project)
    return [_kept(project, codes, row, added.get(row.id, ())) for row in rows]


def latest(conn: Connection, project: Project, most: int) -> list[Kept]:
    """Return the latest remarks with words, by day, the newest first."""
    asked = _asked(project.id).order_by(remarks.c.number.desc()).limit(most)
    rows = conn.execute(asked).all()
    added = _added(conn, project.id, [row.id for row in rows])
    codes = Codebook(project)
    found = [_kept(project, codes, row, added.get(row.id, ())) for row in rows]
    told = [each for each in found if each.additions or (each.remark and each.remark.text)]
    # Within a day in no order: that would be the order of the public list.
    return sorted(told, key=lambda each: (_made(each), each.id), reverse=True)


def _made(kept: Kept) -> datetime:
    assert kept.remark is not None
    return kept.remark.made_utc


def _asked(
    project: str,
    *,
    public_id: str | None = None,
    rd: tuple[float, float, float, float] | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Select[Any]:
    """Return what asks for shown remarks. rd: low x and y, high x and y. since, until: made."""
    c = remarks.c
    asked = (
        select(c.id, c.number, c.public_id, entries.c.received_utc, entries.c.content)
        .join(entries, _is_of_remark)
        .where(c.project == project, c.state == "shown", stands)
    )
    if public_id is not None:
        asked = asked.where(c.public_id == public_id)
    if rd is not None:
        asked = asked.where(c.x.between(rd[0], rd[2]), c.y.between(rd[1], rd[3]))
    if since is not None:
        asked = asked.where(c.made_utc >= since)
    return asked if until is None else asked.where(c.made_utc <= until)


def _added(conn: Connection, project: str, ids: Sequence[str]) -> dict[str, list[Addition]]:
    """Return what was added to remarks and let be shown."""
    found: dict[str, list[Addition]] = {}
    for begin in range(0, len(ids), _AT_ONCE):
        for about, content in conn.execute(_added_to(project, ids[begin : begin + _AT_ONCE])):
            addition = SaidAddition.model_validate_json(content).addition
            found.setdefault(about, []).append(addition)
    return found


_AT_ONCE: Final = 500


def _added_to(project: str, ids: Sequence[str]) -> Select[Any]:
    its = (additions.c.project == entries.c.project) & (additions.c.id == entries.c.id)
    return (
        select(entries.c.about, entries.c.content)
        .join(additions, its)
        .where(entries.c.project == project, entries.c.about.in_(ids))
        .where(entries.c.kind == "addition", entries.c.content.is_not(None))
        .where(additions.c.state == "shown")
        .order_by(entries.c.number)
    )


def _kept(project: Project, codes: Codebook, row: Row[Any], additions: Iterable[Addition]) -> Kept:
    remark = _public_part(project, codes, said_in(row.content).remark)
    called = remark.model_copy(update={"id": row.public_id})
    added = tuple(codes.addition(each) for each in additions)
    return Kept(0, row.public_id, row.received_utc, State.SENT, called, added)


def _public_part(project: Project, codes: Codebook, remark: Remark) -> Remark:
    """Return what may be published of a remark: without answers about the person, files, hour."""
    known = codes.remark(remark)
    told = {"made_utc": day_of(project, remark.made_utc), "attachments": ()}
    answered = known.answered and _impersonal(project, known.answered)
    return known.model_copy(update={**told, "answered": answered})


def day_of(project: Project, made_utc: datetime) -> datetime:
    """Return the day of a moment by the clock of a project, as it is published: its 00:00, UTC."""
    day = wall_clock(made_utc, ZoneInfo(project.time_zone)).date()
    return datetime.combine(day, time(), UTC)


def _impersonal(project: Project, answered: Answered) -> Answered:
    personal = {
        question.id
        for sheet in project.questionnaires
        if (sheet.id, sheet.version) == (answered.questionnaire, answered.version)
        for question in sheet.questions
        if question.kind in PERSONAL
    }
    kept = {name: answer for name, answer in answered.answers.items() if name not in personal}
    return answered.model_copy(update={"answers": kept})


def public_table(project: Project, kept: Sequence[Kept], language: str) -> Table:
    """Return published remarks as a table; raises `NothingToExportError` where there are none."""
    table = table_of(project, kept, language)
    personal = {
        f"{sheet.id}/{question.id}"
        for sheet in project.questionnaires
        for question in sheet.questions
        if question.kind in PERSONAL
    }
    columns = (x for x in table.columns if x.id not in _LEFT_OUT and x.source not in personal)
    named = (replace(x, meaning=local(_PUBLIC_ID)) if x.id == "id" else x for x in columns)
    return replace(table, columns=tuple(named))
