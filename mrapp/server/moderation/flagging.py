"""Runs the filter over what came in, so that a queue can be asked for what it points at.

The database keeps which remark may hold what, and no words; where it stands is looked up again
when somebody reads the remark.
"""

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, select, update

from mrapp.app.moderating.abusive import WordLists
from mrapp.app.moderating.personal import personal
from mrapp.app.moderating.pointing import Flag, apart
from mrapp.server.backend import Backend
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, projects
from mrapp.server.database.moderating import flagging, flags
from mrapp.server.one_by_one import one_by_one
from mrapp.server.said import StoredRemark, read_remarks

_log = logging.getLogger(__name__)

AT_ONCE: Final = 500
"""How many entries are looked at in one go."""


def flags_in(text: str, language: str, lists: WordLists) -> list[Flag]:
    """Return all that the filter points at in a text."""
    return apart([*personal(text), *lists.abusive(text, language)])


def texts_of(stored: StoredRemark) -> Iterator[tuple[str, str]]:
    """Yield the free words of a remark and of what was added to it, each with its language."""
    if stored.remark is not None:
        yield stored.remark.text, stored.remark.language
        answered = stored.remark.answered
        for answer in answered.answers.values() if answered else ():
            if isinstance(answer, str):
                yield answer, stored.remark.language
    for addition in stored.additions:
        yield addition.text, addition.language


def flag_all(backend: Backend) -> None:
    """Look at all that was not looked at yet, in all projects."""
    with backend.database.reading() as conn:
        names = conn.scalars(select(projects.c.id)).all()
    one_by_one(names, lambda project: _flag_project(backend, project))


def _flag_project(backend: Backend, project: str) -> None:
    while flag_next(backend, project):
        pass


def flag_next(backend: Backend, project: str) -> bool:
    """Look at the next entries of a project; returns whether there may be more."""
    database = backend.database
    with database.reading() as conn:
        begin = conn.scalar(_upto(project)) or 0
        rows = conn.execute(_after(project, begin)).all()
        found = _readable(conn, project, {row.about or row.id for row in rows})
    if not rows:
        return False
    kinds = {each.id: _kinds(each, backend.word_lists) for each in found}
    with database.writing() as conn:
        database.lock_project(conn, project)
        if _claim(database, conn, project, begin, rows[-1].number):
            _write(database, conn, project, kinds)
    return len(rows) == AT_ONCE


def _readable(conn: Connection, project: str, ids: Collection[str]) -> Sequence[StoredRemark]:
    """Return remarks; one that cannot be read is left out, or none after it was ever looked at."""
    try:
        return read_remarks(conn, project, ids)
    except ValueError as error:
        if len(ids) == 1:
            _log.error("a remark cannot be read: %s", type(error).__name__)
            return ()
    return [found for each in sorted(ids) for found in _readable(conn, project, [each])]


def _kinds(stored: StoredRemark, lists: WordLists) -> set[str]:
    return {
        flag.kind.value
        for text, language in texts_of(stored)
        for flag in flags_in(text, language, lists)
    }


def _claim(database: Database, conn: Connection, project: str, begin: int, end: int) -> bool:
    """Note how far it was looked; whether nobody else did so meanwhile."""
    first = database.insert(flagging).values(project=project, number=0)
    conn.execute(first.on_conflict_do_nothing())
    this = (flagging.c.project == project, flagging.c.number == begin)
    return bool(conn.execute(update(flagging).where(*this).values(number=end)).rowcount)


def _write(
    database: Database, conn: Connection, project: str, kinds: Mapping[str, set[str]]
) -> None:
    # What was withdrawn while it was looked at leaves nothing here.
    still = read_remarks(conn, project, [each for each, found in kinds.items() if found])
    rows = [
        {"project": project, "kind": kind, "number": each.number}
        for each in still
        if each.remark is not None
        for kind in kinds[each.id]
    ]
    if rows:
        conn.execute(database.insert(flags).on_conflict_do_nothing(), rows)


def _upto(project: str) -> Select[Any]:
    return select(flagging.c.number).where(flagging.c.project == project)


def _after(project: str, begin: int) -> Select[Any]:
    return (
        select(entries.c.number, entries.c.id, entries.c.about)
        .where(entries.c.project == project, entries.c.number > begin)
        .order_by(entries.c.number)
        .limit(AT_ONCE)
    )
