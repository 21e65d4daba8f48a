"""What the server does now and then by itself: erases, sweeps, and what else is on the list.

Each process looks once a minute; of several one takes a chore when its time has come.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import SQLAlchemyError

from mrapp.model.errors import MrappError
from mrapp.server import retention
from mrapp.server.backend import Backend
from mrapp.server.database.intake import chores, entries, erasures
from mrapp.server.moderation.flagging import flag_all
from mrapp.server.public.attempts import sweep_attempts
from mrapp.server.uploads import drop_unclaimed, unclaimed

_log = logging.getLogger(__name__)

UPLOAD_LIFE: Final = timedelta(days=7)
"""How long a file waits for its remark."""

_LOOK_EVERY_S: Final = 60.0
_AT_ONCE: Final = 500


@dataclass(frozen=True)
class Chore:
    """Something to do every so often. name: at most 40 signs."""

    name: str
    every: timedelta
    do: Callable[[Backend], None]


class Chores:
    """Does chores in a thread of its own until it is stopped."""

    def __init__(self, backend: Backend, chores: Sequence[Chore]) -> None:
        """Prepare; nothing is done yet."""
        self._backend, self._chores = backend, chores
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chores")

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, once what is being done is done."""
        self._stopping.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(_LOOK_EVERY_S):
            for chore in self._chores:
                self._try(chore)

    def _try(self, chore: Chore) -> None:
        try:
            if take_turn(self._backend, chore):
                chore.do(self._backend)
        except (MrappError, OSError, SQLAlchemyError) as error:
            # Its kind alone: what a database says of it may hold what somebody wrote.
            _log.error("chore %s: %s", chore.name, type(error).__name__)


def take_turn(backend: Backend, chore: Chore) -> bool:
    """Tell whether a chore is to be done now, by this process."""
    database, now = backend.database, backend.utc_now()
    with database.writing() as conn:
        first = database.insert(chores).values(name=chore.name, begun_utc=now)
        if conn.execute(first.on_conflict_do_nothing()).rowcount:
            return True
        is_due = chores.c.begun_utc <= now - chore.every
        turn = update(chores).where(chores.c.name == chore.name, is_due).values(begun_utc=now)
        return bool(conn.execute(turn).rowcount)


def settle_erasures(backend: Backend) -> None:
    """Remove the files of remarks that were withdrawn or erased, and all traces; safe twice.

    Where that cannot be done now it is left for the next time.
    """
    while True:
        with backend.database.reading() as conn:
            asked = select(erasures.c.project, erasures.c.remark).limit(_AT_ONCE)
            found = conn.execute(asked).all()
        for project, remark in found:
            backend.attachments.erase(project, remark)
        # Before it is forgotten that they were to go: else nobody would try again.
        if not (found and backend.database.settle_erased()):
            return
        for project, remark in found:
            with backend.database.writing() as conn:
                if not _is_said(conn, project, remark):
                    backend.attachments.mark_erased(project, remark)
                _forget_erasure(conn, project, remark)
        if len(found) < _AT_ONCE:
            return


def sweep_uploads(backend: Backend) -> None:
    """Remove files that no remark came for, or whose remark was withdrawn meanwhile."""
    before = backend.utc_now() - UPLOAD_LIFE
    while True:
        with backend.database.reading() as conn:
            found = unclaimed(conn, before, _AT_ONCE)
        for place in found:
            drop_unclaimed(backend, place, before)
        if len(found) < _AT_ONCE:
            return


def sweep_tallies(backend: Backend) -> None:
    """Forget how much came from where."""
    sweep_attempts(backend.database, backend.utc_now())


def _end_what_is_over(backend: Backend) -> None:
    retention.sweep(backend)
    settle_erasures(backend)


CHORES: Final[tuple[Chore, ...]] = (
    Chore("erasures", timedelta(minutes=1), settle_erasures),
    Chore("flags", timedelta(minutes=1), flag_all),
    Chore("retention", retention.EVERY, _end_what_is_over),
    Chore("uploads", timedelta(hours=1), sweep_uploads),
    Chore("tallies", timedelta(minutes=15), sweep_tallies),
)
"""What every server does."""


def _is_said(conn: Connection, project: str, remark: str) -> bool:
    said = select(entries.c.content).where(entries.c.project == project, entries.c.id == remark)
    return conn.scalar(said) is not None


def _forget_erasure(conn: Connection, project: str, remark: str) -> None:
    this = (erasures.c.project == project, erasures.c.remark == remark)
    conn.execute(delete(erasures).where(*this))
