"""Counts of a project for everybody, reckoned anew only when enough changed.

What was told last is in the database, so that all processes tell the same and nobody can compare
the numbers before and after one opinion. Each process keeps what it read last: what another one
does shows in the state of the project. With 100,000 remarks counting takes seconds, so what is a
little old is told meanwhile: never older than ten times what counting takes, or a minute.
"""

import os
import threading
import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, and_, delete, exists, func, insert, select

from mrapp.app.counting.overview import Overview, overview
from mrapp.app.counting.small_groups import SMALLEST
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.values import LocalText
from mrapp.server.backend import Backend
from mrapp.server.database.intake import entries, remarks, versions
from mrapp.server.database.moderating import answer_remarks, answers
from mrapp.server.database.publishing import public_counts
from mrapp.server.errors import NoSuchPageError
from mrapp.server.public.listing import project_row
from mrapp.server.public.protecting import Rounding, protected
from mrapp.server.public.shown import counted_sample, stands
from mrapp.server.shared_secrets import shared_secret
from mrapp.server.versions import current_project, ground_plan_of

LEAST_CHANGED: Final = SMALLEST
"""How many opinions must have come or gone before numbers are counted anew."""

SECRET: Final = "public-rounding"  # noqa: S105 - what it is called
"""By which numbers are rounded."""

_SECRET_BYTES: Final = 32
_FORM: Final = 1
_OVERVIEW: Final = TypeAdapter(Overview)
_OLD_S: Final = 600.0
_TIMES: Final = 10.0
_MOST_KEPT: Final = 20


@dataclass(frozen=True)
class Decision:
    """What was decided, and for how many remarks, rounded; 0: too few to be told."""

    decided: LocalText
    published_utc: datetime
    remarks: int


@dataclass(frozen=True)
class Results:
    """What there is to tell of a project. shown: remarks that everybody may read.

    plan: what its map is drawn from, where its machine sent that.
    """

    project: Project
    counted: Overview
    shown: int
    decisions: tuple[Decision, ...]
    counted_utc: datetime
    plan: GroundPlan | None = None


@dataclass(frozen=True)
class _State:
    """What the results of a project hang on. kept_utc: of the numbers that all processes tell."""

    entries: int
    changes: int
    version: int | None
    kept_utc: datetime | None


@dataclass
class _Entry:
    results: Results
    state: _State
    made_s: float
    took_s: float


@dataclass
class Counter:
    """Keeps the results of some projects."""

    _kept: dict[str, _Entry] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _turns: dict[str, threading.Lock] = field(default_factory=dict)

    def results(self, backend: Backend, project: str) -> Results:
        """Return the results of a project.

        Raises `NoSuchProjectError`, and `NoSuchPageError` where none was published.
        """
        state = _state(backend, project)
        with self._lock:
            turn = self._turns.setdefault(project, threading.Lock())
            entry = self._kept.get(project)
        # Whoever comes while it is counted gets what was counted before, and waits only for that.
        if entry is not None and _is_fresh(entry, state, busy=turn.locked()):
            return entry.results
        with turn:
            entry = self._kept.get(project)
            if entry is not None and _is_fresh(entry, state, busy=False):
                return entry.results
            return self._count(backend, project, state)

    def _count(self, backend: Backend, project: str, before: _State) -> Results:
        begun = time.monotonic()
        made, kept_utc = _counted(backend, project)
        state, took = replace(before, kept_utc=kept_utc), time.monotonic() - begun
        with self._lock:
            self._kept[project] = _Entry(made, state, time.monotonic(), took)
            while len(self._kept) > _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)))
        return made


def count(backend: Backend, project: str) -> Results:
    """Return what is to be told of a project now; its numbers as they were counted last.

    They are counted anew once `LEAST_CHANGED` opinions came or went. Fewer than five opinions are
    always counted anew: of them no group is told.
    """
    return _counted(backend, project)[0]


def _counted(backend: Backend, project: str) -> tuple[Results, datetime | None]:
    """Return the results, and when the numbers were counted that all processes tell."""
    key = shared_secret(backend.database, SECRET, _new_secret, backend.utc_now())
    rounding = Rounding(key, project)
    with backend.database.snapshot() as conn:
        known = current_project(conn, project)
        if known is None:
            raise NoSuchPageError
        told = before = _told_last(conn, project)
        if before is None or _changed(conn, project, before.entries) >= LEAST_CHANGED:
            told = _count_now(conn, known, rounding, backend.utc_now())
    assert told is not None
    if told is not before and (before is not None or told.counted.total >= SMALLEST):
        told = _keep(backend, known, rounding, before, told)
    # After that: what was erased while it was counted is not in these either.
    with backend.database.snapshot() as conn:
        c = remarks.c
        shown = select(func.count()).where(c.project == project, c.state == "shown", stands)
        number = conn.scalar(shown)
        answered = conn.execute(_decisions(project)).all()
        plan = ground_plan_of(conn, project)
    decisions = tuple(
        Decision(row.decided, row.published_utc, rounding.of_group(row.number, "answer", row.id))
        for row in answered
    )
    made = Results(known, told.counted, number or 0, decisions, told.counted_utc, plan)
    return made, told.counted_utc if told.is_kept else None


