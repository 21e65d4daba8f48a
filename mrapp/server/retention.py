"""What becomes of remarks once the day is over until which a project keeps them.

Erased: only what the public list has stays. Made anonymous: free text, files, answers about the
person, the time of day and the receipt go; place, choices and day stay, so that the numbers do.
Both are carried out by the server itself, hour after hour, so that what comes in late goes as well;
each part of the work is told in the log of what was done.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    Row,
    Select,
    Update,
    and_,
    bindparam,
    delete,
    exists,
    func,
    select,
    update,
)

from mrapp.app.remarks.receipts import Seal
from mrapp.model.project import Project
from mrapp.model.questions import PERSONAL
from mrapp.model.remark import Answered, Remark
from mrapp.protocol.checksums import packed
from mrapp.protocol.contents import said_in
from mrapp.server.audit import record
from mrapp.server.backend import Backend
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, files, projects, remarks, seals
from mrapp.server.intake.erasing import erase_files, erase_noted, erase_said
from mrapp.server.intake.known import proof_left
from mrapp.server.versions import current_project

ANONYMISE: Final = "anonymise"
ERASE: Final = "erase"

_AT_ONCE: Final = 200
_ZONE: Final = "Europe/Amsterdam"
# Opens nothing: there is no receipt with such a lookup.
_NO_SEAL: Final = Seal(lookup="", salt="00", rounds=1, digest="00")
_is_of_remark = and_(remarks.c.project == entries.c.project, remarks.c.number == entries.c.number)


@dataclass(frozen=True)
class Due:
    """What is to go of a project: so many remarks, of which so many files."""

    remarks: int
    files: int


def preview(conn: Connection, project: str, then: str) -> Due:
    """Tell what would go if the day were over now."""
    told = _due(project, then).with_only_columns(func.count()).order_by(None)
    there = select(func.count()).select_from(files)
    of_it = (files.c.project == project, files.c.role.is_not(None))
    return Due(conn.scalar(told) or 0, conn.scalar(there.where(*of_it)) or 0)


def sweep(backend: Backend) -> None:
    """Carry out what is due, in all projects; safe twice, and by several processes at once."""
    with backend.database.reading() as conn:
        asked = select(projects.c.id).where(projects.c.keep_until.is_not(None))
        found = conn.scalars(asked).all()
    for project in found:
        while _carry_out(backend, project):
            continue


def _carry_out(backend: Backend, project: str) -> bool:
    """Do some of what is due in a project; whether there may be more."""
    database, now = backend.database, backend.utc_now()
    with database.writing() as conn:
        row = database.lock_project(conn, project)
        if row.keep_until is None or row.keep_then not in _DO or not is_over(row.keep_until, now):
            return False
        late = conn.execute(_late(project)).rowcount
        if late:
            detail = {"additions": late, "keepUntil": row.keep_until.isoformat()}
            record(conn, None, "retention.additions", project, project, detail, now)
        due = conn.execute(_due(project, row.keep_then).limit(_AT_ONCE)).all()
        if not due:
            return False
        _DO[row.keep_then](database, conn, project, due, now)
        detail = {
            "remarks": len(due),
            "first": due[0].number,
            "last": due[-1].number,
            "keepUntil": row.keep_until.isoformat(),
        }
        record(conn, None, f"retention.{row.keep_then}", project, project, detail, now)
    return len(due) == _AT_ONCE


def is_over(last_day: date, now: datetime) -> bool:
    """Tell whether a day is over, by the clock on the wall."""
    return now.astimezone(ZoneInfo(_ZONE)).date() > last_day


def _due(project: str, then: str) -> Select[Any]:
    """Return what asks for the remarks that still say what is to go, with number, id, content."""
    # What was made anonymous has no salt any more: its digest is of what is gone.
    is_whole = entries.c.salt if then == ANONYMISE else entries.c.content
    return (
        select(entries.c.number, entries.c.id, entries.c.content)
        .join(remarks, _is_of_remark)
        .where(entries.c.project == project, is_whole.is_not(None))
        .order_by(entries.c.number)
    )


def _late(project: str) -> Update:
    """Return what erases additions that came in after their remark was done."""
    of = entries.alias("of")
    is_done = and_(of.c.project == project, of.c.id == entries.c.about, of.c.salt.is_(None))
    return (
        update(entries)
        .where(entries.c.project == project, entries.c.kind == "addition")
        .where(entries.c.content.is_not(None), exists().where(is_done))
        .values(content=None, salt=None)
    )


def _erase(
    database: Database, conn: Connection, project: str, due: Sequence[Row[Any]], now: datetime
) -> None:
    erase_said(database, conn, project, [row.id for row in due], now, withdrawn=False)


def _anonymise(
    database: Database, conn: Connection, project: str, due: Sequence[Row[Any]], now: datetime
) -> None:
    known, ids = current_project(conn, project), [row.id for row in due]
    made = [(row, anonymous(said_in(row.content).remark, known)) for row in due]
    numbers = [{"n": row.number, "said": _content(left)} for row, left in made]
    ours = entries.c.project == project
    one = update(entries).where(ours, entries.c.number == bindparam("n"))
    conn.execute(one.values(content=bindparam("said"), salt=None), numbers)
    days = [{"n": row.number, "day": left.made_utc} for row, left in made]
    for table, column in ((entries, "received_utc"), (remarks, "made_utc")):
        its = update(table).where(table.c.project == project, table.c.number == bindparam("n"))
        conn.execute(its.values({column: bindparam("day")}), days)
    added = and_(ours, entries.c.kind == "addition", entries.c.about.in_(ids))
    conn.execute(update(entries).where(added).values(content=None, salt=None))
    _shut(database, conn, project, ids)
    erase_noted(conn, project, ids, [row.number for row in due])
    erase_files(database, conn, project, ids, now)


def _shut(database: Database, conn: Connection, project: str, ids: Sequence[str]) -> None:
    """Let receipts open remarks no more. What is left proves one thing: who may withdraw them."""
    of_them = (seals.c.project == project, seals.c.remark.in_(ids))
    found = conn.execute(select(seals).where(*of_them)).all()
    conn.execute(delete(seals).where(*of_them))
    left = [
        {"project": project, "remark": row.remark, "rounds": 0, **proof_left(row.remark, row)}
        for row in found
    ]
    if left:
        conn.execute(database.insert(seals).on_conflict_do_nothing(), left)


_DO: Final[dict[str, Callable[..., None]]] = {ANONYMISE: _anonymise, ERASE: _erase}


def anonymous(remark: Remark, project: Project | None) -> Remark:
    """Return what stays of a remark that is made anonymous.

    project: says which answers are choices about the plan; without it none of them stays.
    """
    zone = ZoneInfo(project.time_zone if project else _ZONE)
    day = datetime.combine(remark.made_utc.astimezone(zone).date(), time(), UTC)
    answered = _choices(project, remark.answered) if project and remark.answered else None
    told = {"text": "", "made_utc": day, "answered": answered, "attachments": ()}
    return Remark.model_validate({**dict(remark), **told})


def _choices(project: Project, answered: Answered) -> Answered:
    kinds = {
        question.id: question.kind
        for sheet in project.questionnaires
        if (sheet.id, sheet.version) == (answered.questionnaire, answered.version)
        for question in sheet.questions
    }
    gone = {*PERSONAL, "text", None}
    left = {name: each for name, each in answered.answers.items() if kinds.get(name) not in gone}
    return answered.model_copy(update={"answers": left})


def _content(remark: Remark) -> bytes:
    said = {"remark": remark, "seal": _NO_SEAL}
    return packed({name: value.model_dump(mode="json") for name, value in said.items()})


EVERY: Final = timedelta(hours=1)
"""How often the server looks."""
