"""Themes that staff give to remarks, to find them again and answer them together."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from mrapp.model.remark import new_id
from mrapp.server.access import Caller
from mrapp.server.audit import record
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import remarks
from mrapp.server.database.moderating import remark_themes, themes
from mrapp.server.errors import NoSuchPageError


def read_themes(conn: Connection, project: str, *, retired: bool = False) -> Sequence[Row[Any]]:
    """Return the themes of a project, in the order in which they were made."""
    asked = select(themes).where(themes.c.project == project).order_by(themes.c.id)
    return conn.execute(asked if retired else asked.where(themes.c.retired_utc.is_(None))).all()


def add_theme(
    conn: Connection, caller: Caller, project: str, name: Mapping[str, str], now: datetime
) -> str:
    """Make a theme; returns its id. name: by language."""
    made = new_id()
    line = {"project": project, "id": made, "name": dict(name), "made_utc": now}
    conn.execute(insert(themes).values(line))
    record(conn, caller, "theme.added", project, made, {"name": dict(name)}, now)
    return made


def change_theme(
    conn: Connection,
    caller: Caller,
    project: str,
    theme: str,
    name: Mapping[str, str],
    now: datetime,
    *,
    retired: bool,
) -> None:
    """Rename a theme, or let it be given no more; remarks keep it. Raises `NoSuchPageError`."""
    this = (themes.c.project == project, themes.c.id == theme)
    given = {"name": dict(name), "retired_utc": now if retired else None}
    if not conn.execute(update(themes).where(*this).values(given)).rowcount:
        raise NoSuchPageError
    detail = {"name": dict(name), "retired": retired}
    record(conn, caller, "theme.changed", project, theme, detail, now)


def themes_of(
    conn: Connection, project: str, numbers: Collection[int]
) -> dict[int, frozenset[str]]:
    """Return the ids of the themes of remarks, by the numbers of those that have any."""
    asked = select(remark_themes.c.number, remark_themes.c.theme).where(
        remark_themes.c.project == project, remark_themes.c.number.in_(numbers)
    )
    found: dict[int, set[str]] = {}
    for number, theme in conn.execute(asked):
        found.setdefault(number, set()).add(theme)
    return {number: frozenset(each) for number, each in found.items()}


def set_themes(
    database: Database,
    conn: Connection,
    caller: Caller,
    project: str,
    remark: str,
    wanted: Collection[str],
    now: datetime,
) -> None:
    """Let a remark have just these of the project's themes."""
    database.lock_project(conn, project)
    for number in _numbers(conn, project, [remark]):
        this = (remark_themes.c.project == project, remark_themes.c.number == number)
        conn.execute(delete(remark_themes).where(*this))
    _give(database, conn, project, [remark], wanted)
    detail = {"themes": sorted(wanted)}
    record(conn, caller, "remark.themes", project, remark, detail, now)


def give_theme(
    database: Database,
    conn: Connection,
    caller: Caller,
    project: str,
    ids: Sequence[str],
    theme: str,
    now: datetime,
) -> None:
    """Give remarks one more theme."""
    database.lock_project(conn, project)
    _give(database, conn, project, ids, [theme])
    record(conn, caller, "theme.given", project, theme, {"remarks": list(ids)}, now)


def _give(
    database: Database,
    conn: Connection,
    project: str,
    ids: Sequence[str],
    wanted: Collection[str],
) -> None:
    known = {row.id for row in read_themes(conn, project, retired=True)}
    rows = [
        {"project": project, "theme": theme, "number": number}
        for number in _numbers(conn, project, ids)
        for theme in sorted(known & set(wanted))
    ]
    if rows:
        conn.execute(database.insert(remark_themes).on_conflict_do_nothing(), rows)


def _numbers(conn: Connection, project: str, ids: Collection[str]) -> Sequence[int]:
    asked = select(remarks.c.number).where(
        remarks.c.project == project, remarks.c.id.in_(ids), remarks.c.withdrawn_utc.is_(None)
    )
    return conn.scalars(asked).all()
