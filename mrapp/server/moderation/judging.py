"""Showing and hiding remarks and what is added to them: with a reason, by somebody; words stay.

What was decided about a remark can be undone.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, insert, select, update

from mrapp.model.remark import clean_text, new_id
from mrapp.model.texts import LANGUAGES, Phrase
from mrapp.protocol.messages import Moderated, ModerationState
from mrapp.server.access import Caller
from mrapp.server.audit import record
from mrapp.server.changes import announce
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import entries, remarks
from mrapp.server.database.moderating import additions, moderations

REASONS: Final[Mapping[str, Phrase]] = {
    "personal": Phrase(
        nl="Er staan gegevens van een persoon in.", en="It holds details of a person."
    ),
    "abusive": Phrase(
        nl="Er staan grove of kwetsende woorden in.", en="It holds abusive or hurtful words."
    ),
    "off-topic": Phrase(nl="Het gaat niet over dit plan.", en="It is not about this plan."),
    "advert": Phrase(nl="Het is reclame.", en="It is an advertisement."),
    "unlawful": Phrase(nl="De wet verbiedt om het te tonen.", en="The law forbids to show it."),
}
"""Why a remark is hidden; its maker reads this with the receipt."""


def reason_of(name: str, note: str = "") -> dict[str, str]:
    """Return a reason by language, with some words of whoever judged; raises KeyError."""
    more = " ".join(clean_text(note).split())
    return {each: f"{REASONS[name].text(each)} {more}".strip() for each in LANGUAGES}


def judge(
    database: Database,
    conn: Connection,
    caller: Caller,
    project: str,
    ids: Sequence[str],
    state: ModerationState,
    reason: dict[str, str] | None,
    now: datetime,
) -> int:
    """Give remarks a state, within a block that writes; machines hear of it.

    Returns how many changed: one that is in that state already, for that reason, is let be, as is
    one that was withdrawn. Raises `NoSuchProjectError`.
    """
    database.lock_project(conn, project)
    changed = 0
    for row in _standing(conn, project, ids):
        last = standing(conn, project, row.id)
        if (row.state, last.reason if last else None) != (state.value, reason):
            _set(conn, caller, project, row.id, state, reason, now)
            changed += 1
    return changed


def judge_additions(
    database: Database,
    conn: Connection,
    caller: Caller,
    project: str,
    ids: Sequence[str],
    state: ModerationState,
    reason: dict[str, str] | None,
    now: datetime,
) -> int:
    """Give things that makers added a state, by their own ids, within a block that writes.

    Only those that somebody saw are named, so what comes in meanwhile waits. Returns how many
    changed; those of remarks that were withdrawn are gone. Raises `NoSuchProjectError`.
    """
    database.lock_project(conn, project)
    c = additions.c
    asked = select(c.id, c.remark, c.state, c.reason).where(c.project == project)
    asked = asked.where(database.among(c.id, ids))
    changed = 0
    for row in conn.execute(asked.order_by(c.id)).all():
        if (row.state, row.reason) == (state.value, reason):
            continue
        this = (c.project == project, c.id == row.id)
        conn.execute(update(additions).where(*this).values(state=state.value, reason=reason))
        detail = {"addition": row.id}
        record(conn, caller, f"addition.{state.value}", project, row.remark, detail, now)
        changed += 1
    return changed


def seen_of(conn: Connection, project: str, seen: int, ids: Sequence[str]) -> list[str]:
    """Return what was added to these remarks that nobody decided about, of what somebody saw.

    seen: up to which entry of the project. Not each by its id: a remark may have thousands.
    """
    c = additions.c
    its = (entries.c.project == c.project) & (entries.c.id == c.id)
    waits = (c.state == ModerationState.NEW.value, entries.c.number <= seen)
    asked = select(c.id).join(entries, its).where(c.project == project, c.remark.in_(ids), *waits)
    return list(conn.scalars(asked))


def one_of(conn: Connection, project: str, addition: str, remark: str) -> list[str]:
    """Return this one of the additions to a remark; nothing where it is none of them."""
    c = additions.c
    this = (c.project == project, c.id == addition, c.remark == remark)
    return list(conn.scalars(select(c.id).where(*this)))


def undo(
    database: Database, conn: Connection, caller: Caller, project: str, remark: str, now: datetime
) -> bool:
    """Bring back how a remark stood before the last judgement; whether there was one.

    Raises `NoSuchProjectError`.
    """
    database.lock_project(conn, project)
    past = history(conn, project, remark)
    if not past or not _standing(conn, project, [remark]):
        return False
    before = past[1] if len(past) > 1 else None
    state = ModerationState(before.state) if before else ModerationState.NEW
    _set(conn, caller, project, remark, state, before.reason if before else None, now)
    return True


def standing(conn: Connection, project: str, remark: str) -> Row[Any] | None:
    """Return the last judgement: state, reason by language, staff, at_utc; None: none yet."""
    return conn.execute(_of(project, remark).limit(1)).one_or_none()


def history(conn: Connection, project: str, remark: str) -> Sequence[Row[Any]]:
    """Return all judgements of a remark, the last one first."""
    return conn.execute(_of(project, remark)).all()


def _set(
    conn: Connection,
    caller: Caller,
    project: str,
    remark: str,
    state: ModerationState,
    reason: dict[str, str] | None,
    now: datetime,
) -> None:
    this = (remarks.c.project == project, remarks.c.id == remark)
    conn.execute(update(remarks).where(*this).values(state=state.value))
    line = {"project": project, "id": new_id(), "remark": remark, "state": state.value}
    conn.execute(insert(moderations).values(**line, reason=reason, staff=caller.id, at_utc=now))
    announce(conn, project, Moderated(remark=remark, state=state, reason=reason), now)
    record(conn, caller, f"remark.{state.value}", project, remark, {}, now)


def _standing(conn: Connection, project: str, ids: Sequence[str]) -> Sequence[Row[Any]]:
    asked = select(remarks.c.id, remarks.c.state).where(
        remarks.c.project == project, remarks.c.id.in_(ids), remarks.c.withdrawn_utc.is_(None)
    )
    return list(conn.execute(asked.order_by(remarks.c.number)))


def _of(project: str, remark: str) -> Select[Any]:
    this = (moderations.c.project == project, moderations.c.remark == remark)
    return select(moderations).where(*this).order_by(moderations.c.id.desc())
