"""Opens a remark to who has its receipt, and to nobody else."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, select

from mrapp.app.remarks.receipts import ROUNDS, Receipt, Seal, seal
from mrapp.model.values import LocalText
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import seals
from mrapp.server.database.moderating import answer_remarks, answers, moderations
from mrapp.server.said import StoredRemark, read_remark, read_withdrawn

# Our own machines make seals of ROUNDS; whoever makes one of many more wants us to be slow.
_MOST_ROUNDS: Final = 4 * ROUNDS
_MOST_ALIKE: Final = 4


@dataclass(frozen=True)
class Opened:
    """A remark that a receipt opened."""

    project: str
    remark: StoredRemark
    seal: Seal


@dataclass(frozen=True)
class Reply:
    """What a municipality answered: what was decided, and what this remark did."""

    decided: LocalText
    effect: LocalText
    published_utc: datetime


def open_remark(database: Database, receipt: Receipt) -> Opened | None:
    """Return the remark of a receipt; None: no code is known that is this one.

    Takes as long for a code that does not exist: the time tells nothing.
    """
    asked = (
        select(seals)
        .where(seals.c.lookup == receipt.lookup, seals.c.rounds <= _MOST_ROUNDS)
        .order_by(seals.c.project, seals.c.remark)
        .limit(_MOST_ALIKE)
    )
    with database.reading() as conn:
        rows = conn.execute(asked).all()
    if not rows:
        seal(receipt, os.urandom)
        return None
    row = next((each for each in rows if _seal_of(each).opens(receipt)), None)
    if row is None:
        return None
    with database.reading() as conn:
        found = read_remark(conn, row.project, row.remark)
        found = found or read_withdrawn(conn, row.project, row.remark)
    return None if found is None else Opened(row.project, found, _seal_of(row))


def replies_to(conn: Connection, project: str, remark_id: str) -> list[Reply]:
    """Return what was answered to a remark, the latest first."""
    asked = (
        select(answers.c.decided, answers.c.effect, answers.c.published_utc)
        .join(
            answer_remarks,
            (answers.c.project == answer_remarks.c.project)
            & (answers.c.id == answer_remarks.c.answer),
        )
        .where(answer_remarks.c.project == project, answer_remarks.c.remark == remark_id)
        .where(answers.c.published_utc.is_not(None))
        .order_by(answers.c.published_utc.desc())
    )
    return [Reply(row.decided, row.effect, row.published_utc) for row in conn.execute(asked)]


def hidden_because(conn: Connection, project: str, remark_id: str) -> Mapping[str, str] | None:
    """Return why a remark is not shown to others, by language, where that was said."""
    c = moderations.c
    asked = select(c.state, c.reason).where(c.project == project, c.remark == remark_id)
    last = conn.execute(asked.order_by(c.id.desc()).limit(1)).one_or_none()
    return last.reason if last is not None and last.state == "hidden" else None


def _seal_of(row: Row[Any]) -> Seal:
    return Seal(lookup=row.lookup, salt=row.salt, rounds=row.rounds, digest=row.digest)