@dataclass(frozen=True)
class _Told:
    """Numbers as everybody may read them. entries: up to which was counted; is_kept: for all."""

    entries: int
    counted_utc: datetime
    counted: Overview
    is_kept: bool = True


def _told_last(conn: Connection, project: str) -> _Told | None:
    row = conn.execute(
        select(public_counts).where(public_counts.c.project == project)
    ).one_or_none()
    if row is None or row.form != _FORM:
        return None
    return _Told(row.entries, row.counted_utc, _OVERVIEW.validate_json(row.counts))


def _count_now(conn: Connection, known: Project, rounding: Rounding, now: datetime) -> _Told:
    sample = counted_sample(conn, known)
    made = protected(overview(known, sample, hide_small=True, by_month=True), rounding)
    return _Told(project_row(conn, known.id).entries, now, made, is_kept=False)


def _changed(conn: Connection, project: str, since: int) -> int:
    """Return how many opinions came after an entry and stand, or stood and were withdrawn since.

    Whoever sends what stands for no opinion, or withdraws one twice, brings no count about.
    """
    c, gone, before = remarks.c, entries.alias("gone"), entries.alias("before")
    came = select(func.count()).where(c.project == project, c.number > since, stands)
    is_before = and_(
        *(before.c.project == project, before.c.about == gone.c.about),
        *(before.c.kind == "withdrawal", ~before.c.is_unproven, before.c.number <= since),
    )
    went = (
        select(func.count(gone.c.about.distinct()))
        .join(remarks, and_(c.project == project, c.id == gone.c.about, c.number <= since))
        .where(gone.c.project == project, gone.c.number > since)
        .where(gone.c.kind == "withdrawal", ~gone.c.is_unproven, ~exists().where(is_before))
    )
    return (conn.scalar(came) or 0) + (conn.scalar(went) or 0)


def _keep(
    backend: Backend, known: Project, rounding: Rounding, before: _Told | None, told: _Told
) -> _Told:
    """Let all processes tell these numbers; where another was first, theirs are everybody's.

    before: what was told as these were counted. What was erased meanwhile is not told any more.
    """
    with backend.database.writing() as conn:
        backend.database.lock_project(conn, known.id)
        now = _told_last(conn, known.id)
        if now is not None and now != before:
            return now
        if now != before or (now is None and _standing(conn, known.id, told) < told.counted.total):
            told = _count_now(conn, known, rounding, backend.utc_now())
        if now is None and told.counted.total < SMALLEST:
            return told
        row = {
            "entries": told.entries,
            "counted_utc": told.counted_utc,
            "form": _FORM,
            "counts": _OVERVIEW.dump_json(told.counted),
        }
        conn.execute(delete(public_counts).where(public_counts.c.project == known.id))
        conn.execute(insert(public_counts).values(project=known.id, **row))
    return replace(told, is_kept=True)


def _standing(conn: Connection, project: str, told: _Told) -> int:
    """Return how many stand of the opinions that were counted."""
    c = remarks.c
    asked = select(func.count()).where(c.project == project, c.number <= told.entries, stands)
    return conn.scalar(asked) or 0


def _new_secret() -> bytes:
    return os.urandom(_SECRET_BYTES)


def _decisions(project: str) -> Select[Any]:
    number = select(func.count()).where(
        answer_remarks.c.project == answers.c.project, answer_remarks.c.answer == answers.c.id
    )
    return (
        select(answers.c.id, answers.c.decided, answers.c.published_utc)
        .add_columns(number.scalar_subquery().label("number"))
        .where(answers.c.project == project, answers.c.published_utc.is_not(None))
        .order_by(answers.c.published_utc.desc())
    )


def _state(backend: Backend, project: str) -> _State:
    with backend.database.reading() as conn:
        row = project_row(conn, project)
        last = select(func.max(versions.c.number)).where(versions.c.project == project)
        kept = select(public_counts.c.counted_utc).where(public_counts.c.project == project)
        return _State(row.entries, row.changes, conn.scalar(last), conn.scalar(kept))


def _is_fresh(entry: _Entry, state: _State, *, busy: bool) -> bool:
    if entry.state.kept_utc != state.kept_utc:
        # Erased since, or counted by another process.
        return False
    age_s = time.monotonic() - entry.made_s
    if entry.state == state and state.kept_utc is not None:
        return age_s < _OLD_S
    # Of a few of which nothing is kept, nothing tells that they were erased.
    return busy or age_s < _TIMES * entry.took_s
