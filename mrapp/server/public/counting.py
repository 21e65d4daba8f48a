"""Counts of a project for everybody, reckoned anew only when enough changed.

What was told last is in the database, so that all processes tell the same and nobody can compare
the numbers before and after one opinion. Each process keeps what it read last: what another one
does shows in the state of the project. With 100,000 remarks counting takes seconds, so what is a
little old is told meanwhile: never older than ten times what counting takes, or a minute.
"""

import os
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, delete, func, insert, select

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
from mrapp.server.public.shown import counted_sample
from mrapp.server.shared_secrets import shared_secret
from mrapp.server.versions import current_project, ground_plan_of

LEAST_CHANGED: Final = SMALLEST
"""How many opinions must have come or gone before numbers are counted anew."""

_SECRET: Final = "public-rounding"  # noqa: S105 - what it is called
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


@dataclass
class _Entry:
    results: Results
    state: tuple[object, ...]
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

    def _count(self, backend: Backend, project: str, state: tuple[object, ...]) -> Results:
        begun = time.monotonic()
        made = count(backend, project)
        took = time.monotonic() - begun
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
    key = shared_secret(backend.database, _SECRET, _new_secret, backend.utc_now())
    rounding = Rounding(key, project)
    with backend.database.snapshot() as conn:
        known = current_project(conn, project)
        if known is None:
            raise NoSuchPageError
        entries_now = project_row(conn, project).entries
        before = _told_last(conn, project)
        told = before
        if before is None or _changed(conn, project, before.entries) >= LEAST_CHANGED:
            sample = counted_sample(conn, known)
            made = protected(overview(known, sample, hide_small=True, by_month=True), rounding)
            told = _Told(entries_now, backend.utc_now(), made)
        c = remarks.c
        shown = select(func.count()).where(c.project == project, c.state == "shown")
        number = conn.scalar(shown.where(c.withdrawn_utc.is_(None), c.made_utc.is_not(None)))
        answered = conn.execute(_decisions(project)).all()
        plan = ground_plan_of(conn, project)
    assert told is not None
    if told is not before and (before is not None or told.counted.total >= SMALLEST):
        told = _keep(backend, project, before, told)
    decisions = tuple(
        Decision(row.decided, row.published_utc, rounding.of_group(row.number, "answer", row.id))
        for row in answered
    )
    return Results(known, told.counted, number or 0, decisions, told.counted_utc, plan)


@dataclass(frozen=True)
class _Told:
    """Numbers as everybody may read them; entries: up to which was counted."""

    entries: int
    counted_utc: datetime
    counted: Overview


def _told_last(conn: Connection, project: str) -> _Told | None:
    row = conn.execute(
        select(public_counts).where(public_counts.c.project == project)
    ).one_or_none()
    if row is None or row.form != _FORM:
        return None
    return _Told(row.entries, row.counted_utc, _OVERVIEW.validate_json(row.counts))


def _changed(conn: Connection, project: str, since: int) -> int:
    """Return how many opinions came or were withdrawn after an entry."""
    c = entries.c
    asked = select(func.count()).where(c.project == project, c.number > since)
    return conn.scalar(asked.where(c.kind != "addition")) or 0


def _keep(backend: Backend, project: str, before: _Told | None, told: _Told) -> _Told:
    """Let all processes tell these numbers; where another was first, theirs are everybody's."""
    row = {
        "entries": told.entries,
        "counted_utc": told.counted_utc,
        "form": _FORM,
        "counts": _OVERVIEW.dump_json(told.counted),
    }
    with backend.database.writing() as conn:
        backend.database.lock_project(conn, project)
        now = _told_last(conn, project)
        if now is not None and (before is None or now.entries != before.entries):
            return now
        conn.execute(delete(public_counts).where(public_counts.c.project == project))
        conn.execute(insert(public_counts).values(project=project, **row))
    return told


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


def _state(backend: Backend, project: str) -> tuple[object, ...]:
    with backend.database.reading() as conn:
        row = project_row(conn, project)
        last = select(func.max(versions.c.number)).where(versions.c.project == project)
        return row.entries, row.changes, conn.scalar(last)


def _is_fresh(entry: _Entry, state: tuple[object, ...], *, busy: bool) -> bool:
    age_s = time.monotonic() - entry.made_s
    if entry.state == state:
        return age_s < _OLD_S
    return busy or age_s < _TIMES * entry.took_s
