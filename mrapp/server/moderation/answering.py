"""Answers to remarks: written for many at once, looked over, published, changed, taken back.

An answer that is not published yet is a draft that stays until somebody publishes it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from mrapp.model.remark import new_id
from mrapp.model.texts import Phrase
from mrapp.protocol.messages import Answer, Answered
from mrapp.server.access import Caller
from mrapp.server.audit import record
from mrapp.server.changes import announce
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import remarks
from mrapp.server.database.moderating import answer_remarks, answers, remark_themes
from mrapp.server.errors import NoSuchPageError, ServerError

MOST_REMARKS: Final = 5_000
"""The most remarks of one answer: it goes to machines in one piece."""


class AnswerUnfitError(ServerError):
    """An answer cannot be published as it stands; `reason`, a sentence, says why."""

    status = 422
    code = "answer-unfit"
    phrase = Phrase(
        nl="Het antwoord is niet gepubliceerd. {reason} Wat u schreef, staat er nog.",
        en="The answer was not published. {reason} What you wrote is still there.",
    )


def read_answers(conn: Connection, project: str) -> Sequence[Row[Any]]:
    """Return all answers of a project, the last one first, each with `many`: for how many."""
    many = (
        select(func.count())
        .where(answer_remarks.c.project == project, answer_remarks.c.answer == answers.c.id)
        .scalar_subquery()
    )
    asked = select(answers, many.label("many")).where(answers.c.project == project)
    return conn.execute(asked.order_by(answers.c.id.desc())).all()


def read_answer(conn: Connection, project: str, answer: str) -> Row[Any]:
    """Return an answer. Raises `NoSuchPageError`."""
    this = (answers.c.project == project, answers.c.id == answer)
    row = conn.execute(select(answers).where(*this)).one_or_none()
    if row is None:
        raise NoSuchPageError
    return row


def remarks_of(conn: Connection, project: str, answer: str) -> Sequence[str]:
    """Return the ids of the remarks of an answer that were not withdrawn, in order."""
    asked = (
        select(answer_remarks.c.remark)
        .join(
            remarks,
            (remarks.c.project == answer_remarks.c.project)
            & (remarks.c.number == answer_remarks.c.number),
        )
        .where(answer_remarks.c.project == project, answer_remarks.c.answer == answer)
        .where(remarks.c.withdrawn_utc.is_(None))
        .order_by(answer_remarks.c.number)
    )
    return conn.scalars(asked).all()


def published_for(conn: Connection, project: str, remark: str) -> Sequence[Row[Any]]:
    """Return the published answers to a remark, the last one first."""
    this = (answer_remarks.c.project == project, answer_remarks.c.remark == remark)
    asked = (
        select(answers)
        .join(
            answer_remarks,
            (answer_remarks.c.project == answers.c.project)
            & (answer_remarks.c.answer == answers.c.id),
        )
        .where(*this, answers.c.published_utc.is_not(None))
    )
    return conn.execute(asked.order_by(answers.c.published_utc.desc())).all()


def new_answer(conn: Connection, caller: Caller, project: str, now: datetime) -> str:
    """Begin an answer; returns its id."""
    made = new_id()
    line = {"project": project, "id": made, "decided": {}, "effect": {}}
    conn.execute(insert(answers).values(**line, made_utc=now, made_by=caller.id))
    record(conn, caller, "answer.begun", project, made, {}, now)
    return made


def add_remarks(
    database: Database, conn: Connection, project: str, answer: str, ids: Sequence[str]
) -> None:
    """Let an answer be for these remarks as well. Raises `NoSuchPageError`."""
    read_answer(conn, project, answer)
    asked = select(remarks.c.project, remarks.c.number, remarks.c.id).where(
        remarks.c.project == project, remarks.c.id.in_(ids), remarks.c.withdrawn_utc.is_(None)
    )
    rows = [
        {"project": row.project, "answer": answer, "number": row.number, "remark": row.id}
        for row in conn.execute(asked)
    ]
    if rows:
        conn.execute(database.insert(answer_remarks).on_conflict_do_nothing(), rows)


def add_theme_remarks(
    database: Database, conn: Connection, project: str, answer: str, theme: str
) -> None:
    """Let an answer be for all remarks with a theme as well. Raises `NoSuchPageError`."""
    asked = (
        select(remarks.c.id)
        .join(
            remark_themes,
            (remark_themes.c.project == remarks.c.project)
            & (remark_themes.c.number == remarks.c.number),
        )
        .where(remark_themes.c.project == project, remark_themes.c.theme == theme)
        .order_by(remarks.c.number)
        .limit(MOST_REMARKS)
    )
    add_remarks(database, conn, project, answer, conn.scalars(asked).all())


def drop_remarks(conn: Connection, project: str, answer: str, ids: Sequence[str]) -> None:
    """Let an answer not be for these remarks."""
    this = (answer_remarks.c.project == project, answer_remarks.c.answer == answer)
    conn.execute(delete(answer_remarks).where(*this, answer_remarks.c.remark.in_(ids)))


def save_words(
    conn: Connection,
    project: str,
    answer: str,
    decided: Mapping[str, str],
    effect: Mapping[str, str],
) -> None:
    """Keep what an answer says, by language."""
    this = (answers.c.project == project, answers.c.id == answer)
    said = {"decided": dict(decided), "effect": dict(effect)}
    conn.execute(update(answers).where(*this).values(said))


def publish(
    database: Database, conn: Connection, caller: Caller, project: str, answer: str, now: datetime
) -> None:
    """Publish an answer, or what was changed in it; machines and receipts tell it from now on.

    Raises `AnswerUnfitError`, `NoSuchPageError`.
    """
    database.lock_project(conn, project)
    row, ids = read_answer(conn, project, answer), remarks_of(conn, project, answer)
    reason = _unfit(row, ids)
    if reason is not None:
        raise AnswerUnfitError(reason=reason)
    this = (answers.c.project == project, answers.c.id == answer)
    conn.execute(update(answers).where(*this).values(published_utc=now))
    told = Answer(
        id=answer, remarks=tuple(ids), decided=row.decided, effect=row.effect, published_utc=now
    )
    announce(conn, project, Answered(id=answer, answer=told), now)
    record(conn, caller, "answer.published", project, answer, {"remarks": len(ids)}, now)


def refresh(
    database: Database, conn: Connection, caller: Caller, project: str, answer: str, now: datetime
) -> None:
    """Publish an answer anew where it was published and something of it was changed.

    Raises `AnswerUnfitError`, `NoSuchPageError`.
    """
    if read_answer(conn, project, answer).published_utc is not None:
        publish(database, conn, caller, project, answer, now)


def take_back(
    database: Database, conn: Connection, caller: Caller, project: str, answer: str, now: datetime
) -> None:
    """Let an answer be a draft again; machines and receipts tell it no more."""
    database.lock_project(conn, project)
    if read_answer(conn, project, answer).published_utc is None:
        return
    this = (answers.c.project == project, answers.c.id == answer)
    conn.execute(update(answers).where(*this).values(published_utc=None))
    announce(conn, project, Answered(id=answer, answer=None), now)
    record(conn, caller, "answer.taken-back", project, answer, {}, now)


def _unfit(row: Row[Any], ids: Sequence[str]) -> Phrase | None:
    if not ids:
        return _NO_REMARKS
    if len(ids) > MOST_REMARKS:
        return _TOO_MANY
    return None if {"nl", "en"} <= row.decided.keys() else _NO_WORDS


_NO_REMARKS: Final = Phrase(
    nl="Het antwoord is nog voor geen enkele mening. Kies er eerst een of meer.",
    en="The answer is for no opinion yet. Choose one or more first.",
)
_TOO_MANY: Final = Phrase(
    nl=f"Een antwoord kan voor hoogstens {MOST_REMARKS} meningen zijn. Maak er meer dan één.",
    en=f"An answer can be for at most {MOST_REMARKS} opinions. Make more than one.",
)
_NO_WORDS: Final = Phrase(
    nl="Schrijf wat er besloten is, in het Nederlands en in het Engels.",
    en="Write what was decided, in Dutch and in English.",
)
