"""Machines: how they come to belong to a project, are known again, and no longer are.

A code is typed once, within a day, and becomes a key. Of both only a hash is kept: who reads the
database can use neither.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, or_, select, update

from mrapp.app.remarks.receipts import ALPHABET, shown
from mrapp.model.remark import clean_text, new_id, sha256_of
from mrapp.protocol.messages import Enrolment, EnrolmentRequest
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import projects
from mrapp.server.database.people import codes, machines
from mrapp.server.errors import CodeWrongError, NoSuchMachineError, ProjectNameError

CODE_SIGNS: Final = 12
"""Sixty bits: nobody guesses one within its day."""

CODE_LIFE: Final = timedelta(hours=24)
KEY_LIFE: Final = timedelta(days=2 * 365)
ENDS_SOON: Final = timedelta(days=60)
"""How long before its end the key of a machine is told of."""

_SEEN_EVERY = timedelta(minutes=1)
_KEY_BYTES = 32
_LONGEST_NAME = 200


def know_project(database: Database, conn: Connection, project: str, now: datetime) -> bool:
    """Let the server know a project; returns whether it is new. Raises `ProjectNameError`."""
    # It stands in addresses, and in columns of that length.
    is_fit = 0 < len(project) <= _LONGEST_NAME and project.isprintable() and "/" not in project
    if not is_fit:
        raise ProjectNameError(project=project)
    new = database.insert(projects).values(id=project, created_utc=now)
    # Not by the count of rows: psycopg does not tell it of such a statement.
    made = conn.execute(new.on_conflict_do_nothing().returning(projects.c.id))
    return made.one_or_none() is not None


def new_code(
    conn: Connection, project: str, now: datetime, label: str = "", *, may_publish: bool = False
) -> str:
    """Return a new code for a machine of a project, as it is shown. label: as staff call it."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_SIGNS))
    conn.execute(
        insert(codes).values(
            code_hash=sha256_of(code.encode()),
            project=project,
            label=_tidy(label),
            may_publish=may_publish,
            made_utc=now,
            expires_utc=now + CODE_LIFE,
        )
    )
    return shown(code)


def enrol(conn: Connection, asked: EnrolmentRequest, now: datetime) -> Enrolment:
    """Let a machine belong to the project of its code; raises `CodeWrongError`.

    The label of the machine goes before that of the code.
    """
    signs = shown(asked.code).replace("-", "")
    # The code is used up by the one statement, so that of two who try only one can.
    used = (
        update(codes)
        .where(codes.c.code_hash == sha256_of(signs.encode()))
        .where(codes.c.used_utc.is_(None), codes.c.expires_utc > now)
        .values(used_utc=now)
        .returning(codes.c.project, codes.c.label, codes.c.may_publish)
    )
    code = conn.execute(used).one_or_none()
    if code is None:
        raise CodeWrongError
    return _new_machine(conn, code, _tidy(asked.label), now)


def _new_machine(conn: Connection, code: Row[Any], label: str, now: datetime) -> Enrolment:
    key = secrets.token_urlsafe(_KEY_BYTES)
    made = Enrolment(
        machine=new_id(),
        key=key,
        project=code.project,
        may_publish=code.may_publish,
        expires_utc=now + KEY_LIFE,
    )
    conn.execute(
        insert(machines).values(
            id=made.machine,
            project=made.project,
            label=label or code.label,
            key_hash=sha256_of(key.encode()),
            may_publish=made.may_publish,
            enrolled_utc=now,
            expires_utc=made.expires_utc,
        )
    )
    return made


def machine_by_key(conn: Connection, key: str, now: datetime) -> Row[Any] | None:
    """Return the row of the machine with a key; None: nobody's, or no longer valid."""
    asked = select(machines).where(
        machines.c.key_hash == sha256_of(key.encode("utf-8", "replace")),
        machines.c.revoked_utc.is_(None),
        or_(machines.c.expires_utc.is_(None), machines.c.expires_utc > now),
    )
    return conn.execute(asked).one_or_none()


def note_seen(database: Database, machine: Row[Any], now: datetime) -> None:
    """Note that a machine asked something; not more often than its staff would look."""
    if machine.seen_utc is None or abs(now - machine.seen_utc) > _SEEN_EVERY:
        with database.writing() as conn:
            conn.execute(update(machines).where(machines.c.id == machine.id).values(seen_utc=now))


def revoke(conn: Connection, machine_id: str, now: datetime) -> None:
    """Let a key be valid no longer, from now on; safe twice. Raises `NoSuchMachineError`."""
    found = conn.execute(select(machines.c.id).where(machines.c.id == machine_id)).one_or_none()
    if found is None:
        raise NoSuchMachineError
    is_valid = machines.c.revoked_utc.is_(None)
    conn.execute(
        update(machines).where(machines.c.id == machine_id, is_valid).values(revoked_utc=now)
    )


def _tidy(label: str) -> str:
    return " ".join(clean_text(label).split())[:_LONGEST_NAME]
