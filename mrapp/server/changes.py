"""What happened on the server that machines are to hear, in order; they ask by cursor."""

from collections.abc import Collection
from datetime import datetime
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select, update

from mrapp.protocol.messages import PAGE_CHANGES, Change, ChangesPage, Happening, Moderated
from mrapp.server.database.intake import changes, projects

_HAPPENING: Final = TypeAdapter[Happening](Happening)
_LARGEST: Final = 2**31 - 1


def announce(conn: Connection, project: str, happening: Happening, now: datetime) -> int:
    """Let the machines of a project hear of something; returns its number.

    The project's row is locked by the caller, so that numbers have no gaps.
    """
    count = update(projects).where(projects.c.id == project)
    count = count.values(changes=projects.c.changes + 1)
    number: int = conn.execute(count.returning(projects.c.changes)).scalar_one()
    conn.execute(
        insert(changes).values(
            project=project,
            number=number,
            happening=_HAPPENING.dump_json(happening, by_alias=True),
            at_utc=now,
        )
    )
    return number


def forget_reasons(conn: Connection, project: str, remarks: Collection[str]) -> None:
    """Let machines not hear any more why remarks were hidden: they are to be erased.

    What happened keeps its number.
    """
    asked = select(changes.c.number, changes.c.happening).where(changes.c.project == project)
    for row in conn.execute(asked).all():
        what = _HAPPENING.validate_json(row.happening)
        if isinstance(what, Moderated) and what.reason and what.remark in remarks:
            bare = _HAPPENING.dump_json(what.model_copy(update={"reason": None}), by_alias=True)
            this = (changes.c.project == project, changes.c.number == row.number)
            conn.execute(update(changes).where(*this).values(happening=bare))


def changes_after(conn: Connection, project: str, cursor: str) -> ChangesPage:
    """Return what happened after a cursor, a number; "": from the beginning."""
    after = min(int(cursor or 0), _LARGEST)
    known = conn.scalar(select(projects.c.changes).where(projects.c.id == project)) or 0
    if after > known:
        # An old backup was put back: who heard more than there is now hears all anew.
        after = 0
    asked = select(changes.c.number, changes.c.happening).where(
        changes.c.project == project, changes.c.number > after
    )
    rows = conn.execute(asked.order_by(changes.c.number).limit(PAGE_CHANGES + 1)).all()
    found = tuple(
        Change(number=row.number, happening=_HAPPENING.validate_json(row.happening))
        for row in rows[:PAGE_CHANGES]
    )
    last = found[-1].number if found else after
    return ChangesPage(changes=found, cursor=str(last), more=len(rows) > PAGE_CHANGES)
