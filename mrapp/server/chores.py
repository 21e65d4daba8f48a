"""What the server does now and then by itself: erases, sweeps, and what else is on the list.

Each process looks once a minute; of several one takes a chore when its time has come. Whatever goes
wrong with one is noted, told at /health and /metrics, and tried again; it stops nothing else.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, delete, or_, select, tuple_, update

from mrapp.server import retention
from mrapp.server.backend import Backend
from mrapp.server.database.engine import Database
from mrapp.server.database.intake import chores, entries, erasures
from mrapp.server.moderation.flagging import flag_all
from mrapp.server.one_by_one import failures, first_of, one_by_one
from mrapp.server.public.attempts import sweep_attempts
from mrapp.server.public.room import crowded
from mrapp.server.uploads import Deadlines, drop_unclaimed, unclaimed
from mrapp.server.withdrawals import honour_withdrawals, note_withdrawals

_log = logging.getLogger(__name__)

UPLOAD_LIFE: Final = timedelta(days=7)
"""How long a file waits for its remark."""

PHONE_LIFE: Final = timedelta(days=1)
"""How long a file of a phone does."""

CROWDED_LIFE: Final = timedelta(hours=1)
"""How long it does in a project that has little room left for more."""

RETENTION: Final = "retention"
"""The chore that ends what is over."""

_LONGEST_PAUSE: Final = timedelta(days=2)
_LOOK_EVERY_S: Final = 60.0
_SKEW: Final = timedelta(minutes=5)
_AT_ONCE: Final = 500


@dataclass(frozen=True)
class Chore:
    """Something to do every so often. name: at most 40 signs."""

    name: str
    every: timedelta
    do: Callable[[Backend], None]


class PutOffError(Exception):
    """A chore was not done this time: so it neither failed nor went well."""


class Chores:
    """Does chores in a thread of its own until it is stopped."""

    def __init__(
        self, backend: Backend, chores: Sequence[Chore], look_every_s: float | None = None
    ) -> None:
        """Prepare; nothing is done yet."""
        self._backend, self._chores = backend, chores
        self._look_every_s = _LOOK_EVERY_S if look_every_s is None else look_every_s
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chores")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, once what is being done is done."""
        self._stopping.set()
        self._thread.join()

    @property
    def is_alive(self) -> bool:
        """Whether the thread goes on."""
        return self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.wait(self._look_every_s):
            do_due(self._backend, self._chores)


def do_due(backend: Backend, some: Sequence[Chore]) -> None:
    """Do the chores whose time has come, as this process does in each of its rounds."""
    for chore in some:
        try:
            if take_turn(backend, chore):
                _do(backend, chore)
        except Exception as error:  # noqa: BLE001 - such as a database that is gone: tried again
            _log.error("chore %s: %s", chore.name, type(error).__name__, exc_info=error)


def _do(backend: Backend, chore: Chore) -> None:
    trouble = None
    try:
        chore.do(backend)
    except PutOffError as reason:
        _log.warning("chore %s: %s", chore.name, reason)
        return
    except Exception as error:  # noqa: BLE001 - the thread is all that would ever try it again
        # Its kind alone: what a database says of it may hold what somebody wrote.
        first = first_of(error)
        trouble = type(first).__name__
        _log.error("chore %s: %s", chore.name, trouble, exc_info=first)
    _note_how_it_went(backend, chore, trouble)


def take_turn(backend: Backend, chore: Chore) -> bool:
    """Tell whether a chore is to be done now, by this process."""
    database, now = backend.database, backend.utc_now()
    with database.writing() as conn:
        first = database.insert(chores).values(name=chore.name, begun_utc=now)
        # By what comes back: how many rows it was psycopg does not tell of this.
        is_new = first.on_conflict_do_nothing().returning(chores.c.name)
        if conn.scalar(is_new) is not None:
            return True
        # Ahead of now: the clock was wrong then, and it is not waited for until it is that late.
        is_ahead = chores.c.begun_utc > now + max(chore.every, _SKEW)
        is_due = or_(chores.c.begun_utc <= now - chore.every, is_ahead)
        told = {"begun_utc": now, "before_utc": chores.c.begun_utc}
        turn = update(chores).where(chores.c.name == chore.name, is_due).values(told)
        return bool(conn.execute(turn).rowcount)


def _note_how_it_went(backend: Backend, chore: Chore, trouble: str | None) -> None:
    """Note for all processes how a chore went. trouble: what kind went wrong, None: nothing."""
    went = {"trouble": trouble} | ({} if trouble else {"done_utc": backend.utc_now()})
    with backend.database.writing() as conn:
        conn.execute(update(chores).where(chores.c.name == chore.name).values(went))


