"""Lets requests of one process go together: a project has one list, which one writer has at a time.

While one is at the database all that come wait here, and then go as one. So the more there are, the
less each costs, and other processes get their turn.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from mrapp.protocol.messages import EntryResult
from mrapp.server.database.engine import Database
from mrapp.server.intake.keeping import Sent, keep_all
from mrapp.server.intake.looking import Piece

_log = logging.getLogger(__name__)

MOST_ENTRIES: Final = 400
MOST_BYTES: Final = 8 * 2**20
"""The most that goes as one; a single request may be more."""


@dataclass(eq=False)
class _Turn:
    """What one request waits for. is_taken: by itself or another; results None: not kept yet.

    is_other_size: with it the project has grown to another power of four.
    """

    sent: Sent
    is_taken: bool = False
    results: list[EntryResult] | None = None
    is_other_size: bool = False


@dataclass
class _Line:
    """Those who wait to write to one project."""

    lock: Lock = field(default_factory=Lock)
    waiting: list[_Turn] = field(default_factory=list)


class Gathering:
    """The way in for what machines and phones send, shared by all requests of a process."""

    def __init__(self, database: Database, utc_now: Callable[[], datetime]) -> None:
        """Prepare; nothing is opened yet."""
        self._database, self._utc_now = database, utc_now
        self._guard = Lock()
        self._lines: defaultdict[str, _Line] = defaultdict(_Line)

    def keep(self, project: str, sent: Sent) -> list[EntryResult]:
        """Keep what a request sent, durably; returns what became of each entry, see `keep_all`.

        Raises `NoSuchProjectError`; SQLAlchemyError where it is not known to be kept.
        """
        turn = _Turn(sent)
        with self._guard:
            line = self._lines[project]
            line.waiting.append(turn)
        with line.lock:
            if not turn.is_taken:
                self._lead(project, line, turn)
        if turn.results is None:
            # It failed together, for which another may be the reason.
            self._write(project, [turn])
        if turn.is_other_size:
            self._refresh_statistics()
        return turn.results or []

    def _refresh_statistics(self) -> None:
        """Make statistics anew, now that nobody waits for it; all that was sent is kept by then."""
        try:
            self._database.refresh_statistics()
        except SQLAlchemyError as error:
            # PostgreSQL makes them by itself as well, within minutes.
            _log.warning("no statistics were made: %s", type(error).__name__)

    def _lead(self, project: str, line: _Line, turn: _Turn) -> None:
        """Keep what waits as one; where that fails each goes alone."""
        with self._guard:
            together = _together(turn, line.waiting)
            line.waiting = [each for each in line.waiting if not each.is_taken]
        try:
            self._write(project, together)
        except Exception as error:
            if len(together) == 1:
                raise
            # Whatever it is, it may be of one of them: who sent that meets it once more, alone.
            _log.warning("what came together is kept one by one: %s", type(error).__name__)

    def _write(self, project: str, turns: Sequence[_Turn]) -> None:
        database, sent = self._database, [each.sent for each in turns]
        with database.writing() as conn:
            kept = keep_all(database, conn, project, sent, self._utc_now())
        for each, told in zip(turns, kept.results, strict=True):
            each.results = told
        turns[0].is_other_size = kept.is_other_size


def _together(first: _Turn, waiting: Sequence[_Turn]) -> list[_Turn]:
    """Return the first and those who go along with it, who are taken by that."""
    together, count, size = [], 0, 0
    for each in (first, *(x for x in waiting if x is not first)):
        count += len(each.sent.looked)
        size += sum(len(x.content) for x in each.sent.looked if isinstance(x, Piece))
        if each is not first and (count > MOST_ENTRIES or size > MOST_BYTES):
            break
        each.is_taken = True
        together.append(each)
    return together
