"""The queue: remarks by state, theme, what the filter points at, and words; a page at a time.

A page begins where the last one ended, by number, and every filter has an index in that order: a
page takes as long with a thousand remarks as with a hundred thousand.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from sqlalchemy import ColumnElement, Connection, Select, func, select

from mrapp.protocol.messages import ModerationState
from mrapp.server.database.intake import entries, remarks
from mrapp.server.database.moderating import additions, flags, remark_themes
from mrapp.server.said import StoredRemark, read_remarks

PAGE_REMARKS: Final = 50
"""The most remarks on a page."""

COUNTED: Final = 1_000
"""Up to how many are counted; more is "more than"."""

_SEARCHED_AT_ONCE: Final = 500
_SEARCHED: Final = 5_000


@dataclass(frozen=True)
class Filter:
    """Which remarks, in which order. None and "": any.

    theme: one that staff gave; about: the one that its maker chose, "" for none. is_added: with an
    addition that nobody looked at.
    """

    state: ModerationState | None = None
    theme: str | None = None
    flag: str | None = None
    about: str | None = None
    is_added: bool = False
    words: str = ""
    newest_first: bool = True


@dataclass(frozen=True)
class Queue:
    """A page of the queue. after: the number after which the next one begins; None: no more.

    is_cut: the search for words looked through as many as it does at once, and there are more.
    """

    remarks: Sequence[StoredRemark]
    after: int | None
    is_cut: bool = False


def read_queue(conn: Connection, project: str, wanted: Filter, after: int | None) -> Queue:
    """Return a page of the remarks of a project that were not withdrawn."""
    if wanted.words.strip():
        return _searched(conn, project, wanted, after)
    rows = conn.execute(_numbers(project, wanted, after).limit(PAGE_REMARKS + 1)).all()
    more = rows[PAGE_REMARKS - 1].number if len(rows) > PAGE_REMARKS else None
    return Queue(_read(conn, project, wanted, [row.id for row in rows[:PAGE_REMARKS]]), more)


def count_queue(conn: Connection, project: str, wanted: Filter) -> int:
    """Return how many there are, words aside, or `COUNTED` + 1 for more than so many."""
    some = _numbers(project, wanted, None).limit(COUNTED + 1).subquery()
    return conn.execute(select(func.count()).select_from(some)).scalar_one()


def next_new(conn: Connection, project: str, number: int) -> str | None:
    """Return the id of the next remark that nobody looked at yet; then, of which an addition."""
    for wanted in (Filter(state=ModerationState.NEW), Filter(is_added=True)):
        for after in (number, None):
            row = conn.execute(_numbers(project, wanted, after).limit(1)).first()
            if row is not None:
                found: str = row.id
                return found
    return None


def _numbers(project: str, wanted: Filter, after: int | None) -> Select[Any]:
    """Return the query for numbers and ids, in order."""
    asked = select(remarks.c.number, remarks.c.id).where(
        remarks.c.project == project, remarks.c.withdrawn_utc.is_(None)
    )
    # By the narrowest of the tables, each of which is sorted by number.
    number: ColumnElement[Any] = remarks.c.number
    if wanted.state is not None:
        # Not by the index of states where there is a narrower one: the sum is in no index.
        is_widest = wanted.theme is None and wanted.flag is None
        state = remarks.c.state if is_widest else remarks.c.state + ""
        asked = asked.where(state == wanted.state.value)
    if wanted.theme is not None:
        number = remark_themes.c.number
        theme = (remark_themes.c.project == project) & (remark_themes.c.theme == wanted.theme)
        asked = asked.join(remark_themes, theme & (remark_themes.c.number == remarks.c.number))
    if wanted.flag is not None:
        number = flags.c.number
        flag = (flags.c.project == project) & (flags.c.kind == wanted.flag)
        asked = asked.join(flags, flag & (flags.c.number == remarks.c.number))
    if wanted.is_added:
        # By the few that wait, not by all of a project in order: the sum is in no index.
        number = remarks.c.number + 0
        waiting = _waiting(project).distinct().subquery()
        asked = asked.join(waiting, waiting.c.remark == remarks.c.id)
    if wanted.about is not None:
        chosen = remarks.c.theme
        asked = asked.where(chosen == wanted.about if wanted.about else chosen.is_(None))
    if after is not None:
        asked = asked.where(number < after if wanted.newest_first else number > after)
    return asked.order_by(number.desc() if wanted.newest_first else number)


def is_waiting(conn: Connection, project: str) -> bool:
    """Tell whether something was added that nobody looked at."""
    # Not where its remark is not here, or not yet: nobody could look at it.
    asked = _numbers(project, Filter(is_added=True), None).order_by(None)
    return conn.execute(asked.limit(1)).first() is not None


def _waiting(project: str) -> Select[Any]:
    """Return what asks for the remarks to which something was added that nobody looked at."""
    waits = (additions.c.project == project, additions.c.state == ModerationState.NEW.value)
    return select(additions.c.remark).where(*waits)


def _searched(conn: Connection, project: str, wanted: Filter, after: int | None) -> Queue:
    """Look through remarks for words, up to so many: none of it is kept in a second place."""
    needles = wanted.words.casefold().split()
    found: list[str] = []
    for _ in range(_SEARCHED // _SEARCHED_AT_ONCE):
        rows = conn.execute(_numbers(project, wanted, after).limit(_SEARCHED_AT_ONCE)).all()
        having = _having(conn, project, [row.id for row in rows], needles)
        for row in rows:
            if len(found) == PAGE_REMARKS:
                return Queue(_read(conn, project, wanted, found), after)
            after = row.number
            if row.id in having:
                found.append(row.id)
        if len(rows) < _SEARCHED_AT_ONCE:
            return Queue(_read(conn, project, wanted, found), None)
    return Queue(_read(conn, project, wanted, found), after, is_cut=True)


def _having(
    conn: Connection, project: str, ids: Sequence[str], needles: Sequence[str]
) -> frozenset[str]:
    """Return the remarks in which, or in what was added to which, all words occur."""
    said: dict[str, str] = {}
    # One after the other: for "the one or the other" SQLite goes through all of a project.
    for named in (entries.c.id, entries.c.about):
        asked = select(named, entries.c.content).where(
            entries.c.project == project,
            entries.c.kind != "withdrawal",
            entries.c.content.is_not(None),
            named.in_(ids),
        )
        for remark, content in conn.execute(asked):
            said[remark] = f"{said.get(remark, '')}\n{_words_in(content)}"
    return frozenset(
        remark for remark, text in said.items() if all(each in text for each in needles)
    )


def _words_in(content: bytes) -> str:
    told = orjson.loads(content)
    said = told.get("remark") or told.get("addition") or {}
    answers = (said.get("answered") or {}).get("answers") or {}
    texts = [said.get("text"), *answers.values()]
    return "\n".join(each for each in texts if isinstance(each, str)).casefold()


def _read(
    conn: Connection, project: str, wanted: Filter, ids: Sequence[str]
) -> Sequence[StoredRemark]:
    found = read_remarks(conn, project, ids)
    return found[::-1] if wanted.newest_first else found
