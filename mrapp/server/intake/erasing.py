"""Erases what was said in remarks; numbers, ids, kinds and digests stay, for the public list."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, delete, or_, select, update

from mrapp.server.changes import forget_reasons
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import chunks, entries, erasures, files, remarks
from mrapp.server.database.moderating import (
    additions,
    answer_remarks,
    flags,
    moderations,
    remark_themes,
)
from mrapp.server.database.publishing import public_counts

_TOLD: Final = (
    *("made_utc", "x", "y", "nap", "variant", "theme", "channel", "event", "language", "mood"),
    *("questionnaire", "questionnaire_version"),
)
"""What the table remarks tells of one."""


def erase_said(
    database: Database,
    conn: Connection,
    project: str,
    ids: Collection[str],
    now: datetime,
    *,
    withdrawn: bool,
) -> None:
    """Erase remarks, what was added to them, and what was noted of them.

    Their files go once this is committed: see `mrapp.server.chores`. withdrawn: by their makers;
    else nothing is to be told of them any more, so the project's numbers go, however few they were.
    The project's row is locked by the caller.
    """
    if not ids:
        return
    told = or_(entries.c.id.in_(ids), entries.c.about.in_(ids))
    conn.execute(
        update(entries)
        .where(entries.c.project == project, entries.c.kind != "withdrawal", told)
        .values(salt=None, content=None)
    )
    ours = (remarks.c.project == project, remarks.c.id.in_(ids))
    nothing = dict.fromkeys(_TOLD) | ({"withdrawn_utc": now} if withdrawn else {})
    conn.execute(update(remarks).where(*ours).values(nothing))
    numbers = conn.scalars(select(remarks.c.number).where(*ours)).all()
    conn.execute(
        delete(remark_themes).where(
            remark_themes.c.project == project, remark_themes.c.number.in_(numbers)
        )
    )
    erase_noted(conn, project, ids, numbers)
    erase_files(database, conn, project, list(ids), now)
    if not withdrawn:
        conn.execute(delete(public_counts).where(public_counts.c.project == project))


def erase_noted(
    conn: Connection, project: str, ids: Collection[str], numbers: Collection[int]
) -> None:
    """Erase what staff and the filter noted of remarks: a reason may repeat what one says.

    The log of what was done stays: it has ids alone.
    """
    for table in (flags, answer_remarks):
        conn.execute(delete(table).where(table.c.project == project, table.c.number.in_(numbers)))
    judged = (moderations.c.project == project, moderations.c.remark.in_(ids))
    told = moderations.c.reason.is_not(None)
    if conn.scalars(select(moderations.c.id).where(*judged, told).limit(1)).first() is not None:
        forget_reasons(conn, project, set(ids))
    conn.execute(delete(moderations).where(*judged))
    conn.execute(
        delete(additions).where(additions.c.project == project, additions.c.remark.in_(ids))
    )


def erase_files(
    database: Database, conn: Connection, project: str, ids: Sequence[str], now: datetime
) -> None:
    """Note that the files of remarks are to go; they are nobody's from now on."""
    for table in (files, chunks):
        conn.execute(delete(table).where(table.c.project == project, table.c.remark.in_(ids)))
    asked = [{"project": project, "remark": each, "asked_utc": now} for each in ids]
    conn.execute(database.insert(erasures).on_conflict_do_nothing(), asked)
