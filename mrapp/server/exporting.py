"""Gives all remarks of a project, page after page, to who may export them; each export is logged.

Where to go on is a cursor that only the server can make, so that nobody reads without a line in the
log; the database keeps nothing of it.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from sqlalchemy import Connection, Row, Select, func, select

from mrapp.model.remark import UuidV7
from mrapp.protocol.messages import (
    PAGE_REMARKS,
    Export,
    ModerationState,
    RemarksPage,
    SaidRemark,
)
from mrapp.server.access import Caller
from mrapp.server.audit import record
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, files, remarks
from mrapp.server.errors import NoSuchPageError
from mrapp.server.said import StoredRemark, read_remarks
from mrapp.server.shared_secrets import shared_secret

_PAGE_BYTES: Final = 4 * 2**20
_SECRET: Final = "export-cursors"  # noqa: S105 - what it is called
_SECRET_BYTES: Final = 32
_CURSOR: Final = re.compile(r"([0-9]{1,10})-([0-9]{1,10})-([01])-([0-9a-f]{64})")
_is_of_remark = (remarks.c.project == entries.c.project) & (remarks.c.number == entries.c.number)


@dataclass(frozen=True)
class Span:
    """What is still to be read of an export: numbers after one, up to and including another."""

    after: int
    until: int
    with_hidden: bool

    def __str__(self) -> str:
        return f"{self.after}-{self.until}-{int(self.with_hidden)}"


class Exports:
    """Exports that one caller may make of one project."""

    def __init__(self, database: Database, caller: Caller, project: str, now: datetime) -> None:
        """Prepare; caller: a reader."""
        self._database, self._caller, self._project = database, caller, project
        self._now = now
        # Made beforehand: a block that writes cannot wait for another.
        self._secret = shared_secret(database, _SECRET, _new_secret, now)

    def begin(self, conn: Connection, *, with_hidden: bool) -> Export:
        """Begin an export, within a block that writes: it is noted in the log."""
        asked = select(func.count(), func.max(remarks.c.number)).select_from(remarks)
        asked = asked.join(entries, _is_of_remark).where(
            *_of(self._project, with_hidden=with_hidden)
        )
        number, last = conn.execute(asked).one()
        detail = {"remarks": number, "withHidden": with_hidden, "key": self._caller.key}
        record(
            conn, self._caller, "remarks.exported", self._project, self._project, detail, self._now
        )
        cursor = self._signed(Span(0, last, with_hidden)) if number else ""
        return Export(project=self._project, remarks=number, cursor=cursor)

    def page(self, conn: Connection, cursor: str) -> RemarksPage:
        """Return the remarks at a cursor. Raises RequestValidationError for one that is no ours."""
        span = self._span(cursor)
        numbered = conn.execute(_next(self._project, span)).all()
        rows = list(_within(numbered))
        found = read_remarks(conn, self._project, [row.id for row in rows])
        is_last = len(rows) == len(numbered) < PAGE_REMARKS
        goes_on = Span(rows[-1].number, span.until, span.with_hidden) if rows else None
        return RemarksPage(
            remarks=tuple(
                _told(each, with_hidden=span.with_hidden)
                for each in found
                if each.remark is not None
            ),
            cursor="" if is_last or goes_on is None else self._signed(goes_on),
        )

    def _signed(self, span: Span) -> str:
        return f"{span}-{self._mark(span)}"

    def _mark(self, span: Span) -> str:
        of = f"{self._caller.key} {self._project} {span}"
        return hmac.new(self._secret, of.encode(), hashlib.sha256).hexdigest()

    def _span(self, cursor: str) -> Span:
        read = _CURSOR.fullmatch(cursor)
        if read:
            span = Span(int(read[1]), int(read[2]), read[3] == "1")
            if hmac.compare_digest(self._mark(span), read[4]):
                return span
        raise RequestValidationError([{"loc": ("query", "cursor"), "type": "cursor"}])


def file_of(conn: Connection, project: str, remark: UuidV7, sha256: str) -> tuple[int, str]:
    """Return size in bytes and media type of a file of a remark. Raises `NoSuchPageError`."""
    this = (files.c.project == project, files.c.remark == remark, files.c.sha256 == sha256)
    asked = select(files.c.size_bytes, files.c.media_type).where(*this, files.c.is_complete)
    row = conn.execute(asked.where(files.c.role.is_not(None))).one_or_none()
    if row is None or row.media_type is None:
        raise NoSuchPageError
    return row.size_bytes, row.media_type


def _of(project: str, *, with_hidden: bool) -> tuple[Any, ...]:
    stands = (remarks.c.project == project, entries.c.content.is_not(None))
    return stands if with_hidden else (*stands, remarks.c.state != "hidden")


def _next(project: str, span: Span) -> Select[Any]:
    size = func.length(entries.c.content).label("size_bytes")
    return (
        select(remarks.c.id, remarks.c.number, size)
        .join(entries, _is_of_remark)
        .where(*_of(project, with_hidden=span.with_hidden))
        .where(remarks.c.number > span.after, remarks.c.number <= span.until)
        .order_by(remarks.c.number)
        .limit(PAGE_REMARKS)
    )


def _within(numbered: Iterable[Row[Any]]) -> Iterator[Row[Any]]:
    """Go through rows for as long as what they say goes in one answer; at least one."""
    total = 0
    for row in numbered:
        total += row.size_bytes
        if total > row.size_bytes and total > _PAGE_BYTES:
            return
        yield row


def _told(stored: StoredRemark, *, with_hidden: bool) -> SaidRemark:
    assert stored.remark is not None
    return SaidRemark(
        id=stored.id,
        number=stored.number,
        received_utc=stored.received_utc,
        state=stored.state,
        remark=stored.remark.model_dump_json(),
        additions=tuple(
            each.said.model_dump_json()
            for each in stored.added
            if with_hidden or each.state is not ModerationState.HIDDEN
        ),
    )


def _new_secret() -> bytes:
    return os.urandom(_SECRET_BYTES)
