"""What was withdrawn is noted once more, beside the files, where no restored database reaches.

A backup does not hold these notes and a restore does not touch them: so whoever puts an older
database back, by `mrapp restore` or by other means, still has every withdrawal that was
acknowledged since. Each is the entry itself, so that all of it can be carried out again: the line
in the public list, the erasure, the change that machines hear of, and that the receipt tells of it,
also where the remark itself comes once more, from a machine that did not hear of the withdrawal.
One that counts only once its remark comes is noted as such, and counts no more afterwards.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import AwareDatetime, ValidationError
from sqlalchemy import Connection, Row, select

from mrapp.app.remarks.receipts import Seal
from mrapp.model.remark import Channel, Withdrawal, new_id
from mrapp.protocol.checksums import SALT_SIGNS, digest_of, packed
from mrapp.protocol.messages import EntryMessage, Message, Outcome
from mrapp.server.attachments import Attachments
from mrapp.server.backend import Backend
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries
from mrapp.server.intake.keeping import keep_again
from mrapp.server.machines import know_project
from mrapp.server.one_by_one import failures, first_of, one_by_one

_log = logging.getLogger(__name__)
_AT_ONCE: Final = 500
_COLUMNS: Final = ("id", "about", "salt", "content", "digest", "received_utc", "is_unproven")


class Noted(Message):
    """A withdrawal as it was taken in. received_utc: when; entry: as its sender made it.

    is_unproven: it came before its remark, from somebody for whom nobody vouches.
    """

    format: Literal["mrapp-withdrawal"] = "mrapp-withdrawal"
    project: str
    received_utc: AwareDatetime
    entry: EntryMessage
    is_unproven: bool = False


def note_now(backend: Backend, project: str, remarks: Collection[str]) -> None:
    """Note the withdrawals of remarks, which are committed, before anybody is thanked for them.

    Where the place of files cannot be reached, the server's own work notes them as soon as it can.
    """
    some = [remarks] if remarks else []
    for error in failures(some, lambda these: note_withdrawals(backend, project, these)):
        _log.error("withdrawals are noted later: %s", type(first_of(error)).__name__)


def note_withdrawals(backend: Backend, project: str, remarks: Collection[str]) -> None:
    """Note the withdrawals of remarks beside the files; safe twice.

    One that cannot be noted keeps no other waiting. Raises an ExceptionGroup at the end.
    """
    asked = select(*(entries.c[name] for name in _COLUMNS)).where(
        entries.c.project == project,
        entries.c.kind == "withdrawal",
        backend.database.among(entries.c.about, remarks),
    )
    with backend.database.reading() as conn:
        rows = conn.execute(asked).all()
    one_by_one(rows, lambda row: _note(backend.attachments, project, row))


def _note(attachments: Attachments, project: str, row: Row[Any]) -> None:
    told = {name: getattr(row, name) for name in ("id", "about", "salt", "digest")}
    entry = EntryMessage(kind="withdrawal", content=row.content.decode(), **told)
    when = {"received_utc": row.received_utc, "is_unproven": row.is_unproven}
    attachments.note_withdrawal(
        project, row.id, Noted(project=project, entry=entry, **when).on_wire()
    )


def honour_withdrawals(backend: Backend) -> None:
    """Carry out what is noted and not in the database, as that was put back; safe twice.

    Notes what could not be noted when it came, and at the end until when all of it is.
    """
    now = backend.utc_now()
    found = backend.attachments.withdrawals()
    _note_all(backend, found)
    for some in _parts(sorted(found)):
        with backend.database.reading() as conn:
            lacking = _lacking(backend.database, conn, some)
        one_by_one(lacking, lambda each: _honour_one(backend, found[each]))
    backend.attachments.note_known(now)


def _note_all(backend: Backend, found: Collection[str]) -> None:
    """Note what is not: it could not be when it came, or the place for files is another one."""
    c = entries.c
    # By what they are about: of that there is an index.
    gone = (c.about > "", c.kind == "withdrawal")
    with backend.database.reading() as conn:
        rows = conn.execute(select(c.id, c.project, c.about).where(*gone)).all()
    lacking = defaultdict(set)
    for row in rows:
        if row.id not in found:
            lacking[row.project].add(row.about)
    some = [(project, each) for project in lacking for each in _parts(sorted(lacking[project]))]
    one_by_one(some, lambda each: note_withdrawals(backend, *each))


def _honour_one(backend: Backend, path: str) -> None:
    noted = read_noted(backend.attachments, path)
    with backend.database.writing() as conn:
        carry_out(backend.database, conn, noted)


def carry_out_all(
    database: Database, conn: Connection, attachments: Attachments
) -> tuple[int, int]:
    """Carry out what is noted and not in the database, within a block that writes.

    Returns how many withdrawals those were, and how many notes cannot be read.
    """
    found = attachments.withdrawals()
    done = damaged = 0
    for each in _lacking(database, conn, sorted(found)):
        try:
            done += carry_out(database, conn, read_noted(attachments, found[each]))
        except ValidationError:
            damaged += 1
    return done, damaged


def read_noted(attachments: Attachments, path: str) -> Noted:
    """Return a note; raises ValidationError for one that is damaged."""
    return Noted.model_validate_json(attachments.read_note(path))


def carry_out(database: Database, conn: Connection, noted: Noted) -> bool:
    """Let a withdrawal be as it was; its project is made known, where it is not.

    False: it cannot be, such as one that nobody ever proved, of a remark that has another seal.
    """
    at, is_vouched = noted.received_utc, not noted.is_unproven
    know_project(database, conn, noted.project, at)
    result = keep_again(database, conn, noted.project, noted.entry, at, is_vouched=is_vouched)
    is_kept = result.outcome is not Outcome.REFUSED
    if is_vouched and not is_kept:
        _log.error("a withdrawal that was noted cannot be carried out")
    return is_kept


def withdrawal_of(remark: str, now: datetime) -> EntryMessage:
    """Return a withdrawal of a remark of which nothing but its id is known."""
    said = Withdrawal(id=new_id(), remark=remark, made_utc=now, channel=Channel.WEB)
    seal: Seal | None = None
    content = packed({"withdrawal": said.model_dump(mode="json"), "seal": seal})
    # Of no use but to be there: an id is no secret.
    salt = "0" * SALT_SIGNS
    return EntryMessage(
        id=said.id,
        kind="withdrawal",
        about=remark,
        salt=salt,
        content=content.decode(),
        digest=digest_of(salt, content),
    )


def _parts(names: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(names), _AT_ONCE):
        yield names[begin : begin + _AT_ONCE]


def _lacking(database: Database, conn: Connection, names: Sequence[str]) -> Sequence[str]:
    asked = select(entries.c.id).where(database.among(entries.c.id, names))
    there = set(conn.scalars(asked))
    return [each for each in names if each not in there]
