"""What becomes of remarks once the day is over until which a project keeps them.

Erased: only what the public list has stays. Made anonymous: free text, files, answers about the
person, the time of day and the receipt go; place, choices and day stay, so that the numbers do.
Both are carried out by the server itself, hour after hour, so that what comes in late goes as well;
each part of the work is told in the log of what was done.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import (
    Connection,
    Delete,
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
from sqlalchemy.exc import OperationalError

from mrapp.app.clock import wall_clock
from mrapp.app.remarks.receipts import Seal
from mrapp.model.project import OriginSpec, Project
from mrapp.model.questions import PERSONAL
from mrapp.model.remark import Answered, Channel, Remark
from mrapp.protocol.checksums import packed
from mrapp.protocol.contents import said_in
from mrapp.server.audit import record
from mrapp.server.backend import Backend
from mrapp.server.codebook import Codebook
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, files, projects, remarks, seals
from mrapp.server.database.moderating import additions
from mrapp.server.intake.erasing import erase_files, erase_noted, erase_said
from mrapp.server.intake.known import proof_left
from mrapp.server.intake.looking import columns_of
from mrapp.server.one_by_one import failures, one_by_one
from mrapp.server.versions import current_project

_log = logging.getLogger(__name__)

ANONYMISE: Final = "anonymise"
ERASE: Final = "erase"

_AT_ONCE: Final = 200
_ZONE: Final = "Europe/Amsterdam"
_NOWHERE: Final = (0.0, 0.0, 0.0)
_NOTHING: Final = Project(id="-", name={}, origin=OriginSpec(x=0.0, y=0.0))
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
    """Carry out what is due, in all projects; safe twice, and by several processes at once.

    What cannot be done to one remark keeps no other waiting; it stays as it is, and an
    ExceptionGroup tells of it once all else is done.
    """
    with backend.database.reading() as conn:
        asked = select(projects.c.id).where(projects.c.keep_until.is_not(None))
        found = conn.scalars(asked).all()
    one_by_one(found, lambda project: _sweep_one(backend, project))


def _sweep_one(backend: Backend, project: str) -> None:
    """Do all that is due in a project, many at once, and one by one where that fails."""
    _erase_late(backend, project)
    stuck, after = [], 0
    while some := _numbers_due(backend, project, after):
        try:
            _carry_out(backend, project, some[0], some[-1])
        except OperationalError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one, others go on
            _log.warning("retention: one by one, after %s", type(error).__name__)
            stuck += failures(some, lambda number: _carry_out(backend, project, number, number))
        after = some[-1]
    if stuck:
        raise ExceptionGroup("remarks that are over could not be ended", stuck)


def _erase_late(backend: Backend, project: str) -> None:
    database, now = backend.database, backend.utc_now()
    with database.writing() as conn:
        row = database.lock_project(conn, project)
        late = conn.execute(_late(project)).rowcount if _is_due(row, now) else 0
        if late:
            conn.execute(_erased_additions(project))
            detail = {"additions": late, "keepUntil": row.keep_until.isoformat()}
            record(conn, None, "retention.additions", project, project, detail, now)


def _numbers_due(backend: Backend, project: str, after: int) -> Sequence[int]:
    """Return the numbers of the next remarks of which something is to go."""
    with backend.database.reading() as conn:
        row = conn.execute(select(projects).where(projects.c.id == project)).one()
        if not _is_due(row, backend.utc_now()):
            return ()
        asked = _due(project, row.keep_then).where(entries.c.number > after).limit(_AT_ONCE)
        return conn.scalars(asked).all()


def _is_due(row: Row[Any], now: datetime) -> bool:
    is_set = row.keep_until is not None and row.keep_then in _DO
    return is_set and is_over(row.keep_until, now)


def _carry_out(backend: Backend, project: str, first: int, last: int) -> None:
    """Do what is due to the remarks between two numbers, all of it or nothing."""
    database, now = backend.database, backend.utc_now()
    with database.writing() as conn:
        row = database.lock_project(conn, project)
        if not _is_due(row, now):
            return
        among = entries.c.number.between(first, last)
        due = conn.execute(_due(project, row.keep_then).where(among)).all()
        if not due:
            return
        _DO[row.keep_then](database, conn, project, due, now)
        detail = {
            "remarks": len(due),
            "first": due[0].number,
            "last": due[-1].number,
            "keepUntil": row.keep_until.isoformat(),
        }
        record(conn, None, f"retention.{row.keep_then}", project, project, detail, now)


def is_over(last_day: date, now: datetime) -> bool:
    """Tell whether a day is over, by the clock on the wall."""
    return now.astimezone(ZoneInfo(_ZONE)).date() > last_day


def _due(project: str, then: str) -> Select[Any]:
    """Return what asks for the remarks that still say what is to go, with number, id, content."""
    # What was made anonymous has no salt any more: its digest is of what is gone.
    is_whole = entries.c.salt if then == ANONYMISE else entries.c.content
    return (
        select(entries.c.number, entries.c.id, entries.c.content, entries.c.received_utc)
        .join(remarks, _is_of_remark)
        .where(entries.c.project == project, is_whole.is_not(None))
        .order_by(entries.c.number)
    )


def _late(project: str) -> Update:
    """Return what erases additions that came in after their remark was done, or without it."""
    of = entries.alias("of")
    is_of_it = and_(of.c.project == project, of.c.id == entries.c.about)
    return (
        update(entries)
        .where(entries.c.project == project, entries.c.kind == "addition")
        .where(entries.c.content.is_not(None))
        .where(~exists().where(is_of_it, of.c.salt.is_not(None)))
        .values(content=None, salt=None)
    )


def _erased_additions(project: str) -> Delete:
    """Return what forgets how additions stood that were erased."""
    said = select(entries.c.id).where(
        entries.c.project == project,
        entries.c.kind == "addition",
        entries.c.content.is_not(None),
    )
    return delete(additions).where(additions.c.project == project, additions.c.id.not_in(said))


def _erase(
    database: Database, conn: Connection, project: str, due: Sequence[Row[Any]], now: datetime
) -> None:
    erase_said(database, conn, project, [row.id for row in due], now, withdrawn=False)


def _anonymise(
    database: Database, conn: Connection, project: str, due: Sequence[Row[Any]], now: datetime
) -> None:
    known, ids = current_project(conn, project), [row.id for row in due]
    made = [(row.number, anonymous(said_in(row.content).remark, known)) for row in due]
    ours = entries.c.project == project
    one = update(entries).where(ours, entries.c.number == bindparam("n"))
    # By its own clock when it was made, by ours when it came: the one may be years off.
    came = {row.number: _day(row.received_utc, _zone_of(known)) for row in due}
    conn.execute(
        one.values(content=bindparam("said"), salt=None, received_utc=bindparam("day")),
        [{"n": number, "said": _content(left), "day": came[number]} for number, left in made],
    )
    # What the table tells of them may have been words as well.
    rows = [(number, columns_of(left)) for number, left in made]
    its = update(remarks).where(remarks.c.project == project, remarks.c.number == bindparam("n"))
    conn.execute(
        its.values({name: bindparam(f"new_{name}") for name in rows[0][1]}),
        [{"n": n} | {f"new_{name}": each for name, each in told.items()} for n, told in rows],
    )
    added = and_(ours, entries.c.kind == "addition", entries.c.about.in_(ids))
    conn.execute(update(entries).where(added).values(content=None, salt=None))
    _shut(database, conn, project, ids)
    erase_noted(conn, project, ids, [number for number, _ in made])
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

    project: says which answers are choices about the plan, and what is a code at all; without it
    nothing stays that may be words.
    """
    day = _day(remark.made_utc, _zone_of(project))
    known = Codebook(project or _NOTHING).remark(remark)
    answered = _choices(project, known.answered) if project and known.answered else None
    told: dict[str, object] = {"text": "", "made_utc": day, "answered": answered, "attachments": ()}
    if known.sight is not None and known.channel is Channel.STREET:
        # With a phone in the street one looks from where one stands.
        told["sight"] = known.sight.model_copy(update={"eye": known.point or _NOWHERE})
    return Remark.model_validate({**dict(known), **told})


def _zone_of(project: Project | None) -> ZoneInfo:
    return ZoneInfo(project.time_zone if project else _ZONE)


def _day(moment: datetime, zone: ZoneInfo) -> datetime:
    return datetime.combine(wall_clock(moment, zone).date(), time(), UTC)


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
