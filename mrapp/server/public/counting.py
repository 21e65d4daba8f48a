"""Counts of a project for everybody, reckoned anew only when something changed.

Each process keeps what it reckoned last: what another one does shows in the state of the project.
With 100,000 remarks counting takes seconds, so what is a little old is told meanwhile: never older
than ten times what counting takes, or a minute.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, func, select

from mrapp.app.counting.overview import Overview, overview
from mrapp.model.ground_plan import GroundPlan
from mrapp.model.project import Project
from mrapp.model.values import LocalText
from mrapp.server.backend import Backend
from mrapp.server.database.intake import remarks, versions
from mrapp.server.database.moderating import answer_remarks, answers
from mrapp.server.errors import NoSuchPageError
from mrapp.server.public.listing import project_row
from mrapp.server.public.shown import counted_sample
from mrapp.server.versions import current_project, ground_plan_of

_OLD_S: Final = 600.0
_TIMES: Final = 10.0
_MOST_KEPT: Final = 20


@dataclass(frozen=True)
class Decision:
    """What was decided, and for how many remarks."""

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
    """Count all that stands of a project now; groups of fewer than five are hidden."""
    with backend.database.snapshot() as conn:
        known = current_project(conn, project)
        if known is None:
            raise NoSuchPageError
        counted = overview(known, counted_sample(conn, known), hide_small=True, by_month=True)
        c = remarks.c
        shown = select(func.count()).where(c.project == project, c.state == "shown")
        number = conn.scalar(shown.where(c.withdrawn_utc.is_(None), c.made_utc.is_not(None)))
        answered = conn.execute(_decisions(project)).all()
        plan = ground_plan_of(conn, project)
    decisions = tuple(Decision(row.decided, row.published_utc, row.number) for row in answered)
    return Results(known, counted, number or 0, decisions, backend.utc_now(), plan)


def _decisions(project: str) -> Select[Any]:
    number = select(func.count()).where(
        answer_remarks.c.project == answers.c.project, answer_remarks.c.answer == answers.c.id
    )
    return (
        select(answers.c.decided, answers.c.published_utc, number.scalar_subquery().label("number"))
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