def chores_in_trouble(conn: Connection) -> Sequence[str]:
    """Return the names of the chores that failed the last time."""
    asked = select(chores.c.name).where(chores.c.trouble.is_not(None))
    return conn.scalars(asked.order_by(chores.c.name)).all()


def settle_erasures(backend: Backend) -> None:
    """Remove the files of remarks that were withdrawn or erased, and all traces; safe twice.

    Where that cannot be done now it is left for the next time; one that cannot keeps no other
    waiting. Raises an ExceptionGroup at the end.
    """
    after = ("", "")
    stuck: list[Exception] = []
    while found := _to_erase(backend.database, after):
        gone = []
        for each in found:
            errors = failures([each], lambda named: _erase_files(backend, *named))
            stuck += errors
            gone += [] if errors else [each]
        # Before it is forgotten that they were to go: else nobody would try again.
        if not backend.database.settle_erased():
            break
        stuck += failures(gone, lambda named: _settle(backend, *named))
        after = found[-1]
    if stuck:
        raise ExceptionGroup("some could not be erased", stuck)


def settle_now(backend: Backend) -> None:
    """Do the same at once, for who waits; where that fails, the chore tries again and tells."""
    for error in failures([backend], settle_erasures):
        _log.warning("erasing was put off: %s", type(first_of(error)).__name__)


def _to_erase(database: Database, after: tuple[str, str]) -> Sequence[tuple[str, str]]:
    """Return the next remarks, with their projects, whose files are to go."""
    named = (erasures.c.project, erasures.c.remark)
    asked = select(*named).where(tuple_(*named) > after).order_by(*named).limit(_AT_ONCE)
    with database.reading() as conn:
        return [(row.project, row.remark) for row in conn.execute(asked)]


def _erase_files(backend: Backend, project: str, remark: str) -> None:
    # First, where that was not done when it came: see `mrapp.server.withdrawals`.
    note_withdrawals(backend, project, [remark])
    backend.attachments.erase(project, remark)


def _settle(backend: Backend, project: str, remark: str) -> None:
    """Leave a mark of a remark whose files are gone, and forget that they were to go."""
    with backend.database.writing() as conn:
        if not _is_said(conn, project, remark):
            backend.attachments.mark_erased(project, remark)
        _forget_erasure(conn, project, remark)


def sweep_uploads(backend: Backend) -> None:
    """Remove files that no remark came for, or whose remark was withdrawn meanwhile."""
    now = backend.utc_now()
    before = Deadlines(now - UPLOAD_LIFE, now - PHONE_LIFE, now - CROWDED_LIFE, crowded(backend))
    while True:
        with backend.database.reading() as conn:
            found = unclaimed(conn, before, _AT_ONCE)
        one_by_one(found, lambda place: drop_unclaimed(backend, place, before))
        if len(found) < _AT_ONCE:
            return


def sweep_tallies(backend: Backend) -> None:
    """Forget how much came from where."""
    sweep_attempts(backend.database, backend.utc_now())


def _end_what_is_over(backend: Backend) -> None:
    """Erase what is over, where the clock agrees with itself: nothing brings back what is erased.

    A machine that starts may think that it is years later, until somebody tells it the time. What
    counts is when this was begun before, however it went: what fails is tried again.
    """
    asked = select(chores.c.before_utc).where(chores.c.name == RETENTION)
    with backend.database.reading() as conn:
        before = conn.scalar(asked)
    if before is None or not timedelta(0) <= backend.utc_now() - before <= _LONGEST_PAUSE:
        raise PutOffError("what is over goes the next time: the clock went on by itself too long")
    retention.sweep(backend)


CHORES: Final[tuple[Chore, ...]] = (
    Chore("erasures", timedelta(minutes=1), settle_erasures),
    Chore("withdrawals", timedelta(minutes=15), honour_withdrawals),
    Chore("flags", timedelta(minutes=1), flag_all),
    Chore(RETENTION, retention.EVERY, _end_what_is_over),
    Chore("uploads", timedelta(minutes=15), sweep_uploads),
    Chore("tallies", timedelta(minutes=15), sweep_tallies),
)
"""What every server does."""


def _is_said(conn: Connection, project: str, remark: str) -> bool:
    said = select(entries.c.content).where(entries.c.project == project, entries.c.id == remark)
    return conn.scalar(said) is not None


def _forget_erasure(conn: Connection, project: str, remark: str) -> None:
    this = (erasures.c.project == project, erasures.c.remark == remark)
    conn.execute(delete(erasures).where(*this))
